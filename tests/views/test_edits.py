"""What changed from one version of an article to the next."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Article, Dropped, Notice, Version
from onrecord.views import edits as module
from onrecord.views.edits import edits, word_difference

TEXT = "Karsia opened the gates.\n“We shall share the river,” Orlan said. “It is inevitable.”\nTavel called it late."


def version(text: str = TEXT, title: str | None = "Karsia opens the dam", number: int = 0, **more: Any) -> Version:
    article = Article(**{"id": "courier-1", "title": title, "text": text, **more})
    return Version(key=str(number), article=article, first_seen=f"2031-05-0{number + 1}T00:00:00Z")


@given(st.text("ab .\n”é🏔", max_size=60), st.text("ab .\n”é🏔", max_size=60))
def test_what_is_same_and_gone_is_the_one_text_and_what_is_same_and_new_the_other(one: str, other: str) -> None:
    pieces = word_difference(one, other)
    assert "".join(piece.text for piece in pieces if piece.what != "new") == one
    assert "".join(piece.text for piece in pieces if piece.what != "gone") == other
    assert all(piece.text for piece in pieces)


def test_a_change_is_told_in_whole_words_and_not_in_shreds() -> None:
    pieces = word_difference("They would never, ever talk again.", "They would always gladly talk again.")
    assert [(piece.what, piece.text) for piece in pieces] == [
        ("same", "They would "),
        ("gone", "never, ever"),
        ("new", "always gladly"),
        ("same", " talk again."),
    ]


def test_long_texts_are_aligned_by_lines(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "_MOST_PAIRS", 100)
    lines = [f"Line {number} of the record." for number in range(9)]
    changed = [*lines[:4], "Another line.", *lines[5:8], "The end."]
    pieces = word_difference("\n".join(lines), "\n".join(changed))
    assert [piece.text for piece in pieces if piece.what == "new"] == ["Another line.\n", "The end"]
    monkeypatch.setattr(module, "_MOST_PAIRS", 1)
    assert [piece.what for piece in word_difference("\n".join(lines), "\n".join(changed))][-3:] == ["gone", "new", "same"]


def test_a_reworded_quotation_stands_beside_what_it_was() -> None:
    (edit,) = edits([version(), version(TEXT.replace("inevitable", "irreversible"), number=1)])
    assert [(quotation.before, quotation.after) for quotation in edit.quotations] == [("It is inevitable.", "It is irreversible.")]
    assert (edit.headline, edit.gone, edit.new, edit.stealth) == (None, 1, 1, True)
    assert (edit.seen_before, edit.seen_after) == ("2031-05-01T00:00:00Z", "2031-05-02T00:00:00Z")


def test_quotations_that_come_or_go_are_told_and_those_that_move_are_not() -> None:
    moved = "“It is inevitable.”\nKarsia opened the gates.\n“We shall share the river,” Orlan said.\nTavel called it “late”."
    (edit,) = edits([version(), version(moved, number=1)])
    assert [(quotation.before, quotation.after) for quotation in edit.quotations] == [(None, "late")]
    (back,) = edits([version(moved), version(number=1)])
    assert [(quotation.before, quotation.after) for quotation in back.quotations] == [("late", None)]


def test_a_line_that_tells_of_an_update_is_told_apart_from_a_note_and_from_silence() -> None:
    dated = version(f"2 May 2031, 21:15. Updated 3 May 2031, 08:02\n{TEXT}", "Karsia shuts the dam", 1)
    (edit,) = edits([version(f"2 May 2031, 21:15\n{TEXT}"), dated])
    assert (edit.updated, edit.noted, edit.stealth) == ("Updated 3 May 2031, 08:02", False, False)
    assert edit.said == "no correction note; it says “Updated 3 May 2031, 08:02”"
    (later,) = edits([dated, version(f"2 May 2031, 21:15. Updated 3 May 2031, 08:02\n{TEXT}", number=2)])
    assert (later.updated, later.stealth, later.said) == (None, True, "no correction note"), "the old line says nothing of the new change"
    (told,) = edits([version(), version(f"{TEXT}\nHe said the maps were updated 3 times.", "Karsia shuts the dam", 1)])
    assert told.updated is None, "words of the text are no such line"


def test_a_note_makes_an_edit_no_stealth_edit() -> None:
    noted = version(title="Karsia shuts the dam", number=1, notices=(Notice("correction"),))
    (edit,) = edits([version(), noted])
    assert edit.headline == ("Karsia opens the dam", "Karsia shuts the dam")
    assert (edit.noted, edit.stealth) == (True, False)
    (later,) = edits([noted, version(title="Karsia opens the dam", number=2, notices=(Notice("correction"),))])
    assert later.stealth, "the old note says nothing of the new change"


def test_marks_and_what_is_no_part_of_the_article_are_no_edits() -> None:
    teaser = "\nRead next: “Ten rivers to see”"
    dropped = (Dropped(len(TEXT), len(TEXT) + len(teaser), teaser, reason="teaser"),)
    (edit,) = edits([version(TEXT + teaser, dropped=dropped), version(TEXT, title="KARSIA OPENS THE DAM", number=1)])
    assert (edit.headline, edit.quotations, edit.gone, edit.new, edit.stealth) == (None, (), 0, 0, False)


def test_another_article_at_the_same_address_is_no_edit() -> None:
    other = version("The council met in Lenne on other matters and went home early.", number=1, id="gazette-7")
    assert edits([version(), other]) == ()
    assert len(edits([version(), version(TEXT + " More.", number=1, id="saved-later")])) == 1
