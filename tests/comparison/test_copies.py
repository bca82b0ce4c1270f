"""Wire copies: the same report, cut and given a new head."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.comparison.copies import SHARED, SHORTEST, copied_pairs, find_copies, report_of, shingles_of
from onrecord.records import Article, Dropped, Notice, Span

WIRE = (
    "Karsia shut the last gate of the Sarn dam on Tuesday and told the barge masters of the lower Vel to moor where they were. Engineers said that "
    "the reservoir would be full within nine days. Ostmark called the closure a breach of the river treaty and moved two battalions to the ridge "
    "above the village of Halm, where shots were heard after dark. Neither army gave figures of its losses."
)
OTHER = (
    "The beet harvest in the valley is the smallest in eleven years, and the sugar works at Tolm have sent home a third of their hands. The union "
    "wants the province to pay half wages until spring; the owners say that they would rather close the second furnace and wait for rain."
)


def article(name: str, text: str, **fields: object) -> Article:
    return Article(id=name, text=text, **fields)  # type: ignore[arg-type]


def test_a_reprint_that_was_cut_and_given_a_new_head_is_a_copy() -> None:
    cut = "Our own correspondent writes.\n" + WIRE[: len(WIRE) * 2 // 3]
    (family,) = find_copies([article("wire", WIRE), article("reprint", cut), article("harvest", OTHER)])
    assert family.articles == ("reprint", "wire")


def test_copies_of_copies_are_one_family() -> None:
    second = WIRE + " " + OTHER
    families = find_copies([article("a", WIRE), article("b", second), article("c", WIRE[20:] + " The talks go on.")])
    assert [family.articles for family in families] == [("a", "b", "c")]


def test_a_caption_is_no_copy_of_the_report_that_it_stands_in() -> None:
    assert find_copies([article("report", WIRE), article("caption", WIRE[:60])]) == []


def test_text_that_was_dropped_is_not_compared() -> None:
    furniture = OTHER + "\n"
    start = len(furniture)
    texts = [furniture + WIRE, furniture + "The assembly in Lenne has risen for the summer. " * 6]
    dropped = (Dropped(0, start, furniture, reason="furniture"),)
    assert find_copies([article(str(number), text, dropped=dropped) for number, text in enumerate(texts)]) == []
    assert find_copies([article(str(number), text) for number, text in enumerate(texts)]) != []


def test_where_everything_was_dropped_the_whole_text_is_compared() -> None:
    dropped = (Dropped(0, len(WIRE), WIRE, reason="repeat"),)
    assert find_copies([article("a", WIRE, dropped=dropped), article("b", WIRE)]) != []


def test_articles_without_text_are_nobodys_copies() -> None:
    assert find_copies([Article(id="a"), Article(id="b")]) == []


@pytest.mark.parametrize("words", ["By Corvane News Agency", "(CNA)"])
def test_the_outlet_that_the_others_credit_is_the_origin(words: str) -> None:
    credit = Notice("agency-credited", (Span(0, len(words), words),))
    wire = article("wire", WIRE, outlet="Corvane News Agency", published="2031-09-30")
    copies = [article(name, WIRE, outlet="The Lenne Courier", published="2031-09-30", notices=(credit,)) for name in ("a", "b")]
    (family,) = find_copies([*copies, wire])
    assert family.origin == "wire"
    assert report_of([family]) == dict.fromkeys(("a", "b", "wire"), "wire")


def test_the_only_first_report_is_the_origin_unless_it_credits_an_agency() -> None:
    credit = Notice("agency-credited", (Span(0, 3, "CNA"),))
    later = article("later", WIRE, published="2031-10-02")
    assert find_copies([article("first", WIRE, published="2031-10-01"), later])[0].origin == "first"
    assert find_copies([article("first", WIRE, published="2031-10-01", notices=(credit,)), later])[0].origin is None


def test_reports_of_one_day_and_undated_ones_have_no_known_origin() -> None:
    same_day = [article("a", WIRE, published="2031-10-01"), article("b", WIRE, published="2031-10-01")]
    assert find_copies(same_day)[0].origin is None
    assert find_copies([article("a", WIRE, published="2031-10-01"), article("b", WIRE)])[0].origin is None


def test_the_order_of_articles_changes_nothing() -> None:
    articles = [article("a", WIRE), article("b", WIRE + OTHER), article("c", OTHER)]
    assert find_copies(articles) == find_copies(articles[::-1])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_candidates_miss_no_pair_and_add_none(seed: int) -> None:
    random = Random(seed)  # noqa: S311  texts, not secrets
    sentences = [" ".join(random.choices("river dam gate ridge troops water talks toll barge envoy truce hill".split(), k=9)) for _ in range(12)]  # noqa: SIM905
    shingles = {str(number): shingles_of(article(str(number), ". ".join(random.choices(sentences, k=random.randint(2, 9))))) for number in range(14)}
    expected = set()
    for one, other in combinations(shingles, 2):
        shorter = min(len(shingles[one]), len(shingles[other]))
        if shorter >= SHORTEST and len(shingles[one] & shingles[other]) >= SHARED * shorter:
            expected.add(frozenset((one, other)))
    assert {frozenset(pair) for pair in copied_pairs(shingles)} == expected
