"""What a ledger answers of lists, a page at a time, so that it takes as long however much it holds."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.ledger import lists
from onrecord.ledger.asking import Asking
from onrecord.ledger.lists import ARTICLES, FINDINGS, ArticleRow, Choice, CitationRow, FoundFindings, OutletRow
from onrecord.records import Comparison, Copies, Judgement, Occasion

_ALL = Choice()


class Lists(Asking):
    """The part of a ledger that answers for lists."""

    def find_findings(
        self, dossier_id: str | None, kind: lists.Kind, choice: Choice = _ALL, *, limit: int = FINDINGS, offset: int = 0
    ) -> FoundFindings:
        """Shifts and occasions latest first, conflicts by severity, from one place of the list on. Of occasions, those with several reports."""
        return self._look(lists.find_findings, dossier_id or "", kind, choice, limit, offset)

    def outlets_of(self, dossier_id: str | None, article_ids: Collection[str]) -> dict[str, str]:
        """The outlet of each of these articles, by id; those whose outlet is not named are left out."""
        return self._look(lists.outlets_of, dossier_id or "", article_ids)

    def places_of_findings(self, dossier_id: str | None) -> tuple[list[str], list[str]]:
        """The holders, and the terms, that findings are about."""
        return self._recall(lists.places_of_findings, dossier_id or "")

    def find_occasion(self, dossier_id: str | None, occasion_id: str) -> tuple[Occasion, list[Comparison]] | None:
        """An occasion, with the differences between its reports and the copies among them; None where there is none of this id."""
        return self._look(lists.find_occasion, dossier_id or "", occasion_id)

    def find_articles(self, dossier_id: str | None, choice: Choice = _ALL, *, limit: int = ARTICLES, offset: int = 0) -> list[ArticleRow]:
        """Articles, the latest first (after a moment: the last to come in first), from one place of the list on."""
        return self._look(lists.find_articles, dossier_id or "", choice, limit, offset)

    def count_articles(self, dossier_id: str | None, choice: Choice = _ALL) -> tuple[int, int]:
        """How many articles there are, and how many independent reports among them."""
        return self._recall(lists.count_articles, dossier_id or "", choice)

    def count_outlets(self, dossier_id: str | None) -> list[OutletRow]:
        """Every outlet with what is on record of it, those with most articles first."""
        return list(self._recall(lists.count_outlets, dossier_id or ""))

    def count_readers(self, dossier_id: str | None) -> list[tuple[str, dict[str, str], int]]:
        """Which version, with which models, read how many of the articles."""
        return list(self._recall(lists.count_readers, dossier_id or ""))

    def count_citations(self, dossier_id: str | None) -> list[CitationRow]:
        """Which outlets and agencies are cited by which outlets, in how many independent reports, those cited most first."""
        return list(self._recall(lists.count_citations, dossier_id or ""))

    def find_families(self, dossier_id: str | None, *, limit: int = FINDINGS, offset: int = 0) -> tuple[list[Copies], int]:
        """Families of copies from one place of the list on, and how many there are."""
        return self._look(lists.find_families, dossier_id or "", limit, offset)

    def find_edited(self, dossier_id: str | None, after: str, *, limit: int = FINDINGS) -> tuple[list[str], int]:
        """The articles that came in with another text or title after a moment, the last first, and how many there are."""
        return self._look(lists.find_edited, dossier_id or "", after, limit)

    def find_judged(self, dossier_id: str | None, after: str, *, but_by: str = "", limit: int = FINDINGS) -> tuple[list[Judgement], int]:
        """What others than this person judged after a moment, the last first, and how many judgements these are."""
        return self._look(lists.find_judged, dossier_id or "", after, but_by, limit)

    def count_unread_judgements(self, dossier_id: str | None) -> int:
        """How many judgements were made since comparison was stored."""
        return self._look(lists.count_unread_judgements, dossier_id or "")

    def last_times(self, dossier_id: str | None) -> tuple[str | None, str | None]:
        """When the last article first came in, and the last day that an article is of; None where there is none."""
        return self._recall(lists.last_times, dossier_id or "")
