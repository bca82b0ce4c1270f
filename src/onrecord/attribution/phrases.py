"""A light chunker: where the noun phrase before or after a cue begins and ends, told by closed classes of words alone.

Places are indexes into a passage's tokens; a phrase is the half-open range of its tokens. Every search has a bound, so that no text, however
odd, costs more than a constant for each cue.
"""

from __future__ import annotations

from onrecord.attribution.cues import CUES, NOUNS
from onrecord.attribution.tokens import Token
from onrecord.attribution.word_classes import (
    ADVERBS,
    ASIDE_OPENERS,
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    IRREGULAR_PASTS,
    NOT_ADVERBS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_OPENERS,
    TIMES,
    word_set,
)

Phrase = tuple[int, int]

_LONGEST_PHRASE = 30
_LONGEST_WITH_ASIDES = 60
_MOST_JOINED = 3
_MOST_ASIDES = 4
_LONGEST_TIME = 3
_SHORTEST_ADVERB = 5
# Marks that may stand inside a noun phrase: "Sen. Ann Doe (R-Ohio)", "R&D".
_INNER_MARKS = frozenset("()[]&/%$#@'’.")
_DASHES = frozenset("—–-")
# "continued to insist": the infinitive is the cue, and the verb before it part of the same group.
_LEADS_TO_INFINITIVE = word_set("continue continues continued continuing began begin begins hastened rushed came started going used proceeded moved")
_AFTER_PARTICIPLE = word_set("by on as with in about to")
# Behind these a clause may begin without "that": "the mayor said Morn, a lawyer, had told".
_SAID = word_set("said says say saying added insisted claimed claims believes warned argued suggested")
# Asides after which the noun phrase alone is the source; others ("X, head of Y,") belong to it.
_APART = word_set("who which whose when however meanwhile")


def is_adverb(token: Token) -> bool:
    """Whether a token may stand between a subject and its verb without being either."""
    plain = token.plain
    return token.kind == "word" and (plain in ADVERBS or (plain.endswith("ly") and len(plain) >= _SHORTEST_ADVERB and plain not in NOT_ADVERBS))


def is_finite_verb(tokens: list[Token], place: int) -> bool:
    """Whether a lower-case word is, as far as its form tells, the verb of a clause."""
    plain = tokens[place].plain
    if plain in IRREGULAR_PASTS:
        return True
    cue = CUES.get(plain)
    if cue is None:
        return False
    if cue.form == "past":
        # "officials briefed on the talks": a participle that belongs to the noun before it
        following = tokens[place + 1].plain if place + 1 < len(tokens) else ""
        return following not in _AFTER_PARTICIPLE or cue.lemma in ("say", "write")
    return cue.form != "ing" and cue.lemma not in NOUNS


def verb_group_start(tokens: list[Token], verb: int) -> int:
    """The first of the auxiliaries and adverbs right before the verb at index `verb`, those of "continued to" included."""
    place = _helpers_start(tokens, verb)
    before = [token.plain for token in tokens[max(0, place - 3) : place]]
    if before[-1:] == ["to"]:
        if before[-2:-1] and before[-2] in _LEADS_TO_INFINITIVE:
            return _helpers_start(tokens, place - 2)
        if before[-3:] in (["went", "on", "to"], ["goes", "on", "to"]):
            return _helpers_start(tokens, place - 3)
    return place


def _helpers_start(tokens: list[Token], place: int) -> int:
    while place > 0 and tokens[place - 1].kind != "name" and (tokens[place - 1].plain in AUXILIARIES or is_adverb(tokens[place - 1])):
        place -= 1
    return place


# Before a cue


