"""The source of a statement, a noun phrase, read: who speaks, and for whom."""

from __future__ import annotations

from msgspec import Struct

from onrecord.actors.lines import Draft, Line
from onrecord.actors.roster import Roster
from onrecord.actors.vocabulary import (
    ANONYMOUS,
    BODIES,
    DISTINGUISHING,
    FINITE,
    OFFICES,
    PAST,
    PREPOSITIONS,
    QUANTITIES,
    REPORTERS,
    SAYING,
    SPEAKERS,
    VOICES,
)

_LONGEST_QUANTITY = 4
_LONGEST_APPOSITION = 4
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "remains"})
_BELONGING = frozenset({"for", "of", "from", "at", "in", "with", "on", "inside", "within", "to"})
_CLAUSES = frozenset({"who", "which", "that", "whose", "whom", "close", "familiar", "briefed", "speaking", "including"})
_RELATIVE = frozenset({"who", "which", "that"})
# Those act for whoever has them: "Morn, whose government".
_HIS_OWN = frozenset({"government", "administration", "office", "cabinet"})
# Small words within a name: "the Council of the Delta, which".
_OF_A_PLACE = frozenset({"of", "the", "for", "and", "in", "on"})
# Whoever holds one of these offices of a body speaks for it, and "who heads" it.
_HEADS = frozenset(
    {"executive", "ceo", "director", "director-general", "president", "chair", "chairman", "chairwoman", "chairperson", "leader", "head", "boss"}
    | {"secretary-general", "secretary", "convener", "commissioner", "partner"}
)
_LEADS = frozenset({"heads", "leads", "chairs", "runs"})
# "The city of Halm" is a name. The opposition in a land speaks for itself.
_PLACES = frozenset({"capital", "city", "commonwealth", "county", "kingdom", "port", "province", "republic", "state", "town", "union"})
_APART = frozenset({"opposition", "people", "person", "persons", "others", "participants", "witnesses"})
_JOINING = frozenset({"and", "or", "but", "both", "neither", "nor", "as", "than"})
_OPENING = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_FOR_A_PERSON = VOICES | frozenset({"spokesmen", "spokespersons"})


class Voice(Struct, frozen=True):
    """Who a source is: the actor, whether the one named only speaks for it, and whether that one is left without a name."""

    actor: str | None = None
    speaks_for: bool = False
    unnamed: bool | None = None


NOBODY = Voice()


def hear(roster: Roster, line: Line, start: int, end: int) -> Voice:
    """Who the noun phrase `[start, end)` of this line is, `NOBODY` when that is not sure."""
    places = [place for place, token in enumerate(line.tokens) if start <= token.start < end]
    if not places:
        return NOBODY
    first, last = places[0], places[-1]
    if first == last and line.tokens[first].plain in _RELATIVE:
        return _one_of(_taken_up_by_who(line, first))
    drafts = [draft for draft in line.drafts if draft.last >= first and draft.first <= last and not _tells_of_the_head(line, draft, first)]
    whole = [draft for draft in drafts if draft.last == last and draft.first <= first] or _owned_by_the_first(line, (first, last), drafts)
    named = [draft for draft in drafts if not draft.adjective]
    if whole or (named and all(draft.bystander for draft in named)):
        # The span is the name and nothing else: what follows it in the sentence does not matter.
        return _one_of(whole or named)
    first = _past_quantity(line, first, last)
    drafts = [] if _ends_in_whose(line, start, end) and not whole else drafts
    cut = _cut(line, first, last, drafts)
    people = [draft for draft in drafts if draft.person and not draft.owner and (draft.first < cut or "," in line.gap(draft.first))]
    if people:
        mouthpiece = _named_mouthpiece(line, (first, last), people, drafts)
        return mouthpiece if mouthpiece.actor is not None else _one_of(people)
    bodies = [draft for draft in drafts if not draft.person and not draft.owner and not draft.adjective and draft.first < cut]
    heads = [draft for draft in bodies if draft.last >= cut - 1 or not line.beside(draft.last + 1)]
    if heads:
        return _one_of([draft for draft in bodies if draft in heads or any(line.joins(draft, head) for head in heads)])
    voice = _one_of(_apposed(line, (first, cut, last), drafts))
    voice = voice if voice.actor is not None else _speaker(roster, line, drafts, (first, cut, last))
    return voice if voice.actor is not None else Voice(unnamed=_unnamed(line, first, cut, last))


