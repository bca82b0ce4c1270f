"""What somebody asks for, checked against what there is: what is not known is said, rather than answered with nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, get_args

from onrecord.errors import LedgerError
from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import Filters
from onrecord.ledger.searching import Kind
from onrecord.queries.matrix import Names
from onrecord.records import STANCES, JudgedState, Mode
from onrecord.views.answers import State
from onrecord.views.occasions import DIFFERENCES

# rapidfuzz scores likeness from 0 to 100; below this, ids look unlike to a person.
_ALIKE = 60
_VALUES: dict[str, tuple[str, ...]] = {
    "kinds": get_args(Kind),
    "stance": STANCES,
    "mode": get_args(Mode),
    "judged": (*get_args(JudgedState), "unjudged"),
    "differ": DIFFERENCES,
    "state": get_args(State),
}


def id_of(kind: str, given: str, names: Mapping[str, Collection[str]]) -> str:
    """The id of the actor or term that a person calls by this name; LedgerError where there is none, or more than one, naming what is like it."""
    if given in names:
        return given
    meant = [known for known, called in names.items() if given.lower() in {name.lower() for name in called}]
    if len(meant) == 1:
        return meant[0]
    from rapidfuzz import process  # noqa: PLC0415  only where somebody mistypes

    near = meant or [name for name, score, _ in process.extract(given, list(names), limit=3) if score > _ALIKE]
    hint = f"Did you mean {', '.join(near)}?" if near else f"Known: {', '.join(names)}."
    raise LedgerError(f"The dossier names no {kind} {given!r}. {hint}" if not meant else f"{given!r} may be {', '.join(meant)}: give the id.")


def checked(asked: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """What is asked for, with ids in the place of names; None stays. LedgerError where an actor, a term, a day or another value cannot be."""
    found = dict(asked)
    if isinstance(found.get("kinds"), str):
        found["kinds"] = (found["kinds"],)
    for name, value in found.items():
        if value is None:
            continue
        if name in ("holder", "side", "term"):
            found[name] = id_of("term", value, names.terms) if name == "term" else id_of("actor", value, names.actors)
        elif name in ("since", "until") and not is_partial_date(value):
            raise LedgerError(f"{name}: {value!r} is no day. Give YYYY-MM-DD, YYYY-MM or YYYY.")
        elif name in _VALUES:
            _check(name, value if name == "kinds" else (value,))
    return found


def filters_of(asked: Mapping[str, Any], names: Names) -> Filters:
    """The filters of a search. LedgerError where one of them cannot be; TypeError where there is none of that name, as for any keyword."""
    found = checked(asked, names)
    return Filters(**(found | {"kinds": tuple(found["kinds"])} if "kinds" in found else found))


def _check(name: str, values: Collection[str]) -> None:
    for value in values:
        if value not in _VALUES[name]:
            raise LedgerError(f"{name}: {value!r} is none of {', '.join(_VALUES[name])}.")
