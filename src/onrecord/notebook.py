"""The record for people who work in Python: a ledger's positions, trails, matrix, shifts, conflicts and search as rows for a frame.

import onrecord
with onrecord.open_ledger("onrecord.sqlite") as record:
    record.matrix()                                            # in a notebook: a table
    record.trail("maddek", "open-gates").to_pandas()           # or .to_polars()
    record.search('"open the gates"', holder="maddek")
    record.judge("correct", record.positions(holder="maddek")[0], by="A. Reader", why="he said no", stance="against")
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from onrecord.errors import LedgerError
from onrecord.frames import FlatRow, Records
from onrecord.records import Binding, Correction, Dossier, Field, JudgedState, Judgement, Mode, Stance, side_of

if TYPE_CHECKING:
    from onrecord.ledger import Hit, Ledger, PlacedPosition
    from onrecord.queries import Names
    from onrecord.views import Record
    from onrecord.views.matrix import By, Matrix
    from onrecord.views.shifts import ShownEnd


class PositionRow(FlatRow, frozen=True, kw_only=True):
    """One position of one article. `words` is its clearest passage, `[start, end)` in the article's `field`; `conditions` are words."""

    day: str | None
    day_is: str
    holder: str | None
    holder_name: str | None
    side: str | None
    term: str
    stance: Stance
    conditions: tuple[str, ...]
    condition_terms: tuple[str, ...]
    words: str
    via: tuple[str, ...]
    mode: Mode
    outlet: str | None
    article: str
    title: str | None
    url: str | None
    published: str | None
    copy_of: str | None
    start: int
    end: int
    field: Field
    judged: JudgedState | None
    confidence: float
    position: str

    def _marked(self) -> Iterable[tuple[str, bool]]:
        return ((self.words, True),)


class CellRow(FlatRow, frozen=True, kw_only=True):
    """One holder, or side, on one term, as last reported: several `stances` where reports differ, or members (`split`).

    `confidence` is the chance that the least sure of these stances is read right: of each, that of its surest report.
    """

    holder: str
    name: str
    side: str
    term: str
    proposition: str
    stances: tuple[Stance, ...]
    confidence: float
    split: bool
    last_day: str | None
    day_is: str
    reports: int
    changed: bool
    undated: int
    conditions: tuple[str, ...]
    article: str | None
    words: str | None

    def _marked(self) -> Iterable[tuple[str, bool]]:
        return ((self.words or "", True),)


class ShiftRow(FlatRow, frozen=True, kw_only=True):
    """A change of one holder on one term, with the words at both ends."""

    holder: str
    name: str
    term: str
    from_stance: Stance
    from_day: str | None
    from_article: str
    from_words: str | None
    to_stance: Stance
    to_day: str | None
    to_article: str
    words: str | None

    def _marked(self) -> Iterable[tuple[str, bool]]:
        return ((self.words or "", True),)


class ConflictRow(FlatRow, frozen=True, kw_only=True):
    """Reports that cannot all be right. `severity` (0 to 1) orders them; `passages` are words of the `articles`, one each; `term` is None
    where they are about no term of the dossier.
    """

    severity: float
    type: str
    holder: str
    name: str
    term: str | None
    why: str
    articles: tuple[str, ...]
    passages: tuple[str, ...]


class HitRow(FlatRow, frozen=True, kw_only=True):
    """Something that was found. `words` is the passage around what was looked for, which a notebook shows marked; `place` orders in time."""

    kind: str
    day: str | None
    day_is: str
    holder: str | None
    term: str | None
    stance: Stance | None
    mode: Mode | None
    judged: JudgedState | None
    words: str
    outlet: str | None
    article: str
    title: str | None
    url: str | None
    published: str | None
    start: int
    end: int
    field: Field
    place: int
    marks: tuple[tuple[int, int], ...]

    def _marked(self) -> Iterable[tuple[str, bool]]:
        done = 0
        for start, end in self.marks:
            yield self.words[done:start], False
            yield self.words[start:end], True
            done = end
        yield self.words[done:], False


