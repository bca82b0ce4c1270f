"""A new dossier for an analyst to fill in."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from onrecord.errors import DossierError
from onrecord.records import Dossier

_TEMPLATE = """\
# A dossier names one dispute: what is argued about (terms), who argues (actors), and what you know of the calendar (events).
# Check it with: onrecord dossier check {name}

id = "{id}"
title = "Water and border between Karsia and Ostmark"      # replace: the dispute in one line
summary = ""

# Terms: propositions that somebody can want, accept, refuse or make conditional. One full sentence each, so that
# "for" and "against" are unambiguous. 8 to 14 usually cover a dispute.
[[terms]]
id = "ceasefire"
proposition = "A ceasefire takes effect on the Halm ridge."

[[terms]]
id = "open-dam"
proposition = "Karsia opens the gates of the Sarn dam."

# Actors: people, governments, organisations, groups. Aliases are the names as articles write them, without pronouns.
# member_of: on whose side, or in whose government, party or body the actor speaks. side = true: members are shown under this actor.
[[actors]]
id = "karsia"
name = "Karsia"
kind = "government"                                        # person, government, organisation or group
aliases = ["Karsia", "Dravik", "the Karsian government"]
side = true

[[actors]]
id = "orlan"
name = "Mira Orlan"
kind = "person"
aliases = ["Mira Orlan", "Orlan", "President Orlan"]
member_of = "karsia"

# Events (if wanted): days you know, and the words by which articles speak of them. They bound the date of undated articles.
# [[events]]
# id = "halm-clash"
# name = "Clash on the Halm ridge"
# words = ["Halm clash", "fighting on the ridge"]
# on = "2031-09-12"
"""


def left_of_the_example(dossier: Dossier) -> list[str]:
    """The ids of the terms and actors that still are as a new dossier has them."""
    example = msgspec.convert(tomllib.loads(_TEMPLATE), Dossier)
    return [
        *(term.id for term in dossier.terms if term in example.terms),
        *(actor.id for actor in dossier.actors if actor in example.actors),
    ]


def write_template(path: str | Path) -> None:
    """Write a commented dossier to `path`; an existing file is never overwritten."""
    path = Path(path)
    if path.suffix != ".toml":
        raise DossierError([f"{path}: a new dossier is written as TOML; give a name that ends in .toml"])
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "my-dispute"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(_TEMPLATE.format(name=path.name, id=name))
    except FileExistsError:
        raise DossierError([f"{path}: exists already and is left as it is; choose another name"]) from None
    except OSError as error:
        raise DossierError([f"{path}: cannot be written ({error.strerror}); choose another folder"]) from None