def subject_before(tokens: list[Token], end: int) -> Phrase | None:
    """The noun phrase that is subject of the verb group starting at index `end`, with an aside between commas or dashes before the verb."""
    if end <= 0:
        return None
    closing = tokens[end - 1].plain
    if closing != "," and closing not in _DASHES:
        end = _without_time(tokens, end)
        start = phrase_before(tokens, end)
        return None if start is None else (start, end)
    found: Phrase | None = None
    asides = 0
    for place in range(end - 2, max(0, end - _LONGEST_WITH_ASIDES), -1):
        if tokens[place].kind == "quotation" or asides == _MOST_ASIDES:
            break
        if tokens[place].plain == closing:
            asides += 1
            opener = tokens[place + 1]
            if not (opener.plain in ASIDE_OPENERS or opener.kind in ("name", "number") or opener.plain.endswith(("ing", "ed"))):
                break
            start = phrase_before(tokens, place)
            if start is not None and (_begins_clause(tokens, start) or tokens[start - 1].plain in _SAID):
                found = (start, place if opener.plain in _APART else end)
    return found


def phrase_before(tokens: list[Token], end: int) -> int | None:
    """Where the noun phrase that ends right before index `end` begins, or None if there is none."""
    start = _stretch_before(tokens, end)
    for _ in range(_MOST_JOINED):
        if start is None or start <= 1 or tokens[start - 1].plain != "and" or not _may_follow_and(tokens[start]):
            break
        left = _stretch_before(tokens, start - 1)
        if left is None or not _begins_clause(tokens, left):
            break
        start = left
    return start


def _begins_clause(tokens: list[Token], place: int) -> bool:
    return place == 0 or tokens[place - 1].kind in ("mark", "quotation") or tokens[place - 1].plain in SUBORDINATORS


def _may_follow_and(token: Token) -> bool:
    return token.kind == "name" or token.plain in DETERMINERS or token.plain in ("others", "officials")


def _stretch_before(tokens: list[Token], end: int) -> int | None:
    """Where the stretch of words that ends before `end`, and that no verb, mark or conjunction interrupts, begins as a noun phrase."""
    if end <= 0:
        return None
    if tokens[end - 1].plain in PRONOUNS:
        return end - 1
    first = end
    while first > 0 and end - first < _LONGEST_PHRASE and not _bounds_phrase(tokens, first - 1):
        first -= 1
    start = _without_opening(tokens, first, end)
    return start if start is not None and _is_phrase(tokens, start, end) else None


def _bounds_phrase(tokens: list[Token], place: int) -> bool:
    """Whether the token cannot be part of the noun phrase to its right."""
    token = tokens[place]
    if token.kind == "mark":
        return token.plain not in _INNER_MARKS
    if token.kind == "name" and place > 0:
        return False
    plain = token.plain
    return token.kind == "quotation" or plain in SUBORDINATORS or plain in AUXILIARIES or plain in ("and", "to") or is_finite_verb(tokens, place)


def _without_opening(tokens: list[Token], start: int, end: int) -> int | None:
    """Leave out adverbs, days and a prepositional phrase that stand before the noun phrase proper."""
    while start < end and (is_adverb(tokens[start]) or tokens[start].plain in DAYS):
        start += 1
    if start == end or tokens[start].plain not in PREPOSITIONS or tokens[start].plain == "like" or _counts(tokens, start, end):
        return start
    for place in range(start + 2, end):
        before, token = tokens[place - 1], tokens[place]
        if before.plain in PREPOSITIONS or before.plain in DETERMINERS or before.plain in ("'s", "and"):
            continue
        if token.plain in DETERMINERS or token.plain in PRONOUNS or (token.kind == "name" and (before.kind != "name" or before.plain in TIMES)):
            return place
    return None


def _counts(tokens: list[Token], start: int, end: int) -> bool:
    """Whether this is "about four in 10" or the like."""
    if tokens[start].plain not in ("about", "around", "over") or start + 1 >= end:
        return False
    return tokens[start + 1].kind == "number" or tokens[start + 1].plain in NUMBERS


