"""The publication date that stands in a page's markup without being declared, by htmldate: the same whenever the page is read."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

# htmldate passes over what lies after today unless it is told a last day; a date to come is the page's own all the same.
_LAST_DAY = "2100-01-01"


@lru_cache(maxsize=1)
def load_library() -> None:
    """Load htmldate, and keep it from taking a day from the clock.

    It gives words such as "2021, 14:30" to dateutil, which puts today's day and month where they name none.
    """
    from htmldate import extractors  # noqa: PLC0415  heavy import

    library: Any = extractors
    parse = library.dateutil_parse

    def parse_whole(words: str, **options: Any) -> datetime:
        """What dateutil reads, where the words name year, month and day; raises ValueError where they do not."""
        first: datetime = parse(words, default=datetime(2001, 1, 1), **options)  # noqa: DTZ001  the time of day is not looked at
        second: datetime = parse(words, default=datetime(2002, 2, 2), **options)  # noqa: DTZ001  the same
        if first.date() != second.date():
            raise ValueError(words)
        return first

    library.dateutil_parse = parse_whole


def date_in_markup(page: str) -> str | None:
    """The day (2024-07-04) that the page's markup tells; None where it tells none."""
    from htmldate import find_date  # noqa: PLC0415  heavy import

    load_library()
    try:
        found: str | None = find_date(page, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    except Exception:  # noqa: BLE001  a page whose date cannot be found this way has none, whatever the library meets
        return None
    return found
