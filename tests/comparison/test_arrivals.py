"""One article that comes into a ledger changes the families of copies as comparing everything would."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from onrecord.comparison.arrivals import copies_with
from onrecord.comparison.copies import find_copies
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import Article, Comparison, Reader, Reading, text_sha256

WORDS = "river dam gate ridge troops water talks toll barge envoy truce hill Lenne Halm Tolm beet mill ferry lock quay".split()  # noqa: SIM905


def texts(random: Random, count: int) -> list[str]:
    """Reports, reprints of some of them cut anywhere, round-ups of two, and the same again."""
    made: list[str] = []
    for _ in range(count):
        how = random.random()
        if how < 0.35 or len(made) < 3:
            made.append(" ".join(random.choices(WORDS, k=random.randint(60, 160))))
        elif how < 0.75:
            source = random.choice(made).split()
            kept = random.randint(len(source) // 2, len(source))
            start = random.randint(0, len(source) - kept)
            made.append(" ".join(random.choices(WORDS, k=random.randint(0, 25)) + source[start : start + kept]))
        elif how < 0.9:
            made.append(" ".join(random.sample(made, 2)))
        else:
            made.append(random.choice(made))
    return made


def store(ledger: Ledger, article: Article) -> None:
    reading = Reading(article=article, reader=Reader("0.1.0"))
    ledger.store(reading, ledger.begin_run(reading.reader, None, {}))


def arrive(ledger: Ledger, article: Article) -> None:
    store(ledger, article)
    change = copies_with(ledger, None, article.id)
    ledger.change_comparison(None, change.gone, change.rows)


def kept(ledger: Ledger) -> list[Comparison]:
    return sorted(ledger.comparison(None), key=lambda row: row.id)


@pytest.mark.parametrize("seed", [1, 2])
def test_families_grow_article_by_article_into_those_of_comparing_everything(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311  texts, not secrets
    names = random.sample(range(100), 24)
    with open_ledger(str(tmp_path / "ledger.sqlite"), create=True) as ledger:
        articles: dict[str, Article] = {}
        for name, text in zip(names, texts(random, len(names)), strict=True):
            outlet, day = random.choice(["Vel Courier", "Lenne Post", None]), random.choice(["2031-05-03", "2031-05-04", None])
            articles[f"a{name}"] = Article(id=f"a{name}", text=text, text_sha256=text_sha256(text), outlet=outlet, published=day)
            arrive(ledger, articles[f"a{name}"])
            assert kept(ledger) == sorted(find_copies(list(articles.values())), key=lambda row: row.id)
        # One comes in anew with other words: its families lose it.
        changed = sorted(articles)[3]
        text = " ".join(random.choices(WORDS, k=90))
        articles[changed] = Article(id=changed, text=text, text_sha256=text_sha256(text))
        arrive(ledger, articles[changed])
        assert len(ledger.comparison(None)) > 3
        assert kept(ledger) == sorted(find_copies(list(articles.values())), key=lambda row: row.id)


def test_an_article_with_nothing_in_common_changes_nothing(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "ledger.sqlite"), create=True) as ledger:
        for number, text in enumerate(("The beet harvest is small this year. " * 9, "A ferry sank off Halm in the night. " * 9)):
            store(ledger, Article(id=str(number), text=text, text_sha256=text_sha256(text)))
        change = copies_with(ledger, None, "1")
        assert (change.gone, change.rows) == ((), ())
