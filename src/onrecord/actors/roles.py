"""Offices that aliases and the article itself give to people: "Karsian Foreign Minister Ada Morn" teaches "the foreign minister"."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from onrecord.actors.names import person_words
from onrecord.actors.tokens import words_of
from onrecord.actors.vocabulary import DISTINGUISHING, FIRST_OFFICES, OFFICES, TITLE_FORMS
from onrecord.records import Actor

_LINKS = frozenset({"of", "the", "for", "to", "and", "a", "an", "in", "at", "on"})


class Role(Struct, frozen=True):
    """An office somebody holds: its noun, and the words that tell it from other offices of that noun."""

    head: str
    modifiers: frozenset[str]


def role_of(words: Iterable[str]) -> Role | None:
    """The office that the words of a title name ("Karsian", "Foreign", "Minister"), None where they name none."""
    plain = [word.lower().removesuffix("'s") for word in words]
    places = [place for place, word in enumerate(plain) if word in OFFICES]
    if not places:
        return None
    # "Secretary of State" has its noun before "of"; "House Majority Leader" has it last.
    head = plain[places[-1]]
    modifiers = frozenset(word for place, word in enumerate(plain) if place != places[-1] and word not in _LINKS)
    return Role(TITLE_FORMS.get(head, head), modifiers)


def told_roles(actors: Iterable[Actor]) -> dict[str, list[Role]]:
    """The offices that the dossier's aliases give to its people, by actor."""
    found: dict[str, list[Role]] = {}
    for actor in actors:
        if actor.kind != "person":
            continue
        own = set(person_words(actor))
        for alias in actor.aliases:
            words = words_of(alias)
            title = words[: next((place for place, word in enumerate(words) if word in own), len(words))]
            role = role_of(title)
            if role is not None and role not in found.setdefault(actor.id, []):
                found[actor.id].append(role)
    return found


def answers(role: Role, wanted: Role, context: frozenset[str] | set[str]) -> bool:
    """Whether somebody with `role` may be called by the `wanted` office. `context` holds further words known of that person (land, party, place)."""
    if wanted.modifiers & DISTINGUISHING != role.modifiers & DISTINGUISHING:
        return False
    same = role.head == wanted.head or (wanted.head == "leader" and role.head in FIRST_OFFICES | {"minister"} and role.head != "minister")
    if not same and wanted.head == "leader":
        same = role.head == "minister" and "prime" in role.modifiers
    return same and all(word in role.modifiers or word in context for word in wanted.modifiers)
