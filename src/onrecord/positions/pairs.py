"""An article's sentences held against the dossier's terms: a cheap look at every pair, and what the trained model is asked of those worth it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from onrecord.language.encoder import Numbers, Pieces, cut_into_pieces, load_model, load_tokenizer, pieces_of
from onrecord.language.likeness import cosines
from onrecord.language.prose import Prose, Sentence
from onrecord.language.quotations import Quotation
from onrecord.positions.candidates import alike, chances, signs, telling
from onrecord.positions.learned import NAME
from onrecord.positions.questions import Line, Question, asked_of, lines_of

# Shares of all pairs of an article that are looked at at most, however many seem worth it: what it costs stays in hand.
_MOST = 0.3
_FEWEST = 24


class Seen(Struct, frozen=True):
    """A sentence before it is read: how well each term's words match it (`shared`, by the place of the term), and whether any word takes a side."""

    sentence: Sentence
    shared: dict[int, float]
    takes_sides: bool


class Look(Struct, frozen=True):
    """One sentence and one term: the log-odds by the cheap look, and what to ask the model."""

    prospect: float
    question: Question


def look_at(prose: Prose, propositions: Sequence[str], seen: Sequence[Seen], *, of_title: bool = False) -> list[dict[int, Look]]:
    """For each sentence, the terms (by place) that it may speak to. `seen` are sentences of the text, or of the title, in order."""
    pieces = _pieces_of_title(prose) if of_title else pieces_of(prose)
    lines = lines_of([one.sentence for one in seen], pieces)
    found: list[dict[int, Look]] = [{} for _ in seen]
    if not len(pieces.ids) or not propositions:
        return found
    odds = _odds(pieces, lines, propositions, seen, prose.quotations)
    for place, term in _worth_a_look(odds, [line.end > line.start for line in lines]):
        found[place][term] = Look(float(odds[place, term]), Question(asked_of(propositions[term]), pieces, lines[place]))
    return found


def _pieces_of_title(prose: Prose) -> Pieces:
    return cut_into_pieces(prose.title, [(0, len(prose.title))], (), load_tokenizer())


def _odds(pieces: Pieces, lines: Sequence[Line], propositions: Sequence[str], seen: Sequence[Seen], quotations: Sequence[Quotation]) -> Numbers:
    shared = np.zeros((len(seen), len(propositions)), np.float32)
    for place, one in enumerate(seen):
        for term, score in one.shared.items():
            shared[place, term] = score
    weights = load_model(NAME).settings["candidates"]
    quoted = [_is_quoted(one.sentence, quotations) for one in seen]
    looked = signs(shared, alike(pieces, lines, propositions), [one.takes_sides for one in seen], quoted, [line.end - line.start for line in lines])
    return chances(looked, weights)


def _is_quoted(sentence: Sentence, quotations: Sequence[Quotation]) -> bool:
    """Whether any quotation of the text touches a sentence of the text."""
    place = bisect_right(quotations, sentence.end - 1, key=lambda quotation: quotation.start) - 1
    return sentence.field == "text" and place >= 0 and quotations[place].end > sentence.start


def _worth_a_look(odds: Numbers, readable: Sequence[bool]) -> list[tuple[int, int]]:
    """The pairs whose odds are good enough, the best ones where there are too many, in text order."""
    least: float = load_model(NAME).settings["least candidate"]
    tried = np.where(np.array(readable)[:, None], odds, -np.inf)
    most = max(_FEWEST, int(_MOST * odds.size))
    places = np.argwhere(tried >= least)
    if len(places) > most:
        best = np.argsort(-tried[places[:, 0], places[:, 1]], kind="stable")[:most]
        places = places[np.sort(best)]
    return [(int(place), int(term)) for place, term in places]


def nearest(question: Question) -> int:
    """Where the piece of a sentence begins that is most like one of the term's telling pieces; the sentence's first where none is."""
    line = question.line
    alike = cosines(telling(question.asked), question.pieces.ids[line.start : line.end])
    place = int(alike.max(0).argmax()) if len(alike) else 0
    return int(question.pieces.starts[line.start + place])
