"""Which pairs are worth the trained model's reading, and that only those are read."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from onrecord.language.encoder import load_model
from onrecord.positions import finder_of
from onrecord.positions.finding import Finder
from onrecord.positions.holding import Holding
from onrecord.positions.judging import Case, Surroundings, Use, is_promising, signs_before, stance_of
from onrecord.positions.learned import NAME, Answer
from onrecord.positions.questions import STANCES
from onrecord.reading import read, understand
from onrecord.records import Actor, Article, Dossier, Stance, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(
        Term(id="open-gates", proposition="Karsia opens the gates of the Sarn dam."),
        Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),
        Term(id="prisoners", proposition="Karsia and Ostmark exchange their prisoners."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", aliases=("the Karsian government",), side=True),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
    ),
)
ARTICLE = Article(
    id="a",
    title="Karsia rejects a ceasefire",
    text=(
        "DRAVIK, 3 October 2031 – Karsia will not open the gates of the Sarn dam.\n\n"
        "Ostmark demands a ceasefire along the Halm ridge.\n\n"
        "Rain fell on the Halm ridge, where Karsia keeps cows.\n\n"
        "The harbour master counted forty ships on Thursday, more than in any week since spring.\n"
    ),
)
QUIET = Surroundings(prospect=-3.0, rules=None, stated=False, passed_on=False, person=False, title=False, cued=False, likely=False, direct=False)


def finder(use: Use = "usual") -> Finder:
    seen = understand(ARTICLE, DOSSIER, fast=False)
    return finder_of(seen.prose, DOSSIER, seen.statements, seen.scene, seen.calendar, fast=False, use=use)


def case(around: Surroundings, by_rules: Stance | None = "against") -> Case:
    return Case("ceasefire", Holding("karsia", None, None), 0, None, by_rules, signs_before(around))


def read_pairs() -> set[tuple[str, int, str]]:
    return {(sentence.field, sentence.start, one.case.term) for sentence, one in finder().weighings()}


def test_words_of_the_term_with_words_that_take_a_side_promise_more() -> None:
    told = Surroundings(prospect=2.0, rules=2.0, stated=True, passed_on=False, person=False, title=False, cued=True, likely=True, direct=False)
    assert case(told).promise > case(QUIET).promise
    assert is_promising(case(told), "usual")
    assert not is_promising(case(QUIET), "usual")


def answer_with(undecided: float) -> Answer:
    shares = {"for": 1 - undecided, "undecided": undecided}
    places, chances = np.zeros(0, np.int64), np.zeros(0, np.float32)
    stances = np.array([shares.get(stance, 0.0) for stance in STANCES], np.float32)
    return Answer(taken=1.0, stances=stances, starts=places, ends=places, holders=chances, evidence=chances, conditions=chances)


def test_where_the_model_is_sure_that_nobody_commits_the_rules_do_not_count() -> None:
    sure, unsure = answer_with(undecided=0.95), answer_with(undecided=0.6)
    assert stance_of(sure, "for") == "undecided"
    assert stance_of(unsure, "for") == "for"


def test_for_a_record_that_a_person_sifts_every_case_is_read() -> None:
    assert is_promising(case(QUIET), "wide")
    assert is_promising(case(QUIET, None), "wide")


def test_what_no_rule_matches_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(load_model(NAME).settings, "least promise", -inf)
    assert is_promising(case(QUIET), "usual")
    assert not is_promising(case(QUIET, None), "usual")
    assert not is_promising(case(QUIET, None), "strict")


def test_the_promise_is_the_sum_of_the_weighed_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = dict.fromkeys(signs_before(QUIET), 0.0) | {"prospect": 0.5, "always": -1.0}
    monkeypatch.setitem(load_model(NAME).settings, "promise", weights)
    assert case(QUIET).promise == -2.5
    monkeypatch.setitem(load_model(NAME).settings, "least promise", -2.5)
    assert is_promising(case(QUIET), "usual")
    monkeypatch.setitem(load_model(NAME).settings, "least promise", -2.4)
    assert not is_promising(case(QUIET), "usual")


def test_only_what_promises_enough_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = {(sentence.field, sentence.start, one.term) for sentence, one in finder().cases()}
    usual = read_pairs()
    assert usual == {(sentence.field, sentence.start, one.term) for sentence, one in finder().cases() if is_promising(one, "usual")}
    monkeypatch.setitem(load_model(NAME).settings, "least promise", -inf)
    assert read_pairs() == looked_at
    monkeypatch.setitem(load_model(NAME).settings, "least promise", max(one.promise for _, one in finder().cases()))
    assert set() < read_pairs() < looked_at


def test_cases_that_no_rule_matches_are_only_seen_where_all_is_wanted() -> None:
    assert all(one.by_rules is not None for _, one in finder().cases())
    everything = [one for _, one in finder("wide").cases()]
    assert any(one.by_rules is None for one in everything)
    assert len(everything) > len(list(finder().cases()))


def test_where_nothing_promises_enough_nothing_is_read_and_nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(ARTICLE, DOSSIER).positions
    monkeypatch.setitem(load_model(NAME).settings, "least promise", inf)
    assert read_pairs() == set()
    assert read(ARTICLE, DOSSIER).positions == ()
