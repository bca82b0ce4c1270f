"""Origins: the article that its copies go back to, where credit lines, dates or what contains what tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.comparison.intervals import appeared
from onrecord.language.words import plain_words
from onrecord.records import Article


def origin_of(family: Sequence[Article]) -> str | None:
    """The article that the others go back to, where credit lines or dates tell it: the only one by the outlet that the others credit, else the
    only one that appeared before all others, unless it credits an agency itself. A longer text is no evidence: reprints are cut, but
    rewrites grow.
    """
    credit = {article.id: _plain(_credit(article)) for article in family}
    crediting = [article for article in family if credit[article.id]]
    credited = [article for article in family if article.outlet and _is_credited(article, crediting, credit)]
    if len(credited) == 1:
        return credited[0].id
    times = {article.id: appeared(article) for article in family}
    first = [article for article in family if all(one.id == article.id or times[article.id].before(times[one.id]) for one in family)]
    if not credited and len(first) == 1 and not _credit(first[0]):
        return first[0].id
    return None


def _is_credited(article: Article, crediting: Sequence[Article], credit: Mapping[str, Sequence[str]]) -> bool:
    named = _plain(article.outlet or "")
    return any(_names(named, credit[other.id]) for other in crediting if other.id != article.id)


def _credit(article: Article) -> str:
    """The words by which an article credits an agency or another outlet, if any."""
    return " ".join(span.text for notice in article.notices if notice.kind.startswith("agency") for span in notice.evidence)


def _names(named: Sequence[str], credited: Sequence[str]) -> bool:
    """Whether a credit names an outlet, in full or by its initials ("CNA" for Corvane News Agency)."""
    initials = "".join(part[0] for word in named for part in word.split("-") if part)
    in_full = any(credited[place : place + len(named)] == named for place in range(len(credited)))
    return bool(named) and (in_full or (len(initials) > 1 and initials in credited))


def _plain(words: str) -> list[str]:
    return plain_words(words)