def open_ledger(url_or_path: str, *, dossier: str | None = None, create: bool = False) -> OpenLedger:
    """Open the ledger in this file (SQLite), or at this `postgresql://` address, to ask it in Python.

    `dossier` is the id of one of its dossiers; it is not needed where there is one only. With `create`, a ledger is made where there is none.

    Raises:
        LedgerError: there is none, it is something else, it comes from a newer onrecord, or it cannot be reached or read.

    """
    from onrecord.ledger import open_ledger as open_database  # noqa: PLC0415  heavy import

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
            read = _placed_by_machine(record, holder, holders, term)
            return Records(PositionRow, _position_rows(dossier, _in_time(read, since, until)))
        placed = self.ledger.list_positions(dossier.id, holder=holder, side=side, term=term, since=since, until=until)
        return Records(PositionRow, _position_rows(dossier, placed))

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
        return Records(PositionRow, _position_rows(dossier, (*found.points, *found.undated)))

    def matrix(self, by: By = "actor", *, since: str | None = None, until: str | None = None, machine: bool = False) -> Records[CellRow]:
        """Who stands where, as last reported: a row for each holder (or side) and term of which something was read.

        As the `machine` read it, of all days: LedgerError where `since` or `until` is given too.
        """
        from onrecord import queries  # noqa: PLC0415  heavy import
        from onrecord.views.matrix import matrix as view  # noqa: PLC0415  the same

        if machine and (since or until):
            raise LedgerError("the matrix as the machine read it is of all days: ask for it without since and until.")
        self._asked(since=since, until=until)
        return Records(
            CellRow, _cell_rows(view(self._machine(), by) if machine else queries.matrix(self.ledger, self.dossier, by, since=since, until=until))
        )

    def shifts(self, *, machine: bool = False) -> Records[ShiftRow]:
        """Changed stances, the latest change first."""
        from onrecord import queries  # noqa: PLC0415  heavy import
        from onrecord.views.shifts import shifts as view  # noqa: PLC0415  the same

        found = view(self._machine()) if machine else queries.shifts(self.ledger, self.dossier)
        return Records(
            ShiftRow,
            (
                ShiftRow(
                    holder=shift.holder,
                    name=shift.name,
                    term=shift.term,
                    from_stance=shift.before.stance,
                    from_day=shift.before.day.value,
                    from_article=shift.before.article,
                    from_words=_words_of(shift.before),
                    to_stance=shift.after.stance,
                    to_day=shift.after.day.value,
                    to_article=shift.after.article,
                    words=_words_of(shift.after),
                )
                for shift in found
            ),
        )

    def conflicts(self, *, machine: bool = False) -> Records[ConflictRow]:
        """Reports that cannot all be right, or that contradict themselves, the most severe first."""
        from onrecord import queries  # noqa: PLC0415  heavy import
        from onrecord.views.conflicts import conflicts as view  # noqa: PLC0415  the same

        found = view(self._machine()) if machine else queries.conflicts(self.ledger, self.dossier)
        return Records(
            ConflictRow,
            (
                ConflictRow(
                    severity=conflict.severity,
                    type=conflict.type,
                    holder=conflict.holder,
                    name=conflict.name,
                    term=conflict.term,
                    why=conflict.why,
                    articles=tuple(passage.article for passage in conflict.passages),
                    passages=tuple(passage.text for passage in conflict.passages),
                )
                for conflict in found
            ),
        )

    def search(self, words: str = "", *, limit: int = 20, before: int | None = None, **filters: Any) -> Records[HitRow]:
        """What holds all these words, the newest first: "words in a row", wor* for a beginning, -word for what must not occur.

        `filters` are those of `onrecord.ledger.Filters`: kinds, holder, side, term, stance, mode, outlet, notice, judged, since, until, machine.
        To go on, give the last row's `place` as `before`.
        """
        from onrecord import queries  # noqa: PLC0415  heavy import

        names = self._names(machine=bool(filters.get("machine")))
        found = self.ledger.search(self.dossier.id, words, queries.filters_of(filters, names), limit=limit, before=before)
        return Records(HitRow, (_hit_row(hit) for hit in found.hits))

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
        from onrecord import queries  # noqa: PLC0415  heavy import

        return queries.checked(asked, self._names(machine=machine)) if any(asked.values()) else asked

    def _names(self, *, machine: bool) -> Names:
        """What can be asked for: as the machine read it, before people merged and split actors."""
        from onrecord import queries  # noqa: PLC0415  heavy import

        return queries.names_of(self.ledger, self.ledger.dossier(self._dossier_id, machine=machine))

    def _machine(self) -> Record:
        from onrecord import queries  # noqa: PLC0415  heavy import

        return queries.as_the_machine_read(self.ledger, self.dossier.id)

    def _binding(self, dossier: Dossier, position: PositionRow) -> Binding:
        for one in self.ledger.judgeable(position.article, dossier.id):
            if one.position.id == position.position:
                return one.binding
        raise LedgerError(f"the position {position.position} of {position.article} is not here any more. Ask for the positions again.")


