"""The file of names and passwords: one line for each person, `name:role:hash`, the hash by Argon2."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import HashingError, InvalidHashError, VerificationError

from onrecord.errors import OnrecordError
from onrecord.web.visitor import Role

LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD = 100, 1000, 10
# RFC 9106's choice where memory is scarce, which argon2-cffi makes its own: 64 MB and three passes, some 50 ms.
_HASHER = PasswordHasher()


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in."""

    role: Role
    hash: str


class Passwords:
    """Who may sign in with which password."""

    def __init__(self, people: dict[str, Person]) -> None:
        self._people = people
        # What unknown names are tried against, so that they take as long as known ones: a hash made as the file's are, of a password that nobody has.
        made_like = next(iter(people.values()), None)
        hasher = PasswordHasher.from_parameters(extract_parameters(made_like.hash)) if made_like else _HASHER
        self._nobody = Person("reader", hasher.hash(secrets.token_bytes(32)))

    def role(self, name: str, password: str) -> Role | None:
        """The role of a person; None where there is no such name, or the password is another. Takes some 50 ms, on purpose."""
        person = self._people.get(normal(name))
        tried = person or self._nobody
        try:
            _HASHER.verify(tried.hash, normal(password).encode("utf-8", "replace"))
        except VerificationError:
            return None
        return person.role if person else None

    def __len__(self) -> int:
        return len(self._people)


def read_passwords(path: Path) -> Passwords:
    """The passwords in a file. Raises OnrecordError where it cannot be read, or a line is not `name:role:hash`."""
    people = _people_in(path)
    if not people:
        raise OnrecordError(f"{path}: nobody is in this file. Add somebody: onrecord password {path} NAME")
    try:
        return Passwords(people)
    except (HashingError, ValueError) as error:
        raise OnrecordError(f"{path}: the first line holds no hash that can be used ({error}). Write it anew with onrecord password.") from error


def write_password(path: Path, name: str, role: Role, password: str) -> bool:
    """Put a person into a file, which is made where there is none; whether they were in it before. Raises OnrecordError for what cannot be kept."""
    name = normal(name)
    if not is_name(name):
        raise OnrecordError(f"A name has 1 to {LONGEST_NAME} characters that can be printed, no colon, and no space or # at its start.")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise OnrecordError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    line = f"{name}:{role}:{_HASHER.hash(normal(password).encode('utf-8', 'replace'))}"
    people, lines = (_people_in(path), path.read_text("utf-8-sig").splitlines()) if path.exists() else ({}, [])
    if name in people:
        lines = [line if normal(old).strip().startswith(f"{name}:") else old for old in lines]
    else:
        lines.append(line)
    _write_privately(path, "\n".join([*lines, ""]))
    return name in people


def is_name(name: str) -> bool:
    """Whether a person can be called so."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and ":" not in name and name == name.strip() and not name.startswith("#")


def read_token(path: Path) -> tuple[str, bool]:
    """The token in a file, and whether it was made just now, for there was no such file. Raises OnrecordError where there can be none."""
    try:
        if not path.exists():
            token = secrets.token_urlsafe(32)
            _write_privately(path, f"{token}\n")
            return token, True
        return checked_token(path.read_text("utf-8").strip(), str(path)), False
    except (OSError, UnicodeDecodeError) as error:
        raise OnrecordError(f"{path}: the token cannot be read or written here ({error}). Give another file with --token.") from error


def checked_token(token: str, where: str) -> str:
    """A token that cannot be guessed and can stand in a header; OnrecordError where it is none."""
    if len(token) < 20 or not token.isascii() or not token.isprintable() or " " in token:  # noqa: PLR2004  120 bits, if it is random
        raise OnrecordError(
            f"{where}: a token is one word of at least 20 letters, digits and signs. Name a file that is not there yet to have one made."
        )
    return token


def others_may_read(path: Path) -> bool:
    """Whether other accounts of this computer may read or change a file, as far as the system can tell."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _people_in(path: Path) -> dict[str, Person]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OnrecordError(f"{path}: the passwords cannot be read ({error}). Make such a file: onrecord password {path} NAME") from error
    people: dict[str, Person] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, person = _person(line, f"{path}, line {number}")
        if name in people:
            raise OnrecordError(f"{path}, line {number}: {name} was in a line above already. Take one of them out.")
        people[name] = person
    return people


def _person(line: str, where: str) -> tuple[str, Person]:
    name, _, rest = line.strip().partition(":")
    role, _, hashed = rest.partition(":")
    try:
        extract_parameters(hashed)
    except InvalidHashError:
        hashed = ""
    if not is_name(name) or role not in get_args(Role) or not hashed:
        # The line may hold a password that somebody wrote down, so it is not repeated.
        raise OnrecordError(f"{where}: a line is name:role:hash, role is reader or reviewer, and `onrecord password` makes the hash.")
    return normal(name), Person("reviewer" if role == "reviewer" else "reader", hashed)


def _write_privately(path: Path, text: str) -> None:
    """Write a file that only this account can read, whole or not at all."""
    try:
        # Files made so are readable by this account alone.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).replace(path)
    except OSError as error:
        raise OnrecordError(f"{path}: cannot be written ({error.strerror}). Give another file.") from error


def normal(text: str) -> str:
    """A name or password as it is kept: the same letters typed on another keyboard may come as other characters (RFC 8265)."""
    return unicodedata.normalize("NFC", text)
