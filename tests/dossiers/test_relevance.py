"""Whether a page may touch a dossier, by its bytes alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.dossiers import Relevance
from onrecord.records import Actor, Dossier, Term


@pytest.fixture(scope="module")
def touches(vel_dossier: Dossier) -> Relevance:
    mirel = Actor(id="mirel", name="Zoé d'Arvé", kind="person", aliases=("Zoé d'Arvé",))
    return Relevance(replace(vel_dossier, actors=(*vel_dossier.actors, mirel)))


@pytest.mark.parametrize(
    "page",
    [
        "Orlan said the gates of the dam would open.",
        "<h1>ORLAN: GATES OF THE DAM TO OPEN</h1>",
        "Tavel is withdrawing the troops, he said.",
        "Zoé d'Arvé asked for the gates to be opened.",
        "Zoé d’Arvé asked for the gates to be opened.",
        "Zo&#233; d&#8217;Arv&#233; asked for the gates to be opened.",
        "Zo&eacute; d&rsquo;Arv&eacute; asked for the gates to be opened. Tavel agreed.",
        "“Orlan” — the gates, the dam",
    ],
)
def test_a_page_that_names_an_actor_and_speaks_of_a_term_may(touches: Relevance, page: str) -> None:
    assert touches(page.encode("utf-8"))


def test_western_encodings_are_known(touches: Relevance) -> None:
    assert touches("Zoé d’Arvé asked for the gates to be opened.".encode("cp1252"))


@pytest.mark.parametrize(
    "page",
    [
        "",
        "The gates of the dam would open.",  # nobody is named
        "Orlan opened a bakery.",  # one word of a term is not enough
        "Orlan said that the damage was found at a gate.",  # a longer word that begins alike
        "Orlando said the gates of the dam would open.",  # another name
        "Orlan baked. " + "The gates. " + "Nothing happened here at all. " * 40 + "A dam.",  # too far apart
    ],
)
def test_any_other_page_does_not(touches: Relevance, page: str) -> None:
    assert not touches(page.encode("utf-8"))


def test_short_names_in_capitals_are_not_looked_for_in_small_letters() -> None:
    it = Actor(id="it", name="IT", kind="organisation", aliases=("IT",))
    dossier = Dossier(id="d", title="", terms=(Term(id="t", proposition="The barges pass."),), actors=(it,))
    assert Relevance(dossier)(b"IT wants the barges to pass.")
    assert not Relevance(dossier)(b"It was the barges that did not pass.")


def test_a_dossier_without_terms_asks_for_a_name_alone(vel_dossier: Dossier) -> None:
    assert Relevance(replace(vel_dossier, terms=()))(b"Tavel baked bread.")


def test_a_term_of_names_and_common_words_asks_for_a_name_alone(vel_dossier: Dossier) -> None:
    named = Relevance(replace(vel_dossier, terms=(*vel_dossier.terms, Term(id="over", proposition="Orlan is over Tavel."))))
    assert named(b"Tavel baked bread.")
    assert not named(b"Somebody baked bread.")


def test_a_dossier_without_anybody_is_touched_by_nothing() -> None:
    assert not Relevance(Dossier(id="d", title="", terms=(), actors=()))(b"Tavel baked bread.")
