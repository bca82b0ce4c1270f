"""What a ledger answers where articles came in and are compared with their candidates alone (`onrecord.comparison.arrivals`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from onrecord.ledger import around, comparison_rows, last_compared, rebuilding, signatures, trail_rows, uncompared
from onrecord.ledger.around import Place
from onrecord.ledger.asking import Asking
from onrecord.ledger.uncompared import Uncompared
from onrecord.records import Article, Comparison, Reading


class Arriving(Asking):
    """The part of a ledger that answers for the comparison of what came in."""

    def uncompared(self, dossier_id: str | None) -> list[Uncompared]:
        """The articles that came in, or came in anew, since they were compared last, and on what they told something before."""
        return self._look(uncompared.uncompared, dossier_id or "")

    def tellings_compared(self, dossier_id: str | None, points: str) -> int | None:
        """How many tellings there were when everything was compared by these points; None where everything must be compared anew."""
        return self._look(last_compared.tellings_compared, dossier_id or "", points)

    def spread_of_words(self, dossier_id: str | None, words: Collection[str]) -> dict[str, int]:
        """How many tellings had each of these words when everything was compared; those that had not come up are left out."""
        return self._look(last_compared.spread_of_words, dossier_id or "", words)

    def articles_judged(self, dossier_id: str | None) -> set[str]:
        """The articles of which people brought reports of one occasion together, or took them apart."""
        return self._look(last_compared.articles_judged, dossier_id or "")

    def articles_silent(self, dossier_id: str | None, actors: Collection[str], days: Collection[str | None]) -> set[str]:
        """The articles of these days of publication that tell of the silence of one of these actors."""
        return self._look(around.articles_silent, dossier_id or "", actors, days)

    def positions_named(self, dossier_id: str | None, article_ids: Collection[str], place: Place | None = None) -> list[Reading]:
        """The current readings of these articles with nothing but their positions, only those on this place, where given, and without text, by
        article id.
        """
        return self._look(around.positions_named, dossier_id or "", article_ids, place)

    def accounts_named(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Reading]:
        """The current readings of these articles as reports are compared: with text, positions, and the cues of statements, by article id."""
        return self._look(rebuilding.accounts_named, dossier_id or "", article_ids)

    def reports_of(self, dossier_id: str | None, article_ids: Collection[str]) -> dict[str, str]:
        """The article that stands for the family of copies that each of these articles is in; those that are in none are left out."""
        known: dict[str, str | None] = self._remembered(("reports", dossier_id), dict)
        missing = set(article_ids) - known.keys()
        if missing:
            known.update(dict.fromkeys(missing) | self._look(around.reports_of, dossier_id or "", missing))
        return {name: report for name in article_ids if (report := known[name])}

    def positions_counted(self, dossier_id: str | None) -> dict[Place, int]:
        """How many positions there were when they were counted last, by every holder (empty: not known) and term that there are."""
        return self._look(around.positions_counted, dossier_id or "")

    def trail_between(
        self, dossier_id: str | None, holders: Collection[str], terms: Collection[str], days: tuple[int, int], marks: int = 0
    ) -> list[trail_rows.Row]:
        """The positions of these holders on these terms whose last day is one of these, both inclusive; only those with one of these marks, where
        given.
        """
        return self._look(trail_rows.trail_between, dossier_id or "", holders, terms, days, marks)

    def articles_told_on(
        self, dossier_id: str | None, stretches: Collection[trail_rows.Stretch], without: int, most: int | None = None, *, backwards: bool = False
    ) -> set[str]:
        """The articles of the positions of holders on terms, without these marks: in each stretch, of so many from the first on or from the last
        back; or (None) of all in it and of those whose last day is not known.
        """
        return self._look(trail_rows.articles_told_on, dossier_id or "", stretches, without, most, backwards=backwards)

    def told_in(self, dossier_id: str | None, article_ids: Collection[str]) -> dict[str, bytes]:
        """What these articles tell, as comparison keeps it."""
        return self._look(trail_rows.told_in, dossier_id or "", article_ids)

    def trail_beside(self, dossier_id: str | None, holder: str, term: str, days: tuple[int, int], most: int) -> list[trail_rows.Row]:
        """So many positions of a holder on a term before some days, and as many after."""
        return self._look(trail_rows.trail_beside, dossier_id or "", holder, term, days, most)

    def trail_of_articles(self, dossier_id: str | None, article_ids: Collection[str]) -> list[trail_rows.Row]:
        """What these articles told when they were compared last."""
        return self._look(trail_rows.trail_of_articles, dossier_id or "", article_ids)

    def first_taken(self, dossier_id: str | None, place: Place, with_mark: int, without: int, besides: Collection[str]) -> dict[str, int]:
        """The first day of each stance of a holder on a term, among positions with and without some marks, these articles left out."""
        return self._look(trail_rows.first_taken, dossier_id or "", place, with_mark, without, besides)

    def left_open(self, dossier_id: str | None, place: Place, without: int, besides: Collection[str]) -> tuple[int | None, list[trail_rows.Row]]:
        """The last day on which a holder took a stance on a term (0: not known; None: it took none), and what it left undecided after it.

        Positions with these marks, and these articles, are left out.
        """
        return self._look(trail_rows.left_open, dossier_id or "", place, without, besides)

    def findings_naming(self, dossier_id: str | None, article_ids: Collection[str], kind: str | None = None) -> list[Comparison]:
        """The rows of comparison that name one of these articles; only of this kind, where given."""
        known = self._remembered((comparison_rows.Naming, dossier_id), comparison_rows.Naming)
        return self._look(comparison_rows.read_naming, dossier_id or "", article_ids, (kind,) if kind else (), known)

    def conflicts_on(self, dossier_id: str | None, place: Place) -> list[Comparison]:
        """The conflicts of a holder on a term, in no order."""
        return self._look(around.conflicts_on, dossier_id or "", place)

    def questions_on(self, dossier_id: str | None, terms: Collection[str]) -> list[Comparison]:
        """The open questions of these terms."""
        return self._look(around.questions_on, dossier_id or "", terms)

    def count_findings(self, dossier_id: str | None) -> dict[str, int]:
        """How many rows of comparison there are of each kind."""
        return self._look(comparison_rows.count_rows, dossier_id or "")

    def sharing(self, dossier_id: str | None, article_id: str, longest: Callable[[int], int | None] = lambda _: None) -> list[signatures.Sharing]:
        """The articles that share runs of words with this one, as far as signatures tell. `longest` says how long the signature of one that shares so
        many may be (None: of any length).
        """
        return self._look(signatures.sharing, dossier_id or "", article_id, longest)

    def most_alike(self, dossier_id: str | None, article_id: str, most: int) -> list[str]:
        """So many of the articles that share most runs of words with this one."""
        return self._look(signatures.most_alike, dossier_id or "", article_id, most)

    def contents(self, dossier_id: str | None, article_ids: Sequence[str]) -> dict[str, str]:
        """What names all words of each of these articles: equal where they have the same words in the same order."""
        return self._look(signatures.contents, dossier_id or "", article_ids)

    def texts(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Article]:
        """These articles as far as copies are found in them: their text, and which passages were dropped."""
        return self._look(signatures.texts_named, dossier_id or "", sorted(article_ids))
