# ruff: noqa: SIM905  word lists read better as text
"""Where a sentence says that somebody speaks: its words of saying, and the names beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

# Words that report speech with a clause or quotation as their content: a date inside the content is not the day of speaking.
_SAYING = (
    "said says saying told tells telling added adds "
    "wrote writes tweeted tweets argued argues warned warns insisted insists noted notes stated states "
    "declared declares asked asks replied explained explains claimed claims vowed pledged promised suggested suggests acknowledged admitted stressed "
    "emphasized emphasised reiterated repeated predicted testified concluded complained conceded confirmed continued responded quoted urged urges "
    "believes thinks indicated signaled signalled hinted remarked accused"
).split()
SAYING = re.compile(r"\b(?:{})\b".format("|".join(_SAYING)))
_NAME = re.compile(r"[A-Z][\w’'\-]*[\w]")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
# How many characters beside a word of saying its speaker's name is looked for.
_BESIDE = 60
_BESIDE_PRONOUN = 20
_NO_NAMES = frozenset(
    """The A An In On At He She They It But And As While If When That This These Those Mr Mrs Ms Sen Rep President Minister Secretary Senator Prime
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December
    House Senate Republican Republicans Democrat Democrats Democratic White Foreign State Department Leader Speaker Chairman Majority Minority US U.S
    According Asked Still However For His Her Their Its After Before""".split()
)


class Speech(Struct, frozen=True):
    """What one sentence tells of speaking: offsets of its words of saying, the names beside them, and whether a pronoun stands for one."""

    verbs: tuple[tuple[int, int], ...] = ()
    names: frozenset[str] = frozenset()
    everyone: frozenset[str] = frozenset()
    pronoun: bool = False


def find_speech(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> Speech:
    """The words of saying of `text[start:end]` outside the quoted stretches (in order, apart), and who stands beside them."""
    verbs = [match.span() for match in SAYING.finditer(text, start, end) if not _inside(match.start(), quoted)]
    named = [match for match in _NAME.finditer(text, start, end) if not _inside(match.start(), quoted)]
    everyone = frozenset(_plain(match.group()) for match in named) - _NO_NAMES
    beside: set[str] = set()
    pronoun = False
    places = [match.start() for match in named]
    for first, last in verbs:
        near = named[bisect_left(places, first - _BESIDE) : bisect_right(places, last + _BESIDE)]
        beside.update(_plain(match.group()) for match in near)
        pronoun = pronoun or any(
            not _inside(match.start(), quoted)
            for match in _PRONOUN.finditer(text, max(start, first - _BESIDE_PRONOUN), min(end, last + _BESIDE_PRONOUN))
        )
    return Speech(tuple(verbs), frozenset(beside) - _NO_NAMES, everyone, pronoun)


def _inside(offset: int, stretches: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(stretches, offset, key=lambda stretch: stretch[0]) - 1
    return place >= 0 and offset < stretches[place][1]


def _plain(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")
