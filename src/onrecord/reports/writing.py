"""Writing a report as one HTML file that holds everything it shows."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from onrecord.errors import OnrecordError
from onrecord.records import given_text
from onrecord.reports.contents import ALONE, PARTS, Contents, Part, Sheet, Written
from onrecord.reports.pictures import picture_of
from onrecord.reports.places import Places
from onrecord.reports.placing import put_file
from onrecord.views import Record
from onrecord.views.charts import can_draw
from onrecord.views.rendering import encoded, environment, style

# What mail takes: 25 MB with most providers, of which its encoding uses a quarter. A browser takes seconds for more, a telephone gives up.
LARGEST = 18_000_000
_PLACE = re.compile(r'(?<=\s)id="[^"]*"')


def write_report(record: Record, path: str | os.PathLike[str], *, with_text: bool = True, pictures: bool = True, told: Sequence[str] = ()) -> Written:
    """Write the record as one self-contained HTML file: the same record gives the same bytes.

    Without `with_text`, articles are shown by their passages only. `pictures` are drawn where the libraries for it are installed.
    `told` are sentences that say of what the report is a part.
    The file appears whole or not at all. OnrecordError where it cannot be written, or would be larger than `LARGEST`.
    """
    contents = Contents(record, with_text=with_text)
    size = put_file(Path(path), _bounded(record, report(contents, pictures=pictures, told=told), with_text=with_text))
    return Written(size, shares=contents.shares)


def report(contents: Contents, *, pictures: bool, told: Sequence[str]) -> Iterator[bytes]:
    """The report as UTF-8 with LF line ends. Its policy lets a browser use this style sheet and nothing else, whatever an article holds."""
    parts = [part for part in PARTS if part.in_one_file]
    places = Places({part.kind: contents.keys[part.kind] for part in parts} | {_group_id(part): (ALONE,) for part in parts})

    def time_line(sheet: Sheet) -> Markup | None:
        picture = picture_of(sheet, places) if pictures and can_draw() and sheet.part.kind == "trail" else None
        return picture.in_page() if picture else None

    template = environment("onrecord.reports", places).get_template("report.html")
    page = template.stream(
        dossier=contents.record.dossier,
        style_sheet=Markup(style()),  # noqa: S704  our own file, and a style element is not unescaped
        style_hash=b64encode(sha256(style().encode()).digest()).decode(),
        contents=contents,
        parts=parts,
        places=places,
        group_id=_group_id,
        placed=_placed,
        time_line=time_line,
        told=told,
    )
    page.enable_buffering(100)
    return map(encoded, page)


def _group_id(part: Part) -> str:
    """The place of all that a part shows."""
    return f"{part.kind}s" if part.kind in {"occasion", "term", "actor", "trail", "article"} else part.kind


def _placed(sheet: Sheet, body: Markup) -> Markup:
    """Without the places inside of pages that show what stands elsewhere too: a place can be in one section only, and links lead to that."""
    if sheet.part.kind not in {"occasion", "term", "actor"}:
        return body
    # Quotation marks of articles are escaped, so this is in tags only.
    return Markup(_PLACE.sub("", body))  # noqa: S704  escaped before


def _bounded(record: Record, pieces: Iterator[bytes], *, with_text: bool) -> Iterator[bytes]:
    # The texts alone tell of a record that is far too large, before anything is made of it.
    if with_text and sum(len(given_text(reading.article)) for reading in record.readings) > LARGEST:
        raise _too_large(record)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise _too_large(record)
        yield piece


def _too_large(record: Record) -> OnrecordError:
    return OnrecordError(
        f"The report of {len(record.readings):,} articles would be larger than {LARGEST // 1_000_000} MB, which is more than mail takes and browsers "
        "open well. Give a folder: a path that does not end in .html. Or narrow the report: --since, --until, --holder, --term, --without-text."
    )
