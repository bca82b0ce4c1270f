"""Who stands with whom, and what actors and terms are called: the dossier as comparison asks it."""

from __future__ import annotations

from onrecord.language.words import plain_words
from onrecord.records import Dossier, side_of


class Parties:
    """Sides, names and propositions of one dossier. Without a dossier every holder is a side of its own, and ids stand for names."""

    def __init__(self, dossier: Dossier | None) -> None:
        actors = dossier.actors if dossier else ()
        terms = dossier.terms if dossier else ()
        self._sides = {actor.id: side_of(actor.id, dossier) for actor in actors} if dossier else {}
        self._members = {actor.id: actor.member_of for actor in actors}
        self._names = {actor.id: actor.name for actor in actors}
        self._groups = {actor.id for actor in actors if actor.kind == "group"}
        self._bodies = {actor.id for actor in actors if actor.kind != "person"}
        self._called = {actor.id: [words for name in (actor.name, *actor.aliases) if (words := _words(name))] for actor in actors}
        self._propositions = {term.id: term.proposition for term in terms}

    def side(self, actor: str) -> str:
        """The side that an actor stands on; an unknown one is its own."""
        return self._sides.get(actor, actor)

    def members(self, side: str) -> list[str]:
        """Who stands on a side, the side itself included."""
        return sorted({side, *(actor for actor, of in self._sides.items() if of == side)})

    def name(self, actor: str) -> str:
        """The actor's name as the dossier writes it, else its id."""
        return self._names.get(actor, actor)

    def names(self, actor: str) -> list[str]:
        """Every name and alias of an actor, in plain words with spaces between ("st ann" of "St. Ann's"), as they are looked for among words."""
        return self._called.get(actor, [])

    def called(self, actor: str) -> list[str]:
        """Every name and alias of an actor and of the bodies that it belongs to, as `names` gives them: what a reply to it may name."""
        return [name for one in (actor, *self._above(actor)) for name in self._called.get(one, ())]

    def named_in(self, words: str) -> list[str]:
        """The actors whose name or alias stands in some words."""
        spoken = f" {_words(words)} "
        return [actor for actor, names in self._called.items() if any(f" {name} " in spoken for name in names)]

    def is_group(self, actor: str) -> bool:
        """Whether an actor is people of one description ("Senate moderates"), some of whom may say one thing and some another."""
        return actor in self._groups

    def is_body(self, actor: str) -> bool:
        """Whether an actor is known to be no person: a government, an organisation, a group."""
        return actor in self._bodies

    def proposition(self, term: str) -> str:
        """What the term proposes, without its full stop, else its id."""
        return self._propositions.get(term, term).rstrip(". ")

    def speaks_for(self, one: str, other: str) -> bool:
        """Whether the two are one actor, or one belongs to the other: a minister's words may be told as the government's."""
        return one == other or other in self._above(one) or one in self._above(other)

    def _above(self, actor: str) -> list[str]:
        above: list[str] = []
        member_of = self._members.get(actor)
        while member_of and member_of not in above:
            above.append(member_of)
            member_of = self._members.get(member_of)
        return above


def _words(text: str) -> str:
    """The plain words of a text, with spaces between: names that are written with marks are found in a text by these."""
    return " ".join(plain_words(text))
