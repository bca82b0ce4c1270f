"""Wire copies: the same report, cut and given a new head."""

from __future__ import annotations

import re
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.comparison.containment import SHARED, SHORTEST, contained_pairs, needed_of, share_contained
from onrecord.comparison.copies import find_copies
from onrecord.comparison.families import complete_groups, counted_with, pairs_in
from onrecord.language.shingles import Numbers, sampled_of, shingles_of, signature_of
from onrecord.records import Article, Dropped, Notice, Span, report_of

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


def test_a_round_up_of_two_reports_is_a_copy_of_both_and_they_are_no_copies_of_each_other() -> None:
    families = find_copies([article("dam", WIRE), article("harvest", OTHER), article("round-up", WIRE + " " + OTHER)])
    assert [family.articles for family in families] == [("dam", "round-up"), ("harvest", "round-up")]


def test_every_two_articles_of_a_family_are_copies() -> None:
    texts = [article("a", WIRE), article("b", WIRE + " " + OTHER), article("c", WIRE[20:] + " The talks go on."), article("d", OTHER)]
    shingles = {each.id: shingles_of(each) for each in texts}
    for family in find_copies(texts):
        assert all(share_contained(shingles[one], shingles[other]) >= SHARED for one, other in combinations(family.articles, 2))
    assert [family.articles for family in find_copies(texts)] == [("a", "b", "c"), ("b", "d")]


def test_every_copy_is_counted_with_one_report() -> None:
    families = find_copies([article("a", WIRE), article("b", WIRE + " " + OTHER), article("c", WIRE[20:]), article("d", OTHER)])
    assert [family.counted for family in families] == [("a", "b", "c"), ("d",)]
    assert report_of(families) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_rewrite_of_most_of_a_family_is_counted_with_it() -> None:
    assert counted_with([("a", "b", "c"), ("a", "b", "d")]) == [("a", "b", "c", "d"), ()]
    assert counted_with([("a", "b", "c"), ("c", "d")]) == [("a", "b", "c"), ("d",)]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])))
def test_families_hold_every_pair_and_no_other(pairs: set[tuple[int, int]]) -> None:
    named = {(str(one), str(other)) for one, other in pairs}
    families = complete_groups(named)
    assert pairs_in(families) == named
    assert not any(set(one) <= set(other) for one, other in permutations(families, 2))
    counted = sorted(member for group in counted_with(families) for member in group)
    assert counted == sorted({member for pair in named for member in pair})


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


def test_articles_with_the_same_words_are_copies_however_many() -> None:
    (family,) = find_copies([article(str(number), WIRE if number % 2 else WIRE.replace(",", " –").upper()) for number in range(9)])
    assert len(family.articles) == 9


def test_words_cut_at_hyphens_are_the_same_words() -> None:
    one, other = article("a", "a cease-fire along the river in the spring"), article("b", "A cease fire along the river, in the spring")
    assert signature_of(one).content == signature_of(other).content


@given(st.lists(st.text("aB1_é’‘—-.,\xa0\u200b\x1c\n「本", min_size=1, max_size=6), min_size=5, max_size=12))
def test_words_are_runs_of_letters_and_digits_whatever_stands_between(pieces: list[str]) -> None:
    text = " ".join(pieces)
    words = " ".join(re.findall(r"\w+", text.lower()))
    assert signature_of(article("a", text)).content == signature_of(article("b", words)).content


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_what_is_found_is_what_is_contained_and_sampled_alike(seed: int) -> None:
    random = Random(seed)  # noqa: S311  texts, not secrets
    words = "river dam gate ridge troops water talks toll barge envoy truce hill".split()  # noqa: SIM905  reads as text
    sentences = [" ".join(random.choices(words, k=9)) for _ in range(30)]
    texts = {str(number): shingles_of(article(str(number), ". ".join(random.choices(sentences, k=random.randint(2, 25))))) for number in range(14)}
    expected = set()
    for one, other in combinations(texts, 2):
        shorter, longer = sorted((one, other), key=lambda name: (len(texts[name]), name))
        contained = share_contained(texts[one], texts[other]) >= SHARED and len(texts[shorter]) >= SHORTEST
        shared = set(sampled_of(texts[shorter])) & set(sampled_of(texts[longer]))
        if contained and len(shared) >= needed_of(len(sampled_of(texts[shorter]))):
            expected.add((shorter, longer))
    assert set(contained_pairs(texts)) == expected


def test_of_copies_cut_anywhere_hardly_one_is_missed() -> None:
    random = Random(7)  # noqa: S311  texts, not secrets
    made: list[set[str]] = []
    texts: dict[str, Numbers] = {}
    for number in range(200):
        words = [f"w{random.randrange(5_000)}" for _ in range(random.randint(120, 900))]
        half = random.randint(len(words) // 3, len(words))
        start = random.randint(0, len(words) - half)
        head = [f"h{random.randrange(5_000)}" for _ in range(half // 2)]
        texts |= {
            f"wire-{number}": shingles_of(article("", " ".join(words))),
            f"copy-{number}": shingles_of(article("", " ".join(head + words[start : start + half]))),
        }
        made.append({f"wire-{number}", f"copy-{number}"})
    found = [set(pair) for pair in contained_pairs(texts)]
    wanted = [pair for pair in made if share_contained(*(texts[name] for name in sorted(pair))) >= SHARED]
    assert len(wanted) > 150
    assert all(pair in made for pair in found)
    assert sum(pair in found for pair in wanted) >= 0.99 * len(wanted)


def test_furniture_that_hundreds_share_makes_no_copies_and_hides_none() -> None:
    random = Random(3)  # noqa: S311  texts, not secrets
    furniture = " ".join(f"f{number}" for number in range(60))
    bodies = [" ".join(f"w{random.randrange(50_000)}" for _ in range(150)) for _ in range(120)]
    texts = {str(number): shingles_of(article("", f"{body} {furniture}")) for number, body in enumerate(bodies)}
    texts["reprint"] = shingles_of(article("", f"{bodies[5][:700]} {furniture}"))
    assert [set(pair) for pair in contained_pairs(texts)] == [{"5", "reprint"}]


def test_a_tag_that_a_crowd_of_short_reports_shares_makes_no_copies_and_hides_none() -> None:
    random = Random(5)  # noqa: S311  texts, not secrets
    tag = " ".join(f"t{number}" for number in range(24))
    bodies = [" ".join(f"w{random.randrange(50_000)}" for _ in range(34)) for _ in range(150)]
    texts = {str(number): shingles_of(article("", f"{body} {tag}")) for number, body in enumerate(bodies)}
    texts |= {f"reprint-{number}": shingles_of(article("", f"New head. {bodies[number][:150]} {tag}")) for number in range(20)}
    contained = {frozenset(pair) for pair in combinations(texts, 2) if share_contained(texts[pair[0]], texts[pair[1]]) >= SHARED}
    assert contained == {frozenset((str(number), f"reprint-{number}")) for number in range(20)}
    assert {frozenset(pair) for pair in contained_pairs(texts)} == contained
