"""What can be wrong with a dossier, said so that its author finds the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec
from msgspec import Struct

from onrecord.language.partial_dates import is_partial_date
from onrecord.records import Actor, Dossier, Event, Term

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Words that stand for somebody else in every text: as an alias they would give every sentence to one actor.
_PRONOUNS = frozenset(
    form
    for word in ["he", "she", "it", "they", "we", "you", "him", "her", "them", "us", "his", "hers", "its", "their", "theirs", "our", "who"]
    for form in (word, word.capitalize())
) | {"I"}
_SHORTEST_PROPOSITION = 3
_PARTS: dict[str, type[Struct]] = {"terms": Term, "actors": Actor, "events": Event}
Entry = TypeVar("Entry", Term, Actor, Event)


def find_problems(content: dict[str, Any]) -> list[str]:
    """One line for each thing that is wrong with a parsed dossier, naming the key; empty for a sound one."""
    member_of = {str(entry.get("id")): entry.get("member_of") for entry in _listed(content, "actors") if isinstance(entry, dict)}
    return [
        *_wrong_shapes(content),
        *_wrong_ids(content),
        *_wrong_terms(_understood(content, "terms", Term)),
        *_wrong_actors(_understood(content, "actors", Actor), member_of),
        *_wrong_events(_understood(content, "events", Event)),
    ]


def _understood(content: dict[str, Any], key: str, record: type[Entry]) -> list[Entry]:
    """The entries without a mistake of shape: what they say is checked whatever is wrong with others, so that one report names all."""
    entries = [entry for entry in _listed(content, key) if isinstance(entry, dict)]
    return [msgspec.convert(entry, record) for entry in entries if not any(_misshapen("", entry, record))]


def _listed(content: dict[str, Any], key: str) -> list[Any]:
    entries = content.get(key)
    return entries if isinstance(entries, list) else []


def _wrong_shapes(content: dict[str, Any]) -> Iterator[str]:
    """Keys and types: of the dossier, and of each term, actor and event by itself."""
    yield from _wrong_keys("", content, Dossier)
    for key in ("id", "title", "summary"):
        if key in content and not isinstance(content[key], str):
            yield f"{key}: must be text"
    for key, record in _PARTS.items():
        if not isinstance(content.get(key, []), list):
            yield f"{key}: must be a list"
        for number, entry in enumerate(_listed(content, key)):
            place = f"{key}[{number}]"
            if not isinstance(entry, dict):
                yield f"{place}: must be a table with keys {', '.join(record.__struct_fields__)}"
                continue
            yield from _misshapen(f"{place} ({entry['id']})" if isinstance(entry.get("id"), str) else place, entry, record)


def _misshapen(place: str, entry: dict[str, Any], record: type[Struct]) -> Iterator[str]:
    """Keys and types of one entry, each key by itself."""
    yield from _wrong_keys(place, entry, record)
    for field in msgspec.structs.fields(record):
        if field.encode_name in entry:
            try:
                msgspec.convert(entry[field.encode_name], field.type)
            except msgspec.ValidationError as error:
                known = f"; known are {', '.join(get_args(field.type))}" if get_origin(field.type) is Literal else ""
                yield f"{place}: {field.encode_name}{_plain(str(error))}{known}"


def _wrong_keys(place: str, entry: dict[str, Any], record: type[Struct]) -> Iterator[str]:
    fields = msgspec.structs.fields(record)
    names = [field.encode_name for field in fields]
    prefix = f"{place}: " if place else ""
    for key in entry:
        if key not in names:
            yield f"{prefix}unknown key {key!r}; known are {', '.join(names)}"
    for field in fields:
        if field.required and field.encode_name not in entry:
            yield f"{prefix}the key {field.encode_name!r} is missing"


def _plain(message: str) -> str:
    """Msgspec names the place within a value as `$[2]`, after what is wrong; a person is told it first."""
    what, _, where = message.partition(" - at `$")
    return f"{where.strip('`')}: {what}"


def _wrong_ids(content: dict[str, Any]) -> Iterator[str]:
    if isinstance(content.get("id"), str) and not _ID.fullmatch(content["id"]):
        yield f"id: {content['id']!r} must be lower-case letters, digits and single hyphens, such as 'vel-river-2031'"
    if content.get("terms") == []:
        yield "terms: none is given; a dossier needs at least one proposition to read for"
    if content.get("actors") == []:
        yield "actors: none is given; a dossier needs at least one actor who can hold a position"
    for key in _PARTS:
        seen: set[str] = set()
        for number, entry in enumerate(_listed(content, key)):
            given = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(given, str):
                continue
            if not _ID.fullmatch(given):
                yield f"{key}[{number}]: the id {given!r} must be lower-case letters, digits and single hyphens"
            if given in seen:
                yield f"{key}[{number}]: the id {given!r} is given twice; every id names one thing"
            seen.add(given)


def _wrong_terms(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        text = term.proposition
        if len(text.split()) < _SHORTEST_PROPOSITION or not text.endswith(".") or not (text[0].isupper() or text[0].isdigit()):
            yield (
                f"term {term.id!r}: the proposition {text!r} is no sentence; write what one can be for or against, "
                "with a capital and a full stop, such as 'A ceasefire takes effect on the Halm ridge.'"
            )
        elif "\n" in text:
            yield f"term {term.id!r}: the proposition runs over several lines; write it as one sentence"


def _wrong_actors(actors: Iterable[Actor], member_of: Mapping[str, Any]) -> Iterator[str]:
    """What actors say. `member_of` tells of whom each is a member, of those too that are misshapen otherwise."""
    for actor in actors:
        if not actor.name.strip():
            yield f"actor {actor.id!r}: the name is empty"
        for alias in actor.aliases:
            if not alias.strip() or alias.strip() in _PRONOUNS:
                yield f"actor {actor.id!r}: the alias {alias!r} is empty or a pronoun; pronouns are resolved by the reader"
        if actor.member_of is not None and actor.member_of not in member_of:
            yield f"actor {actor.id!r}: member_of names {actor.member_of!r}, which is no actor of this dossier"
        elif _in_a_circle(actor.id, member_of):
            yield f"actor {actor.id!r}: member_of leads back to itself; remove one link of the circle"


def shared_names(actors: tuple[Actor, ...]) -> Iterator[str]:
    """One line for each name that two actors bear: whose words stand under it cannot always be told, so its author should know."""
    bearers: dict[str, str] = {}
    for actor in actors:
        for name in dict.fromkeys((actor.name, *actor.aliases)):
            if bearers.setdefault(name, actor.id) != actor.id:
                yield f"actor {actor.id!r}: {name!r} is a name of {bearers[name]!r} too; leave it with the one whom articles mean by it"


def _in_a_circle(actor: str, member_of: Mapping[str, Any]) -> bool:
    seen: set[str] = set()
    above = member_of.get(actor)
    while isinstance(above, str) and above not in seen:
        if above == actor:
            return True
        seen.add(above)
        above = member_of.get(above)
    return False


def _wrong_events(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        if not is_partial_date(event.on):
            yield f"event {event.id!r}: on = {event.on!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY"
        if not any(words.strip() for words in event.words):
            yield f"event {event.id!r}: words is empty; give the words by which articles name the event"
