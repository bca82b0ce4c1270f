"""The second pass over an article: offices and pronouns, explained by the names before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import replace

from onrecord.actors.bystanders import mark_bystanders
from onrecord.actors.lines import Draft, Line
from onrecord.actors.own_words import tells_of_its_source
from onrecord.actors.owned_offices import names_a_stranger, owned_office
from onrecord.actors.people import People
from onrecord.actors.roles import Role, answers, role_of
from onrecord.actors.roster import Roster
from onrecord.actors.vocabulary import (
    ADVERBS,
    BETWEEN,
    CLAUSE_OPENERS,
    COURTESY,
    DAYS,
    DISTINGUISHING,
    FEMALE,
    FINITE,
    MALE,
    OFFICES,
    PASSING,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    SPEAKERS,
)

_LONGEST_OFFICE = 6
_LONGEST_DESCRIPTION = 3
# How many sentences back a pronoun may look; farther back the nearest name is a guess.
_FARTHEST_SENTENCE = 8
_FARTHEST_PARAGRAPH = 3
_FARTHEST_IN_PARAGRAPH = 20
_FARTHEST_BODY = 2
# So many mentions are more than any sentences of that reach hold.
_MOST_NEAR = 80
_NOMINAL_GOVERNMENTS = frozenset({"government", "regime", "administration", "country", "nation", "ministry"})
# How participles end: "asked", "given", "told", "shown".
_PARTICIPLES = ("ed", "en", "ld", "wn")
# Clauses opened by these go before the one whose subject they are about: "Though she had promised, Ms. Morn voted no."
_CONCEDING = frozenset({"though", "although", "despite"})
# Whoever is one of these for somebody tells what that one says or does.
_VOICING = frozenset({"spokesman", "spokeswoman", "spokesperson", "office", "campaign", "lawyer", "lawyers", "attorney", "attorneys"})
_SUBORDINATE = _CONCEDING | frozenset({"while", "when", "whereas", "after", "as", "because", "before", "once", "since", "if"})
_GOVERNING = frozenset({"government", "administration", "cabinet", "regime"})
_PEOPLE_TOGETHER = frozenset({"leaders", "men", "presidents", "women"})
_TOGETHER = _PEOPLE_TOGETHER | frozenset({"capitals", "countries", "governments", "nations", "parties", "sides", "states"})
_NOMINAL_GROUPS = frozenset({"group", "movement", "party", "organization", "organisation", "militants", "militia", "union", "faction"})


def follow(roster: Roster, lines: list[Line], people: People) -> None:
    """Add the drafts of offices and pronouns to every line, and say who they are, reading from the top."""
    _Following(roster, lines, people).follow()


class _Following:
    def __init__(self, roster: Roster, lines: list[Line], people: People) -> None:
        self._roster, self._lines, self._people = roster, lines, people
        self._named: Counter[str] = Counter()
        # Every mention so far, as (number of its line, draft), oldest first.
        self._past: list[tuple[int, Draft]] = []
        # Who speaks around the line of this number, found once for all its pronouns.
        self._heard: tuple[int, set[str]] = (-1, set())

    def follow(self) -> None:
        for number, line in enumerate(self._lines):
            self._look(line)
            mark_bystanders(line)
            for draft in line.drafts:
                if draft.kind == "office" and line.tokens[draft.last].plain in _TOGETHER:
                    self._explain_together(number, line, draft)
                elif draft.kind == "pronoun":
                    self._explain_pronoun(number, line, draft)
                elif draft.described is not None:
                    self._explain_description(number, draft)
                elif draft.wanted is not None:
                    self._explain_office(number, draft)
                if draft.who is not None:
                    self._named[draft.who] += 1
                self._past.append((number, draft))

    def _look(self, line: Line) -> None:
        """Find the offices and pronouns among the words that no name covers."""
        covered = {place for draft in line.drafts if not draft.adjective for place in range(draft.first, draft.last + 1)}
        added: list[Draft] = []
        for place, token in enumerate(line.tokens):
            if place in covered:
                continue
            if token.plain in PRONOUNS and not (token.text.isupper() and len(token.text) > 1):
                added.append(Draft(place, place, None, "pronoun", owner=token.plain in ("his", "its", "their") or _owns(line, place)))
            elif (together := _together(line, place)) is not None:
                added.append(together)
            elif token.plain == "the":
                draft = _office(line, place, covered, self._roster.tails) or self._description(line, place, covered)
                if draft is not None:
                    added.append(draft)
        if not added:
            return
        for draft in added:
            draft.quoted = line.is_quoted(draft)
        taken = {place for draft in added for place in range(draft.first, draft.last + 1)}
        line.drafts = sorted((*(draft for draft in line.drafts if draft.first not in taken), *added), key=lambda draft: draft.first)
        line.find_subjects()

    def _description(self, line: Line, place: int, covered: set[int]) -> Draft | None:
        """The draft of "the" with two or three capitals behind it that describe somebody of the article by place and party."""
        last = place
        while last - place < _LONGEST_DESCRIPTION and line.beside(last + 1) and last + 1 not in covered and line.tokens[last + 1].capital:
            last += 1
        words = frozenset(token.plain for token in line.tokens[place + 1 : last + 1])
        if last - place < 2 or not any(words <= known for known in self._people.context.values()):  # noqa: PLR2004  a place and a party
            return None
        return Draft(place, last, None, "office", owner=line.tokens[last].possessive, described=words)

    def _explain_together(self, number: int, line: Line, draft: Draft) -> None:
        """The last two (or three) named before that "both sides" may mean, where there are so many on different sides."""
        noun = line.tokens[draft.last].plain
        many = 3 if line.tokens[draft.last - 1].plain == "three" else 2
        found: list[str] = []
        for at, before in reversed(self._past[-_MOST_NEAR:]):
            if at < number - _FARTHEST_SENTENCE or len(found) == many:
                break
            actor = before.actor
            if actor is None or before.quoted or actor in found or not self._suits(actor, noun, person=before.person):
                continue
            if all(self._roster.sides[actor] != self._roster.sides[other] for other in found):
                found.append(actor)
        if len(found) == many:
            draft.several = tuple(reversed(found))

    def _suits(self, actor: str, noun: str, *, person: bool) -> bool:
        if noun in _PEOPLE_TOGETHER:
            return person and self._roster.is_person(actor)
        kind = self._roster.actors[actor].kind
        return kind == "government" or (noun in ("sides", "parties") and kind != "person")

    def _explain_office(self, number: int, draft: Draft) -> None:
        """Whoever is known to hold the office: the one named last nearby, else the one named most so far, else the only one there is."""
        wanted = draft.wanted
        if wanted is None:
            return
        if not wanted.head:
            draft.actor = self._nominal(number, wanted)
            last = next((before.actor for _, before in reversed(self._past[-_MOST_NEAR:]) if before.actor is not None), None)
            # Behind a name of another land, "the country" may be that one.
            if draft.owner and draft.actor is not None and last is not None and self._roster.sides[last] == self._roster.sides[draft.actor]:
                self._own_office(number, draft, draft.actor, person=False)
            return
        holders = [who for who, roles in self._people.roles.items() if any(answers(role, wanted, self._context(who, draft)) for role in roles)]
        who = self._nearest(number, holders)
        if who is None:
            self._take_up(number, draft, wanted)
            return
        draft.who, draft.person = who, True
        draft.actor = who if who in self._roster.actors else draft.actor
        draft.speaks_for, draft.unnamed = who not in self._roster.actors and draft.actor is not None, False

    def _take_up(self, number: int, draft: Draft, wanted: Role) -> None:
        """Let "the defence minister" be whoever "Ostmark's defence minister" was a few sentences before."""
        if draft.actor is not None:
            return
        for line, before in reversed(self._past):
            if line < number - _FARTHEST_SENTENCE:
                return
            if before.actor is not None and before.kind == "office" and self._same_office(line, before, wanted):
                draft.actor, draft.who, draft.person = before.actor, before.who, before.person
                draft.speaks_for, draft.unnamed = before.speaks_for, before.unnamed
                return

    def _same_office(self, number: int, before: Draft, wanted: Role) -> bool:
        """Whether an earlier draft is of the wanted office, or is somebody without a name of the same kind ("a Karsian official": "the official")."""
        if before.wanted is not None:
            return before.wanted.head == wanted.head and wanted.modifiers <= before.wanted.modifiers
        noun = self._lines[number].tokens[before.last].plain
        return before.unnamed and not wanted.modifiers and noun == wanted.head

    def _explain_description(self, number: int, draft: Draft) -> None:
        """Whoever was said to be of this place and party, named last nearby or most so far."""
        described = draft.described or frozenset()
        draft.who = self._nearest(number, [who for who, words in self._people.context.items() if described <= words])
        draft.person = draft.who is not None
        draft.actor = draft.who if draft.who in self._roster.actors else None

    def _context(self, who: str, draft: Draft) -> set[str]:
        """Words that may qualify somebody; a body named in the same breath must be one that the person is of."""
        words = self._people.context_of(who)
        if draft.actor is not None and who in self._roster.actors and draft.actor in self._roster.upward(who) and draft.wanted is not None:
            words = words | draft.wanted.modifiers - DISTINGUISHING - BETWEEN
        return words

    def _nearest(self, number: int, holders: list[str]) -> str | None:
        if not holders:
            return None
        paragraph = self._lines[number].sentence.paragraph
        for line, draft in reversed(self._past):
            if self._lines[line].sentence.paragraph != paragraph or line < number - _FARTHEST_IN_PARAGRAPH:
                break
            if draft.who in holders and not draft.quoted:
                return draft.who
        named = [who for who in holders if self._named[who]]
        if named:
            return max(named, key=lambda who: self._named[who])
        return holders[0] if len(holders) == 1 and holders[0] in self._roster.actors else None

    def _nominal(self, number: int, wanted: Role) -> str | None:
        """The body that "the government" or "the council" takes up: the last one of the kind nearby; else the only one with such a name."""
        noun = next(iter(wanted.modifiers))
        kinds = ("government",) if noun in _NOMINAL_GOVERNMENTS else ("group", "organisation") if noun in _NOMINAL_GROUPS else ()
        named = self._roster.tails.get(noun, [])
        if noun == "union" and self._roster.unions:
            # No company is meant, and no party.
            kinds, named = (), self._roster.unions
        paragraph = self._lines[number].sentence.paragraph
        for line, draft in reversed(self._past):
            if self._lines[line].sentence.paragraph < paragraph - 1 or line < number - _FARTHEST_IN_PARAGRAPH:
                break
            if draft.kind == "pronoun" or draft.actor is None or self._are_several(line, draft):
                continue
            if draft.actor in named or self._roster.actors[draft.actor].kind in kinds:
                return draft.actor
        seen = [actor for actor in named if self._named[actor]]
        return seen[0] if len(seen) == 1 else None

    def _are_several(self, number: int, draft: Draft) -> bool:
        """Whether a name is that of many ("its allies"), whom no "the country" takes up."""
        last = self._lines[number].tokens[draft.last]
        return draft.kind == "name" and not last.capital and last.plain.endswith("s")

    def _explain_pronoun(self, number: int, line: Line, draft: Draft) -> None:
        plain = line.tokens[draft.first].plain
        if tells_of_its_source(line, draft, self._roster.tails):
            return
        if plain in MALE or plain in FEMALE:
            barred = self._people.women if plain in MALE else self._people.men
            others = barred | self._speakers(number) if draft.quoted else barred
            antecedent = _named_behind(line, draft, barred) or self._whose_voice(line, draft, barred) or self._person(number, draft, others)
            self._own_body(line, draft, antecedent)
        else:
            owns = plain == "its" and owned_office(line, draft.first, person=False) is not None
            antecedent = (self._only_body(number, draft) if owns else None) or self._body(number, draft)
        if antecedent is None:
            return
        if draft.owner and antecedent.actor is not None and plain != "their":
            self._own_office(number, draft, antecedent.actor, person=antecedent.person)
        if draft.kind == "pronoun":
            draft.actor, draft.who, draft.person = antecedent.actor, antecedent.who, antecedent.person
            draft.speaks_for, draft.unnamed = antecedent.speaks_for, antecedent.unnamed

    def _own_body(self, line: Line, draft: Draft, antecedent: Draft | None) -> None:
        """Make "his government" the government that he leads, where the dossier has it."""
        noun = line.tokens[draft.first + 1].plain if line.beside(draft.first + 1) else ""
        if antecedent is None or antecedent.actor is None or line.tokens[draft.first].plain not in ("his", "her") or noun not in _GOVERNING:
            return
        government = self._roster.government_of(antecedent.actor)
        if government != antecedent.actor:
            draft.last, draft.kind, draft.actor, draft.who, draft.person = draft.first + 1, "office", government, government, False
            draft.owner = line.tokens[draft.last].possessive

    def _own_office(self, number: int, draft: Draft, owner: str, *, person: bool) -> None:
        """Widen what points back to a land, a body or the head of a government over the office behind it ("its president", "her envoy")."""
        line, body = self._lines[number], self._roster.government_of(owner) if person or self._roster.is_person(owner) else owner
        last = owned_office(line, draft.last, person=person)
        if last is None or (person and body == owner) or self._roster.is_person(body):
            return
        if any(other is not draft and other.first <= last + 1 and other.last > draft.last and line.beside(last + 1) for other in line.drafts):
            return  # the title of a name right behind
        wanted = role_of(token.text for token in line.tokens[draft.last + 1 : last + 1])
        draft.last, draft.kind, draft.owner = last, "office", line.tokens[last].possessive
        draft.actor, draft.who, draft.person, draft.speaks_for, draft.unnamed = body, body, False, True, True
        holders = [] if wanted is None else [who for who in self._holders_of(wanted) if body in self._roster.upward(who)]
        who = self._nearest(number, holders)
        if who is not None:
            draft.actor, draft.who, draft.person, draft.speaks_for, draft.unnamed = who, who, True, False, False
        line.find_subjects()

    def _holders_of(self, wanted: Role) -> list[str]:
        """Who is known to have an office, whatever land it is of."""
        return [who for who, roles in self._people.roles.items() if any(answers(role, wanted, self._people.context_of(who)) for role in roles)]

    def _only_body(self, number: int, pronoun: Draft) -> Draft | None:
        """The body that another "its" of the sentence pointed to, else the one that the sentence before names, where it names nobody else."""
        line, paragraph = self._lines[number], self._lines[number].sentence.paragraph
        here = [draft for draft in line.drafts if draft.first < pronoun.first and draft.actor is not None]
        if here:
            return here[-1] if line.tokens[here[-1].first].plain == "its" else None
        before = self._lines[number - 1] if number else line
        if before.sentence.field == "title" or before.sentence.paragraph < paragraph - 1 or names_a_stranger(before):
            return None
        drafts = [draft for draft in before.drafts if not draft.quoted and not (draft.kind == "pronoun" and draft.actor is None)]
        alone = len(drafts) > 0 and len({draft.who or draft.actor for draft in drafts}) == 1 and not drafts[0].person
        return drafts[0] if alone and drafts[0].actor is not None else None

    def _speakers(self, number: int) -> set[str]:
        """Who speaks in this paragraph outside quotation marks, up to and with this line: in their own quotations "he" is somebody else."""
        if self._heard[0] == number:
            return self._heard[1]
        paragraph = self._lines[number].sentence.paragraph
        found: set[str] = set()
        for line in self._lines[max(0, number - _FARTHEST_SENTENCE) : number + 2]:
            if line.sentence.paragraph != paragraph or line.sentence.field == "title":
                continue
            for draft in line.drafts:
                if draft.subject and draft.person and not draft.quoted and draft.who is not None and _says(line, draft):
                    found.add(draft.who)
        self._heard = (number, found)
        return found

    def _person(self, number: int, pronoun: Draft, barred: set[str]) -> Draft | None:
        """The one person whom the paragraph has named, if one; else the subject of the nearest sentence that has a person for its subject (or behind
        "by"); else the nearest person named at all.
        """
        suiting = [
            (line, draft) for line, draft in self._near(number) if draft.person and draft.who not in barred and (pronoun.quoted or not draft.quoted)
        ]
        subjects = [(line, draft) for line, draft in suiting if draft.subject or _acts_by(self._lines[line], draft)]
        paragraph = self._lines[number].sentence.paragraph
        here = [draft for line, draft in suiting if self._lines[line].sentence.paragraph == paragraph]
        if len({draft.who for draft in here}) == 1 and not any(draft.subject for draft in here):
            return here[0]
        for choices in (subjects, suiting):
            if choices:
                nearest = choices[0][0]
                named = [draft for line, draft in reversed(choices) if line == nearest]
                opening = _main_clause(self._lines[nearest])
                return next((draft for draft in named if draft.first >= opening), named[0])
        return None

    def _whose_voice(self, line: Line, pronoun: Draft, barred: set[str]) -> Draft | None:
        """Of whom somebody speaks who speaks for him, right before the pronoun: "a spokesman for Morn said that she", "Morn's office said she"."""
        before = [draft for draft in line.drafts if draft.last < pronoun.first and (draft.person or draft.speaks_for) and draft.kind != "pronoun"]
        last = before[-1] if before else None
        if last is None or last.who is None or last.who in barred or not self._roster.is_person(last.who):
            return None
        place, head = last.first, line.tokens[last.last].plain
        voiced = line.beside(place) and line.beside(place - 1) and line.tokens[place - 1].plain == "for" and line.tokens[place - 2].plain in _VOICING
        says = last.last + 1 < len(line.tokens) and line.tokens[last.last + 1].plain in SAYING
        return replace(last, person=True, speaks_for=False, unnamed=False) if says and (voiced or head in _VOICING) else None

    def _body(self, number: int, pronoun: Draft) -> Draft | None:
        """The last body that was a subject; farther back than a few sentences "they" is anybody."""
        for line, draft in self._near(number):
            if line < number - _FARTHEST_BODY:
                return None
            if draft.person or draft.actor is None or (draft.quoted and not pronoun.quoted):
                continue
            if draft.subject or draft.bystander or _is_spoken_for(self._lines[line], draft):
                return draft
        return None

    def _near(self, number: int) -> list[tuple[int, Draft]]:
        """Earlier mentions that a pronoun of this line may take up, newest first."""
        paragraph = self._lines[number].sentence.paragraph
        found = []
        for line, draft in reversed(self._past[-_MOST_NEAR:]):
            sentence = self._lines[line].sentence
            if line < number - _FARTHEST_SENTENCE or sentence.paragraph < paragraph - _FARTHEST_PARAGRAPH or sentence.field == "title":
                break
            found.append((line, draft))
        return found


def _main_clause(line: Line) -> int:
    """The first word behind the clause that opens a sentence with "while" or "when", up to its comma; 0 where none does."""
    if not line.tokens or line.tokens[0].plain not in _SUBORDINATE:
        return 0
    return next((place for place in range(1, len(line.tokens)) if line.gap(place).strip() == ","), 0)


def _named_behind(line: Line, pronoun: Draft, barred: set[str]) -> Draft | None:
    """Whom the pronoun of a conceding clause goes before: the subject of the main clause, where that is named in full."""
    opening = line.tokens[1].plain if line.tokens[0].plain == "even" and len(line.tokens) > 1 else line.tokens[0].plain
    if opening not in _CONCEDING or pronoun.quoted:
        return None
    behind = [draft for draft in line.drafts if draft.first > pronoun.last and draft.kind == "name" and draft.subject and not draft.quoted]
    named = behind[0] if behind else None
    if named is None or not named.person or named.who is None or named.who in barred or named.last == named.first:
        return None
    return named if "," in line.gap(named.first) else None


def _together(line: Line, place: int) -> Draft | None:
    """The draft of "both sides", "the two leaders", "all parties"."""
    if line.tokens[place].plain not in ("both", "all", "the"):
        return None
    words = [token.plain for token in line.tokens[place : place + 3]]
    if len(words) > 1 and words[0] in ("both", "all") and words[1] in _TOGETHER and line.beside(place + 1):
        last = place + 1
    elif len(words) > 2 and words[0] == "the" and words[1] in ("two", "three") and words[2] in _TOGETHER and line.beside(place + 2):  # noqa: PLR2004
        last = place + 2
    else:
        return None
    return Draft(place, last, None, "office", owner=line.tokens[last].possessive)


def _owns(line: Line, place: int) -> bool:
    """Whether "her" owns the word behind it ("her deputy") and is no object ("told her that")."""
    if line.tokens[place].plain != "her" or not line.beside(place + 1):
        return False
    plain = line.tokens[place + 1].plain
    return plain not in PREPOSITIONS | CLAUSE_OPENERS | FINITE | SAYING | ADVERBS | DAYS and plain not in ("a", "an", "the", "to", "that", "this")


def _is_spoken_for(line: Line, draft: Draft) -> bool:
    """Whether the words before a body name those who speak for it: "a spokesman for the council", "officials of the union"."""
    place = draft.first - 1 if draft.first and line.tokens[draft.first - 1].plain in ("the", "a", "an") and line.beside(draft.first) else draft.first
    if place < 2 or not line.beside(place) or not line.beside(place - 1):  # noqa: PLR2004  a speaker and a preposition
        return False
    return line.tokens[place - 1].plain in ("for", "of", "from", "in", "at", "with") and line.tokens[place - 2].plain in SPEAKERS


def _acts_by(line: Line, draft: Draft) -> bool:
    """Whether a draft stands behind "by" and a participle: "was told by Morn"."""
    place = draft.first
    by = not draft.owner and place > 1 and line.beside(place) and line.tokens[place - 1].plain == "by"
    return by and line.tokens[place - 2].plain.endswith(_PARTICIPLES)


def _says(line: Line, draft: Draft) -> bool:
    """Whether a word of saying stands right beside a draft."""
    behind = draft.last + 1 < len(line.tokens) and line.tokens[draft.last + 1].plain in SAYING
    return behind or (draft.first > 0 and line.beside(draft.first) and line.tokens[draft.first - 1].plain in SAYING)


def _office(line: Line, place: int, covered: set[int], tails: Container[str]) -> Draft | None:
    """The office, or the body by its kind, that "the" at `place` begins ("the Karsian foreign minister", "the Vel senator", "the group")."""
    words: list[str] = []
    at = place + 1
    while at < len(line.tokens) and at - place <= _LONGEST_OFFICE and line.beside(at) and at not in covered:
        token = line.tokens[at]
        words += [token.text] if token.plain not in PASSING else []
        if token.plain in OFFICES and not (line.beside(at + 1) and line.tokens[at + 1].plain in OFFICES):
            return _found(line, place, at, role_of((*words, *_of(line, at))), covered)
        if len(words) == 1 and (token.plain in _NOMINAL_GOVERNMENTS or token.plain in _NOMINAL_GROUPS or token.text in tails):
            return _found(line, place, at, Role("", frozenset({token.plain})), covered)
        if (
            not (token.capital or token.plain in BETWEEN or token.plain in DISTINGUISHING or token.plain in COURTESY or token.plain in PASSING)
            or token.possessive
        ):
            return None
        at += 1
    return None


def _of(line: Line, at: int) -> list[str]:
    """The word of "of State", or of "of the League", behind an office, if any."""
    words = line.tokens[at + 1 : at + 4]
    if not words or words[0].plain != "of":
        return []
    place = at + 3 if len(words) > 1 and words[1].plain == "the" else at + 2
    named = place < len(line.tokens) and line.tokens[place].capital
    return [line.tokens[place].text] if named and all(map(line.beside, range(at + 1, place + 1))) else []


def _found(line: Line, first: int, last: int, wanted: Role | None, covered: set[int]) -> Draft | None:
    """The draft of an office, unless the words are the title of a name right behind them."""
    if wanted is None or (last + 1 in covered and line.beside(last + 1) and not line.tokens[last].possessive):
        return None
    return Draft(first, last, None, "office", owner=line.tokens[last].possessive, wanted=wanted)
