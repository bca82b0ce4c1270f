"""The words of disputes: which stand for one another, which act for or against a subject, which take a side.

The word lists are data (`thesaurus.toml`, `cues.toml`, `common_words.toml`) and hold general English only. `read` turns words of an article,
or a term's proposition, into a `Passage`: stems with offsets, and which groups of the lists they belong to.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from msgspec import Struct

from onrecord.language.words import WORD, plain_of, stem

# "pull * out": so many words may stand where the list has a star.
_GAP = 3
_LONGEST_KEPT = 40
# Marks at which a clause ends. Quotation marks are none: half a clause is often quoted.
_MARKS = frozenset(",;:()—–…")
# A word across which no cue reaches: it opens a clause of its own.
CLAUSE_OPENERS = frozenset(["but", "while", "although", "though", "becaus", "after", "sinc", "who", "which", "whose", "where", "despit"])
# Between these and a noun a participle tells of what kind it is; before those it is none.
_ARTICLES = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "these", "those", "any"])
_NO_NOUNS = frozenset(
    ["to", "of", "in", "on", "for", "from", "by", "with", "at", "and", "or", "but", "that", "is", "are", "was", "were", "will", "would"]
)

# What is thrown into a clause between two marks, and ends none: who says it, where the verb follows ("a toll, Morn told reporters, is ..."),
# and how the votes were cast ("threw out, by 13 votes to 12, ...").
_LONGEST_ASIDE = 8
_SAYING = frozenset(["say", "add", "tell", "insist", "argu", "write", "warn", "note", "explain", "declar"])
_VERBS = frozenset(["be", "have", "will", "would", "can", "could", "must", "should", "shall", "cannot", "can't", "won't", "wouldn't", "isn't"])
# So does what goes on behind "it would be wrong".
_GOING_ON = frozenset(["to", "that", "for"])
_CALLED = (("known", "as"), ("so", "call"), ("dub", "the"), ("call", "the"))
_NO_ASIDE = CLAUSE_OPENERS | {"and", "or", "as", "that", "if"}


class Kind(StrEnum):
    """What a group of words is for."""

    THING = "thing"
    ACT = "act"
    FAVOURING = "favouring"
    OPPOSING = "opposing"
    UNDECIDED = "undecided"
    NEGATION = "negation"


class Group(Struct, frozen=True):
    """One group of the lists. `sign` is +1 where the words favour or keep their subject, -1 where they are contrary to it, 0 for neither."""

    name: str
    kind: Kind
    sign: int


class Hit(Struct, frozen=True):
    """Words `[first, last)` of a passage that belong to a group."""

    first: int
    last: int
    group: Group


class Passage(Struct, frozen=True):
    """Words with offsets into the text they stand in. `breaks[i]` tells whether a mark stands before word i.

    `attributes` are the places of participles that only tell of what kind a noun is: "the seized boats".
    """

    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[bool, ...]
    hits: tuple[Hit, ...]
    attributes: frozenset[int] = frozenset()


class Vocabulary:
    """The compiled word lists. `phrases` maps a first stem to what may follow it."""

    def __init__(self) -> None:
        cues, groups = _load("cues.toml"), _load("thesaurus.toml")
        self._base = {form: base for base, forms in cues["forms"].items() for form in forms.split()}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
        for name, words in groups["things"].items():
            self._add(words, Group(name, Kind.THING, 0))
        for name, both in groups["acts"].items():
            self._add(both["toward"], Group(name, Kind.ACT, 1))
            self._add(both["away"], Group(name, Kind.ACT, -1))
        for table, kind, sign in (
            ("favouring", Kind.FAVOURING, 1),
            ("opposing", Kind.OPPOSING, -1),
            ("undecided", Kind.UNDECIDED, 0),
            ("negation", Kind.NEGATION, -1),
        ):
            for name, words in cues[table].items():
                self._add(words, Group(name, kind, sign))
        self.light = frozenset(self.form(word) for word in groups["light"]["words"].split())
        common = _load("common_words.toml")
        self._everyday, self._usual = frozenset(common["everyday"].split()), frozenset(common["usual"].split())
        # News has the same words again and again; what is very long is none, and is not kept.
        self._parts = lru_cache(maxsize=65_536)(self._parts_of)

    def form(self, word: str) -> str:
        """The stem under which a lower-case word is looked up: irregular forms under their base."""
        return stem(self._base.get(word, word))

    def _parts_of(self, word: str) -> tuple[str, ...]:
        """The stems of a word's parts."""
        return tuple(self.form(part) for part in plain_of(word).replace("cease-fire", "ceasefire").split("-"))

    def weight(self, stemmed: str) -> float:
        """How much a word tells, as the logarithm of the inverse share of articles that have it (about 40 %, 12 % and 3 %)."""
        return 0.9 if stemmed in self._everyday else 2.1 if stemmed in self._usual else 3.5

    def read(self, text: str, start: int = 0, end: int | None = None) -> Passage:
        """The words of `text[start:end]`; offsets into `text`. A compound with hyphens gives one word for each part."""
        stems: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        breaks: list[bool] = []
        before = start
        for match in WORD.finditer(text, start, len(text) if end is None else end):
            first, last = match.span()
            between = text[before:first]
            mark = between != " " and not _MARKS.isdisjoint(between)
            word = match.group()
            for part in self._parts(word) if len(word) <= _LONGEST_KEPT else self._parts_of(word):
                stems.append(part)
                starts.append(first)
                ends.append(last)
                breaks.append(mark)
                mark = False
            before = last
        for place in (*_around_asides(stems, breaks), *_before_names(stems)):
            breaks[place] = False
        words = [text[first:last].lower() for first, last in zip(starts, ends, strict=True)]
        attributes = frozenset(place for place in range(1, len(words) - 1) if _is_attribute(words[place - 1 : place + 2], breaks[place : place + 2]))
        return Passage(tuple(stems), tuple(starts), tuple(ends), tuple(breaks), tuple(self._find(stems)), attributes)

    def _find(self, stems: list[str]) -> list[Hit]:
        found = []
        for first, opening in enumerate(stems):
            for rest, group in self.phrases.get(opening, ()):
                last = _follow(stems, first + 1, rest) if rest else first + 1
                if last:
                    found.append(Hit(first, last, group))
        return found

    def _add(self, words: str, group: Group) -> None:
        for phrase in words.split(","):
            words_of_it = phrase.strip().replace("cease-fire", "ceasefire").replace("-", " ").split()
            opening, *rest = [part if part == "*" else self.form(part) for part in words_of_it]
            self.phrases.setdefault(opening, []).append((tuple(rest), group))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The lists, compiled once."""
    return Vocabulary()


def _is_attribute(words: list[str], marks: list[bool]) -> bool:
    """Whether the second of three words is a participle between an article and a noun; `marks` tell whether marks stand before the last two."""
    return words[0] in _ARTICLES and words[1].endswith("ed") and words[2] not in _NO_NOUNS and not any(marks)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("onrecord.positions").joinpath(name).read_text("utf-8"))


def _around_asides(stems: list[str], breaks: list[bool]) -> list[int]:
    """The words behind marks that only set off an aside."""
    marked = [place for place, mark in enumerate(breaks) if mark]
    asides = [
        (first, behind)
        for first, behind in pairwise(marked)
        if behind - first <= _LONGEST_ASIDE and (_tells_who_says(stems, first, behind) or _tells_votes(stems, first, behind))
    ]
    return [place for aside in asides for place in aside]


def _before_names(stems: list[str]) -> list[int]:
    """The words behind marks that only set off what a thing is called: "opposed the law, known as the Toll Act"."""
    return [place for place, pair in enumerate(pairwise(stems)) if pair in _CALLED]


def _tells_who_says(stems: list[str], first: int, behind: int) -> bool:
    return first > 0 and stems[behind] in _VERBS | _GOING_ON and stems[first] not in _NO_ASIDE and not _SAYING.isdisjoint(stems[first:behind])


def _tells_votes(stems: list[str], first: int, behind: int) -> bool:
    return stems[first] in ("by", "in") and "vote" in stems[first:behind]


def _follow(stems: list[str], place: int, rest: tuple[str, ...]) -> int:
    """Where the phrase ends (exclusive), or 0 where it is not there."""
    gap = 0
    for part in rest:
        if part == "*":
            gap = _GAP
            continue
        near = stems[place : place + gap + 1]
        if part not in near:
            return 0
        place += near.index(part) + 1
        gap = 0
    return place
