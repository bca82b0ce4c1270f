"""News agencies, and how sources are written that name an agency or an outlet: who quotes whom is told by these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# News agencies by the names under which reports credit them. An agency seldom has articles of its own in a record, so outlets alone do not name it.
AGENCIES = {
    "Agence France-Presse": ("AFP",),
    "Anadolu": ("Anadolu Agency",),
    "ANSA": (),
    "Associated Press": ("AP",),
    "Bloomberg": ("Bloomberg News",),
    "dpa": ("Deutsche Presse-Agentur",),
    "EFE": (),
    "Interfax": (),
    "Interfax-Ukraine": (),
    "Kyodo": ("Kyodo News",),
    "Press Trust of India": ("PTI",),
    "Reuters": (),
    "RIA Novosti": ("RIA",),
    "TASS": ("ITAR-TASS",),
    "Ukrinform": (),
    "United Press International": ("UPI",),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
}
_MEANT = {name: agency for agency, others in AGENCIES.items() for name in (agency, *others)}
_CREDIT = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(_MEANT, key=len, reverse=True)))
# As sources are written around a name: "the Vel Courier", "The Vel Courier,".
_AROUND = ("{}", "the {}", "{},", "the {},", "{} news agency", "the {} news agency")
# A name longer than this is no outlet's.
LONGEST_NAME = 200


def spellings(outlets: Iterable[str]) -> dict[str, str]:
    """What sources that name one of these outlets, or an agency, read in lower case, and which is meant."""
    called = _MEANT | {name[:LONGEST_NAME]: name[:LONGEST_NAME] for name in outlets}
    return {around.format(bare_name(name)): meant for name, meant in sorted(called.items()) if bare_name(name) for around in _AROUND}


def credited_in(words: str) -> Iterator[str]:
    """The agencies that words such as "MOSCOW (TASS)" credit."""
    return (_MEANT[found[0]] for found in _CREDIT.finditer(words))


def bare_name(name: str) -> str:
    """A name by which outlets are compared: in lower case, without an article in front."""
    return name[:LONGEST_NAME].lower().removeprefix("the ").strip()
