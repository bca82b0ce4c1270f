"""The lines of a text: the paragraphs that clearing keeps or drops whole."""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.language.prose import find_paragraphs

_TOKEN = re.compile(r"\w+")
# What ends a sentence, with the quotation marks and brackets that may follow it.
_SENTENCE_END = re.compile(r"(?:[.!?…:;]|\.\.\.)[\"'”’»)\]*]{0,3}$")


class Line(Struct, frozen=True):
    """One line with something on it, without the white space at its ends; offsets into the text."""

    number: int
    start: int
    end: int
    words: str

    @property
    def ends_a_sentence(self) -> bool:
        """Whether its last mark is one that sentences end with."""
        return _SENTENCE_END.search(self.words, max(0, len(self.words) - 8)) is not None


def cut(text: str) -> list[Line]:
    """The lines of a text, in order."""
    return [Line(number, start, end, text[start:end]) for number, (start, end) in enumerate(find_paragraphs(text))]


def tokens_of(words: str) -> list[str]:
    """The words of a line in small letters, without marks: what two lines are compared by."""
    return _TOKEN.findall(words.lower())
