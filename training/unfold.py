"""Write the project's own annotations out with the texts that they point into: `unfold FOLDER ARTICLES... --into FOLDER`.

`FOLDER` is training/annotations; `ARTICLES` are files of JSON lines, gzipped. A folder for each dossier, `sentences.jsonl` and
`pairs.jsonl` come out in forms that training.stances reads, the first two in those of the gold data. They hold the texts of others, so they belong
beside the project and not into it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.annotated import Row, Source, read_articles, read_lines


def unfold_dossier(folder: Path, into: Path, source: Source) -> None:
    """One dossier: its terms and actors, its annotations with words in place of offsets, its articles."""
    texts = into / "articles"
    texts.mkdir(parents=True, exist_ok=True)
    rows = read_lines(folder / "annotations.jsonl")
    annotations = {}
    for row in rows:
        positions = [_position(position, row["article"], source) for position in row["positions"]]
        annotations[row["article"]] = {"boilerplate": row["boilerplate"], "positions": positions}
    articles = [_article(source.rows[name]) for name in annotations]
    for name in annotations:
        (texts / f"{name}.txt").write_text(source.rows[name]["text"], encoding="utf-8")
    (into / "dossier.json").write_text((folder / "dossier.json").read_text("utf-8"), encoding="utf-8")
    (into / "annotations.json").write_text(json.dumps(annotations, ensure_ascii=False), encoding="utf-8")
    (into / "articles.json").write_text(json.dumps(articles, ensure_ascii=False), encoding="utf-8")


def _position(position: Row, name: str, source: Source) -> Row:
    words = {field: position[field] and source.words(name, position[field]) for field in ("mention", "via")}
    conditions = [{"text": source.words(name, one["span"]), "term": one["term"]} for one in position["conditions"]]
    return {**position, **words, "conditions": conditions, "evidence": [source.words(name, span) for span in position["evidence"]]}


def _article(row: Row) -> Row:
    return {"ID": row["id"], "title": row.get("title"), "source": row.get("outlet"), "url": row.get("url"), "date": row.get("published")}


def sentence_of(row: Row, source: Source) -> Row:
    """One sentence with the terms written for it."""
    name = row["article"]
    pairs = [
        {
            "term": pair["term"],
            "stance": pair["stance"],
            "holder": source.words(name, pair["holder"]),
            "evidence": source.words(name, pair["evidence"][0]),
            "conditions": [source.words(name, span) for span in pair["conditions"]],
        }
        for pair in row["pairs"]
    ]
    before = source.words(name, row["before"]) if row["before"] else ""
    sentence = source.words(name, [row["start"], row["end"]])
    return {"id": f"{name}#{row['start']}", "before": before, "sentence": sentence, "pairs": pairs, "none": row["none"]}


def pairs_of(rows: Sequence[Row], source: Source) -> Iterator[Row]:
    """Sentences that were held against terms, those of one article with one dossier together behind its text."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        sentence = {field: row[field] for field in ("start", "end", "stances")}
        found.setdefault((row["article"], row["dossier"]), []).append(sentence)
    for (name, dossier), sentences in found.items():
        article = source.rows[name]
        yield {"article": name, "dossier": dossier, "title": article.get("title"), "text": article["text"], "sentences": sentences}


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, required=True)
    arguments = parser.parse_args()
    source = read_articles(arguments.articles)
    for dossier in sorted(arguments.folder.glob("*/dossier.json")):
        unfold_dossier(dossier.parent, arguments.into / dossier.parent.name, source)
    write_lines(arguments.into / "sentences.jsonl", (sentence_of(row, source) for row in read_lines(arguments.folder / "sentences.jsonl")))
    write_lines(arguments.into / "pairs.jsonl", pairs_of(read_lines(arguments.folder / "pairs.jsonl"), source))


def write_lines(path: Path, rows: Iterable[Row]) -> None:
    """Rows as JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
