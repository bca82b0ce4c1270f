"""Titles before a name ("Karsian Foreign Minister Ada Morn") and descriptions behind it ("Morn, a senator from Velburg,")."""

from __future__ import annotations

import re

from onrecord.actors.bystanders import is_elsewhere
from onrecord.actors.lines import Draft, Line
from onrecord.actors.people import People
from onrecord.actors.roles import Role, role_of
from onrecord.actors.vocabulary import BETWEEN, COURTESY, DISTINGUISHING, FINITE, OFFICES, OPENERS, PAST, SAYING, TITLE_FORMS

_LONGEST_TITLE = 9
_LONGEST_APPOSITION = 9
# An unnamed-in-the-dossier holder of one of these speaks for the body that the title names.
_SPEAKING_OFFICES = frozenset(
    {
        "spokesman",
        "official",
        "minister",
        "ambassador",
        "envoy",
        "negotiator",
        "diplomat",
        "president",
        "secretary",
        "adviser",
        "commander",
        "delegate",
    }
)
_ACTING = (FINITE | SAYING) - OFFICES
_STOPS = frozenset({"said", "says", "told", "who", "which", "that", "was", "is", "has", "have", "had", "will", "would", "and"}) | _ACTING
_PARENTHESIS = re.compile(r"\s?\(([^()\n]{1,40})\)")
_WORD = re.compile(r"[A-Za-z]+")


def take_title(line: Line, draft: Draft, found: list[Draft], people: People) -> None:
    """Widen a person's draft over the title before it, learn the office, and take back drafts of bodies that are part of the title."""
    first = _title_start(line, draft.first)
    title = line.tokens[first : draft.first]
    draft.first = first
    body = None
    while found and found[-1].last >= first and not line.tokens[found[-1].last].possessive:
        part = found.pop()
        if is_elsewhere(line, part.first):
            continue
        body = part.actor if part.actor is not None and not part.person else body
    if draft.who is None:
        return
    words = {token.plain for token in title}
    role = role_of(token.text for token in title)
    behind, place = _behind(line, draft.last)
    people.learn(draft.who, role, words | place)
    people.learn(draft.who, behind, set())
    if draft.actor is None and role is not None and role.head in _SPEAKING_OFFICES and not words & PAST:
        draft.actor = body
        draft.speaks_for = body is not None


def _title_start(line: Line, first: int) -> int:
    """The first word of the title that ends before the word `first`; `first` itself where there is none."""
    start, office, place = first, False, first
    while place > 0 and line.beside(place) and first - place < _LONGEST_TITLE:
        token = line.tokens[place - 1]
        # "An adviser to Morn" is somebody else than Morn.
        link = place < first and token.plain in ("of", "to", "the") and (_office_before(line, place - 1) or _inside_a_name(line, place - 1))
        if token.possessive or (token.plain in OPENERS and not link and not (office and token.plain in ("former", "fellow"))):
            break
        if link:
            pass
        elif token.plain in OFFICES or token.plain in COURTESY:
            office, start = True, place - 1
        elif token.capital or token.plain in BETWEEN or token.plain in DISTINGUISHING:
            start = place - 1 if office else start
        else:
            break
        place -= 1
    return start if office else first


def _office_before(line: Line, link: int) -> bool:
    """Whether a linking word stands behind an office ("Secretary of State", "ambassador to the Council")."""
    if line.tokens[link].plain == "the":
        link -= 1
    return link > 0 and line.beside(link) and line.tokens[link].plain in ("of", "to") and line.tokens[link - 1].plain in OFFICES


def _inside_a_name(line: Line, link: int) -> bool:
    """Whether "of" joins two capitals, as in the name of a house or a staff."""
    return link > 0 and line.tokens[link].plain == "of" and line.beside(link) and line.tokens[link - 1].capital and line.tokens[link + 1].capital


def _behind(line: Line, last: int) -> tuple[Role | None, set[str]]:
    """The office and the words of place and party in the parenthesis or the apposition after a name."""
    end = line.tokens[last].end
    found: set[str] = set()
    parenthesis = _PARENTHESIS.match(line.source, end)
    if parenthesis:
        found |= {TITLE_FORMS.get(word.lower(), word.lower()) for word in _WORD.findall(parenthesis[1])}
        return None, found
    if last + 2 < len(line.tokens) and line.tokens[last + 1].plain == "of" and line.beside(last + 1) and line.tokens[last + 2].capital:
        found.add(line.tokens[last + 2].plain)
    if last + 1 >= len(line.tokens) or line.gap(last + 1).strip() != ",":
        return None, found
    words: list[str] = []
    place = last + 1
    while place < len(line.tokens) and len(words) < _LONGEST_APPOSITION and line.tokens[place].plain not in _STOPS:
        if place > last + 1 and not line.beside(place):
            break
        words.append(line.tokens[place].text)
        place += 1
    ended = place < len(line.tokens) and line.gap(place).strip()[:1] in (",", ".", ";", "—")
    # "After meeting Morn, the premier said": whoever acts right behind the comma is somebody else.
    acts = place < len(line.tokens) and line.beside(place) and line.tokens[place].plain in _ACTING
    if not words or acts or not (ended or words[0].lower() in ("a", "an", "the")):
        return None, found
    found |= {word.lower() for word in words if word[:1].isupper()}
    head = next((number for number, word in enumerate(words) if word.lower() in OFFICES), None)
    return (role_of(words[: head + 1]) if head is not None else None), found
