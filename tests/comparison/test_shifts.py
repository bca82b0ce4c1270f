"""Shifts: changed stances between days that do not overlap."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec

from onrecord.comparison import compare
from onrecord.records import Dossier, Reading, Shift, Span, Via

SAYS = "Ansa Hellvik spoke of a truce."


def shifts(readings: list[Reading], dossier: Dossier | None) -> list[tuple[str, str]]:
    return [(row.before.article, row.after.article) for row in compare(readings, dossier) if isinstance(row, Shift)]


def told(write: Any, name: str, stance: str, said_on: str | None = None, says: str = SAYS, **fields: Any) -> Reading:
    position = {"holder": fields.pop("holder", "hellvik"), "term": "ceasefire", "stance": stance, "said_on": said_on, "says": says}
    made: Reading = write(name, says, position, **fields)
    return made


def test_a_trail_of_two_changes(write: Any, dossier: Dossier) -> None:
    readings = [
        told(write, "a", "against", "2031-10-13"),
        told(write, "b", "against", "2031-11-20"),
        told(write, "c", "conditional", "2032-01-15"),
        told(write, "d", "for", "2032-03"),
    ]
    assert shifts(readings, dossier) == [("b", "c"), ("c", "d")]


def test_overlapping_intervals_make_no_shift(write: Any, dossier: Dossier) -> None:
    march = told(write, "a", "against", "2032-03")
    assert shifts([march, told(write, "b", "for", "2032-03-30")], dossier) == []
    assert shifts([march, told(write, "b", "for", not_before="2032-03-20", not_after="2032-04-20")], dossier) == []
    assert shifts([march, told(write, "b", "for", not_before="2032-04-02")], dossier) == [("a", "b")]


def test_one_day_of_two_stances_is_no_change(write: Any, dossier: Dossier) -> None:
    readings = [
        told(write, "a", "against", "2032-03-04"),
        told(write, "b", "for", "2032-03-04"),
        told(write, "c", "for", "2032-04-14"),
    ]
    assert shifts(readings, dossier) == []


def test_old_news_retold_is_no_shift(write: Any, dossier: Dossier) -> None:
    readings = [
        told(write, "a", "for", "2032-03-04"),
        told(write, "b", "against", says="Hellvik had ruled out a truce before.", published="2032-04-10"),
    ]
    assert shifts(readings, dossier) == []


def test_fresh_news_without_a_day_is_ordered_by_its_article(write: Any, dossier: Dossier) -> None:
    readings = [told(write, "a", "against", "2032-01-04"), told(write, "b", "for", published="2032-03-10")]
    (row,) = [row for row in compare(readings, dossier) if isinstance(row, Shift)]
    assert (row.after.days.first, row.after.days.last) == ("2032-02-25", "2032-03-10")
    assert row.after.said_on is None


def test_two_reports_of_each_end_make_one_shift(write: Any, dossier: Dossier) -> None:
    readings = [
        told(write, "a", "against", "2031-10-13"),
        told(write, "b", "against", "2031-10"),
        told(write, "c", "for", "2032-03-18"),
        told(write, "d", "for", "2032-03-18"),
    ]
    assert shifts(readings, dossier) == [("a", "c")]


def test_headlines_and_other_holders_make_no_shift(write: Any, dossier: Dossier) -> None:
    title = told(write, "b", "for", says="Hellvik backs truce", published="2032-03-10", title="Hellvik backs truce")
    headed = Reading(article=title.article, positions=title.positions)
    assert shifts([told(write, "a", "against", "2031-10-13"), told(write, "c", "for", "2032-03-18", holder="ostmark"), headed], dossier) == [
        ("a", "b")
    ]
    body = write("b", "The text says nothing.", {"holder": "hellvik", "term": "ceasefire", "stance": "for", "says": "BACKED"}, title="BACKED")
    assert shifts([told(write, "a", "against", "2031-10-13"), body], dossier) == []


def test_some_members_of_a_group_are_not_the_group(write: Any, dossier: Dossier) -> None:
    first = told(write, "a", "against", "2031-10-13", says="The moderates wanted no truce.", holder="moderates")
    some = told(write, "b", "for", "2032-03-18", says="Some of the moderates wanted a truce.", holder="moderates")
    every = told(write, "c", "for", "2032-03-18", says="The moderates wanted a truce.", holder="moderates")
    assert shifts([first, some], dossier) == []
    assert shifts([first, every], dossier) == [("a", "c")]


def test_what_was_read_in_a_circle_is_no_shift(write: Any, dossier: Dossier) -> None:
    first = told(write, "a", "against", "2031-10-13")
    says = "A truce, if there is a truce on the ridge."
    given = {"holder": "hellvik", "term": "ceasefire", "said_on": "2032-03-18", "says": says}
    itself = ("there is a truce", "ceasefire")
    on_itself = write("b", says, {**given, "stance": "conditional", "unless": itself})
    on_another = write("b", says, {**given, "stance": "conditional", "unless": ("there is a truce", "monitors")})
    assert shifts([first, on_itself], dossier) == []
    assert shifts([first, on_another], dossier) == [("a", "b")]
    by_itself = write("b", says, {**given, "stance": "for", "via": (Via(Span(0, 7, says[:7]), "hellvik"),)})
    by_another = write("b", says, {**given, "stance": "for", "via": (Via(Span(0, 7, says[:7]), "ostmark"),)})
    assert shifts([first, by_itself], dossier) == []
    assert shifts([first, by_another], dossier) == [("a", "b")]


def test_the_order_of_readings_changes_nothing(write: Any, dossier: Dossier) -> None:
    random = Random(7)  # noqa: S311  order, not secrets
    readings = [
        told(
            write,
            f"r{number}",
            random.choice(["for", "against", "conditional", "undecided"]),
            f"2032-{random.randint(1, 12):02d}-0{random.randint(1, 9)}",
        )
        for number in range(40)
    ]
    rows = compare(readings, dossier)
    random.shuffle(readings)
    assert compare(readings, dossier) == rows
    found = [row for row in rows if isinstance(row, Shift)]
    assert found
    for row in found:
        assert row.before.stance != row.after.stance
        assert str(row.before.days.last) < str(row.after.days.first)


def test_conditions_added_and_the_voice_are_told(write: Any, dossier: Dossier) -> None:
    text = "Hellvik would hold a truce. Her spokeswoman said she would hold it if the gates were opened."
    first, second = text.split(". ", 1)
    start = text.index("Her spokeswoman")
    by = (Via(Span(start, start + len("Her spokeswoman"), "Her spokeswoman")),)
    readings = [
        write("a", text, {"holder": "hellvik", "term": "ceasefire", "stance": "for", "said_on": "2032-01-04", "says": first}),
        write(
            "b",
            text,
            {
                "holder": "hellvik",
                "term": "ceasefire",
                "stance": "conditional",
                "said_on": "2032-03-04",
                "says": second,
                "via": by,
                "unless": ("the gates were opened", "open-gates"),
            },
        ),
    ]
    (row,) = [row for row in compare(readings, dossier) if isinstance(row, Shift)]
    assert (row.before.voice, row.after.voice) == ("holder", "spokesperson")
    assert [(place.article, place.span.text) for place in row.added] == [("b", "the gates were opened")]
    assert row.dropped == ()


def test_one_unsure_report_between_others_is_no_shift(write: Any, dossier: Dossier) -> None:
    days = ("2032-01-04", "2032-02-04", "2032-03-04")
    sure = [told(write, day, stance, day) for day, stance in zip(days, ("for", "against", "for"), strict=True)]
    assert len(shifts(sure, dossier)) == 2
    unsure = msgspec.structs.replace(sure[1], positions=(msgspec.structs.replace(sure[1].positions[0], confidence=0.75),))
    assert shifts([sure[0], unsure, sure[2]], dossier) == []


def less_sure(reading: Reading, confidence: float) -> Reading:
    return msgspec.structs.replace(reading, positions=(msgspec.structs.replace(reading.positions[0], confidence=confidence),))


def test_both_ends_must_be_read_surely_and_less_so_where_a_turn_is_told(write: Any, dossier: Dossier) -> None:
    before = less_sure(told(write, "a", "against", "2032-01-04"), 0.85)
    after = told(write, "b", "for", "2032-03-04")
    turn = told(write, "b", "for", "2032-03-04", says="Hellvik backed down and spoke of a truce.")
    quoted = told(write, "b", "for", "2032-03-04", says="“They backed down.”")
    quoted = msgspec.structs.replace(quoted, positions=(msgspec.structs.replace(quoted.positions[0], mode="direct"),))
    assert shifts([before, after], dossier) == [("a", "b")]
    assert shifts([before, less_sure(after, 0.8)], dossier) == []
    assert shifts([before, less_sure(turn, 0.8)], dossier) == [("a", "b")]
    assert shifts([before, less_sure(quoted, 0.8)], dossier) == []


def test_what_others_say_of_a_holder_begins_and_ends_no_shift(write: Any, dossier: Dossier) -> None:
    says = "Karsia said that Hellvik would hold a truce."
    claimed = (Via(Span(0, len("Karsia"), "Karsia"), "karsia"),)
    given = {"holder": "hellvik", "term": "ceasefire", "stance": "for", "said_on": "2032-03-18", "says": says}
    first = told(write, "a", "against", "2031-10-13")
    assert shifts([first, write("b", says, given)], dossier) == [("a", "b")]
    assert shifts([first, write("b", says, {**given, "via": claimed})], dossier) == []
    assert shifts([write("b", says, {**given, "via": claimed}), told(write, "c", "against", "2032-04-13")], dossier) == []
