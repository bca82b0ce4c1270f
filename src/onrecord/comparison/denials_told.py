"""Denials that a report tells: somebody denies or disputes what the same report tells of others.

They rest on who said what, not on a stance that was read: "denied", "disputed the speaker's claim that ...", "said that the reports were false".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct

from onrecord.comparison.parties import Parties
from onrecord.comparison.passages import Passage, lies_in, passages_of
from onrecord.comparison.tellings import content_words
from onrecord.language.denials import SAID, UNTRUE
from onrecord.language.words import Word, find_words, plain_words, stem
from onrecord.records import Reading, Span, Statement


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_DENYING = frozenset("denied denies deny denying disavowed disavows rebuts rebutted refuted refutes refuting".split())  # noqa: SIM905  reads as text
_DISPUTING = frozenset("disputed disputes disputing".split())  # noqa: SIM905  reads as text
_CONTRADICTING = frozenset("contradicted contradicting contradicts".split())  # noqa: SIM905  reads as text
_REJECTING = frozenset("dismissed dismisses dismissing rejected rejecting rejects".split())  # noqa: SIM905  reads as text
_TELLING_OF = _DENYING | _DISPUTING | _CONTRADICTING
# A denial that is not made, or only may be made: "did not deny", "would deny"; or that is told of somebody else: "deceived them by denying".
_NOT = frozenset("cannot couldn't didn't doesn't hasn't haven't never no nor not".split())  # noqa: SIM905  reads as text
# Or that is held back, or is over: "stopped short of denying", "hardly denied".
_HELD_BACK = frozenset("avoided avoiding avoids barely hardly refrained refraining refrains scarcely short stopped stopping stops without".split())  # noqa: SIM905
_UNMADE = _NOT | _HELD_BACK | frozenset({"could", "may", "might", "must", "should", "to", "will", "would"})
_OF_ANOTHER = frozenset({"by", "for", "of"})
_IF = frozenset({"if", "unless", "whether"})
# So many characters before a cue, of its sentence, are looked at for these.
NEAR = 30
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’)]?\s|\n")
_ARTICLES = frozenset({"a", "an", "any", "her", "his", "its", "the", "their"})
# What is withheld begins with these, behind whom it is withheld from; between that and its article stands none of the others.
_WITHHELD = frozenset({"a", "an", "any"})
_BINDING = frozenset("about as by for from in of on that to which who".split())  # noqa: SIM905  reads as text
# What is asked for is refused where it is denied; "any request" is denied to have been made.
_ASKED = _stems("access appeal application asylum bail bid entry motion permission permit petition request visa")
# What is said by somebody. A "notion" or an "idea" is nobody's report, and is rejected as an opinion is; so may a report or a version of a law be.
_REJECTED = _stems("accusation allegation assertion claim rumor rumour")
_SAID = _REJECTED | SAID | _stems("account characterisation characterization charge description explanation media statement story version")
_THEIR = frozenset({"her", "his", "its", "their"})
_BEFORE = frozenset({"earlier", "former", "past", "previous", "prior"})
_PROMISED = _stems("assurance comment pledge position promise remark stance testimony vow word")
_POINTING = frozenset({"it", "such", "that", "these", "this", "those"})
# Words after a word for what is said, by which it is told what that is.
_TELLING_WHAT = frozenset({"about", "by", "from", "of", "suggesting", "that", "which"})
_FALSE = UNTRUE | _stems("groundless lie")
_BEING = frozenset({"are", "as", "be", "is", "was", "were"})
_CALLING = frozenset({"call", "called", "calling", "calls", "labeled", "labelled"})
# By these, reports tell that somebody holds another to have done something.
_ACCUSING = _stems("accusation accuse allegation allege blame charge fault")
# What is denied where it is not said what: that stands in the sentences around.
_WHATEVER = _stems("behind being had having involved involvement responsible responsibility role wrongdoing")
_EMPTY = _WHATEVER | _stems("all any anything knowledge part such")
# A word for what is said stands among so many first words of what is denied.
HEAD = 6
# A sentence tells what is denied where it has this share of its words, as they are and weighed by how few sentences of the article have each, and
# so many of them.
SHARE, WORDS = 0.5, 2
# Of the sentence right before it, this share, where that is said of the holder.
LITTLE = 0.2
# What "any involvement" is in stands so many sentences away at most.
AROUND = 6
# Between an accusing word and the name of the accused stand so many words at most, and so many between it and what takes it back.
ACCUSED, NEGATED = 5, 4
# Between a cue and what is denied stand so many characters at most.
BESIDE = 2
# By these words a sentence goes on to something else than what is denied.
_GOES_ON = re.compile(r",? (?:although|but|though|while) ")
# A report that tells of more denials is a list of them.
MOST = 50
# A longer sentence is a list or a page without paragraphs.
LONGEST = 60


How = Literal["denies", "denies it", "says"]


class ToldDenial(Struct, frozen=True):
    """Who denies, the sentence that tells it, and what tells what is denied: another sentence, or this one. `words` are those of the denial:
    the cue with what is denied or without it, or what the holder says of it; `own` says that it is its own earlier words that it contradicts.
    """

    holder: str
    denial: Span
    denied: Span
    words: str
    how: How = "denies"
    own: bool = False

    def passages(self) -> tuple[Span, ...]:
        """What a person has to read: both, or the one sentence that tells both."""
        return (self.denial,) if lies_in(self.denied, self.denial) else (self.denied, self.denial)


def find_told_denials(reading: Reading, parties: Parties) -> list[ToldDenial]:
    """The denials of a report by actors of the dossier whose object it tells as well; one of each side for each. Without its text there are none."""
    if not isinstance(reading.article.text, str):
        return []
    text = reading.article.text
    denying = [*islice((statement for statement in reading.statements if statement.actor is not None and _denies(statement, text)), MOST)]
    if not denying:
        return []
    report = _Report(reading, parties)
    found: dict[tuple[str, int], ToldDenial] = {}
    for statement in denying:
        told = report.denied_by(statement)
        if told is not None:
            found.setdefault((parties.side(told.holder), told.denied.start), told)
    return list(found.values())


class _Report:
    """The sentences of one report as denials ask for them."""

    def __init__(self, reading: Reading, parties: Parties) -> None:
        self._parties = parties
        self._sentences = passages_of(reading.article).sentences
        self._told_in = self._by_sentence(reading.statements)
        self._spread = Counter(word for sentence in self._sentences for word in sentence.words)

    def _by_sentence(self, statements: Iterable[Statement]) -> dict[int, list[Statement]]:
        """What is said in each sentence, by where that starts."""
        found: dict[int, list[Statement]] = defaultdict(list)
        for statement in statements:
            for span in statement.content:
                if span.field == "text":
                    first = bisect_right(self._sentences, span.start, key=lambda one: one.span.end)
                    for sentence in self._sentences[first : bisect_left(self._sentences, span.end, key=lambda one: one.span.start)]:
                        found[sentence.span.start].append(statement)
        return found

    def _said_in(self, sentence: Passage) -> Sequence[Statement]:
        return self._told_in.get(sentence.span.start, ())

    def denied_by(self, statement: Statement) -> ToldDenial | None:
        """What one statement denies, and where the report tells it; None where it does not."""
        place = self._place_of(statement.cue[0])
        if place < 0 or statement.actor is None:
            return None
        sentence = self._sentences[place].span
        if not lies_in(statement.cue[0], sentence) or len(find_words(sentence.text)) > LONGEST:
            return None
        words, how = _words_of(statement, sentence)
        if how == "says" and 0 <= (said := self._place_of(statement.content[0])) < place and statement.content[0].end <= sentence.start:
            # What is quoted ends a sentence before the one that tells whose words they are.
            place, sentence = said, self._sentences[said].span
        if self._contradicts_itself(statement):
            return ToldDenial(statement.actor, sentence, sentence, words, how, own=True)
        ways = (self._pointed_at, self._named_before, self._told_elsewhere, self._told_in_it, self._accused_of, self._said_just_before)
        denied = next((found for way in ways if (found := way(statement, place))), None)
        return ToldDenial(statement.actor, sentence, denied, words, how) if denied else None

    def _place_of(self, span: Span) -> int:
        """The place of the sentence in which a passage of the text starts; -1 before the first."""
        return bisect_right(self._sentences, span.start, key=lambda one: one.span.start) - 1

    def _pointed_at(self, statement: Statement, place: int) -> Span | None:
        """What "this" and "that assertion" point at: what stands before in the sentence, or what others say in the one before."""
        plain = _plain(statement.content[0])
        if not plain or plain[0] not in _POINTING or not (len(plain) == 1 or plain[1] in ("and", "but") or _points_with(*plain[:2])):
            return None
        sentence = self._sentences[place].span
        telling = [span for span in (*([statement.source] if statement.source else []), *statement.cue) if lies_in(span, sentence)]
        opens = min((span.start for span in telling), default=sentence.start)
        if len(content_words(sentence.text[: opens - sentence.start])) > WORDS:
            return sentence
        before = self._sentences[place - 1] if place else None
        return before.span if before and (self._is_said_by_others(before, statement) or not before.words.isdisjoint(_ACCUSING)) else None

    def _named_before(self, statement: Statement, place: int) -> Span | None:
        """Of somebody who is contradicted or whose words are disputed by name, what it said right before, or last before of what is disputed."""
        plain = _plain(statement.content[0])[:HEAD]
        if not (_has(_CONTRADICTING, statement.cue) or any(stem(word) in _SAID for word in plain)):
            return None
        named = {actor for actor in self._parties.named_in(" ".join(plain)) if not self._parties.speaks_for(actor, statement.actor or "")}
        words = self._words(statement) - frozenset(content_words(" ".join(name for actor in named for name in self._parties.called(actor))))
        for number in range(place - 1, max(place - AROUND, 0) - 1, -1):
            sentence = self._sentences[number]
            right_before = number == place - 1 and (not words or _has(_CONTRADICTING, statement.cue))
            alike = right_before or bool(words & sentence.words)
            if alike and any(one.actor in named for one in self._said_in(sentence)):
                return sentence.span
        return None

    def _told_elsewhere(self, statement: Statement, place: int) -> Span | None:
        """The sentence that tells what is denied by its words, as others say it or as an accusation."""
        words = self._words(statement)
        # A quotation that follows is mostly of who denies.
        after = self._sentences[place + 1 : place + 2]
        follows = [one for one in after if any(said.mode == "direct" and not said.actor for said in self._said_in(one))]
        likely = [
            (self._share(words, one), -abs(number - place), number)
            for number, one in enumerate(self._sentences)
            if number != place and one not in follows and self._has_words(words, one) and self._may_tell(one, statement)
        ]
        best = max(likely, default=None)
        return self._sentences[best[2]].span if best else None

    def _told_in_it(self, statement: Statement, place: int) -> Span | None:
        """What the denial itself says that others say: "the allegations that ...", "the speaker's claim that ..."."""
        words = find_words(_object_of(statement))
        for said in (number for number, word in enumerate(words[:HEAD]) if stem(word.plain) in _SAID):
            follows = words[said + 1].plain if said + 1 < len(words) else ""
            tells_what = follows in _TELLING_WHAT or any(_is_name(word, statement.content[0].text) for word in words[:said])
            if tells_what and not self._is_own(words[:said], statement):
                return self._sentences[place].span
        return None

    def _said_just_before(self, statement: Statement, place: int) -> Span | None:
        """The sentence before the denial, where others say something of the holder in it."""
        before = self._sentences[place - 1] if place else None
        if before is None or not self._is_said_by_others(before, statement) or not _TELLING_OF.isdisjoint(_plain(before.span)):
            return None
        words, named = self._words(statement), map(self._parties.side, self._parties.named_in(before.span.text))
        same = self._share(words, before) >= LITTLE if words else content_words(statement.content[0].text) <= _SAID
        return before.span if same and self._parties.side(statement.actor or "") in named else None

    def _accused_of(self, statement: Statement, place: int) -> Span | None:
        """Where it is not said what is denied, the nearest sentence that accuses the holder."""
        words = content_words(_object_of(statement))
        if words.isdisjoint(_WHATEVER) and not words <= _EMPTY | _SAID:
            return None
        near = sorted(range(max(place - AROUND, 0), min(place + AROUND + 1, len(self._sentences))), key=lambda number: (abs(number - place), number))
        others = (self._sentences[number] for number in near if number != place or not _ACCUSING & words)
        accusing = (one for one in others if self._accuses(one, statement) and not one.span.text.endswith("?"))
        return next((one.span for one in accusing if _TELLING_OF.isdisjoint(_plain(one.span)) or one is self._sentences[place]), None)

    def _words(self, statement: Statement) -> frozenset[str]:
        """The words that say what is denied, without the names of who denies it."""
        own = content_words(" ".join(self._parties.called(statement.actor or "")))
        return frozenset(content_words(_object_of(statement))) - own - _SAID - _EMPTY

    def _has_words(self, words: frozenset[str], sentence: Passage) -> bool:
        return len(words & sentence.words) >= max(WORDS, SHARE * len(words)) and self._share(words, sentence) >= SHARE

    def _share(self, words: frozenset[str], sentence: Passage) -> float:
        weights = {word: 1 / max(self._spread[word], 1) for word in words}
        return sum(weights[word] for word in words & sentence.words) / sum(weights.values())

    def _may_tell(self, sentence: Passage, statement: Statement) -> bool:
        """Whether a sentence is no denial, and tells what others say, or accuses the holder."""
        if not _TELLING_OF.isdisjoint(_plain(sentence.span)):
            return False
        return self._is_said_by_others(sentence, statement) or self._accuses(sentence, statement)

    def _is_said_by_others(self, sentence: Passage, statement: Statement) -> bool:
        side = self._parties.side(statement.actor or "")
        by = [self._parties.side(one.actor) if one.actor else None for one in self._said_in(sentence)]
        return bool(by) and side not in by

    def _is_own(self, before: Iterable[Word], statement: Statement) -> bool:
        """Whether what is said is the holder's own: "repeated Karsia's claim"."""
        named = self._parties.named_in(" ".join(word.plain for word in before))
        return self._parties.side(statement.actor or "") in map(self._parties.side, named)

    def _contradicts_itself(self, statement: Statement) -> bool:
        """Whether somebody is told to contradict what it said before: "contradicting his earlier promise", and not "his own minister's promise"."""
        content = statement.content[0].text
        words = find_words(content)[:HEAD]
        plain = [word.plain for word in words]
        theirs = plain.index("own") if "own" in plain else 0
        if not _has(_CONTRADICTING, statement.cue) or not plain or plain[theirs] not in _THEIR | {"own"}:
            return False
        # A description ("the president's own words") may be of anybody's; a name is of one.
        others = any(content[word.start].isupper() for word in words[:theirs]) and not self._is_own(words[:theirs], statement)
        others = others or any(content[word.start : word.end + 1].rstrip().endswith(("'s", "’s", "s'", "s’")) for word in words[theirs:])
        return not others and any(word in _BEFORE or stem(word) in _SAID | _PROMISED for word in plain)

    def _accuses(self, sentence: Passage, statement: Statement) -> bool:
        """Whether a sentence names the holder's side next to an accusing word, as the accused."""
        if sentence.words.isdisjoint(_ACCUSING):
            return False
        plain, side = _plain(sentence.span), self._parties.side(statement.actor or "")
        for place, word in enumerate(plain):
            after, before = plain[place + 1 : place + 1 + ACCUSED], plain[max(place - NEGATED, 0) : place]
            if stem(word) in _ACCUSING and after[:1] != ["by"] and _NOT.isdisjoint(before):
                passive = after[:1] in (["of"], ["with"], ["for"])
                if side in map(self._parties.side, self._parties.named_in(" ".join(before if passive else after))):
                    return True
        return False


