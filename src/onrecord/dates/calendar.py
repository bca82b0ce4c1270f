"""The day on which something was said or done, from the date words that belong to the saying or doing."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from onrecord.dates.expressions import DateWords, find_date_words
from onrecord.dates.speaking import Speech, find_speech
from onrecord.language.prose import Prose, Sentence
from onrecord.records import Dossier

_DAYS = frozenset({"weekday", "relative", "monthday", "full"})
# Between a word of saying and the day of saying stands a hearer or a place ("told the Vel Courier in an interview on Monday"), no clause.
_FARTHEST_DAY = 90
_CLAUSE = re.compile(
    r"\b(?:that|would|will|was|were|is|are|has|have|had|if|because|when|after|before|who|which|could|should|may|must|can)\b|[\"“”;:]"
)
_FARTHEST_ACT = 150
_OTHER_CLAUSE = re.compile(r"\b(?:that|because|who|which|when|after|before)\b|;")
# A date that stands so near the start of a sentence, before any comma, is that of all that it tells ("In a speech on Monday, ...").
_LEADING = 40
# A day told once counts for what the same speaker says in the paragraphs that follow: measured on the gold, 3 for quotations, 1 for other words.
_CARRIED_QUOTED = 3
_CARRIED = 1


class _Told(Struct):
    """One sentence: its date words outside quotations, who speaks in it, and the day it tells for the speaking or doing."""

    sentence: Sentence
    quoted: list[tuple[int, int]]
    words: list[DateWords]
    speech: Speech
    day: str | None = None
    speakers: frozenset[str] = frozenset()


class Calendar:
    """Reads date words of one article against its day of publication (YYYY-MM-DD; a month or a year resolves only what they can)."""

    def __init__(self, published: str | None, dossier: Dossier | None = None) -> None:
        """Keep the publication date. The dossier's events are not read yet."""
        self._published = published
        self._dossier = dossier
        self._prose: Prose | None = None
        self._told: list[_Told] = []

    def said_on(self, prose: Prose, sentence: Sentence, start: int, end: int) -> str | None:
        """The day, month or year in which the words `[start, end)` of this sentence were said or the act that they tell was done.

        None where neither the sentence nor, for words of the same speaker, the paragraphs just before it tell one.
        """
        if sentence.field == "title":
            told = self._tell(prose, sentence, prose.title, [])
            return _own(told, prose.title, start, end)
        if self._prose is not prose:
            self._prose, self._told = prose, self._read(prose)
        place = bisect_left(self._told, sentence.start, key=lambda told: told.sentence.start)
        if place >= len(self._told) or self._told[place].sentence.start != sentence.start:
            return None
        return _own(self._told[place], prose.text, start, end) or self._carried(place, start, end)

    def _read(self, prose: Prose) -> list[_Told]:
        stretches = [(quotation.start, quotation.end) for quotation in prose.quotations]
        starts = [start for start, _ in stretches]
        table: list[_Told] = []
        for sentence in prose.sentences:
            near = stretches[max(0, bisect_left(starts, sentence.start) - 1) : bisect_left(starts, sentence.end)]
            quoted = [(first, last) for first, last in near if first < sentence.end and sentence.start < last]
            told = self._tell(prose, sentence, prose.text, quoted)
            told.day = _occasion(told, prose.text)
            before = table[-1] if table else None
            near_before = before is not None and sentence.paragraph - before.sentence.paragraph <= 1
            if told.speech.names:
                told.speakers = told.speech.names
            elif before is not None and near_before and (told.speech.pronoun or (quoted and not told.speech.verbs)):
                told.speakers = before.speakers or before.speech.everyone
            table.append(told)
        return table

    def _tell(self, prose: Prose, sentence: Sentence, source: str, quoted: list[tuple[int, int]]) -> _Told:
        del prose
        found = find_date_words(source, sentence.start, sentence.end, self._published)
        words = [told for told in found if told.value is not None and not any(first <= told.start < last for first, last in quoted)]
        return _Told(sentence, quoted, words, find_speech(source, sentence.start, sentence.end, quoted))

    def _carried(self, place: int, start: int, end: int) -> str | None:
        """The day that a sentence shortly before tells for the same speaker."""
        here = self._told[place]
        if not here.speakers:
            return None
        reach = _CARRIED_QUOTED if any(first < end and start < last for first, last in here.quoted) else _CARRIED
        for told in reversed(self._told[:place]):
            if here.sentence.paragraph - told.sentence.paragraph > reach:
                return None
            if told.day is not None and here.speakers & (told.speech.everyone | told.speakers):
                return told.day
        return None


def _own(told: _Told, source: str, start: int, end: int) -> str | None:
    """The date that the sentence itself gives to the words `[start, end)`."""
    if not told.words:
        return None
    attached = [(distance, words) for words in told.words if (distance := _attached(told.speech, source, told.sentence, words)) is not None]
    if attached:
        return min(attached, key=lambda pair: pair[0])[1].value
    if told.speech.verbs:
        inside = [words for words in told.words if start <= words.start < end and words.form in _DAYS]
        verb_inside = any(start <= first < end for first, _ in told.speech.verbs)
        return inside[0].value if inside and not verb_inside else None
    near = [words for words in told.words if _together(told.sentence, source, words, start, end)]
    middle = (start + end) // 2
    return min(near, key=lambda words: (not start <= words.start < end, words.form not in _DAYS, abs(words.start - middle))).value if near else None


def _together(sentence: Sentence, source: str, words: DateWords, start: int, end: int) -> bool:
    """Whether date words and the words `[start, end)` stand in one clause, or the date opens the sentence."""
    if start <= words.start < end:
        return True
    if words.start - sentence.start <= _LEADING and "," not in source[sentence.start : words.start]:
        return True
    between = source[end : words.start] if words.start >= end else source[words.end : start]
    return len(between) <= _FARTHEST_ACT and not _OTHER_CLAUSE.search(between)


def _attached(speech: Speech, source: str, sentence: Sentence, words: DateWords) -> int | None:
    """How far date words stand from the word of saying that they belong to, in characters; None where they belong to none."""
    distances = []
    for first, last in speech.verbs:
        behind = words.start >= last
        between = source[last : words.start] if behind else source[words.end : first]
        leading = not behind and "," not in source[sentence.start : words.start] and words.start - sentence.start <= _LEADING
        if leading or (len(between) <= _FARTHEST_DAY and not (_CLAUSE if behind else _OTHER_CLAUSE).search(between)):
            distances.append(len(between))
    return min(distances, default=None)


def _occasion(told: _Told, source: str) -> str | None:
    """The day that a sentence tells for what happens in it, where it tells a day at all."""
    days = [words for words in told.words if words.form in _DAYS]
    if not days:
        return None
    attached = [(distance, words) for words in days if (distance := _attached(told.speech, source, told.sentence, words)) is not None]
    if attached:
        return min(attached, key=lambda pair: pair[0])[1].value
    return None if told.speech.verbs else days[0].value
