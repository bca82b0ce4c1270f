from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.positions.cues import dates_something_else
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Position

WORDS = [
    "Maddek",
    "Lenne",
    "rejected",
    "agreed to",
    "a ceasefire",
    "the gates",
    "of the dam",
    "if",
    "unless",
    ", ",
    ". ",
    "“",
    "”",
    "\n",
    "not",
    "these terms",
]

Read = Callable[..., tuple[Position, ...]]


def rows(positions: tuple[Position, ...]) -> set[tuple[str | None, str, str]]:
    return {(position.holder, position.term, position.stance) for position in positions}


def test_words_of_a_speaker_are_the_speakers_position(read: Read) -> None:
    words = "Karsia must open the gates of the Sarn dam"
    (position,) = read(f"Hellvik said {words}.", ("Hellvik", words))
    assert rows((position,)) == {("hellvik", "open-gates", "for")}
    assert position.statement == "s0"
    assert position.mention
    assert position.mention.text == "Hellvik"
    assert 0 < position.confidence < 1


def test_an_act_told_by_the_outlet_is_narrated(read: Read) -> None:
    (position,) = [found for found in read("Dravik rejected a ceasefire along the Halm ridge on Monday.") if found.term == "ceasefire"]
    assert (position.holder, position.stance, position.mode, position.said_on, position.statement) == (
        "karsia",
        "against",
        "narrated",
        "2031-09-29",
        None,
    )


@pytest.mark.parametrize("words", ["Lenne had promised to open the gates of the Sarn dam", "Lenne pledged to open the gates of the Sarn dam"])
def test_what_a_speaker_tells_another_to_have_promised_is_that_ones_position(read: Read, words: str) -> None:
    assert rows(read(f"Maddek said {words}.", ("Maddek", words))) == {("ostmark", "open-gates", "for")}


def test_what_a_speaker_tells_of_another_side_is_that_sides_position(read: Read) -> None:
    words = "Lenne had agreed to open the gates of the Sarn dam"
    (position,) = read(f"Maddek said {words}.", ("Maddek", words))
    assert position.holder == "ostmark"
    assert [(via.span.text, via.actor) for via in position.via] == [("Maddek", "maddek")]


@pytest.mark.parametrize("verb", ["said", "told the growers that"])
def test_what_a_speaker_tells_that_another_side_will_do_is_that_sides_intention(read: Read, verb: str) -> None:
    words = "Dravik would open the gates of the Sarn dam"
    (position,) = read(f"Hellvik {verb} {words}.", ("Hellvik", words))
    assert rows((position,)) == {("karsia", "open-gates", "for")}
    assert [(via.span.text, via.actor) for via in position.via] == [("Hellvik", "hellvik")]


def test_what_a_speaker_tells_that_his_own_side_will_do_is_the_speakers(read: Read) -> None:
    words = "Dravik would open the gates of the Sarn dam"
    (position,) = read(f"Maddek said {words}.", ("Maddek", words))
    assert (position.holder, position.via) == ("maddek", ())


@pytest.mark.parametrize("hoping", ["I hope that", "we want", "I wish"])
def test_what_a_speaker_hopes_that_another_side_will_do_is_what_the_speaker_wants(read: Read, hoping: str) -> None:
    words = f"{hoping} Dravik will open the gates of the Sarn dam"
    assert rows(read(f"Hellvik said: “{words}.”", ("Hellvik", words))) == {("hellvik", "open-gates", "for")}


@pytest.mark.parametrize("hoping", ["she hoped that", "she wanted"])
def test_what_a_speaker_is_told_to_hope_is_what_the_speaker_wants(read: Read, hoping: str) -> None:
    words = f"{hoping} Dravik would open the gates of the Sarn dam"
    assert rows(read(f"Hellvik said {words}.", ("Hellvik", words))) == {("hellvik", "open-gates", "for")}


