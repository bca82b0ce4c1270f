"""Names: capitalised words with the word before them that tells what they name, as reports of one occasion may differ on them."""

from __future__ import annotations

from msgspec import Struct

from onrecord.comparison.days import is_calendar_word
from onrecord.comparison.tellings import EMPTY
from onrecord.language.words import Word, find_words, stem
from onrecord.records import Span

# Small words that stand before a place. Before other names, a noun tells whose name it is ("spokesman").
_PLACES = frozenset({"in", "at", "near"})
# Longer runs of capitals are headlines and lists.
LONGEST = 4


class Name(Struct, frozen=True):
    """A name of some words (as stems), and the word before it."""

    role: str
    words: frozenset[str]
    span: Span

    def differs(self, other: Name) -> bool:
        """Whether both name somebody or something in one role, by no common word."""
        return self.role == other.role and self.words.isdisjoint(other.words)


def find_names(passage: Span) -> list[Name]:
    """The names in a sentence that stand after a small word which tells what they are; a name that opens the sentence has none."""
    words = find_words(passage.text)
    found, place = [], 1
    while place < len(words):
        if _is_name(words[place], passage.text) and not _is_name(words[place - 1], passage.text):
            end = place
            while end < len(words) and _is_name(words[end], passage.text) and _joined(passage.text, words, end, place):
                end += 1
            role = words[place - 1].plain
            if end - place <= LONGEST and _joined(passage.text, words, place, place - 1) and _tells(role):
                start, stop = words[place].start, words[end - 1].end
                span = Span(passage.start + start, passage.start + stop, passage.text[start:stop], passage.field)
                found.append(Name(stem(role), frozenset(stem(word.plain) for word in words[place:end]), span))
            place = end
        place += 1
    return found


def _tells(role: str) -> bool:
    return role in _PLACES or (role not in EMPTY and role.isalpha())


def _is_name(word: Word, text: str) -> bool:
    return text[word.start].isupper() and word.plain not in EMPTY and not is_calendar_word(word.plain)


def _joined(text: str, words: list[Word], place: int, first: int) -> bool:
    """Whether nothing but a blank stands between a word and the one before it, within one name or before its first word."""
    return place == first or text[words[place - 1].end : words[place].start] == " "
