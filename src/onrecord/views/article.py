"""The page of one article: its text with everything marked that was read in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from onrecord.language.prose import find_paragraphs
from onrecord.records import Article, Difference, Field, Position, Reading, Span, Stance, Statement, given_text
from onrecord.views.marks import Mark, MarkKind, Paragraph, Piece, cut, merged, nest, shallow, stands
from onrecord.views.passages import Passage, Point, ShownSilence, anchor_of, passage_of, point_of, shown_silence
from onrecord.views.record import Record
from onrecord.views.wording import in_words, notice_in_words, stance_in_words


class ShownStatement(Struct, frozen=True):
    """Something attributed to a source by a cue."""

    source: Passage | None
    actor: str | None
    content: tuple[Passage, ...]
    said_on: str | None


class ShownDropped(Struct, frozen=True):
    """A passage that is not part of the article, and why, in words."""

    why: str
    passage: Passage


class ShownNotice(Struct, frozen=True):
    """Something a reader should know about the article as a whole, in words, with the passages that show it."""

    words: str
    passages: tuple[Passage, ...]


class ArticlePage(Struct, frozen=True):
    """One article with its marks. `pieces` of `title` and `paragraphs` refer to `marks` by index; `positions` are numbered from 1.

    `has_text` is False where the reading came without its text; `misplaced` counts passages whose words do not stand where they should,
    which are listed but not marked. `left_out` counts passages that are not marked because too many others lie over the same words.
    """

    id: str
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    published_by: str | None
    not_before: str | None
    not_after: str | None
    dating: tuple[Passage, ...]
    has_text: bool
    title: tuple[Piece, ...]
    plain_title: str
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...]
    positions: tuple[Point, ...]
    statements: tuple[ShownStatement, ...]
    silences: tuple[ShownSilence, ...]
    notices: tuple[ShownNotice, ...]
    dropped: tuple[ShownDropped, ...]
    copies: tuple[str, ...]
    copy_of: str | None
    misplaced: int
    left_out: int


class _Read(Struct, frozen=True):
    """A span and what was read at it, before it is known to stand."""

    kind: MarkKind
    span: Span
    label: str
    stance: Stance | None = None
    note: int | None = None


def article_page(record: Record, article_id: str) -> ArticlePage | None:
    """The page of an article; None where the record has no such article."""
    reading = record.by_article.get(article_id)
    if reading is None:
        return None
    article = reading.article
    text, title = given_text(article), article.title or ""
    read = [*_of_article(article), *_of_comparison(record, article_id), *_of_reading(record, reading)]
    standing = [one for one in read if stands(one.span, title if one.span.field == "title" else text)]
    marks, left_out = shallow(merged(_mark(one) for one in standing))
    anchored: set[str] = set()
    family = record.family.get(article_id)
    return ArticlePage(
        id=article.id,
        outlet=article.outlet,
        url=article.url,
        language=article.language,
        published=article.published,
        published_by=article.published_by,
        not_before=article.not_before,
        not_after=article.not_after,
        dating=tuple(passage_of(article, span) for span in _dating(article)),
        has_text=isinstance(article.text, str),
        title=_pieces(title, [(0, len(title))] if title else [], marks, left_out, "title", anchored)[0].pieces if title else (),
        plain_title=title,
        paragraphs=tuple(_pieces(text, find_paragraphs(text), marks, left_out, "text", anchored)),
        marks=marks,
        positions=tuple(point_of(record, article, position) for position in reading.positions),
        statements=tuple(_shown_statement(record, article, statement) for statement in reading.statements),
        silences=tuple(shown_silence(record, article, silence) for silence in reading.silences),
        notices=tuple(
            ShownNotice(notice_in_words(notice.kind), tuple(passage_of(article, span) for span in notice.evidence)) for notice in article.notices
        ),
        dropped=tuple(ShownDropped(in_words(passage.reason), passage_of(article, passage)) for passage in article.dropped),
        copies=tuple(other for other in family.articles if other != article_id) if family else (),
        copy_of=family.origin if family and family.origin != article_id else None,
        misplaced=len(read) - len(standing) if isinstance(article.text, str) else 0,
        left_out=len(left_out),
    )


def _pieces(
    source: str, lines: list[tuple[int, int]], marks: tuple[Mark, ...], left_out: tuple[Mark, ...], field: Field, anchored: set[str]
) -> list[Paragraph]:
    """The lines of a text, in pieces; the white space between them is left out."""
    begun = _by_beginning(source, left_out, field)
    segments = cut(source, marks, field, (*(offset for line in lines for offset in line), *begun))
    paragraphs = []
    at = 0
    for start, end in lines:
        while segments[at].end <= start:
            at += 1
        first = at
        while at < len(segments) and segments[at].end <= end:
            at += 1
        paragraphs.append(Paragraph(nest(segments[first:at], marks, anchored, begun)))
    return paragraphs


def _by_beginning(source: str, marks: tuple[Mark, ...], field: Field) -> dict[int, list[Mark]]:
    """Marks by their first character that is no white space, since only such lie in a line."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        words = source[mark.start : mark.end]
        if mark.field == field and words.strip():
            found[mark.end - len(words.lstrip())].append(mark)
    return found


