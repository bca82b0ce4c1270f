# ruff: noqa: SIM905  word lists read better as text
"""People whom the dossier does not know: they must be seen, or their words and pronouns would be given to somebody else."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.actors.given_names import GIVEN_NAMES
from onrecord.actors.lines import Draft, Line
from onrecord.actors.people import People
from onrecord.actors.roster import Roster
from onrecord.actors.vocabulary import COURTESY, DAYS, OFFICES, OPENERS, OUTLETS, PRONOUNS, SAYING, TRADES

_LONGEST_NAME = 4
# Words that no person's name contains.
_NO_PERSON = frozenset(
    """act agency agreement america american army assembly association authority bank bill board bureau center centre city college commission
    committee conference congress council county court day department district east education embassy federal federation force fund government
    group house
    institute international island islands journal law league media ministry movement national nations network new news north organization
    organisation palace park parliament party post press republic river school sea senate service society south state states street summit
    supreme television times today tower treaty tribune forum project times monitor tv union united university war west white world""".split()
)
_TITLES = OFFICES | COURTESY | TRADES
_NO_START = _TITLES | OPENERS
# Last words by which a company is known, however like a name it looks.
COMPANY_NOUNS = frozenset(
    """ag airlines airways capital chemicals co companies company corp electric energy enterprises farms foods gas gmbh group holding holdings inc
    industries insurance limited llc logistics ltd mining motors oil partners pharma plc ports power rail railway railways shipping shipyard
    steel systems technologies telecom transport utilities ventures water works""".split()
)
_PARTICLES = frozenset("al bin da de del den der di dos du ibn la le van von".split())
_TELLS = frozenset({"said", "says", "told", "added"})
_DESCRIBING = frozenset({"a", "an", "the", "who", "whose", "of"})


def lone_speakers(lines: Iterable[Line]) -> frozenset[str]:
    """Capital words that speak by themselves ("Lind said"): where one ends a longer name elsewhere, that is a person's."""
    found = set()
    for line in lines:
        for place, token in enumerate(line.tokens):
            if not token.capital:
                continue
            alone = not (place and line.beside(place) and line.tokens[place - 1].capital) and not _more(line, place)
            says = line.beside(place + 1) and line.tokens[place + 1].plain in _TELLS
            said = line.beside(place) and line.tokens[place - 1].plain in _TELLS
            if alone and (says or said) and token.plain not in OPENERS | OUTLETS | PRONOUNS:
                found.add(token.text)
    return frozenset(found)


def register(line: Line, people: People, roster: Roster, speakers: frozenset[str]) -> None:
    """Learn the people whom a sentence names in full, so that their surnames are known wherever they stand. `speakers`: see `lone_speakers`."""
    for place, token in enumerate(line.tokens):
        if not token.capital or token.possessive:
            continue
        named = token.plain in GIVEN_NAMES or (_ends_in(line, place, speakers) and token.plain not in _NO_START)
        if named and roster.names.at(line.source, line.tokens, place) is None:
            last = _run(line, place, roster)
            if last > place and _is_a_name(line, place, last):
                people.stranger(_words(line, place, last))


def find_stranger(line: Line, place: int, people: People, roster: Roster) -> Draft | None:
    """The person named by the run of capitals that begins at the word `place`, if it reads as a person's name."""
    tokens = line.tokens
    if place == 0 and tokens[0].plain in OPENERS:
        return None
    if tokens[place].text in people.strangers and not _more(line, place):
        return _draft(line, place, place, people)
    if tokens[place].plain in _NO_START:
        return None
    last = _run(line, place, roster)
    place = _past_the_charge(line, place, last)
    given = tokens[place].plain in GIVEN_NAMES
    if not _is_a_name(line, place, last) or any(tokens[at].plain in GIVEN_NAMES for at in range(place + 1, last) if not given):
        return None
    titled = place > 0 and line.beside(place) and tokens[place - 1].plain in _TITLES
    titled = titled or (last > place and tokens[last].text in people.strangers)
    if not titled and (last == place or not (given or _speaks(line, place, last))):
        return None
    return _draft(line, place, last, people)


