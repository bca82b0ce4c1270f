"""Quality, measured: runs the scorers on the gold beside the project, prints one table, and holds it against the floors.

    python -m benchmarks.evaluate --shared ../shared [--raise | --lower REASON] [--cases FOLDER]
    python -m benchmarks.evaluate --only gold/dev "gold/train (every fourth)"      some rows of the table, while something is being worked on

Exit codes: 0 no figure under its floor by more than processors differ, or no data here; 1 a figure under its floor, or a scorer that found a
malformed reading; 2 the data are not those that the floors were measured on, so nothing can be compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.evidence import figures as evidence_figures
from benchmarks.pages import figures as page_figures
from onrecord.comparison import compare
from onrecord.dossiers import load
from onrecord.engines import read_all
from onrecord.errors import InputError
from onrecord.pages import open_articles
from onrecord.records import Dossier, Reading, without_text

FLOORS = Path(__file__).with_name("floors.json")

# Every fourth dossier of gold/train: what the rules were tuned on, shown beside gold/dev to see how far they overfit.
TRAIN_SAMPLE = 4

# The one dossier made of the five reports that the project started from; the others must not be far behind it.
SEEDS_DOSSIER = "ukraine-2024"

Figures = dict[str, float]


def main() -> int:
    """Measure, print, and compare with the floors."""
    options = _options()
    shared = options.shared
    if not (shared / "eval" / "score_positions.py").is_file():
        print(f"No evaluation data at {shared}: nothing is measured. Give their folder with --shared.")
        return 0
    if options.cases:
        options.cases.mkdir(parents=True, exist_ok=True)
    figures = _measure(shared, options.cases, options.only)
    known = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {"data": None, "floors": {}}
    floors: dict[str, Figures] = known["floors"]
    data = _data_digest(shared)
    _print_table(figures, floors)
    if options.raise_floors or options.lower:
        return _write_floors(figures, floors, data, lower=bool(options.lower))
    if known["data"] != data:
        print("The data are not those that the floors were measured on: no comparison. Look at the table, then pin the new data with --lower REASON.")
        return 2
    return _under_a_floor(figures, {group: floors[group] for group in floors if group in figures} if options.only else floors)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with eval, gold and data")
    changing = parser.add_mutually_exclusive_group()
    changing.add_argument("--raise", dest="raise_floors", action="store_true", help="raise each floor to what was measured")
    changing.add_argument("--lower", metavar="REASON", help="set the floors to what was measured, even where lower; the reason belongs in the commit")
    changing.add_argument("--only", nargs="+", metavar="ROW", help="measure these rows of the table and no others; floors stay as they are")
    parser.add_argument("--cases", type=Path, help="write every gold and predicted case here as CSV, for comparing two versions")
    return parser.parse_args()


def _measure(shared: Path, cases: Path | None, only: list[str] | None) -> dict[str, Figures]:
    """The figures of each row of the table, or of those named. Raises: InputError where a name is no row's."""
    development = sorted((shared / "gold" / "dev").iterdir())
    others = [folder for folder in development if folder.name != SEEDS_DOSSIER]
    seeds = [folder for folder in development if folder not in others]
    sample = sorted((shared / "gold" / "train").iterdir())[::TRAIN_SAMPLE]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        rows: dict[str, Callable[[], Figures]] = {
            "gold/dev": lambda: _positions(shared, development, scratch, cases),
            "gold/dev without ukraine-2024": lambda: _positions(shared, others, scratch, None),
            "gold/dev ukraine-2024": lambda: _positions(shared, seeds, scratch, None),
            "gold/train (every fourth)": lambda: _positions(shared, sample, scratch, None),
            "gold/dev, bare": lambda: _bare(shared, development, scratch),
            "gold/dev, bare, without ukraine-2024": lambda: _bare(shared, others, scratch),
            "gold/dev, from gold evidence": lambda: evidence_figures(shared / "gold" / "dev"),
            "gold/dev, from gold positions": lambda: _comparison(shared, development, scratch),
            "polnear.dev": lambda: _attribution(shared, scratch, cases),
            "saved pages": lambda: page_figures(shared),
            "seeds": lambda: _seeds(shared),
        }
        unknown = set(only or ()) - set(rows)
        if unknown:
            raise InputError(", ".join(sorted(unknown)), f"no row of the table is called so. There are: {'; '.join(rows)}")
        return {row: measured() for row, measured in rows.items() if not only or row in only}


