"""Go-betweens that a rule gives a passage: by name where they are only pronouns, and none where nobody there passes anything on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onrecord.records import Span, Statement, Via


def _said(asked: Any, source: str, content: str) -> Statement:
    span: Callable[..., Span] = asked.span
    return Statement(mode="indirect", source=span(source), cue=(span("said"),), cue_class="saying", content=(span(content),))


def _confirmed(asked: Any, source: str, content: str, holder: str) -> list[str]:
    statements = asked.scene.identify((_said(asked, source, content),))
    chain: tuple[Via, ...] = (asked.scene.go_between(asked.span(source)),)
    return [via.span.text for via in asked.scene.confirmed(chain, asked.span(content), holder, statements)]


def test_a_go_between_is_given_by_the_name_that_its_pronoun_takes_up(ask: Callable[..., Any]) -> None:
    asked = ask("Ada Morn spoke on Monday. She said Ostmark had accepted the map.")
    assert _confirmed(asked, "She", "Ostmark had accepted the map", "ostmark") == ["Ada Morn"]


def test_a_pronoun_of_nobody_known_is_no_go_between(ask: Callable[..., Any]) -> None:
    asked = ask("They said Ostmark had accepted the map.")
    assert _confirmed(asked, "They", "Ostmark had accepted the map", "ostmark") == []


def test_a_rule_gives_nobody_where_no_source_of_the_passage_is_likely_to_pass_it_on(ask: Callable[..., Any]) -> None:
    asked = ask("Ada Morn said she would never accept the map of Ostmark.")
    assert _confirmed(asked, "Ada Morn", "she would never accept the map of Ostmark", "morn") == []


def test_the_weighing_names_a_go_between_that_it_is_sure_of_where_no_rule_does(ask: Callable[..., Any]) -> None:
    asked = ask("Two officials familiar with the talks said Ostmark had accepted the map.")
    content = "Ostmark had accepted the map"
    statements = asked.scene.identify((_said(asked, "Two officials familiar with the talks", content),))
    named = asked.scene.confirmed((), asked.span(content), "ostmark", statements)
    assert [via.span.text for via in named] == ["Two officials familiar with the talks"]


def test_the_weighing_leaves_the_chain_of_a_rule_whole(ask: Callable[..., Any]) -> None:
    asked = ask("The Vel Courier reported that Ada Morn said Ostmark had accepted the map.")
    content = "Ostmark had accepted the map"
    statements = asked.scene.identify((_said(asked, "Ada Morn", content),))
    chain = tuple(asked.scene.go_between(asked.span(source)) for source in ("The Vel Courier", "Ada Morn"))
    assert asked.scene.confirmed(chain, asked.span(content), "ostmark", statements) == chain