def _tells_of_the_head(line: Line, draft: Draft, first: int) -> bool:
    """Whether a pronoun right behind a noun of a source only tells what that noun is: "she" of "the guild she leads"."""
    if draft.kind != "pronoun" or draft.first <= first or not line.beside(draft.first):
        return False
    word = line.tokens[draft.first - 1].plain
    return word not in PREPOSITIONS and word not in _JOINING and word not in _CLAUSES and word not in SAYING


def _apposed(line: Line, places: tuple[int, int, int], drafts: list[Draft]) -> list[Draft]:
    """The body that ends a phrase as another name of its head: "the biggest union of the port, the Dockers' Guild"."""
    first, cut, last = places
    named = [draft for draft in drafts if not draft.owner and not draft.adjective]
    if len(named) != 1 or named[0].person or named[0].last != last or line.tokens[first].plain not in _OPENING:
        return []
    body = named[0].first - (line.tokens[named[0].first - 1].plain == "the")
    head = {token.plain for token in line.tokens[first:cut]}
    if body <= first or line.gap(body).strip() != "," or not head.isdisjoint(ANONYMOUS | SPEAKERS | _FOR_A_PERSON | REPORTERS):
        return []
    return named


def _ends_in_whose(line: Line, start: int, end: int) -> bool:
    """Whether a phrase names somebody only to tell of what is his, which the dossier does not know: "Morn, whose party" (wants)."""
    places = [place for place, token in enumerate(line.tokens) if start <= token.start < end]
    if len(places) < 3 or line.tokens[places[-2]].plain != "whose":  # noqa: PLR2004  a name, "whose", a noun
        return False
    return not line.tokens[places[-1]].capital and line.tokens[places[-1]].plain not in _HIS_OWN


def _owned_by_the_first(line: Line, places: tuple[int, int], drafts: list[Draft]) -> list[Draft]:
    """Who speaks in a relative clause of somebody else: Brandt of "the guild, whose chairman Tomas Brandt" (had said)."""
    whose = next((place for place in range(places[0] + 1, places[1]) if line.tokens[place].plain == "whose"), None)
    return [draft for draft in drafts if whose is not None and draft.person and draft.first > whose and draft.last == places[1]]


def _named_mouthpiece(line: Line, places: tuple[int, int], people: list[Draft], drafts: list[Draft]) -> Voice:
    """For whom a stranger speaks: the one actor of "Morn's spokesman, Arno Zell" and "Arno Zell, a spokesman for the guild"."""
    if any(draft.actor is not None for draft in people):
        return NOBODY
    words = [place for place in range(places[0], places[1] + 1) if not any(draft.first <= place <= draft.last for draft in people)]
    plain = {line.tokens[place].plain for place in words}
    actors = {draft.actor for draft in drafts if draft.actor is not None and draft not in people and not draft.bystander}
    heads = any(_is_headed(line, draft, places) for draft in drafts if draft.actor is not None and not draft.person and not draft.bystander)
    if (_FOR_A_PERSON.isdisjoint(plain) and not heads) or not PAST.isdisjoint(plain) or len(actors) != 1:
        return NOBODY
    return Voice(actors.pop(), speaks_for=True, unnamed=False)


def _is_headed(line: Line, body: Draft, places: tuple[int, int]) -> bool:
    """Whether the words right around a body in a source name whoever heads it: "director of the guild", "the guild's director", "who leads it"."""
    if line.tokens[body.last].possessive:
        behind = [token.plain for token in line.tokens[body.last + 1 : min(body.last + 3, places[1] + 1)]]
        return DISTINGUISHING.isdisjoint(behind) and not _HEADS.isdisjoint(behind)
    before = [token.plain for token in line.tokens[max(places[0], body.first - 4) : body.first]]
    if before[-1:] == ["the"]:
        before.pop()
    if before[-1:] in (["of"], ["at"]):
        return len(before) > 1 and before[-2] in _HEADS and DISTINGUISHING.isdisjoint(before)
    return before[-2:-1] == ["who"] and before[-1] in _LEADS


