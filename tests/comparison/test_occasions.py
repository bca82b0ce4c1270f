"""Occasions: one utterance in several reports."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from onrecord.comparison.occasions import find_occasions
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import gather_tellings, positions_held
from onrecord.records import Dossier, Occasion, Reading

GATES = "Maddek said on Wednesday that the gates of the Sarn dam would stay shut until spring."
TALKS = "He told the press in Dravik that a ceasefire on the ridge was near."
PARAPHRASE = "The Karsian president kept the Sarn gates shut until spring, he announced."


def occasions(readings: list[Reading], dossier: Dossier | None) -> list[Occasion]:
    return [gathered.occasion for gathered in find_occasions(positions_held(readings), Parties(dossier))]


def against(says: str, **given: Any) -> dict[str, Any]:
    return {"holder": "maddek", "term": "open-gates", "stance": "against", "says": says, **given}


def test_reports_of_one_day_holder_and_term_are_one_occasion(write: Any, dossier: Dossier) -> None:
    readings = [
        write("a", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04"),
        write("b", PARAPHRASE, against(PARAPHRASE, said_on="2032-03-03"), published="2032-03-05"),
    ]
    (found,) = occasions(readings, dossier)
    assert found.holders == ("maddek",)
    assert found.on is not None
    assert (found.on.first, found.on.last) == ("2032-03-03", "2032-03-03")
    assert [reference.article for reference in found.positions] == ["a", "b"]


def test_an_occasion_gathers_positions_on_several_terms(write: Any, dossier: Dossier) -> None:
    truce = {"holder": "maddek", "term": "ceasefire", "stance": "for", "says": TALKS, "said_on": "2032-03-03"}
    readings = [
        write("a", f"{GATES} {TALKS}", against(GATES, said_on="2032-03-03"), truce, published="2032-03-04"),
        write("b", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04"),
    ]
    (found,) = occasions(readings, dossier)
    assert {reference.term for reference in found.positions} == {"open-gates", "ceasefire"}


def test_a_report_without_a_day_joins_by_its_words_and_its_date(write: Any, dossier: Dossier) -> None:
    told = write("a", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04")
    fresh = write("b", PARAPHRASE, against(PARAPHRASE), published="2032-03-04")
    months_later = write("c", PARAPHRASE, against(PARAPHRASE), published="2032-06-30")
    (found,) = occasions([told, fresh, months_later], dossier)
    assert [reference.article for reference in found.positions] == ["a", "b"]


def test_what_is_read_is_gathered_on_less_where_it_is_read_surely(write: Any, dossier: Dossier) -> None:
    other = "No barge would pass the dam this winter, the president told the press."
    reports = [write("a", GATES, against(GATES), published="2032-03-04"), write("b", other, against(other), published="2032-03-06")]
    assert [len(occasions([read(report, sureness) for report in reports], dossier)) for sureness in (1.0, 0.95, 0.3, 0.0)] == [0, 1, 0, 0]


def read(reading: Reading, confidence: float) -> Reading:
    return replace(reading, positions=tuple(replace(position, confidence=confidence) for position in reading.positions))


def test_days_apart_are_two_occasions_however_alike(write: Any, dossier: Dossier) -> None:
    readings = [
        write("a", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04"),
        write("b", GATES, against(GATES, said_on="2032-03-10"), published="2032-03-11"),
    ]
    assert occasions(readings, dossier) == []


def test_what_is_told_for_months_without_a_day_is_no_single_utterance(write: Any, dossier: Dossier) -> None:
    days = ("2032-03-01", "2032-03-08", "2032-03-15", "2032-03-22", "2032-03-29", "2032-04-05", "2032-04-12")
    readings = [write(name, GATES, against(GATES), published=day) for name, day in zip("abcdefg", days, strict=True)]
    found = ["".join(reference.article for reference in one.positions) for one in occasions(readings, dossier)]
    assert "".join(sorted(found)) == "abcdef"  # what the last could be gathered with belongs with others: a report alone is no occasion
    assert all(1 < len(articles) <= 3 for articles in found)


def test_reports_of_no_day_are_one_by_their_words_alone(write: Any, dossier: Dossier) -> None:
    other = "No barge would pass the dam this winter, the president told the press."
    without = [write("a", GATES, against(GATES), published=None), write("b", other, against(other), published="2032-03-04")]
    assert occasions([read(one, 0.99) for one in without], dossier) == []
    alike = [without[0], write("b", PARAPHRASE, against(PARAPHRASE), published="2032-03-04")]
    assert len(occasions([read(one, 0.99) for one in alike], dossier)) == 1


def test_a_long_quotation_is_one_utterance_whatever_days_two_reports_give(write: Any, dossier: Dossier) -> None:
    quotation = "“We will not open one gate of the Sarn while a single foreign boot stands on the Halm ridge.”"
    readings = [
        write("a", quotation, against(quotation, mode="direct", said_on="2032-03-03"), published="2032-03-05"),
        write("b", quotation, against(quotation, mode="direct", said_on="2032-03-04"), published="2032-03-05"),
    ]
    (found,) = occasions(readings, dossier)
    assert found.on is not None
    assert (found.on.first, found.on.last) == ("2032-03-03", "2032-03-04")


def test_a_report_is_not_later_than_its_article(write: Any, dossier: Dossier) -> None:
    readings = [
        write("a", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04"),
        write("b", GATES, against(GATES), published="2032-03-01"),
    ]
    assert occasions(readings, dossier) == []


def test_a_government_may_be_told_as_speaking_where_its_leader_spoke(write: Any, dossier: Dossier) -> None:
    readings = [
        write("a", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04"),
        write("b", GATES, against(GATES, said_on="2032-03-03", holder="karsia"), published="2032-03-04"),
        write("c", GATES, against(GATES, said_on="2032-03-03", holder="hellvik"), published="2032-03-04"),
    ]
    (found,) = occasions(readings, dossier)
    assert found.holders == ("karsia", "maddek")
    assert occasions(readings[:1] + readings[2:], None) == []


def test_two_of_one_side_are_not_taken_for_each_other(write: Any, dossier: Dossier) -> None:
    # Hellvik and the moderates stand with Ostmark, and neither speaks for the other.
    quotation = "“We will not leave the Halm ridge while a single gate of the Sarn dam stays shut against us.”"
    for says, mode in ((GATES, "indirect"), (quotation, "direct")):
        readings = [
            write(name, says, against(says, said_on="2032-03-03", holder=holder, mode=mode), published="2032-03-04")
            for name, holder in (("a", "hellvik"), ("b", "moderates"))
        ]
        assert occasions(readings, dossier) == []


def test_positions_without_a_holder_take_no_part(write: Any, dossier: Dossier) -> None:
    readings = [write(name, GATES, against(GATES, said_on="2032-03-03", holder=None)) for name in ("a", "b")]
    assert occasions(readings, dossier) == []


def test_positions_of_one_article_far_apart_and_undated_are_two_tellings(write: Any) -> None:
    filler = "The barges lay still and the towers were lit. " * 12
    text = f"{GATES} {filler}{TALKS}"
    truce = {"holder": "maddek", "term": "ceasefire", "stance": "for", "says": TALKS}
    apart = gather_tellings(positions_held([write("a", text, against(GATES), truce)]))
    assert [[held.position.term for held in telling.positions] for telling in apart] == [["open-gates"], ["ceasefire"]]
    (together,) = gather_tellings(positions_held([write("a", f"{GATES} {TALKS}", against(GATES), truce)]))
    assert [held.position.term for held in together.positions] == ["open-gates", "ceasefire"]


def test_a_day_that_one_report_tells_is_inferred_for_the_others_and_marked(write: Any, dossier: Dossier) -> None:
    told = write("a", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04")
    fresh = write("b", PARAPHRASE, against(PARAPHRASE), published="2032-03-04")
    (found,) = occasions([told, fresh], dossier)
    assert found.on is not None
    assert (found.on.first, found.on.last) == ("2032-03-03", "2032-03-03")
    assert [reference.article for reference in found.inferred] == ["b"]
    assert fresh.positions[0].said_on is None


def test_a_month_is_not_inferred_for_another_report(write: Any, dossier: Dossier) -> None:
    told = write("a", GATES, against(GATES, said_on="2032-03"), published="2032-03-04")
    fresh = write("b", PARAPHRASE, against(PARAPHRASE), published="2032-03-04")
    assert [found.inferred for found in occasions([told, fresh], dossier)] == [()]


def test_where_every_report_tells_the_day_none_is_inferred(write: Any, dossier: Dossier) -> None:
    readings = [write(name, GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04") for name in ("a", "b")]
    assert [found.inferred for found in occasions(readings, dossier)] == [()]


def test_what_a_report_tells_of_its_own_month_is_none_of_later_days(write: Any, dossier: Dossier) -> None:
    early = write("a", GATES, against(GATES, said_on="2032-03"), published="2032-03-09")
    late = write("b", PARAPHRASE, against(PARAPHRASE, said_on="2032-03-27"), published="2032-03-28")
    before = write("c", PARAPHRASE, against(PARAPHRASE, said_on="2032-03-08"), published="2032-03-09")
    assert occasions([early, late], dossier) == []
    (found,) = occasions([early, before, late], dossier)
    assert [reference.article for reference in found.positions] == ["a", "c"]


def test_what_is_told_as_lasting_is_no_utterance_of_the_day(write: Any, dossier: Dossier) -> None:
    lasting = ("Maddek insists that the gates of the Sarn dam stay shut.", "She has long opposed any opening of the gates of the Sarn dam.")
    told = ("Maddek insisted that the gates of the Sarn dam stay shut.", "She again opposed any opening of the gates of the Sarn dam.")

    def found(*says: str, **given: Any) -> int:
        return len(
            occasions([write(name, words, against(words, **given), published="2032-03-04") for name, words in zip("ab", says, strict=True)], dossier)
        )

    assert [found(*lasting), found(lasting[0], told[1]), found(*told)] == [0, 0, 1]
    assert found(*lasting, said_on="2032-03-03") == found(*lasting, mode="mixed") == 1


def test_a_vote_is_known_by_another_report_of_a_vote_and_a_tweet_is_no_speech(write: Any, dossier: Dossier) -> None:
    voted = ("Maddek voted against the opening at noon.", "The minister’s vote kept every lock on the Sarn closed.")
    tweeted = ("Maddek tweeted that no gate on the Sarn opens.", "Maddek told boatmen that no gate on the Sarn opens.")

    def found(one: str, other: str, day: str) -> int:
        readings = [write("a", one, against(one), published="2032-03-04"), write("b", other, against(other), published=day)]
        return len(occasions(readings, dossier))

    assert [found(*voted, "2032-03-04"), found(voted[0], voted[1].replace("vote", "hand"), "2032-03-04")] == [1, 0]
    assert [found(*tweeted, "2032-03-09"), found(tweeted[1], tweeted[1], "2032-03-09")] == [0, 1]


def test_of_what_two_bodies_are_told_to_say_more_must_be_the_same(write: Any, dossier: Dossier) -> None:
    words = ("The gates stayed shut after a cabinet meeting in Dravik.", "A cabinet in Dravik ended its meeting without a word on spring.")

    def found(holder: str) -> int:
        readings = [
            write(name, says, against(says, holder=holder), published=day)
            for name, says, day in (("a", words[0], "2032-03-03"), ("b", words[1], "2032-03-04"))
        ]
        return len(occasions(readings, dossier))

    assert [found("maddek"), found("karsia")] == [1, 0]


def test_what_was_barely_read_twice_is_no_occasion(write: Any, dossier: Dossier) -> None:
    reports = [write(name, GATES, against(GATES), published="2032-03-04") for name in "ab"]
    assert [len(occasions([read(report, sureness) for report in reports], dossier)) for sureness in (0.3, 0.2)] == [1, 0]
    assert len(occasions([read(reports[0], 0.2), read(reports[1], 0.3)], dossier)) == 1


def test_one_wording_says_less_of_what_is_read(write: Any, dossier: Dossier) -> None:
    """Two reports with one sentence are read alike, rightly or not; where one words it otherwise, it was read twice."""

    def found(words: str, sureness: float) -> int:
        reports = [
            write("a", GATES, against(GATES), published="2032-03-04"),
            write("b", words, against(words, holder="karsia"), published="2032-03-13"),
        ]
        return len(occasions([read(report, sureness) for report in reports], dossier))

    assert [found(GATES, sureness) for sureness in (1.0, 0.9, 0.35)] == [1, 1, 0]
    assert found(GATES.replace("spring", "summer"), 0.35) == 1


def test_days_say_less_of_what_is_read(write: Any, dossier: Dossier) -> None:
    other = "No barge would pass the dam this winter, the president told the press."
    reports = [
        write("a", GATES, against(GATES, said_on="2032-03-03"), published="2032-03-04"),
        write("b", other, against(other, said_on="2032-03-03"), published="2032-03-04"),
    ]
    assert [len(occasions([read(report, sureness) for report in reports], dossier)) for sureness in (1.0, 0.9, 0.1)] == [1, 1, 0]


def test_what_is_read_beside_something_surer_tells_less(write: Any, dossier: Dossier) -> None:
    """One passage that is read for two terms mostly says one of both."""
    shut = "Maddek kept the gates of the Sarn dam shut."

    def found(surer: float) -> int:
        """How many occasions there are where each report is read as this sure on a truce, and as hardly sure on the gates."""
        readings = []
        for name, says, other, day in (("a", GATES, "ceasefire", "2032-03-04"), ("b", shut, "toll", "2032-03-06")):
            gates, aside = read(write(name, says, against(says), against(says, term=other), published=day), surer).positions
            reading = write(name, says, published=day)
            readings.append(replace(reading, positions=(replace(gates, confidence=0.3), aside)))
        return len(occasions(readings, dossier))

    assert [found(0.4), found(0.9)] == [1, 0]
