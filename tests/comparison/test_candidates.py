"""Candidates: which tellings are compared at all, and how their number grows."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from onrecord.comparison import candidates
from onrecord.comparison.candidates import Member, candidate_pairs
from onrecord.comparison.likeness import Rarity, aspect_of, spread_of
from onrecord.comparison.occasions import find_occasions
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Telling, gather_tellings, positions_held
from onrecord.records import Article, Dossier, Position, Reading, Span, Stance

WORDS = "river dam gate ridge troops water talks toll barge envoy truce hill sluice ferry levy mill quay tower bridge ford".split()  # noqa: SIM905


def crowd(count: int, said_on: str | None, words: Sequence[str] = WORDS) -> list[Reading]:
    """One holder on one term in many articles: no day tells them apart, or one day holds them all."""
    random = Random(11)  # noqa: S311  words, not secrets
    readings = []
    for number in range(count):
        says = " ".join(random.choices(words, k=6))
        stance: Stance = random.choice(("for", "against"))
        position = Position(
            id="p", holder="maddek", term="gates", stance=stance, evidence=(Span(0, len(says), says),), mode="indirect", said_on=said_on
        )
        readings.append(Reading(article=Article(id=f"{number:05}", text=says), positions=(position,)))
    return readings


def members(readings: Sequence[Reading]) -> tuple[list[Member], Rarity]:
    tellings = gather_tellings(positions_held(readings))
    return [member(number, telling) for number, telling in enumerate(tellings)], Rarity(spread_of(tellings))


def member(number: int, telling: Telling) -> Member:
    held = telling.positions[0]
    return Member(number, telling, held, aspect_of(telling, held.position, Parties(None)))


def count_pairs(count: int, said_on: str | None) -> int:
    return sum(1 for _ in candidate_pairs(*members(crowd(count, said_on))))


@pytest.mark.parametrize("said_on", [None, "2032-03-04"])
def test_comparisons_grow_with_the_tellings_and_not_with_their_square(said_on: str | None) -> None:
    assert count_pairs(1600, said_on) < 8 * count_pairs(400, said_on)


def test_a_few_are_compared_each_with_each() -> None:
    assert count_pairs(candidates.EVERY, None) == candidates.EVERY * (candidates.EVERY - 1) // 2


def test_no_pair_comes_twice() -> None:
    pairs = [(one.number, other.number) for one, other in candidate_pairs(*members(crowd(300, "2032-03-04")))]
    assert len(set(pairs)) == len(pairs)
    assert all(one != other for one, other in pairs)


def test_the_reports_of_one_utterance_find_each_other_in_a_crowd() -> None:
    random = Random(3)  # noqa: S311  words, not secrets
    readings = crowd(400, None, [f"{word}{number}" for word in WORDS for number in range(40)])
    said = "The sluices of Upper Tolm open when the beet is in, Maddek told the guild of millers."
    alike = random.sample(range(400), 40)
    for place in alike:
        article = Article(id=readings[place].article.id, text=said)
        evidence = (Span(0, len(said), said),)
        position = Position(id="p", holder="maddek", term="gates", stance="for", evidence=evidence, mode="indirect", confidence=1.0)
        readings[place] = Reading(article=article, positions=(position,))
    (found,) = [each for each in find_occasions(positions_held(readings), Parties(None)) if len(each.positions) >= 40]
    assert [held.article.id for held in found.positions] == [f"{place:05}" for place in sorted(alike)]


def test_reports_of_one_day_and_stance_are_one_occasion_in_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = crowd(260, "2032-03-04", [f"{word}{number}" for word in WORDS for number in range(5_000)])
    crowded = find_occasions(positions_held(readings), Parties(None))
    monkeypatch.setattr(candidates, "EVERY", len(readings))
    assert crowded == find_occasions(positions_held(readings), Parties(None))


def test_crowds_of_two_days_do_not_meet() -> None:
    first, second = crowd(150, "2032-03-04"), crowd(300, "2033-03-04", ["beet", "sugar"])[150:]
    like_the_first = crowd(320, "2033-03-04")[300:]
    pairs = candidate_pairs(*members([*first, *second, *like_the_first]))
    assert all(one.telling.said == other.telling.said for one, other in pairs)


def test_what_is_years_apart_is_never_compared(write: Any, dossier: Dossier) -> None:
    says = "Maddek kept the gates shut."
    readings = [
        write(str(year), says, {"holder": "maddek", "term": "open-gates", "stance": "against", "says": says, "said_on": f"{year}-03-04"})
        for year in range(2030, 2036)
    ]
    assert list(candidate_pairs(*members(readings))) == []


def test_rarity_weighs_common_words_less() -> None:
    said = ("river dam", "river dam", "river dam ferry", "barge")
    readings = [
        Reading(
            article=Article(id=str(number)),
            positions=(Position(id="p", holder="m", term="g", stance="for", evidence=(Span(0, len(says), says),), mode="indirect"),),
        )
        for number, says in enumerate(said)
    ]
    common, _, more, other = tellings = gather_tellings(positions_held(readings))
    rarity = Rarity(spread_of(tellings))
    assert rarity.rarest(more.words, 1) == ("ferri",)
    assert rarity.share(common.words, common.words) == pytest.approx(1.0)
    assert 0.3 < rarity.share(common.words, more.words) < 0.6  # two words of three, but the common ones
    assert rarity.share(common.words, other.words) == 0.0
