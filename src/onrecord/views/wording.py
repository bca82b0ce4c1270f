"""The words that pages use for what records hold: stances, days, counts, reasons. Plain text, never markup."""

from __future__ import annotations

from onrecord.records import PublishedBy, Stance
from onrecord.views.passages import Day

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_STANCES: dict[Stance, str] = {"for": "for", "conditional": "if", "against": "against", "undecided": "open"}
_LONG_STANCES: dict[Stance, str] = {
    "for": "for it, no condition told",
    "conditional": "only if something else holds",
    "against": "against it",
    "undecided": "speaks to it, without committing",
}
_NOTICES = {
    "agency-credited": "Credits a news agency.",
    "correction": "Carries a correction.",
    "generated-with-ai": "Says that it was made with AI.",
    "language-not-read": "In a language that is not read here: no statements were looked for.",
    "live-blog": "A live page: its parts may be of different days.",
    "opinion": "Marked as opinion.",
    "press-release": "Marked as a press release.",
    "quotations-only": "Holds quotations and a few words around each, not the whole article.",
    "sponsored": "Says that it is paid for.",
    # The notice does not say on whose word; the table does, with a source for each outlet.
    "state-media": "Listed as state media in the outlet table.",
    "translated": "Says that it is a translation.",
}
# The kinds of notices that articles may carry.
NOTICES = tuple(_NOTICES)
# How a day is known that the report itself does not tell.
BASES = {"reported": "the day of the report, which does not tell when it was said", "inferred": "the day that another report of it tells"}
_DATED_BY: dict[PublishedBy, str] = {"metadata": "as given with the article", "text": "as its own text tells", "url": "as its address tells"}


def stance_in_words(stance: Stance) -> str:
    """One short word for a stance: for, if, against, open."""
    return _STANCES[stance]


def stance_at_length(stance: Stance) -> str:
    """A stance spelled out, for those who do not see the legend."""
    return _LONG_STANCES[stance]


def condition_in_words(words: str) -> str:
    """The words of a condition behind "if"; those of an exception begin with their own "unless" and stay as they are."""
    return words if words.lower().startswith("unless ") else f"if: {words}"


def in_words(name: str) -> str:
    """A kind or a reason ("sign-up") as words ("sign up")."""
    return name.replace("-", " ").replace("_", " ")


def notice_in_words(kind: str) -> str:
    """What a notice tells, as a sentence; kinds that are not known here show by their name."""
    return _NOTICES.get(kind, f"{in_words(kind).capitalize()}.")


def date_in_words(value: str) -> str:
    """The day "2032-03-04" as "4 March 2032", "2032-03" as "March 2032"; what is no partial date stays as it is."""
    parts = value.split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) not in (1, 2, 3):
        return value
    if len(parts) == 1:
        return value
    month = int(parts[1])
    if not 1 <= month <= len(_MONTHS):
        return value
    day = f"{int(parts[2])} " if len(parts) == 3 else ""  # noqa: PLR2004  year, month, day
    return f"{day}{_MONTHS[month - 1]} {parts[0]}"


def date_in_brief(value: str) -> str:
    """As `date_in_words`, with the month cut to three letters."""
    words = date_in_words(value)
    return " ".join(word[:3] if word in _MONTHS else word for word in words.split(" "))


def between_in_words(first: str | None, last: str | None) -> str:
    """A span of days of which either end may be open."""
    if first and last:
        return date_in_words(first) if first == last else f"{date_in_words(first)} – {date_in_words(last)}"
    if first:
        return f"not before {date_in_words(first)}"
    return f"not after {date_in_words(last)}" if last else "day not told"


def day_in_words(day: Day) -> str:
    """A day and how it is known: "4 March 2032", "inferred ..." (another report tells it), "reported 5 March 2032", "no date, not before ..."."""
    if day.value:
        return date_in_words(day.value) if day.basis == "said" else f"{day.basis} {date_in_words(day.value)}"
    return f"no date, {between_in_words(day.not_before, day.not_after)}" if day.not_before or day.not_after else "no date"


def dated_by_in_words(published_by: PublishedBy | None) -> str:
    """Where a publication date was taken from."""
    return _DATED_BY[published_by] if published_by else "as given with the article"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "3 reports"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_DIFFERENCES = {
    "wording": "worded otherwise",
    "omission": "left out",
    "stance": "another stance",
    "number": "another number",
    "date": "another day",
    "name": "another name",
    "headline": "headline over body",
    "summary": "summary over body",
}
_VOICES = {"holder": "in its own words or acts", "spokesperson": "told by one who speaks for it", "others": "told by others"}
_ACTS = {
    "accept": "accepts",
    "reject": "rejects",
    "correct": "corrects",
    "add": "adds",
    "merge": "brings together",
    "split": "takes apart",
    "note": "notes",
    "undo": "takes back a judgement",
}


def difference_in_words(what: str) -> str:
    """In what two reports differ."""
    return _DIFFERENCES.get(what, in_words(what))


def voice_in_words(voice: str) -> str:
    """Whose words tell something."""
    return _VOICES.get(voice, in_words(voice))


def act_in_words(action: str) -> str:
    """What somebody does who judges."""
    return _ACTS.get(action, in_words(action))
