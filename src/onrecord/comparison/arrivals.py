"""One article that came in, compared with what a ledger holds: with its candidates only, and not with everything."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from onrecord.comparison.containment import SHARED, SHORTEST, longest_sampled, needed_of, share_contained
from onrecord.comparison.copies import copies_among
from onrecord.comparison.families import Pair
from onrecord.comparison.kept import Change, CopiesKept, Sharing, change_between
from onrecord.language.shingles import Numbers, content_of, sampled_of, shingles_of
from onrecord.records import Copies


def copies_with(kept: CopiesKept, dossier_id: str | None, article_id: str) -> Change:
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
    return change_between(before, rows)


def _partners(kept: CopiesKept, dossier_id: str | None, article_id: str) -> list[str]:
    """The articles that are copies of this one."""
    own = [shingles_of(article) for article in kept.texts(dossier_id, [article_id])]
    if not own or len(own[0]) < SHORTEST:
        return []
    content, needed = content_of(own[0]), needed_of(len(sampled_of(own[0])))
    sharing = kept.sharing(dossier_id, article_id, lambda shared: None if shared >= needed else longest_sampled(shared))
    likely = [one.article for one in sharing if _may_be_copy(own[0], content, one)]
    return [article.id for article in kept.texts(dossier_id, likely) if share_contained(own[0], shingles_of(article)) >= SHARED]


def _may_be_copy(own: Numbers, content: str, other: Sharing) -> bool:
    """Whether they share as much of the shorter one's signature as where everything is compared: of two of one size, the first by content."""
    own_is_shorter = (len(own), content) < (other.size, other.content)
    return other.size >= SHORTEST and other.shared >= needed_of(len(sampled_of(own)) if own_is_shorter else other.sampled)


def _hanging_together(kept: CopiesKept, dossier_id: str | None, article_ids: Iterable[str]) -> list[Copies]:
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
