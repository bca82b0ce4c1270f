"""Reading on one process, one article after the other, so that no article can stop the run."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import InputError, InternalError, OnrecordError
from onrecord.pages import Given, Screen, extract
from onrecord.positions import Use
from onrecord.reading import read
from onrecord.records import Article, Dossier, Reading
from onrecord.version import __version__

_LOG = logging.getLogger(__name__)
# Without a handler of its own, an application that sets up no logging would get every trace-back on its terminal.
_LOG.addHandler(logging.NullHandler())


def read_here(
    pages: Iterable[Given], dossier: Dossier | None, *, fast: bool = False, use: Use = "usual", screen: Screen | None = None
) -> Iterator[Reading | InputError]:
    """Read articles and pages in order, lazily; see `read_all`."""
    for page in pages:
        result = read_page(page, dossier, fast=fast, use=use, screen=screen)
        if result is not None:
            yield result


def read_page(
    page: Given, dossier: Dossier | None, *, fast: bool = False, use: Use = "usual", screen: Screen | None = None
) -> Reading | InputError | None:
    """Read one article or page; None where the screen passes it over. Whatever comes up meanwhile becomes an InputError."""
    if isinstance(page, InputError):
        return page
    if isinstance(page, Article):
        return _read_guarded(page, dossier, fast=fast, use=use)
    article = extract(page)
    if isinstance(article, Article) and screen is not None and screen.refuses_article(page, article):
        return None
    return article if isinstance(article, InputError) else _read_guarded(article, dossier, fast=fast, use=use)


def _read_guarded(article: Article, dossier: Dossier | None, *, fast: bool, use: Use) -> Reading | InputError:
    try:
        return read(article, dossier, fast=fast, use=use)
    except InputError as error:
        return error
    except InternalError as error:
        return _bug(article, error)
    except OnrecordError as error:
        _LOG.warning("%s was not read: %s", article.id, error)
        return InputError(article.id, str(error))
    except Exception as error:  # noqa: BLE001  whatever one article brings about, the others are read
        return _bug(article, error)


def _bug(article: Article, error: Exception) -> InputError:
    """What to say of an error that is ours, with the place in our code, so that this line is a report already."""
    place = _place(error)
    _LOG.error("reading %s failed at %s; please report it with this trace and, if you may share it, the article", article.id, place, exc_info=error)
    told = str(error).splitlines()
    what = f"{type(error).__name__}{': ' + told[0] if told else ''}"
    return InputError(
        article.id,
        f"not read because of a bug in onrecord {__version__} ({what}, at {place}). Please report this line and, if you may share it, the article.",
    )


def _place(error: Exception) -> str:
    """Where in onrecord the error came up: the innermost of our own lines (positions/stance.py:12)."""
    package = Path(__file__).parent.parent
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(package)]
    frame = ours[-1]
    return f"{Path(frame.filename).relative_to(package).as_posix()}:{frame.lineno}"
