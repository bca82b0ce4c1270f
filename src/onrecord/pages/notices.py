"""What a reader should know about an article as a whole, each with the words that show it."""

from __future__ import annotations

import re

from onrecord.pages.lines import Line
from onrecord.pages.outlets import state_behind
from onrecord.records import Article, Dropped, Notice, Span, given_text

# The language that the stages after this one can read.
_READ = "en"
# What a page or a row may declare of itself, outside of its text: such a notice comes without words, and stays.
_DECLARED = frozenset({"live-blog", "opinion", "press-release", "quotations-only", "sponsored"})
# A note about the article is short; longer lines are searched only at their beginning.
_SEARCHED = 600
# Lines at the head and the end of a text, where notes about it stand.
_EDGE = 4

_WORK = r"(?:article|story|report|post|piece|content|text|summary|page|translation|version)"
_AI = r"(?:AI\b|A\.I\.|artificial intelligence|ChatGPT|a language model|generative|machine learning|an algorithm)"

# Notes that may stand in any line, since they speak of the article themselves: the kind, words of which the note has one, and its form.
_ANYWHERE: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "generated-with-ai",
        (" ai", "a.i.", "artificial", "chatgpt", "language model", "generative", "machine learning", "algorithm"),
        re.compile(
            rf"\b(?i:this|the)\b.{{0,80}}\b{_WORK}\b.{{0,120}}\b(?:generated|written|produced|created|drafted|summari[sz]ed"
            rf"|translated)\b.{{0,30}}\b(?:with|by|using|through)\b.{{0,40}}{_AI}"
            rf"|\b(?:generated|written|produced|created|summari[sz]ed) (?:with|by|using) (?:the help of )?{_AI}\W{{0,3}}$"
            rf"|^\W{{0,3}}AI[- ]generated\b"
        ),
    ),
    (
        "correction",
        ("correct", "clarif", "version of this", "amended"),
        re.compile(
            rf"^\W{{0,3}}(?:correction|clarification|corrects|corrected)\b\s?[:(—-]|\b(?:earlier|previous) version of this {_WORK}\b"
            rf"|\bthis {_WORK} (?:has been|was) (?:corrected|amended|edited to clarify)",
            re.IGNORECASE,
        ),
    ),
    (
        "translated",
        ("translat", "originally", "first published", "first written", "first appeared"),
        re.compile(
            rf"^\W{{0,3}}translat(?:ed|ion) (?:by|from)\b|\bthis {_WORK} (?:was|has been) translated\b"
            rf"|\bthis {_WORK} (?:was )?(?:originally|first) (?:published|written|appeared) in (?:[A-Z]\w+ish|French|German|Russian|Arabic"
            rf"|Chinese|Hebrew|Persian|Japanese)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "sponsored",
        ("sponsored", "paid ", "advertorial", "partner content", "branded content", "promoted content"),
        re.compile(
            rf"^\W{{0,3}}(?:sponsored(?: content| post| by\b.{{0,60}})?|paid (?:content|post|partnership|for by\b.{{0,60}})|advertorial"
            rf"|partner content|branded content|promoted content)\W{{0,3}}$"
            rf"|\bthis {_WORK} (?:is|was) (?:sponsored|paid for)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "press-release",
        ("immediate release", "newswire", "business wire", "press release"),
        re.compile(r"^\W{0,3}for immediate release\b|/PRNewswire/|\(BUSINESS WIRE\)|\(GLOBE NEWSWIRE\)|^\W{0,3}press release\W{0,3}$", re.IGNORECASE),
    ),
    (
        "opinion",
        ("expressed", "opinion", "commentary", "op-ed"),
        re.compile(
            r"\b(?:opinions?|views?) expressed (?:in this|here|are)\b|^\W{0,3}(?:opinion|commentary|op-ed)(?: contributor| columnist"
            r"| writer)?\W{0,3}$",
            re.IGNORECASE,
        ),
    ),
    (
        "live-blog",
        ("live ", "as it happened"),
        re.compile(
            r"^\W{0,3}(?:live (?:updates?|blog|coverage)|as it happened)\b.{0,80}$|\bthis live (?:blog|page|coverage) (?:is|has|was)\b", re.IGNORECASE
        ),
    ),
    (
        "agency-credited",
        ("from ", "wire "),
        re.compile(
            r"\b(?:material|information|reporting|files?|inputs?) from (?:the )?(?:Reuters|AP|AFP|Associated Press|Agence France-Presse"
            r"|agencies|wire)|\bwire (?:service )?reports\b"
        ),
    ),
)
_AGENCY = (
    r"(?:Reuters|REUTERS|AP|AFP|UPI|IANS|PTI|ANI|DPA|dpa|EFE|ANSA|TASS|RIA Novosti|Interfax|Xinhua|Anadolu|AA|IRNA|Tasnim|Bloomberg|Yonhap"
    r"|Kyodo|SANA|WAFA|Ukrinform|PA|JTA"
    r"|The Associated Press|Associated Press|Agence France-Presse)"
)
# An agency that is called one: of 11,517 crawled articles none has a line of nothing but such a name that is not a credit.
_CALLED_AGENCY = r"(?:[A-Z][\w&'’-]{1,20} ){1,3}(?:News ?wire|Wire|Wire Service|News Agency|Press Agency|News Service)"
# A dateline's agency, or one that ends the line; and a credit to one, in a line that credits.
_CREDITED = re.compile(
    rf"^.{{0,80}}?(?:\({_AGENCY}\)|/{_AGENCY}/)|\({_AGENCY}\)\W{{0,3}}$|^(?:By|by) (?:the )?{_AGENCY}\b"
    rf"|^\W{{0,3}}(?:(?:[Bb]y|[Ff]rom|[Ss]ource:) )?(?:[Tt]he )?(?:{_AGENCY}|{_CALLED_AGENCY})\W{{0,3}}$"
    rf"|^\W{{0,3}}(?:(?:Copyright|©|\([Cc]\))\s?){{1,2}}(?:\d{{4}},?\s)?(?:by )?(?:[Tt]he )?(?:Thomson[/ ])?{_AGENCY}\b"
)
_CREDIT_TO = re.compile(rf"\b{_AGENCY}\b")

# At the head or the end of the page, behind a name or a date.
_TRANSLATED = re.compile(r"(?<=[.|;•·–—]\s)[Tt]ranslat(?:ed|ion) (?:by|from)\b")
_LONGEST_CREDIT = 140

_OPINION_TITLE = re.compile(
    r"(?:opinion|op-ed|commentary|editorial|column)\s?[:|—-]|.{0,200}[|—-]\s?(?:opinion|op-ed|commentary|editorial)\W{0,3}$", re.IGNORECASE
)
_OPINION_ADDRESS = re.compile(r"/(?:opinions?|commentisfree|op-ed|commentary|editorials?|columns?|columnists?)(?:/|$)", re.IGNORECASE)
_LIVE_TITLE = re.compile(
    r"(?:live|live (?:updates?|blog|coverage))\s?[:|—-]|.{0,200}(?:\blive updates?\b|\blive blog\b|\bas it happened\b|[-–—|]\s?live\W{0,3}$)",
    re.IGNORECASE,
)
_AUTHOR_OF_OPINION = re.compile(r"\b(?:columnist|opinion (?:writer|editor|contributor))\b", re.IGNORECASE)


def find_notices(article: Article, lines: list[Line], named: Span | None = None) -> tuple[Notice, ...]:
    """The notices of an article whose language, title, outlet and dropped lines are known: one of a kind, in the order of their names.

    `named` are the words of the text that name its outlet, where it does.
    """
    evidence: dict[str, list[Span]] = {notice.kind: [] for notice in article.notices if notice.kind in _DECLARED and not notice.evidence}
    if article.language is not None and article.language != _READ:
        evidence["language-not-read"] = []
    lowered = given_text(article).lower()
    possible = [(kind, pattern) for kind, hints, pattern in _ANYWHERE if any(hint in lowered for hint in hints)]
    # Behind the last line of the body only notes and links stand, however many.
    gone = {passage.start for passage in article.dropped}
    ending = min(len(lines) - _EDGE, 1 + max((line.number for line in lines if line.start not in gone), default=0))
    for line in lines:
        for kind, span in _in_line(line, ending, possible):
            evidence.setdefault(kind, []).append(span)
    for passage in article.dropped:
        _of_dropped(passage, evidence)
    _of_title(article, evidence)
    if state_behind(article.outlet, article.url) is not None:
        evidence["state-media"] = [named] if named is not None and named.text == article.outlet else []
    return tuple(
        Notice(kind=kind, evidence=tuple(sorted(set(spans), key=lambda span: (span.field, span.start, span.end))))
        for kind, spans in sorted(evidence.items())
    )


def _in_line(line: Line, ending: int, possible: list[tuple[str, re.Pattern[str]]]) -> list[tuple[str, Span]]:
    words = line.words[:_SEARCHED]
    found = []
    for kind, pattern in possible:
        match = pattern.search(words)
        if match:
            found.append((kind, _span(line, match)))
    if line.number < _EDGE or line.number >= ending:
        translated = _TRANSLATED.search(words) if len(words) <= _LONGEST_CREDIT else None
        for kind, match in (("agency-credited", _CREDITED.search(words)), ("translated", translated)):
            if match:
                found.append((kind, _span(line, match)))
    return found


def _of_dropped(passage: Dropped, evidence: dict[str, list[Span]]) -> None:
    """A credit to an agency, or a columnist's own line, among what was dropped."""
    pattern, kind = {"credit": (_CREDIT_TO, "agency-credited"), "bio": (_AUTHOR_OF_OPINION, "opinion")}.get(passage.reason, (None, ""))
    match = pattern.search(passage.text) if pattern else None
    if match:
        start = passage.start + match.start()
        evidence.setdefault(kind, []).append(Span(start=start, end=start + len(match[0]), text=match[0]))


def _of_title(article: Article, evidence: dict[str, list[Span]]) -> None:
    title = article.title or ""
    for kind, pattern in (("opinion", _OPINION_TITLE), ("live-blog", _LIVE_TITLE)):
        match = pattern.match(title)
        if match:
            evidence.setdefault(kind, []).append(Span(start=0, end=match.end(), text=match[0], field="title"))
    if article.url and _OPINION_ADDRESS.search(article.url):
        evidence.setdefault("opinion", [])


def _span(line: Line, match: re.Match[str]) -> Span:
    return Span(start=line.start + match.start(), end=line.start + match.end(), text=match[0])