@pytest.mark.parametrize(
    "text",
    [
        "Hopes that Dravik would open the gates of the Sarn dam had faded by then.",
        "Maddek was repeatedly urged to accept a ceasefire along the Halm ridge.",
    ],
)
def test_what_somebody_is_hoped_or_asked_to_do_is_not_his_position(read: Read, text: str) -> None:
    assert read(text) == ()


def test_what_somebody_was_urged_by_another_to_do_the_other_wants(read: Read) -> None:
    words = "Maddek was urged by Hellvik to accept a ceasefire along the Halm ridge"
    assert {row for row in rows(read(f"{words}.", ("Hellvik", words))) if row[1] == "ceasefire"} == {("hellvik", "ceasefire", "for")}


def test_what_somebodys_predecessor_supported_is_not_his_position(read: Read) -> None:
    words = "Under Maddek's predecessor Lenne supported a ceasefire along the Halm ridge"
    assert ("maddek", "ceasefire", "for") not in rows(read(f"{words}."))


def test_a_person_whom_a_speaker_of_his_side_tells_of_holds_it(read: Read) -> None:
    words = "Maddek had agreed to open the gates of the Sarn dam"
    (position,) = read(f"Dravik said {words}.", ("Dravik", words))
    assert (position.holder, [via.span.text for via in position.via]) == ("maddek", ["Dravik"])


def test_what_is_said_behind_a_mark_is_not_told_of_the_person_before_it(read: Read) -> None:
    words = "Maddek speaks for few people; most of them agree to open the gates of the Sarn dam"
    (position,) = read(f"Dravik said {words}.", ("Dravik", words))
    assert (position.holder, position.via) == ("karsia", ())


def test_whoever_does_not_reject_these_terms_gives_no_answer_to_them(read: Read) -> None:
    words = "he will accept a ceasefire along the Halm ridge only if Ostmark gives up joining the Meridian League"
    positions = read(f"Maddek said {words}. Lenne did not reject these terms.", ("Maddek", words))
    assert not [position for position in positions if position.holder == "ostmark"]


def test_who_must_do_something_does_not_thereby_want_it(read: Read) -> None:
    assert read("Ostmark must withdraw its troops from the Halm ridge.") == ()


def test_a_condition_makes_the_stance_conditional_and_its_terms_wanted(read: Read) -> None:
    words = "he will accept a ceasefire along the Halm ridge only if Ostmark gives up joining the Meridian League"
    positions = read(f"Maddek said {words}.", ("Maddek", words))
    assert {("maddek", "ceasefire", "conditional"), ("maddek", "leave-league", "for")} <= rows(positions)
    ceasefire = next(position for position in positions if position.term == "ceasefire")
    assert [(condition.text, condition.term) for condition in ceasefire.conditions] == [
        ("Ostmark gives up joining the Meridian League", "leave-league")
    ]


@pytest.mark.parametrize(
    "words", ["We will not go home until Karsia opens the gates of the Sarn dam", "We stay unless Karsia opens the gates of the Sarn dam"]
)
@pytest.mark.parametrize("told", ["“{}”, Hellvik said.", "Hellvik said: “{}.”"])
def test_what_a_refusal_waits_for_is_wanted_wherever_its_speaker_is_named(read: Read, told: str, words: str) -> None:
    assert ("hellvik", "open-gates", "for") in rows(read(told.format(words), ("Hellvik", words)))


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("she would resign if Karsia lifts its toll on barges", "against"),
        ("she would not resign if Karsia lifts its toll on barges", "for"),
        ("she would resign if Karsia does not lift its toll on barges", "for"),
        ("she had vowed to leave the cabinet if Karsia lifts its toll on barges", "against"),
        ("she had vowed to come home if Karsia lifts its toll on barges", "for"),
        ("she would resign unless Karsia lifts its toll on barges", "for"),
    ],
)
def test_whoever_threatens_over_something_is_against_it(read: Read, words: str, stance: str) -> None:
    assert ("hellvik", "lift-toll", stance) in rows(read(f"Hellvik said {words}.", ("Hellvik", words)))


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("she could accept a map without monitors for the ceasefire on the ridge", "against"),
        ("she wanted a map without monitors for the ceasefire on the ridge", "against"),
        ("she wanted a ceasefire on the ridge without monitors", "against"),
        ("she could not accept a map without monitors for the ceasefire on the ridge", "for"),
        ("she would sign a map with or without monitors for the ceasefire on the ridge", "for"),
    ],
)
def test_whoever_takes_a_thing_without_another_is_against_that(read: Read, words: str, stance: str) -> None:
    assert ("hellvik", "monitors", stance) in rows(read(f"Hellvik said {words}.", ("Hellvik", words)))


