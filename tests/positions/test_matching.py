from __future__ import annotations

import pytest
from msgspec import structs

from onrecord.positions.matching import led_from_outside, matcher, shares_of_best
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Dossier, Term


def best_of(sentence: str, dossier: Dossier) -> str | None:
    matches = matcher(dossier).match(vocabulary().read(sentence), 0.5)
    return matches[0].topic.term if matches else None


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("The gates of the dam must open, she said.", "open-gates"),
        ("Dravik would hear nothing of a truce on the ridge.", "ceasefire"),
        ("Lenne pulled its soldiers back from the ridge.", "ostmark-withdrawal"),
        ("They called for the toll on barges to be dropped.", "lift-toll"),
        ("A swap of captives and prisoners was offered.", "prisoners"),
        ("Observers should monitor the ceasefire.", "monitors"),
    ],
)
def test_a_sentence_matches_a_term_by_its_words_or_words_of_the_same_group(sentence: str, term: str, dossier: Dossier) -> None:
    assert best_of(sentence, dossier) == term


def test_names_of_actors_alone_match_nothing_well(dossier: Dossier) -> None:
    assert all(match.score < 1 for match in matcher(dossier).match(vocabulary().read("Karsia and Ostmark face each other."), 0.1))


def test_words_that_many_terms_share_weigh_less(dossier: Dossier) -> None:
    topic = next(topic for topic in matcher(dossier).topics if topic.term == "ceasefire")
    weights = {part.stem: part.weight for part in topic.parts}
    assert weights["halm"] < next(part.weight for topic in matcher(dossier).topics for part in topic.parts if part.stem == "sarn")


def test_anchors_point_at_the_words_most_telling_first(dossier: Dossier) -> None:
    passage = vocabulary().read("Karsia keeps the gates of the dam shut.")
    match = matcher(dossier).match(passage, 0.5)[0]
    assert passage.stems[match.anchors[0].word] in {"gate", "dam"}
    assert match.anchors[-1].part.kind == "actor"


def test_a_weaker_match_by_the_same_words_gets_a_smaller_share(dossier: Dossier) -> None:
    matches = matcher(dossier).match(vocabulary().read("Outside monitors watch over a ceasefire."), 0.3)
    weaker = next(match for match in matches if match.topic.term == "ceasefire")
    assert shares_of_best(matches[0], matches) == (1.0, 1.0)
    assert max(shares_of_best(weaker, matches)) < 1


def test_a_dossier_is_compiled_once(dossier: Dossier) -> None:
    assert matcher(dossier) is matcher(dossier)


def test_a_sentence_that_names_a_sibling_is_not_about_a_term(dossier: Dossier) -> None:
    wards = tuple(Term(id=f"{town.lower()}-ward", proposition=f"The maternity ward in {town} stays open.") for town in ("Ferrow", "Dunmere"))
    rooms = Term(id="rooms", proposition="The emergency rooms in Ferrow are covered.")
    compiled = matcher(structs.replace(dossier, terms=(*wards, rooms)))
    asked = {
        "The ward in Dunmere must stay open, she said.": ["ferrow-ward"],
        "Neither Ferrow nor Dunmere would lose its ward, she said.": [],
        "The ward must stay open, she said.": [],
    }
    for sentence, others in asked.items():
        passage = vocabulary().read(sentence)
        assert [topic.term for topic in compiled.topics if compiled.is_named_for_another(topic.term, passage)] == others


def test_a_word_that_names_who_says_it_leads_no_match_that_has_another(dossier: Dossier) -> None:
    passage = vocabulary().read("Barge owners want the toll on them lifted.")
    match = next(match for match in matcher(dossier).match(passage, 0.0) if match.topic.term == "lift-toll")
    named = frozenset(range(2))
    led = led_from_outside(match, named)
    assert led.anchors[0].word not in named
    assert sorted(anchor.word for anchor in led.anchors) == sorted(anchor.word for anchor in match.anchors)
    assert led_from_outside(match, frozenset()) is match