def _taken_up_by_who(line: Line, place: int) -> list[Draft]:
    """Whom a "who" takes up: the last one named before it, but the person in "Morn of the guild, who"; a "which" nobody behind another noun."""
    before = [draft for draft in line.drafts if draft.last < place and not draft.owner]
    if before and line.tokens[place].plain == "which" and _is_of_another_noun(line, before[-1].last + 1, place):
        return []
    if len(before) > 1 and line.tokens[place].plain == "who" and before[-2].person and not before[-1].person:
        between = [token.plain for token in line.tokens[before[-2].last + 1 : before[-1].first]]
        if between and between[0] in ("of", "from", "for", "at") and between[1:] in ([], ["the"]):
            return [before[-2]]
        # "Morn, the leader of the guild, who": between stands nothing but what he is there.
        described = line.gap(before[-2].last + 1).strip() == "," and (FINITE | SAYING).isdisjoint(between)
        if described and {"of", "at", "for"} & set(between) and all(line.beside(at) for at in range(before[-2].last + 2, before[-1].last + 1)):
            return [before[-2]]
    return before[-1:] if before and not _are_others(line, before[-1], place) else []


def _are_others(line: Line, draft: Draft, place: int) -> bool:
    """Whether a "who" takes up a noun between it and the last name: "Morn met farmers who", and not "Morn is the one who", "Morn, the man who"."""
    between = [token.plain for token in line.tokens[draft.last + 1 : place]]
    if not between or not line.beside(place) or not _BEING.isdisjoint(between):
        return False
    return "," not in line.gap(draft.last + 1) or len(between) > _LONGEST_APPOSITION


def _is_of_another_noun(line: Line, first: int, place: int) -> bool:
    """Whether a "which" takes up a noun behind the last name: the rule of "Karsia called for a rule, which"."""
    between = line.tokens[first:place]
    named = all(token.capital or token.plain in _OF_A_PLACE for token in between)
    return not named and between[-1].plain not in BODIES


def all_of(line: Line, start: int, end: int) -> tuple[str, ...]:
    """Every actor whom a phrase names side by side ("Morn and the Karsian government"), in order.

    Whom only its relative clause names ("the engineer, who once ran Morn's campaign") is somebody else, and so are those of whom or among whom
    people without a name are ("residents of Ostmark", "an editorial in the Lenne Post").
    """
    if _ends_in_whose(line, start, end):
        return ()
    inside = [token for token in line.tokens if start < token.start < end]
    ends = next((token.start for token in inside if token.plain in _RELATIVE or token.plain == "whose"), end)
    ends = min(ends, _ends_of_strangers(line, start, end))
    found = [
        actor
        for draft in line.drafts
        if not draft.owner and not draft.adjective and not draft.bystander and start <= line.tokens[draft.last].start < ends
        for actor in draft.several or (draft.actor,)
        if actor is not None
    ]
    return tuple(dict.fromkeys(found))


def _ends_of_strangers(line: Line, start: int, end: int) -> int:
    """Where a noun ends behind which a preposition only tells whose people, or from where, they are; the end of the phrase where it is another."""
    places = [place for place, token in enumerate(line.tokens) if start <= token.start < end]
    drafts = [draft for draft in line.drafts if draft.first in places and not draft.adjective]
    behind = next((place for place in places[1:] if line.tokens[place].plain in _BELONGING and line.beside(place)), None)
    if behind is None or any(draft.first < behind for draft in drafts):
        return end
    head, before = line.tokens[behind - 1].plain, {line.tokens[place].plain for place in range(places[0], behind)}
    speaks = head in SPEAKERS | BODIES | VOICES | ANONYMOUS | QUANTITIES or head in _JOINING or head.rstrip("s") in _PLACES
    return end if speaks and (REPORTERS | _APART | PAST).isdisjoint({head, *before}) else line.tokens[behind].start


