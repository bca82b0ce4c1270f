"""Which terms an article takes a side on: whose side, which one, and under which conditions."""

from __future__ import annotations

from functools import lru_cache

from onrecord.language.prose import Prose
from onrecord.positions.explaining import MEANING, Explanation, explain_with
from onrecord.positions.finding import Calendar, Finder
from onrecord.positions.grouping import group
from onrecord.positions.holding import Holders
from onrecord.positions.judging import Use
from onrecord.positions.matching import matcher
from onrecord.positions.scenes import Scene
from onrecord.positions.silences import find_silences_in
from onrecord.records import Dossier, Position, Silence, Statement, sides_of

__all__ = ["MEANING", "Calendar", "Explanation", "Scene", "Use", "explain_position", "find_positions", "find_silences", "finder_of"]


def find_positions(
    prose: Prose,
    dossier: Dossier,
    statements: tuple[Statement, ...],
    scene: Scene,
    calendar: Calendar,
    *,
    fast: bool = False,
    use: Use = "usual",
) -> tuple[Position, ...]:
    """The positions of an article on the dossier's terms, without ids, in text order.

    `statements` come with ids, actors and days; `scene` tells whose act any words tell, `calendar` on which day. A passage whose holder is
    not known is left out. `fast` reads by rules alone, without the trained model; `use` says how sure a position
    has to be.
    """
    return group(finder_of(prose, dossier, statements, scene, calendar, fast=fast, use=use).findings())


def explain_position(
    prose: Prose, dossier: Dossier, statements: tuple[Statement, ...], scene: Scene, calendar: Calendar, position: Position
) -> tuple[Explanation, ...]:
    """Why the trained model and the rules together read the passages of a position as they do; the other arguments as for `find_positions`."""
    return explain_with(finder_of(prose, dossier, statements, scene, calendar, fast=False, use="wide"), position)


def finder_of(prose: Prose, dossier: Dossier, statements: tuple[Statement, ...], scene: Scene, calendar: Calendar, *, fast: bool, use: Use) -> Finder:
    """What looks for the positions of one article; the arguments as for `find_positions`."""
    return Finder(prose, matcher(dossier), Holders(statements, scene, sides_of(dossier), _people(dossier)), calendar, fast=fast, use=use)


@lru_cache(maxsize=16)
def _people(dossier: Dossier) -> frozenset[str]:
    return frozenset(actor.id for actor in dossier.actors if actor.kind == "person")


def find_silences(prose: Prose, dossier: Dossier, scene: Scene) -> tuple[Silence, ...]:
    """Reported absences of an answer, in text order, each with the terms that its sentence speaks to."""
    return find_silences_in(prose, matcher(dossier), scene)
