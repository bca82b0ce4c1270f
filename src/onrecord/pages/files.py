"""Which files the given paths name, and the id of the article in each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec import Struct

from onrecord.errors import InputError
from onrecord.pages.archives import ZIP_ENDING, find_members
from onrecord.pages.elsewhere import find_addresses, is_address

Kind = Literal["text", "page", "saved-page", "rows", "json", "csv", "parquet", "web-archive"]

# What is read, by how a name ends. All but .parquet may be compressed with gzip, and then end in .gz.
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".mhtml": "saved-page",
    ".mht": "saved-page",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "web-archive",
}
_COMPRESSED = ".gz"
# What a message names: the usual spelling of each.
_SHOWN = ".txt, .html, .mhtml, .jsonl, .json, .csv, .parquet, .warc, .zip or .gz of these"
STANDARD_INPUT = "-"


class File(Struct, frozen=True):
    """One file to read: where it is, its path below the folder that was given, and the path as given; `member` names it in a .zip file.

    `asked_for` says that its path was given, and not that of a folder it lies in; `address` is that of a file elsewhere ("s3://...").
    """

    path: Path
    below: str
    given: str
    member: str | None = None
    asked_for: bool = False
    address: str | None = None

    @property
    def name(self) -> str:
        """The file's name in small letters, without the ending of its compression."""
        return PurePosixPath(self.member or self.path.name).name.lower().removesuffix(_COMPRESSED)

    @property
    def stem(self) -> str:
        """The file's name without its endings."""
        name = PurePosixPath(self.member).name if self.member else self.path.name
        return PurePosixPath(name[: -len(_COMPRESSED)] if self.compressed else name).stem

    @property
    def where(self) -> str:
        """What messages call it."""
        return self.address or (f"{self.path}/{self.member}" if self.member else str(self.path))

    @property
    def kind(self) -> Kind:
        """What it holds, by its ending."""
        return KINDS[PurePosixPath(self.name).suffix]

    @property
    def compressed(self) -> bool:
        """Whether it is compressed with gzip."""
        return (self.member or self.path.name).lower().endswith(_COMPRESSED)

    @property
    def holds_one(self) -> bool:
        """Whether the file is one article, and so gives it its id."""
        return self.kind in ("text", "page", "saved-page")


def find_files(paths: Sequence[str]) -> list[File | InputError | None]:
    """The files that the paths name, folders walked in sorted order and .zip files opened up; None stands for standard input."""
    found: list[File | InputError | None] = []
    for given in paths:
        if given == STANDARD_INPUT:
            found.append(None)
            continue
        if is_address(given):
            found += _elsewhere(given)
            continue
        path = Path(given)
        try:
            found += _below(path) if path.is_dir() else _single(path)
        except (OSError, ValueError) as error:
            found.append(InputError(given, f"it cannot be opened ({_why(error)}); check the path"))
    return found


def name_articles(files: Sequence[File]) -> dict[File, str]:
    """The id of the article in each file: its stem; where stems collide the path below the given folder; where these do too, the path as given."""
    stems = Counter(file.stem for file in files)
    paths = Counter(file.below for file in files if stems[file.stem] > 1)
    return {file: file.stem if stems[file.stem] == 1 else file.below if paths[file.below] == 1 else file.given for file in files}


def _single(path: Path) -> Iterator[File | InputError]:
    if not path.exists():
        yield InputError(str(path), "there is no such file; check the path")
    elif not path.is_file():
        yield InputError(str(path), "this is not a regular file; pipe it in and give - instead")
    elif path.name.lower().endswith(ZIP_ENDING):
        yield from _inside(path, path.name, path.as_posix())
    elif not _is_read(path.name):
        yield InputError(str(path), f"files of this kind are not read; give {_SHOWN}")
    else:
        yield File(path, path.name, path.as_posix(), asked_for=True)


def _elsewhere(address: str) -> Iterator[File | InputError]:
    """The file at an address, or the files where it holds a star."""
    try:
        addresses = find_addresses(address)
    except InputError as error:
        yield error
        return
    for each in addresses:
        name = PurePosixPath(each.partition("?")[0]).name
        if not _is_read(name):
            yield InputError(each, f"files of this kind are not read at an address; give {_SHOWN.replace(' .zip', '')}")
        else:
            yield File(Path(name), name, each, asked_for=True, address=each)
    if not addresses:
        yield InputError(address, "there is no such file; check the address")


def _below(folder: Path) -> Iterator[File | InputError]:
    """Every file of a folder and the folders in it; hidden ones, and files of other kinds, are passed over."""
    empty = True
    problems: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            below = path.relative_to(folder).as_posix()
            if name.startswith(".") or not (_is_read(name) or name.lower().endswith(ZIP_ENDING)):
                continue
            if not path.is_file():
                empty = False
                yield InputError(str(path), "this is a broken link, or no regular file; remove it from the folder")
            elif name.lower().endswith(ZIP_ENDING):
                empty = False
                yield from _inside(path, below, path.as_posix())
            else:
                empty = False
                yield File(path, below, path.as_posix())
    for problem in problems:
        yield InputError(str(problem.filename), f"this folder cannot be opened ({_why(problem)}); check its permissions")
    if empty and not problems:
        yield InputError(str(folder), f"no articles are in this folder; give one that holds {_SHOWN}")


def _inside(archive: Path, below: str, given: str) -> Iterator[File | InputError]:
    """The files of a .zip file that are read; the rules are those of a folder."""
    try:
        members = [member for member in find_members(archive) if _is_read(member) and not _is_hidden(member)]
    except InputError as error:
        yield error
        return
    for member in members:
        yield File(archive, f"{below}/{member}", f"{given}/{member}", member)
    if not members:
        yield InputError(str(archive), f"no articles are in this file; give one that holds {_SHOWN.replace(' .zip', '')}")


def _is_read(name: str) -> bool:
    name = name.lower()
    ending = PurePosixPath(name.removesuffix(_COMPRESSED)).suffix
    return ending in KINDS and not (name.endswith(_COMPRESSED) and KINDS[ending] == "parquet")


def _is_hidden(member: str) -> bool:
    """Hidden files, and what a Mac puts beside files in an archive."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(member).parts)


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
