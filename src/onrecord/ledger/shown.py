"""What pages show of a ledger: asked for piece by piece, so that the answer takes as long however much the ledger holds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection

from onrecord.ledger import cells, lists, newest, periods, placed, rebuilding, searching
from onrecord.ledger.asking import Asking
from onrecord.ledger.placed import MatrixCell, PlacedPosition, PlacedSilence, PlacedStatement, TrailRows
from onrecord.records import Comparison, Reading

# What is gone over as a whole, for whichever page asks first.
_OF_ALL: tuple[Callable[[Connection, str], Any], ...] = (
    *(placed.matrix_cells, placed.side_reports, placed.days_between, placed.shifted_places),
    *(cells.places, cells.cells_by_actor, periods.dated_by_actor, periods.dated_by_side),
    *(lists.places_of_findings, lists.count_outlets, lists.count_citations, lists.last_times),
)


class Shown(Asking):
    """The part of a ledger that answers for the matrix, for trails, terms and actors, and for a search."""

    def matrix_cells(
        self, dossier_id: str | None, *, since: str | None = None, until: str | None = None, holders: Collection[str] | None = None
    ) -> list[MatrixCell]:
        """Who stands where: a cell for each holder and term of which something was read; of a period (partial dates, both inclusive) and of these
        holders alone, where given.
        """
        if since or until:
            by_actor, shifted = self._recall(periods.dated_by_actor, dossier_id or ""), self._recall(placed.shifted_places, dossier_id or "")
            found = self._look(placed.matrix_cells_of_period, by_actor, shifted, since, until)
        else:
            found = self._recall(placed.matrix_cells, dossier_id or "")
        return [cell for cell in found if holders is None or cell.holder in holders]

    def prepare(self, dossier_id: str | None) -> None:
        """Have in memory what pages ask of the whole record, so that the first of them need not wait for it. Kept until something is written."""
        for ask in _OF_ALL:
            self._recall(ask, dossier_id or "")

    def days_between(self, dossier_id: str | None) -> tuple[str | None, str | None]:
        """The first and the last day of which a position was read; None twice where none has a day."""
        return self._recall(placed.days_between, dossier_id or "")

    def matrix_places(self, dossier_id: str | None) -> list[tuple[str, str]]:
        """The holders and terms of which something was read, in pairs."""
        return list(self._recall(cells.places, dossier_id or ""))

    def position_counts(self, dossier_id: str | None) -> dict[tuple[str, str], int]:
        """How many positions there are, by holder (empty: not known) and term."""
        return {place: count.positions for place, count in self._recall(cells.cells_by_actor, dossier_id or "").items()}

    def reports(self, dossier_id: str | None, holder: str, term: str) -> int:
        """How many independent reports there are of a holder on a term."""
        return self._look(cells.count_of, dossier_id or "", holder, term).reports

    def side_reports(self, dossier_id: str | None, *, since: str | None = None, until: str | None = None) -> dict[tuple[str, str], int]:
        """How many independent reports there are of each side, by side and term: a report of several members counts once."""
        if since or until:
            return periods.reports_of_period(self._recall(periods.dated_by_side, dossier_id or ""), since, until)
        return dict(self._recall(placed.side_reports, dossier_id or ""))

    def readings_named(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Reading]:
        """Those of the current readings that are of these articles, with text, by article id."""
        return self._look(rebuilding.readings_named, dossier_id or "", article_ids)

    def trail_rows(
        self,
        dossier_id: str | None,
        holder: str,
        term: str,
        *,
        by: placed.By = "actor",
        since: str | None = None,
        until: str | None = None,
        before: int | None = None,
        limit: int | None = placed.PAGE,
    ) -> TrailRows:
        """What a holder, or a side with its members, said on a term, in order of time: the last `limit` points (None: all), before a place."""
        return self._look(placed.trail_rows, dossier_id or "", holder, term, by=by, since=since, until=until, before=before, limit=limit)

    def newest_positions(self, dossier_id: str | None, places: Collection[tuple[str, str]], limit: int) -> list[PlacedPosition]:
        """The newest positions on these places (holder and term), all taken together, in order of time."""
        return self._look(newest.newest_positions, dossier_id or "", places, limit)

    def newest_offers(self, dossier_id: str | None, limit: int | None) -> newest.NewestOffers:
        """What was answered last, and as much of what depends on another term (None: all of both), each with the answers to it. Kept until
        something is written, where there is a limit.
        """
        ask = self._look if limit is None else self._recall
        return ask(newest.newest_offers, dossier_id or "", limit)

    def newest_statements(self, dossier_id: str | None, actor: str, limit: int) -> list[PlacedStatement]:
        """The newest statements of an actor, by article and in its order."""
        return self._look(newest.newest_statements, dossier_id or "", actor, limit)

    def newest_silences(self, dossier_id: str | None, actor: str, limit: int) -> list[PlacedSilence]:
        """The newest silences that are reported of an actor, by article."""
        return self._look(newest.newest_silences, dossier_id or "", actor, limit)

    def positions_held(self, dossier_id: str | None, holders: Collection[str]) -> dict[str, int]:
        """How many positions there are of each of these holders; those without any are left out."""
        return self._look(newest.positions_held, dossier_id or "", holders)

    def findings_on(self, dossier_id: str | None, kind: str, holders: Collection[str], term: str) -> list[Comparison]:
        """What comparison found of this kind of these holders on a term, in its order."""
        return self._look(newest.findings_on, dossier_id or "", kind, holders, term)

    def list_positions(
        self,
        dossier_id: str | None,
        *,
        holder: str | None = None,
        side: str | None = None,
        term: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[PlacedPosition]:
        """The current positions, each in its place in time, in that order; of a holder, of a side with its members, on a term, where given."""
        return self._look(placed.list_positions, dossier_id or "", holder=holder, side=side, term=term, since=since, until=until)

    def placed_positions(self, dossier_id: str | None, references: Collection[tuple[str, str]]) -> list[PlacedPosition]:
        """The current positions of these names (an article's id and the position's), each in its place in time."""
        return self._look(placed.placed_positions, dossier_id or "", references)

    def search(
        self, dossier_id: str | None, words: str = "", filters: searching.Filters | None = None, *, limit: int = 20, before: int | None = None
    ) -> searching.Found:
        """What holds all these words, "words in a row", wor* and no -word, the newest first. Whatever is typed, it is taken for words."""
        return self._look(searching.search, dossier_id or "", words, filters or searching.Filters(), limit=limit, before=before)
