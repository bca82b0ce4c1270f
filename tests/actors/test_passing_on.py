"""Through whom a passage came: signs of the words of a source, and chains of go-betweens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors.evidence import LEAST_ODDS, passed_on
from onrecord.actors.passing_on import PassedOn
from onrecord.actors.source_words import calls_again, can_take_up, names_nobody, signs_of_words
from onrecord.actors.sources import NOBODY
from onrecord.records import Mode, Span, Statement, Via

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


@pytest.mark.parametrize(
    ("words", "nobody"),
    [("many others", True), ("Both", True), ("all of them", True), ("two others familiar with the talks", False), ("Lind", False)],
)
def test_a_quantity_alone_names_nobody(words: str, nobody: bool) -> None:  # noqa: FBT001
    assert names_nobody(words) is nobody


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ("the Vel Democrat", True),
        ("the former senator from Velburg", True),
        ("the Democrat", False),
        ("a Vel lawmaker", False),
        ("the senior Karsian official", False),
    ],
)
def test_a_politician_is_called_again_by_what_he_is(words: str, again: bool) -> None:  # noqa: FBT001
    assert calls_again(words) is again


def _between(asked: Any, source: str, content: str, mode: Mode) -> list[str]:
    statement = Statement(mode=mode, source=asked.span(source), cue=(asked.span("said"),), content=(asked.span(content),))
    statements = asked.scene.identify((statement,))
    held = next(held for held in asked.scene.held_in([asked.span(content)], statements) if held.actor == "morn")
    return [one.via.span.text for passage in asked.scene.go_betweens(held, [asked.span(content)], statements) for one in passage]


def test_whoever_is_called_again_passes_nothing_on(ask: Callable[..., Any]) -> None:
    asked = ask("Ada Morn was not glad. “The treaty is dead,” the Vel Democrat said.")
    assert "the Vel Democrat" not in _between(asked, "the Vel Democrat", "“The treaty is dead,”", "direct")
    asked = ask("Morn wants to sign the treaty, the Vel Democrat said.")
    assert "the Vel Democrat" in _between(asked, "the Vel Democrat", "Morn wants to sign the treaty", "indirect")


def test_others_pass_nothing_on(ask: Callable[..., Any]) -> None:
    asked = ask("Others said Morn wants to sign the treaty.")
    assert _between(asked, "Others", "Morn wants to sign the treaty", "indirect") == []


def test_a_pronoun_that_takes_up_nobody_known_passes_nothing_on(ask: Callable[..., Any]) -> None:
    asked = ask("It rained. He said Morn wants to sign the treaty.")
    content = asked.span("Morn wants to sign the treaty")
    statement = Statement(mode="indirect", source=asked.span("He"), cue=(asked.span("said"),), content=(content,))
    (held, *_) = asked.scene.held_in([content], asked.scene.identify((statement,)))
    assert (held.actor, held.via) == ("morn", ())
