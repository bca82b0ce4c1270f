"""Rows for people who work in Python: a list of flat records that becomes a pandas or polars frame, and a table in a notebook.

Neither library is needed to use onrecord; each is imported when a frame is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import import_module
from typing import Any, Generic, TypeVar, cast, overload

from msgspec import Struct
from msgspec.structs import asdict, fields

from onrecord.errors import OnrecordError

# As many rows as a notebook shows; a frame shows no more either.
_SHOWN = 50
# Colours of stances as the pages have them, light enough for black letters.
_COLOURS = {"for": "#cfe3ff", "conditional": "#ead6f5", "against": "#ffd9b8", "undecided": "#e4e4e4"}


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
        """A `pandas.DataFrame` of the rows, also where there are none. Days stay as the record has them ("2031-05"): they may be months or years."""
        return _library("pandas").DataFrame(self.to_dicts(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """A `polars.DataFrame` of the rows, also where there are none. Days stay as the record has them ("2031-05"): they may be months or years."""
        columns = {name: [_as_list(getattr(row, name)) for row in self._rows] for name in self.columns}
        return _library("polars").DataFrame(columns, strict=False)

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


def _as_list(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


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
