"""Names of files that every system takes, made from ids that may hold anything: "../x", "CON", 300 characters, the same letters in other case."""

from __future__ import annotations

import re
from base64 import b32encode
from hashlib import sha256

# An id that is such a name already stays as it is: people recognise it. Small letters only, since Windows and macOS do not tell case apart.
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?")
_OTHER = re.compile(r"[^a-z0-9]+")
# Windows keeps these for devices, whatever follows behind a dot ("Naming Files, Paths, and Namespaces", learn.microsoft.com).
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
# As much of an id as tells a person what it is.
_TOLD = 40
# 130 bits, so that nobody can make two ids that share a file, in letters and digits that need no case.
_DIGEST = 26


def file_name(name: str) -> str:
    """A file name, without an ending, for an id: the id itself where it is one, else what can be kept of it, `~` and a digest of the whole.

    Two ids never share a name: `~` stands in no id that is kept as it is. At most 67 characters, so that paths stay below Windows' 260.
    """
    if _PLAIN.fullmatch(name) and name not in _DEVICES:
        return name
    told = _OTHER.sub("-", name[: 4 * _TOLD].lower())[:_TOLD].strip("-")
    digest = b32encode(sha256(name.encode("utf-8", "surrogatepass")).digest()).decode("ascii").lower()
    return f"{told}~{digest[:_DIGEST]}" if told else f"id~{digest[:_DIGEST]}"
