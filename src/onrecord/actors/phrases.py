"""What follows a name: "Ostmark officials", "the Karsian foreign ministry", "Morn's office", "Ostmark's prime minister"."""

from __future__ import annotations

from onrecord.actors.lines import Draft, Line
from onrecord.actors.roles import role_of
from onrecord.actors.vocabulary import ANONYMOUS, BETWEEN, BODIES, OFFICES, PAST, REPORTERS, SPEAKERS, VOICES

_FARTHEST = 5


def extend(line: Line, draft: Draft, *, voices: bool = False) -> None:
    """Widen the draft of a body over the people or the body that it names together with the words behind it.

    With `voices`, the draft is a person's, and only what speaks for a person counts ("Morn's office", "the Morn campaign").
    """
    heads = VOICES if voices else SPEAKERS | BODIES
    place, head = draft.last + 1, None
    while (
        place < len(line.tokens)
        and place <= draft.last + _FARTHEST
        and line.beside(place)
        and not (place > draft.last + 1 and line.tokens[place - 1].possessive)
    ):
        plain = line.tokens[place].plain
        if plain in REPORTERS and plain not in heads:
            draft.owner = True
            return
        if plain in heads:
            head = place
        elif plain not in BETWEEN and not (line.tokens[place].capital and line.tokens[place].plain in OFFICES):
            break
        place += 1
    if head is None or (voices and head != draft.last + 1 and not line.tokens[draft.last].possessive):
        return
    _widen(line, draft, head, voices=voices)


def _widen(line: Line, draft: Draft, head: int, *, voices: bool) -> None:
    noun = line.tokens[head].plain
    first = draft.first
    past = first > 0 and line.beside(first) and line.tokens[first - 1].plain in PAST
    people = noun in ANONYMOUS or noun in OFFICES
    if noun in OFFICES and not voices and not _one_of_many(line, first):
        draft.wanted = role_of(token.text for token in line.tokens[first : head + 1])
    draft.last, draft.kind = head, "office"
    draft.adjective, draft.person = False, False
    draft.owner = line.tokens[head].possessive
    if past:
        draft.actor, draft.wanted = None, None
    elif people or voices:
        draft.speaks_for = True
        draft.unnamed = people


def _one_of_many(line: Line, first: int) -> bool:
    """Whether the words before name one of several ("a senior ...", "another ..."), so that nobody known is meant."""
    while (
        first > 0
        and line.beside(first)
        and (line.tokens[first - 1].plain in ("senior", "top", "veteran", "former", "key") or line.tokens[first - 1].plain in BETWEEN)
    ):
        first -= 1
    return (
        first > 0 and line.beside(first) and line.tokens[first - 1].plain in ("a", "an", "one", "another", "some", "several", "two", "three", "any")
    )