def _denies(statement: Statement, text: str) -> bool:
    """Whether a statement denies something that is said, and does not reject an opinion or withhold a thing."""
    if not statement.content or not statement.cue or _has(_UNMADE, statement.cue) or _is_of_another(statement.cue[0], text):
        return False
    plain = _plain(statement.content[0])
    if _has(_DENYING | _CONTRADICTING, statement.cue):
        return not (_withholds(statement.content[0]) or _is_asked_for(plain))
    if _has(_DISPUTING, statement.cue) and plain and plain[0] in _POINTING:
        return True
    said = next((number for number, word in enumerate(plain[:HEAD]) if stem(word) in _SAID), None)
    if said is None:
        return False
    rejected = _has(_REJECTING, statement.cue) and (stem(plain[said]) in _REJECTED or plain[said] == "reports")
    return rejected or _has(_DISPUTING, statement.cue) or ((_NOT | _IF).isdisjoint(plain[:said]) and _calls_false(statement, plain[said:]))


def _is_of_another(cue: Span, text: str) -> bool:
    """Whether the denial is told of somebody else ("deceived them by denying"), or as one that may come ("if she denies")."""
    near = _SENTENCE_ENDS.split(text[max(cue.start - NEAR, 0) : cue.start])[-1]
    before = plain_words(near)
    return bool(before) and (before[-1] in _OF_ANOTHER or not _IF.isdisjoint(before[-3:]))


