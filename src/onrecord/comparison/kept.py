"""What comparison asks of a ledger where articles came in: what it holds, and what comparing it found before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct

from onrecord.comparison.trail import Trailed
from onrecord.records import Article, Comparison, Reading

Place = tuple[str, str]  # holder, term
Stretch = tuple[str, str, int, int]  # holder, term, and the days of which the last one of a position is to be, both inclusive
Row = tuple[Any, ...]


class Sharing(Protocol):
    """An article that shares sampled shingles with another one; as `onrecord.ledger.signatures.Sharing`."""

    @property
    def article(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def content(self) -> str: ...
    @property
    def sampled(self) -> int: ...
    @property
    def shared(self) -> int: ...


class CopiesKept(Protocol):
    """What is asked of a ledger for copies. Its signatures must be up to date."""

    def sharing(self, dossier_id: str | None, article_id: str, longest: Callable[[int], int | None]) -> Sequence[Sharing]:
        """The articles that share runs of words with this one. `longest` says how long the signature of one that shares so many may be (None: of
        any length).
        """

    def contents(self, dossier_id: str | None, article_ids: Sequence[str]) -> dict[str, str]:
        """What names all words of each of these articles."""

    def texts(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Article]:
        """The texts of these articles, with the passages that were dropped."""

    def articles_named(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Article]:
        """These articles with outlets, days and notices."""

    def findings_naming(self, dossier_id: str | None, article_ids: Collection[str], kind: str | None = None) -> list[Comparison]:
        """What comparison found that names one of these articles."""


class Kept(CopiesKept, Protocol):
    """What is asked of a ledger for everything else. Days are counted from the year 1."""

    def most_alike(self, dossier_id: str | None, article_id: str, most: int) -> Sequence[str]:
        """So many of the articles that share most runs of words with this one."""

    def articles_told_on(
        self, dossier_id: str | None, stretches: Collection[Stretch], without: int, most: int | None = None, *, backwards: bool = False
    ) -> set[str]:
        """The articles of the positions of holders on terms, without these marks: in each stretch, of so many from the first on or from the last
        back; or (None) of all in it and of those whose last day is not known.
        """

    def spread_of_words(self, dossier_id: str | None, words: Collection[str]) -> dict[str, int]:
        """How many tellings had each of these words when everything was compared."""

    def articles_judged(self, dossier_id: str | None) -> set[str]:
        """The articles of which people judged the occasions."""

    def articles_silent(self, dossier_id: str | None, actors: Collection[str], days: Collection[str | None]) -> set[str]:
        """The articles of these days of publication that tell of the silence of one of these actors."""

    def readings_named(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Reading]:
        """The readings of these articles, with text."""

    def accounts_named(self, dossier_id: str | None, article_ids: Collection[str]) -> list[Reading]:
        """The same as reports are compared: with text, positions, and the cues of statements."""

    def positions_named(self, dossier_id: str | None, article_ids: Collection[str], place: Place | None = None) -> list[Reading]:
        """The same with nothing but their positions, only those on this place, where given, and without text."""

    def reports_of(self, dossier_id: str | None, article_ids: Collection[str]) -> dict[str, str]:
        """The article that stands for each of these that is in a family of copies."""

    def trail_between(
        self, dossier_id: str | None, holders: Collection[str], terms: Collection[str], days: tuple[int, int], marks: int = 0
    ) -> Sequence[Row]:
        """The positions of these holders on these terms, as `Trailed` has them, whose `day` is one of these, both inclusive; with one of these marks,
        where given.
        """

    def told_in(self, dossier_id: str | None, article_ids: Collection[str]) -> Mapping[str, bytes]:
        """What these articles tell, as `told.kept_tellings` gives it."""

    def trail_beside(self, dossier_id: str | None, holder: str, term: str, days: tuple[int, int], most: int) -> Sequence[Row]:
        """So many positions of a holder on a term before some days, and as many after."""

    def trail_of_articles(self, dossier_id: str | None, article_ids: Collection[str]) -> Sequence[Row]:
        """What these articles told when they were compared last."""

    def first_taken(self, dossier_id: str | None, place: Place, with_mark: int, without: int, besides: Collection[str]) -> Mapping[str, int]:
        """The first day of each stance of a holder on a term, among positions with and without some marks, these articles left out."""

    def left_open(self, dossier_id: str | None, place: Place, without: int, besides: Collection[str]) -> tuple[int | None, Sequence[Row]]:
        """The last day on which a holder took a stance on a term (None: it took none), and what it left undecided after it."""

    def conflicts_on(self, dossier_id: str | None, place: Place) -> list[Comparison]:
        """The conflicts of a holder on a term, in no order."""

    def questions_on(self, dossier_id: str | None, terms: Collection[str]) -> list[Comparison]:
        """The open questions of these terms."""

    def positions_counted(self, dossier_id: str | None) -> Mapping[Place, int]:
        """How many positions there were when they were counted last, by every holder (empty: not known) and term that there are."""


class Arrived(Struct, frozen=True):
    """Articles that came in, by id, what they told when they were compared last, and what they tell now."""

    came: Mapping[str, Reading]
    before: tuple[Trailed, ...]
    after: tuple[Trailed, ...]


class Change(Struct, frozen=True):
    """What articles that came in change: the ids of rows of comparison that go, and the rows that are new or other than before."""

    gone: tuple[str, ...]
    rows: tuple[Comparison, ...]


def change_between(before: Iterable[Comparison], after: Iterable[Comparison]) -> Change:
    """What changes where some rows take the place of others."""
    there, now = {row.id: row for row in before}, {row.id: row for row in after}
    return Change(tuple(sorted(there.keys() - now.keys())), tuple(row for name, row in now.items() if there.get(name) != row))
