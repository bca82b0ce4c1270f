"""A dossier as a file: what is read from it again is the same dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.records import Dossier

_PARTS = ("terms", "actors", "events")


def as_toml(dossier: Dossier) -> str:
    """The dossier as TOML, in the order in which people write it."""
    return "\n".join(_toml(dossier))


def as_json(dossier: Dossier) -> str:
    """The dossier as JSON."""
    return msgspec.json.format(msgspec.json.encode(_told(dossier))).decode("utf-8") + "\n"


def _toml(dossier: Dossier) -> Iterator[str]:
    content = _told(dossier)
    yield from (f"{key} = {_value(content[key])}" for key in ("id", "title", "summary") if key in content)
    for part in _PARTS:
        for entry in content.get(part, ()):
            yield from ("", f"[[{part}]]")
            yield from (f"{key} = {_value(value)}" for key, value in entry.items())
    yield ""


def _told(dossier: Dossier) -> dict[str, Any]:
    """What the dossier says, without what it leaves open."""
    told: dict[str, Any] = msgspec.to_builtins(dossier)
    parts = {part: [{key: value for key, value in entry.items() if value not in (None, False, ())} for entry in told[part]] for part in _PARTS}
    return {"id": told["id"], "title": told["title"], "summary": told["summary"], **{part: entries for part, entries in parts.items() if entries}}


def _value(value: Any) -> str:
    """A text, a list of texts, or yes. A JSON string is a TOML string too, but for one control character that JSON lets stand."""
    if value is True:
        return "true"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
