"""Annotated articles and sentences as training material: windows of pieces, and what each sentence says of each term."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.dossiers import load as load_dossier
from onrecord.language.encoder import Pieces, cut_into_pieces, load_tokenizer
from onrecord.language.prose import Prose, prepare
from onrecord.pages import clear
from onrecord.positions.questions import LONGEST_SENTENCE, STANCES
from onrecord.positions.questions import lines_of as ranges_of
from onrecord.records import Article, Dossier

Row = dict[str, Any]


@dataclass
class Said:
    """What a sentence says of a term: how often each stance is taken, and characters of the holder by stance, of evidence and of conditions.

    `holders`, `evidence`, `conditions` are None where the annotation does not tell.
    """

    stances: list[float] = field(default_factory=lambda: [0.0] * len(STANCES))
    holders: list[tuple[int, int, int]] | None = None
    evidence: list[tuple[int, int]] | None = None
    conditions: list[tuple[int, int]] | None = None


@dataclass
class Line:
    """One sentence: its pieces `[start, end)`, and what it says of the terms that it speaks to. `others` are known to go unmentioned.

    `near` are terms that were held against this very sentence by somebody who read both, and found nothing said of them.
    """

    start: int
    end: int
    said: dict[str, Said] = field(default_factory=dict)
    others: Sequence[str] = ()
    near: Sequence[str] = ()


@dataclass
class Text:
    """One article, or one sentence with the one before it, with the terms of its dossier."""

    name: str
    dossier: str
    pieces: Pieces
    lines: list[Line]


def pieces_of(prose: Prose) -> Pieces:
    """The pieces of the kept paragraphs."""
    kept = [(paragraph.start, paragraph.end) for paragraph in prose.paragraphs if paragraph.kept]
    return cut_into_pieces(prose.text, kept, prose.quotations, load_tokenizer())


def lines_of(prose: Prose, pieces: Pieces) -> list[Line]:
    """The sentences as ranges of pieces, the longest cut."""
    return [Line(line.start, line.end) for line in ranges_of(prose.sentences, pieces)]


def load_articles(folder: Path) -> list[Text]:
    """The articles of one annotated dossier (a folder as in gold/train)."""
    dossier = load_dossier(str(folder / "dossier.json"))
    terms = [term.proposition for term in dossier.terms]
    proposition = {term.id: term.proposition for term in dossier.terms}
    annotations: dict[str, Row] = json.loads((folder / "annotations.json").read_text("utf-8"))
    known = {row["ID"]: row for row in json.loads((folder / "articles.json").read_text("utf-8"))}
    texts = []
    for name, annotation in annotations.items():
        words = (folder / "articles" / f"{name}.txt").read_text("utf-8")
        row = known.get(name, {})
        prose = prepare(clear(Article(id=name, text=words, title=row.get("title") or ""), dossier))
        pieces = pieces_of(prose)
        lines = lines_of(prose, pieces)
        for position in annotation["positions"]:
            _mark(prose, lines, position, proposition[position["term"]])
        for line in lines:
            line.others = terms
        texts.append(Text(name, dossier.id, pieces, lines))
    return texts


def _mark(prose: Prose, lines: list[Line], position: Row, term: str) -> None:
    """Enter a position into every sentence that one of its passages lies in."""
    stance = STANCES.index(position["stance"])
    conditions = list(_places(prose.text, [condition["text"] for condition in position["conditions"]]))
    for start, end in _places(prose.text, position["evidence"]):
        for number, sentence in enumerate(prose.sentences):
            if sentence.start >= end or sentence.end <= start:
                continue
            said = lines[number].said.setdefault(term, Said(holders=[], evidence=[], conditions=[]))
            said.stances[stance] += 1
            assert said.evidence is not None and said.conditions is not None  # noqa: PT018, S101  made so above
            said.evidence.append((max(start, sentence.start), min(end, sentence.end)))
            said.conditions += [place for place in conditions if sentence.start <= place[0] and place[1] <= sentence.end]
            mention = prose.text.find(position["mention"] or "\0", sentence.start, sentence.end)
            if mention < 0:
                said.holders = None
            elif said.holders is not None:
                said.holders.append((mention, mention + len(position["mention"]), stance))


def _places(text: str, passages: Sequence[str]) -> Iterator[tuple[int, int]]:
    for passage in passages:
        start = text.find(passage)
        if start >= 0:
            yield start, start + len(passage)


def load_pairs(path: Path, folders: Sequence[Path]) -> list[Text]:
    """Sentences of articles with some terms of a dossier each, one by one told whether a stance is taken; `folders` are those of the dossiers.

    A sentence that is cut otherwise now than it was is passed over.
    """
    dossiers = {folder.name: load_dossier(str(folder / "dossier.json")) for folder in folders}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_paired(row, dossiers[row["dossier"]]) for row in rows if row["dossier"] in dossiers]


def _paired(row: Row, dossier: Dossier) -> Text:
    proposition = {term.id: term.proposition for term in dossier.terms}
    prose = prepare(clear(Article(id=row["article"], text=row["text"], title=row["title"] or ""), dossier))
    pieces = pieces_of(prose)
    told = {(one["start"], one["end"]): one["stances"] for one in row["sentences"]}
    kept = []
    for sentence, line in zip(prose.sentences, lines_of(prose, pieces), strict=True):
        stances = told.get((sentence.start, sentence.end))
        if stances is None:
            continue
        line.near = [proposition[term] for term, stance in stances.items() if stance is None]
        line.said = {proposition[term]: _taken(stance) for term, stance in stances.items() if stance is not None}
        kept.append(line)
    return Text(row["article"], dossier.id, pieces, kept)


def _taken(stance: str) -> Said:
    return Said([float(stance == one) for one in STANCES])


def load_sentences(path: Path) -> list[Text]:
    """Single sentences with terms written for each (a file as gold/sentences)."""
    return [text for line in path.read_text("utf-8").splitlines() if line and (text := sentence_of(json.loads(line)))]


def sentence_of(row: Row) -> Text | None:
    """One sentence behind the one before it, as one paragraph."""
    before, words = " ".join(row["before"].split()), row["sentence"]
    text = f"{before} {words}" if before else words
    prose = prepare(Article(id="sentence", text=text))
    pieces = pieces_of(prose)
    offset = len(text) - len(words)
    start = int(np.searchsorted(pieces.starts, offset))
    line = Line(start, min(len(pieces.ids), start + LONGEST_SENTENCE), others=row["none"])
    if line.end <= line.start:
        return None
    for pair in row["pairs"]:
        said = line.said.setdefault(pair["term"], Said(conditions=[], holders=[]))
        stance = STANCES.index(pair["stance"])
        said.stances[stance] += 1
        assert said.conditions is not None  # noqa: S101  made so above
        said.conditions += [(start + offset, end + offset) for start, end in _places(words, pair["conditions"])]
        if "evidence" in pair:
            said.evidence = (said.evidence or []) + [(start + offset, end + offset) for start, end in _places(words, [pair["evidence"]])]
        place = words.find(pair["holder"] or "\0")
        if place < 0:
            said.holders = None
        elif said.holders is not None:
            said.holders.append((place + offset, place + offset + len(pair["holder"]), stance))
    return Text(row["id"], row["id"], pieces, [line])
