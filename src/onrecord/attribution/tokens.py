"""Passages of an article as tokens: what the rules of attribution look at.

A passage is a sentence, or several where a quotation runs over their ends, so that every quotation lies inside one passage and is one token of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from onrecord.language.prose import Prose, Sentence, find_sentences
from onrecord.language.quotations import Quotation, find_quotations
from onrecord.records import Field

# A headline in capitals: of three to forty words longer than four letters ("with" may be small), nine in ten begin with one.
_SHORT_WORD, _FEWEST_WORDS, _MOST_WORDS, _SHARE_OF_CAPITALS = 4, 3, 40, 0.9

# `"Is that all?" she said` is one sentence, whatever its marks say.
_CUT_SHORT = frozenset("?!…,—–-")

_LONGEST_KEPT = 40

Kind = Literal["word", "name", "number", "mark", "quotation"]

# Abbreviations keep their dots, numbers their commas, words their inner apostrophes and hyphens; "'s" is cut off as a token of its own.
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Sr|Adm|Capt|Maj)\."
    r"|\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:[-‐‑]\w+|[’'](?!(?:s|ve|re|ll|d|m)\b)\w+)*|[’'](?:s|ve|re|ll|d|m)\b|\w+|[^\w\s]"
)


class Token(NamedTuple):
    """One word, mark or whole quotation: its offsets in its field and its lower-case form."""

    start: int
    end: int
    plain: str
    kind: Kind


class Passage(Struct, frozen=True):
    """Neighbouring sentences of one paragraph that must be read together. `paragraph` is -1 for the title.

    `capitalised` says that all its words begin with capitals, as headlines do; its tokens are then words, not names.
    """

    start: int
    end: int
    paragraph: int
    field: Field
    source: str
    tokens: list[Token]
    capitalised: bool = False

    def words(self, start: int, end: int) -> str:
        """The characters of `[start, end)`."""
        return self.source[start:end]


def find_passages(prose: Prose) -> Iterator[Passage]:
    """The title, then the text, as passages in order."""
    yield from _passages_of_title(prose)
    quotations = prose.quotations
    next_quotation = 0
    for group in _joined(prose):
        start, end = group[0].start, group[-1].end
        inside: list[Quotation] = []
        while next_quotation < len(quotations) and quotations[next_quotation].start < end:
            if quotations[next_quotation].start >= start:
                inside.append(quotations[next_quotation])
            next_quotation += 1
        yield _passage(prose.text, start, end, group[0].paragraph, "text", inside)


def _passages_of_title(prose: Prose) -> Iterator[Passage]:
    """A title is one sentence to other stages; what stands behind a full stop in it is no part of what stands before, unless both are quoted."""
    if prose.headline is None:
        return
    quotations = find_quotations(prose.title, [(0, len(prose.title))])
    start = prose.headline.start
    for _, end in find_sentences(prose.title, prose.headline.start, prose.headline.end):
        if not any(quotation.start < end < quotation.end for quotation in quotations):
            yield _passage(prose.title, start, end, -1, "title", [one for one in quotations if start <= one.start < end])
            start = end


def _joined(prose: Prose) -> Iterator[list[Sentence]]:
    """Sentences, those joined into one group between which a quotation stays open, or ends in a mark that need not end the sentence around it."""
    group: list[Sentence] = []
    quotations, place = prose.quotations, 0
    for sentence in prose.sentences:
        while place < len(quotations) and quotations[place].end <= sentence.start:
            place += 1
        held_open = place < len(quotations) and quotations[place].start < sentence.start
        cut_short = bool(group) and place > 0 and quotations[place - 1].end == group[-1].end and prose.text[group[-1].end - 2] in _CUT_SHORT
        if group and not ((held_open or cut_short) and group[-1].paragraph == sentence.paragraph):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _passage(source: str, start: int, end: int, paragraph: int, field: Field, quotations: list[Quotation]) -> Passage:
    tokens: list[Token] = []
    place = start
    for quotation in quotations:
        tokens.extend(_tokens(source, place, quotation.start))
        tokens.append(Token(quotation.start, quotation.end, "", "quotation"))
        place = quotation.end
    tokens.extend(_tokens(source, place, end))
    capitalised = _is_capitalised(tokens)
    if capitalised:
        tokens = [token._replace(kind="word") if token.kind == "name" else token for token in tokens]
    return Passage(start, end, paragraph, field, source, tokens, capitalised)


def _is_capitalised(tokens: list[Token]) -> bool:
    """Whether this is a headline in which (nearly) every longer word has a capital."""
    long_words = [token.kind == "name" for token in tokens if token.kind in ("name", "word") and token.end - token.start > _SHORT_WORD]
    return _FEWEST_WORDS <= len(long_words) <= _MOST_WORDS and sum(long_words) >= _SHARE_OF_CAPITALS * len(long_words)


def _tokens(source: str, start: int, end: int) -> list[Token]:
    return [Token(*match.span(), *_read(match.group())) for match in _TOKEN.finditer(source, start, end)]


def _read(words: str) -> tuple[str, Kind]:
    """The lower-case form and the kind of a token. News has the same words again and again; what is very long is none, and is not kept."""
    return _kept(words) if len(words) <= _LONGEST_KEPT else _kept.__wrapped__(words)


@lru_cache(maxsize=32_768)
def _kept(words: str) -> tuple[str, Kind]:
    first = words[0]
    kind: Kind = "mark"
    if first.isalpha():
        kind = "name" if first.isupper() else "word"
    elif first.isdigit():
        kind = "number"
    elif len(words) > 1:
        kind = "word"
    return words.lower().replace("’", "'"), kind
