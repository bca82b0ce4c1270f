"""`compare` as a whole: what goes in may be bare, and what comes out does not depend on order."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from onrecord.comparison import compare, count_without_text
from onrecord.records import UNSET, Comparison, Dossier, Reading, without_text  # type: ignore[attr-defined]

FOR = "Lenne would take its troops off the Halm ridge, Hellvik told the assembly."
AGAINST = "Lenne would not take its troops off the Halm ridge, Hellvik told the assembly."


def readings(write: Any) -> list[Reading]:
    def position(says: str, stance: str, said_on: str) -> dict[str, Any]:
        return {"holder": "hellvik", "term": "withdrawal", "stance": stance, "says": says, "said_on": said_on}

    return [
        write("a", FOR, position(FOR, "for", "2032-03-04"), published="2032-03-05"),
        write("b", AGAINST, position(AGAINST, "against", "2032-03-04"), published="2032-03-05"),
        write("c", AGAINST, position(AGAINST, "against", "2032-06-04"), published="2032-06-05"),
    ]


def test_nothing_in_nothing_out() -> None:
    assert compare([], None) == []


def test_any_order_gives_the_same_rows(write: Any, dossier: Dossier) -> None:
    rows = compare(readings(write), dossier)
    assert rows == compare(readings(write)[::-1], dossier)
    assert len({row.id for row in rows}) == len(rows)


def test_rows_survive_json(write: Any, dossier: Dossier) -> None:
    rows = compare(readings(write), dossier)
    assert msgspec.json.decode(msgspec.json.encode(rows), type=list[Comparison]) == rows
    assert {type(row) for row in rows} <= set(get_args(Comparison))


def test_without_text_and_without_a_dossier(write: Any) -> None:
    bare = [without_text(reading) for reading in readings(write)]
    assert all(reading.article.text is UNSET for reading in bare)
    assert count_without_text(bare) == len(bare)
    assert count_without_text([*readings(write), *bare[:1]]) == 1
    kinds = {type(row).__name__ for row in compare(bare, None)}
    assert {"Occasion", "Conflict"} <= kinds
    assert "Copies" not in kinds


def test_unknown_actors_and_terms_stand_for_themselves(write: Any, dossier: Dossier) -> None:
    strange = [
        write(name, FOR, {"holder": "nobody", "term": "unheard-of", "stance": stance, "says": FOR, "said_on": "2032-03-04"})
        for name, stance in (("x", "for"), ("y", "against"))
    ]
    (why,) = [row.why for row in compare(strange, dossier) if hasattr(row, "why")]
    assert "nobody" in why
    assert "unheard-of" in why
