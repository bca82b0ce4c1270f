"""A ledger that is opened for Python: what it can be asked, and judging."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Literal, Self

from onrecord import queries
from onrecord.errors import LedgerError
from onrecord.frames import Records
from onrecord.ledger import Ledger
from onrecord.ledger import open_ledger as open_database
from onrecord.notebook.machine import in_time, placed_by_machine
from onrecord.notebook.making import answer_rows, cell_rows, conflict_rows, hit_row, occasion_rows, position_rows, shift_rows
from onrecord.notebook.rows import AnswerRow, CellRow, ConflictRow, HitRow, OccasionRow, PositionRow, ShiftRow
from onrecord.records import Binding, Correction, Dossier, Judgement
from onrecord.views import Record
from onrecord.views.answers import answer_list
from onrecord.views.conflicts import conflicts
from onrecord.views.matrix import By, matrix
from onrecord.views.occasions import chosen_occasions, listed_occasions
from onrecord.views.paging import Chosen
from onrecord.views.shifts import shifts


def open_ledger(url_or_path: str, *, dossier: str | None = None, create: bool = False) -> OpenLedger:
    """Open the ledger in this file (SQLite), or at this `postgresql://` address, to ask it in Python.

    `dossier` is the id of one of its dossiers; it is not needed where there is one only. With `create`, a ledger is made where there is none.

    Raises:
        LedgerError: there is none, it is something else, it comes from a newer onrecord, or it cannot be reached or read.

    """
    return OpenLedger(open_database(url_or_path, create=create), dossier)


class OpenLedger:
    """A ledger opened for Python. What it gives is as people judged it; with `machine`, as the machine read it. Every method may raise LedgerError.

    Actors may be asked for by id, name or alias, terms by id; those that the dossier does not name are a LedgerError that says which it does.
    `ledger` is the ledger itself (`onrecord.ledger.Ledger`), for readings, runs, judgements and care. Use it as a context manager, or call `close`.
    """

    def __init__(self, ledger: Ledger, dossier_id: str | None = None) -> None:
        self.ledger = ledger
        self._dossier_id = dossier_id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        """Which ledger it is."""
        return f"<ledger {self.ledger.name}>"

    def close(self) -> None:
        """Let go of the database. Closing twice does no harm."""
        self.ledger.close()

    @property
    def dossier(self) -> Dossier:
        """The dossier that is asked about, with the actors as people merged and split them."""
        return self.ledger.dossier(self._dossier_id)

    def positions(
        self,
        *,
        holder: str | None = None,
        side: str | None = None,
        term: str | None = None,
        since: str | None = None,
        until: str | None = None,
        machine: bool = False,
    ) -> Records[PositionRow]:
        """Every position, in the order of time: of a holder, of a side with its members, on a term, between two partial dates, where given."""
        dossier = self.dossier
        asked = self._asked(machine=machine, holder=holder, side=side, term=term, since=since, until=until)
        holder, side, term = asked["holder"], asked["side"], asked["term"]
        if machine:
            record = self._machine()
            holders = record.members.get(side, (side,)) if side is not None else None
            read = placed_by_machine(record, holder, holders, term)
            return Records(PositionRow, position_rows(dossier, in_time(read, since, until)))
        placed = self.ledger.list_positions(dossier.id, holder=holder, side=side, term=term, since=since, until=until)
        return Records(PositionRow, position_rows(dossier, placed))

    def trail(
        self,
        holder: str,
        term: str,
        by: By = "actor",
        *,
        since: str | None = None,
        until: str | None = None,
        last: int | None = None,
        machine: bool = False,
    ) -> Records[PositionRow]:
        """What a holder, or a side, said on a term, in the order of time, undated at the end; with `last`, only the last so many points."""
        dossier = self.dossier
        asked = self._asked(machine=machine, holder=holder, term=term, since=since, until=until)
        holder, term = asked["holder"], asked["term"]
        if machine:
            of = {"side": holder} if by == "side" else {"holder": holder}
            rows = self.positions(**of, term=term, since=since, until=until, machine=True)
            dated = [row for row in rows if row.day is not None]
            undated = [row for row in rows if row.day is None]
            return Records(PositionRow, [*(dated if last is None else dated[len(dated) - min(last, len(dated)) :]), *undated])
        found = self.ledger.trail_rows(dossier.id, holder, term, by=by, since=since, until=until, limit=last)
        return Records(PositionRow, position_rows(dossier, (*found.points, *found.undated)))

    def matrix(self, by: By = "actor", *, since: str | None = None, until: str | None = None, machine: bool = False) -> Records[CellRow]:
        """Who stands where, as last reported: a row for each holder (or side) and term of which something was read.

        As the `machine` read it, of all days: LedgerError where `since` or `until` is given too.
        """
        if machine and (since or until):
            raise LedgerError("the matrix as the machine read it is of all days: ask for it without since and until.")
        self._asked(since=since, until=until)
        found = matrix(self._machine(), by) if machine else queries.matrix(self.ledger, self.dossier, by, since=since, until=until)
        return Records(CellRow, cell_rows(found))

    def shifts(self, *, machine: bool = False) -> Records[ShiftRow]:
        """Changed stances, the latest change first."""
        found = shifts(self._machine()) if machine else queries.shifts(self.ledger, self.dossier)
        return Records(ShiftRow, shift_rows(found))

    def conflicts(self, *, machine: bool = False) -> Records[ConflictRow]:
        """Reports that cannot all be right, or that contradict themselves, the most severe first."""
        found = conflicts(self._machine()) if machine else queries.conflicts(self.ledger, self.dossier)
        return Records(ConflictRow, conflict_rows(found))

    def occasions(
        self,
        *,
        holder: str | None = None,
        term: str | None = None,
        differ: str | None = None,
        since: str | None = None,
        machine: bool = False,
    ) -> Records[OccasionRow]:
        """Utterances and acts that more than one independent report tells of, the latest first.

        Where given, only those of a holder, on a term, since a partial date, or whose reports differ in this: wording, omission, stance, number,
        date, name, headline or summary.
        """
        chosen = self._chosen(machine=machine, holder=holder, term=term, differ=differ, since=since)
        found = chosen_occasions(listed_occasions(self._machine(), None), chosen) if machine else queries.occasions(self.ledger, self.dossier, chosen)
        return Records(OccasionRow, occasion_rows(found))

    def answers(
        self,
        *,
        holder: str | None = None,
        term: str | None = None,
        state: str | None = None,
        since: str | None = None,
        machine: bool = False,
    ) -> Records[AnswerRow]:
        """Offers and demands with the answers to them, a row for each answer; the open ones first, then the newest first.

        Where given, only what a holder offers or answers, on a term, since a partial date, or of a `state`: open or answered.
        """
        chosen = self._chosen(machine=machine, holder=holder, term=term, state=state, since=since)
        found = answer_list(self._machine(), chosen) if machine else queries.answer_list(self.ledger, self.dossier, chosen, limit=None)
        return Records(AnswerRow, answer_rows(found.offers))

    def search(self, words: str = "", *, limit: int = 20, before: int | None = None, **filters: Any) -> Records[HitRow]:
        """What holds all these words, the newest first: "words in a row", wor* for a beginning, -word for what must not occur.

        `filters` are those of `onrecord.ledger.Filters`: kinds, holder, side, term, stance, mode, outlet, notice, judged, since, until, machine.
        To go on, give the last row's `place` as `before`.
        """
        names = self._names(machine=bool(filters.get("machine")))
        found = self.ledger.search(self.dossier.id, words, queries.filters_of(filters, names), limit=limit, before=before)
        return Records(HitRow, (hit_row(hit) for hit in found.hits))

    def judge(
        self,
        action: Literal["accept", "reject", "correct", "note"],
        position: PositionRow,
        *,
        by: str,
        why: str = "",
        **corrected: Any,
    ) -> Judgement:
        """Keep what somebody says of a position, and give it back with its id; LedgerError where it is not here any more.

        `corrected` says for "correct" what is to be read instead: holder and term (by id, name or alias), stance, said_on, conditions, evidence.
        Other judgements (added positions, merged actors, undoing) are given to `ledger.judge` whole. Comparison takes it in when articles are
        read or compared next.
        """
        dossier, corrected = self.dossier, self._asked(**corrected)
        judgement = Judgement(
            dossier=dossier.id,
            action=action,
            by=by,
            why=why,
            on=(self._binding(dossier, position),),
            correction=Correction(**corrected) if corrected else None,
        )
        return self.ledger.judge(judgement)

    def _asked(self, *, machine: bool = False, **asked: Any) -> dict[str, Any]:
        """What is asked for, with ids in the place of names. LedgerError where it cannot be."""
        return queries.checked(asked, self._names(machine=machine)) if any(asked.values()) else asked

    def _chosen(self, *, machine: bool, **asked: str | None) -> Chosen:
        found = self._asked(machine=machine, **asked)
        return Chosen(holder=found["holder"], term=found["term"], kind=asked.get("differ") or asked.get("state"), since=found["since"])

    def _names(self, *, machine: bool) -> queries.Names:
        """What can be asked for: as the machine read it, before people merged and split actors."""
        return queries.names_of(self.ledger, self.ledger.dossier(self._dossier_id, machine=machine))

    def _machine(self) -> Record:

        return queries.as_the_machine_read(self.ledger, self.dossier.id)

    def _binding(self, dossier: Dossier, position: PositionRow) -> Binding:
        for one in self.ledger.judgeable(position.article, dossier.id):
            if one.position.id == position.position:
                return one.binding
        raise LedgerError(f"the position {position.position} of {position.article} is not here any more. Ask for the positions again.")
