# ruff: noqa: SIM905  word lists read better as text
"""People whom the dossier does not know: they must be seen, or their words and pronouns would be given to somebody else."""

from __future__ import annotations

from onrecord.actors.lines import Draft, Line
from onrecord.actors.people import People
from onrecord.actors.roster import Roster
from onrecord.actors.vocabulary import COURTESY, OFFICES, OPENERS, SAYING

_LONGEST_NAME = 4
# Words that no person's name contains.
_NO_PERSON = frozenset(
    """act agency agreement america american army assembly association authority bank bill board bureau center centre city college commission
    committee conference congress council county court day department district east education embassy federal federation force fund government
    group house
    institute international island islands journal law league media ministry movement national nations network new news north organization
    organisation palace park parliament party post press republic river school sea senate service society south state states street summit
    supreme television times today tower treaty tribune tv union united university war west white world""".split()
)
_DESCRIBING = frozenset({"a", "an", "the", "who", "whose", "of"})


def find_stranger(line: Line, place: int, people: People, roster: Roster) -> Draft | None:
    """The person named by the run of capitals that begins at the word `place`, if it reads as a person's name."""
    tokens = line.tokens
    if place == 0 and tokens[0].plain in OPENERS:
        return None
    if tokens[place].text in people.strangers and not _more(line, place):
        return Draft(place, place, None, "name", person=True, owner=tokens[place].possessive, name_first=place, who=f"?{tokens[place].text}")
    if tokens[place].plain in OFFICES or tokens[place].plain in COURTESY or tokens[place].plain in _NO_PERSON or tokens[place].plain in OPENERS:
        return None
    last = place
    while last - place + 1 < _LONGEST_NAME and not tokens[last].possessive and _more(line, last):
        if roster.names.at(line.source, tokens, last + 1) is not None and last > place:
            break
        last += 1
    if any(tokens[at].plain in _NO_PERSON or tokens[at].plain in OFFICES for at in range(place, last + 1)):
        return None
    titled = place > 0 and line.beside(place) and (tokens[place - 1].plain in OFFICES or tokens[place - 1].plain in COURTESY)
    if not titled and (last == place or not _speaks(line, place, last)):
        return None
    surname = tokens[last].text
    people.strangers.add(surname)
    return Draft(place, last, None, "name", person=True, owner=tokens[last].possessive, name_first=place, who=f"?{surname}")


def _more(line: Line, place: int) -> bool:
    return line.beside(place + 1) and line.tokens[place + 1].capital


def _speaks(line: Line, first: int, last: int) -> bool:
    """Whether a word of saying stands beside the name, or a description behind it, as beside people."""
    tokens = line.tokens
    if line.beside(last + 1) and (tokens[last + 1].plain in SAYING or tokens[last + 1].plain == "who"):
        return True
    if line.beside(first) and tokens[first - 1].plain in ("said", "says", "added", "told"):
        return True
    return line.gap(last + 1).strip() == "," and tokens[last + 1].plain in (_DESCRIBING | OFFICES)
