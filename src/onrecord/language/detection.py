"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Enough to tell a language by; the work grows with it, 0.6 ms per 1,000 characters.
_READ = 1_200
# Below this many letters an answer is a guess: a headline of names alone reads as any language.
_LETTERS_NEEDED = 60
# A probability below this is no answer; running English news of gold/train scores above 0.99.
_SURE = 0.9
# Words that English prose is full of and no other language is. Of 1,649 English texts of news and of saved pages 86 in a hundred have this share of
# them; of 22 in other languages none has a fifth of it.
_ENGLISH = frozenset({"the", "of", "and", "that", "with", "was", "is", "for", "his", "has", "said", "were", "this", "from"})
_PLAINLY = 0.15
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` is written in; None where it is too short or too mixed to tell.

    A long text is judged by 1,200 characters from its middle, where a page has its article and not its furniture.
    """
    middle = max(0, len(text) // 2 - _READ)
    sample = " ".join(text[middle : middle + 2 * _READ].split())[:_READ]
    if sum(map(str.isalpha, sample)) < _LETTERS_NEEDED:
        return None
    if _is_plainly_english(sample):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


def _is_plainly_english(sample: str) -> bool:
    """A cheap test that spares most runs the loading of the model."""
    words = _WORD.findall(sample.lower())
    return sum(word in _ENGLISH for word in words) >= _PLAINLY * len(words)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Loading the model takes half a second: only those who detect a language pay for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  heavy import

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
