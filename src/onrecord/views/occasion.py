"""One occasion: its reports side by side, place by place, with the words that they share and those that only one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.comparison.wording import Piece, pieces_of
from onrecord.language.words import find_words
from onrecord.records import CueClass, Occasion, given_text, side_of
from onrecord.views.occasions import ShownDifference, differences
from onrecord.views.passages import Passage, Point, passage_of, points_at
from onrecord.views.record import Record

# As many independent reports as a page sets side by side; nobody reads more columns, and each is compared with the fullest.
SIDE_BY_SIDE = 12
# Characters of a passage that are compared word by word; a speech printed whole is not.
_LONGEST = 4000
# Below this share of common words, two tellings are no wordings of the same: to mark all that differs would mark everything.
_ALIKE = 0.4
# What of a text is shown on either side of a number, a name or a few words, in characters.
_AROUND = 70


class CopyOf(Struct, frozen=True):
    """An article that reprints a report."""

    article: str
    outlet: str | None
    title: str | None


class OccasionReport(Struct, frozen=True):
    """One independent report of an occasion, with the articles that reprint it."""

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    copies: tuple[CopyOf, ...]


class ShownCue(Struct, frozen=True):
    """The words by which a report attributes what it tells ("said", "threatened"), and their class."""

    passage: Passage
    kind: CueClass


class Telling(Struct, frozen=True):
    """What one report tells at one place; no points where it tells nothing there.

    `pieces` cut its clearest words into those that the first report that tells it (the first itself: the next) has too and its own; none where the
    two have too little in common.
    """

    article: str
    points: tuple[Point, ...]
    cues: tuple[ShownCue, ...]
    pieces: tuple[Piece, ...]


class Place(Struct, frozen=True):
    """One side on one term, and what each report tells of it, in the order of the reports: one may name the president, and another the country."""

    holders: tuple[str, ...]
    names: tuple[str, ...]
    term: str
    proposition: str
    tellings: tuple[Telling, ...]


class Around(Struct, frozen=True):
    """The words before and after a passage, and whether the text begins, or ends, beyond them."""

    before: str
    after: str
    cut_before: bool
    cut_after: bool


class Differing(Struct, frozen=True):
    """A difference, and for each of its passages the words around it, where the text is at hand."""

    difference: ShownDifference
    around: tuple[Around | None, ...]


class OccasionPage(Struct, frozen=True):
    """An occasion. `count` counts its independent reports, `reports` are those set side by side, the fullest first."""

    id: str
    names: tuple[str, ...]
    first: str | None
    last: str | None
    count: int
    reports: tuple[OccasionReport, ...]
    places: tuple[Place, ...]
    differences: tuple[Differing, ...]


def occasion_page(record: Record, occasion_id: str) -> OccasionPage | None:
    """The page of an occasion; None where the record holds none of this id, or none of its positions any more."""
    row = next((row for row in record.comparison if isinstance(row, Occasion) and row.id == occasion_id), None)
    told = _told(record, row) if row else {}
    if row is None or not told:
        return None
    shown = sorted(told, key=lambda report: (-len(told[report]), report))[:SIDE_BY_SIDE]
    return OccasionPage(
        id=row.id,
        names=tuple(record.actor_name(holder) for holder in row.holders),
        first=row.on.first if row.on else None,
        last=row.on.last if row.on else None,
        count=len(told),
        reports=tuple(_report(record, row, report, told[report][0].article) for report in shown),
        places=tuple(_places(record, [told[report] for report in shown])),
        differences=tuple(
            Differing(one, tuple(_around(record, passage) for passage in one.passages)) for one in differences(record) if one.occasion == row.id
        ),
    )


def _told(record: Record, row: Occasion) -> dict[str, list[Point]]:
    """What each independent report tells: the article that stands for its copies, where it is among them, else the first of them."""
    by_article: dict[str, list[Point]] = defaultdict(list)
    for point in points_at(record, row.positions):
        by_article[point.article].append(point)
    families: dict[str, list[str]] = defaultdict(list)
    for article in sorted(by_article):
        families[record.report(article)].append(article)
    return {report: by_article[report if report in members else members[0]] for report, members in families.items()}


def _report(record: Record, row: Occasion, report: str, article_id: str) -> OccasionReport:
    article = record.by_article[article_id].article
    others = sorted({one.article for one in row.positions if record.report(one.article) == report and one.article != article_id})
    copies = [record.by_article[name].article for name in others if name in record.by_article]
    return OccasionReport(
        article=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        copies=tuple(CopyOf(one.id, one.outlet, one.title) for one in copies),
    )


def _places(record: Record, told: Sequence[Sequence[Point]]) -> list[Place]:
    keys: dict[tuple[str, str], list[list[Point]]] = {}
    for number, points in enumerate(told):
        for point in points:
            side = side_of(point.holder, record.dossier) if point.holder else ""
            keys.setdefault((side, point.term), [[] for _ in told])[number].append(point)
    order = {name: place for place, name in enumerate((*record.known_actors, *record.known_terms))}
    ordered = sorted(keys, key=lambda key: (order.get(key[0], len(order)), order.get(key[1], len(order))))
    return [_place(record, key[1], keys[key], [points[0].article for points in told]) for key in ordered]


def _place(record: Record, term: str, here: Sequence[Sequence[Point]], articles: Sequence[str]) -> Place:
    words = [_words(points) for points in here]
    telling = [number for number, text in enumerate(words) if text is not None]
    tellings = []
    for number, points in enumerate(here):
        other = next((one for one in telling if one != number), None)
        text, against = words[number], words[other] if other is not None else None
        pieces = _alike(text, against) if text is not None and against is not None else ()
        tellings.append(Telling(articles[number], tuple(points), tuple(_cues(record, points)), pieces))
    holders = tuple(dict.fromkeys(point.holder for points in here for point in points if point.holder))
    return Place(holders, tuple(record.actor_name(holder) for holder in holders), term, record.proposition(term), tuple(tellings))


def _alike(text: str, against: str) -> tuple[Piece, ...]:
    """The pieces of a wording beside another, where they have enough in common."""
    pieces = pieces_of(text, against)
    common = sum(len(find_words(piece.text)) for piece in pieces[0] if piece.common)
    shorter = min(len(find_words(text)), len(find_words(against)))
    return tuple(_without_edges(pieces[0])) if shorter and common >= _ALIKE * shorter else ()


def _without_edges(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """White space at the edges of what only one has is marked by nobody."""
    for piece in pieces:
        own = piece.text.strip()
        if piece.common or not own:
            yield piece
            continue
        before, _, after = piece.text.partition(own)
        yield from (Piece(text, common) for text, common in ((before, True), (own, False), (after, True)) if text)


def _around(record: Record, passage: Passage) -> Around | None:
    reading = record.by_article.get(passage.article)
    text = given_text(reading.article) if reading and passage.field == "text" else ""
    if text[passage.start : passage.end] != passage.text or not passage.text or len(passage.text) > _AROUND:
        return None
    before, after = text[: passage.start].rpartition("\n")[2], text[passage.end :].partition("\n")[0]
    shown = before[-_AROUND:].partition(" ")[2] if len(before) > _AROUND else before
    following = after[:_AROUND].rpartition(" ")[0] if len(after) > _AROUND else after
    return Around(shown, following, len(shown) < len(before), len(following) < len(after))


def _words(points: Sequence[Point]) -> str | None:
    """The clearest words, where they are not too long to be compared."""
    words = points[0].passages[0].text if points and points[0].passages else None
    return words if words is not None and len(words) <= _LONGEST else None


def _cues(record: Record, points: Sequence[Point]) -> list[ShownCue]:
    found: dict[tuple[int, int], ShownCue] = {}
    for point in points:
        reading, statement = record.by_article[point.article], record.by_position[point.article, point.position].statement
        for one in reading.statements:
            if one.id == statement:
                found.update({(span.start, span.end): ShownCue(passage_of(reading.article, span), one.cue_class) for span in one.cue})
    return list(found.values())
