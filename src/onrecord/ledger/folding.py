"""Words as the indexes of both databases see them: letters and digits in a row, without case, accents and endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Protocol

# What SQLite's tokenizer takes for a word: letters and digits; an underscore ends one.
_WORD = re.compile(r"[^\W_]+")
_FORGOTTEN_AFTER = 50_000


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  the library's name


def words_in(text: str, start: int = 0) -> Iterator[tuple[int, int, str]]:
    """Every word of a text from a place on: where it starts, where it ends, and its stem."""
    return ((match.start(), match.end(), stem(match[0])) for match in _WORD.finditer(text, start))


def beginning_of(stemmed: str) -> str:
    """What every word of this stem begins with, without case and accents: rules of stemming change the last letter of what they leave at most."""
    return stemmed[:-1] or stemmed


def folded(text: str) -> str:
    """The words of a text in small letters without accents, a space between them."""
    return " ".join(_plain(match[0]) for match in _WORD.finditer(text))


@lru_cache(_FORGOTTEN_AFTER)
def stem(word: str) -> str:
    """A word without case, accents and ending (Porter 1980), so that "opened" is found by "opens"."""
    return _stemmer().stemWord(plain_word(word))


@lru_cache(_FORGOTTEN_AFTER)
def plain_word(word: str) -> str:
    """A word without case and accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(letter) != "Mn")


def _plain(word: str) -> str:
    return word.lower() if word.isascii() else plain_word(word)


@cache
def _stemmer() -> _Stemmer:
    import snowballstemmer  # noqa: PLC0415  needed only to search

    made: _Stemmer = snowballstemmer.stemmer("porter")
    return made
