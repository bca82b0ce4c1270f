"""Rows for people who work in Python: a list of flat records that becomes a pandas or polars frame, and a table in a notebook.

Neither library is needed to use onrecord; each is imported when a frame is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import import_module
from typing import Any, Generic, TypeVar, cast, overload

from msgspec import Struct, inspect
from msgspec.structs import asdict, fields

from onrecord.errors import OnrecordError

# As many rows as a notebook shows; a frame shows no more either.
_SHOWN = 50
# Colours of stances as the pages have them, light enough for black letters.
_COLOURS = {"for": "#cfe3ff", "conditional": "#ead6f5", "against": "#ffd9b8", "undecided": "#e4e4e4"}

# The columns of which pandas is told what they hold: numbers and truth values that no row lacks.
_NUMBERS: dict[type[inspect.Type], str] = {inspect.IntType: "int64", inspect.FloatType: "float64", inspect.BoolType: "bool"}


class FlatRow(Struct, frozen=True, kw_only=True):
    """A record of plain values. A class whose rows are shown with marked words gives them in `_marked`."""

    def _marked(self) -> Iterable[tuple[str, bool]]:
        """The row's words in pieces, each with whether it is marked."""
        return ()


Flat = TypeVar("Flat", bound=FlatRow)


class Records(Sequence[Flat], Generic[Flat]):
    """Rows of one kind, in order. They are compared, counted, sliced and gone through like those of a tuple."""

    def __init__(self, kind: type[Flat], rows: Iterable[Flat]) -> None:
        self._kind = kind
        self._rows = tuple(rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the values that each row has."""
        return tuple(field.name for field in fields(self._kind))

    @overload
    def __getitem__(self, place: int) -> Flat: ...

    @overload
    def __getitem__(self, place: slice) -> Records[Flat]: ...

    def __getitem__(self, place: int | slice) -> Flat | Records[Flat]:
        """One row, or some of them."""
        return Records(self._kind, self._rows[place]) if isinstance(place, slice) else self._rows[place]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Flat]:
        """One row after the other."""
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        """Whether these are the same rows in the same order."""
        return self._rows == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        """As of a tuple of the rows."""
        return hash(self._rows)

    def __repr__(self) -> str:
        """What it is, and the first rows."""
        shown = ", ".join(repr(row) for row in self._rows[:2])
        return f"<{len(self._rows)} x {self._kind.__name__}{': ' + shown if shown else ''}{', ...' if self._rows[2:] else ''}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each row as a dict; lists of values are tuples."""
        return [asdict(row) for row in self._rows]

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame` of the rows, also where there are none. Days stay as the record has them ("2031-05"): they may be months or years.

        Lists of values are tuples; what is not known is what pandas has for it (NaN or None).
        """
        pandas = _library("pandas")
        frame = pandas.DataFrame(self.to_dicts(), columns=list(self.columns))
        # Without rows, or with nothing but unknown values, pandas cannot tell what a column would hold.
        return frame.astype({field.name: _NUMBERS[type(field.type)] for field in _typed(self._kind) if type(field.type) in _NUMBERS})

    def to_polars(self) -> Any:
        """A `polars.DataFrame` of the rows, also where there are none. Days stay as the record has them ("2031-05"): they may be months or years.

        Columns have the same types whatever is in the rows, so that frames of several questions can be put together.
        """
        polars = _library("polars")
        columns = {name: [_as_list(getattr(row, name)) for row in self._rows] for name in self.columns}
        return polars.DataFrame(columns, schema={field.name: _polars_type(field.type, polars) for field in _typed(self._kind)})

    def _repr_html_(self) -> str:
        """A table for a notebook, with the words that each row rests on marked. All that comes from articles is escaped."""
        names = [name for name in self.columns if any(getattr(row, name) not in (None, "", ()) for row in self._rows[:_SHOWN])]
        head = "".join(f"<th>{escape(name)}</th>" for name in names)
        body = "".join(f"<tr>{''.join(_cell(row, name) for name in names)}</tr>" for row in self._rows[:_SHOWN])
        more = f"<p>{_SHOWN} of {len(self._rows):,} rows are shown.</p>" if len(self._rows) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}" if self._rows else "<p>No rows.</p>"


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise OnrecordError(f"a frame of {name} needs it to be installed: pip install {name}") from None


def _typed(kind: type[FlatRow]) -> tuple[inspect.Field, ...]:
    """What each value of a row may be."""
    return cast("inspect.StructType", inspect.type_info(kind)).fields


def _polars_type(told: inspect.Type, polars: Any) -> Any:
    if isinstance(told, inspect.UnionType):
        return _polars_type(next(one for one in told.types if not isinstance(one, inspect.NoneType)), polars)
    if isinstance(told, inspect.VarTupleType):
        return polars.List(_polars_type(told.item_type, polars))
    if isinstance(told, inspect.TupleType):
        return polars.List(_polars_type(told.item_types[0], polars))
    return getattr(polars, {inspect.IntType: "Int64", inspect.FloatType: "Float64", inspect.BoolType: "Boolean"}.get(type(told), "String"))


def _as_list(value: object) -> object:
    return [_as_list(one) for one in value] if isinstance(value, tuple) else value


def _cell(row: FlatRow, name: str) -> str:
    value = getattr(row, name)
    if name == "words":
        pieces = list(row._marked())  # noqa: SLF001  the row's own part of this table
        if pieces:
            colour = _COLOURS.get(cast("str", getattr(row, "stance", None)) or "", "#fff3b0")
            return f"<td>{''.join(_piece(words, colour) if marked else escape(words) for words, marked in pieces)}</td>"
    if value is None:
        return "<td></td>"
    told = "; ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)
    return f"<td>{escape(told)}</td>"


def _piece(words: str, colour: str) -> str:
    return f'<mark style="background:{colour};color:#000">{escape(words)}</mark>'
