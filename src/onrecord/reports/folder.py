"""Writing a report as a folder of static files: a page for each thing, with its data beside it as JSON and CSV."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from onrecord.reports.contents import ALONE, PARTS, Contents, Sheet, Written
from onrecord.reports.data import data_of
from onrecord.reports.pictures import Picture, picture_of
from onrecord.reports.places import Files, path_of
from onrecord.reports.placing import put_folder
from onrecord.views import Record
from onrecord.views.charts import can_draw
from onrecord.views.rendering import encoded, environment, style

# From the top of the folder to a trail, which lies under its holder.
_DEEPEST = 2


def write_folder(
    record: Record,
    path: str | os.PathLike[str],
    *,
    with_text: bool = True,
    pictures: bool = True,
    png: bool = False,
    told: Sequence[str] = (),
    force: bool = False,
) -> Written:
    """Write the record as a folder of static files: the same record gives the same bytes.

    Without `with_text`, articles are shown by their passages only. `pictures` are drawn where the libraries for it are installed: of matrices as
    SVG and PNG, of trails as SVG and with `png` as PNG too. `told` are sentences that say of what the report is a part.
    The folder appears whole or not at all, and replaces only a report of ours; with `force`, another folder that stands there is renamed.
    OnrecordError where it cannot be written, or something else stands there.
    """
    contents = Contents(record, with_text=with_text)
    put = put_folder(Path(path), f"onrecord: {record.dossier.id}", files(contents, pictures=pictures, png=png, told=told), force=force)
    return Written(put.size, put.files, put.kept, contents.shares)


def files(contents: Contents, *, pictures: bool, png: bool, told: Sequence[str]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a report, by path from the top of the folder."""
    yield PurePosixPath("style.css"), style().encode("utf-8")
    links = [Files(contents.keys, depth) for depth in range(_DEEPEST + 1)]
    templates = [environment("onrecord.reports", each).get_template("page.html") for each in links]
    for part in PARTS:
        for sheet in contents.sheets(part):
            path = path_of(part.kind, sheet.key)
            depth = len(path.parts) - 1
            picture = picture_of(sheet, links[depth]) if pictures and can_draw() else None
            beside = {_beside(path, sheet, form): content for form, content in _forms(sheet, picture, png=png)}
            page = templates[depth].render(
                sheet=sheet,
                time_line=picture.in_page() if picture and sheet.key else None,
                dossier=contents.record.dossier,
                parts=[each for each in PARTS if each.words and contents.keys[each.kind] == (ALONE,)],
                told=told,
                forms=[(file.suffix[1:].upper(), file.name) for file in beside],
            )
            yield path.with_name(f"{path.name}.html"), encoded(page)
            yield from beside.items()


def _forms(sheet: Sheet, picture: Picture | None, *, png: bool) -> Iterator[tuple[str, bytes]]:
    """The other forms of a page, by their endings."""
    yield from data_of(sheet)
    if picture:
        yield "svg", picture.svg()
        # Painting takes three times as long as drawing, and there may be hundreds of trails.
        if png or not sheet.key:
            yield "png", picture.png()


def _beside(path: PurePosixPath, sheet: Sheet, form: str) -> PurePosixPath:
    return path.with_name(f"{path.name}.{form}") if sheet.key else PurePosixPath(f"{sheet.part.kind}.{form}")
