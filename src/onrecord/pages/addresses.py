"""What an article's address tells: its publication date, where the path carries one."""

from __future__ import annotations

import re

from onrecord.language.partial_dates import is_partial_date

_MONTHS = {name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)}
# The forms of news sites: /2024/07/04/, /2024/jul/04/, /2024-07-04/ or -2024-07-04, /20240704/; and /2024/07/ for a month.
_DAY = re.compile(r"[/_-](20\d\d|199\d)([/-]?)(\d\d|[a-z]{3})\2(\d\d)(?=[/_.-]|$)", re.IGNORECASE)
_MONTH = re.compile(r"/(20\d\d|199\d)[/-](\d\d)/")


def date_in_address(address: str | None) -> str | None:
    """The day, else the month, that an address carries in its path; None where there is none."""
    path = (address or "")[:2_000].partition("?")[0]
    for match in _DAY.finditer(path):
        month = _MONTHS.get(match[3].lower(), match[3])
        day = f"{match[1]}-{int(month):02d}-{match[4]}" if str(month).isdigit() else ""
        if is_partial_date(day):
            return day
    named = _MONTH.search(path)
    month_only = f"{named[1]}-{named[2]}" if named else ""
    return month_only if is_partial_date(month_only) else None
