from __future__ import annotations

import pytest

from onrecord.language import detection
from onrecord.language.detection import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of both states met at the river on Monday and agreed to let the barges pass until the end of the harvest.", "en"),
        (
            "Les ministres des deux pays se sont réunis lundi au bord du fleuve et ont convenu de laisser passer les bateaux.",
            "fr",
        ),
        ("Министры обеих стран встретились в понедельник у реки и договорились пропускать баржи до конца уборки урожая.", "ru"),
    ],
)
def test_a_paragraph_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "   \n ", "Karsia", "12.5 % 14:40"])
def test_too_little_text_tells_none(text: str) -> None:
    assert language_of(text) is None


def test_a_long_text_is_judged_by_its_middle() -> None:
    furniture = "Accueil Politique Économie Culture Sport Météo Abonnez-vous\n" * 5
    body = "The ministers of both states met at the river and agreed to let the barges pass until the end of the harvest.\n" * 100
    assert language_of(furniture + body) == "en"


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(detection, "_identifier", refuse)
    text = "The president said that the gates of the dam were closed and that this was for the safety of the towns below. "
    assert detection.language_of(text * 3) == "en"


def test_another_language_with_english_words_in_it_is_not_plainly_english() -> None:
    german = "Die Tore des Staudamms bleiben nach Angaben der Regierung in Dravik bis zum Abzug der Truppen geschlossen. "
    assert detection.language_of(german * 3 + "“The gates of the dam,” hieß es. " + german * 3) == "de"
