# ruff: noqa: SIM905  word lists read better as text
"""The source of a statement that is somebody the dossier does not know: a person by name, or a body by its capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from onrecord.actors.lines import Draft, Line
from onrecord.actors.strangers import COMPANY_NOUNS
from onrecord.actors.tokens import Token
from onrecord.actors.vocabulary import (
    BETWEEN,
    BODIES,
    CLAUSE_OPENERS,
    COURTESY,
    DAYS,
    FINITE,
    OFFICES,
    OPENERS,
    OUTLETS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    TRADES,
)
from onrecord.records import ActorKind, Span

_LONGEST_BODY = 7
_LONGEST_OFFICE = 9
_CHARGE = frozenset({"of", "for"})
_LEADING = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_WHO = frozenset({"who", "which", "that", "and"})
_LINKS = frozenset({"of", "for", "and", "the", "de", "on"})
# Last words that tell what kind of actor a body is.
_GOVERNMENTS = frozenset("government ministry administration cabinet kingdom republic".split())
_GROUPS = frozenset("republicans democrats rebels protesters farmers workers militia front brigade".split())
# Last words by which a body is known also in small letters, with a word before them ("the transport ministry").
_TELLING_NOUNS = frozenset(
    """agency alliance assembly association authority board bureau cabinet chamber club commission committee confederation congress corporation
    council court department federation foundation institute league ministry organisation organization police society trust union
    university""".split()
)
# Last words by which two capitals are known for a body.
_BODY_NOUNS = (
    BODIES
    | _TELLING_NOUNS
    | frozenset("bank center centre fund group international movement network service watch".split())
    | COMPANY_NOUNS
    | _GOVERNMENTS
    | _GROUPS
)
# These before such a noun do not tell which one it is, or tell that it reports what others say.
_VAGUE = frozenset(
    "another big broadcasting existing former joint key local main media new news old other own polling press research ruling same whole".split()
)


class Unknown(Struct, frozen=True):
    """A speaker whom the dossier does not know: the fullest name in the article, the words used here, the known body it is said to be of, and the
    office beside the name ("" where the words give none).
    """

    name: str
    words: str
    kind: ActorKind
    member_of: str | None
    span: Span
    office: str = ""


def own_name(line: Line, draft: Draft) -> str:
    """The name of a draft without the title before it."""
    words = [token.text for token in line.tokens[max(draft.first, draft.name_first) : draft.last + 1]]
    return " ".join(words)


def office_beside(line: Line, draft: Draft) -> str:
    """The words that tell a person's office: the title before the name, else the description between commas behind it or before it."""
    title = line.tokens[draft.first : max(draft.first, draft.name_first)]
    if any(token.plain not in COURTESY for token in title):
        return line.source[title[0].start : title[-1].end]
    return _right_before(line, draft.first) or _behind(line, draft.last + 1) or _before(line, draft.first)


def _right_before(line: Line, end: int) -> str:
    """The trade or charge in "harbour master Ada Morn" and "Minister for Water Ada Morn"."""
    first = end
    while line.beside(first) and end - first < _LONGEST_OFFICE and _is_of_an_office(line.tokens[first - 1]):
        first -= 1
    return _office_in(line, first, end - 1) if first < end else ""


def _is_of_an_office(token: Token) -> bool:
    return token.plain in OFFICES | TRADES | BETWEEN | _CHARGE or (token.capital and token.plain not in OPENERS | COURTESY)


def _behind(line: Line, first: int) -> str:
    """The office in ", the finance minister," or ", a spokeswoman for the growers,"."""
    if first >= len(line.tokens) or line.gap(first).strip() != "," or line.tokens[first].plain in SAYING | FINITE | _WHO:
        return ""
    last = first
    while _goes_on(line, last + 1) and last - first < _LONGEST_OFFICE and line.tokens[last + 1].plain not in SAYING | FINITE | _WHO:
        last += 1
    return _office_in(line, first, last)


def _before(line: Line, end: int) -> str:
    """The office in "The union's president, Ada Morn,"."""
    if end == 0 or line.gap(end).strip() != ",":
        return ""
    first = last = end - 1
    while _goes_on(line, first) and last - first < _LONGEST_OFFICE and line.tokens[first - 1].plain not in SAYING | FINITE | CLAUSE_OPENERS:
        first -= 1
    return _office_in(line, first, last)


