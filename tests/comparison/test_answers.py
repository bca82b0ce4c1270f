"""Answers to what others demand or offer, and open questions."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.comparison import compare
from onrecord.records import Answer, Condition, Dossier, Question, Reading, Span, Via

OFFER = "Maddek would open the gates if Ostmark withdrew its troops."
REJECTS = "Hellvik rejected the bargain that Maddek had put to her."


def answers(readings: list[Reading], dossier: Dossier | None) -> list[Answer]:
    return [row for row in compare(readings, dossier) if isinstance(row, Answer)]


def questions(readings: list[Reading], dossier: Dossier | None) -> list[Question]:
    return [row for row in compare(readings, dossier) if isinstance(row, Question)]


def offer(**given: Any) -> dict[str, Any]:
    condition = ("Ostmark withdrew its troops", "withdrawal")
    return {"holder": "maddek", "term": "open-gates", "stance": "conditional", "says": OFFER, "unless": condition, **given}


def demand(holder: str, stance: str, says: str, term: str = "withdrawal", **given: Any) -> dict[str, Any]:
    return {"holder": holder, "term": term, "stance": stance, "says": says, **given}


def test_a_refusal_answers_the_offer_that_depends_on_the_term(write: Any, dossier: Dossier) -> None:
    (found,) = answers([write("a", f"{OFFER} {REJECTS}", offer(), demand("hellvik", "against", REJECTS))], dossier)
    assert found.how == "rejects"
    assert (found.to.position, found.by.position, found.by.actor) == ("a-0", "a-1", "hellvik")


def test_each_report_is_read_for_its_own_replies(write: Any, dossier: Dossier) -> None:
    plain = "Hellvik wants the ridge for good, and it was her last word on the matter."
    refusal = demand("hellvik", "against", REJECTS, said_on="2031-11-20")
    readings = [
        write("a", f"{OFFER} {plain}", offer(), demand("hellvik", "against", plain, said_on="2031-11-19")),
        write("b", f"{'The talks went on. ' * 20}{OFFER} {REJECTS}", offer(), refusal),
    ]
    assert [found.by.article for found in answers(readings, dossier)] == ["b"]


def test_a_headline_may_tell_the_reply(write: Any, dossier: Dossier) -> None:
    says = "“We will not go,” she said."
    readings = [write("a", f"{OFFER} {says}", offer(), demand("hellvik", "against", says), title="Hellvik rejects Maddek’s bargain")]
    assert [found.how for found in answers(readings, dossier)] == ["rejects"]


def test_a_stance_that_answers_nobody(write: Any, dossier: Dossier) -> None:
    says = "Hellvik wants the ridge for good."
    same_side = "Hellvik rejected what Ostmark had asked for."
    assert answers([write("a", f"{OFFER} {says}", offer(), demand("hellvik", "against", says))], dossier) == []
    own = demand("ostmark", "for", OFFER)
    assert answers([write("a", f"{OFFER} {same_side}", own, demand("hellvik", "against", same_side))], dossier) == []


def test_what_was_read_in_a_circle_is_no_offer_and_no_answer(write: Any, dossier: Dossier) -> None:
    refusal = demand("hellvik", "against", REJECTS)
    on_itself = offer(term="withdrawal")
    assert answers([write("a", f"{OFFER} {REJECTS}", on_itself, refusal)], dossier) == []
    assert answers([write("a", f"{OFFER} {REJECTS}", {**on_itself, "stance": "against"}, refusal)], dossier) == []
    passed_on = (Via(Span(0, 7, "Hellvik"), "hellvik"),)
    assert answers([write("a", f"{OFFER} {REJECTS}", offer(), {**refusal, "via": passed_on})], dossier) == []
    assert len(answers([write("a", f"{OFFER} {REJECTS}", offer(), {**refusal, "via": (Via(Span(0, 7, "Hellvik"), "ostmark"),)})], dossier)) == 1


def test_an_offer_that_also_depends_on_itself_is_one_for_what_else_it_depends_on(write: Any, dossier: Dossier) -> None:
    refusal = demand("hellvik", "against", REJECTS)
    reading = write("a", f"{OFFER} {REJECTS}", offer(stance="against"), refusal)
    conditions = (*reading.positions[0].conditions, Condition(0, 6, OFFER[:6], term="open-gates"))
    both = msgspec.structs.replace(reading, positions=(msgspec.structs.replace(reading.positions[0], conditions=conditions), reading.positions[1]))
    assert [found.how for found in answers([both], dossier)] == ["rejects"]
    ostmark = demand("hellvik", "against", REJECTS, "open-gates")
    on_gates = msgspec.structs.replace(both, positions=(both.positions[0], write("a", f"{OFFER} {REJECTS}", offer(), ostmark).positions[1]))
    assert answers([on_gates], dossier) == []


def test_an_older_refusal_is_no_answer(write: Any, dossier: Dossier) -> None:
    old = demand("hellvik", "against", REJECTS, said_on="2031-10-01")
    assert answers([write("a", f"{OFFER} {REJECTS}", offer(said_on="2031-11-19"), old)], dossier) == []


def test_a_joint_act_answers_nobody(write: Any, dossier: Dossier) -> None:
    both = "Karsia and Ostmark accepted a truce."
    positions = [demand(holder, "for", both, "ceasefire") for holder in ("karsia", "ostmark")]
    assert answers([write("a", both, *positions)], dossier) == []


def test_acceptance_and_silence(write: Any, dossier: Dossier) -> None:
    accepts = "Ostmark accepted Karsia's wish for monitors."
    wish = "Karsia wants monitors on the ridge."
    positions = [demand("karsia", "for", wish, "monitors"), demand("ostmark", "for", accepts, "monitors")]
    assert [found.how for found in answers([write("a", f"{wish} {accepts}", *positions)], dossier)] == ["accepts"]
    silent = ("ostmark", "monitors", "Lenne has not answered")
    (found,) = answers([write("a", f"{wish} Lenne has not answered.", positions[0], silences=[silent])], dossier)
    assert (found.how, found.by.position, found.by.evidence[0].text) == ("silent", None, silent[2])


def test_a_term_that_is_left_open(write: Any, dossier: Dossier) -> None:
    open_words = "The sides left open who would monitor the truce."
    readings = [
        write("a", open_words, *(demand(holder, "undecided", open_words, "monitors") for holder in ("karsia", "ostmark")), published="2032-04-15")
    ]
    (found,) = questions(readings, dossier)
    assert found.term == "monitors"
    assert [reference.holder for reference in found.positions] == ["karsia", "ostmark"]


def test_a_term_that_was_settled_since(write: Any, dossier: Dossier) -> None:
    doubt, settled = "Maddek did not know who would watch.", "Maddek agreed to monitors."
    readings = [
        write("a", doubt, demand("maddek", "undecided", doubt, "monitors", said_on="2032-03-04")),
        write("b", settled, demand("maddek", "for", settled, "monitors", said_on="2032-04-15")),
    ]
    assert questions(readings, dossier) == []
    assert len(questions(readings[:1], dossier)) == 1


def test_an_offer_of_another_article_is_answered(write: Any, dossier: Dossier) -> None:
    offer = {
        "holder": "maddek",
        "term": "open-gates",
        "stance": "conditional",
        "said_on": "2032-03-02",
        "says": OFFER,
        "unless": ("Ostmark withdrew its troops", "withdrawal"),
    }
    reply = "Hellvik rejected the offer that Maddek had made."
    against = {"holder": "hellvik", "term": "withdrawal", "stance": "against", "said_on": "2032-03-05", "says": reply}
    (found,) = answers([write("a", OFFER, offer), write("b", reply, against)], dossier)
    assert (found.to.article, found.to.term, found.by.article, found.how) == ("a", "open-gates", "b", "rejects")
    late = against | {"said_on": "2032-05-05"}
    assert answers([write("a", OFFER, offer), write("b", reply, late)], dossier) == []
    early = against | {"said_on": "2032-03-01"}
    assert answers([write("a", OFFER, offer), write("b", reply, early)], dossier) == []


def test_a_silence_on_the_proposal_answers_what_was_proposed(write: Any, dossier: Dossier) -> None:
    text = f"{OFFER} There was no response from Lenne to Maddek's proposal."
    offer = {
        "holder": "maddek",
        "term": "open-gates",
        "stance": "conditional",
        "says": OFFER,
        "unless": ("Ostmark withdrew its troops", "withdrawal"),
    }
    reading = write("a", text, offer, silences=[("ostmark", "open-gates", "There was no response from Lenne to Maddek's proposal.")])
    unnamed = msgspec.structs.replace(reading, silences=(msgspec.structs.replace(reading.silences[0], terms=()),))
    (found,) = answers([unnamed], dossier)
    assert (found.to.term, found.by.actor, found.how) == ("open-gates", "ostmark", "silent")
