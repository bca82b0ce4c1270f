# ruff: noqa: SIM905  word lists read better as text
"""Transcripts and interviews: paragraphs that begin with who speaks ("ORLAN: We shall see."), and those that go on until the next one does."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.language.prose import Paragraph, Prose
from onrecord.records import Span, Statement

# A line's speaker: names with titles, in capitals or not; behind them may stand a party, or how they are heard.
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.'’\-]{0,30}(?: [\w.'’\-]{1,30}){0,6})(?: [(\[][^()\[\]\n]{1,40}[)\]])?(?P<colon>\s?:)(?=\s+[^\s\d])")
_LETTER = re.compile(r"(?P<name>[QA])(?P<colon>[:.])(?=\s)")
_HEAD = re.compile(r"(?:[\w'’\-]{1,30} ?){1,4}:\s")
_SENTENCE_END = re.compile(r"[.?!…—–-][\"”’')\]]{0,3}\Z")
_OPENING_MARKS = ('"', "“", "''")
_MARK = re.compile(r"[\"“”]")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_ASKING = frozenset({"q", "question", "questioner", "reporter", "reporters", "interviewer", "moderator", "host", "journalist", "unidentified"})
_ANSWERING = frozenset({"a", "answer"})
# What heads a paragraph of other pages: sections of a fact check, of a list, of links.
_HEADS = frozenset(
    """also analysis background bottom claim claims conclusion context correction editor fact facts false file follow grade image latest line listen
    live lie loser losers matters meaning more myth note photo photos pictured point quote rating read reality related result ruling score see share
    side source sources statement summary takeaway text truth true update updated verdict video watch what why winner winners""".split()
)
_TITLES = frozenset(
    """ambassador chairman chancellor dr gen general gov governor judge minister mr mrs ms pres president prof rep secretary sen senator
    sir""".split()
)
_JOINING = frozenset({"al", "and", "bin", "da", "de", "der", "for", "la", "of", "the", "van", "von"})
# A transcript has so many who speak, each so often: lists of countries or senators have a line for each.
_FEWEST_SPEAKERS, _FEWEST_LINES_OF_EACH = 2, 2
_FEWEST_TURNS = 3
_LONGEST_TURN = 12
# On PolNeAR's training articles the annotators have 14 of 17 lines with a named speaker; of "Q:" and "A:" hardly one of them marks any.
_CONFIDENCE = 0.82


@dataclass(frozen=True)
class _Label:
    """Who a paragraph begins with: `[start, end)` of the name and `[colon, behind)` of the colon, the name's words in small letters."""

    start: int
    end: int
    colon: int
    behind: int
    words: tuple[str, ...]
    shouted: bool

    @property
    def key(self) -> str:
        """The surname."""
        return self.words[-1]


@dataclass
class _Turn:
    """What one speaker says: the paragraphs from his line to the next, of which `content` are his words. `source` is None where nobody is named."""

    start: int
    end: int
    body: int
    cue: Span
    source: Span | None
    content: list[Span]
    asks: bool


