from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.positions.conditions import find_clauses, is_of_another_clause, tells_how
from onrecord.positions.vocabulary import vocabulary


def clauses_of(sentence: str) -> list[str]:
    return [sentence[clause.start : clause.end] for clause in find_clauses(sentence, 0, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("Karsia opens the gates only if Ostmark leaves the ridge.", ["Ostmark leaves the ridge"]),
        ("If Ostmark leaves the ridge, the gates will open.", ["Ostmark leaves the ridge"]),
        ("“We stop when we like, unless the shelling ends,” he said.", ["the shelling ends"]),
        ("There is no truce until the toll is lifted.", ["the toll is lifted"]),
        ("They offer water in exchange for free passage.", ["free passage"]),
        ("The truce holds if Lenne meets its demands, which include a smaller toll.", ["Lenne meets its demands, which include a smaller toll"]),
        ("They offer water — provided the toll goes.", ["the toll goes"]),
        ("They offer water, “provided the toll goes”.", ["the toll goes"]),
        ("In the event that the shelling ends, the gates will open.", ["the shelling ends"]),
        ("Karsia will open the gates absent any new shelling.", ["any new shelling"]),
        ("They agreed to a truce, pending the consent of Lenne.", ["the consent of Lenne"]),
        ("She would allow searches if Mr. Tolk opened his books.", ["Mr. Tolk opened his books"]),
        ("They backed the sale on the condition that the toll goes.", ["the toll goes"]),
        ("They offered a truce on the clear understanding that the toll goes.", ["the toll goes"]),
        ("Karsia would open the gates the day that the toll goes.", ["the toll goes"]),
        ("Karsia remembers the day that the toll came.", []),
        ("Karsia opens the gates if, and only if, Ostmark leaves the ridge.", ["Ostmark leaves the ridge"]),
        ("He said that once the toll is lifted, the gates will open.", ["the toll is lifted"]),
        ("The toll will not be lifted before Ostmark leaves the ridge.", ["Ostmark leaves the ridge"]),
        ("There will be no truce except with the consent of Lenne.", ["the consent of Lenne"]),
        ("Dravik will strike back in the event of new shelling.", ["new shelling"]),
        ("They froze the sale under the condition of a search.", ["a search"]),
        ("Lenne backs the sale, with the proviso that the toll goes.", ["the toll goes"]),
        ("Karsia will open the gates upon completion of the search.", ["the search"]),
        # Questions and words thrown in are no conditions.
        ("He was asked if the gates would open.", []),
        ("They wrote to Morn, asking him if he would open the gates.", []),
        ("The question is not if the gates open, only when.", []),
        ("The barges were once again held at the dam.", []),
        ("The two once had a quarrel over the toll.", []),
        ("Many, if not most, stayed.", []),
        ("Even if the toll goes, the barges stay.", []),
        ("He spoke on condition of anonymity about the dam.", []),
        # A time is no condition.
        ("Karsia could open the gates as soon as next month.", []),
        ("The toll stays as long as he is president.", []),
        ("The toll stays as long as she remains in office.", []),
        ("He signed the truce before the snow closed the road.", []),
        ("No toll will be lifted before the end of its term.", []),
        ("Hellvik, who once supported a toll on barges, voted no.", []),
    ],
)
def test_conditional_clauses(sentence: str, clauses: list[str]) -> None:
    assert clauses_of(sentence) == clauses


@given(st.text(alphabet="if unless,. \"'A", max_size=120))
def test_clauses_lie_in_the_sentence(sentence: str) -> None:
    for clause in find_clauses(sentence, 0, len(sentence)):
        assert 0 <= clause.opened < clause.start < clause.end <= len(sentence)


@pytest.mark.parametrize("words", ["if a b ", "it opens as soon as a b "])
def test_a_long_line_takes_no_more_than_its_length(words: str) -> None:
    line = words * 50_000
    begun = time.process_time()
    find_clauses(line, 0, len(line))
    assert time.process_time() - begun < 5


def test_a_relative_clause_that_is_closed_stands_between_nothing() -> None:
    sentence = "They will boycott the vote, which the towns are to hold, if the toll goes."
    passage = vocabulary().read(sentence)
    (clause,) = find_clauses(sentence, 0, len(sentence))
    assert not is_of_another_clause(passage, passage.stems.index("vote"), clause)
    open_ended = "They want a vote which the towns will hold only if the toll goes."
    (clause,) = find_clauses(open_ended, 0, len(open_ended))
    assert is_of_another_clause(vocabulary().read(open_ended), 3, clause)


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("Kell sat there without asking a question and said that a truce is wrong.", True),
        ("Kell said that without outside monitors there would be no truce.", False),
        ("Without outside monitors there will be no truce.", False),
    ],
)
def test_without_may_only_tell_how_something_else_was_done(sentence: str, *, how: bool) -> None:
    passage = vocabulary().read(sentence)
    (clause,) = find_clauses(sentence, 0, len(sentence))
    assert tells_how(passage, passage.stems.index("truce"), clause) == how
