"""Outlets: the one that a text itself names where nobody did, and those that a state owns, controls or pays for."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord.errors import OnrecordError
from onrecord.language.full_dates import find_full_dates
from onrecord.pages.addresses import host_of
from onrecord.pages.lines import Line, tokens_of
from onrecord.records import Span

TABLE_VARIABLE = "ONRECORD_STATE_MEDIA"

# A name of an outlet: up to six words that begin with a capital (of the eighty outlets of gold/train and gold/dev the longest has five).
_NAME = r"(?:[Tt]he )?[A-Z](?:[\w&'’-]|\.(?=\w)){0,30}(?: (?:(?:of|and|the|for|&) ){0,2}[A-Z0-9](?:[\w&'’-]|\.(?=\w)){0,30}){0,5}"
_COPYRIGHT = re.compile(
    rf"\W{{0,3}}(?:[Cc]opyright|COPYRIGHT|©|\([Cc]\))(?:\s?(?:©|\([Cc]\)))?\s{{0,3}}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s{{1,3}}(?:by\s)?)?({_NAME})"
)
_COMPANY = re.compile(r"[,.]?\s(?:LLC|L\.L\.C|Inc|Ltd|Limited|PLC|Plc|plc|Co|Corp|Corporation|Company|GmbH|AG|SA|B\.?V)\.?$")
_YEAR_AT_END = re.compile(r",?\s(?:19|20)\d\d$")
_NO_NAME = re.compile(r"(?:All|Rights|Reserved|Material|Content|Images?|Photos?|Privacy|Terms)\b|.*\bAll [Rr]ights\b|.*\d{4}")
# What two outlets share when one prints the other's text: the agencies' own copyright says who wrote it, not who published it.
_AGENCY = re.compile(
    r"(?:the )?(?:associated press|ap|(?:thomson/?\s?)?reuters|thomson|agence france-presse|afp|upi|bloomberg|getty.*|shutterstock.*)$", re.IGNORECASE
)
# "By Jo Brandt, The Vel Courier | May 6, 2031", and a summary cut short: "... 06.05.2031, Vel Courier".
_BYLINE = re.compile(rf"(?:By|BY) [^,|]{{3,60}}[,|]\s?({_NAME})\s?[|•·]")
_AFTER_DATE = re.compile(rf",\s({_NAME})$")
# A first line of nothing but a name, above the date, is the outlet where a word in it is one that newspapers and stations are called by, and none is
# one for what they print or whom they employ: else it may be a person, a place or a section. Of 11,517 crawled articles nine begin with a name over a
# date: the rule takes none of these for an outlet, and leaves two open that are ("CBS News").
_MASTHEAD = re.compile(rf"{_NAME}$")
_CALLED = frozenset(
    "advertiser argus broadcasting bugle bulletin chronicle courier daily dispatch echo examiner express gazette globe guardian "  # noqa: SIM905  reads as text
    "herald inquirer journal mail mercury messenger mirror monitor newspaper observer post radio sentinel standard telegraph television times "
    "tribune tv weekly".split()
)
_NO_OUTLET = frozenset(
    "analysis board briefing business correspondent correspondents culture desk digest editor editorial editors feature health interview latest "  # noqa: SIM905  the same
    "life markets money news newsletter newsroom opinion politics press release report reporter reporters review science special sport sports staff "
    "summary team top update updates world writer writers".split()
)
_FRONT = frozenset({"front", "home", "homepage", "index", "main", "page", "the"})
_HEAD = 6
_LONGEST = 300
_LONGEST_NAME = 60


class _Outlet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the table of state media."""

    names: tuple[str, ...]
    domains: tuple[str, ...] = ()
    state: str
    source: str


