"""Conflicts: within a report, between reports, and between a holder's own statements."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from onrecord.comparison import compare
from onrecord.records import Conflict, Dossier, Reading, Span, Via

FOR = "Lenne would take its troops off the ridge, Hellvik said."
AGAINST = "Hellvik said that no soldier would leave the ridge."


def conflicts(readings: list[Reading], dossier: Dossier | None) -> list[Conflict]:
    return [row for row in compare(readings, dossier) if isinstance(row, Conflict)]


def position(says: str, stance: str, **given: Any) -> dict[str, Any]:
    return {"holder": "hellvik", "term": "withdrawal", "stance": stance, "says": says, **given}


def test_a_report_that_says_both(write: Any, dossier: Dossier) -> None:
    (found,) = conflicts([write("a", f"{FOR} {AGAINST}", position(FOR, "for"), position(AGAINST, "against"))], dossier)
    assert found.type == "within-article"
    assert [passage.span.text for passage in found.spans] == [FOR, AGAINST]
    assert "Ansa Hellvik" in found.why
    assert "Ostmark withdraws its troops from the Halm ridge" in found.why
    assert 0 < found.severity <= 1


def test_a_report_that_tells_a_change_does_not_contradict_itself(write: Any, dossier: Dossier) -> None:
    before = "Earlier, Hellvik said that no soldier would leave the ridge."
    act = "Hellvik drew her troops back."
    assert conflicts([write("a", f"{FOR} {before}", position(FOR, "for"), position(before, "against"))], dossier) == []
    assert conflicts([write("a", f"{act} {AGAINST}", position(act, "for", mode="narrated"), position(AGAINST, "against"))], dossier) == []
    dated = [position(FOR, "for", said_on="2032-03-04"), position(AGAINST, "against", said_on="2031-11-23")]
    assert conflicts([write("a", f"{FOR} {AGAINST}", *dated)], dossier) == []


def test_a_report_that_tells_a_holder_to_be_undecided_tells_both_sides_of_it(write: Any, dossier: Dossier) -> None:
    open_still = "Hellvik has yet to decide on the withdrawal, her staff said."
    positions = [position(FOR, "for"), position(AGAINST, "against"), position(open_still, "undecided")]
    assert conflicts([write("a", f"{FOR} {AGAINST} {open_still}", *positions)], dossier) == []


def test_what_others_are_quoted_with_in_the_past_is_of_the_past(write: Any, dossier: Dossier) -> None:
    by = (Via(Span(0, len("Two delegates"), "Two delegates")),)

    def both(quoted: str) -> list[Conflict]:
        text = f"Two delegates spoke: {quoted} {AGAINST}"
        return conflicts([write("a", text, position(quoted, "for", mode="direct", via=by), position(AGAINST, "against"))], dossier)

    assert len(both("“She wants the troops off the ridge.”")) == 1
    assert both("“She wanted the troops off the ridge.”") == []


def test_a_headline_that_tells_no_condition(write: Any, dossier: Dossier) -> None:
    body = "Hellvik said that she would only accept a ceasefire if the gates were opened."
    condition = {"holder": "hellvik", "term": "ceasefire", "stance": "conditional", "says": body, "unless": ("the gates were opened", "open-gates")}
    (found,) = conflicts([write("a", body, condition, title="Hellvik flatly rejects ceasefire")], dossier)
    assert [passage.span.field for passage in found.spans] == ["title", "text"]
    assert found.why.startswith("The headline tells no condition")
    # Somebody else's refusal, even of the same side, is not the holder's.
    assert conflicts([write("a", body, condition, title="Ostmark rejects ceasefire, Hellvik hesitates")], dossier) == []


def test_members_of_a_group_may_differ(write: Any, dossier: Dossier) -> None:
    positions = [position(FOR, "for", holder="moderates"), position(AGAINST, "against", holder="moderates")]
    assert conflicts([write("a", f"{FOR} {AGAINST}", *positions)], dossier) == []


def test_a_headline_is_held_against_what_is_read_most_surely_below_it(write: Any, dossier: Dossier) -> None:
    title, unsure = "Hellvik: no soldier leaves the ridge", "Hellvik spoke of soldiers once the snow is gone."
    article = write("a", f"{unsure} {FOR}", position(unsure, "conditional"), position(FOR, "for"), position(title, "against"), title=title)
    sureness = {unsure: 0.4, FOR: 1.0, title: 1.0}
    positions = tuple(msgspec.structs.replace(one, confidence=sureness[one.evidence[0].text]) for one in article.positions)
    (found,) = conflicts([msgspec.structs.replace(article, positions=positions)], dossier)
    assert [passage.span.text for passage in found.spans] == [title, FOR]
    assert found.severity == pytest.approx(0.6)


def test_a_headline_against_its_body(write: Any, dossier: Dossier) -> None:
    title, body = "HELLVIK REFUSES", "Hellvik said that she would withdraw if the gates were opened."
    conditional = position(body, "conditional", unless=("the gates were opened", "open-gates"))
    (sharper,) = conflicts([write("a", body, position(title, "against"), conditional, title=title)], dossier)
    (contrary,) = conflicts([write("a", FOR, position(title, "against"), position(FOR, "for"), title=title)], dossier)
    assert sharper.type == contrary.type == "within-article"
    assert sharper.severity < contrary.severity
    assert sharper.spans[0].span.field == "title"
    assert conflicts([write("a", AGAINST, position(title, "against"), position(AGAINST, "against"), title=title)], dossier) == []


def test_an_answer_beside_a_silence(write: Any, dossier: Dossier) -> None:
    text = "Ostmark has refused to withdraw. At the time of writing there was no answer from Lenne."
    refused = position("Ostmark has refused to withdraw.", "against", holder="ostmark", mode="narrated")
    silent = ("ostmark", "withdrawal", "there was no answer from Lenne")
    (found,) = conflicts([write("a", text, refused, silences=[silent])], dossier)
    assert [passage.span.text for passage in found.spans] == ["Ostmark has refused to withdraw.", silent[2]]
    assert len(found.positions) == 1


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        ("Lenne had not answered the offer, and a spokesman did not return a call.", 1),
        ("Lenne had not responded to the proposal, nor to questions.", 1),
        ("Lenne did not respond to a request for comment on the proposal.", 0),
        ("Asked about the offer, Lenne did not answer questions.", 0),
    ],
)
def test_a_silence_on_the_offer_and_towards_the_outlet(write: Any, dossier: Dossier, silent: str, expected: int) -> None:
    reply = "Karsia would open two gates if Ostmark withdrew, but Ostmark has refused to withdraw."
    offer = {"holder": "karsia", "term": "open-gates", "stance": "for", "says": reply}
    assert len(conflicts([write("a", f"{reply} {silent}", offer, silences=[("ostmark", "withdrawal", silent)])], dossier)) == expected


def test_silence_towards_the_outlet_is_no_conflict(write: Any, dossier: Dossier) -> None:
    text = "Ostmark has refused to withdraw. Lenne did not respond to a request for comment."
    refused = position("Ostmark has refused to withdraw.", "against", holder="ostmark")
    silent = ("ostmark", "withdrawal", "Lenne did not respond to a request for comment")
    assert conflicts([write("a", text, refused, silences=[silent])], dossier) == []


def test_reports_of_one_occasion_that_differ(write: Any, dossier: Dossier) -> None:
    first = "Hellvik told the assembly in Lenne that Ostmark troops would leave the Halm ridge before the thaw."
    second = "Hellvik told the assembly in Lenne that Ostmark troops would not leave the Halm ridge before the thaw."
    readings = [
        write("a", first, position(first, "for", said_on="2032-03-04")),
        write("b", second, position(second, "against", said_on="2032-03-04")),
    ]
    (found,) = conflicts(readings, dossier)
    assert found.type == "between-articles"
    assert found.why.startswith("Reports of the same occasion")
    assert [reference.article for reference in found.positions] == ["a", "b"]


def test_own_words_of_one_day(write: Any, dossier: Dossier) -> None:
    first, second = "“Our boys will be home by spring.”", "“Not one of them moves.”"
    readings = [
        write("a", first, position(first, "for", mode="direct", said_on="2032-03-04")),
        write("b", second, position(second, "against", mode="direct", said_on="2032-03-04")),
    ]
    (found,) = conflicts(readings, dossier)
    assert found.type == "within-holder"


def test_a_denial(write: Any, dossier: Dossier) -> None:
    claim, denial = "Karsia has agreed to monitors, two officials said.", "Karsia has agreed to no such thing, its ministry said."
    readings = [
        write("a", claim, {"holder": "karsia", "term": "monitors", "stance": "for", "says": claim}, not_before="2032-01-15"),
        write("b", denial, {"holder": "karsia", "term": "monitors", "stance": "against", "says": denial}, published="2032-03-04"),
    ]
    (found,) = conflicts(readings, dossier)
    assert found.type == "between-articles"
    assert "denied" in found.why
    later = write("c", claim, {"holder": "karsia", "term": "monitors", "stance": "for", "says": claim}, published="2032-06-01")
    assert conflicts([readings[1], later], dossier) == []


def test_a_copy_repeats_no_conflict(write: Any, dossier: Dossier) -> None:
    text = f"{FOR} {AGAINST} " + "The barges lay at Tolm for the third week and their masters played cards on the quay in the rain. " * 2
    readings = [write(name, text, position(FOR, "for"), position(AGAINST, "against")) for name in ("a", "b")]
    assert [found.positions[0].article for found in conflicts(readings, dossier)] == ["a"]


def test_a_silence_on_an_offer_is_held_against_a_reply(write: Any, dossier: Dossier) -> None:
    text = "Ostmark rejected the offer of a truce. So far there has been no answer from Lenne to the proposal."
    refused = {"holder": "ostmark", "term": "ceasefire", "stance": "against", "says": "Ostmark rejected the offer of a truce.", "mode": "narrated"}
    silent = "there has been no answer from Lenne to the proposal"
    reading = write("a", text, refused, silences=[("ostmark", "ceasefire", silent)])
    unnamed = msgspec.structs.replace(reading, silences=(msgspec.structs.replace(reading.silences[0], terms=()),))
    (found,) = conflicts([unnamed], dossier)
    assert [passage.span.text for passage in found.spans] == ["Ostmark rejected the offer of a truce.", silent]
    assert "no answer" in found.why


def test_what_others_claim_is_told_with_its_sources(write: Any, dossier: Dossier) -> None:
    claim = "Two delegates said that Ostmark would take its troops off the ridge."
    start = claim.index("Two delegates")
    by = (Via(Span(start, start + len("Two delegates"), "Two delegates")),)
    (found,) = conflicts([write("a", f"{claim} {AGAINST}", position(claim, "for", via=by), position(AGAINST, "against"))], dossier)
    assert "as Two delegates says" in found.why
    assert "as Ansa Hellvik says" in found.why


def test_what_a_report_tells_as_background_is_no_conflict_in_it(write: Any, dossier: Dossier) -> None:
    claim = "Two delegates said that Ostmark would take its troops off the ridge."
    start = claim.index("Two delegates")
    by = (Via(Span(start, start + len("Two delegates"), "Two delegates")),)
    told = (position(claim, "for", via=by), position(AGAINST, "against"))
    fresh = write("a", f"{claim} On March 3, the envoys met. {AGAINST}", *told, published="2032-03-04")
    past = write("a", f"{claim} On January 3, the envoys met. {AGAINST}", *told, published="2032-03-04")
    assert len(conflicts([fresh], dossier)) == 1
    assert conflicts([past], dossier) == []
