"""The actors of one dossier, compiled once, and the scene of each article they appear in."""

from __future__ import annotations

from onrecord.actors.following import follow
from onrecord.actors.roster import Roster
from onrecord.actors.scene import Scene
from onrecord.actors.sighting import sight
from onrecord.language.prose import Prose
from onrecord.records import Dossier


class Cast:
    """The actors of a dossier, ready to be looked for. Compiling takes milliseconds: keep it, and use it for every article."""

    def __init__(self, dossier: Dossier) -> None:
        """Compile the names, surnames, adjectives and offices of the dossier's actors."""
        self.roster = Roster(dossier)

    def scene(self, prose: Prose) -> Scene:
        """Who is named where in one article: first the names, then what only the names around it explain (offices, pronouns)."""
        lines, people = sight(self.roster, prose)
        follow(self.roster, lines, people)
        return Scene(self.roster, prose, lines, people)
