"""From what the model makes of an article's words to statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.attribution.chain import Chain, Part, find_parts, role_shares
from onrecord.attribution.linking import Layout, Linker, cue_choices, log_shares, source_choices, weights_of
from onrecord.attribution.reading_words import Words
from onrecord.language.encoder import Numbers


@dataclass
class Found:
    """A statement as the model found it: parts of words, and how likely the model holds its parts and links to be."""

    cue: Part | None
    source: Part | None = None
    contents: list[Part] = field(default_factory=list)
    share: float = 1.0


class Assembler:
    """What was learned besides the model's weights: transitions between labels, a leaning, and two linkers."""

    def __init__(self, following: Numbers, leaning: Numbers, cue_of: Linker, source_of: Linker) -> None:
        """Take over what was learned. `leaning` (labels) is added to every word's scores."""
        self._chain = Chain(following)
        self._leaning = leaning
        self._cue_of, self._source_of = weights_of(cue_of), weights_of(source_of)

    def attributions(self, words: Words) -> list[Found]:
        """The statements among the words, in the order of their cues."""
        scores = words.tags + self._leaning
        layout = Layout(words, self._parts(words, scores))
        found = [Found(cue) for cue in layout.parts["cue"]]
        apart = self._link_contents(layout, found)
        for attribution in found:
            if attribution.cue is not None and attribution.contents:
                self._link_source(layout, attribution, attribution.cue)
        shares = role_shares(scores)
        complete = [attribution for attribution in [*found, *apart] if attribution.contents]
        for attribution in complete:
            attribution.share *= _share_of_parts(attribution, shares)
        return sorted(complete, key=_place)

    def _parts(self, words: Words, scores: Numbers) -> list[Part]:
        """No part runs over the end of a paragraph."""
        labels = self._chain.best_of_each(scores, words.paragraphs)
        parts: list[Part] = []
        for start, end in words.paragraphs:
            parts += [Part(part.role, part.start + start, part.end + start) for part in find_parts(labels[start:end])]
        return parts

    def _link_contents(self, layout: Layout, found: list[Found]) -> list[Found]:
        """Give each content to its cue. What stands after a speaker's name and a colon, has no cue near, or runs on from another paragraph is
        returned by itself.
        """
        apart = []
        chosen: dict[int, list[tuple[Part, float]]] = {}
        for content in layout.parts["content"]:
            near, table = cue_choices(layout, content)
            announced = _announced(layout, content)
            if announced is not None or not len(near):
                apart.append(announced or Found(None, contents=[content]))
                continue
            logs = log_shares(table @ self._cue_of)
            best = int(logs.argmax())
            chosen.setdefault(near[best], []).append((content, float(np.exp(logs[best]))))
        for number, linked in chosen.items():
            attribution = found[number]
            strays = _strays(layout, attribution.cue, [content for content, _ in linked])
            apart += [Found(None, contents=[content]) for content in strays]
            for content, share in linked:
                if content not in strays:
                    attribution.contents.append(content)
                    attribution.share *= share
        return apart

    def _link_source(self, layout: Layout, attribution: Found, cue: Part) -> None:
        """Give a statement the source of its cue, or none."""
        near, table = source_choices(layout, cue)
        logs = log_shares(table @ self._source_of)
        best = int(logs.argmax())
        attribution.source = layout.parts["source"][near[best]] if best < len(near) else None
        attribution.share *= float(np.exp(logs[best]))


def _strays(layout: Layout, cue: Part | None, contents: Sequence[Part]) -> list[Part]:
    """The contents of one cue that are the narrator's own: those of another paragraph, neither quoted nor announced by a colon, where the cue has
    content in its own. On PolNeAR's development articles that raises exact contents from 63.8 to 64.0 and leaves the other figures.
    """
    if cue is None:
        return []
    home = layout.paragraph_of(cue)
    away = [content for content in contents if layout.paragraph_of(content) != home]
    if len(away) == len(contents):
        return []
    return [content for content in away if not layout.is_quoted(content) and not layout.words.colons[content.start - 1]]


def _announced(layout: Layout, content: Part) -> Found | None:
    """The statement of a line of a transcript, "NAME: words", where the model marked the name and the words but not the colon."""
    colon = content.start - 1
    if colon < 1 or not layout.words.colons[colon]:
        return None
    speakers = layout.parts["source"]
    place = bisect_left(speakers, colon, key=lambda part: part.end)
    if place == len(speakers) or speakers[place].end != colon:
        return None
    return Found(Part("cue", colon, content.start), speakers[place], [content])


def _share_of_parts(attribution: Found, shares: Numbers) -> float:
    """How likely the words have the roles that they were given: the product, over the roles, of the geometric mean over words."""
    product = 1.0
    groups: Sequence[list[Part]] = (
        [attribution.source] if attribution.source else [],
        [attribution.cue] if attribution.cue else [],
        attribution.contents,
    )
    for column, parts in enumerate(groups, start=1):
        if parts:
            likely = np.concatenate([shares[part.start : part.end, column] for part in parts])
            product *= float(np.exp(np.log(np.maximum(likely, 1e-6)).mean()))
    return product


def _place(attribution: Found) -> tuple[int, int]:
    first = min(part.start for part in attribution.contents)
    return (attribution.cue.start if attribution.cue else first, first)
