"""Text that a page has more than once: the headline, the summary that returns, pulled quotes. The fullest one stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from onrecord.pages.lines import Line, tokens_of

# Runs of this many words are compared; shorter ones are shared by chance.
_RUN = 4
# Lines with fewer words are only compared whole: a short line's runs say little.
_FEWEST_WORDS = 8
_FEWEST_WORDS_EXACT = 3
# The share of a line's runs that must stand elsewhere on the page. On gold/train the repeats that the annotation drops have 0.87 and more.
_REPEATED = 0.85
# A summary cut short ends with dots; what follows them (a date, the outlet) is not compared.
_CUT_SHORT = ("...", "…")
_OPENING_MARKS = ('"', "“", "‘", "«")
_CLOSING_MARKS = ('"', "”", "’", "»")
# Bounds on the work for dumps that are no single article.
_MOST_LINES = 3_000
_LONGEST_LINE = 10_000
_MOST_HOLDERS = 12

_Run = tuple[str, ...]


def find_repeats(lines: list[Line], passed_over: Collection[int]) -> dict[int, str]:
    """The numbers of lines whose words stand elsewhere on the page, in as full a line or fuller, each with the reason "repeat".

    Lines in `passed_over` are dropped already: they repeat nothing and are repeated by nothing.
    """
    compared = [line for line in lines[:_MOST_LINES] if line.number not in passed_over and line.end - line.start <= _LONGEST_LINE]
    tokens = {line.number: tokens_of(_before_the_cut(line.words)) for line in compared}
    repeated = _exact(tokens)
    left = {number: words for number, words in tokens.items() if number not in repeated and len(words) >= _FEWEST_WORDS}
    head = _head(lines, passed_over)
    plain = {line.number for line in compared if _says_it_the_same_way(line.words)}
    return dict.fromkeys(repeated | _contained(left, head, plain), "repeat")


def _exact(tokens: dict[int, list[str]]) -> set[int]:
    """Lines that came before, word for word."""
    seen: set[_Run] = set()
    found = set()
    for number, words in tokens.items():
        if len(words) < _FEWEST_WORDS_EXACT:
            continue
        if tuple(words) in seen:
            found.add(number)
        seen.add(tuple(words))
    return found


def _contained(tokens: dict[int, list[str]], head: int, plain: set[int]) -> set[int]:
    """Lines whose runs of words nearly all stand in other lines: those of the head first, then the shortest, so that the fullest line stays.

    A line in the head of the page is a summary: any lines of the body together may hold it. A line in the body is dropped only where
    one line holds it, and where it does not mix quotation and telling: such a line says who spoke, which the fuller one may not.
    """
    runs = {number: set(zip(words, words[1:], words[2:], words[3:], strict=False)) for number, words in tokens.items()}
    times: Counter[_Run] = Counter()
    for own in runs.values():
        times.update(own)
    if not any(sum(times[run] > 1 for run in own) >= _REPEATED * len(own) for own in runs.values()):
        return set()
    holders: dict[_Run, list[int]] = defaultdict(list)
    for number, own in runs.items():
        for run in own:
            if len(holders[run]) < _MOST_HOLDERS:
                holders[run].append(number)
    repeated: set[int] = set()
    for number in sorted(runs, key=lambda number: (number >= head, len(tokens[number]) * (number >= head), number)):
        own, needed = runs[number], _REPEATED * len(runs[number])
        if sum(len(holders[run]) > 1 for run in own) < needed:
            continue
        others = [[other for other in holders[run] if other != number and other not in repeated] for run in own]
        if number < head and sum(any(other > number for other in those) for those in others) >= needed:
            repeated.add(number)
        elif number in plain:
            fullest = Counter(other for those in others for other in those).most_common(1)
            if fullest and fullest[0][1] >= needed:
                repeated.add(number)
    return repeated


def _head(lines: list[Line], passed_over: Collection[int]) -> int:
    """The number of the line where the body has surely begun: the third one that was not dropped."""
    kept = [line.number for line in lines[: 4 * _RUN] if line.number not in passed_over]
    return kept[2] if len(kept) > 2 else 0  # noqa: PLR2004  the third


def _says_it_the_same_way(words: str) -> bool:
    """Whether a line is all telling, or all quotation."""
    if words.startswith(_OPENING_MARKS) and words.endswith(_CLOSING_MARKS):
        return True
    return not any(mark in words for mark in '"“”«»')


def _before_the_cut(words: str) -> str:
    """The words before dots that cut a summary short, where these are most of the line."""
    for dots in _CUT_SHORT:
        place = words.rfind(dots)
        if place > len(words) // 2:
            return words[:place]
    return words
