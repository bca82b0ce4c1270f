"""The project's own annotations: spans as offsets into articles that lie beside the project. `annotated FOLDER ARTICLES...` checks them.

`FOLDER` is training/annotations; `ARTICLES` are files of JSON lines, gzipped, with `id`, `text` and perhaps `title`, `published`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

Row = dict[str, Any]
STANCES = ("for", "conditional", "against", "undecided")
MODES = ("direct", "mixed", "indirect", "narrated")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Source:
    """The articles that annotations point into, by id."""

    rows: dict[str, Row]

    def words(self, name: str, span: Sequence[Any]) -> str:
        """The words of `[start, end]` in an article's text, or of `[start, end, "title"]` in its title."""
        field = span[2] if len(span) > 2 else "text"  # noqa: PLR2004  the third says where
        given = self.rows[name].get(field) or ""
        return str(given[span[0] : span[1]])


def read_articles(paths: Sequence[Path]) -> Source:
    """The articles of all files."""
    rows: dict[str, Row] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                rows[row["id"]] = row
    return Source(rows)


def read_lines(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def problems_of_dossier(folder: Path, annotations: Path, source: Source) -> Iterator[str]:
    """What is wrong with the annotations of one dossier, one line each."""
    dossier = json.loads((folder / "dossier.json").read_text("utf-8"))
    actors, terms = {actor["id"] for actor in dossier["actors"]}, {term["id"] for term in dossier["terms"]}
    for row in read_lines(annotations):
        name = row["article"]
        if name not in source.rows:
            yield f"{annotations}: article {name} is not there"
            continue
        if sha256(source.rows[name]["text"].encode()).hexdigest() != row["sha256"]:
            yield f"{annotations}: article {name} has another text"
            continue
        for number, position in enumerate(row["positions"]):
            for wrong in _wrong_with(position, name, actors, terms, source):
                yield f"{annotations}: {name}, position {number}: {wrong}"


def _wrong_with(position: Row, name: str, actors: set[str], terms: set[str], source: Source) -> Iterator[str]:
    conditions = position["conditions"]
    if position["holder"] not in actors:
        yield f"unknown holder {position['holder']}"
    if {position["term"], *(condition["term"] for condition in conditions)} - terms - {None}:
        yield "unknown term"
    if position["stance"] not in STANCES or (position["stance"] == "conditional") != bool(conditions):
        yield f"stance {position['stance']} with {len(conditions)} conditions"
    if position["mode"] not in MODES:
        yield f"unknown mode {position['mode']}"
    if position["said_on"] is not None and not _DAY.fullmatch(position["said_on"]):
        yield f"{position['said_on']} is no day, month or year"
    spans = [*position["evidence"], *(condition["span"] for condition in conditions)]
    spans += [span for span in (position["mention"], position["via"]) if span is not None]
    if not position["evidence"] or not all(_is_sound(source.words(name, span)) for span in spans):
        yield "a span is empty, out of the text or over the end of a paragraph"


def _is_sound(words: str) -> bool:
    return bool(words.strip()) and "\n" not in words


def problems_of_sentences(path: Path, source: Source) -> Iterator[str]:
    """What is wrong with the terms written for single sentences, one line each."""
    for number, row in enumerate(read_lines(path), start=1):
        if row["article"] not in source.rows:
            yield f"{path}:{number}: article {row['article']} is not there"
            continue
        spans = [[row["start"], row["end"]], *([row["before"]] if row["before"] else [])]
        for pair in row["pairs"]:
            spans += [pair["holder"], *pair["evidence"], *pair["conditions"]]
            if pair["stance"] not in STANCES or (pair["stance"] == "conditional") != bool(pair["conditions"]):
                yield f"{path}:{number}: stance {pair['stance']} with {len(pair['conditions'])} conditions"
        if not all(source.words(row["article"], span).strip() for span in spans):
            yield f"{path}:{number}: a span is empty or out of the text"


def problems_of_pairs(path: Path, source: Source) -> Iterator[str]:
    """What is wrong with the sentences that were held against terms, one line each.

    Terms are named by their ids: not all dossiers of theirs lie here, so whether there are such terms is seen when they are read for training.
    """
    for number, row in enumerate(read_lines(path), start=1):
        if row["article"] not in source.rows:
            yield f"{path}:{number}: article {row['article']} is not there"
        elif not source.words(row["article"], [row["start"], row["end"]]).strip():
            yield f"{path}:{number}: the sentence is empty or out of the text"
        if not row["stances"] or set(row["stances"].values()) - {*STANCES, None}:
            yield f"{path}:{number}: no stances, or unknown ones"


def main() -> int:
    """Check, print what is wrong, and count; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    arguments = parser.parse_args()
    source = read_articles(arguments.articles)
    found: list[str] = []
    articles = positions = 0
    for dossier in sorted(arguments.folder.glob("*/dossier.json")):
        for given in (dossier.parent / "annotations.jsonl", arguments.folder / "second" / dossier.parent.name / "annotations.jsonl"):
            if given.is_file():
                rows = read_lines(given)
                articles += len(rows)
                positions += sum(len(row["positions"]) for row in rows)
                found += problems_of_dossier(dossier.parent, given, source)
    sentences = arguments.folder / "sentences.jsonl"
    found += problems_of_sentences(sentences, source)
    pairs = arguments.folder / "pairs.jsonl"
    found += problems_of_pairs(pairs, source)
    for line in found:
        print(line)
    counted = f"{len(read_lines(sentences))} sentences, {len(read_lines(pairs))} with terms of dossiers"
    print(f"{articles} articles, {positions} positions, {counted}, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
