"""What an article's address tells: the page that it stands for, its host, and its publication date where the path carries one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from onrecord.language.partial_dates import is_partial_date

_MONTHS = {name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)}
# The forms of news sites: /2024/07/04/, /2024/jul/04/, /2024-07-04/ or -2024-07-04, /20240704/; and /2024/07/ for a month.
_DAY = re.compile(r"[/_-](20\d\d|199\d)([/-]?)(\d\d|[a-z]{3})\2(\d\d)(?=[/_.-]|$)", re.IGNORECASE)
_MONTH = re.compile(r"/(20\d\d|199\d)[/-](\d\d)/")
# Caches of AMP pages carry the address of the page in their own: https://HOST.cdn.ampproject.org/c/s/www.courier.example/..., and
# https://www.google.com/amp/s/www.courier.example/... (amp.dev, "AMP Cache URL format"); "s" stands for https.
_AMP_CACHE = re.compile(r"https?://(?:[\w-]{1,200}\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]{2,10}/amp)/(s/)?([\w-]+(?:\.[\w-]+){1,9}/.*)")
_LONGEST = 2_000


def page_address(address: str | None) -> str | None:
    """The address of the page on the web; that of the page itself where a cache of AMP pages stands before it. None for what is no address."""
    address = (address or "").strip()
    if len(address) > _LONGEST or not address.isprintable() or not address.lower().startswith(("http://", "https://")):
        return None
    cached = _AMP_CACHE.fullmatch(address)
    return f"http{'s' if cached[1] else ''}://{cached[2]}" if cached else address


def host_of(address: str | None) -> str | None:
    """The host of an address in small letters, without "www."; None where it has none."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None


def date_in_address(address: str | None) -> str | None:
    """The day, else the month, that an address carries in its path; None where there is none."""
    path = (address or "")[:_LONGEST].partition("?")[0]
    for match in _DAY.finditer(path):
        month = _MONTHS.get(match[3].lower(), match[3])
        day = f"{match[1]}-{int(month):02d}-{match[4]}" if str(month).isdigit() else ""
        if is_partial_date(day):
            return day
    named = _MONTH.search(path)
    month_only = f"{named[1]}-{named[2]}" if named else ""
    return month_only if is_partial_date(month_only) else None