def _positions(shared: Path, folders: list[Path], scratch: Path, cases: Path | None) -> Figures:
    """Articles with their metadata, read with each folder's own dossier, then compared."""
    readings, comparisons = scratch / "readings.jsonl", scratch / "comparison.jsonl"
    read: list[Reading] = []
    rows: list[Any] = []
    for folder in folders:
        of_folder, compared = _of_folder(shared, folder, scratch)
        rows += compared
        read += of_folder
    _write(readings, read)
    _write(comparisons, rows)
    extra = ["--occasions", str(comparisons)] + (["--cases", str(cases / "positions.csv")] if cases else [])
    scores = _score(shared, "score_positions.py", [*map(str, folders), "--readings", str(readings), *extra])
    parts = ("position", "side", "detection", "condition", "via", "dropped_text", "kept_text", "occasion")
    named = {name: scores[name]["f1"] for name in parts}
    single = ("stance_accuracy", "evidence_f1", "condition_linked", "said_on_accuracy", "undated_left_undated", "grounded_spans")
    return {**named, **{name: scores[name] for name in single if scores[name] is not None}, "problems": sum(scores["problems"].values())}


@cache
def _of_folder(shared: Path, folder: Path, scratch: Path) -> tuple[list[Reading], list[Any]]:
    """The readings of a dossier's folder, without texts, and what comparison finds in them; read once, since folders are scored in several groups."""
    dossier = load(folder / "dossier.json")
    read = list(_read(_articles(shared, folder, scratch), dossier))
    return [without_text(reading) for reading in read], compare(read, dossier)


def _bare(shared: Path, folders: list[Path], scratch: Path) -> Figures:
    """Articles as pages saved without metadata: what of them is boilerplate, and when they were published."""
    readings = scratch / "bare.jsonl"
    read: list[Reading] = []
    found = right = dated = bounded = held = 0
    for folder in folders:
        dates = {row["ID"]: row.get("date") for row in json.loads((folder / "articles.json").read_text("utf-8"))}
        of_folder = list(_read(_articles(shared, folder, scratch, "--bare"), load(folder / "dossier.json"), fast=True))
        read += of_folder
        dated += sum(date is not None for date in dates.values())
        found += sum(reading.article.published is not None for reading in of_folder)
        right += sum(reading.article.published is not None and reading.article.published == dates[reading.article.id] for reading in of_folder)
        for reading in of_folder:
            day, bounds = dates[reading.article.id], (reading.article.not_before, reading.article.not_after)
            if day is not None and any(bounds):
                bounded += 1
                held += (bounds[0] or day) <= day <= (bounds[1] or day)
    _write(readings, map(without_text, read))
    scores = _score(shared, "score_positions.py", [*map(str, folders), "--readings", str(readings)])
    dropped, kept = scores["dropped_text"], scores["kept_text"]
    # What keeping every character would score: the baseline that clearing has to beat.
    letters = kept["gold"] + dropped["gold"]
    return {
        "dropped_text": dropped["f1"],
        "dropped_precision": dropped["p"],
        "kept_text": kept["f1"],
        "kept_text_keeping_all": round(2 * kept["gold"] / (letters + kept["gold"]), 4),
        "published_found": round(found / dated, 4) if dated else 0.0,
        "published_right": round(right / found, 4) if found else 0.0,
        "bounds_given": bounded,
        "bounds_right": round(held / bounded, 4) if bounded else 0.0,
    }


def _comparison(shared: Path, folders: list[Path], scratch: Path) -> Figures:
    """Occasions from perfect readings: what comparison does by itself."""
    readings, comparisons = scratch / "gold.jsonl", scratch / "gold-comparison.jsonl"
    printed, rows = b"", []
    decoder = msgspec.json.Decoder(Reading)
    for folder in folders:
        lines = _script(shared, "gold_readings.py", [str(folder)])
        rows += compare([decoder.decode(line) for line in lines.splitlines()], load(folder / "dossier.json"))
        printed += lines
    readings.write_bytes(printed)
    _write(comparisons, rows)
    scores = _score(shared, "score_positions.py", [*map(str, folders), "--readings", str(readings), "--occasions", str(comparisons)])
    return {"occasion": scores["occasion"]["f1"]}


def _attribution(shared: Path, scratch: Path, cases: Path | None) -> Figures:
    gold = shared / "data" / "attribution" / "polnear.dev.jsonl.gz"
    readings = scratch / "attribution.jsonl"
    started = time.perf_counter()
    read = list(_read(_articles(shared, gold, scratch), None))
    seconds = time.perf_counter() - started
    words = sum(len(reading.article.text.split()) for reading in read if isinstance(reading.article.text, str))
    _write(readings, map(without_text, read))
    extra = ["--cases", str(cases / "attribution.csv")] if cases else []
    scores = _score(shared, "score_attribution.py", [str(gold), "--readings", str(readings), *extra])
    return {
        **{role: scores["fragments"][role]["f1"] for role in ("source", "cue", "content")},
        "content_half_right": scores["content"]["half"]["f1"],
        "linked": scores["linked"]["f1"],
        "linked_precision": scores["linked"]["p"],
        "words_a_second": round(words / seconds),
    }


def _seeds(shared: Path) -> Figures:
    """The five reports the project started from, as saved pages: all read, and dated as they date themselves."""
    folder = shared / "gold" / "dev" / SEEDS_DOSSIER
    dates = {row["ID"]: row.get("date") for row in json.loads((folder / "articles.json").read_text("utf-8"))}
    started = time.perf_counter()
    read = list(_read(shared / "seeds", load(folder / "dossier.json")))
    return {
        "articles": len(read),
        "dates_right": sum(reading.article.published == dates[reading.article.id] for reading in read),
        "positions_found": sum(len(reading.positions) for reading in read),
        "seconds": round(time.perf_counter() - started, 2),
    }


