"""Many articles out of a few, by exact rewriting: other words, other days, other ids; every span still stands character for character."""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from onrecord.cli.demo import find_examples
from onrecord.errors import InputError
from onrecord.identity import article_key, position_id, statement_id
from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger.placing import spans_of
from onrecord.pages import open_articles
from onrecord.reading import read
from onrecord.records import Article, Dossier, Field, Position, Reader, Reading, Span, Statement, given_text, text_sha256

# Real articles that are read once and then rewritten.
_REAL = 200
# One long word in four becomes another, out of so many; a language has more, one newsroom's dispute fewer.
_ONE_IN, _WORDS = 4, 60_000
_LONG = re.compile(r"\b[a-z]{7,14}\b")
_SYLLABLES = "ba de fi go lu ma ne po ra si tu ve zo ka li mo".split()  # noqa: SIM905  easier to read
_OUTLETS = 40
# The days of the articles are spread over so many.
_DAYS = 1_500

Spanned = TypeVar("Spanned", bound=Span)


def base_readings(dossier: Dossier, shared: Path) -> list[list[Reading]]:
    """The readings that all others grow from, by rules alone: of the example, and of real articles where they are at hand."""
    real = [read(article, dossier, fast=True) for article in islice(_real(shared), _REAL)]
    return [some for some in (example_readings(dossier), real) if some]


def example_readings(dossier: Dossier) -> list[Reading]:
    """The readings of the example."""
    articles = open_articles([str(find_examples() / "articles")])
    return [read(article, dossier, fast=True) for article in articles if not isinstance(article, InputError)]


def _real(shared: Path) -> Iterator[Article]:
    """Articles of every collection in turn."""
    files = sorted((shared / "data" / "articles").glob("*.jsonl.gz"))
    collections = [_articles_in(path) for path in files]
    while collections:
        for one in list(collections):
            article = next(one, None)
            if article is None:
                collections.remove(one)
            else:
                yield article


def _articles_in(path: Path) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row.get("text"):
                yield Article(
                    id=str(row["id"]), title=row.get("title"), text=row["text"], outlet=row.get("outlet"), published=_day(row.get("published"))
                )


def _day(published: object) -> str | None:
    return published if isinstance(published, str) and is_partial_date(published) else None


