"""Files that a command writes where a person says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import OnrecordError


@contextmanager
def writing(path: str | Path, what: str) -> Iterator[None]:
    """Say what to do where a path cannot be written: a mistyped one is the user's, and no bug of ours. `what` goes there ("the picture")."""
    try:
        yield
    except OSError as error:
        told = f"{path}: {what} cannot be written ({error.strerror}). Give a path in a folder that exists and can be written to."
        raise OnrecordError(told) from error