@pytest.mark.parametrize("told", ["heard Maddek's appeal for", "was told of a bid for", "had heard pleas for"])
def test_whoever_only_hears_something_holds_nothing(read: Read, told: str) -> None:
    assert not [row for row in rows(read(f"Hellvik {told} an exchange of prisoners.")) if row[0] == "hellvik"]


def test_whoever_hears_something_may_decide_on_it(read: Read) -> None:
    assert ("hellvik", "prisoners", "against") in rows(read("Hellvik heard the guards and rejected an exchange of prisoners."))


@pytest.mark.parametrize(
    "words",
    [
        "There will be no ceasefire along the Halm ridge as long as Karsia keeps its toll on the barges.",
        "We will stay on the ridge as long as Karsia keeps its toll on the barges.",
        "We will accept a ceasefire along the Halm ridge as long as Karsia lifts its toll on the barges.",
    ],
)
def test_whoever_holds_out_as_long_as_something_lasts_is_against_it(read: Read, words: str) -> None:
    assert [one.stance for one in read(f"Hellvik said: “{words}”") if one.term == "lift-toll"] == ["for"]


def test_an_exception_keeps_its_unless(read: Read) -> None:
    words = "Karsia will open the gates of the Sarn dam unless Ostmark withdraws its troops"
    gates = next(position for position in read(f"Maddek said {words}.", ("Maddek", words)) if position.term == "open-gates")
    assert gates.stance == "conditional"
    assert [(condition.text, condition.term) for condition in gates.conditions] == [("unless Ostmark withdraws its troops", "ostmark-withdrawal")]


def test_not_unless_is_only_if(read: Read) -> None:
    words = "Karsia will not open the gates of the Sarn dam unless Ostmark withdraws its troops"
    gates = next(position for position in read(f"Maddek said {words}.", ("Maddek", words)) if position.term == "open-gates")
    assert gates.stance == "conditional"
    assert [(condition.text, condition.term) for condition in gates.conditions] == [("Ostmark withdraws its troops", "ostmark-withdrawal")]


def test_two_demands_are_two_conditions(read: Read) -> None:
    words = "he will accept a ceasefire along the Halm ridge only if Ostmark withdraws its troops and Ostmark gives up joining the Meridian League"
    ceasefire = next(position for position in read(f"Maddek said {words}.", ("Maddek", words)) if position.term == "ceasefire")
    assert [condition.term for condition in ceasefire.conditions] == ["ostmark-withdrawal", "leave-league"]


def test_whoever_rejects_these_terms_rejects_what_was_made_a_condition(read: Read) -> None:
    words = "he will accept a ceasefire along the Halm ridge only if Ostmark gives up joining the Meridian League"
    positions = read(f"Maddek said {words}. Lenne rejected these terms.", ("Maddek", words))
    assert ("ostmark", "leave-league", "against") in rows(positions)
    assert ("ostmark", "ceasefire", "against") not in rows(positions)


def test_those_named_side_by_side_hold_it_together(read: Read) -> None:
    words = "they want a ceasefire along the Halm ridge"
    found = read(f"Maddek and Hellvik said {words}.", ("Maddek", words))
    assert {("maddek", "ceasefire", "for"), ("hellvik", "ceasefire", "for")} <= rows(found)
    assert {position.mention.text for position in found if position.mention} == {"Maddek", "Hellvik"}


