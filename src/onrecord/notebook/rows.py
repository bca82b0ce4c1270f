"""What the record is asked for in Python, a row for each: plain values, named as everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.frames import FlatRow
from onrecord.records import Field, JudgedState, Mode, Stance
from onrecord.views.answers import How, State


class PositionRow(FlatRow, frozen=True, kw_only=True):
    """One position of one article. `words` is its clearest passage, `[start, end)` in the article's `field`; `conditions` are words."""

    day: str | None
    day_is: str
    holder: str | None
    holder_name: str | None
    side: str | None
    term: str
    stance: Stance
    conditions: tuple[str, ...]
    condition_terms: tuple[str, ...]
    words: str
    via: tuple[str, ...]
    mode: Mode
    outlet: str | None
    article: str
    title: str | None
    url: str | None
    published: str | None
    copy_of: str | None
    start: int
    end: int
    field: Field
    judged: JudgedState | None
    confidence: float
    position: str

    def _marked(self) -> Iterable[tuple[str, bool]]:
        return ((self.words, True),)


class CellRow(FlatRow, frozen=True, kw_only=True):
    """One holder, or side, on one term, as last reported: several `stances` where reports differ, or members (`split`).

    `confidence` is the chance that the least sure of these stances is read right: of each, that of its surest report. `reports` counts independent
    reports of whatever stance, surely read or not. `words` are the newest passage of the first stance, `[start, end)` in the article's `field`;
    `url` leads to them on the outlet's own page, where that has an address.
    """

    holder: str
    name: str
    side: str
    term: str
    proposition: str
    stances: tuple[Stance, ...]
    confidence: float
    split: bool
    last_day: str | None
    day_is: str
    reports: int
    changed: bool
    undated: int
    conditions: tuple[str, ...]
    outlet: str | None
    article: str | None
    title: str | None
    url: str | None
    published: str | None
    start: int | None
    end: int | None
    field: Field | None
    words: str | None

    def _marked(self) -> Iterable[tuple[str, bool]]:
        return ((self.words or "", True),)


class ShiftRow(FlatRow, frozen=True, kw_only=True):
    """A change of one holder on one term, with the words at both ends."""

    holder: str
    name: str
    term: str
    from_stance: Stance
    from_day: str | None
    from_article: str
    from_words: str | None
    to_stance: Stance
    to_day: str | None
    to_article: str
    words: str | None

    def _marked(self) -> Iterable[tuple[str, bool]]:
        return ((self.words or "", True),)


class ConflictRow(FlatRow, frozen=True, kw_only=True):
    """Reports that cannot all be right. `severity` (0 to 1) orders them; `passages` are words of the `articles`, one each; `term` is None
    where they are about no term of the dossier.
    """

    severity: float
    type: str
    holder: str
    name: str
    term: str | None
    why: str
    articles: tuple[str, ...]
    passages: tuple[str, ...]


class OccasionRow(FlatRow, frozen=True, kw_only=True):
    """One utterance or act that several independent reports tell of, between the days `first` and `last`. `differ` says in what they differ.

    `articles` are those that tell it, reports before their copies, and `passages` the clearest words of each of them.
    """

    occasion: str
    first: str | None
    last: str | None
    holders: tuple[str, ...]
    names: tuple[str, ...]
    terms: tuple[str, ...]
    reports: int
    differ: tuple[str, ...]
    outlets: tuple[str, ...]
    articles: tuple[str, ...]
    passages: tuple[str, ...]


class AnswerRow(FlatRow, frozen=True, kw_only=True):
    """An offer or demand with one answer to it, or, where `answer` is None, without any. `state` is of the offer: `open` or `answered`; a silence
    that is reported (`answer` is "silent") leaves it open.

    `words` are the offer's, as one of `reports` tells them, `[start, end)` in its article's `field`; `carries` are the other terms that it depends
    on. `answer_words` are the answer's, in the same way.
    """

    state: State
    holder: str
    holder_name: str
    term: str
    stance: Stance
    carries: tuple[str, ...]
    day: str | None
    day_is: str
    reports: int
    confidence: float
    words: str | None
    outlet: str | None
    article: str
    start: int | None
    end: int | None
    field: Field | None
    position: str
    answer: How | None
    answer_by: str | None
    answer_name: str | None
    answer_day: str | None
    answer_day_is: str | None
    answer_confidence: float | None
    answer_words: str | None
    answer_outlet: str | None
    answer_article: str | None
    answer_start: int | None
    answer_end: int | None
    answer_field: Field | None

    def _marked(self) -> Iterable[tuple[str, bool]]:
        return ((self.words or "", True),)


class HitRow(FlatRow, frozen=True, kw_only=True):
    """Something that was found. `words` is the passage around what was looked for, which a notebook shows marked; `place` orders in time."""

    kind: str
    day: str | None
    day_is: str
    holder: str | None
    term: str | None
    stance: Stance | None
    mode: Mode | None
    judged: JudgedState | None
    confidence: float | None
    words: str
    outlet: str | None
    article: str
    title: str | None
    url: str | None
    published: str | None
    start: int
    end: int
    field: Field
    place: int
    marks: tuple[tuple[int, int], ...]

    def _marked(self) -> Iterable[tuple[str, bool]]:
        done = 0
        for start, end in self.marks:
            yield self.words[done:start], False
            yield self.words[start:end], True
            done = end
        yield self.words[done:], False
