"""Who stands with whom, and what they are called."""

from __future__ import annotations

import pytest

from onrecord.comparison.parties import Parties
from onrecord.comparison.replies import replied_by
from onrecord.records import Actor, Dossier

DOSSIER = Dossier(
    id="vel",
    title="The Vel river",
    terms=(),
    actors=(
        Actor(id="infirmary", name="St. Orla's Infirmary", kind="organisation", aliases=("St. Orla's", "—")),
        Actor(id="union", name="Union of the Delta", kind="government", aliases=("U.D.",)),
        Actor(id="oquill", name="Tamsin O’Quill", kind="person", aliases=("O'Quill",), member_of="union"),
        Actor(id="rovers", name="Rovers F.C., Dravik", kind="group"),
    ),
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Doctors at St. Orla's rejected the offer.", ["infirmary"]),
        ("U.D. officials met the U.D.'s envoys.", ["union"]),
        ("The plan of Tamsin O'Quill's aides was read out by O’Quill.", ["oquill"]),
        ("Rovers F.C., Dravik, was for it.", ["rovers"]),
        ("Orla was at the infirmary — and Quill too.", []),
    ],
)
def test_names_with_marks_are_found(words: str, named: list[str]) -> None:
    assert Parties(DOSSIER).named_in(words) == named


def test_names_with_marks_are_found_before_a_reply() -> None:
    parties = Parties(DOSSIER)
    assert replied_by(parties.names("infirmary"), "St. Orla's has flatly rejected the offer.")
    assert replied_by(parties.called("oquill"), "The U.D. rejected the offer.")
    assert not replied_by(parties.names("infirmary"), "They rejected the offer.")


def test_bodies_are_no_persons() -> None:
    parties = Parties(DOSSIER)
    assert [parties.is_body(actor) for actor in ("infirmary", "union", "rovers", "oquill", "nobody")] == [True, True, True, False, False]
