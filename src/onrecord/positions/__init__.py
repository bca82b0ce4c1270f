"""Which terms an article takes a side on: whose side, which one, and under which conditions. This is the version by rules."""

from __future__ import annotations

from onrecord.language.prose import Prose
from onrecord.positions.finding import Calendar, Finder
from onrecord.positions.grouping import group
from onrecord.positions.holding import Holders, Scene
from onrecord.positions.matching import matcher
from onrecord.positions.silences import find_silences_in
from onrecord.records import Dossier, Position, Silence, Statement, side_of

__all__ = ["Calendar", "Scene", "find_positions", "find_silences"]


def find_positions(prose: Prose, dossier: Dossier, statements: tuple[Statement, ...], scene: Scene, calendar: Calendar) -> tuple[Position, ...]:
    """The positions of an article on the dossier's terms, without ids, in text order.

    `statements` come with ids, actors and days; `scene` tells whose act any words tell, `calendar` on which day. A passage whose holder is
    not known is left out.
    """
    sides = {actor.id: side_of(actor.id, dossier) for actor in dossier.actors}
    people = frozenset(actor.id for actor in dossier.actors if actor.kind == "person")
    finder = Finder(prose, matcher(dossier), Holders(statements, scene, sides, people), calendar)
    return group(finder.findings())


def find_silences(prose: Prose, dossier: Dossier, scene: Scene) -> tuple[Silence, ...]:
    """Reported absences of an answer, in text order, each with the terms that its sentence speaks to."""
    return find_silences_in(prose, matcher(dossier), scene)
