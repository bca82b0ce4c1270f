"""One article that came in, compared with what a ledger holds: with its candidates only, and not with everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import Protocol

from msgspec import Struct

from onrecord.comparison.containment import SHARED, SHORTEST, needed_of, share_contained
from onrecord.comparison.copies import copies_among
from onrecord.comparison.families import Pair
from onrecord.language.shingles import Numbers, sampled_of, shingles_of
from onrecord.records import Article, Comparison, Copies


class Sharing(Protocol):
    """An article that shares sampled shingles with another one; as `onrecord.ledger.signatures.Sharing`."""

    @property
    def article(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sampled(self) -> int: ...
    @property
    def shared(self) -> int: ...


class Kept(Protocol):
    """What is asked of a ledger. Its signatures must be up to date."""

    def sharing(self, dossier_id: str | None, article_id: str) -> Sequence[Sharing]:
        """The articles that share runs of words with this one."""

    def contents(self, dossier_id: str | None, article_ids: Sequence[str]) -> dict[str, str]:
        """What names all words of each of these articles."""

    def texts(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Article]:
        """The texts of these articles, with the passages that were dropped."""

    def articles_named(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Article]:
        """These articles with outlets, days and notices."""

    def findings_naming(self, dossier_id: str | None, article_ids: Collection[str], kind: str | None = None) -> list[Comparison]:
        """What comparison found that names one of these articles."""


class Change(Struct, frozen=True):
    """What an article that came in changes: the ids of rows of comparison that go, and the rows that take their place."""

    gone: tuple[str, ...]
    rows: tuple[Copies, ...]


def copies_with(kept: Kept, dossier_id: str | None, article_id: str) -> Change:
    """The families of copies as they are with an article that came in, or came in anew; equal to what comparing everything would find.

    Its candidates are those that share as much of its signature as a copy would; each is confirmed by all its words. Families that hang together
    with it are made anew out of their pairs; all others stay.
    """
    partners = _partners(kept, dossier_id, article_id)
    before = _hanging_together(kept, dossier_id, {article_id, *partners})
    pairs = {pair for family in before for pair in combinations(sorted(family.articles), 2) if article_id not in pair}
    pairs |= {(article_id, partner) for partner in partners}
    ids = sorted({one for pair in pairs for one in pair})
    contents = kept.contents(dossier_id, ids)
    rows = copies_among(kept.articles_named(dossier_id, ids), contents, _between_contents(pairs, contents))
    there = {row.id: row for row in before}
    names = {row.id for row in rows}
    return Change(tuple(sorted(there.keys() - names)), tuple(row for row in rows if there.get(row.id) != row))


def _partners(kept: Kept, dossier_id: str | None, article_id: str) -> list[str]:
    """The articles that are copies of this one."""
    own = [shingles_of(article) for article in kept.texts(dossier_id, [article_id])]
    if not own or len(own[0]) < SHORTEST:
        return []
    likely = [one.article for one in kept.sharing(dossier_id, article_id) if _may_be_copy(own[0], one)]
    return [article.id for article in kept.texts(dossier_id, likely) if share_contained(own[0], shingles_of(article)) >= SHARED]


def _may_be_copy(own: Numbers, other: Sharing) -> bool:
    shorter = len(sampled_of(own)) if len(own) < other.size else other.sampled
    if len(own) == other.size:
        # Which of two texts of one size counts as the shorter hangs on their contents; a pair must not be missed by it.
        shorter = min(len(sampled_of(own)), other.sampled)
    return other.size >= SHORTEST and other.shared >= needed_of(shorter)


def _hanging_together(kept: Kept, dossier_id: str | None, article_ids: Iterable[str]) -> list[Copies]:
    """The families of these articles, of all that stand in those, and so on."""
    found: dict[str, Copies] = {}
    seen: set[str] = set()
    fresh = set(article_ids)
    while fresh:
        seen |= fresh
        rows = [row for row in kept.findings_naming(dossier_id, fresh, "copies") if isinstance(row, Copies)]
        found |= {row.id: row for row in rows}
        fresh = {article for row in rows for article in (*row.articles, *(row.counted or ()))} - seen
    return [found[name] for name in sorted(found)]


def _between_contents(pairs: Iterable[Pair], contents: dict[str, str]) -> set[Pair]:
    found = set()
    for one, other in pairs:
        if contents[one] != contents[other]:
            first, second = sorted((contents[one], contents[other]))
            found.add((first, second))
    return found
