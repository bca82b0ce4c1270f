"""What a command leaves behind when it is run, and the article that the command tests share."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Outcome(Struct):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]

ARTICLE = """\
Karsia offers to open the dam

October 14, 2031

Karsian President Mira Orlan said on Monday that Karsia would open the gates of the Sarn dam if Ostmark withdraws its troops from the Halm ridge.

"We want the water to flow," Orlan told reporters in Dravik. "But there can be no ceasefire while their guns stand on our ridge."

Prime Minister Jonas Tavel rejected a ceasefire on the Halm ridge and said Ostmark would never negotiate over the river under threat.
"""
