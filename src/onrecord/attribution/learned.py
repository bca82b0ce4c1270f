"""Statements as the trained model reads them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Any

import numpy as np

from onrecord.attribution.assembling import Assembler, Found
from onrecord.attribution.chain import Part
from onrecord.attribution.contents import Range
from onrecord.attribution.cue_classes import class_of_cue
from onrecord.attribution.going_on import let_go_on
from onrecord.attribution.reading_words import Words, read_words
from onrecord.attribution.shared_sources import share_sources
from onrecord.attribution.snapping import mode_of, snap_to_quotations
from onrecord.language.encoder import Model, load_model, pieces_of
from onrecord.language.prose import Prose
from onrecord.records import Span, Statement

NAME = "attribution"
# A quotation that heads a section: "'Shut for good'".
_OPENING_MARKS, _CLOSING_MARKS = "\"'“‘", "\"'”’"
_LONGEST_HEADING = 8


def find_learned(prose: Prose) -> tuple[Statement, ...]:
    """The statements of the kept paragraphs (not of the title), in text order.

    Paraphrases that are given to nobody are left out: three in ten are what PolNeAR's annotators mark.
    """
    model = load_model(NAME)
    pieces = pieces_of(prose)
    if not len(pieces.ids):
        return ()
    words = read_words(pieces, model)
    statements = (_statement(prose, words, found, model) for found in _assembler(model).attributions(words))
    shared = share_sources(prose, [statement for statement in statements if statement.content])
    return tuple(statement for statement in let_go_on(prose, shared) if statement.source is not None or statement.mode != "indirect")


def assembler_of(settings: dict[str, Any]) -> Assembler:
    """What puts the model's figures together, by the settings beside its weights."""
    following, leaning = (np.array(settings[name], np.float32) for name in ("following", "leaning"))
    return Assembler(following, leaning, settings["cue of"], settings["source of"])


@lru_cache(maxsize=1)
def _assembler(model: Model) -> Assembler:
    return assembler_of(model.settings)


def _statement(prose: Prose, words: Words, found: Found, model: Model) -> Statement:
    contents = [(int(words.starts[part.start]), int(words.ends[part.end - 1])) for part in found.contents]
    cue = _span(prose, words, found.cue) if found.cue else None
    contents = [part for part in snap_to_quotations(prose.text, contents, prose.quotations) if not _is_heading(prose, part, cue)]
    return Statement(
        mode=mode_of(contents, prose.quotations),
        source=_source(prose, _span(prose, words, found.source), cue) if found.source else None,
        cue=(cue,) if cue else (),
        cue_class=class_of_cue(cue.text) if cue else "saying",
        content=tuple(prose.span(start, end) for start, end in contents),
        confidence=_confidence(found.share, model),
    )


def _is_heading(prose: Prose, part: Range, cue: Span | None) -> bool:
    """Whether a part is a quotation that heads a section: a few words that are a paragraph by themselves, without a mark at their end."""
    sentence = prose.sentence_at(part[0])
    if cue is None or sentence is None or sentence.start <= cue.start < sentence.end:
        return False
    paragraph = prose.paragraphs[sentence.paragraph]
    words = prose.words_of(paragraph)
    alone = part == (paragraph.start, paragraph.end) and words[0] in _OPENING_MARKS
    return alone and len(words.split()) <= _LONGEST_HEADING and words.rstrip(_CLOSING_MARKS)[-1:].isalnum()


def _source(prose: Prose, source: Span, cue: Span | None) -> Span | None:
    """A source without what runs into it from another sentence, such as a byline; None where nothing of it stands beside the cue.

    Of the sources that stand in another sentence than their cue, none of thirty is right on PolNeAR's development articles.
    """
    first, last = prose.sentence_at(source.start), prose.sentence_at(source.end - 1)
    if first is None or last is None:
        return source
    own = first if cue is not None and cue.start < first.end else last
    if cue is not None and not own.start <= cue.start <= own.end:
        return None
    if first == last:
        return source
    cut = prose.span(max(source.start, own.start), min(source.end, own.end))
    return cut if any(letter.isalpha() for letter in cut.text) else None


def _span(prose: Prose, words: Words, part: Part) -> Span:
    return prose.span(int(words.starts[part.start]), int(words.ends[part.end - 1]))


def _confidence(share: float, model: Model) -> float:
    """How many in a hundred of what the model is about this sure of are right (see the model card), as a share."""
    steps: list[list[float]] = model.settings["confidence"]
    place = bisect_right(steps, share, key=lambda step: step[0]) - 1
    return steps[max(place, 0)][1]
