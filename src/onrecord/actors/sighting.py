"""The first pass over an article: names, in every sentence, with the titles before them and the officials behind them."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.actors.given_names import may_be_one
from onrecord.actors.lines import Draft, Line
from onrecord.actors.names import Name
from onrecord.actors.people import People
from onrecord.actors.phrases import extend
from onrecord.actors.roster import Roster
from onrecord.actors.strangers import find_stranger, lone_speakers, register
from onrecord.actors.titles import take_title
from onrecord.actors.tokens import Token, find_tokens
from onrecord.actors.vocabulary import ADVERBS, ANONYMOUS, DAYS, FINITE, OFFICES, OPENERS, REPORTERS, SAYING, SPEAKERS
from onrecord.language.datelines import end_of_dateline
from onrecord.language.inserts import find_inserts
from onrecord.language.prose import LONGEST_SENTENCE, Prose


def sight(roster: Roster, prose: Prose) -> tuple[list[Line], People]:
    """Every sentence (the headline first) with the names in it, and what the article tells of the people named."""
    people = People(roster)
    lines = _lines(prose, roster)
    speakers = lone_speakers(lines)
    for line in lines:
        register(line, people, roster, speakers)
    small = {token.text for line in lines for token in line.tokens if not token.capital}
    for line in lines:
        line.drafts = _Sighting(roster, people, line, small).drafts()
        line.find_subjects()
        for draft in line.drafts:
            draft.quoted = line.is_quoted(draft)
    return lines, people


def _lines(prose: Prose, roster: Roster) -> list[Line]:
    """The headline and the sentences, with their words. What a sentence holds beyond LONGEST_SENTENCE is not searched."""
    lines = []
    if prose.headline is not None:
        last = min(prose.headline.end, prose.headline.start + LONGEST_SENTENCE)
        lines.append(Line(prose.headline, prose.title, find_tokens(prose.title, prose.headline.start, last)))
    starts = [quotation.start for quotation in prose.quotations]
    inserts = find_inserts(prose.text)
    for sentence in prose.sentences:
        last = min(sentence.end, sentence.start + LONGEST_SENTENCE)
        near = prose.quotations[max(0, bisect_right(starts, sentence.start) - 1) : bisect_right(starts, last)]
        tokens, inside = find_tokens(prose.text, sentence.start, last), inserts.within(sentence.start, last)
        if sentence.start == prose.paragraphs[sentence.paragraph].start:
            tokens = _behind_dateline(roster, prose.text, tokens, last)
        if inside:
            tokens = [token for token in tokens if not any(first <= token.start < end for first, end in inside)]
        lines.append(Line(sentence, prose.text, tokens, [(each.start, each.end) for each in near], inside))
    return lines


def _behind_dateline(roster: Roster, text: str, tokens: list[Token], end: int) -> list[Token]:
    """The words of a paragraph's first sentence without the place at which it was written, which is nobody: "LENNE, Ostmark, May 3 - "."""
    begins = end_of_dateline(text, tokens[0].start, end) if tokens else 0
    if not tokens or begins == tokens[0].start:
        return tokens
    # A person in capitals before a dash says what follows.
    name = roster.names.at(text, tokens, 0)
    return tokens if name is not None and name.person else [token for token in tokens if token.start >= begins]


