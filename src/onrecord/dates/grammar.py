# ruff: noqa: SIM905  word lists read better as text
"""The forms that date words take in running English text, as one pattern of bounded alternatives: its time grows with the length of the text."""

from __future__ import annotations

import re

from onrecord.language.full_dates import MONTHS

WEEKDAYS: dict[str, int] = {
    name: number for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
COUNTS: dict[str, int] = {
    word: number
    for number, word in enumerate(("an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"))
} | {"a": 1, "an": 1}

_MONTH = "(?:" + "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = rf"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in sorted(COUNTS, key=len, reverse=True))}|\d{{1,2}})"
# Longer spans than these are counted in weeks, or are terms that a law sets.
_FEW = rf"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in ('two', 'three', 'four', 'five', 'six', 'seven'))}|[2-7])"
_PART = r"(?:[Ee]arly|[Ll]ate|[Mm]id|the\ end\ of|the\ beginning\ of|the\ middle\ of)[ -]"
# "In a March letter", "in a 2028 interview", "during the 2028 campaign".
_OF_A_MONTH = rf"(?:[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]hat)\ (?={_MONTH}\ (?!(?:for|to|of|on|in|and|through|from)\b)[a-z])"
_OF_A_YEAR = (
    r"(?:[Dd]uring|[Ii]n)\ (?:the\ (?=\d{4}\ (?:presidential\ )?(?:campaign|race|election|primar))|(?:an?|his|her|its|their)\ (?=\d{4}\ [a-z]))"
)

DATE_WORDS = re.compile(
    rf"""
    (?P<relative>\b(?:
        [Tt]oday | [Tt]onight | [Yy]esterday | [Tt]omorrow | [Ll]ast\ night
      | (?:[Ee]arlier|[Ll]ater)\ (?:in\ the\ day|today) | [Tt]his\ (?:morning|afternoon|evening))\b)
  | (?P<beside>\b(?:
        (?P<day_before>(?:[Aa]|[Oo]ne|[Tt]he)\ day\ (?:earlier|before|prior)(?!\ (?:the|to|a|an|his|her|its|their)\b)
          |[Tt]he\ (?:previous|preceding)\ (?:day|night|evening))
      | (?P<day_behind>(?:[Aa]|[Oo]ne)\ day\ later|[Tt]he\ (?:next|following)\ (?:day|morning))
      | (?P<days_behind>{_FEW})\ days\ later
      | (?P<day_same>(?:[Tt]he|[Tt]hat)\ same\ day|[Ll]ater\ that\ day|[Oo]n\ that\ day))\b)
  | (?P<dayafter>\b(?:(?:[Aa]|[Oo]ne|[Tt]he)\ day|[Tt]he\ morning|(?P<days_after>{_FEW})\ days)\ (?:after|following)\b)
  | (?P<ago>\b(?P<count>{_COUNT})\ (?P<unit>day|week|month|year|decade)s?\ (?:ago|earlier)\b)
  | (?P<vague>\b(?:days|weeks|months|years|decades)\ (?:ago|earlier|later)\b)
  | (?P<span>\b(?:
        (?P<which>[Ll]ast|[Tt]his|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming)\ (?P<period>week|month|year|weekend|fall|autumn|spring|summer|winter)
      | (?P<over>(?:(?:[Oo]ver|[Aa]t)\ the\ weekend|[Ee]arlier\ in\ the\ (?:week|month|year))))\b)
  | (?P<monthday>
        \b(?P<month_first>{_MONTH})\ (?P<day_second>{_DAY})\b(?!,?\ \d{{4}}|[:.]\d|\ ?%)
      | \b(?P<day_first>{_DAY})(?:\ of)?\ (?P<month_second>{_MONTH})(?!,?\ \d{{4}}))
  | (?P<monthyear>\b(?P<month_of_year>{_MONTH}),?\ (?:of\ )?(?P<year_of_month>(?:19|20)\d\d)\b)
  | (?P<month>\b
        (?:(?P<month_lead>[Ii]n|[Ss]ince|[Ll]ast|[Tt]his\ past|[Pp]ast|[Tt]his|[Nn]ext|[Ff]rom|[Dd]uring|[Bb]y|[Uu]ntil|[Bb]ack\ in)\ (?:{_PART})?
          |{_PART}|{_OF_A_MONTH})(?P<month_alone>{_MONTH})(?!\ \d)
        (?:,?\ (?:of\ )?(?P<month_year>last|this|that|the\ same|the\ previous|the\ following)\ year\b)?)
  | (?P<year>\b(?:(?P<year_lead>[Ii]n|[Ss]ince|[Dd]uring|[Bb]ack\ in|[Bb]y|[Uu]ntil)\ (?:{_PART})?|{_PART}|{_OF_A_YEAR})
        (?P<year_alone>(?:19|20)\d\d)\b(?!-\d))
  | (?P<weekday>\b
        (?:(?P<day_lead>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Ee]very|[Pp]revious)\ )?
        (?P<day_name>{_WEEKDAY})(?P<every>s)?\b(?P<week_before>\ last\ week)?)
    """,
    re.VERBOSE,
)
FORMS = ("relative", "beside", "dayafter", "ago", "vague", "span", "monthday", "monthyear", "month", "year", "weekday")