class Grower:
    """Makes the reading of any number of articles, each other than all others and always the same."""

    def __init__(
        self, bases: list[list[Reading]], dossier: Dossier, one_in: int = _ONE_IN, long: re.Pattern[str] = _LONG, apart: float | None = None
    ) -> None:
        """With `apart`, articles of one generation tell one story: with the same other words, and as many days between them as between their bases;
        each story begins so many days after the one before.
        """
        self._bases = bases
        self._rewriting = one_in, long
        self._apart = apart
        self._dossier = dossier
        self.reader: Reader = bases[0][0].reader

    @staticmethod
    def name(number: int) -> str:
        """The id of an article."""
        return f"article-{number:06}"

    @staticmethod
    def outlet(number: int) -> str:
        """The outlet of an article."""
        return f"Outlet {number % _OUTLETS}"

    @staticmethod
    def word(number: int) -> str:
        """A word that is in no dictionary."""
        letters = []
        for _ in range(4):
            number, syllable = divmod(number, len(_SYLLABLES))
            letters.append(_SYLLABLES[syllable])
        return "".join(letters) + "x"

    def grown(self, number: int) -> Reading:
        """The reading of the article of this number: the kinds of bases take turns."""
        return self._named(self.move(number).reading(self._base(number)), number)

    def number(self, place: int, generation: int) -> int:
        """The number of the article that grew out of the one at this place of the first kind, in its turn."""
        return (generation * len(self._bases[0]) + place) * len(self._bases)

    def move(self, number: int) -> Move:
        """How the base of the article of this number was rewritten."""
        base = self._base(number)
        seed, days = number, number * 7_919 % _DAYS - _DAYS // 2
        if self._apart is not None:
            seed = self.story(number)
            days = round(seed * self._apart)
        told = self._apart is not None
        text = _Rewritten(given_text(base.article), _ends(base, "text"), seed, *self._rewriting, alike=told)
        title = _Rewritten(base.article.title or "", _ends(base, "title"), seed, *self._rewriting, alike=told)
        return Move(text, title, days)

    def story(self, number: int) -> int:
        """The generation that the article of this number is of."""
        return number // (len(self._bases) * len(self._bases[number % len(self._bases)]))

    def _base(self, number: int) -> Reading:
        bases = self._bases[number % len(self._bases)]
        return bases[(number // len(self._bases)) % len(bases)]

    def _named(self, reading: Reading, number: int) -> Reading:
        """The reading with names of its own."""
        text = f"{given_text(reading.article)}\nEdition {number}"
        article = replace(
            reading.article,
            id=self.name(number),
            url=f"https://outlet.example/{number}",
            outlet=self.outlet(number),
            text=text,
            text_sha256=text_sha256(text),
        )
        key = article_key(article)
        names = {one.id: statement_id(key, one) for one in reading.statements}
        return replace(
            reading,
            article=article,
            statements=tuple(replace(one, id=names[one.id]) for one in reading.statements),
            positions=tuple(_renamed(one, key, self._dossier.id, names) for one in reading.positions),
        )


def _renamed(position: Position, key: str, dossier_id: str, names: dict[str, str]) -> Position:
    moved = replace(position, statement=names.get(position.statement or ""))
    return replace(moved, id=position_id(key, dossier_id, moved))


def _ends(reading: Reading, field: Field) -> list[int]:
    """Every place where a span of this field starts or ends: no word that lies across one is rewritten."""
    return sorted({place for _, span in spans_of(reading) if span.field == field for place in (span.start, span.end)})


class _Rewritten:
    """A text with some of its long words made others, each place for itself or every word `alike`, and where each of its characters went."""

    def __init__(self, source: str, ends: list[int], number: int, one_in: int, long: re.Pattern[str], *, alike: bool = False) -> None:
        pieces, self._from, self._by, done, moved = [], [0], [0], 0, 0
        for match in long.finditer(source):
            drawn = int.from_bytes(blake2b(f"{number}:{match[0] if alike else match.start()}".encode(), digest_size=8).digest(), "big")
            crossed = bisect_right(ends, match.start()) != bisect_right(ends, match.end() - 1)
            if drawn % one_in or crossed:
                continue
            word = Grower.word(drawn // one_in % _WORDS)
            pieces += [source[done : match.start()], word]
            done = match.end()
            moved += len(word) - len(match[0])
            self._from.append(done)
            self._by.append(moved)
        self.text = "".join([*pieces, source[done:]])

    def place(self, before: int) -> int:
        """Where a place of the source is now."""
        return before + self._by[bisect_right(self._from, before) - 1]


class Move:
    """Moves spans along with the words, and days by a number of days."""

    def __init__(self, text: _Rewritten, title: _Rewritten, days: int) -> None:
        self._fields = {"text": text, "title": title}
        self._days = days

    def reading(self, base: Reading) -> Reading:
        """The reading that its base becomes, under the base's names."""
        article = base.article
        moved = replace(
            article,
            text=self._fields["text"].text,
            title=self._fields["title"].text if article.title else None,
            published=self.day(article.published),
            not_before=self.day(article.not_before),
            not_after=self.day(article.not_after),
            evidence=self.anything(article.evidence),
            dropped=self.anything(article.dropped),
            notices=self.anything(article.notices),
        )
        return replace(
            base,
            article=moved,
            statements=tuple(self._statement(one) for one in base.statements),
            positions=tuple(self._position(one) for one in base.positions),
            silences=self.anything(base.silences),
        )

    def _statement(self, one: Statement) -> Statement:
        moved: Statement = self.anything(one)
        return replace(moved, said_on=self.day(one.said_on))

    def _position(self, one: Position) -> Position:
        moved: Position = self.anything(one)
        return replace(moved, said_on=self.day(one.said_on))

    def _span(self, span: Spanned) -> Spanned:
        field = self._fields[span.field]
        start, end = field.place(span.start), field.place(span.end)
        return replace(span, start=start, end=end, text=field.text[start:end])

    def anything(self, thing: Any) -> Any:
        """The same with every span in it moved."""
        if isinstance(thing, Span):
            return self._span(thing)
        if isinstance(thing, tuple):
            return tuple(self.anything(one) for one in thing)
        if isinstance(thing, msgspec.Struct):
            return replace(thing, **{name: self.anything(getattr(thing, name)) for name in thing.__struct_fields__})
        return thing

    def day(self, day: str | None) -> str | None:
        """The day so many days later; a month or a year stays as precise as it is."""
        if day is None:
            return None
        whole = date.fromisoformat(f"{day}-01-01"[:10] if len(day) == len("2031") else f"{day}-15"[:10])
        return (whole + timedelta(days=self._days)).isoformat()[: len(day)]
