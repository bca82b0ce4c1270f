"""What the reader of stances is asked, and the cheap look before it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.encoder import Pieces, cut_into_pieces, load_tokenizer
from onrecord.language.likeness import SAME, cosines, degrees
from onrecord.language.prose import Prose, prepare
from onrecord.positions.candidates import SIGNS, alike, chances, signs
from onrecord.positions.learned import answer
from onrecord.positions.questions import LONGEST_SENTENCE, LONGEST_TERM, SENTENCE, STANCES, TERM, Line, Question, ask, asked_of, lines_of
from onrecord.records import Article

TEXT = "Karsia lifted the toll on barges. The weather was mild.\n\nOstmark’s envoy said soldiers would leave the ridge."
TERMS = ("Karsia lifts its toll on Ostmark's barges.", "Ostmark withdraws its troops from the Halm ridge.")


def read(text: str) -> tuple[Prose, Pieces]:
    prose = prepare(Article(id="a", text=text))
    kept = [(paragraph.start, paragraph.end) for paragraph in prose.paragraphs if paragraph.kept]
    return prose, cut_into_pieces(prose.text, kept, prose.quotations, load_tokenizer())


def test_a_question_is_the_term_and_then_the_sentence() -> None:
    prose, pieces = read(TEXT)
    line = lines_of(prose.sentences, pieces)[0]
    asked = ask([Question(asked_of(TERMS[0]), pieces, line)])
    words = load_tokenizer().decode(asked.ids[0].tolist(), skip_special_tokens=False)
    assert words == "[CLS] karsia lifts its toll on ostmark ' s barges. [SEP] karsia lifted the toll on barges. [SEP]"
    assert asked.belonging[0, 0] == TERM
    assert set(asked.belonging[0, asked.sentences[0]].tolist()) == {SENTENCE}


def test_shorter_questions_are_padded_and_masked() -> None:
    prose, pieces = read(TEXT)
    lines = lines_of(prose.sentences, pieces)
    asked = ask([Question(asked_of(TERMS[0]), pieces, line) for line in lines])
    assert asked.ids.shape[0] == len(lines)
    assert (asked.ids[asked.mask == 0] == 0).all()
    assert [int(row.sum()) for row in asked.mask] == [Question(asked_of(TERMS[0]), pieces, line).length for line in lines]


def test_an_answer_does_not_depend_on_what_else_is_asked() -> None:
    prose, pieces = read(TEXT)
    first, *others = [Question(asked_of(term), pieces, line) for term in TERMS for line in lines_of(prose.sentences, pieces)]
    alone, *_, among = [answer(question) for question in (first, *others, first)]
    assert alone.taken == among.taken
    assert (alone.stances == among.stances).all()
    assert (alone.holders == among.holders).all()
    assert alone.holders.shape == (len(alone.starts), len(STANCES))
    assert len(alone.starts) == len(alone.evidence) == len(alone.conditions)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_questions_of_bounded_length(text: str) -> None:
    prose, pieces = read(text)
    lines = lines_of(prose.sentences, pieces)
    assert len(lines) == len(prose.sentences)
    asked = asked_of(text)
    assert len(asked) <= LONGEST_TERM
    for line in lines:
        assert 0 <= line.start <= line.end <= len(pieces.ids)
        assert line.end - line.start <= LONGEST_SENTENCE


def test_the_same_word_is_most_alike_and_a_like_one_more_than_another() -> None:
    def one(word: str) -> list[int]:
        return load_tokenizer().encode(word, add_special_tokens=False).ids

    assert degrees(cosines(one("troops"), one("troops")))[0].tolist() == [SAME]
    assert cosines(one("troops"), one("soldiers"))[0, 0] > cosines(one("troops"), one("barges"))[0, 0]
    assert degrees(cosines(one("the"), one("the")))[0].tolist() == [0]


def test_a_sentence_is_alike_to_the_term_whose_words_or_like_words_it_has() -> None:
    prose, pieces = read(TEXT)
    found = alike(pieces, lines_of(prose.sentences, pieces), TERMS)
    assert found.shape == (3, 2)
    assert found[0, 0] > found[0, 1]
    assert found[2, 1] > found[2, 0]
    assert found[1].max() < min(found[0, 0], found[2, 1])


def test_sentences_and_terms_that_tell_nothing_are_alike_to_nothing() -> None:
    _, pieces = read(TEXT)
    found = alike(pieces, [Line(0, 0), Line(0, len(pieces.ids)), Line(len(pieces.ids), len(pieces.ids))], ("It is so.", TERMS[0]))
    assert found[:, 0].tolist() == [0, 0, 0]
    assert found[0, 1] == found[2, 1] == 0 < found[1, 1]
    assert alike(pieces, [], TERMS).shape == (0, 2)


def test_each_sign_has_its_weight_and_the_sentences_beside_count() -> None:
    shared = np.array([[2.0, 0.0], [0.0, 0.0]], np.float32)
    looked = signs(shared, shared, [True, False], [False, False], [10, 10])
    assert looked.shape == (2, 2, len(SIGNS))
    assert looked[1, 0, SIGNS.index("shared before")] == 2.0
    assert looked[0, 1, SIGNS.index("shared less than best")] == -2.0
    weights = dict.fromkeys(SIGNS, 0.0) | {"shared before": 1.5}
    assert chances(looked, weights).tolist() == [[0.0, 0.0], [3.0, 0.0]]
