"""Evidence in, holder and day out: the passages of each gold position are given, and who holds it, through whom and since which day is asked.

    python -m benchmarks.evidence --shared ../shared [--split dev] [--only DOSSIER ...] [--cases FILE.csv] [--json]

Neither the gold holder nor its mention nor the term is given. Where the clearest passage holds words that are the evidence of several
holders, as many answers count as there are holders, in the order in which they are given; else only the first answer counts.

    holder    share of gold positions whose holder is named
    side      the same, but an actor of the same side will do
    known     share of gold positions for which anybody is named at all
    via       F1 of naming the go-between: right where the words of one are part of the other's
    dated     of gold positions with a day (or month, or year), the share whose day is equal
    undated   of those without, the share for which none is given
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Console
from rich.table import Table

from onrecord.actors import Cast, Held, Scene
from onrecord.attribution import find_statements
from onrecord.dates import Calendar
from onrecord.dossiers import load
from onrecord.language.prose import Prose, Sentence, prepare
from onrecord.pages import clear
from onrecord.records import Article, Dossier, Span, Statement, given_text, side_of

_COLUMNS = (
    *("dossier", "article", "right", "holder", "named", "mention", "mention_read", "via_fate", "via", "via_read", "day_fate", "said_on"),
    *("said_on_read", "mode", "statement", "term", "stance", "evidence"),
)
NAMES = ("holder", "side", "known", "via", "via_precision", "via_recall", "dated", "undated", "positions")


class Case(Struct, frozen=True):
    """One gold position, and what was read of its evidence. Sides are those of the holders."""

    dossier: str
    article: str
    gold: dict[str, Any]
    holders: tuple[str, ...]
    sides: tuple[str, ...]
    gold_side: str
    mention: str | None
    via: tuple[str, ...]
    said_on: str | None
    statement: bool

    @property
    def holder_right(self) -> bool:
        """Whether the gold holder is named."""
        return self.gold["holder"] in self.holders

    @property
    def via_right(self) -> bool:
        """Whether a go-between is named that the gold names too."""
        gold = (self.gold["via"] or "").lower()
        return bool(gold) and any(has_words(gold, words.lower()) for words in self.via)


def has_words(one: str, other: str) -> bool:
    """Whether one of two go-betweens is part of the other, by whole words: "he" is no part of "the mayor"."""
    return any(re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) for short, long in ((one, other), (other, one)))


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with gold")
    parser.add_argument("--split", choices=("dev", "train"), action="append", help="which part of the gold (default: both)")
    parser.add_argument("--only", nargs="*", help="only these dossiers")
    parser.add_argument("--cases", type=Path, help="write one row a gold position here, as CSV, for reading errors and comparing versions")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    rows: dict[str, dict[str, float]] = {}
    read: list[Case] = []
    for split in options.split or ["dev", "train"]:
        if not (options.shared / "gold" / split).is_dir():
            print(f"No gold at {options.shared / 'gold' / split}: nothing is measured. Give the folder with --shared.")
            return 0
        of_split: list[Case] = []
        for folder in dossiers_in(options.shared / "gold" / split):
            if not options.only or folder.name in options.only:
                of_dossier = list(cases(folder))
                rows[folder.name] = _figures(of_dossier)
                of_split += of_dossier
        rows[f"gold/{split}"] = _figures(of_split)
        read += of_split
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        _print(rows)
    if options.cases:
        _write(options.cases, read)
    return 0


def figures(folder: Path) -> dict[str, float]:
    """The figures (see above) of one gold dossier's folder, or of a folder of such folders, micro-averaged over all positions."""
    return _figures([case for dossier in dossiers_in(folder) for case in cases(dossier)])


def dossiers_in(folder: Path) -> list[Path]:
    """The folder itself where it holds a dossier, else the folders in it that do."""
    return [folder] if (folder / "dossier.json").is_file() else sorted(path.parent for path in folder.glob("*/dossier.json"))


def cases(folder: Path) -> Iterator[Case]:
    """Every gold position of one dossier, with what is read of its evidence."""
    for asked, positions in asked_in(folder):
        yield from _of_article(asked, positions)


def asked_in(folder: Path) -> Iterator[tuple[Asked, list[dict[str, Any]]]]:
    """Every article of one dossier that has gold positions, read, with those positions."""
    dossier = load(folder / "dossier.json")
    cast = Cast(dossier)
    for article, positions in annotated_in(folder):
        yield Asked(article, dossier, cast, positions), positions


def annotated_in(folder: Path) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """Every article of one dossier that has annotated positions, with these."""
    annotations = json.loads((folder / "annotations.json").read_text("utf-8"))
    for row in json.loads((folder / "articles.json").read_text("utf-8")):
        positions = annotations.get(row["ID"], {}).get("positions", [])
        if positions:
            text = (folder / "articles" / f"{row['ID']}.txt").read_text("utf-8")
            title, outlet, url = row.get("title") or None, row.get("source"), row.get("url")
            yield Article(id=row["ID"], text=text, title=title, outlet=outlet, url=url, published=row.get("date")), positions