def read_transcript(prose: Prose, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with those of a transcript's lines, if the article has any: each speaker's words are one statement of his.

    What others are told to have said inside a turn stays, unless it is asked; what is given to somebody outside it goes. Answers after "A:" are
    nobody's: whoever is asked is not named there, and most such pages are explained by the outlet itself.
    """
    turns = list(_turns(prose))
    if not turns:
        return list(statements)
    starts = [turn.start for turn in turns]

    def stands(statement: Statement) -> bool:
        places = {_turn_at(turns, starts, span.start) for span in statement.content if span.field == "text"} - {None}
        if not places:
            return True
        turn = turns[places.pop() or 0] if len(places) == 1 else None
        if turn is None or statement.source is None or (turn.asks and _is_in_a_question(prose, statement)):
            return False
        return all(turn.body <= span.start < turn.end for span in (*statement.cue, statement.source))

    said = [
        Statement(mode="direct", source=turn.source, cue=(turn.cue,), cue_class="saying", content=tuple(turn.content), confidence=_CONFIDENCE)
        for turn in turns
        if turn.source is not None and turn.content
    ]
    return [*filter(stands, statements), *said]


def _is_in_a_question(prose: Prose, statement: Statement) -> bool:
    sentence = prose.sentence_at(statement.content[0].start)
    return sentence is not None and prose.words_of(sentence).endswith("?")


def _turn_at(turns: Sequence[_Turn], starts: Sequence[int], offset: int) -> int | None:
    place = bisect_right(starts, offset) - 1
    return place if place >= 0 and offset < turns[place].end else None


def _turns(prose: Prose) -> Iterator[_Turn]:
    """The turns of a transcript, in order; none where too few speak more than once."""
    kept = [paragraph for paragraph in prose.paragraphs if paragraph.kept]
    labels = [_label_of(prose, paragraph) for paragraph in kept]
    speakers = _speakers(prose, [label for label in labels if label is not None])
    lines = [(place, label) for place, label in enumerate(labels) if label is not None and label.words in speakers]
    surnames = {label.key for _, label in lines if len(label.words) == 1}
    persons = Counter(_person(speakers[label.words], surnames) for _, label in lines)
    if sum(count >= _FEWEST_LINES_OF_EACH for count in persons.values()) < _FEWEST_SPEAKERS:
        return
    names = {label.key for label in speakers.values()}
    following = [place for place, _ in lines[1:]]
    for (line, label), end in zip(lines, [*following, lines[-1][0] + 1], strict=True):
        others_own = end - line > _LONGEST_TURN or any(labels[line + 1 : end])
        goes_on = [] if others_own else _held(prose, label, kept[line:end], names)
        yield _turn(prose, label, speakers[label.words], kept[line], goes_on)


def _turn(prose: Prose, label: _Label, speaker: _Label, line: Paragraph, goes_on: Sequence[Paragraph]) -> _Turn:
    source = None if label.key in _ANSWERING else prose.span(speaker.start, speaker.end)
    said = [(label.behind, line.end), *((paragraph.start, paragraph.end) for paragraph in goes_on)]
    content = [span for span in (prose.span(start, end) for start, end in said) if any(letter.isalnum() for letter in span.text)]
    return _Turn(label.start, [line, *goes_on][-1].end, label.behind, prose.span(label.colon, label.behind), source, content, speaker.key in _ASKING)


def _held(prose: Prose, label: _Label, paragraphs: Sequence[Paragraph], names: set[str]) -> list[Paragraph]:
    """Which paragraphs between a line, the first of them, and the next line go on with its words: headings do not, and none does where one of them
    is the outlet's own. That has a head, names the speaker, quotes others who speak here, or stands behind a line that is wholly quoted.
    """
    line, *rest = (prose.words_of(paragraph) for paragraph in paragraphs)
    quoted = line[label.behind - label.start :].lstrip()[:1] in _OPENING_MARKS
    for words in rest:
        named = names & {word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(words)}
        others = _HEAD.match(words) or (named and _MARK.search(words)) or (quoted and words[:1] not in _OPENING_MARKS)
        if others or label.key in named:
            return []
    return [paragraph for paragraph, words in zip(paragraphs[1:], rest, strict=True) if _SENTENCE_END.search(words) and words[0] not in "[("]


def _label_of(prose: Prose, paragraph: Paragraph) -> _Label | None:
    match = _LETTER.match(prose.text, paragraph.start, paragraph.end) or _LABEL.match(prose.text, paragraph.start, paragraph.end)
    if match is None:
        return None
    name = match["name"]
    words = _WORD.findall(name)
    if not words or not all(word[0].isupper() or word in _JOINING for word in words):
        return None
    borders = match.start("name"), match.end("name"), match.start("colon"), match.end("colon")
    return _Label(*borders, tuple(word.lower() for word in words), name.isupper())


def _person(speaker: _Label, surnames: set[str]) -> tuple[str, ...]:
    """What tells speakers apart: the surname where one of them is called by it alone, else all words."""
    return speaker.words[-1:] if speaker.key in surnames else speaker.words


def _speakers(prose: Prose, labels: Sequence[_Label]) -> dict[tuple[str, ...], _Label]:
    """Under the words of each label that names a speaker the label itself; under initials the one that names him in full."""
    often = Counter(label.words for label in labels)
    named, common = _written_elsewhere(prose, labels)
    first = {label.words: label for label in reversed(labels) if _HEADS.isdisjoint(label.words)}
    initials = {"".join(word[0] for word in words): label for words, label in first.items() if len(words) > 1}
    shortened = {label.words: initials[label.key] for label in first.values() if label.shouted and len(label.words) == 1 and label.key in initials}
    in_full = {label.words for label in shortened.values()}

    def is_speaker(label: _Label) -> bool:
        if label.key in _ASKING or label.key in _ANSWERING or label.key in named or label.words in in_full:
            return True
        by_surname = len(label.words) > 1 and (label.words[-1:] in often or label.words[0] in _TITLES)
        return by_surname or (label.shouted and label.key not in common and often[label.words] > 1)

    found = {words: label for words, label in first.items() if is_speaker(label)}
    surnames = {label.key for label in found.values()}
    found |= {words: label for words, label in first.items() if len(words) == 1 and label.key in surnames}
    found |= {words: first[words] for words in _taking_turns(labels, found) if words in first}
    return found | shortened


def _taking_turns(labels: Sequence[_Label], speakers: Mapping[tuple[str, ...], _Label]) -> set[tuple[str, ...]]:
    """The labels between any two of whose lines somebody speaks who is known to: those of whoever asks, such as a newspaper's name."""
    between: dict[tuple[str, ...], list[int]] = defaultdict(list)
    heard = 0
    for label in labels:
        heard += label.words in speakers
        between[label.words].append(heard)
    return {words for words, counts in between.items() if len(counts) >= _FEWEST_TURNS and all(one < other for one, other in pairwise(counts))}


def _written_elsewhere(prose: Prose, labels: Sequence[_Label]) -> tuple[set[str], set[str]]:
    """Of the labels' last words, in small letters, those that are written as names within sentences, and those that are written small."""
    wanted, ends = {label.key for label in labels}, [label.end for label in labels]
    named, common = set(), set()
    for source in (prose.title, prose.text):
        end = 0
        for match in _WORD.finditer(source):
            word = match.group().removesuffix("'s").removesuffix("’s")
            if word.lower() in wanted and word.islower():
                common.add(word)
            elif word.lower() in wanted and word.istitle() and end and source[end : match.start()] == " ":
                place = bisect_right(ends, match.start())
                if source is not prose.text or place == len(labels) or match.start() < labels[place].start:
                    named.add(word.lower())
            end = match.end()
    return named, common
