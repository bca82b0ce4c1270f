"""Evidence, term and holder in, stance out: which stance the rules alone read in the clearest passage of each annotated position.

    python -m benchmarks.stances --shared ../shared [--split dev] [FOLDER ...] [--cases FILE.csv] [--json]

FOLDERs are dossiers annotated as those of the gold, or hold such dossiers, as `training.unfold` writes them; given any, no split is measured
unless it is asked for. No trained model is run, neither of statements nor of stances: whoever holds it is the one annotated, named where the
annotated words stand in the sentence. Of a passage of several sentences the one is read that the term matches best.

    right     positions whose stance is read as annotated
    read      positions for which a stance is read: some word of the sentence matches the term
    share     right of read
    side      right of read, had whoever is for something and whoever is for it on a condition taken the same side

`--cases` writes a row a position, in an order that stays, so that two versions can be compared line by line.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from benchmarks.evidence import annotated_in, dossiers_in
from onrecord.actors import Cast
from onrecord.dates import Calendar
from onrecord.dossiers import load
from onrecord.language.prose import Prose, Sentence, prepare
from onrecord.positions.finding import Finder
from onrecord.positions.holding import Holders, Holding
from onrecord.positions.matching import matcher
from onrecord.records import Article, Dossier, Stance, Statement, sides_of

NAMES = ("right", "read", "share", "side", "positions")
_COLUMNS = ("dossier", "article", "number", "right", "annotated", "read", "term", "holder", "proposition", "mention", "sentence")


class Case(Struct, frozen=True):
    """One annotated position, the sentence that was read for it, and the stance read there (None where no word matches the term)."""

    dossier: str
    article: str
    number: int
    annotated: dict[str, Any]
    proposition: str
    sentence: str
    stance: Stance | None

    @property
    def right(self) -> bool:
        """Whether the stance is read as annotated."""
        return bool(self.stance == self.annotated["stance"])

    @property
    def side_right(self) -> bool:
        """The same, with "conditional" taken for "for"."""
        return _side(self.stance) == _side(self.annotated["stance"])


class GivenHolder(Finder):
    """Reads a sentence for a term and a holder that are given, by rules alone."""

    def stance_on(self, sentence: Sentence, term: str, holding: Holding) -> tuple[float, Stance] | None:
        """How well a sentence matches a term, and the stance that the rules read there; None where they read none."""
        (sighting,) = self._sight([sentence])
        match = next((match for match in sighting.matches if match.topic.term == term), None)
        if match is None:
            return None
        word = match.anchors[0].word
        clause = sighting.clause_at(word)
        weighed = self._by_rules(sighting, match, holding, clause, None)
        if weighed is None:
            return None
        stance = weighed[1]
        conditions = self._conditions.of(sighting, stance, term, word)
        return match.score, "conditional" if conditions else stance


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER", help="annotated dossiers, or folders that hold some")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with gold")
    parser.add_argument("--split", choices=("dev", "train"), action="append", help="which part of the gold (default: both, where no folder is given)")
    parser.add_argument("--cases", type=Path, help="write one row a position here, as CSV, for reading errors and comparing versions")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    splits = options.split or ([] if options.folders else ["dev", "train"])
    places = [*(options.shared / "gold" / split for split in splits), *options.folders]
    missing = [place for place in places if not place.is_dir()]
    if missing:
        print(f"No annotated dossiers at {', '.join(map(str, missing))}: nothing is measured.")
        return 0
    read = {str(place): [case for folder in dossiers_in(place) for case in cases(folder)] for place in places}
    rows = {place: figures(of_place) for place, of_place in read.items()}
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        _print(rows)
    if options.cases:
        _write(options.cases, [case for of_place in read.values() for case in of_place])
    return 0


def cases(folder: Path) -> Iterator[Case]:
    """Every annotated position of one dossier, with the stance read in its clearest passage."""
    dossier = load(folder / "dossier.json")
    cast = Cast(dossier)
    for article, positions in annotated_in(folder):
        yield from _of_article(article, dossier, cast, positions)


def figures(read: list[Case]) -> dict[str, float]:
    """The figures (see above) of some positions."""
    told = [case for case in read if case.stance is not None]
    right, sides = sum(case.right for case in told), sum(case.side_right for case in told)
    shares = {"share": right / len(told), "side": sides / len(told)} if told else {"share": 0.0, "side": 0.0}
    return {"right": right, "read": len(told), **{name: round(share, 4) for name, share in shares.items()}, "positions": len(read)}


def _of_article(article: Article, dossier: Dossier, cast: Cast, positions: list[dict[str, Any]]) -> Iterator[Case]:
    prose = prepare(article)
    scene = cast.scene(prose)
    people = frozenset(actor.id for actor in dossier.actors if actor.kind == "person")
    holders = Holders((), scene, sides_of(dossier), people)
    finder = GivenHolder(prose, matcher(dossier), holders, Calendar(article.published, dossier, scene.mentions), fast=True)
    propositions = {term.id: term.proposition for term in dossier.terms}
    for number, position in enumerate(positions):
        told = [
            (sentence, finder.stance_on(sentence, position["term"], holding_in(prose, sentence, position))) for sentence in clearest(prose, position)
        ]
        # The best match; of equal ones, and where there is none, the first.
        sentence, read = max(told, key=lambda one: one[1][0] if one[1] else 0.0, default=(None, None))
        words = prose.words_of(sentence) if sentence else position["evidence"][0]
        yield Case(dossier.id, article.id, number, position, propositions[position["term"]], words, read[1] if read else None)


def clearest(prose: Prose, position: dict[str, Any]) -> list[Sentence]:
    """The sentences of the clearest passage of a position."""
    words = position["evidence"][0]
    start = prose.text.find(words)
    if start >= 0:
        return [sentence for sentence in prose.sentences if sentence.start < start + len(words) and start < sentence.end]
    return [prose.headline] if prose.headline is not None and words in prose.title else []


def holding_in(prose: Prose, sentence: Sentence, position: dict[str, Any]) -> Holding:
    """The annotated holder, named where the annotated words stand in the sentence; a statement of his own where words are his."""
    start = prose.words_of(sentence).find(position["mention"] or "\0")
    begins = sentence.start + start
    mention = prose.span(begins, begins + len(position["mention"]), sentence.field) if start >= 0 else None
    statement = None if position["mode"] == "narrated" else Statement(mode=position["mode"], source=mention, actor=position["holder"])
    return Holding(position["holder"], mention, statement)


def _side(stance: str | None) -> str | None:
    return "for" if stance == "conditional" else stance


def _print(rows: dict[str, dict[str, float]]) -> None:
    table = Table(title="Annotated evidence, term and holder in, stance out (rules alone)", title_justify="left")
    table.add_column("", no_wrap=True)
    for name in NAMES:
        table.add_column(name, justify="right", no_wrap=True)
    for place, values in rows.items():
        table.add_row(place, *(f"{values[name]:g}" for name in NAMES))
    Console(width=130).print(table)


def _write(path: Path, read: list[Case]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(_COLUMNS)
        for case in read:
            given, fate = case.annotated, "none" if case.stance is None else "right" if case.right else "wrong"
            row = (case.dossier, case.article, case.number, fate, given["stance"], case.stance, given["term"], given["holder"])
            writer.writerow([*row, case.proposition, given["mention"], " ".join(case.sentence.split())])


if __name__ == "__main__":
    sys.exit(main())
