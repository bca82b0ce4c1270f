"""Stems are the same whichever of the two stemmers of Snowball makes them."""

from __future__ import annotations

from pathlib import Path

from snowballstemmer.english_stemmer import EnglishStemmer

from onrecord.cli.demo import find_examples
from onrecord.language.words import find_words, stem


def test_stems_do_not_hang_on_the_stemmer() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(find_examples()).rglob("*.*")) if path.suffix in {".txt", ".html", ".toml"}]
    words = {word.plain for text in texts for word in find_words(text)} | {
        "généraux",
        "cease-fire",
        "o'clock",
        "u.s.",
        "3,000",
        "skies",
        "dying",
        "news",
    }
    slow = EnglishStemmer()
    assert len(words) > 500
    assert {word: stem(word) for word in words} == {word: slow.stemWord(word) for word in words}
