"""Where the attributed words begin and end."""

from __future__ import annotations

from onrecord.attribution.cues import CUES, Cue
from onrecord.attribution.phrases import Phrase, is_adverb, is_finite_verb, phrase_after
from onrecord.attribution.tokens import Passage, Token
from onrecord.attribution.word_classes import AUXILIARIES, DAYS, FRONTING, PREPOSITIONS, PRONOUNS, RELATIVES, TIME_OPENERS, TIMES, word_set

Range = tuple[int, int]  # characters [start, end) of the passage's field

# Tokens (a quotation is one): longer than the content of any PolNeAR statement but a handful; bounds what a hostile line can cost.
LONGEST_CONTENT = 150
_CLAUSE_OPENERS = word_set("that how whether why what if which :")
_NOT_ADVERBIAL = word_set("of as like than about against per")
_MOST_ADVERBIALS = 4
_LONGEST_ASIDE = 30
_LONGEST_SUBJECT = 8
# What cannot begin an object, and what cannot begin a clause.
_BEFORE_NO_OBJECT = PREPOSITIONS | word_set("and or but that")
_BEFORE_NO_CLAUSE = PREPOSITIONS | word_set("and or but so when")
_AFTER_OBJECT = PRONOUNS | word_set("but which who as with")


def characters(tokens: list[Token], start: int, end: int) -> Range:
    """The characters that tokens [start, end) cover."""
    return tokens[start].start, tokens[end - 1].end


def trimmed(tokens: list[Token], start: int, end: int) -> Range | None:
    """The characters of tokens [start, end) without the marks at their ends, brackets and currency signs aside."""
    while start < end and tokens[start].kind == "mark" and tokens[start].plain not in "([$#@£€…":
        start += 1
    while start < end and tokens[end - 1].kind == "mark" and tokens[end - 1].plain not in ")]%…":
        end -= 1
    return characters(tokens, start, end) if start < end else None


def ends_here(tokens: list[Token], place: int) -> bool:
    """Whether the sentence ends before index `place`."""
    return place >= len(tokens) or (tokens[place].kind == "mark" and tokens[place].plain in ".;!?")


def after_adverbials(tokens: list[Token], place: int, *, infinitive: bool = False) -> int:
    """Past adverbs, days, and prepositional phrases ("on Thursday", "in an interview with the paper") that begin at index `place`.

    With `infinitive`, a "to" is the content's own and is not passed.
    """
    for _ in range(_MOST_ADVERBIALS):
        if place >= len(tokens):
            break
        plain = tokens[place].plain
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if is_adverb(tokens[place]) or plain in DAYS:
            place += 1
        elif plain in TIME_OPENERS and following is not None and following.plain in TIMES:
            place += 2
        elif plain in PREPOSITIONS and plain not in _NOT_ADVERBIAL and following is not None:
            end = place + 1 if plain == "to" and (infinitive or _has_form(following, "base")) else _after_phrase_and_time(tokens, place + 1)
            if end == place + 1:
                break
            place = end
        else:
            break
    return place


def _after_phrase_and_time(tokens: list[Token], start: int) -> int:
    end = phrase_after(tokens, start)
    while start < end < min(len(tokens), start + _LONGEST_ASIDE) and (tokens[end].plain in TIMES or tokens[end].kind == "number"):
        end += 1
    return end


def _has_form(token: Token, form: str) -> bool:
    cue = CUES.get(token.plain)
    return cue is not None and cue.form == form


def content_before(tokens: list[Token], end: int) -> Range | None:
    """The words of the sentence up to the comma or quotation at index end - 1, an opening "But" left out.

    Where that quotation is introduced by a comma or colon, it is the content by itself.
    """
    start, lowest = end - 1, max(0, end - LONGEST_CONTENT)
    while start > lowest and tokens[start - 1].plain != ";":
        start -= 1
    if tokens[start].plain in ("but", "and"):
        start += 1
    if end - start > 1 and tokens[end - 1].kind == "quotation" and tokens[start].kind != "quotation" and tokens[end - 2].plain in (",", ":"):
        start = end - 1
    return trimmed(tokens, start, end)