def _is_phrase(tokens: list[Token], start: int, end: int) -> bool:
    if start >= end:
        return False
    last = tokens[end - 1]
    if last.kind in ("mark", "quotation"):
        return last.plain in (")", ".") and end - start > 1
    if last.plain in PREPOSITIONS or last.plain in TIMES or last.plain in ("the", "a", "an", "'s"):
        return False
    return last.kind != "number" or end - start > 1


def _without_time(tokens: list[Token], end: int) -> int:
    """Leave out "on Thursday evening", "last week" and the like at the end of a phrase."""
    place = end
    while place > 1 and end - place < _LONGEST_TIME and tokens[place - 1].plain in TIMES:
        place -= 1
    if place == end:
        return end
    while place > 1 and end - place < 2 * _LONGEST_TIME and (tokens[place - 1].plain in TIME_OPENERS or tokens[place - 1].plain in ("on", "in")):
        place -= 1
    return place


# After a cue


def phrase_after(tokens: list[Token], start: int, *, asides: bool = False) -> int:
    """Where the noun phrase that begins at index `start` ends (`start` itself if there is none).

    With `asides`, those between commas and what follows a preposition belong to it, as in "said X, head of the office in Y".
    """
    count = len(tokens)
    if start < count and tokens[start].plain in PRONOUNS:
        return start + 1
    place, relative = start, False
    while place < min(count, start + _LONGEST_WITH_ASIDES):
        token = tokens[place]
        if token.plain == "," and asides and place > start and _opens_aside(tokens, place + 1):
            place += 1
            relative = tokens[place].plain in ("who", "whose")
        elif token.kind == "mark":
            if place == start or token.plain not in _INNER_MARKS or place + 1 == count:
                break
        elif token.kind == "quotation":
            break
        elif asides and (relative or token.plain in ("who", "whose")) and place > start:
            relative = True
        elif not (_begins_phrase(token) if place == start else _goes_on(tokens, place, asides=asides)):
            break
        place += 1
    while place > start and tokens[place - 1].plain in ("and", ",", "(", "of"):
        place -= 1
    return place


_NOT_IN_ASIDE = word_set("in on at after during as when while but and adding saying noting speaking referring")
_TITLES = ("vice", "chair", "spokes", "senior", "minister", "leader")


def _opens_aside(tokens: list[Token], place: int) -> bool:
    if place >= len(tokens) or tokens[place].plain in _NOT_IN_ASIDE:
        return False
    token = tokens[place]
    return token.kind in ("name", "number") or token.plain in ASIDE_OPENERS or token.plain.startswith(_TITLES)


def _begins_phrase(token: Token) -> bool:
    return token.plain not in PREPOSITIONS and token.plain not in AUXILIARIES and token.plain not in SUBORDINATORS


_OCCASIONS = word_set("statement interview speech tweet email")
_JOINING_PREPOSITIONS = word_set("for from in at with on to")


def _goes_on(tokens: list[Token], place: int, *, asides: bool) -> bool:  # noqa: PLR0911  one answer for each class of word
    """Whether the word at `place` still belongs to the noun phrase that the token before it belongs to."""
    token, before = tokens[place], tokens[place - 1]
    plain = token.plain
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if plain == "of":
        return True
    if plain in ("which", "that"):
        return asides
    if plain in PREPOSITIONS:
        if not asides or following is None or following.plain in TIMES or following.plain in _OCCASIONS:
            return False
        return before.kind != "name" and plain in _JOINING_PREPOSITIONS
    if plain == "and":
        return following is not None and _may_follow_and(following)
    if token.kind == "name":
        return plain not in TIME_OPENERS and (asides or before.kind != "word" or before.plain in PREPOSITIONS or before.plain in DETERMINERS)
    if plain in DETERMINERS and plain not in TIME_OPENERS:
        return before.plain in PREPOSITIONS or before.plain in ("and", "'s", "all", "both")
    bounds = plain in AUXILIARIES or plain in SUBORDINATORS or plain in PRONOUNS or plain in TIME_OPENERS or is_adverb(token)
    return not bounds and not is_finite_verb(tokens, place)
