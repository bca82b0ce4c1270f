"""The words of one sentence, as the search for names reads them."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from onrecord.language.words import WORD

_MARKS = "'’"


class Token(Struct, frozen=True, gc=False):
    """One word of a sentence. `text` and `plain` (lower case) are without a possessive ending; `capital` tells its first letter."""

    start: int
    end: int
    text: str
    plain: str
    possessive: bool
    capital: bool


def find_tokens(source: str, start: int, end: int) -> list[Token]:
    """The words of `source[start:end]`, with offsets into `source`."""
    found = []
    for match in WORD.finditer(source, start, end):
        text, last = match.group(), match.end()
        possessive = text[-2:] in ("'s", "’s")
        if possessive:
            text = text[:-2]
        elif text[-1] in "sS" and source[last : last + 1] in _MARKS and source[last + 1 : last + 2] == " ":
            possessive = last < end
        found.append(Token(match.start(), last, text, text.lower(), possessive, text[:1].isupper()))
    return found


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, a possessive ending kept as a word of its own mark ("Vel's" is "Vel" + "'s")."""
    return tuple(token.text + ("'s" if token.possessive else "") for token in find_tokens(name, 0, len(name)))


def adjacent(source: str, left: Token, right: Token) -> bool:
    """Whether two words stand side by side in one phrase: a space between them, the dot of an abbreviation or initial, or the mark of a genitive
    behind a name in s ("Mallis' government").
    """
    gap = source[left.end : right.start]
    if left.possessive and left.capital and gap in ("' ", "’ "):
        return True
    return gap in (" ", "\u00a0") or (gap in (". ", ".\u00a0", ".") and len(left.text) <= len("Sens"))
