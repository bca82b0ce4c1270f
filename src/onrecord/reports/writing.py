"""Writing a report: one HTML file that holds everything it shows."""

from __future__ import annotations

import os
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from markupsafe import Markup

from onrecord.errors import OnrecordError
from onrecord.reports.places import Places
from onrecord.views import Record
from onrecord.views.article import article_page
from onrecord.views.conflicts import conflicts
from onrecord.views.matrix import matrix
from onrecord.views.occasions import occasions
from onrecord.views.rendering import encoded, environment, style
from onrecord.views.shifts import shifts
from onrecord.views.sources import sources
from onrecord.views.trail import trails


def write_report(record: Record, path: str | os.PathLike[str]) -> None:
    """Write the record as one self-contained HTML file: the same record gives the same bytes.

    The file appears whole or not at all. OnrecordError where it cannot be written.
    """
    target = Path(path)
    try:
        _replace(target, report(record))
    except OSError as error:
        raise OnrecordError(
            f"{target}: the report cannot be written ({error.strerror}). Give a path in a folder that exists and can be written to."
        ) from error


def report(record: Record) -> bytes:
    """The report as UTF-8 with LF line ends. Its policy lets a browser use this style sheet and nothing else, whatever an article holds."""
    told = trails(record)
    pages = [page for page in (article_page(record, article) for article in record.by_article) if page]
    page = (
        environment("onrecord.reports", Places(record, told))
        .get_template("report.html")
        .render(
            dossier=record.dossier,
            style_sheet=Markup(style()),  # noqa: S704  our own file, and a style element is not unescaped
            style_hash=b64encode(sha256(style().encode()).digest()).decode(),
            matrix=matrix(record),
            trails=told,
            shifts=shifts(record),
            conflicts=conflicts(record),
            occasions=occasions(record),
            sources=sources(record),
            articles=pages,
        )
    )
    return encoded(page)


def _replace(target: Path, content: bytes) -> None:
    """Through a file beside it, so that an interrupted run leaves the old report as it was."""
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:80]}.", delete=False) as beside:
        unfinished = Path(beside.name)
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    try:
        # A temporary file is private; a report is as readable as the user's other new files.
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
