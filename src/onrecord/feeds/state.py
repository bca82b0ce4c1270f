"""What `watch` remembers between two polls, in one small JSON file: when what was asked, and what was already told."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from onrecord.errors import OnrecordError
from onrecord.feeds.robots import Kept
from onrecord.records import Stance

_FORMAT: Literal[1] = 1
# What no feed has named for so long is forgotten; a feed holds days to weeks.
_FORGET_SECONDS = 90 * 86_400.0


class FeedState(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What is known of one feed: its validators, how often in a row it failed, and when (seconds since 1970) it may be asked again."""

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    not_before: float = 0.0
    gone: bool = False


class EntryState(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What is known of one article: when a feed last named it and it was last fetched, what the feed said of its last change, and its validators.

    `kept`: it is in the ledger. `tries` counts those that came to nothing; `given_up`: there will be no more.
    """

    named: float
    fetched: float = 0.0
    updated: str | None = None
    kept: bool = False
    tries: int = 0
    not_before: float = 0.0
    given_up: bool = False
    etag: str | None = None
    modified: str | None = None


class Quoted(Struct, frozen=True, kw_only=True):
    """A passage that tells a change: its words and place, and `link`, which leads to them on the outlet's page where that has an address."""

    article: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    field: str
    start: int
    end: int
    words: str
    link: str | None


class Change(Struct, frozen=True, kw_only=True):
    """Something that is new in the record. A shift goes from `before` to `stance`; a conflict has no stance, but says `why`, and
    may be about no term of the dossier.
    """

    id: str
    kind: Literal["position", "shift", "conflict"]
    at: str
    holder: str | None
    name: str
    term: str | None
    proposition: str | None
    stance: Stance | None = None
    before: Stance | None = None
    day: str | None = None
    day_is: str | None = None
    copy_of: str | None = None
    why: str | None = None
    passages: tuple[Quoted, ...] = ()


class State(Struct, forbid_unknown_fields=True):
    """All that is remembered. `ready` says when each host may be asked again; `known` are the shifts and conflicts that were told, or were
    there before.

    `new_positions` (article, position) were stored and not yet told. `told` are the latest changes, for the Atom feed; `unsent` are those
    that the webhook has not taken.
    """

    format: Literal[1] = _FORMAT
    feeds: dict[str, FeedState] = {}
    entries: dict[str, EntryState] = {}
    ready: dict[str, float] = {}
    robots: dict[str, Kept] = {}
    known: set[str] | None = None
    new_positions: list[tuple[str, str]] = []
    told: list[Change] = []
    unsent: list[Change] = []


def load_state(path: Path) -> State:
    """What is remembered in this file; nothing where there is none. OnrecordError for a file that holds something else."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=State)
    except FileNotFoundError:
        return State()
    except OSError as error:
        raise OnrecordError(f"{path} cannot be read ({error.strerror}); give another file with --state.") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise OnrecordError(
            f"{path} is no file of onrecord watch, or is damaged. Remove it to begin anew, or give another file with --state."
        ) from None


def save_state(state: State, path: Path, now: float) -> None:
    """Write the state in one move, so that a stop in the middle leaves the one before. What is long past is left out."""
    # In place: whoever fetches holds on to these.
    for address in [address for address, entry in state.entries.items() if entry.named < now - _FORGET_SECONDS]:
        del state.entries[address]
    for host in [host for host, ready in state.ready.items() if ready <= now]:
        del state.ready[host]
    for origin in [origin for origin, kept in state.robots.items() if kept.fetched < now - _FORGET_SECONDS]:
        del state.robots[origin]
    write_whole(path, msgspec.json.encode(state))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one move: whoever reads it sees the old one or the new one. OnrecordError where it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            if os.name == "posix":
                Path(name).chmod(_mode(path))
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise OnrecordError(f"{path} cannot be written ({error.strerror}); give another place for it.") from None


def _mode(path: Path) -> int:
    """The rights of the file as it is, else those of any new file."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