def find_outlet(text: str, lines: list[Line], datelines: Collection[int] = ()) -> Span | None:
    """The words of a text that name its outlet: in a copyright line, a byline, a summary that ends in it, or above the date. None where they differ.

    `datelines` are the numbers of the lines that tell the article's date and little else.
    """
    found = [span for line in lines if len(line.words) <= _LONGEST for span in _named_in(text, line)]
    if len(lines) > 1 and lines[1].number in datelines and _is_masthead(lines[0].words):
        found.append(Span(start=lines[0].start, end=lines[0].end, text=lines[0].words))
    names = {_plain(span.text) for span in found}
    return found[0] if len(names) == 1 else None


def holder_in(words: str) -> str | None:
    """Whom a copyright line that these words begin with names; None for an agency, which says who wrote the text and not who published it."""
    return _name_in(_COPYRIGHT.match(words))


def is_section(name: str) -> bool:
    """Whether a name has no word but those for what outlets print and whom they employ, or for their front page."""
    return _NO_OUTLET.union(_FRONT).issuperset(tokens_of(name))


def state_behind(outlet: str | None, address: str | None) -> tuple[str, str] | None:
    """The state that owns, controls or pays for an outlet, and the source for that; None where the table does not know it."""
    by_name, by_domain = _table(os.environ.get(TABLE_VARIABLE) or "")
    entry = by_name.get(_plain(outlet or "")) or _by_host(host_of(address) or (outlet or "").lower(), by_domain)
    return (entry.state, entry.source) if entry else None


def own_table() -> dict[str, str]:
    """The user's own table of state media, as an option of a run: its SHA-256; nothing where ours is used.

    Raises OnrecordError for one that cannot be read.
    """
    path = os.environ.get(TABLE_VARIABLE)
    if not path:
        return {}
    _table(path)
    return {"state-media": sha256(Path(path).read_bytes()).hexdigest()}


def _named_in(text: str, line: Line) -> list[Span]:
    words = line.words
    matches = [_COPYRIGHT.match(words)]
    if line.number < _HEAD:
        matches.append(_BYLINE.match(words))
        dates = find_full_dates(words)
        matches.append(_AFTER_DATE.match(words, dates[-1].end) if dates else None)
    found = []
    for match in matches:
        name = _name_in(match)
        if match and name:
            start = line.start + match.start(1)
            found.append(Span(start=start, end=start + len(name), text=text[start : start + len(name)]))
    return found


def _name_in(match: re.Match[str] | None) -> str | None:
    """The name that a line was found to give, without its year or the form of its company; None where it is none, or an agency's."""
    name = _COMPANY.sub("", _YEAR_AT_END.sub("", match[1])) if match else ""
    return name if len(name) > 1 and not _NO_NAME.match(name) and not _AGENCY.match(name) else None


def _is_masthead(words: str) -> bool:
    tokens = set(tokens_of(words))
    return len(words) <= _LONGEST_NAME and _MASTHEAD.match(words) is not None and not tokens.isdisjoint(_CALLED) and tokens.isdisjoint(_NO_OUTLET)


@lru_cache(maxsize=4)
def _table(path: str) -> tuple[dict[str, _Outlet], dict[str, _Outlet]]:
    """The table by name and by domain: the user's where the environment names one, else ours."""
    try:
        content = Path(path).read_text("utf-8") if path else resources.files("onrecord.pages").joinpath("state_media.toml").read_text("utf-8")
        outlets = msgspec.convert(tomllib.loads(content).get("outlet", []), list[_Outlet])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        told = " ".join(str(error).split())
        raise OnrecordError(f"{path}: this table of state media cannot be read ({told}); mend it, or unset {TABLE_VARIABLE}") from error
    by_name = {_plain(name): outlet for outlet in outlets for name in outlet.names}
    return by_name, {domain.lower(): outlet for outlet in outlets for domain in outlet.domains}


def _by_host(host: str, by_domain: dict[str, _Outlet]) -> _Outlet | None:
    parts = host.split(".")
    return next((by_domain[name] for name in (".".join(parts[place:]) for place in range(len(parts) - 1)) if name in by_domain), None)


def _plain(name: str) -> str:
    """A name as it is compared: in small letters, without an article before it."""
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
