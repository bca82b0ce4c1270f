"""The form in which a dossier is edited: a row for each term and actor, and what comes of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from msgspec import Struct

from onrecord.records import ActorKind, Dossier

Form = Mapping[str, str]

KINDS: tuple[str, ...] = get_args(ActorKind)
# Empty rows to fill in. Whoever needs more looks at what would change, and finds new ones.
_NEW_TERMS, _NEW_ACTORS = 2, 3
_MOST_ROWS = 2_000
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_WORDS_IN_ID = 4


class TermRow(Struct):
    """A term as the form has it. `id` is empty for a new one that was not given any."""

    id: str = ""
    proposition: str = ""
    replaces: str = ""
    gone: bool = False


class ActorRow(Struct):
    """An actor as the form has it; aliases are lines."""

    id: str = ""
    name: str = ""
    kind: str = "person"
    aliases: str = ""
    member_of: str = ""
    side: bool = False
    gone: bool = False


class Rows(Struct):
    """All that the form holds."""

    title: str
    summary: str
    terms: list[TermRow]
    actors: list[ActorRow]


def rows_of(dossier: Dossier, new: ActorRow | None = None) -> Rows:
    """A dossier as the form shows it, and a `new` actor behind the others."""
    terms = [TermRow(one.id, one.proposition, one.replaces or "") for one in dossier.terms]
    actors = [ActorRow(one.id, one.name, one.kind, "\n".join(one.aliases), one.member_of or "", one.side) for one in dossier.actors]
    return Rows(dossier.title, dossier.summary, terms, actors + ([new] if new else []))


def rows_in(form: Form) -> Rows:
    """What a form that was sent holds, without rows that nothing was written in."""
    terms = [
        TermRow(
            _one(form, f"term-{number}-id"),
            _line(form, f"term-{number}-proposition"),
            _one(form, f"term-{number}-replaces"),
            _is_gone(form, f"term-{number}"),
        )
        for number in _numbers(form, "term")
    ]
    actors = [
        ActorRow(
            id=_one(form, f"actor-{number}-id"),
            name=_line(form, f"actor-{number}-name"),
            kind=_one(form, f"actor-{number}-kind"),
            aliases=form.get(f"actor-{number}-aliases", "").replace("\r\n", "\n"),
            member_of=_one(form, f"actor-{number}-member_of"),
            side=bool(form.get(f"actor-{number}-side")),
            gone=_is_gone(form, f"actor-{number}"),
        )
        for number in _numbers(form, "actor")
    ]
    return Rows(
        title=_line(form, "title"),
        summary=_line(form, "summary"),
        terms=[row for row in terms if row.id or row.proposition],
        actors=[row for row in actors if row.id or row.name or row.aliases.strip()],
    )


def with_room(rows: Rows) -> Rows:
    """The rows with empty ones to fill in."""
    return Rows(rows.title, rows.summary, rows.terms + [TermRow() for _ in range(_NEW_TERMS)], rows.actors + [ActorRow() for _ in range(_NEW_ACTORS)])


def content_of(rows: Rows, current: Dossier) -> dict[str, Any]:
    """The dossier that rows come to, as its file would hold it, yet to be checked. What the form does not show stays as it is.

    A term whose proposition changed is a new term, with an id of its own, that `replaces` the old one.
    """
    terms = {one.id: one for one in current.terms}
    actors = {one.id: one for one in current.actors}
    taken = {row.id for row in rows.terms} | {one.id for one in current.terms}
    kept_terms = []
    for row in (each for each in rows.terms if not each.gone):
        known = terms.pop(row.id, None)  # a second row of one id is no change of it: that is found wrong
        told: dict[str, Any] = {"id": row.id or free_id(row.proposition, taken), "proposition": row.proposition}
        if known is not None and known.proposition != row.proposition:
            told |= {"id": free_id(row.id, taken), "replaces": row.id}
        elif known.replaces if known else row.replaces:
            told["replaces"] = known.replaces if known else row.replaces
        taken.add(told["id"])
        kept_terms.append(told | ({"codes": list(known.codes)} if known and known.codes else {}))
    known_names = {row.id for row in rows.actors} | set(actors)
    kept_actors = []
    for one in (each for each in rows.actors if not each.gone):
        before = actors.get(one.id)
        name = one.id or free_id(one.name, known_names)
        known_names.add(name)
        aliases = list(dict.fromkeys(" ".join(alias.split()) for alias in one.aliases.splitlines() if alias.strip()))
        entry: dict[str, Any] = {"id": name, "name": one.name, "kind": one.kind, "aliases": aliases, "side": one.side}
        entry |= {"member_of": one.member_of} if one.member_of else {}
        kept_actors.append(entry | ({"wikidata": before.wikidata} if before and before.wikidata else {}))
    events = [{"id": event.id, "name": event.name, "words": list(event.words), "on": event.on} for event in current.events]
    return {"id": current.id, "title": rows.title, "summary": rows.summary, "terms": kept_terms, "actors": kept_actors, "events": events}


def free_id(words: str, taken: Iterable[str]) -> str:
    """An id made of the first words, with a number where others have it."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = "-".join(_NOT_IN_IDS.sub("-", plain).strip("-").split("-")[:_WORDS_IN_ID]) or "new"
    others = set(taken)
    if name not in others:
        return name
    number = 2
    while f"{name}-{number}" in others:
        number += 1
    return f"{name}-{number}"


def _numbers(form: Form, part: str) -> list[int]:
    """The numbers of the rows, in their order."""
    row = re.compile(rf"{part}-(\d{{1,4}})-\w+")
    return sorted({int(found[1]) for name in form if (found := row.fullmatch(name))})[:_MOST_ROWS]


def _one(form: Form, name: str) -> str:
    return form.get(name, "").strip()


def _line(form: Form, name: str) -> str:
    return " ".join(form.get(name, "").split())


def _is_gone(form: Form, row: str) -> bool:
    return bool(form.get(f"{row}-gone"))
