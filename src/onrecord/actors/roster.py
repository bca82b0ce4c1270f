"""What is known of a dossier's actors before any article is read: names, offices, and who stands above whom."""

from __future__ import annotations

from onrecord.actors.names import Names, adjectives_of, names_of
from onrecord.actors.roles import told_roles
from onrecord.actors.tokens import words_of
from onrecord.actors.vocabulary import PREPOSITIONS
from onrecord.records import Actor, Dossier, side_of

# Words by which the name of a trade union tells what it is.
_OF_LABOUR = frozenset({"union", "unions", "workers", "teamsters", "teachers", "nurses", "guild", "brotherhood", "employees", "syndicate"})
# What only a land or a place is called by: "the state" is no school by the name of Vel State.
_LANDS = frozenset({"state", "states", "country", "nation", "republic", "kingdom", "city", "town", "county"})


class Roster:
    """The actors of a dossier by id, their compiled names, the offices that aliases tell, and words for the land or body of each."""

    def __init__(self, dossier: Dossier) -> None:
        """Compile the names, surnames, adjectives and offices of the dossier's actors."""
        self.actors = {actor.id: actor for actor in dossier.actors}
        self.names = Names(names_of(dossier.actors))
        self.roles = told_roles(dossier.actors)
        self.tails = self._tails()
        self.unions = [actor.id for actor in dossier.actors if actor.kind != "person" and _is_a_union(actor)]
        self.sides = {actor.id: side_of(actor.id, dossier) for actor in dossier.actors}
        self.lands = {actor.id: self._lands(actor.id) for actor in dossier.actors}

    def upward(self, actor: str) -> list[str]:
        """The actor and everyone up its `member_of`, nearest first."""
        line: list[str] = []
        while actor in self.actors and actor not in line:
            line.append(actor)
            actor = self.actors[actor].member_of or ""
        return line

    def is_person(self, actor: str | None) -> bool:
        """Whether this actor is one human being."""
        return actor is not None and actor in self.actors and self.actors[actor].kind == "person"

    def government_of(self, actor: str) -> str:
        """The government that a person leads or serves ("the Morn administration"): the nearest one up `member_of`, else the actor itself."""
        return next((above for above in self.upward(actor) if self.actors[above].kind == "government"), actor)

    def shared(self, actors: tuple[str, ...]) -> str | None:
        """The one among several actors of the same name that stands above all the others, None where none does."""
        for actor in actors:
            if all(actor in self.upward(other) for other in actors):
                return actor
        return None

    def _tails(self) -> dict[str, list[str]]:
        """The bodies that a common noun may take up ("the council"), by the last word of their aliases."""
        found: dict[str, list[str]] = {}
        for actor in self.actors.values():
            if actor.kind == "person":
                continue
            for alias in (actor.name, *actor.aliases):
                words = _head(words_of(alias.partition("(")[0]))
                tail = words[-1].lower() if len(words) > 1 else ""
                if tail and (actor.kind == "government" or tail not in _LANDS) and actor.id not in found.setdefault(tail, []):
                    found[tail].append(actor.id)
        return found

    def _lands(self, actor: str) -> frozenset[str]:
        """Lower-case words that tell which land or body an actor is of: names of those above it and adjectives made from them."""
        found: set[str] = set()
        for above in self.upward(actor):
            if self.actors[above].kind == "person":
                continue
            for alias in (self.actors[above].name, *self.actors[above].aliases):
                words = words_of(alias.split("(")[0])
                found |= {word.lower().removesuffix("'s") for word in words if word[:1].isupper()}
                if words and words[-1][:1].isupper():
                    found |= {word.lower() for word in adjectives_of(words[-1])}
        return frozenset(found)


def _is_a_union(actor: Actor) -> bool:
    """Whether a capital word of its names tells that a body is a trade union ("Vel Weavers Guild", "United Dock Workers")."""
    words = {word.lower() for name in (actor.name, *actor.aliases) for word in words_of(name) if word[:1].isupper()}
    return not _OF_LABOUR.isdisjoint(words)


def _head(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name up to the noun that it is of kind: in "critics of the dam", critics."""
    return next((words[:place] for place, word in enumerate(words) if place and word.islower() and word in PREPOSITIONS), words)
