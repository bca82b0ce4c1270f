"""The matrix as a table for print: a cell for each holder and term, with stance, last day, number of reports and what it depends on."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import STANCES
from onrecord.views.charts.sheet import SIGNS, WASHES, AnyMark, Box, Label, Line, Place, Sheet, Sign, cut, legend, width_of
from onrecord.views.matrix import Cell, Matrix, Row, Told
from onrecord.views.sureness import UNSURE_MEANS, is_unsure
from onrecord.views.wording import counted, date_in_brief, stance_at_length, stance_in_words

_NAMES, _COLUMN, _EDGE, _HEAD = 176.0, 148.0, 16.0, 62.0
_LINE, _PAD = 15.0, 7.0
_SIZE = 11
# More than a sheet of paper holds in legible type; the page and the table in a terminal have them all.
_MOST_ROWS, _MOST_TERMS = 60, 24
_PROPOSITION_LINES = 3


def matrix_sheet(matrix: Matrix) -> Sheet:
    """Rows by terms as a picture: at most 60 rows and 24 terms, and how many more there are."""
    rows, terms = matrix.rows[:_MOST_ROWS], matrix.terms[:_MOST_TERMS]
    width = max(_EDGE * 2 + _NAMES + _COLUMN * len(terms), 720)
    marks: list[AnyMark] = [
        Label(x=_EDGE, y=26, colour="ink", words=cut(matrix.title, 90), size=18, bold=True),
        Label(x=_EDGE, y=49, colour="soft", words=_about(matrix, len(rows), len(terms)), size=12),
    ]
    propositions = [_lines(term.proposition, _COLUMN - 2 * _PAD, _SIZE - 1) for term in terms]
    top = _HEAD + 2 * _PAD + _LINE * (1 + max((len(lines) for lines in propositions), default=0))
    right = _EDGE + _NAMES + _COLUMN * len(terms)
    marks.append(Box(x=_EDGE, y=_HEAD, x2=right, y2=top, colour="sunken"))
    for number, (term, lines) in enumerate(zip(terms, propositions, strict=True)):
        x = _EDGE + _NAMES + _COLUMN * number + _PAD
        marks.append(Label(x=x, y=_HEAD + _PAD + 7, colour="ink", words=cut(term.id, 22), size=12, bold=True, title=term.proposition))
        marks += [Label(x=x, y=_HEAD + _PAD + 7 + _LINE * (row + 1), colour="soft", words=line, size=_SIZE - 1) for row, line in enumerate(lines)]
    marks.append(Line(x=_EDGE, y=top, x2=right, y2=top, colour="strong-line"))
    for row in rows:
        drawn, top = _row(matrix, row, top, len(terms))
        marks += drawn
    marks += [Line(x=x, y=_HEAD, x2=x, y2=top, colour="line") for x in (_EDGE + _NAMES + _COLUMN * number for number in range(len(terms) + 1))]
    marks.append(Line(x=_EDGE, y=_HEAD, x2=_EDGE, y2=top, colour="line"))
    marks += legend(_EDGE, top + 20, tuple((stance, f"{stance_in_words(stance)}: {stance_at_length(stance)}") for stance in STANCES), 10)
    told = "depends on another term; changed: the stance changed, as reports have it; split: members differ; copies count as one report"
    unsure = f"unsure: the surest report of it was {UNSURE_MEANS}"
    marks += [
        Label(x=_EDGE, y=top + 38, colour="soft", words="→", size=10),
        Label(x=_EDGE + 15, y=top + 38, colour="soft", words=told, size=10),
        Label(x=_EDGE + 15, y=top + 54, colour="soft", words=unsure, size=10),
    ]
    about = f"{counted(len(rows), 'row')} by {counted(len(terms), 'term')}."
    return Sheet(title=matrix.title, about=about, width=width, height=top + 70, head=_HEAD - 6, marks=tuple(marks))


def _about(matrix: Matrix, rows: int, terms: int) -> str:
    told = f"The latest stance that is reported of each {'side' if matrix.by == 'side' else 'actor'} on each term."
    if rows < len(matrix.rows):
        told += f" {rows} of {len(matrix.rows)} rows."
    return f"{told} {terms} of {len(matrix.terms)} terms." if terms < len(matrix.terms) else told


def _row(matrix: Matrix, row: Row, top: float, terms: int) -> tuple[list[AnyMark], float]:
    cells = [(number, cell, _told_lines(matrix, cell)) for number, cell in enumerate(row.cells[:terms]) if cell]
    most = max((len(lines) for _, _, lines in cells), default=1)
    bottom = top + max(most, 2) * _LINE + 2 * _PAD
    right = _EDGE + _NAMES + _COLUMN * terms
    of = "" if row.heads_side or matrix.by == "side" else row.side_name
    y = top + _PAD + 7
    marks: list[AnyMark] = [
        Box(x=_EDGE, y=top, x2=_EDGE + _NAMES, y2=bottom, colour="sunken"),
        Label(x=_EDGE + _PAD, y=y, colour="ink", words=cut(row.name, 26), size=12, bold=row.heads_side),
        Label(x=_EDGE + _PAD, y=y + _LINE, colour="soft", words=cut(of, 30), size=_SIZE - 1),
        Line(x=_EDGE, y=bottom, x2=right, y2=bottom, colour="line"),
    ]
    for number, cell, lines in cells:
        x = _EDGE + _NAMES + _COLUMN * number
        if len(cell.stances) == 1:
            marks.append(Box(x=x, y=top, x2=x + _COLUMN, y2=bottom, colour=WASHES[cell.stances[0].stance]))
        for place, (told, words) in enumerate(lines):
            marks += _line(told, words, x + _PAD, y + _LINE * place)
    return marks, bottom


def _line(told: Told | None, words: str, x: float, y: float) -> Iterable[AnyMark]:
    """A stance with its sign, which leads to its newest words; or a line of facts."""
    if told is None:
        yield Label(x=x, y=y, colour="soft", words=words, size=_SIZE - 1)
        return
    passage = told.passages[0] if told.passages else None
    to = Place(passage.article, passage.anchor) if passage else None
    title = f"{stance_at_length(told.stance)}: {cut(passage.text, 300)}" if passage else ""
    yield Sign(x=x + 5, y=y, colour=told.stance, path=SIGNS[told.stance], size=5, title=title, to=to)
    yield Label(x=x + 16, y=y, colour=told.stance, words=words, size=12, bold=True, title=title, to=to)


def _told_lines(matrix: Matrix, cell: Cell) -> list[tuple[Told | None, str]]:
    """What a cell says, line by line."""
    lines: list[tuple[Told | None, str]] = []
    for told in cell.stances:
        lines.append((told, f"{stance_in_words(told.stance)}{', unsure' if is_unsure(told.confidence) else ''}"))
        if cell.split or (matrix.by == "side" and len(told.names) > 1):
            lines.append((None, cut(", ".join(told.names), 27)))
        if told.conditions:
            lines.append((None, cut(f"→ {', '.join(told.conditions)}", 27)))
    day = cell.last_day
    how = {"reported": "reported ", "inferred": "inferred "}.get(day.basis, "")
    lines.append((None, f"{how}{date_in_brief(day.value)}" if day.value else "no date"))
    lines.append((None, f"{counted(cell.reports, 'report')}{', changed' if cell.changed else ''}{', split' if cell.split else ''}"))
    return lines


def _lines(words: str, width: float, size: int) -> list[str]:
    """Words broken into lines that are about so wide, three at most."""
    lines = [""]
    for word in words.split()[:40]:
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    most = int(width / (size * 0.53))
    shown = [cut(line, most) for line in lines[:_PROPOSITION_LINES]]
    return [*shown[:-1], cut(f"{shown[-1]} …", most)] if len(lines) > _PROPOSITION_LINES else shown
