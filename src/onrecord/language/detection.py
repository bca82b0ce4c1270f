"""Which language a text is in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

# Enough to tell a language by; the work grows with it, 0.6 ms per 1,000 characters.
_READ = 1_200
# Below this many letters an answer is a guess: a headline of names alone reads as any language.
_LETTERS_NEEDED = 60
# A probability below this is no answer; running English news of gold/train scores above 0.99.
_SURE = 0.9


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` is written in; None where it is too short or too mixed to tell.

    A long text is judged by 1,200 characters from its middle, where a page has its article and not its furniture.
    """
    middle = max(0, len(text) // 2 - _READ)
    sample = " ".join(text[middle : middle + 2 * _READ].split())[:_READ]
    if sum(map(str.isalpha, sample)) < _LETTERS_NEEDED:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Loading the model takes half a second: only those who detect a language pay for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  heavy import

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
