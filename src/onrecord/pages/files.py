"""Which files the given paths name, and the id of the article in each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from onrecord.errors import InputError

TEXT_ENDINGS = (".txt",)
PAGE_ENDINGS = (".html", ".htm")
ROW_ENDINGS = (".jsonl", ".jsonl.gz")
ENDINGS = (*TEXT_ENDINGS, *PAGE_ENDINGS, *ROW_ENDINGS)
STANDARD_INPUT = "-"


class File(Struct, frozen=True):
    """One file to read: where it is, its path below the folder that was given, and the path as given."""

    path: Path
    below: str
    given: str

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    @property
    def holds_rows(self) -> bool:
        """Whether the file holds many articles, one a line."""
        return self.path.name.lower().endswith(ROW_ENDINGS)


def find_files(paths: Sequence[str]) -> list[File | InputError | None]:
    """The files that the paths name, folders walked in sorted order; None stands for standard input."""
    found: list[File | InputError | None] = []
    for given in paths:
        if given == STANDARD_INPUT:
            found.append(None)
            continue
        path = Path(given)
        try:
            found += list(_below(path)) if path.is_dir() else [_single(path)]
        except (OSError, ValueError) as error:
            found.append(InputError(given, f"it cannot be opened ({_why(error)}); check the path"))
    return found


def name_articles(files: Sequence[File]) -> dict[File, str]:
    """The id of the article in each file: its stem; where stems collide the path below the given folder; where these do too, the path as given."""
    stems = Counter(file.stem for file in files)
    paths = Counter(file.below for file in files if stems[file.stem] > 1)
    return {file: file.stem if stems[file.stem] == 1 else file.below if paths[file.below] == 1 else file.given for file in files}


def _single(path: Path) -> File | InputError:
    if not path.exists():
        return InputError(str(path), "there is no such file; check the path")
    if not path.is_file():
        return InputError(str(path), "this is not a regular file; pipe it in and give - instead")
    if not path.name.lower().endswith(ENDINGS):
        return InputError(str(path), f"files of this kind are not read; give {', '.join(ENDINGS)}")
    return File(path, path.name, path.as_posix())


def _below(folder: Path) -> Iterator[File | InputError]:
    """Every file of a folder and the folders in it; hidden ones, and files of other kinds, are passed over."""
    empty = True
    problems: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if name.startswith(".") or not name.lower().endswith(ENDINGS) or not path.is_file():
                continue
            empty = False
            yield File(path, path.relative_to(folder).as_posix(), path.as_posix())
    for problem in problems:
        yield InputError(str(problem.filename), f"this folder cannot be opened ({_why(problem)}); check its permissions")
    if empty and not problems:
        yield InputError(str(folder), f"no articles are in this folder; give one that holds {', '.join(ENDINGS)}")


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
