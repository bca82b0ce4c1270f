"""Offers and the answers to them; the steps of a trail."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.comparison import compare
from onrecord.records import Actor, Article, Condition, Copies, Dossier, Position, Reading, Span, Stance, Term
from onrecord.views.answers import offers, questions
from onrecord.views.record import Record
from onrecord.views.trail import trail

DOSSIER = Dossier(
    id="vel",
    title="The Vel river",
    terms=(Term(id="open-gates", proposition="Karsia opens the gates."), Term(id="withdrawal", proposition="Ostmark leaves the ridge.")),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", side=True),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
    ),
)


def reading(name: str, text: str, holder: str, term: str, stance: Stance, day: str, *conditions: tuple[str, str | None]) -> Reading:
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
    return Reading(article=Article(id=name, text=text, published=day), positions=(position,))


def record(*readings: Reading) -> Record:
    return Record(dossier=DOSSIER, readings=readings, comparison=tuple(compare(readings, DOSSIER)))


OFFER = reading(
    "a",
    "Karsia would open the gates if the ridge was left.",
    "karsia",
    "open-gates",
    "conditional",
    "2032-03-02",
    ("the ridge was left", "withdrawal"),
)
REPLY = reading("b", "Ostmark rejected the offer that Karsia had made.", "ostmark", "withdrawal", "against", "2032-03-05")


def test_an_offer_is_open_until_it_is_answered() -> None:
    (alone,) = offers(record(OFFER))
    assert (alone.state, alone.carries, alone.answers) == ("open", ("withdrawal",), ())
    (answered,) = offers(record(OFFER, REPLY))
    assert answered.state == "answered"
    assert [(answer.how, answer.name, answer.article) for answer in answered.answers] == [("rejects", "Ostmark", "b")]


def test_questions_are_shown_with_who_leaves_them_open() -> None:
    asked = reading("c", "Who will watch the gates? Karsia asked.", "karsia", "open-gates", "undecided", "2032-03-02")
    (question,) = questions(record(asked))
    assert (question.term, [point.name for point in question.points]) == ("open-gates", ["Karsia"])


def test_the_steps_of_a_trail() -> None:
    harder = reading(
        "d",
        "Karsia would open the gates if the ridge was left and the barges paid.",
        "karsia",
        "open-gates",
        "conditional",
        "2032-04-02",
        ("the ridge was left", "withdrawal"),
        ("the barges paid", None),
    )
    again = reading(
        "e",
        "Karsia would open the gates if the ridge was left and the barges paid.",
        "karsia",
        "open-gates",
        "conditional",
        "2032-05-02",
        ("the ridge was left", "withdrawal"),
        ("the barges paid", None),
    )
    shown = trail(record(OFFER, harder, again), "karsia", "open-gates")
    assert shown is not None
    assert [step.what for step in shown.steps.values()] == ["first", "hardened", "repeated"]
    assert [passage.text for passage in shown.steps["d d-1"].added] == ["the barges paid"]


def test_what_a_copy_offers_is_told_once() -> None:
    again = replace(OFFER, article=replace(OFFER.article, id="wire"), positions=(replace(OFFER.positions[0], id="wire-1"),))
    compared = compare((OFFER, REPLY), DOSSIER)
    copies = Copies(id="copies", articles=("a", "wire"), origin="a")
    (offer,) = offers(Record(dossier=DOSSIER, readings=(OFFER, REPLY, again), comparison=(copies, *compared)))
    assert (offer.point.article, offer.state) == ("a", "answered")
    # What was read in a copy alone is not lost.
    silent = replace(OFFER, positions=())
    (left,) = offers(Record(dossier=DOSSIER, readings=(silent, again), comparison=(copies,)))
    assert (left.point.article, left.point.copy_of) == ("wire", "a")