# Without one of these words a sentence holds no date; looking for them is ten times cheaper than looking for dates.
_WORDS = re.compile(r"[A-Za-z]+|\d{4}|\d{1,2}[./-]")
_TRIGGERS = (
    frozenset("today tonight yesterday tomorrow earlier later ago day days morning afternoon evening night".split())
    | frozenset("week month year weekend fall autumn spring summer winter".split())
    | frozenset("Today Tonight Yesterday Tomorrow Earlier Later".split())
    | {name.capitalize() + ending for name in (*MONTHS, *WEEKDAYS) for ending in ("", "s")}
    | {name.upper() for name in MONTHS}
    | {str(year) for year in range(1900, 2100)}
)

# Before date words, these put them ahead: "will vote on Friday", "is to meet next week", "wants a vote on Monday", "runs out on Friday"; and,
# right before them, "by Monday"; and behind them "on Tuesday will announce".
_LEADING_TO = "is|are|was|were|set|due|ready|planned|planning|poised|about|scheduled|slated|likely|going|supposed|prepared"
# "Plans a vote on Monday" is ahead; "his plan on Monday", "unveiled plans on Monday" are not.
_PLANS = r"(?<!['’]s )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\btheir )(?<!unveiled )(?<!announced )(?<!of )plans|plans? to"
_COMING = re.compile(
    rf"(?:\b(?:will|would|(?:{_LEADING_TO})\ to|may|might|could|should|shall|must|upcoming"
    rf"|wants?|wanted|hopes?|hoped|hoping|expects?|expected|{_PLANS}|intends?|expires?|runs?\ out)\b[^,;.\"“”\n]{{0,60}}"
    r"|\b(?:by|for|until|before|due|deadline)\ (?:the\ |on\ |next\ |late\ |early\ |a\ )?)$"
)
_WILL = re.compile(r" (?:will|is expected to|is to|are to)\b")
_SPOKEN = re.compile(r"\b(?:said|says|told|saying|announced|wrote|tweeted)\b[^,;.]{0,60}$")
_ON = re.compile(r"\b(?:[Oo]n|[Ll]ate|[Ee]arly|[Ee]arlier) \Z")
# "Monday's briefing" is the day of what was said there; "Monday's bombing" is not.
_OCCASION = re.compile(
    r"['’]s (?:\w{1,20} ){0,2}(?:address|announcement|appearance|briefing|broadcast|call|conference|debate|hearing|interview|letter|meeting|remarks"
    r"|session|speech|statement|summit|testimony|vote)"
)
# How far before a date a word may stand that puts it ahead, in characters: a dozen words.
_BEFORE = 90


def may_hold_dates(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has any word that dates are made of."""
    return not _TRIGGERS.isdisjoint(_WORDS.findall(text, start, end))


def names_event(text: str, end: int) -> str:
    """Whether date words that end here name something of that day: an "occasion" to speak ("Friday's briefing"), another "thing", or "" neither."""
    if text[end : end + 2] not in ("'s", "’s"):
        return ""
    return "occasion" if _OCCASION.match(text, end) else "thing"


def is_ahead(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the words before put the date ahead of the speaking, or the word behind makes it part of a name ("the Sunday Courier")."""
    behind = text[match.end() : match.end() + 2]
    if (
        match["weekday"] is not None
        and behind[:1] == " "
        and behind[1:].isupper()
        and not _ON.search(text, max(start, match.start() - 8), match.start())
    ):
        return True
    if match["weekday"] is not None and _WILL.match(text, match.end()):
        return True
    before = text[max(start, match.start() - _BEFORE) : match.start()]
    coming = _COMING.search(before)
    return coming is not None and not _SPOKEN.search(before, coming.start())
