"""Dossier files: TOML for people, JSON for programs; the same keys in both."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from onrecord.dossiers.checking import find_problems
from onrecord.errors import DossierError
from onrecord.records import Dossier

# A dossier is written by a person; anything larger is another kind of file given by mistake.
LARGEST_FILE = 5_000_000


def load(path: str | Path) -> Dossier:
    """Read and check a dossier. Raises DossierError with one line for each problem, each naming the file and the line or key."""
    path = Path(path)
    content = _parse(path, _read(path))
    problems = find_problems(content)
    if problems:
        raise DossierError([f"{path}: {problem}" for problem in problems])
    return msgspec.convert(content, Dossier)


def digest(dossier: Dossier) -> str:
    """SHA-256 of what the dossier says, whatever file format, order of keys or white space it was written in."""
    return sha256(msgspec.json.encode(dossier, order="sorted")).hexdigest()


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DossierError(
                [f"{path}: larger than {LARGEST_FILE // 1_000_000} MB, so this is no dossier; give the file that names actors and terms"]
            )
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise DossierError([f"{path}: no such file; 'onrecord dossier new {path.with_suffix('.toml')}' writes one to fill in"]) from None
    except IsADirectoryError:
        raise DossierError([f"{path}: is a folder; give the dossier file inside it"]) from None
    except UnicodeDecodeError as error:
        raise DossierError([f"{path}: not UTF-8 text (byte {error.start}); save the dossier as UTF-8"]) from None
    except OSError as error:
        raise DossierError([f"{path}: cannot be read ({error.strerror})"]) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        if path.suffix == ".toml":
            return _with_days_as_text(tomllib.loads(text))
        if path.suffix == ".json":
            content = json.loads(text, object_pairs_hook=_refuse_repeated_keys)
            if not isinstance(content, dict):
                raise DossierError([f"{path}: holds a JSON {type(content).__name__}; a dossier is an object with id, title, terms and actors"])
            return content
    except tomllib.TOMLDecodeError as error:
        raise DossierError([f"{path}: not valid TOML: {error}"]) from None
    except json.JSONDecodeError as error:
        raise DossierError([f"{path}:{error.lineno}: not valid JSON: {error.msg} (column {error.colno})"]) from None
    except RecursionError:
        raise DossierError([f"{path}: nested too deeply to be a dossier"]) from None
    except ValueError as error:
        raise DossierError([f"{path}: {error}"]) from None
    raise DossierError([f"{path}: a dossier is a .toml or .json file; rename it"])


def _with_days_as_text(content: dict[str, Any]) -> dict[str, Any]:
    """TOML has days of its own (`on = 2031-09-12`); in a dossier they mean the same as in quotation marks."""
    for event in content.get("events", []) if isinstance(content.get("events"), list) else []:
        if isinstance(event, dict) and isinstance(event.get("on"), date) and not isinstance(event["on"], datetime):
            event["on"] = event["on"].isoformat()
    return content


def _refuse_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {repeated!r} is given twice in one object; keep one")
    return content