def content_start(tokens: list[Token], place: int, cue: Cue) -> int | None:
    """Where the content of a cue that ends before index `place` begins, past addressee and adverbials; None if the cue has none there."""
    infinitive = "t" in cue.ways
    if "a" in cue.ways and place < len(tokens) and tokens[place].plain not in _CLAUSE_OPENERS and tokens[place].kind != "quotation":
        place = phrase_after(tokens, place)
    after = after_adverbials(tokens, place, infinitive=infinitive) if cue.takes_clause or infinitive else place
    if after >= len(tokens):
        return None
    token = tokens[after]
    if token.kind == "quotation" or token.plain in _CLAUSE_OPENERS or (infinitive and token.plain == "to"):
        return after
    if token.plain == ",":
        return _after_comma(tokens, after)
    if token.kind != "mark" or token.plain in "$#@(£€[":
        if "o" in cue.ways:
            return None if tokens[place].plain in _BEFORE_NO_OBJECT else place
        if "c" in cue.ways:
            return None if token.plain in _BEFORE_NO_CLAUSE else after
    return None


def _after_comma(tokens: list[Token], comma: int) -> int | None:
    """Content may follow a comma where it is quoted, or where a second comma closes an aside ("told the paper, which ..., that")."""
    if comma + 1 < len(tokens) and tokens[comma + 1].kind == "quotation":
        return comma + 1
    for place in range(comma + 1, min(comma + _LONGEST_ASIDE, len(tokens) - 1)):
        if tokens[place].kind == "quotation":
            return None
        if tokens[place].plain == "," and (tokens[place + 1].kind == "quotation" or tokens[place + 1].plain == "that"):
            return place + 1
    return None


def content_end(passage: Passage, start: int, subject: Phrase, *, clause: bool) -> int:
    """Where content that begins at index `start` ends: with the passage, or where another attribution begins or an outer clause goes on.

    `clause` tells a reported clause from an object, which ends earlier. `subject` is that of the cue.
    """
    tokens = passage.tokens
    relative = tokens[subject[0]].plain in RELATIVES
    fronted = _is_fronted(tokens, subject[0])
    last = min(len(tokens), start + LONGEST_CONTENT)
    for place in range(start + 1, last):
        plain = tokens[place].plain
        if plain == ";" or (not clause and plain in ("—", "–")):
            return place
        if plain == ",":
            resumes = relative and _is_verb_like(tokens, place + 1)
            leaves = not clause and place + 1 < last and (tokens[place + 1].plain in _AFTER_OBJECT or _demands_too(passage, place + 1))
            if fronted or resumes or leaves or _begins_attribution(tokens, place + 1):
                return place
        elif plain in ("and", "but") and _is_past_cue(tokens, place + 1):
            return place
    return last


def _is_fronted(tokens: list[Token], subject: int) -> bool:
    """Whether the clause of this subject is one like "While X wants ..., Y does", which a comma ends."""
    if tokens[max(0, subject - 1)].plain in FRONTING:
        return True
    return tokens[0].plain in FRONTING and all(token.plain != "," for token in tokens[max(0, subject - LONGEST_CONTENT) : subject])


def _is_verb_like(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and (tokens[place].plain in AUXILIARIES or is_finite_verb(tokens, place))


def _is_past_cue(tokens: list[Token], place: int) -> bool:
    """Whether a cue in the past tense stands at `place`, an adverb or two before it."""
    for token in tokens[place : place + 3]:
        if not is_adverb(token):
            return _has_form(token, "past")
    return False


def _begins_attribution(tokens: list[Token], place: int) -> bool:
    """Whether what begins at `place`, after a comma, is another attribution: ", adding", ", according to", ", and the minister said"."""
    if place >= len(tokens):
        return False
    token = tokens[place]
    if token.plain == "according" or _has_form(token, "ing"):
        return True
    return token.plain in ("and", "but", "while") and (_is_past_cue(tokens, place + 1) or _is_said_soon(tokens, place))


def _demands_too(passage: Passage, place: int) -> bool:
    """Whether a headline goes on with another verb of the same subject ("Orlan Refuses Talks, Demands Water")."""
    return passage.field == "title" and _has_form(passage.tokens[place], "third")


def _is_said_soon(tokens: list[Token], place: int) -> bool:
    """Whether a subject and a cue that takes a clause come before the next mark."""
    for ahead in tokens[place + 2 : place + _LONGEST_SUBJECT]:
        if ahead.kind in ("mark", "quotation"):
            return False
        cue = CUES.get(ahead.plain)
        if cue is not None and cue.form in ("past", "third") and ahead.kind == "word" and cue.takes_clause:
            return True
    return False
