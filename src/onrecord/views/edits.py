"""Edits: what an outlet changed in an article after it came in, word by word, and in headlines and quotations above all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import LCSseq, Levenshtein

from onrecord.language.quotations import find_quotations
from onrecord.language.words import find_words
from onrecord.records import Article, Version, given_text

# Words, single marks, and white space: every character is in one of them.
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\s+")
# Two texts are aligned word by word up to so many pairs of words (a table of a bit each, 25 megabytes), else line by line first.
_MOST_PAIRS = 200_000_000
# A line in which a page tells by itself that it was updated, and when: "Updated 31 March 2021, 08:02".
_UPDATED = re.compile(r"(?:^|[.;|·•–—,(]\s*)((?:last )?updated\b[^.;|\n]{0,60}\d[^.;|)\n]{0,40})", re.IGNORECASE | re.MULTILINE)
_LONGEST_SUCH_LINE = 160
# Below this share of common words, two texts that came in under different names at one address are different articles.
_ONE_ARTICLE = 0.4


class Words(Struct, frozen=True):
    """Words that both versions have, that are gone, or that are new."""

    what: Literal["same", "gone", "new"]
    text: str


class QuotationEdit(Struct, frozen=True):
    """A quotation that was reworded; one that is gone has no `after`, a new one no `before`."""

    before: str | None
    after: str | None


class Edit(Struct, frozen=True, kw_only=True):
    """What changed from one version to the next. `noted`: the new version carries a correction note that the one before did not. `updated`: the
    words by which it says that it was updated ("Updated 31 March 2021"), where the one before did not say so.

    `headline` and `quotations` are what an outlet should not change without a note; `words` is the whole text, without what is no part of it.
    """

    article: str
    outlet: str | None
    url: str | None
    seen_before: str
    seen_after: str
    headline: tuple[str | None, str | None] | None
    quotations: tuple[QuotationEdit, ...]
    gone: int
    new: int
    noted: bool
    updated: str | None
    words: tuple[Words, ...]

    @property
    def stealth(self) -> bool:
        """Whether the headline or a quotation was changed, and the page says neither that it was corrected nor that it was updated."""
        return not self.noted and self.updated is None and (self.headline is not None or bool(self.quotations))

    @property
    def said(self) -> str:
        """In words, what the new version says of the change itself."""
        if self.noted:
            return "with a correction note"
        if self.updated:
            return f"no correction note; it says “{self.updated}”"
        return "no correction note" if self.stealth else "in words alone"


def edits(versions: Sequence[Version]) -> tuple[Edit, ...]:
    """The edits between versions that follow each other, the earliest first; another article at the same address is none."""
    found = (_edit(before, after) for before, after in pairwise(versions))
    return tuple(edit for edit in found if edit is not None)


def word_difference(before: str, after: str) -> tuple[Words, ...]:
    """Two texts as one row of words: those gone stand before those that are new in their place."""
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_joined(_with_islands(list(_difference(one, other)))))


def _edit(before: Version, after: Version) -> Edit | None:
    one, other = before.article, after.article
    words = word_difference(kept_text(one), kept_text(other))
    gone, new, same = (sum(len(find_words(piece.text)) for piece in words if piece.what == what) for what in ("gone", "new", "same"))
    if one.id != other.id and same < _ONE_ARTICLE * (same + max(gone, new)):
        return None
    return Edit(
        article=other.id,
        outlet=other.outlet,
        url=other.url,
        seen_before=before.first_seen,
        seen_after=after.first_seen,
        headline=(one.title, other.title) if _plain(one.title) != _plain(other.title) else None,
        quotations=tuple(_quotation_edits(one, other)),
        gone=gone,
        new=new,
        noted=_corrections(other) > _corrections(one),
        updated=next((words for words in _updates(other) if words not in _updates(one)), None),
        words=words,
    )


def kept_text(article: Article) -> str:
    """The text without the passages that are no part of the article: teasers and the like change with every visit."""
    text, pieces, start = given_text(article), [], 0
    for passage in sorted((each for each in article.dropped if each.field == "text"), key=lambda each: each.start):
        pieces.append(text[start : max(start, passage.start)])
        start = max(start, passage.end)
    return "".join([*pieces, text[start:]])


def _difference(one: Sequence[str], other: Sequence[str]) -> Iterator[Words]:
    head = next((place for place, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), min(len(one), len(other)))
    rest = min(len(one), len(other)) - head
    tail = next((place for place in range(rest) if one[-1 - place] != other[-1 - place]), rest)
    yield Words("same", "".join(one[:head]))
    yield from _middle(one[head : len(one) - tail], other[head : len(other) - tail])
    yield Words("same", "".join(one[len(one) - tail :]))


def _middle(one: Sequence[str], other: Sequence[str]) -> Iterator[Words]:
    if len(one) * len(other) <= _MOST_PAIRS:
        yield from _aligned(one, other)
        return
    here, there = ("".join(tokens).splitlines(keepends=True) for tokens in (one, other))
    if len(here) * len(there) <= _MOST_PAIRS:
        yield from _aligned(here, there)
    else:
        yield from (Words("gone", "".join(one)), Words("new", "".join(other)))


def _aligned(one: Sequence[str], other: Sequence[str]) -> Iterator[Words]:
    for step in LCSseq.opcodes(one, other):
        if step.tag == "equal":
            yield Words("same", "".join(one[step.src_start : step.src_end]))
        else:
            yield Words("gone", "".join(one[step.src_start : step.src_end]))
            yield Words("new", "".join(other[step.dest_start : step.dest_end]))


def _with_islands(pieces: Sequence[Words]) -> Iterator[Words]:
    """Marks and spaces that two changed stretches happen to share are part of the change: else it would be read in shreds."""
    pieces = [piece for piece in pieces if piece.text]
    for number, piece in enumerate(pieces):
        inside = 0 < number < len(pieces) - 1 and pieces[number - 1].what != "same" and pieces[number + 1].what != "same"
        if piece.what == "same" and inside and not find_words(piece.text):
            yield from (Words("gone", piece.text), Words("new", piece.text))
        else:
            yield piece


def _joined(pieces: Iterator[Words]) -> Iterator[Words]:
    """Changes that touch as one: all that is gone, then all that is new."""
    gone: list[str] = []
    new: list[str] = []
    same: list[str] = []
    for piece in [*pieces, Words("same", "")]:
        if piece.what != "same":
            if same:
                yield Words("same", "".join(same))
                same = []
            (gone if piece.what == "gone" else new).append(piece.text)
        else:
            if gone:
                yield Words("gone", "".join(gone))
            if new:
                yield Words("new", "".join(new))
            gone, new = [], []
            same.append(piece.text)
    if "".join(same):
        yield Words("same", "".join(same))


def _quotation_edits(before: Article, after: Article) -> Iterator[QuotationEdit]:
    one, other = _quotations(before), _quotations(after)
    moved = {_plain(words) for words in one} & {_plain(words) for words in other}
    old, new = ([words for words in some if _plain(words) not in moved] for some in (one, other))
    for step in Levenshtein.opcodes([_plain(words) for words in old], [_plain(words) for words in new]):
        gone, come = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        yield from (QuotationEdit(here, there) for here, there in zip(gone, come, strict=False))
        yield from (QuotationEdit(words, None) for words in gone[len(come) :])
        yield from (QuotationEdit(None, words) for words in come[len(gone) :])


def _quotations(article: Article) -> list[str]:
    text = kept_text(article)
    paragraphs, start = [], 0
    for line in text.splitlines(keepends=True):
        paragraphs.append((start, start + len(line)))
        start += len(line)
    return [text[quotation.inner_start : quotation.inner_end] for quotation in find_quotations(text, paragraphs)]


def _plain(words: str | None) -> tuple[str, ...]:
    return tuple(word.plain for word in find_words(words or ""))


def _updates(article: Article) -> list[str]:
    lines = (line for line in given_text(article).splitlines() if len(line) <= _LONGEST_SUCH_LINE)
    return [found[1].strip() for line in lines for found in _UPDATED.finditer(line)]


def _corrections(article: Article) -> int:
    return sum(max(1, len(notice.evidence)) for notice in article.notices if notice.kind == "correction")