def _run(line: Line, place: int, roster: Roster) -> int:
    """The last word of the run of capitals that begins at `place`. A name of the dossier ends it, unless it is the surname of somebody else."""
    last = place
    while last - place + 1 < _LONGEST_NAME and not line.tokens[last].possessive and (_more(line, last) or _particle(line, last)):
        known = roster.names.at(line.source, line.tokens, last + 1)
        if known is not None and not (known.person and len(known.words) == 1 and line.tokens[place].plain in GIVEN_NAMES):
            break
        last += 1
    return last


def _ends_in(line: Line, place: int, speakers: frozenset[str]) -> bool:
    """Whether the capital at a place and the one behind it are a whole name that ends in a lone speaker's."""
    begins = place == 0 or not (line.beside(place) and line.tokens[place - 1].capital)
    return begins and _more(line, place) and line.tokens[place + 1].text in speakers and not _more(line, place + 1)


def _past_the_charge(line: Line, place: int, last: int) -> int:
    """Where the name begins behind what an office is for: "Minister for Water Ada Morn", "Chief of Staff Ada Morn"."""
    link = place - 1
    behind_an_office = (
        last - place + 1 >= _LONGEST_NAME - 1
        and link > 0
        and line.beside(place)
        and line.beside(link)
        and line.tokens[link].plain in ("of", "for")
        and line.tokens[link - 1].plain in OFFICES
    )
    return last - 1 if behind_an_office else place


def _is_a_name(line: Line, first: int, last: int) -> bool:
    words = [line.tokens[at].plain for at in range(first, last + 1)]
    short = line.sentence.field == "text" and line.tokens[last].text.isupper() and len(line.tokens[last].text) > 1
    if line.tokens[last].plain in _PARTICLES or (last > first and line.tokens[last].plain in COMPANY_NOUNS):
        return False
    titled = any(word in TRADES for word in words[:-1])
    return not (short or titled or any(word in _NO_PERSON or word in OFFICES or word in DAYS for word in words))


def _words(line: Line, first: int, last: int) -> tuple[str, ...]:
    return tuple(line.tokens[at].text for at in range(first, last + 1))


def _draft(line: Line, first: int, last: int, people: People) -> Draft:
    who = people.stranger(_words(line, first, last))
    return Draft(first, last, None, "name", person=True, owner=line.tokens[last].possessive, name_first=first, who=who)


def _more(line: Line, place: int) -> bool:
    return line.beside(place + 1) and line.tokens[place + 1].capital


def _particle(line: Line, place: int) -> bool:
    """Whether a small word of a name comes next, and a capital behind it ("van der Lind")."""
    at = place + 1
    while at < len(line.tokens) and line.beside(at) and line.tokens[at].plain in _PARTICLES and at - place < _LONGEST_NAME - 1:
        at += 1
    return at > place + 1 and at < len(line.tokens) and line.beside(at) and line.tokens[at].capital


def _speaks(line: Line, first: int, last: int) -> bool:
    """Whether a word of saying stands beside the name, or a description behind it, as beside people."""
    tokens = line.tokens
    if line.beside(last + 1) and (tokens[last + 1].plain in SAYING or tokens[last + 1].plain == "who"):
        return True
    if line.beside(first) and tokens[first - 1].plain in ("said", "says", "added", "told"):
        return True
    if line.gap(last + 1).strip() != ",":
        return False
    # "A spokeswoman, Kaja Lind, denied it": a name between commas, with a word for a person before it.
    framed = line.gap(first).strip() == "," and not tokens[first - 1].capital and tokens[last + 1].plain in SAYING
    return framed or tokens[last + 1].plain in (_DESCRIBING | OFFICES)
