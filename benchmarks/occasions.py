"""Occasions, measured: out of perfect readings, and out of what is read, against perfect clustering of it.

    python -m benchmarks.occasions --shared ../shared [--split dev] [--only DOSSIER ...] [--readings FOLDER] [--fast] [--json]

What is counted are quadruples (article, article, side, term) said to report the same utterance or act, as eval/score_positions.py does.

    gold        F1 out of gold positions: comparison by itself; `macro` is the mean over the dossiers
    read        F1 out of the positions that are read
    ceiling     F1 that perfect clustering of these would have: those that match a gold position (side, term, and a third of the evidence)
                are given its occasion, the others none
    share       read / ceiling

FOLDER keeps the readings, a file for each dossier: what is there is not read again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from onrecord.comparison.occasions import find_occasions
from onrecord.comparison.parties import Parties
from onrecord.comparison.tellings import positions_held
from onrecord.dossiers import load
from onrecord.engines import read_all
from onrecord.errors import InputError
from onrecord.pages import open_articles
from onrecord.records import Dossier, Position, Reading, Span, side_of

# Share of characters (F1) that the evidence of a gold position and of one that was read must have in common, as in score_positions.py.
SAME_EVIDENCE = 0.3

Member = tuple[str, str, str]  # article, side, term
Quadruple = tuple[str, str, str, str]


class Counts(Struct, frozen=True):
    """Quadruples: how many are right, given and wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def f1(self) -> float:
        """1 where nothing is given and nothing wanted."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 1.0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.right + other.right, self.given + other.given, self.wanted + other.wanted)


def main() -> int:
    """Measure each dossier and print one table."""
    options = _options()
    folders = [folder for folder in sorted((options.shared / "gold" / options.split).iterdir()) if not options.only or folder.name in options.only]
    measured = {folder.name: _measure(options, folder) for folder in folders}
    totals = {name: _total(counts[name] for counts in measured.values()) for name in ("gold", "read", "ceiling")}
    macro = sum(counts["gold"].f1() for counts in measured.values()) / len(measured)
    share = totals["read"].f1() / totals["ceiling"].f1() if totals["ceiling"].right else 0.0
    if options.json:
        figures = {name: round(counts.f1(), 4) for name, counts in totals.items()}
        print(json.dumps({**figures, "macro": round(macro, 4), "share": round(share, 4)}))
        return 0
    table = Table(title=f"Occasions, gold/{options.split}", title_justify="left")
    for heading in ("dossier", "gold", "read", "ceiling"):
        table.add_column(heading, justify="left" if heading == "dossier" else "right")
    for name, counts in measured.items():
        table.add_row(name, *(f"{counts[column].f1():.2f}" for column in ("gold", "read", "ceiling")))
    table.add_row("all", *(f"{totals[column].f1():.4f}" for column in ("gold", "read", "ceiling")))
    Console().print(table)
    print(f"gold, macro: {macro:.4f}   read / ceiling: {share:.4f}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with eval and gold")
    parser.add_argument("--split", default="dev", help="which folder of gold")
    parser.add_argument("--only", nargs="*", help="only these dossiers")
    parser.add_argument("--readings", type=Path, help="keep the readings here, and take those that are here")
    parser.add_argument("--fast", action="store_true", help="read by rules alone")
    parser.add_argument("--json", action="store_true", help="print the totals as JSON")
    return parser.parse_args()


def _measure(options: argparse.Namespace, folder: Path) -> dict[str, Counts]:
    dossier = load(folder / "dossier.json")
    perfect, occasion_of = gold_of(options.shared, folder)
    wanted = _quadruples(_members(occasion_of, perfect, dossier).values())
    read = _read(options, folder, dossier)
    clustered = _members(matched(perfect, read, occasion_of, dossier), read, dossier)
    return {
        "gold": _counts(_found(perfect, dossier), wanted),
        "read": _counts(_found(read, dossier), wanted),
        "ceiling": _counts(_quadruples(clustered.values()), wanted),
    }


def gold_of(shared: Path, folder: Path) -> tuple[list[Reading], dict[tuple[str, str], str]]:
    """What is annotated in one folder as readings, and the occasion of each position of an article that has one."""
    perfect = [msgspec.json.decode(line, type=Reading) for line in _script(shared, "gold_readings.py", str(folder)).splitlines()]
    occasions = [json.loads(line) for line in _script(shared, "gold_readings.py", str(folder), "--occasions").splitlines()]
    return perfect, {(one["article"], one["position"]): row["id"] for row in occasions for one in row["positions"]}


def _found(readings: list[Reading], dossier: Dossier) -> set[Quadruple]:
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    gathered = find_occasions(positions_held(ordered), Parties(dossier))
    return _quadruples({(one.article, side_of(one.holder or "", dossier), one.term or "") for one in each.occasion.positions} for each in gathered)


def _members(occasion_of: Mapping[tuple[str, str], str], readings: list[Reading], dossier: Dossier) -> dict[str, set[Member]]:
    members: dict[str, set[Member]] = defaultdict(set)
    for reading in readings:
        for position in reading.positions:
            occasion = occasion_of.get((reading.article.id, position.id))
            if occasion and position.holder:
                members[occasion].add((reading.article.id, side_of(position.holder, dossier), position.term))
    return members


def matched(perfect: list[Reading], read: list[Reading], occasion_of: Mapping[tuple[str, str], str], dossier: Dossier) -> dict[tuple[str, str], str]:
    """The occasions of positions that were read: each takes that of one gold position, those with most evidence in common first."""
    gold = {reading.article.id: reading.positions for reading in perfect}
    found: dict[tuple[str, str], str] = {}
    for reading in read:
        article = reading.article.id
        pairs = sorted(
            (-_common(one, other), number, one.id, other.id)
            for number, one in enumerate(gold.get(article, ()))
            for other in reading.positions
            if one.term == other.term and one.holder and other.holder and side_of(one.holder, dossier) == side_of(other.holder, dossier)
        )
        used: set[str] = set()
        for common, _, one_id, other_id in pairs:
            if -common >= SAME_EVIDENCE and f"gold {one_id}" not in used and other_id not in used:
                used |= {f"gold {one_id}", other_id}
                if (article, one_id) in occasion_of:
                    found[article, other_id] = occasion_of[article, one_id]
    return found


def _common(one: Position, other: Position) -> float:
    here, there = _places(one.evidence), _places(other.evidence)
    return 2 * len(here & there) / (len(here) + len(there)) if here and there else 0.0


def _places(spans: Iterable[Span]) -> set[tuple[str, int]]:
    return {(span.field, place) for span in spans for place in range(span.start, span.end)}


def _quadruples(occasions: Iterable[set[Member]]) -> set[Quadruple]:
    return {
        (min(one, other), max(one, other), side, term)
        for members in occasions
        for one, side, term in members
        for other, other_side, other_term in members
        if one != other and (side, term) == (other_side, other_term)
    }


def _counts(given: set[Quadruple], wanted: set[Quadruple]) -> Counts:
    return Counts(len(given & wanted), len(given), len(wanted))


def _total(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for each in counts:
        total = total.plus(each)
    return total


def _read(options: argparse.Namespace, folder: Path, dossier: Dossier) -> list[Reading]:
    kept = options.readings / f"{folder.name}.jsonl" if options.readings else None
    if kept and kept.is_file():
        decoder = msgspec.json.Decoder(Reading)
        return [decoder.decode(line) for line in kept.read_bytes().splitlines()]
    with TemporaryDirectory() as scratch:
        articles = Path(scratch) / "articles.jsonl"
        articles.write_bytes(_script(options.shared, "to_articles.py", str(folder)))
        read = []
        for result in read_all(open_articles([str(articles)]), dossier, fast=options.fast):
            if isinstance(result, InputError):
                raise result
            read.append(result)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(b"".join(msgspec.json.encode(reading) + b"\n" for reading in read))
    return read


def _script(shared: Path, name: str, *arguments: str) -> bytes:
    done: Any = subprocess.run([sys.executable, str(shared / "eval" / name), *arguments], check=True, capture_output=True)
    output: bytes = done.stdout
    return output


if __name__ == "__main__":
    sys.exit(main())
