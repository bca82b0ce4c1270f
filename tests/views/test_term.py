"""A term: who stands where, offers and answers, what is left open, and what depends on it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.comparison import compare
from onrecord.records import Actor, Article, Condition, Dossier, Position, Reading, Span, Stance, Term
from onrecord.views import Record
from onrecord.views.conditions import condition_spans
from onrecord.views.term import MOST_OFFERS, term_page
from onrecord.views.trail import trail

DOSSIER = Dossier(
    id="vel",
    title="The Vel river",
    terms=(
        Term(id="open-gates", proposition="Karsia opens the gates.", codes=("PA-X Res",)),
        Term(id="withdrawal", proposition="Ostmark leaves the ridge."),
        Term(id="oversight", proposition="A commission oversees the gates.", replaces="inspection"),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", side=True),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
        Actor(id="pilots", name="River Pilots", kind="group"),
    ),
)


def told(name: str, text: str, holder: str, term: str, stance: Stance, day: str, *conditions: tuple[str, str | None]) -> Reading:
    made = tuple(Condition(text.index(words), text.index(words) + len(words), words, term=to) for words, to in conditions)
    position = Position(
        id=f"{name}-1",
        holder=holder,
        term=term,
        stance=stance,
        conditions=made,
        evidence=(Span(0, len(text), text),),
        mode="indirect",
        said_on=day,
        confidence=1.0,
    )
    return Reading(article=Article(id=name, text=text, published=day, outlet=f"Outlet {name}"), positions=(position,))


def record(readings: Sequence[Reading]) -> Record:
    return Record(dossier=DOSSIER, readings=tuple(readings), comparison=tuple(compare(readings, DOSSIER)))


OFFER = "Karsia would open the gates if the ridge was left."
IF_LEFT = ("the ridge was left", "withdrawal")
READINGS = (
    told("a", OFFER, "karsia", "open-gates", "conditional", "2032-03-02", IF_LEFT),
    told("b", f"{OFFER} So it was told.", "karsia", "open-gates", "conditional", "2032-03-02", IF_LEFT),
    told("c", "Ostmark rejected the offer that Karsia had made.", "ostmark", "withdrawal", "against", "2032-03-05"),
    told("d", "Who would oversee compliance? Karsia asked.", "karsia", "oversight", "undecided", "2032-03-06"),
)


def test_one_offer_that_two_reports_tell_is_one_with_its_answer() -> None:
    shown = term_page(record(READINGS), "open-gates")
    assert shown is not None
    (offer,) = shown.offers
    assert (offer.offer.name, offer.offer.carries, offer.reports, offer.offer.state) == ("Karsia", ("withdrawal",), 2, "answered")
    assert [(answer.name, answer.how, answer.article) for answer in offer.answers] == [("Ostmark", "rejects", "c")]
    assert (shown.offers_told, shown.codes, shown.replaces) == (1, ("PA-X Res",), None)


def test_an_offer_stands_with_the_terms_that_it_carries_too() -> None:
    shown = term_page(record(READINGS[:2]), "withdrawal")
    assert shown is not None
    assert [(offer.offer.term, offer.offer.state) for offer in shown.offers] == [("open-gates", "open")]
    (depending,) = shown.depending
    assert (depending.name, depending.term) == ("Karsia", "open-gates")
    assert shown.rows == ()
    assert shown.without == ("Karsia", "Ostmark", "River Pilots")


def test_only_what_still_stands_depends_on_a_term() -> None:
    dropped = told("e", "Karsia will open the gates anyway.", "karsia", "open-gates", "for", "2032-04-01")
    shown = term_page(record((*READINGS, dropped)), "withdrawal")
    assert shown is not None
    assert shown.depending == ()
    gates = term_page(record((*READINGS, dropped)), "open-gates")
    assert gates is not None
    assert [(row.actor, [one.stance for cell in row.cells if cell for one in cell.stances]) for row in gates.rows] == [("karsia", ["for"])]
    assert [(shift.before.stance, shift.after.stance) for shift in gates.shifts] == [("conditional", "for")]


def test_a_question_is_left_open_in_its_words() -> None:
    shown = term_page(record(READINGS), "oversight")
    assert shown is not None
    assert [point.passages[0].text for point in shown.asking] == ["Who would oversee compliance? Karsia asked."]
    assert (shown.asking_told, shown.replaces) == (1, "inspection")


def test_more_offers_than_the_page_shows_are_counted() -> None:
    many = [told(f"a{day:02}", OFFER, "karsia", "open-gates", "conditional", f"2032-03-{day:02}", IF_LEFT) for day in range(1, MOST_OFFERS + 6)]
    shown = term_page(Record(dossier=DOSSIER, readings=tuple(many)), "open-gates")
    assert shown is not None
    assert (len(shown.offers), shown.offers_told) == (MOST_OFFERS, MOST_OFFERS + 5)
    assert shown.offers[0].offer.point.day.value == f"2032-03-{MOST_OFFERS + 5}"


def test_an_unknown_term_has_no_page() -> None:
    assert term_page(record(READINGS), "nothing") is None


def test_conditions_appear_and_disappear() -> None:
    readings = (
        told("a", OFFER, "karsia", "open-gates", "conditional", "2032-03-02", IF_LEFT),
        told("b", "If the ridge was left and the barges paid.", "karsia", "open-gates", "conditional", "2032-03", IF_LEFT, ("the barges paid", None)),
        told("c", "If all barges paid the toll.", "karsia", "open-gates", "conditional", "2032-04-02", ("all barges paid the toll", None)),
        told("d", "Karsia will open the gates.", "karsia", "open-gates", "for", "2032-05-01"),
    )
    shown = trail(record(readings), "karsia", "open-gates")
    assert shown is not None
    assert shown.conditions == condition_spans(shown.points)
    assert [(one.term, one.words, one.first, one.last, one.gone, len(one.passages)) for one in shown.conditions] == [
        ("withdrawal", "the ridge was left", "2032-03-02", "2032-03", "2032-04-02", 2),
        (None, "the barges paid", "2032-03", "2032-04-02", "2032-05-01", 2),
    ]
