"""By what tellings are linked, in one name: what was compared by other points, bounds or words than these is compared anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord.comparison import acts, candidates, lasting, likeness, occasions, tellings
from onrecord.identity import digest

_LINKING = (acts, candidates, lasting, likeness, occasions, tellings)


def points_known() -> str:
    """Names the constants by which tellings are made and linked: another name once any of them is another."""
    return digest("points", *(part for module in _LINKING for part in _constants(vars(module))))


def _constants(names: dict[str, object]) -> Iterator[str]:
    for name, value in sorted(names.items()):
        if name.isupper() and isinstance(value, (int, float, str, tuple, timedelta)):
            yield f"{name} = {value!r}"
        elif name.isupper() and isinstance(value, frozenset):
            # The order of a set is another one in every process.
            yield f"{name} = {sorted(map(repr, value))}"
