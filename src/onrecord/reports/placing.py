"""Putting a report where it was asked for: whole or not at all, and never over what is not ours."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile, mkdtemp

import msgspec
from msgspec import Struct

from onrecord.errors import OnrecordError

# It lists the files of a folder with their digests, so that a later report knows which of them are ours and as we wrote them.
LIST = "report.json"
# Systems leave these in folders that somebody has looked at.
_LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Listed(Struct, frozen=True):
    """The list of a folder: what it is, and the SHA-256 of each of its files by path."""

    report: str
    files: dict[str, str]


class Put(Struct, frozen=True):
    """What was put into a folder: how many files, of how many bytes together, and where what stood there is now."""

    files: int
    size: int
    kept: Path | None = None


def put_file(target: Path, pieces: Iterable[bytes]) -> int:
    """Write a file through one beside it, so that an interrupted run leaves the old one as it was. Returns its size."""
    try:
        return _replace(target, pieces)
    except OSError as error:
        raise _not_written(target, error) from error


def put_folder(target: Path, report: str, files: Iterable[tuple[PurePosixPath, bytes]], *, force: bool = False) -> Put:
    """Write files into a new folder beside the target and rename it.

    A report of ours that stands there is replaced. A folder that holds anything else is refused; with `force` it is renamed, and kept.
    OnrecordError where that is so, or it cannot be written.
    """
    place = Path(os.path.realpath(target))  # a link to a folder stays, and leads to the new one
    _check(place, target, force=force)
    try:
        unfinished = Path(mkdtemp(dir=place.parent, prefix=f".{place.name[:80]}."))
        try:
            listed, size = _write(unfinished, report, files)
            _as_readable(unfinished, 0o777)
            return Put(len(listed), size, _rename(unfinished, place))
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise _not_written(target, error) from error


def _not_written(target: Path, error: OSError) -> OnrecordError:
    return OnrecordError(f"{target}: the report cannot be written ({error.strerror}). Give a path in a folder that exists and can be written to.")


def _write(folder: Path, report: str, files: Iterable[tuple[PurePosixPath, bytes]]) -> tuple[dict[str, str], int]:
    listed: dict[str, str] = {}
    size = 0
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        listed[name.as_posix()] = sha256(content).hexdigest()
        size += len(content)
    own = json.dumps(msgspec.to_builtins(Listed(report, listed)), ensure_ascii=False, indent=1) + "\n"
    (folder / LIST).write_bytes(own.encode("utf-8", "backslashreplace"))
    return listed, size


def _check(place: Path, target: Path, *, force: bool) -> None:
    """Refuse what a folder may not take the place of."""
    if place == Path.cwd() or place in Path.cwd().parents:
        raise OnrecordError(f"{target}: a report replaces its folder, and this is the one you are in. Give the name of a new folder.")
    if place.exists() and not place.is_dir():
        raise OnrecordError(f"{target}: there is a file of that name. Give the name of a folder, or one that ends in .html for a report in one file.")
    if place.is_dir() and not force and (other := _not_ours(place)):
        raise OnrecordError(
            f"{target}: the folder holds {other}, which is no part of a report as onrecord wrote it. Give another folder, or --force: "
            "then the folder is renamed and kept, and the report takes its place."
        )


def _not_ours(folder: Path) -> str | None:
    """The first file of a folder that is not of a report of ours, or is no longer as it was written."""
    found = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    found = [path for path in found if path.name not in _LEFT_BY_SYSTEMS]
    listed = _listed(folder)
    for path in found:
        name = path.relative_to(folder).as_posix()
        if name != LIST or not listed:
            digest = listed.get(name)
            if digest is None or path.is_symlink() or sha256(path.read_bytes()).hexdigest() != digest:
                return name
    return None


def _listed(folder: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode((folder / LIST).read_bytes(), type=Listed).files
    except (OSError, msgspec.MsgspecError):
        return {}


def _rename(unfinished: Path, place: Path) -> Path | None:
    """Put the new folder in place of what is there; returns where that is now, unless it was a report of ours or empty."""
    if not place.exists():
        unfinished.rename(place)
        return None
    ours = _not_ours(place) is None
    aside = Path(mkdtemp(dir=place.parent, prefix=f".{place.name[:80]}.")) / place.name if ours else _free(place)
    place.rename(aside)
    try:
        unfinished.rename(place)
    except BaseException:
        aside.rename(place)
        raise
    if not ours:
        return aside
    shutil.rmtree(aside.parent, ignore_errors=True)
    return None


def _free(place: Path) -> Path:
    """A name beside it that nothing has."""
    number = 1
    while (found := place.with_name(f"{place.name}.before-{number}")).exists():
        number += 1
    return found


def _replace(target: Path, pieces: Iterable[bytes]) -> int:
    size = 0
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:80]}.", delete=False) as beside:
        unfinished = Path(beside.name)
        try:
            for piece in pieces:
                size += beside.write(piece)
            beside.flush()
            os.fsync(beside.fileno())
        except BaseException:
            beside.close()
            unfinished.unlink(missing_ok=True)
            raise
    try:
        _as_readable(unfinished, 0o666)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return size


def _as_readable(path: Path, mode: int) -> None:
    """What is made beside is private; a report is as readable as the user's other new files."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(mode & ~mask)
