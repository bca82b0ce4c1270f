from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.positions.vocabulary import Kind, vocabulary


def test_irregular_forms_stand_under_their_base() -> None:
    assert vocabulary().form("withdrew") == vocabulary().form("withdraws") == vocabulary().form("withdrawn")


def test_a_phrase_may_be_parted_by_up_to_three_words() -> None:
    def acts(text: str) -> set[str]:
        return {hit.group.name for hit in vocabulary().read(text).hits if hit.last - hit.first > 1 and hit.group.kind is Kind.ACT}

    assert "sending" in acts("they pull all their troops out")
    assert "sending" not in acts("they pull all of their very tired troops out")


def test_marks_end_a_clause_and_quotation_marks_do_not() -> None:
    passage = vocabulary().read("no “deal” now, later")
    assert passage.breaks == (False, False, False, True)


def test_common_words_weigh_less() -> None:
    weigh = vocabulary().weight
    assert weigh("say") < weigh("agreement") < weigh("barg")


@given(st.text(max_size=200))
def test_offsets_lie_in_the_text(text: str) -> None:
    passage = vocabulary().read(text)
    assert len(passage.stems) == len(passage.starts) == len(passage.ends) == len(passage.breaks)
    assert all(0 <= start < end <= len(text) for start, end in zip(passage.starts, passage.ends, strict=True))
    assert all(0 <= hit.first < hit.last <= len(passage.stems) for hit in passage.hits)