def _goes_on(line: Line, place: int) -> bool:
    """Whether a phrase goes on with this word, also past the mark of "the growers' union"."""
    return line.beside(place) or line.gap(place) in ("' ", "’ ")


def _office_in(line: Line, first: int, last: int) -> str:
    """These words without the article or the owner before them, where they name an office or a trade."""
    if line.tokens[first].plain in _LEADING:
        first += 1
    if not any(token.plain in OFFICES or token.plain in TRADES for token in line.tokens[first : last + 1]):
        return ""
    return line.source[line.tokens[first].start : line.tokens[last].end]


def unknown_speaker(line: Line, source: Span, names: Mapping[str, str]) -> Unknown | None:
    """Whoever speaks as `source`, unless the dossier knows who it is, or the words give no name."""
    drafts = [draft for draft in line.drafts if source.start <= line.tokens[draft.last].start < source.end and not draft.owner]
    people = [draft for draft in drafts if draft.person]
    if people:
        draft = people[0]
        if draft.who is None or not draft.who.startswith("?"):
            return None
        name = names.get(draft.who, "")
        own = own_name(line, draft) if draft.kind == "name" else name
        office = office_beside(line, draft)
        known = (" " in name or (office and name)) and OUTLETS.isdisjoint(word.strip(".").lower() for word in name.split())
        return Unknown(name, own, "person", draft.actor, source, office) if known else None
    if drafts:
        return None
    return _body(line, source)


def _told_by_its_words(words: Sequence[Token]) -> bool:
    """Whether two capitals name a body: by their last word or by short letters. Others may be a person with a rare given name."""
    return words[-1].plain in _BODY_NOUNS or any(token.text.isupper() for token in words)


def _body(line: Line, source: Span) -> Unknown | None:
    """The body that a source names: by capitals at its start ("the River Commission"), or in small letters ("the transport ministry")."""
    return _in_capitals(line, source) or _in_small_letters(line, source)


def _in_capitals(line: Line, source: Span) -> Unknown | None:
    places = [place for place, token in enumerate(line.tokens) if source.start <= token.start < source.end]
    definite = bool(places) and line.tokens[places[0]].plain in ("the", "a", "an")
    if definite:
        places = places[1:]
    first = places[0] if places else len(line.tokens)
    last = first - 1
    for place in places[:_LONGEST_BODY]:
        token = line.tokens[place]
        if place > first and not line.beside(place):
            break
        if token.capital:
            last = place
        elif token.plain not in _LINKS:
            break
        if token.possessive:
            return None
    words = line.tokens[first : last + 1]
    plain = {token.plain for token in words}
    if (
        not words
        or plain & (OUTLETS | PRONOUNS | DAYS)
        or (words[0].plain in OPENERS | PREPOSITIONS)
        or all(len(token.text) < len("UNO") for token in words)
    ):
        return None
    if len(words) == 1 and not words[0].text.isupper():
        # A single capital word may be anything, the first of a sentence above all.
        return None
    if not definite and len(words) == len(("Arne", "Lund")) and not _told_by_its_words(words):
        return None
    if last < places[-1] and line.beside(last + 1) and line.tokens[last + 1].plain not in PREPOSITIONS:
        return None
    name = line.source[words[0].start : words[-1].end]
    ending = words[-1].plain
    kind: ActorKind = "government" if ending in _GOVERNMENTS else "group" if ending in _GROUPS else "organisation"
    return Unknown(name, name, kind, None, source)


def _in_small_letters(line: Line, source: Span) -> Unknown | None:
    """The body that small letters behind "the" name: a noun for a body, with a word before it that tells which."""
    places = [place for place, token in enumerate(line.tokens) if source.start <= token.start < source.end]
    if len(places) < 3 or line.tokens[places[0]].plain != "the":  # noqa: PLR2004  an article, a word that tells which, a noun
        return None
    places = places[1:]
    head = next((place for place in places if line.tokens[place].plain in _TELLING_NOUNS), None)
    if head is None or not 1 <= head - places[0] <= len(("port", "workers", "health")):
        return None
    words = line.tokens[places[0] : head + 1]
    ends = head == places[-1] or not line.beside(head + 1)
    plain = {token.plain for token in words}
    if not ends or any(token.capital for token in words) or not plain.isdisjoint(_VAGUE | PREPOSITIONS):
        return None
    name = line.source[words[0].start : words[-1].end]
    kind: ActorKind = "government" if words[-1].plain in _GOVERNMENTS else "organisation"
    return Unknown(name, f"the {name}", kind, None, source)