def test_a_condition_told_behind_but_is_of_what_stands_there(read: Read) -> None:
    words = "Karsia wants a ceasefire along the Halm ridge, but the barges will carry the mail of the valley only if the weather holds"
    (position,) = [found for found in read(f"Maddek said {words}.", ("Maddek", words)) if found.term == "ceasefire"]
    assert (position.stance, position.conditions) == ("for", ())


def test_once_is_a_condition_of_what_somebody_is_ready_to_do(read: Read) -> None:
    words = "Karsia is ready to open the gates of the Sarn dam once the guns are silent"
    (position,) = [found for found in read(f"Maddek said {words}.", ("Maddek", words)) if found.term == "open-gates"]
    assert (position.stance, [condition.text for condition in position.conditions]) == ("conditional", ["the guns are silent"])


@pytest.mark.parametrize(
    ("behind", "condition"),
    [
        (". If Ostmark leaves the ridge, he will sign, he said.", "Ostmark leaves the ridge"),
        (". Ostmark has to leave the ridge.", "Ostmark has to leave the ridge."),
        (": that Ostmark leaves the ridge.", "that Ostmark leaves the ridge."),
        (".", None),
        (".\n\nThe river is high this year.", None),
    ],
)
def test_one_condition_is_told_next(read: Read, behind: str, condition: str | None) -> None:
    words = "Karsia would open the gates of the Sarn dam, but on one condition"
    (position,) = [found for found in read(f"Maddek said {words}{behind}", ("Maddek", words)) if found.term == "open-gates"]
    assert [found.text for found in position.conditions] == ([condition] if condition else [])
    assert position.stance == ("conditional" if condition else "for")


def test_what_is_asked_for_first_is_a_condition(read: Read) -> None:
    words = "Ostmark must give up its ships before he will accept a ceasefire along the Halm ridge"
    ceasefire = next(position for position in read(f"Maddek said {words}.", ("Maddek", words)) if position.term == "ceasefire")
    assert (ceasefire.stance, [condition.text for condition in ceasefire.conditions]) == ("conditional", ["give up its ships"])


def test_a_clause_that_looks_like_the_very_term_is_no_condition_of_it(read: Read) -> None:
    words = "he will accept a ceasefire along the Halm ridge if a ceasefire takes effect there"
    assert all(position.stance != "conditional" for position in read(f"Maddek said {words}.", ("Maddek", words)) if position.term == "ceasefire")


def test_what_comes_on_the_day_of_something_else_is_conditional_on_it(read: Read) -> None:
    words = "There can be a ceasefire along the Halm ridge on the day Ostmark withdraws its troops"
    positions = read(f"Maddek said: {words}.", ("Maddek", words))
    assert {("maddek", "ceasefire", "conditional"), ("maddek", "ostmark-withdrawal", "for")} <= rows(positions)


@pytest.mark.parametrize(
    "text",
    [
        "Will Dravik open the gates of the Sarn dam?",
        "Dravik did not respond to questions about opening the gates of the Sarn dam.",
        "Dravik has feared low water since it opened the gates of the Sarn dam.",
    ],
)
def test_questions_silences_and_bygone_events_take_no_side(read: Read, text: str) -> None:
    assert read(text) == ()


def test_nobody_known_holds_nothing(read: Read) -> None:
    assert read("Fishermen demanded a ceasefire along the Halm ridge.") == ()


def test_the_title_counts_only_where_it_says_something_else(read: Read) -> None:
    text = "Dravik refused to open the gates of the Sarn dam."
    same = read(text, title="Dravik refuses to open the gates of the Sarn dam")
    assert {position.evidence[0].field for position in same} == {"text"}
    other = read(text, title="Dravik agrees to open the gates of the Sarn dam")
    assert rows(tuple(found for found in other if found.evidence[0].field == "title")) == {("karsia", "open-gates", "for")}


