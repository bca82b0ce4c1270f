"""What kind of act a cue tells of."""

from __future__ import annotations

import pytest

from onrecord.attribution.cue_classes import class_of_cue


@pytest.mark.parametrize(
    ("cue", "cue_class"),
    [
        ("said", "saying"),
        ("has repeatedly demanded", "demanding"),
        ("went on to say", "saying"),
        ("offered", "offering"),
        ("agreed", "agreeing"),
        ("refused", "refusing"),
        ("did not rule out", "refusing"),
        ("called for", "demanding"),
        ("wondered", "asking"),
        ("is expected", "believing"),
        ("seems", "believing"),
        ("shows", "showing"),
        ("'s hopes", "believing"),
        ("According to", "saying"),
        (":", "saying"),
        ("", "saying"),
    ],
)
def test_class_of_cue(cue: str, cue_class: str) -> None:
    assert class_of_cue(cue) == cue_class
