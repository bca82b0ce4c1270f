# ruff: noqa: SIM905  word lists read better as text
"""Whom a source is only near to: "a person close to Morn", "officials briefed on Ostmark's plans", "the ambassador to Ostmark" and "an expert on
Ostmark" are no voices of Morn or Ostmark.
"""

from __future__ import annotations

from onrecord.actors.lines import Draft, Line
from onrecord.actors.subjects import joined_to
from onrecord.actors.vocabulary import ANONYMOUS, FINITE, SAYING

# Words by which a source knows of somebody without being one of them.
_NEARNESS = frozenset(
    """access acquainted aware briefed close closest connected connections contact familiar informed insight knowledge knowledgeable links near
    privy ties touch""".split()
)
_SOURCES = ANONYMOUS | frozenset("anybody anyone individual individuals somebody those everyone ones figure figures".split())
# By the word before a name: those whom it does not send, but who are sent there, or know of it.
_SENT = frozenset("ambassador ambassadors attache consul delegate delegates delegation delegations emissaries emissary envoy envoys".split())
_ELSEWHERE = {
    "to": _SENT | frozenset({"representative", "representatives", "visitor", "visitors"}),
    "in": _SENT | frozenset("consulate correspondent correspondents embassy mission".split()),
    "for": frozenset({"envoy", "envoys"}),
    "on": frozenset("adviser advisers advisor advisors analyst analysts authority envoy expert experts scholar scholars specialist".split()),
}
# Words between the nearness and the name ("close to the office of", "knowledge of the thinking in"), and between the source and the nearness.
_MOST_BEFORE_A_NAME = 6
_MOST_BEHIND_A_SOURCE = 4


def mark_bystanders(line: Line) -> None:
    """Say of every draft of a line whether it only tells whom an unnamed source is near to."""
    for draft in line.drafts:
        draft.bystander = _is_near(line, draft) or is_elsewhere(line, draft.name_first if draft.name_first >= 0 else draft.first)
    for draft in [draft for draft in line.drafts if draft.bystander]:
        for other in joined_to(line, draft):
            other.bystander = other.bystander or (other.first > draft.first and not other.subject)


def is_elsewhere(line: Line, place: int) -> bool:
    """Whether the name that begins at the word `place` tells where somebody is sent, or what he knows of: "ambassador to the Vel states"."""
    while line.beside(place) and line.tokens[place - 1].plain == "the":
        place -= 1
    if place < 2 or not (line.beside(place) and line.beside(place - 1)):  # noqa: PLR2004  a preposition, and a noun before it
        return False
    return line.tokens[place - 2].plain in _ELSEWHERE.get(line.tokens[place - 1].plain, ())


def _is_near(line: Line, draft: Draft) -> bool:
    place = next((at for at in _words_before(line, draft.first, _MOST_BEFORE_A_NAME) if line.tokens[at].plain in _NEARNESS), None)
    if place is None or place == draft.first - 1:
        return False
    return any(line.tokens[at].plain in _SOURCES for at in _words_before(line, place, _MOST_BEHIND_A_SOURCE))


def _words_before(line: Line, place: int, most: int) -> list[int]:
    """The places of the words before this one in the same phrase, nearest first."""
    found: list[int] = []
    while len(found) < most and line.beside(place) and line.tokens[place - 1].plain not in SAYING and line.tokens[place - 1].plain not in FINITE:
        place -= 1
        found.append(place)
    return found
