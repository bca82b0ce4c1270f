"""Which lines of a text are not part of the article, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Collection

from onrecord.pages.furniture import furniture_of
from onrecord.pages.lines import Line, tokens_of
from onrecord.pages.publication import is_dateline
from onrecord.pages.repeats import find_repeats
from onrecord.records import Dropped

# A line may have this many words more than the headline and still be nothing but the headline (a place, a date, a label before it).
_MORE_THAN_HEADLINE = 6
# "Story highlights" and its like open a list of lines that only repeat; it has this many lines at most.
_SUMMARY = re.compile(r"(?:story highlights|highlights|key points|key takeaways|at a glance|summary|in brief)\b\s?:?", re.IGNORECASE)
_MOST_HIGHLIGHTS = 6
_LONGEST_HIGHLIGHT = 200
# A header of links ("Read more:") is followed by headlines up to the end, or up to the next whole sentence.
_LINKS = re.compile(
    r"(?:read (?:more|also|next)|related(?: \w{4,10})?|see also|more on this|recommended|latest|most (?:read|popular))\W{0,4}$", re.IGNORECASE
)
_MOST_LINKS = 12
_LONGEST_LINK = 160
# An item of a list, or a quotation that breaks off, may end an article without a full stop.
_LISTED = re.compile(r"[-–—•·⦁*\"“‘']|\d{1,3}[.)]")
# The head of the page, in lines, where bylines and standfirsts stand.
_HEAD = 3
_NAME = re.compile(r"(?:[A-Z][\w.'’-]{0,20}|and|de|van|von|al|bin|,)(?:,? (?:[A-Z][\w.'’-]{0,20}|and|de|van|von|al|bin)){1,7}$")
_MOST_NAMES = 8
# "ELSBURG (Agency) - ", "ELSBURG, Oct 3 —": the body begins here, even where its first line is broken.
_DATELINE = re.compile(r"[A-Z][A-Z'’-]{2,20}[\w .,/'’-]{0,40}(?:\([\w ]{2,30}\)|[—–]| - )")


def find_furniture(lines: list[Line]) -> dict[int, str]:
    """The numbers of lines that by their own words are not part of the article, and why."""
    found = {}
    for line in lines:
        reason = "dateline" if is_dateline(line.words) else furniture_of(line, len(lines))
        if reason is not None:
            found[line.number] = reason
    return found


def find_dropped(lines: list[Line], title: str | None, furniture: dict[int, str], datelines: Collection[int]) -> tuple[Dropped, ...]:
    """The lines that are not part of the article, in order, each with the first reason that holds.

    `furniture` comes from `find_furniture`; `datelines` are the numbers of lines that tell the article's own date and little else.
    """
    reasons: dict[int, str] = {}
    for find in (_headlines(lines, title), dict.fromkeys(datelines, "dateline"), furniture, _highlights(lines), _links(lines), _head(lines)):
        reasons = find | reasons
    reasons = _late_teasers(lines, reasons) | reasons
    reasons = _tail(lines, reasons) | reasons
    reasons |= find_repeats(lines, reasons)
    return tuple(Dropped(start=line.start, end=line.end, text=line.words, reason=reasons[line.number]) for line in lines if line.number in reasons)


def _late_teasers(lines: list[Line], reasons: dict[int, str]) -> dict[int, str]:
    """The headline, and the section above it, of another story whose date follows them behind the body."""
    found: dict[int, str] = {}
    whole = 0
    for line in lines:
        whole += line.number not in reasons and line.ends_a_sentence
        if reasons.get(line.number) != "dateline" or whole <= _HEAD:
            continue
        for before in reversed(lines[max(0, line.number - 2) : line.number]):
            if before.number in reasons or before.ends_a_sentence or len(before.words) > _LONGEST_LINK:
                break
            found[before.number] = "teaser"
    return found


def _tail(lines: list[Line], reasons: dict[int, str]) -> dict[int, str]:
    """Short lines that end no sentence, behind the last one that does: links that the page goes on with."""
    found: dict[int, str] = {}
    for line in reversed(lines[max(_HEAD, len(lines) - _MOST_LINKS) :]):
        if line.number in reasons:
            continue
        if line.ends_a_sentence or len(line.words) > _LONGEST_LINK or _LISTED.match(line.words):
            return found
        found[line.number] = "teaser"
    return {}


def _headlines(lines: list[Line], title: str | None) -> dict[int, str]:
    """Lines that are the title again, alone or behind a label or a caption."""
    wanted = tokens_of(title or "")
    if not wanted:
        return {}
    found = {}
    longest = len(title or "") * 2 + 200
    for line in lines:
        if len(line.words) > longest:
            continue
        tokens = tokens_of(line.words)
        if tokens == wanted or (len(wanted) >= _HEAD and tokens[-len(wanted) :] == wanted and len(tokens) <= len(wanted) + _MORE_THAN_HEADLINE):
            found[line.number] = "headline-repeat"
    return found


def _highlights(lines: list[Line]) -> dict[int, str]:
    """A list of highlights: its opening line, and the lines after it that do not end a sentence."""
    found = {}
    for line in lines[: 2 * _HEAD]:
        if not _SUMMARY.match(line.words) or line.ends_a_sentence:
            continue
        found[line.number] = "summary-repeat"
        for after in lines[line.number + 1 : line.number + _MOST_HIGHLIGHTS]:
            if after.ends_a_sentence or len(after.words) > _LONGEST_HIGHLIGHT:
                break
            found[after.number] = "summary-repeat"
        break
    return found


def _links(lines: list[Line]) -> dict[int, str]:
    """The headlines under a header of links."""
    found = {}
    for line in lines:
        if len(line.words) > _LONGEST_LINK or not _LINKS.match(line.words):
            continue
        for after in lines[line.number + 1 : line.number + 1 + _MOST_LINKS]:
            if (after.ends_a_sentence and not after.words.endswith("?")) or len(after.words) > _LONGEST_LINK:
                break
            found[after.number] = "teaser"
    return found


def _head(lines: list[Line]) -> dict[int, str]:
    """A standfirst or a byline at the head of the page: lines before the first whole sentence that do not end one."""
    found: dict[int, str] = {}
    for line in lines[:_HEAD]:
        if line.ends_a_sentence or _DATELINE.match(line.words):
            break
        if _NAME.match(line.words) and len(line.words.split()) <= _MOST_NAMES:
            found[line.number] = "credit"
        elif len(line.words) <= _LONGEST_HIGHLIGHT:
            found[line.number] = "summary-repeat"
    return found if len(found) < len(lines) else {}
