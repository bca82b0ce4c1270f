"""What each sentence of an article tells of days and of speaking: the table from which the day of a passage is chosen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from onrecord.dates.events import find_event_days
from onrecord.dates.expressions import DateWords, day_beside, find_date_words
from onrecord.dates.speaking import Speech, find_speech
from onrecord.language.prose import LONGEST_SENTENCE, Prose, Sentence
from onrecord.records import Dossier, Span, sides_of

DAYS = frozenset({"weekday", "relative", "monthday", "full", "beside", "event"})
# Between a word of saying and the day of saying stands a hearer or a place ("told the Vel Courier in an interview on Monday"), no clause.
_FARTHEST_DAY = 90
_CLAUSE = re.compile(
    r"\b(?:that|would|will|was|were|is|are|has|have|had|if|because|when|after|before|who|which|could|should|may|must|can)\b|[\"“”;:]"
)
_OTHER_CLAUSE = re.compile(r"\b(?:that|because|who|which|when|after|before|where|since|while|as|following|whose)\b|;")
# A day behind one of these bounds what lasted or is to come ("shut since September 8"); nothing was said or done on it.
_BOUNDING = re.compile(r"\b(?:[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom)\s(?:the\s|last\s)?\Z|\A(?:[Ss]ince|[Ff]rom|[Uu]ntil)\b")
_BOUNDING_REACH = 12
# "By Thursday, though, Brandt was backing down" tells of that day; "By Thursday, the council must decide" of what is to come.
_BY_THEN = re.compile(r"(?: (?:morning|afternoon|evening|night))?, (?![^.;\"“]{0,80}\b(?:will|would|must|should|shall|could|can|may|might)\b)")
# The name of a programme ends with the day on which it is sent: "told “Vel Courier Sunday” that".
_PROGRAMME = re.compile(r"[\"“‘'](?:[A-Z][\w’'.-]{0,20} ){1,3}\Z")
_PROGRAMME_REACH = 40
_CLOSING = re.compile(r"[.,]?[\"”’'](?!s)")
# A date that stands so near the start of a sentence, before any comma, is that of all that it tells ("In a speech on Monday, ...").
_LEADING = 40
# A clause that opens so many characters before a date has it, where no comma closes it first.
_SUBORDINATE = 80
# A day told aside of a speaker, "who was elected in 2019, said", is none of what is said behind it.
_ASIDE = re.compile(r",\s(?:who|which|whose|where)\b[^,;]{0,80}\Z")
# A sentence with more date words or words of saying than these is a table or a list of links.
MOST_WORDS = 20
# How a sentence is told: words of it outside quotation marks.
_MANNERS = {
    "perfect": re.compile(r"\b(?:has|have)\b|[’']ve\b"),
    "pluperfect": re.compile(r"\bhad\b"),
    "present": re.compile(
        r"\b(?:says?|argues?|insists|believes?|thinks|wants?|opposes?|supports?|favou?rs|hopes|seeks|demands|calls|backs|plans|notes|claims|is|are)\b"
    ),
    "would": re.compile(r"\b(?:would|will|could|should|may|might)\b"),
    "often": re.compile(r"\b(?:repeatedly|long|previously|already|never|always|often|recently|earlier|consistently|once|initially|originally)\b"),
    "going on": re.compile(r"\b(?:added|continued|also|went on)\b"),
    "answering": re.compile(r"\b(?:response|responded|responding|replied|reacted|reaction|rejected|dismissed|criticized|praised|welcomed)\b"),
}
# How many sentences back "the next day" looks for the day that it comes after.
_ANCHOR_REACH = 5


class Dated(Struct, frozen=True):
    """Date words that have a value, and how they stand in their sentence.

    `attached` is how many characters they stand from the word of saying that they belong to, None where they belong to none.
    """

    start: int
    end: int
    value: str
    form: str
    names: str
    quoted: bool
    bounding: bool
    leading: bool
    subordinate: bool
    attached: int | None


class Named(Protocol):
    """Words that name an actor of the dossier (what `actors` calls a mention)."""

    @property
    def span(self) -> Span:
        """The words."""

    @property
    def actor(self) -> str | None:
        """Whom they name."""

    @property
    def owner(self) -> bool:
        """Whether they only own or qualify what follows."""

    @property
    def quoted(self) -> bool:
        """Whether they stand inside a quotation."""


class Told(Struct):
    """One sentence: its quoted stretches, its date words, who speaks in it, and (`speakers`) who goes on speaking.

    `main` is the place in `dates` of the date of what happens in it, `days` are those outside quotations. Of the dossier's `actors` named
    outside quotations (and their `sides`), `subject` is the first that acts; a quotation without a name has that of the sentence before.
    `manners` are the ways in which its words outside quotations tell it.
    """

    sentence: Sentence
    quoted: Sequence[tuple[int, int]]
    dates: Sequence[Dated]
    speech: Speech
    manners: tuple[str, ...] = ()
    speakers: frozenset[str] = frozenset()
    main: int | None = None
    days: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    subject: str | None = None


def read_table(prose: Prose, published: str | None, dossier: Dossier | None = None) -> list[Told]:
    """Every sentence of the text, in order."""
    stretches = [(quotation.start, quotation.end) for quotation in prose.quotations]
    starts = [start for start, _ in stretches]
    table: list[Told] = []
    latest: list[tuple[int, str]] = []
    for number, sentence in enumerate(prose.sentences):
        near = stretches[max(0, bisect_left(starts, sentence.start) - 1) : bisect_left(starts, sentence.end)]
        anchor = latest[-1][1] if latest and number - latest[-1][0] <= _ANCHOR_REACH else None
        told = tell(sentence, prose.text, [stretch for stretch in near if stretch[1] > sentence.start], published, dossier, anchor)
        told.speakers = told.speech.names or _same_speakers(told, table[-1] if table else None)
        latest += [(number, dated.value) for dated in told.dates if dated.form in DAYS and not dated.quoted]
        table.append(told)
    return table


def name_actors(table: Sequence[Told], mentions: Sequence[Named], dossier: Dossier | None) -> None:
    """Fill in which actors of the dossier each sentence names, and who acts in it."""
    sides = sides_of(dossier) if dossier else {}
    named: list[list[Named]] = [[] for _ in table]
    for mention in mentions:
        if mention.actor is not None and mention.span.field == "text" and not mention.quoted:
            place = place_of(table, mention.span.start)
            if place is not None:
                named[place].append(mention)
    before: Told | None = None
    for told, own in zip(table, named, strict=True):
        told.actors = frozenset(mention.actor for mention in own if mention.actor)
        told.sides = frozenset(sides.get(actor, actor) for actor in told.actors)
        acting = next((mention.actor for mention in own if not mention.owner), own[0].actor if own else None)
        follows = before is not None and told.sentence.paragraph - before.sentence.paragraph <= 1
        told.subject = acting or (before.subject if before is not None and follows and told.quoted else None)
        before = told


def place_of(table: Sequence[Told], offset: int) -> int | None:
    """Which sentence holds the character at `offset`."""
    place = bisect_right(table, offset, key=lambda told: told.sentence.start) - 1
    return place if place >= 0 and offset < table[place].sentence.end else None


def tell(
    sentence: Sentence,
    source: str,
    quoted: Sequence[tuple[int, int]],
    published: str | None,
    dossier: Dossier | None = None,
    anchor: str | None = None,
) -> Told:
    """What one sentence tells; `anchor` is the day that "a day later" counts from, unless the sentence tells one itself."""
    last = min(sentence.end, sentence.start + LONGEST_SENTENCE)
    told = Told(sentence, quoted, (), find_speech(source, sentence.start, last, quoted))
    outside = outside_quotations(told, source, sentence.start, last)
    told.manners = tuple(name for name, pattern in _MANNERS.items() if pattern.search(outside))
    dates = []
    found = _date_words(source, sentence.start, last, published, dossier)[:MOST_WORDS]
    for words in found:
        base = _day_of_sentence(words, found) or anchor if words.form == "dayafter" else anchor
        value = words.value if words.beside is None else _beside(base, words.beside, published)
        if value is not None:
            anchor = value if words.form in DAYS else anchor
            dates.append(_dated(told, source, words, value))
    told.dates = tuple(dates)
    told.days = frozenset(dated.value for dated in dates if dated.form in DAYS and not dated.quoted)
    told.main = _main(told)
    return told


def outside_quotations(told: Told, source: str, start: int, end: int) -> str:
    """The words of `[start, end)` in a sentence that stand outside its quoted stretches."""
    parts, at = [], start
    for first, last in told.quoted:
        if first >= end:
            break
        parts.append(source[at : max(at, first)])
        at = max(at, last)
    return " ".join([*parts, source[at : max(at, end)]])


def _date_words(source: str, start: int, end: int, published: str | None, dossier: Dossier | None) -> list[DateWords]:
    """Date words and days told by events of the dossier, in order, none overlapping."""
    found = find_date_words(source, start, end, published)
    for words in find_event_days(source, start, end, dossier.events, published) if dossier else ():
        # "The day after the summit" is known by the summit's day, not by that of the sentence.
        found = [other for other in found if other.form != "dayafter" or other.end <= words.start or words.end <= other.start]
        if all(words.end <= other.start or other.end <= words.start for other in found):
            found.append(words)
    return sorted(found, key=lambda words: words.start)


def _day_of_sentence(words: DateWords, found: Sequence[DateWords]) -> str | None:
    """The day from which "a day after" counts: of what its sentence tells, the nearest before it, else the next."""
    days = [other for other in found if other.form in DAYS and other.value is not None]
    before = [other.value for other in days if other.end <= words.start]
    return before[-1] if before else next((other.value for other in days), None)


def _beside(anchor: str | None, days: int, published: str | None) -> str | None:
    if anchor is None or len(anchor) != len("2024-07-04"):
        return None
    day = day_beside(anchor, days)
    return day if published is None or (day is not None and day <= published) else None


def _dated(told: Told, source: str, words: DateWords, value: str) -> Dated:
    start = told.sentence.start
    before = source[max(start, words.start - _SUBORDINATE) : words.start]
    return Dated(
        start=words.start,
        end=words.end,
        value=value,
        form=words.form,
        names=words.names,
        quoted=any(first <= words.start < end for first, end in told.quoted) and not _names_programme(source, words),
        bounding=_bounding(source, start, words),
        leading=words.start - start <= _LEADING and "," not in source[start : words.start],
        subordinate=_OTHER_CLAUSE.search(before.rpartition(",")[2]) is not None,
        attached=_attached(told, source, words),
    )


def _bounding(source: str, start: int, words: DateWords) -> bool:
    before = source[max(start, words.start - _BOUNDING_REACH) : words.start]
    if words.form in DAYS and before == "By " and words.start - start == len(before) and _BY_THEN.match(source, words.end):
        return False
    return _BOUNDING.search(before) is not None or _BOUNDING.match(source[words.start : words.end]) is not None


def _names_programme(source: str, words: DateWords) -> bool:
    """Whether a weekday ends a short name in quotation marks."""
    ends = words.form == "weekday" and _CLOSING.match(source, words.end) is not None
    return ends and _PROGRAMME.search(source[max(0, words.start - _PROGRAMME_REACH) : words.start]) is not None


def _attached(told: Told, source: str, words: DateWords) -> int | None:
    """How far date words stand from the word of saying that they belong to, in characters; None where they belong to none."""
    leading = words.start - told.sentence.start <= _LEADING and "," not in source[told.sentence.start : words.start]
    distances = []
    aside = _ASIDE.search(source, max(told.sentence.start, words.start - _SUBORDINATE), words.start) is not None
    for first, last in told.speech.verbs[:MOST_WORDS]:
        behind = words.start >= last
        if aside and not behind:
            continue
        between = source[last : words.start] if behind else source[words.end : first]
        if (leading and not behind) or (len(between) <= _FARTHEST_DAY and not (_CLAUSE if behind else _OTHER_CLAUSE).search(between)):
            distances.append(len(between))
    return min(distances, default=None)


def _main(told: Told) -> int | None:
    """The date of what happens in a sentence: that of the saying, else the first day outside quotations."""
    choices = [number for number, dated in enumerate(told.dates) if not dated.quoted and not dated.bounding]
    attached = [number for number in choices if told.dates[number].attached is not None]
    if attached:
        return min(attached, key=lambda number: told.dates[number].attached or 0)
    return min(choices, key=lambda number: (told.dates[number].form not in DAYS, told.dates[number].subordinate, number), default=None)


def _same_speakers(told: Told, before: Told | None) -> frozenset[str]:
    """The speakers of the sentence before, where a pronoun takes them up or a quotation goes on without a word of saying."""
    if before is None or told.sentence.paragraph - before.sentence.paragraph > 1:
        return frozenset()
    goes_on = told.speech.pronoun or (bool(told.quoted) and not told.speech.verbs)
    return (before.speakers or before.speech.everyone) if goes_on else frozenset()