def _articles(shared: Path, source: Path, scratch: Path, *extra: str) -> Path:
    path = scratch / f"{source.name}{''.join(extra)}.articles.jsonl"
    path.write_bytes(_script(shared, "to_articles.py", [str(source), *extra]))
    return path


def _read(path: Path, dossier: Dossier | None, *, fast: bool = False) -> Iterator[Reading]:
    for result in read_all(open_articles([str(path)]), dossier, fast=fast):
        if isinstance(result, InputError):
            raise result
        yield result


def _write(path: Path, rows: Iterable[object]) -> None:
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as handle:
        handle.writelines(encode(row) + b"\n" for row in rows)


def _script(shared: Path, name: str, arguments: list[str]) -> bytes:
    return subprocess.run([sys.executable, str(shared / "eval" / name), *arguments], check=True, capture_output=True).stdout


def _score(shared: Path, name: str, arguments: list[str]) -> dict[str, Any]:
    """Exit code 1 of a scorer says that readings were malformed; the figures are printed all the same."""
    done = subprocess.run([sys.executable, str(shared / "eval" / name), *arguments, "--json"], check=False, capture_output=True)
    if done.returncode not in {0, 1} or not done.stdout:
        raise SystemExit(done.stderr.decode())
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


def _data_digest(shared: Path) -> str:
    """One digest over every file that is measured on, and over the scorers."""
    state = sha256()
    files = [
        *shared.glob("eval/*.py"),
        *shared.glob("gold/dev/**/*"),
        *shared.glob("gold/train/**/*"),
        *shared.glob("seeds/*"),
        *shared.glob("data/pages/**/*"),
    ]
    files.append(shared / "data" / "attribution" / "polnear.dev.jsonl.gz")
    for path in sorted(file for file in files if file.is_file() and "__pycache__" not in file.parts):
        state.update(f"{path.relative_to(shared).as_posix()}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return state.hexdigest()


# Figures that are shown beside the others but are no measure of quality, or depend on the machine.
_SHOWN_ONLY = frozenset(
    {"problems", "positions", "kept_text_keeping_all", "words_a_second", "positions_found", "seconds", "bounds_given", "pages_a_second"}
)
# What the floors leave for the processor: with AVX-512 the networks' sums are rounded otherwise than with AVX2, and on polnear.dev 73.2 of linked
# statements become 73.0. What is whole, such as the share of spans that are found in their text, stays whole.
_SLACK_OF_SHARES, _SLACK_OF_PERCENTAGES = 0.003, 0.3


def _print_table(figures: dict[str, Figures], floors: dict[str, Figures]) -> None:
    table = Table(title="onrecord: quality", title_justify="left")
    for heading in ("measured on", "figure"):
        table.add_column(heading, no_wrap=True)
    for heading in ("now", "floor"):
        table.add_column(heading, justify="right")
    for group, values in figures.items():
        for row, (name, value) in enumerate(values.items()):
            floor = floors.get(group, {}).get(name)
            table.add_row(
                group if row == 0 else "",
                name.replace("_", " "),
                f"{value:g}",
                "" if floor is None else f"{floor:g}",
                end_section=row == len(values) - 1,
            )
    Console(width=110).print(table)


def _slack(floor: float) -> float:
    """How far under its floor a figure may be: shares lie in 0..1, percentages in 0..100."""
    if floor == 1:
        return 0
    return _SLACK_OF_SHARES if floor < 1 else _SLACK_OF_PERCENTAGES


def _under_a_floor(figures: dict[str, Figures], floors: dict[str, Figures]) -> int:
    failures = [
        f"{group}: {name} is {figures.get(group, {}).get(name)}, its floor is {floor}"
        for group, values in floors.items()
        for name, floor in values.items()
        if figures.get(group, {}).get(name, float("-inf")) < floor - _slack(floor)
    ]
    failures += [f"{group}: the scorer found {values['problems']:g} problems" for group, values in figures.items() if values.get("problems")]
    if failures:
        print("Under the floor:", *failures, sep="\n  ")
        return 1
    print("No figure is under its floor.")
    return 0


def _write_floors(figures: dict[str, Figures], floors: dict[str, Figures], data: str, *, lower: bool) -> int:
    new = {
        group: {
            name: value if lower else max(value, floors.get(group, {}).get(name, value)) for name, value in values.items() if name not in _SHOWN_ONLY
        }
        for group, values in figures.items()
    }
    FLOORS.write_text(json.dumps({"data": data, "floors": new}, indent=1) + "\n", "utf-8")
    print(f"Wrote {FLOORS.name}.")
    return _under_a_floor(figures, new)


if __name__ == "__main__":
    sys.exit(main())
