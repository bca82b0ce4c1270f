"""How a page is cited: what it is called, which record it is of, as of when, and where it stands."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from onrecord.views.wording import date_in_words

# As many letters of a digest as tell two revisions of a dossier apart.
_DIGEST = 12


class Citation(Struct, frozen=True):
    """What a copy of a page says of where it comes from. `sha256` is the digest of the dossier's revision, `read_until` when the last article
    came in (ISO 8601, UTC), `address` the page's own with all its parameters, where it has one.
    """

    dossier: str
    title: str
    version: str
    sha256: str | None = None
    read_until: str | None = None
    address: str | None = None


def record_in_words(cited: Citation) -> str:
    """Which record it is: its dossier with the revision, what had been read by when, and what read it."""
    revision = f", revision {cited.sha256[:_DIGEST]}" if cited.sha256 else ""
    until = f", with what was read until {moment_in_words(cited.read_until)}" if cited.read_until else ""
    return f"{cited.title} (dossier {cited.dossier}{revision}), onrecord {cited.version}{until}."


def moment_in_words(moment: str) -> str:
    """The time "2032-03-04T09:21:07Z" as "4 March 2032, 09:21 UTC"; what is no time stays as it is."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{date_in_words(read.date().isoformat())}, {read:%H:%M} UTC"
