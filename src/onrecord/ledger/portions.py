"""What a statement names, in portions that a database takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Name = TypeVar("Name")

# Below the number of variables that old builds of SQLite take in one statement (999).
AT_ONCE = 500


def portions(names: Sequence[Name], most: int = AT_ONCE) -> Iterator[Sequence[Name]]:
    """These names in their order, so many at a time."""
    return (names[start : start + most] for start in range(0, len(names), most))