def _one_of(drafts: list[Draft]) -> Voice:
    """The voice that all these drafts name; nobody where they name several, an unnamed source where they only tell whom it is near to."""
    if drafts and all(draft.bystander for draft in drafts):
        return Voice(unnamed=True)
    drafts = [draft for draft in drafts if draft.kind != "pronoun"] or drafts
    known = {(draft.who or draft.actor) for draft in drafts}
    if len(known) != 1:
        return NOBODY
    draft = drafts[0]
    return Voice(draft.actor, draft.speaks_for, draft.unnamed if draft.speaks_for or draft.actor is None else None)


def _past_quantity(line: Line, first: int, last: int) -> int:
    """The first word behind a quantity: in "a number of Karsian lawmakers" the lawmakers are the source."""
    for place in range(first, min(first + _LONGEST_QUANTITY, last)):
        if line.tokens[place].plain in QUANTITIES and line.tokens[place + 1].plain == "of" and place + 1 < last:
            return place + 2
    return first


def _cut(line: Line, first: int, last: int, drafts: list[Draft]) -> int:
    """Where the head of the phrase ends: the first preposition or clause word that is no part of a name."""
    covered = {place for draft in drafts for place in range(draft.first, draft.last + 1)}
    for place in range(first, last + 1):
        token = line.tokens[place]
        if place not in covered and (token.plain in PREPOSITIONS or token.plain in _CLAUSES) and place > first:
            return place
        if place > first and place not in covered and not line.beside(place) and "," in line.gap(place):
            return place
    return last + 1


def _speaker(roster: Roster, line: Line, drafts: list[Draft], places: tuple[int, int, int]) -> Voice:
    """A speaker without a name of the dossier: "a spokesman for the ministry", "the mayor's office", "a Karsian border official"."""
    first, cut, last = places
    head = line.tokens[cut - 1].plain
    if any(line.tokens[place].plain in PAST for place in range(first, cut)) or (head in REPORTERS and head not in VOICES):
        return NOBODY
    if head not in SPEAKERS and head not in BODIES and head not in _FOR_A_PERSON and head not in ANONYMOUS:
        return NOBODY
    before = [draft for draft in drafts if draft.last < cut and (draft.owner or draft.adjective or not draft.person)]
    behind = []
    if cut <= last and line.tokens[cut].plain in _BELONGING:
        behind = [
            draft
            for draft in drafts
            if draft.first > cut and not draft.bystander and all(line.tokens[place].plain not in _CLAUSES for place in range(cut, draft.first))
        ]
    owner = before[-1] if before else behind[0] if behind else None
    if owner is None:
        bodies = _bodies_meant(roster, line, first, cut)
        if len(bodies) == 1:
            return Voice(bodies[0], speaks_for=True, unnamed=head in ANONYMOUS or head in OFFICES)
    if owner is None or owner.actor is None:
        return NOBODY
    if roster.is_person(owner.actor) and head not in _FOR_A_PERSON:
        return NOBODY
    return Voice(owner.actor, speaks_for=True, unnamed=head in ANONYMOUS or head in OFFICES)


def _bodies_meant(roster: Roster, line: Line, first: int, cut: int) -> list[str]:
    """The bodies of the dossier whose names end in a word before the head: the guild of "a guild official". "The Harbour Party" has a name of its
    own.
    """
    if line.tokens[cut - 1].capital and line.tokens[cut - 1].plain in BODIES:
        return []
    found = [roster.tails.get(line.tokens[place].plain, []) for place in range(first, cut - 1)]
    return next((bodies for bodies in reversed(found) if bodies), [])


def _unnamed(line: Line, first: int, cut: int, last: int) -> bool | None:
    """Whether a source whom the dossier does not know is left without a name ("two people familiar with the talks"); None where it is not told."""
    if line.tokens[cut - 1].plain in ANONYMOUS:
        return True
    return False if any(token.capital for token in line.tokens[first + 1 : last + 1]) or (line.tokens[first].capital and first > 0) else None
