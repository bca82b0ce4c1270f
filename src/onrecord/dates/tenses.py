# ruff: noqa: SIM905  word lists read better as text
"""The tense in which words are told, by their verbs alone: a past tense tells what was said or done once, a present tense what holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[A-Za-z][a-z'’-]*")
# Past tenses of news that do not end in -ed.
_PAST = """said told wrote gave made took went came met sought left sent put set held began fought lost won built cut drew fell found got grew hit
    kept knew laid led let meant paid ran saw sold shook shot spoke spent stood struck swore thought threw became broke brought chose did forbade
    withdrew overrode upheld withheld undertook was were"""
_KNOWN = (
    dict.fromkeys(_PAST.split(), "past")
    | dict.fromkeys("will would could should may might must can".split(), "modal")
    | dict.fromkeys("is are am".split(), "present")
    | {"has": "perfect", "have": "perfect", "had": "pluperfect"}
)
_PRESENT = frozenset(
    """says wants do does argues insists believes thinks opposes supports favors favours hopes seeks demands calls backs plans notes claims needs
    remains want oppose support favor favour believe think seek demand call back plan agree say argue insist hope need""".split()
)
# Behind one of these the same words are nouns ("the demand", "his plan") or participles ("a proposed ban", "being asked").
_NOUN_BEHIND = frozenset("the a an to of for and his her their its".split())
_PARTICIPLE_BEHIND = frozenset("the a an of by his her their its is are being been get".split())
_NOT_PAST = frozenset(
    """need proceed exceed succeed indeed speed hundred united armed limited so-called undocumented unified combined increased based required
    expanded proposed""".split()
)
# "asked" is a past tense, "red" is none.
_SHORTEST_PAST = 5


def first_tense(words: str) -> str | None:
    """The tense of the first verb: past, pluperfect, perfect, present or modal; None where no verb is known."""
    return next(_tenses(words), None)


def last_tense(words: str) -> str | None:
    """The tense of the last verb."""
    tense = None
    for tense in _tenses(words):  # noqa: B007  the last is what is asked for
        pass
    return tense


def _tenses(words: str) -> Iterator[str]:
    before = ""
    for match in _WORD.finditer(words):
        word = match.group()
        lower = word.lower()
        tense = _tense(lower, before, capital=word[0].isupper())
        if tense is not None:
            yield tense
        before = lower


def _tense(word: str, before: str, *, capital: bool) -> str | None:
    if word in _KNOWN:
        return _KNOWN[word]
    if capital:
        return None
    if word in _PRESENT and before not in _NOUN_BEHIND:
        return "present"
    regular = word.endswith("ed") and len(word) >= _SHORTEST_PAST and word not in _NOT_PAST and before not in _PARTICIPLE_BEHIND
    return "past" if regular else None