def test_passages_that_say_the_same_are_one_position(read: Read) -> None:
    text = "Dravik rejected a ceasefire along the Halm ridge. Later Dravik again rejected the ceasefire along the Halm ridge."
    (position,) = [found for found in read(text) if found.term == "ceasefire"]
    assert len(position.evidence) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=40,
    )
)
def test_every_span_stands_in_the_text(read: Read, words: list[str]) -> None:
    text = " ".join(words)
    for position in read(text):
        spans = [*position.evidence, *position.conditions, *([position.mention] if position.mention else [])]
        assert all(text[span.start : span.end] == span.text and span.text for span in spans)


@pytest.mark.parametrize("line", ["no ceasefire if " * 20_000, "a" * 300_000, "“" * 100_000, "Maddek rejected " * 20_000])
def test_a_hostile_line_is_read_in_linear_time(read: Read, line: str) -> None:
    read(line[:200_000])


def test_whose_demand_somebody_rejects_is_told_of_too(read: Read) -> None:
    found = read("Maddek rejected Lenne’s demand for a ceasefire along the Halm ridge on Monday.")
    assert {("maddek", "ceasefire", "against"), ("ostmark", "ceasefire", "for")} <= rows(found)
    # When it was demanded is another matter than when it was rejected.
    assert {position.holder: position.said_on for position in found} == {"maddek": "2031-09-29", "ostmark": None}


def test_whose_plans_a_speaker_knows_of_does_not_hold_what_the_speaker_says(read: Read) -> None:
    words = "a ceasefire along the Halm ridge was unacceptable"
    assert {position.holder for position in read(f"Maddek, who knows Lenne’s plans, said {words}.", ("Maddek", words))} == {"maddek"}


def test_whoever_denies_that_another_has_agreed_passes_it_on(read: Read) -> None:
    found = read("Maddek denied that Lenne had agreed to a ceasefire along the Halm ridge.")
    assert rows(found) == {("ostmark", "ceasefire", "against")}
    assert [via.span.text for position in found for via in position.via] == ["Maddek"]


def test_a_condition_of_what_a_relative_clause_tells_is_none_of_the_act(read: Read) -> None:
    found = read("Dravik rejected a ceasefire along the Halm ridge, which would free the barges of the river valley in exchange for safe passage.")
    assert ("karsia", "ceasefire", "against") in rows(found)
    assert not any(position.conditions for position in found)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Neither Lenne nor Dravik supports a ceasefire along the Halm ridge.", "against"),
        ("Neither Lenne nor Dravik opposes a ceasefire along the Halm ridge.", "undecided"),
        ("No Lenne supports a ceasefire along the Halm ridge.", "against"),
        ("He said no. Dravik supports a ceasefire along the Halm ridge.", "for"),
    ],
)
def test_a_denial_that_opens_the_holders_name_is_the_holders(read: Read, sentence: str, stance: str) -> None:
    assert {position.stance for position in read(sentence) if position.term == "ceasefire"} == {stance}


def test_what_a_relative_clause_tells_is_not_on_the_condition_of_the_main_clause(read: Read) -> None:
    found = read("Dravik, which wants a ceasefire along the Halm ridge, said it would write to everybody if nobody came to the bridge.")
    assert ("karsia", "ceasefire", "for") in rows(found)
    assert not any(position.conditions for position in found)


def test_what_an_if_clause_asks_for_is_wanted_though_the_main_clause_names_who_gets_it(read: Read) -> None:
    words = "The barges of Ostmark could carry grain if Karsia lifts its toll on them"
    found = read(f"Hellvik said: {words}.", ("Hellvik", words))
    assert {(position.holder, position.term, position.stance) for position in found} == {("hellvik", "lift-toll", "for")}


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("She would step down before the ceasefire", True),
        ("Barges were held up ahead of a new ceasefire, he said", True),
        ("She would accept a ceasefire on the ridge", False),
        ("She would not speak before the ceasefire holds", False),
        ("Barges will go, but not before a ceasefire", False),
    ],
)
def test_what_only_dates_something_else_is_no_side_taken(words: str, *, dates: bool) -> None:
    passage = vocabulary().read(words)
    assert dates_something_else(passage, passage.stems.index("ceasefir")) == dates
