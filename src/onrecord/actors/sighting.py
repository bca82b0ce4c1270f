# ruff: noqa: SIM905  word lists read better as text
"""The first pass over an article: names, in every sentence, with the titles before them and the officials behind them."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.actors.lines import Draft, Line
from onrecord.actors.names import Name
from onrecord.actors.people import People
from onrecord.actors.phrases import extend
from onrecord.actors.roster import Roster
from onrecord.actors.strangers import find_stranger
from onrecord.actors.titles import take_title
from onrecord.actors.tokens import find_tokens
from onrecord.actors.vocabulary import OFFICES, OPENERS
from onrecord.language.prose import LONGEST_SENTENCE, Prose

_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december""".split()
)


def sight(roster: Roster, prose: Prose) -> tuple[list[Line], People]:
    """Every sentence (the headline first) with the names in it, and what the article tells of the people named."""
    people = People(roster)
    lines = _lines(prose)
    small = {token.text for line in lines for token in line.tokens if not token.capital}
    for line in lines:
        line.drafts = _Sighting(roster, people, line, small).drafts()
        for number, draft in enumerate(line.drafts):
            draft.subject = line.stands_as_subject(draft, line.drafts[number - 1] if number else None)
            draft.quoted = line.is_quoted(draft)
    return lines, people


def _lines(prose: Prose) -> list[Line]:
    """The headline and the sentences, with their words. What a sentence holds beyond LONGEST_SENTENCE is not searched."""
    lines = []
    if prose.headline is not None:
        last = min(prose.headline.end, prose.headline.start + LONGEST_SENTENCE)
        lines.append(Line(prose.headline, prose.title, find_tokens(prose.title, prose.headline.start, last)))
    starts = [quotation.start for quotation in prose.quotations]
    for sentence in prose.sentences:
        last = min(sentence.end, sentence.start + LONGEST_SENTENCE)
        near = prose.quotations[max(0, bisect_right(starts, sentence.start) - 1) : bisect_right(starts, last)]
        lines.append(Line(sentence, prose.text, find_tokens(prose.text, sentence.start, last), [(each.start, each.end) for each in near]))
    return lines


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
                extend(self._line, draft)
            if not (draft.adjective and draft.kind == "name" and found and found[-1].last >= draft.first):
                found.append(draft)
            place = max(place, draft.last) + 1
        return found

    def _named(self, name: Name, place: int) -> Draft | None:
        tokens = self._line.tokens
        last = place + len(name.words) - 1
        if name.person and len(name.words) == 1 and self._another(name, place):
            return None
        actor = name.actors[0] if len(name.actors) == 1 else self._people.latest(name.actors) or self._roster.shared(name.actors)
        draft = Draft(place, last, actor, "name", person=name.person, adjective=name.adjective, name_first=place, who=actor)
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
            and tokens[last + 1].plain not in _DAYS
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
            or len(before.text) == 1
        ):
            return False
        if before.text.isupper() or before.plain in _DAYS or self._people.is_title_word(before.plain):
            return False
        firsts = {word for actor in name.actors for word in self._people.first_names(actor)}
        return bool(firsts) and all(first[:1] != before.text[:1] for first in firsts)