def _of_article(article: Article) -> Iterator[_Read]:
    for passage in article.dropped:
        yield _Read("dropped", passage, f"left out: {in_words(passage.reason)}")
    for notice in article.notices:
        for span in notice.evidence:
            yield _Read("notice", span, notice_in_words(notice.kind))
    for span in article.evidence.published:
        yield _Read("date", span, "day of publication")
    for span in article.evidence.not_before:
        yield _Read("date", span, "published no earlier")
    for span in article.evidence.not_after:
        yield _Read("date", span, "published no later")


def _of_comparison(record: Record, article: str) -> Iterator[_Read]:
    """Passages that a conflict or a difference points at: they are linked to, so they need a place on the page."""
    for row, span in record.compared.get(article, ()):
        if isinstance(row, Difference):
            yield _Read("difference", span, f"part of a difference: {row.what}")
        else:
            yield _Read("conflict", span, "part of a conflict")


def _of_reading(record: Record, reading: Reading) -> Iterator[_Read]:
    for note, position in enumerate(reading.positions, start=1):
        yield from _of_position(record, position, note)
    for silence in reading.silences:
        for span in silence.evidence:
            yield _Read("silence", span, f"no answer: {_name(record, silence.actor)}")
    for statement in reading.statements:
        for span in statement.content:
            yield _Read("content", span, "words attributed")
        if statement.source:
            known = f": {record.actor_name(statement.actor)}" if statement.actor else ""
            yield _Read("source", statement.source, f"source{known}")
        for span in statement.cue:
            yield _Read("cue", span, "cue")
        for via in statement.via:
            yield _Read("via", via.span, "passed on by")


def _of_position(record: Record, position: Position, note: int) -> Iterator[_Read]:
    label = f"{_name(record, position.holder)}: {stance_in_words(position.stance)}, {position.term}"
    for span in position.evidence:
        yield _Read("position", span, label, position.stance, note)
    for condition in position.conditions:
        yield _Read("condition", condition, f"condition{': ' + condition.term if condition.term else ''}")
    for via in position.via:
        yield _Read("via", via.span, "passed on by")


def _mark(read: _Read) -> Mark:
    span = read.span
    return Mark(read.kind, span.start, span.end, span.field, anchor_of(span), read.label, read.stance, () if read.note is None else (read.note,))


def _name(record: Record, actor: str | None) -> str:
    return "holder not known" if actor is None else record.actor_name(actor)


def _dating(article: Article) -> tuple[Span, ...]:
    return (*article.evidence.published, *article.evidence.not_before, *article.evidence.not_after)


def _shown_statement(record: Record, article: Article, statement: Statement) -> ShownStatement:
    return ShownStatement(
        source=passage_of(article, statement.source) if statement.source else None,
        actor=record.actor_name(statement.actor) if statement.actor else None,
        content=tuple(passage_of(article, span) for span in statement.content),
        said_on=statement.said_on,
    )
