"""Origins: the article that its copies go back to, where credit lines, dates or what contains what tell it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.comparison.intervals import appeared
from onrecord.language.words import find_words
from onrecord.records import Article


def origin_of(family: Sequence[Article]) -> str | None:
    """The article that the others go back to, where credit lines or dates tell it: the only one by the outlet that the others credit, else the
    only one that appeared before all others, unless it credits an agency itself. A longer text is no evidence: reprints are cut, but
    rewrites grow.
    """
    credit = {article.id: _credit(article) for article in family}
    credited = [
        article for article in family if article.outlet and any(_names(article.outlet, credit[other.id]) for other in family if other != article)
    ]
    if len(credited) == 1:
        return credited[0].id
    first = [article for article in family if all(other == article or appeared(article).before(appeared(other)) for other in family)]
    if not credited and len(first) == 1 and not credit[first[0].id]:
        return first[0].id
    return None


def _credit(article: Article) -> str:
    """The words by which an article credits an agency or another outlet, if any."""
    return " ".join(span.text for notice in article.notices if notice.kind.startswith("agency") for span in notice.evidence)


def _names(outlet: str, credit: str) -> bool:
    """Whether a credit names an outlet, in full or by its initials ("CNA" for Corvane News Agency)."""
    named, credited = ([word.plain for word in find_words(words)] for words in (outlet, credit))
    initials = "".join(part[0] for word in named for part in word.split("-") if part)
    in_full = any(credited[place : place + len(named)] == named for place in range(len(credited)))
    return bool(named) and (in_full or (len(initials) > 1 and initials in credited))