def _position_rows(dossier: Dossier, placed: Iterable[PlacedPosition]) -> Iterator[PositionRow]:
    names = {actor.id: actor.name for actor in dossier.actors}
    sides = {actor.id: side_of(actor.id, dossier) for actor in dossier.actors}
    for one in placed:
        position, passage = one.position, one.position.evidence[0]
        yield PositionRow(
            day=one.day,
            day_is=one.basis,
            holder=position.holder,
            holder_name=names.get(position.holder or "", position.holder),
            side=sides.get(position.holder or "", position.holder),
            term=position.term,
            stance=position.stance,
            conditions=tuple(condition.text for condition in position.conditions),
            condition_terms=tuple(condition.term for condition in position.conditions if condition.term),
            words=passage.text,
            via=tuple(via.span.text for via in position.via),
            mode=position.mode,
            outlet=one.outlet,
            article=one.article,
            title=one.title,
            url=one.url,
            published=one.published,
            copy_of=None if one.report == one.article else one.report,
            start=passage.start,
            end=passage.end,
            field=passage.field,
            judged=one.judged,
            confidence=position.confidence,
            position=position.id,
        )


def _in_time(placed: Iterable[PlacedPosition], since: str | None, until: str | None) -> list[PlacedPosition]:
    """Those between two partial dates in the order of time, as a ledger gives them: by the last day that each can be of, those without one first."""
    from onrecord.ledger.numbering import first_ordinal, span_of_ids  # noqa: PLC0415  heavy import

    first, beyond = span_of_ids(since, until)
    found = (one for one in placed if first <= one.place < beyond)
    return sorted(found, key=lambda one: (one.place, first_ordinal(one.day), one.article, one.position.id))


def _placed_by_machine(record: Record, holder: str | None, holders: Collection[str] | None, term: str | None) -> Iterator[PlacedPosition]:
    """The positions of readings that nobody judged, by article and in its order; those of one day share a place."""
    from onrecord.ledger import PlacedPosition  # noqa: PLC0415  heavy import
    from onrecord.ledger.numbering import first_id  # noqa: PLC0415  the same
    from onrecord.views.passages import day_of  # noqa: PLC0415  the same

    placed = (
        (reading.article, position, day_of(position.said_on, reading.article, record.inferred_days.get((reading.article.id, position.id))))
        for reading in record.readings
        for position in reading.positions
        if (holder is None or position.holder == holder) and (holders is None or position.holder in holders) and term in {None, position.term}
    )
    return (
        PlacedPosition(
            place=first_id(day.value, article.published, article.not_after),
            day=day.value,
            basis=day.basis,
            report=record.report(article.id),
            position=position,
            article=article.id,
            **{name: getattr(article, name) for name in ("outlet", "title", "url", "published", "not_before", "not_after")},
        )
        for article, position, day in placed
    )


def _cell_rows(shown: Matrix) -> Iterator[CellRow]:
    for row in shown.rows:
        for term, cell in zip(shown.terms, row.cells, strict=True):
            if cell is None:
                continue
            passages = [passage for told in cell.stances for passage in told.passages]
            yield CellRow(
                holder=row.actor,
                name=row.name,
                side=row.side,
                term=term.id,
                proposition=term.proposition,
                stances=tuple(told.stance for told in cell.stances),
                confidence=min((told.confidence for told in cell.stances), default=0.0),
                split=cell.split,
                last_day=cell.last_day.value,
                day_is=cell.last_day.basis,
                reports=cell.reports,
                changed=cell.changed,
                undated=cell.undated,
                conditions=tuple(dict.fromkeys(name for told in cell.stances for name in told.conditions)),
                article=passages[0].article if passages else None,
                words=passages[0].text if passages else None,
            )


def _words_of(end: ShownEnd) -> str | None:
    return end.point.passages[0].text if end.point and end.point.passages else None


def _hit_row(hit: Hit) -> HitRow:
    marks, place = [], 0
    for piece in hit.snippet:
        if piece.marked:
            marks.append((place, place + len(piece.text)))
        place += len(piece.text)
    return HitRow(
        kind=hit.kind,
        day=hit.day,
        day_is=hit.basis,
        holder=hit.holder,
        term=hit.term,
        stance=hit.stance,
        mode=hit.mode,
        judged=hit.judged,
        words="".join(piece.text for piece in hit.snippet),
        outlet=hit.outlet,
        article=hit.article,
        title=hit.title,
        url=hit.url,
        published=hit.published,
        start=hit.start,
        end=hit.end,
        field=hit.field,
        place=hit.place,
        marks=tuple(marks),
    )