class _Sighting:
    """The names of one line."""

    def __init__(self, roster: Roster, people: People, line: Line, small: set[str]) -> None:
        self._roster, self._people, self._line, self._small = roster, people, line, small

    def drafts(self) -> list[Draft]:
        found: list[Draft] = []
        tokens, place = self._line.tokens, 0
        while place < len(tokens):
            name = self._roster.names.at(self._line.source, tokens, place)
            draft = self._named(name, place) if name is not None else None
            if draft is None and tokens[place].capital:
                draft = find_stranger(self._line, place, self._people, self._roster)
            if draft is None:
                place += 1
                continue
            if draft.person:
                take_title(self._line, draft, found, self._people)
            else:
                last = draft.last
                extend(self._line, draft)
                self._as_its_body(draft, last + 1)
            self._as_a_people(draft)
            if found and draft.kind == "office" and not draft.person:
                self._share(found[-1], draft)
            if not (draft.adjective and draft.kind == "name" and found and found[-1].last >= draft.first):
                found.append(draft)
            place = max(place, draft.last) + 1
        return found

    def _as_its_body(self, draft: Draft, noun: int) -> None:
        """Take "the Ostmark council" for the one body of the dossier that belongs to Ostmark and whose name ends so, wherever it stands."""
        line, land = self._line, draft.actor
        if land is None or draft.last > noun or not line.beside(noun) or line.tokens[noun].capital:
            return
        bodies = [body for body in self._roster.tails.get(line.tokens[noun].plain, []) if body != land and land in self._roster.upward(body)]
        if len(bodies) != 1 or (line.beside(noun + 1) and line.tokens[noun + 1].plain in SPEAKERS | REPORTERS):
            return
        draft.actor = draft.who = bodies[0]
        draft.last, draft.kind, draft.adjective = noun, "name", False
        draft.owner, draft.speaks_for, draft.unnamed, draft.wanted = line.tokens[noun].possessive, False, False, None

    def _as_a_people(self, draft: Draft) -> None:
        """Take "the Karsian" with a verb behind it for the body that it names ("the Karsians" is a name of its own)."""
        tokens, line = self._line.tokens, self._line
        if not draft.adjective or draft.kind != "name" or draft.first == 0 or tokens[draft.first - 1].plain != "the":
            return
        if (
            not line.beside(draft.last + 1)
            or tokens[draft.last + 1].plain in SAYING | FINITE | ADVERBS
            or tokens[draft.last + 1].plain.endswith("ly")
        ):
            draft.adjective = False

    def _share(self, before: Draft, draft: Draft) -> None:
        """Let a land joined to another before one noun have that noun too ("Ostmark and Karsian negotiators")."""
        tokens = self._line.tokens
        between = tokens[before.last + 1 : draft.first]
        if [token.plain for token in between] == ["and"] and not before.person and before.kind == "name" and not before.owner:
            before.adjective, before.kind = False, "office"
            before.speaks_for, before.unnamed = draft.speaks_for, draft.unnamed

    def _named(self, name: Name, place: int) -> Draft | None:
        tokens = self._line.tokens
        last = place + len(name.words) - 1
        if name.person and len(name.words) == 1 and self._another(name, place):
            return None
        actor = name.actors[0] if len(name.actors) == 1 else self._people.latest(name.actors) or self._roster.shared(name.actors)
        draft = Draft(place, last, actor, "name", person=name.person, adjective=name.adjective, name_first=place, who=actor)
        if (
            actor is not None
            and not name.person
            and tokens[last].plain in ANONYMOUS
            # "Ostmark officials" are some of it; the "House of Representatives" and a "Council of Ministers" are bodies.
            and tokens[last - 1].plain != "of"
            and self._roster.actors[actor].kind in ("government", "organisation")
        ):
            draft.kind, draft.speaks_for, draft.unnamed = "office", True, True
        follows = self._line.source[tokens[last].end : tokens[last].end + 1]
        draft.owner = tokens[last].possessive or follows in ("-", "–", "‑")
        if name.person:
            self._people.saw(actor, name.words)
            if len(name.words) == 1 and self._before_a_capital(last):
                draft.owner = True
                extend(self._line, draft)
            else:
                extend(self._line, draft, voices=True)
        return draft

    def _before_a_capital(self, last: int) -> bool:
        tokens = self._line.tokens
        return (
            self._line.sentence.field == "text"
            and self._line.beside(last + 1)
            and not tokens[last].possessive
            and tokens[last + 1].capital
            and tokens[last + 1].plain not in DAYS
            and self._line.gap(last + 1) == " "
        )

    def _another(self, name: Name, place: int) -> bool:
        """Whether a surname stands behind a first name that is not its actor's, or is itself the first name of somebody else."""
        tokens = self._line.tokens
        if tokens[place].plain in OFFICES and self._before_a_capital(place):
            return True
        if self._line.sentence.field == "title" or not self._line.beside(place):
            return False
        before = tokens[place - 1]
        if (
            not before.capital
            or before.possessive
            or before.plain in OFFICES
            or before.plain in OPENERS
            or before.plain in self._small
            or before.plain in SAYING
            or len(before.text) == 1
        ):
            return False
        if before.text.isupper() or before.plain in DAYS or self._people.is_title_word(before.plain):
            return False
        firsts = {word for actor in name.actors for word in self._people.first_names(actor)}
        return bool(firsts) and not any(may_be_one(before.text, first) for first in firsts)
