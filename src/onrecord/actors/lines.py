# ruff: noqa: SIM905  word lists read better as text
"""One sentence while its mentions are being found: its words, and drafts of mentions by the places of their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.actors.mentions import Mention, MentionKind
from onrecord.actors.roles import Role
from onrecord.actors.tokens import Token, adjacent
from onrecord.actors.vocabulary import ADVERBS, CLAUSE_OPENERS, FINITE, PREPOSITIONS, SAYING
from onrecord.language.prose import Sentence
from onrecord.records import Span

_BEFORE_A_NAME = frozenset({"the", "a", "an", "senior", "top", "then", "some", "many", "most", "several", "two", "three", "all", "other", "fellow"})
_LONGEST_APPOSITION = 14
_LONGEST_JOINT = 80
_FARTHEST_JOINT = 3
_JOINT = re.compile(
    r"(?:\s?\([^()\n]{1,40}\))?(?: of [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?)?(?:, [A-Z][\w.\-]{0,20}(?: [A-Z]\w{1,20}){0,2}(?=,))?"
    r"(?:,|,? and|,? or|,? nor|,? along with|,? as well as)(?: by)?"
    r"(?: (?:a|all|an|both|fellow|handful|her|his|its|many|most|of|other|several|smattering|some|the|their|three|two)){0,4} ?"
)
_CLOSING = (",", ")", "—", "–")
# They open a phrase that goes before the subject of a sentence.
_OPENING_A_PHRASE = frozenset({"after", "alongside", "at", "before", "beside", "during", "following", "in", "on", "unlike", "with"})
# Words of saying that name their speaker after them as readily as before ("said Morn"); the others take a hearer or an object there.
_INVERTED = frozenset("added argued asked continued declared explained insisted noted replied said say says tweeted warned wrote".split())


@dataclass(slots=True)
class Draft:
    """A mention in the making: words `first` to `last` (both inclusive) of its line. `who` tells people apart whom the dossier does not know.
    `wanted` is the office that the words name, `described` the land, place and party ("the Velburg Progressive"), `several` those whom the
    words name together ("both sides"), `bystander` whether they only tell whom an unnamed source is near to ("a person close to Morn").
    """

    first: int
    last: int
    actor: str | None
    kind: MentionKind
    person: bool = False
    speaks_for: bool = False
    unnamed: bool = False
    owner: bool = False
    adjective: bool = False
    name_first: int = -1
    who: str | None = None
    wanted: Role | None = None
    described: frozenset[str] | None = None
    several: tuple[str, ...] = ()
    subject: bool = False
    quoted: bool = False
    bystander: bool = False


@dataclass(slots=True)
class Line:
    """A sentence with its words and drafts, in order."""

    sentence: Sentence
    source: str
    tokens: list[Token]
    quoted: list[tuple[int, int]] = field(default_factory=list)
    # Ranges that are no part of the sentence, and none of whose words are among `tokens` (see language/inserts.py).
    inserts: list[tuple[int, int]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    # Of each word behind the first, whether it stands side by side with the one before it: asked again and again.
    _adjacent: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        """Look between the words."""
        self._adjacent = [adjacent(self.source, one, other) for one, other in pairwise(self.tokens)]
        if self.inserts:
            self._adjacent = [beside or self.gap(place) == " " for place, beside in enumerate(self._adjacent, 1)]

    def beside(self, place: int) -> bool:
        """Whether the word `place` stands side by side with the one before it."""
        return 0 < place <= len(self._adjacent) and self._adjacent[place - 1]

    def is_quoted(self, draft: Draft) -> bool:
        """Whether a draft begins inside a quotation."""
        offset = self.tokens[draft.first].start
        return any(first <= offset < last for first, last in self.quoted)

    def gap(self, place: int) -> str:
        """What stands between the word `place` and the one before it."""
        if not 0 < place < len(self.tokens):
            return ""
        start, end = self.tokens[place - 1].end, self.tokens[place].start
        first, last = next(((first, last) for first, last in self.inserts if start <= first and last <= end), (end, end))
        return self.source[start:first] + self.source[last:end]

    def find_subjects(self) -> None:
        """Say of every draft whether it can be the subject of a clause."""
        for number, draft in enumerate(self.drafts):
            # Between two names of a list may stand what tells of the first ("Morn, a Karsian senator, and Brandt").
            before = self.drafts[max(0, number - _FARTHEST_JOINT) : number]
            draft.subject = self._stands_as_subject(draft, before) and not self._is_met_by(draft, self.drafts[number + 1 : number + 2])

    def _stands_as_subject(self, draft: Draft, before: Sequence[Draft]) -> bool:
        """Whether the words of a draft can be the subject of a clause. `before` are the drafts that stand right before it in the line.

        No owner and no object is one: neither behind a preposition nor behind a verb, unless a finite verb follows. A name joined to
        another by "and" or a comma stands as that one does.
        """
        if draft.owner or draft.adjective:
            return False
        place = draft.first
        while place > 0 and self.beside(place) and self.tokens[place - 1].plain in _BEFORE_A_NAME:
            place -= 1
        first = next((other for other in reversed(before) if not other.adjective and self.joins(other, draft)), None)
        if first is not None:
            # Behind "According to Ostmark," the name that a verb follows is no item of a list.
            return first.subject or (self.gap(draft.first).strip() == "," and self._verb_follows(draft.last))
        if place == 0 or not self.beside(place):
            return True
        word = self.tokens[place - 1].plain
        if word in PREPOSITIONS and word not in CLAUSE_OPENERS:
            return word == "with" and self.beside(draft.last + 1) and self.tokens[draft.last + 1].plain.endswith("ing")
        return word in CLAUSE_OPENERS or word in _INVERTED or self._verb_follows(draft.last)

    def _is_met_by(self, draft: Draft, behind: Sequence[Draft]) -> bool:
        """Whether a name between commas only tells whom the opening words speak of: Brandt, in "Meeting the envoy, Tomas Brandt, Morn said"."""
        opening = self.tokens[0].plain
        if not behind or not (opening in _OPENING_A_PHRASE or opening.endswith("ing")):
            return False
        other = behind[0]
        if not draft.person or not other.person or other.owner or other.kind != "name" or other.first != draft.last + 1:
            return False
        between_commas = all(self.gap(place).strip() == "," for place in (draft.first, other.first))
        return between_commas and self.beside(other.last + 1) and self._verb_follows(other.last)

    def joins(self, before: Draft, draft: Draft) -> bool:
        """Whether two drafts are items of one list: a comma or "and" between them, besides a party or place ("(P-Velburg)", "of Velburg")."""
        first, last = self.tokens[before.last].end, self.tokens[draft.first].start
        return 0 < last - first <= _LONGEST_JOINT and _JOINT.fullmatch(self.source, first, last) is not None

    def _verb_follows(self, last: int) -> bool:
        """Whether a finite verb comes next, past a parenthesis or an apposition."""
        place = last + 1
        if place < len(self.tokens) and not self.beside(place):
            closing = next((at for at in range(place + 1, min(place + _LONGEST_APPOSITION, len(self.tokens))) if self.gap(at)[:1] in _CLOSING), None)
            if self.gap(place).strip() not in (",", "(", "—", "–") or closing is None:
                return False
            place = closing
        if place >= len(self.tokens):
            return False
        word = self.tokens[place].plain
        if word in ADVERBS or word.endswith("ly"):
            word = self.tokens[place + 1].plain if place + 1 < len(self.tokens) else ""
        return word in FINITE or word in SAYING or (word.endswith("ed") and len(word) > len("need"))

    def mention(self, draft: Draft) -> Mention:
        """The finished mention of a draft."""
        start, end = self.tokens[draft.first].start, self.tokens[draft.last].end
        if self.tokens[draft.last].possessive:
            end = self.tokens[draft.last].start + len(self.tokens[draft.last].text)
        return Mention(
            span=Span(start=start, end=end, text=self.source[start:end], field=self.sentence.field),
            actor=draft.actor,
            kind=draft.kind,
            person=draft.person,
            speaks_for=draft.speaks_for,
            unnamed=draft.unnamed,
            owner=draft.owner or draft.adjective,
            quoted=draft.quoted,
        )
