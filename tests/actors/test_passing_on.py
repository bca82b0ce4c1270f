"""Through whom a passage came: signs of the words of a source, and chains of go-betweens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors.evidence import LEAST_ODDS, passed_on
from onrecord.actors.passing_on import PassedOn
from onrecord.actors.source_words import can_take_up, signs_of_words
from onrecord.actors.sources import NOBODY
from onrecord.records import Span, Statement, Via

_WEIGHING = {"likely": LEAST_ODDS + 1, "less": LEAST_ODDS + 0.5, "unlikely": LEAST_ODDS - 0.5}


def _somebody(words: str, sign: str, reach: int, *, actor: str | None = None, outer: tuple[Via, ...] = ()) -> PassedOn:
    via = Via(Span(reach, reach + len(words), words), actor, None)
    return PassedOn(via, frozenset({sign}), outer, (), reach)


def _chain(*passages: list[PassedOn]) -> list[str]:
    return [via.span.text for via in passed_on(passages, _WEIGHING)]


def test_all_likely_go_betweens_of_a_passage_are_named_from_the_outermost_inwards() -> None:
    passage = [_somebody("Lind", "likely", 20), _somebody("the Vel Courier", "less", 90), _somebody("Hard", "unlikely", 50)]
    assert _chain(passage) == ["the Vel Courier", "Lind"]


def test_only_the_passage_of_the_likeliest_counts() -> None:
    assert _chain([_somebody("Hard", "less", 10)], [_somebody("Lind", "likely", 20)]) == ["Lind"]


def test_nobody_is_named_where_nobody_is_likely_enough() -> None:
    assert _chain([_somebody("Lind", "unlikely", 10)], []) == []


def test_an_actor_is_named_once() -> None:
    outer = (Via(Span(0, 4, "Morn"), "morn", None),)
    assert _chain([_somebody("she", "likely", 10, actor="morn", outer=outer)]) == ["Morn"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Two officials familiar with the talks", {"via:head:unnamed:many", "via:knowing", "via:first:some:open"}),
        ("a letter from growers", {"via:head:document:one", "via:first:a:open", "via:word:letter"}),
        ("the Vel Courier", {"via:head:outlet:one", "via:first:the:open"}),
        ("Kaja", {"via:word:name", "via:first:name:open:person"}),
        ("", {"via:first:small:open"}),
    ],
)
def test_what_the_words_of_a_source_tell(source: str, expected: set[str]) -> None:
    assert expected <= signs_of_words(None, Span(0, len(source), source), NOBODY, "morn", "unclear", "person")


def test_a_source_that_names_the_holder_is_told_apart(ask: Callable[..., Any]) -> None:
    asked = ask("A report from Ada Morn and Tomas Brandt said Morn wants to sign the treaty.")
    content = asked.span("Morn wants to sign the treaty")
    statement = Statement(
        mode="indirect", source=asked.span("A report from Ada Morn and Tomas Brandt"), cue=(asked.span("said"),), content=(content,)
    )
    statements = asked.scene.identify((statement,))
    (held, *_) = asked.scene.held_in([content], statements)
    ((report,),) = asked.scene.go_betweens(held, [content], statements)
    assert held.actor == "morn"
    assert {"via:names-holder", "via:names-holder:document:not", "via:names-holder:person"} <= report.signs


@pytest.mark.parametrize(
    ("pronoun", "words", "fitting"),
    [
        ("they", "two people familiar with the talks", True),
        ("they", "the Vel Courier", False),
        ("it", "the Growers' Forum", True),
        ("it", "a Karsian official", False),
        ("he", "a Karsian official", True),
        ("he", "several growers", False),
        ("the official", "a senior Karsian official", True),
        ("the official", "Lind", False),
    ],
)
def test_a_pronoun_takes_up_a_source_that_it_fits(pronoun: str, words: str, fitting: bool) -> None:  # noqa: FBT001
    assert can_take_up(pronoun, words) is fitting
