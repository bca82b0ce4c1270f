"""Opposites: the pair that is shown is the first of all pairs, and finding it asks little of each position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest

from onrecord.comparison import opposites
from onrecord.comparison.opposites import MOST, changing, denied, exact, opposite_between, opposite_claims, opposite_inside, overlap
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import Held, positions_held
from onrecord.language.words import plain_words
from onrecord.records import Article, Position, Reading, Span, Stance, Via

NOBODY = Parties(None)

SAYINGS = (
    "Maddek would open the gates.",
    "Maddek no longer wants the gates open.",
    "Maddek denied that he had agreed to open the gates.",
    "He agreed to no such thing.",
)


def some(seed: int, count: int, articles: int) -> list[Held]:
    """Positions of one holder on one term, in any order of articles, days and modes."""
    random = Random(seed)  # noqa: S311  cases, not secrets
    made: dict[str, list[Position]] = {}
    for number in range(count):
        start, says = random.randint(0, 200), random.choice(SAYINGS)
        position = Position(
            id=str(number),
            holder="maddek",
            term="gates",
            stance=random.choice(("for", "against", "conditional")),
            evidence=(Span(start, start + len(says), says),),
            mode=random.choice(("indirect", "narrated")),
            said_on=random.choice((None, "2032-03-04", "2032-03-05", "2032-03")),
            confidence=1.0,
        )
        made.setdefault(random.choice("abcdefgh"[:articles]), []).append(position)
    return positions_held([Reading(article=Article(id=name, published="2032-03-05"), positions=tuple(own)) for name, own in sorted(made.items())])


def at_once(one: Held, other: Held) -> bool:
    """As the rule is written: both without a day and neither an act, or both of one told day and not both acts; no word of change."""
    acts = [held.position.mode == "narrated" for held in (one, other)]
    if changing(one) or changing(other):
        return False
    if one.position.said_on is None and other.position.said_on is None:
        return not any(acts)
    return exact(one) and exact(other) and one.days == other.days and not all(acts)


def every_pair(group: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    stances = [[held for held in group if held.position.stance == stance] for stance in ("for", "against")]
    return ((one, other) for one, other in product(*stances) if at_once(one, other))


@pytest.mark.parametrize("articles", [2, 4])
@pytest.mark.parametrize("seed", range(60))
def test_the_first_of_all_pairs_between_articles(seed: int, articles: int) -> None:
    group = some(seed, 12, articles)
    random = Random(seed)  # noqa: S311  cases, not secrets
    occasion_of = {(held.article.id, held.position.id): random.choice("xyz") for held in group if random.random() < 0.8}

    def of(held: Held) -> str | None:
        return occasion_of.get((held.article.id, held.position.id))

    apart = [(one, other) for one, other in every_pair(group) if one.article.id != other.article.id]
    assert opposite_between(group, NOBODY) == next(iter(apart), None)
    assert opposite_between(group, NOBODY, occasion_of) == next((pair for pair in apart if of(pair[0]) is None or of(pair[0]) != of(pair[1])), None)


def test_an_article_that_says_all_but_one_thing_hides_no_other() -> None:
    span = Span(0, len(SAYINGS[0]), SAYINGS[0])

    def held(article: str, *stances: Stance) -> Reading:
        own = (
            Position(id=f"{article}{number}", holder="m", term="g", stance=stance, evidence=(span,), mode="indirect", confidence=1.0)
            for number, stance in enumerate(stances)
        )
        return Reading(article=Article(id=article), positions=tuple(own))

    pair = opposite_between(positions_held([held("a", "for", "against", "against", "against"), held("b", "against")]), NOBODY)
    assert pair is not None
    assert [one.article.id for one in pair] == ["a", "b"]


@pytest.mark.parametrize("seed", range(40))
def test_the_first_of_all_pairs_in_one_article(seed: int) -> None:
    group = some(seed, 8, 1)
    expected = ((one, other) for one, other in every_pair(group) if not overlap(one.position.evidence, other.position.evidence))
    assert opposite_inside(group, NOBODY) == next(expected, None)


@pytest.mark.parametrize("seed", range(200))
def test_the_first_of_all_denials(seed: int) -> None:
    group = some(seed, 6, 3)

    def denies(held: Held) -> bool:
        return held.position.stance == "against" and any(words in held.position.evidence[0].text for words in ("denied", "no such"))

    opposed = [held for held in group if held.position.stance in ("for", "against")]
    pairs = [
        (held, denial)
        for denial, held in product(opposed, opposed)
        if denies(denial)
        and not denies(held)
        and held.position.stance != denial.position.stance
        and held.article.id != denial.article.id
        and not denial.days.before(held.days)
    ]
    assert denied(group, NOBODY) == next(iter(pairs), None)


def test_the_words_of_each_position_are_read_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []

    def counting(text: str) -> list[str]:
        reads.append(text)
        return plain_words(text)

    monkeypatch.setattr(opposites, "plain_words", counting)
    stances: tuple[Stance, Stance] = ("for", "against")
    span = Span(0, len(SAYINGS[1]), SAYINGS[1])
    group = positions_held(
        [
            Reading(
                article=Article(id=f"{number:03}"),
                positions=(Position(id="p", holder="m", term="g", stance=stances[number % 2], evidence=(span,), mode="indirect"),),
            )
            for number in range(300)
        ]
    )
    assert opposite_between(group, NOBODY) is None
    assert len(reads) == len(group)


def told(article: str, stance: Stance, says: str, *via: str, published: str = "2032-03-05", confidence: float = 0.7) -> Reading:
    """What one article tells of Maddek, by its own word or by that of others, without a day and read half surely."""
    position = Position(
        id=article,
        holder="maddek",
        term="gates",
        stance=stance,
        evidence=(Span(0, len(says), says),),
        mode="indirect",
        via=tuple(Via(Span(0, len(name), name)) for name in via),
        confidence=confidence,
    )
    return Reading(article=Article(id=article, published=published), positions=(position,))


OPEN, SHUT = "Maddek has agreed to open the gates.", "Maddek will keep the gates shut."


def test_what_others_claim_is_held_against_what_the_holder_says() -> None:
    claimed, own = told("a", "for", OPEN, "two delegates"), told("b", "against", SHUT)
    assert opposite_claims(positions_held([claimed, own]), NOBODY) is not None
    assert opposite_claims(positions_held([told("a", "for", OPEN), own]), NOBODY) is None
    assert opposite_claims(positions_held([told("a", "for", OPEN, "a spokesman for Maddek"), own]), NOBODY) is None
    assert opposite_claims(positions_held([told("a", "for", OPEN, "two delegates", published="2032-03-01"), own]), NOBODY) is None
    assert opposite_claims(positions_held([told("a", "for", "Earlier, Maddek agreed to open them.", "two delegates"), own]), NOBODY) is None


def test_own_words_that_differ_must_be_read_surely() -> None:
    sure = [told("a", "for", OPEN, confidence=0.96), told("b", "against", SHUT, confidence=0.96)]
    assert opposite_between(positions_held(sure), NOBODY) is not None
    assert opposite_between(positions_held([told("a", "for", OPEN, confidence=0.9), told("b", "against", SHUT, confidence=0.9)]), NOBODY) is None
    assert opposite_between(positions_held([told("a", "for", OPEN, "two delegates"), told("b", "against", SHUT)]), NOBODY) is not None


def test_a_transcript_costs_no_pair_each() -> None:
    many = [told(f"{number:05}", "for" if number % 2 else "against", OPEN) for number in range(40 * MOST)]
    assert opposite_between(positions_held(many), NOBODY) is None