def _withholds(content: Span) -> bool:
    """Whether something is denied to somebody: "denied Ostmark a hearing", "denied the envoys a hearing"."""
    words = find_words(content.text)
    names = next((number for number, word in enumerate(words) if not _is_name(word, content.text)), len(words))
    if names:
        return names < len(words) and words[names].plain in _ARTICLES
    plain = [word.plain for word in words[: HEAD - 2]]
    thing = next((number for number, word in enumerate(plain) if number > 1 and word in _WITHHELD), 0)
    between = plain[1:thing]
    return bool(between) and plain[0] in _ARTICLES and _BINDING.isdisjoint(between) and _SAID.isdisjoint(map(stem, between))


def _is_asked_for(plain: Sequence[str]) -> bool:
    """Whether what is denied is a request: "denied the request", "denied the minister's motion to hear more witnesses"."""
    head = next((place for place, word in enumerate(plain) if word in _BINDING), len(plain))
    return head > 0 and plain[0] != "any" and stem(plain[head - 1]) in _ASKED


def _points_with(pointing: str, said: str) -> bool:
    """Whether a pointing word stands with one for what is said: "that report", and not "said that reports were false"."""
    return stem(said) in _SAID and not (pointing == "that" and said.endswith("s"))


def _calls_false(statement: Statement, after: Sequence[str]) -> bool:
    """Whether what is said is called false: "said that the reports were entirely false", "called the report a lie"."""
    calls = _has(_CALLING, statement.cue)
    found = ((word, after[max(place - NEGATED, 0) : place]) for place, word in enumerate(after))
    return any(
        (stem(word) in _FALSE or word == "fabricated") and _NOT.isdisjoint(before) and (calls or not _BEING.isdisjoint(before))
        for word, before in found
    )


def _object_of(statement: Statement) -> str:
    """The words that say what is denied, up to where the sentence goes on to something else."""
    return _GOES_ON.split(statement.content[0].text, maxsplit=1)[0]


def _words_of(statement: Statement, sentence: Span) -> tuple[str, How]:
    """The cue and what is denied, where they stand together in the sentence; else the cue where it tells of the denial, else what is said."""
    cue, content = statement.cue[0], statement.content[0]
    if cue.end <= content.start <= cue.end + BESIDE and content.end <= sentence.end:
        return sentence.text[cue.start - sentence.start : content.end - sentence.start], "denies"
    return (cue.text, "denies it") if _has(_TELLING_OF | _REJECTING, statement.cue) else (content.text, "says")


def _plain(span: Span) -> list[str]:
    return plain_words(span.text)


def _is_name(word: Word, text: str) -> bool:
    return text[word.start].isupper() or word.plain.endswith(("'s", "’s"))


def _has(words: frozenset[str], cue: Sequence[Span]) -> bool:
    return any(word.replace("’", "'") in words for span in cue for word in plain_words(span.text))
