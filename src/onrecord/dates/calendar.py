"""The day on which something was said or done: the likeliest of the dates around it, or none."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp

from onrecord.dates.candidates import Candidate, candidates
from onrecord.dates.clues import Passage
from onrecord.dates.telling import Named, Told, name_actors, place_of, read_table, tell
from onrecord.language.prose import Prose, Sentence
from onrecord.records import Dossier

# By how much "no day" counts for more than its share; below 1 for less, since in training half of all passages are single words, which tell less.
# Chosen on gold/dev (0.692 equal where the gold has a day, 0.916 left open where it has none; at 0.72 it is 0.704 and 0.901, at 1.0 0.676 and 0.922).
_IN_DOUBT = 0.9


class Calendar:
    """Reads the date words of one article against its day of publication (YYYY-MM-DD; a month or a year resolves only what they can).

    `mentions` are those of the dossier's actors in the article: a day told of an actor is carried to what the same actor says next.
    """

    def __init__(self, published: str | None, dossier: Dossier | None = None, mentions: Sequence[Named] = ()) -> None:
        """Keep what the article is read against; it is read when the first day is asked for."""
        self._published = published
        self._dossier = dossier
        self._mentions = mentions
        self._prose: Prose | None = None
        self._table: list[Told] = []

    def said_on(self, prose: Prose, sentence: Sentence, start: int, end: int, holder: str | None = None) -> str | None:
        """The day, month or year in which the words `[start, end)` of this sentence were said or the act that they tell was done.

        None where the text does not tell. `holder` is whose words or act they are; where it is not given, whoever acts in the sentence.
        """
        if sentence.field == "title":
            told = tell(sentence, prose.title, (), self._published, self._dossier)
            return likeliest(candidates([Passage(0, start, end)], [told], prose.title, self._published))
        table = self._of(prose)
        place = place_of(table, sentence.start)
        if place is None:
            return None
        passage = Passage(place, start, end, holder or table[place].subject)
        return likeliest(candidates([passage], table, prose.text, self._published))

    def _of(self, prose: Prose) -> list[Told]:
        """The table of the article, read once."""
        if self._prose is not prose:
            self._prose, self._table = prose, read_table(prose, self._published, self._dossier)
            name_actors(self._table, self._mentions, self._dossier)
        return self._table


def likeliest(choices: Sequence[Candidate]) -> str | None:
    """The value that is likeliest by the weights of its clues; dates of one value stand together, and None is one of the values."""
    known = weights()
    scores = [sum([known.get(clue, 0.0) for clue in choice.clues]) for choice in choices]
    top = max(scores)
    shares: dict[str | None, float] = defaultdict(float)
    for choice, score in zip(choices, scores, strict=True):
        shares[choice.value] += exp(score - top) * (_IN_DOUBT if choice.value is None else 1.0)
    return max(shares, key=lambda value: shares[value])


@cache
def weights() -> dict[str, float]:
    """The weight of each clue, fitted by training/dates.py (see weights.toml)."""
    table = tomllib.loads((files("onrecord.dates") / "weights.toml").read_text("utf-8"))
    return {clue: float(weight) for clue, weight in table["weights"].items()}
