# ruff: noqa: SIM905  word lists read better as text
"""The source of a statement that is somebody the dossier does not know: a person by name, or a body by its capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from onrecord.actors.lines import Draft, Line
from onrecord.actors.tokens import Token
from onrecord.actors.vocabulary import BODIES, DAYS, OPENERS, OUTLETS, PREPOSITIONS, PRONOUNS
from onrecord.records import ActorKind, Span

_LONGEST_BODY = 7
_LINKS = frozenset({"of", "for", "and", "the", "de", "on"})
# Last words that tell what kind of actor a body is.
_GOVERNMENTS = frozenset("government ministry administration cabinet kingdom republic".split())
_GROUPS = frozenset("republicans democrats rebels protesters farmers workers militia front brigade".split())
# Last words by which two capitals are known for a body.
_BODY_NOUNS = (
    BODIES
    | frozenset(
        """agency alliance assembly association authority bank board bureau center centre chamber club commission committee confederation congress
        corporation council court department federation foundation fund group institute international league movement network organisation
        organization police service society trust union university watch""".split()
    )
    | _GOVERNMENTS
    | _GROUPS
)


class Unknown(Struct, frozen=True):
    """A speaker whom the dossier does not know: the fullest name in the article, the words used here, and the known body it is said to be of."""

    name: str
    words: str
    kind: ActorKind
    member_of: str | None
    span: Span


def own_name(line: Line, draft: Draft) -> str:
    """The name of a draft without the title before it."""
    words = [token.text for token in line.tokens[max(draft.first, draft.name_first) : draft.last + 1]]
    return " ".join(words)


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
        known = " " in name and OUTLETS.isdisjoint(word.strip(".").lower() for word in name.split())
        return Unknown(name, own, "person", draft.actor, source) if known else None
    if drafts:
        return None
    return _body(line, source)


def _told_by_its_words(words: Sequence[Token]) -> bool:
    """Whether two capitals name a body: by their last word or by short letters. Others may be a person with a rare given name."""
    return words[-1].plain in _BODY_NOUNS or any(token.text.isupper() for token in words)


def _body(line: Line, source: Span) -> Unknown | None:
    """The body that the capitals at the start of a source name ("the River Commission")."""
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
