"""In which order positions are looked at."""

from __future__ import annotations

from onrecord.records import Conflict, Copies, JudgedState, Position, PositionReference, Shift, ShiftEnd, Span
from onrecord.views.review import cases


def position(name: str, confidence: float, holder: str | None = "orlan") -> Position:
    return Position(id=name, holder=holder, term="open-dam", stance="for", evidence=(Span(0, 1, "x"),), mode="direct", confidence=confidence)


SURE, UNSURE = position("sure", 0.9), position("unsure", 0.2)
GIVEN: list[tuple[str, Position, JudgedState | None]] = [("a", SURE, None), ("b", UNSURE, None)]


def names(*given: object, **options: object) -> list[str]:
    return [case.position.id for case in cases(*given, **options)]  # type: ignore[arg-type]


def test_the_least_sure_comes_first_or_what_most_depends_on() -> None:
    shift = Shift(
        id="s", holder="orlan", term="open-dam", before=ShiftEnd(stance="against", said_on=None, article="z", position="z"),
        after=ShiftEnd(stance="for", said_on=None, article="a", position="sure"),
    )  # fmt: skip
    assert names(GIVEN, [shift]) == ["unsure", "sure"]
    found = cases(GIVEN, [shift], "consequential")
    assert [case.position.id for case in found] == ["sure", "unsure"]
    assert (found[0].reasons, found[1].reasons) == (("an end of a shift",), ())


def test_a_severe_conflict_weighs_more_than_a_light_one() -> None:
    def conflict(name: str, article: str, severity: float) -> Conflict:
        reference = PositionReference(article=article, position=name)
        more = {"positions": (reference,), "spans": (), "severity": severity, "why": ""}
        return Conflict(id=name, type="within-article", holder="orlan", term="open-dam", **more)  # type: ignore[arg-type]

    assert names(GIVEN, [conflict("sure", "a", 0.9), conflict("unsure", "b", 0.3)], "consequential") == ["sure", "unsure"]
    assert names(GIVEN, [conflict("sure", "a", 0.1), conflict("unsure", "b", 0.3)], "consequential") == ["unsure", "sure"]


def test_the_only_report_counts_for_more_and_copies_are_one_report() -> None:
    alone = "the only report of this holder on this term"
    assert cases(GIVEN[:1], [])[0].reasons == (alone,)
    assert cases(GIVEN, [])[0].reasons == ()
    assert {case.reasons for case in cases(GIVEN, [Copies(id="c", articles=("a", "b"))])} == {(alone,)}
    assert cases([("a", position("nobody", 0.5, None), None)], [])[0].reasons == ()


def test_what_was_judged_is_left_out_unless_people_disagree() -> None:
    given: list[tuple[str, Position, JudgedState | None]] = [("a", SURE, "accepted"), ("b", UNSURE, "disputed")]
    assert names(given, []) == ["unsure"]
    assert names(given, [], judged_too=True) == ["unsure", "sure"]
    assert cases(given, [])[0].reasons == ("people disagree on it",)
