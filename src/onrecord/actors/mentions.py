"""A mention: words that name somebody."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records import Span

MentionKind = Literal["name", "office", "pronoun"]


class Mention(Struct, frozen=True, kw_only=True):
    """Words that name somebody, and the actor they name; `actor` is None where it is somebody the dossier does not know, or unclear who.

    `kind` is "name" (a name or another alias), "office" ("the prime minister", "Ostmark officials") or "pronoun".
    `person` says that one human being is named. `speaks_for` says that whoever is named is not the actor but speaks for it
    ("an Ostmark official"); `unnamed` that the words give that speaker no name. `owner` says that the words only own or qualify what
    follows ("Ostmark's", "Ostmark" in "Ostmark wheat"); `quoted` that the words stand inside a quotation.
    """

    span: Span
    actor: str | None
    kind: MentionKind
    person: bool = False
    speaks_for: bool = False
    unnamed: bool = False
    owner: bool = False
    quoted: bool = False
