"""What lists may be asked for: what they are narrowed to, and which page."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.exceptions import HTTPException

from onrecord.language.partial_dates import first_day, is_partial_date
from onrecord.ledger.lists import FINDINGS
from onrecord.views.paging import Chosen
from onrecord.web.page import Asked, Parameter

# More pages than any list has; asking for one beyond the last gives an empty one.
LAST_PAGE = 100_000
_MOST_ROWS = 1_000

SINCE = Parameter("since", "Not before this day, month or year.", "day")
AFTER = Parameter("after", "Only what first came in after this moment, such as 2032-03-04T09:00Z.")
PAGE_NUMBER = Parameter("page", "Which page of the list, 1 for the first.", "number")


def list_parameters(kind: str, kinds: tuple[str, ...]) -> tuple[Parameter, ...]:
    """The parameters of a list of findings; `kind` says in words what its `kind` parameter does."""
    return (
        Parameter("holder", "Only what this actor holds."),
        Parameter("term", "Only on this term."),
        Parameter("kind", kind, choices=kinds),
        SINCE,
        AFTER,
        PAGE_NUMBER,
    )


def chosen(asked: Asked, kinds: tuple[str, ...]) -> Chosen:
    """What a list of findings is narrowed to."""
    return Chosen(
        holder=asked.query.get("holder", "").strip() or None,
        term=asked.query.get("term", "").strip() or None,
        kind=asked.choice("kind", ("", *kinds), "") or None,
        since=asked.day("since"),
        after=moment(asked, "after"),
    )


def page_number(asked: Asked, name: str = "page") -> int:
    """Which page of a list is asked for."""
    return asked.number(name, lowest=1, highest=LAST_PAGE, otherwise=1) or 1


def rows_of(asked: Asked) -> int:
    """How many findings a page has: a table for a program holds more than people read at once."""
    return _MOST_ROWS if asked.form == "csv" else FINDINGS


def moment(asked: Asked, name: str) -> str | None:
    """A parameter that is a moment, as the ledger writes them (UTC); a day is its beginning. None where it was not given."""
    given = asked.query.get(name, "").strip()
    if not given:
        return None
    try:
        return as_moment(first_day(given).isoformat() if is_partial_date(given) else given)
    except (ValueError, OverflowError) as error:
        raise HTTPException(400, f"{name} is a day or a moment: 2032-03-04 or 2032-03-04T09:00Z.") from error


def as_moment(given: str) -> str:
    """A moment as the ledger writes them. Where no zone is told, it is UTC. ValueError where it is none."""
    # A plus sign in an address that nobody quoted is read as a space.
    read = datetime.fromisoformat(given.replace(" ", "+") if given.count(" ") == 1 and "T" in given else given)
    zoned = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    return zoned.isoformat(timespec="microseconds").replace("+00:00", "Z")