class Asked:
    """One article, read as the pipeline reads it; passages that hold gold evidence stay in, whatever clearing drops."""

    def __init__(self, article: Article, dossier: Dossier, cast: Cast, positions: list[dict[str, Any]]) -> None:
        self.dossier = dossier
        self.given = article
        article = clear(article, dossier)
        places = [span for position in positions for span in self.evidence(position)]
        kept = tuple(passage for passage in article.dropped if not any(passage.start < span.end and span.start < passage.end for span in places))
        self.prose: Prose = prepare(replace(article, dropped=kept))
        self.scene: Scene = cast.scene(self.prose)
        self.statements: tuple[Statement, ...] = self.scene.identify(find_statements(self.prose))
        self.calendar = Calendar(article.published, dossier, self.scene.mentions)

    def evidence(self, position: Mapping[str, Any]) -> list[Span]:
        """The passages of a gold position where they first stand."""
        found: list[Span] = []
        for words in position["evidence"]:
            start = given_text(self.given).find(words)
            if start >= 0:
                found.append(Span(start=start, end=start + len(words), text=words))
            elif (start := (self.given.title or "").find(words)) >= 0:
                found.append(Span(start=start, end=start + len(words), text=words, field="title"))
        return found

    def said_on(self, evidence: list[Span], held: Held | None) -> str | None:
        """The day of the statement, looked for around its cue as in reading an article; else that of the first passage that tells one."""
        statement = held.statement if held else None
        if statement is not None:
            place = next((span for span in (*statement.cue, *statement.content) if span.field == "text"), None)
            day = self._day(place) if place else None
            if day is not None:
                return day
        return next((day for passage in evidence if (day := self._day(passage)) is not None), None)

    def _day(self, span: Span) -> str | None:
        sentence: Sentence | None = self.prose.headline if span.field == "title" else self.prose.sentence_at(span.start)
        return self.calendar.said_on(self.prose, sentence, span.start, span.end) if sentence else None


def holders_here(asked: Asked, position: Mapping[str, Any], positions: list[dict[str, Any]]) -> set[str]:
    """The gold holders of the clearest passage of a position, or of passages that share words with it."""
    first = asked.evidence(position)[0]
    return {
        other["holder"]
        for other in positions
        if any(span.field == first.field and span.start < first.end and first.start < span.end for span in asked.evidence(other))
    }


def _of_article(asked: Asked, positions: list[dict[str, Any]]) -> Iterator[Case]:
    for position in positions:
        evidence = asked.evidence(position)
        held = asked.scene.held_in(evidence, asked.statements)[: len(holders_here(asked, position, positions))]
        # Of several answers, the one that the gold asks for tells the go-betweens and the day.
        chosen = next((one for one in held if one.actor == position["holder"]), held[0] if held else None)
        named = tuple(one.actor for one in held if one.actor is not None)
        yield Case(
            dossier=asked.dossier.id,
            article=asked.given.id,
            gold=position,
            holders=named,
            sides=tuple(side_of(actor, asked.dossier) for actor in named),
            gold_side=side_of(position["holder"], asked.dossier),
            mention=chosen.mention.text if chosen and chosen.mention else None,
            via=tuple(via.span.text for via in chosen.via) if chosen else (),
            said_on=asked.said_on(evidence, chosen),
            statement=chosen is not None and chosen.statement is not None,
        )


def _figures(read: list[Case]) -> dict[str, float]:
    count: Counter[str] = Counter()
    for case in read:
        count["holder"] += case.holder_right
        count["side"] += case.gold_side in case.sides
        count["known"] += bool(case.holders)
        count["via_right"] += case.via_right
        count["via_named"] += bool(case.via)
        count["via_gold"] += bool(case.gold["via"])
        dated = case.gold["said_on"] is not None
        count["dated" if dated else "undated"] += 1
        count["dated_right" if dated else "undated_right"] += case.said_on == case.gold["said_on"]
    named = {
        "holder": _share(count["holder"], len(read)),
        "side": _share(count["side"], len(read)),
        "known": _share(count["known"], len(read)),
        "via": _share(2 * count["via_right"], count["via_named"] + count["via_gold"]),
        "via_precision": _share(count["via_right"], count["via_named"]),
        "via_recall": _share(count["via_right"], count["via_gold"]),
        "dated": _share(count["dated_right"], count["dated"]),
        "undated": _share(count["undated_right"], count["undated"]),
    }
    return {**named, "positions": len(read)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _print(rows: dict[str, dict[str, float]]) -> None:
    table = Table(title="Gold evidence in, holder and day out", title_justify="left")
    table.add_column("", no_wrap=True)
    for name in NAMES:
        table.add_column(name.replace("_", " "), justify="right", no_wrap=True)
    for name, values in rows.items():
        table.add_row(name, *(f"{values[key]:g}" for key in NAMES), end_section=name.startswith("gold/"))
    Console(width=130).print(table)


def _write(path: Path, read: list[Case]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(_COLUMNS)
        writer.writerows(_row(case) for case in read)


def _row(case: Case) -> list[object]:
    gold = case.gold
    right = "right" if case.holder_right else "side" if case.gold_side in case.sides else "wrong" if case.holders else "none"
    return [
        *(case.dossier, case.article, right, gold["holder"], " ".join(case.holders), gold["mention"], case.mention),
        *(_fate(gold["via"], case.via, right=case.via_right), gold["via"], " | ".join(case.via)),
        *(_fate(gold["said_on"], case.said_on, right=gold["said_on"] == case.said_on), gold["said_on"], case.said_on),
        *(gold["mode"], case.statement, gold["term"], gold["stance"], " ¶ ".join(gold["evidence"])),
    ]


def _fate(gold: object, read: object, *, right: bool) -> str:
    if not gold and not read:
        return ""
    return "right" if right else "wrong" if gold and read else "missed" if gold else "too much"


if __name__ == "__main__":
    started = time.perf_counter()
    code = main()
    print(f"{time.perf_counter() - started:.1f} s", file=sys.stderr)
    sys.exit(code)
