"""Words in a question: whoever asks something takes no side by that."""

from __future__ import annotations

import re

# The end of a sentence inside what is read as one: a quotation is not cut.
_ENDED = re.compile(
    r"(?:\?|(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen))[.!])(?=[”\"’']{0,2}\s{1,3}[“\"‘']?[A-Z])",
)


def is_in_question(text: str, word: int, end: int) -> bool:
    """Whether the word at an offset stands in a question of the sentences that end at `end`: "You want a toll? Pay it yourself"."""
    ended = _ENDED.search(text, word, end)
    return text[word:end].rstrip("”\"’' ").endswith("?") or (ended is not None and ended.group() == "?")
