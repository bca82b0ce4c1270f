"""The page of one article: its text with everything marked that was read in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.language.prose import find_paragraphs
from onrecord.records import Article, Difference, Field, JudgementFate, Position, PublishedBy, Reading, Span, Stance, Statement, given_text
from onrecord.views.edits import Edit, QuotationEdit, Words
from onrecord.views.marks import Mark, MarkKind, Paragraph, Piece, cut, merged, nest, parts, shallow, stands
from onrecord.views.passages import Passage, Point, ShownSilence, anchor_of, passage_of, point_of, shown_silence
from onrecord.views.record import Record
from onrecord.views.review import ShownJudgement, shown_judgement
from onrecord.views.wording import in_words, notice_in_words, stance_in_words

# Of an edit: changes shown, and characters of each and of what stays the same on either side of it.
_CHANGES_SHOWN, _CHANGE_SHOWN, _AROUND_CHANGE = 200, 4_000, 160


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


class Part(Struct, frozen=True):
    """Which part of a long text is shown, from 1 to `of`: the characters from `start` to `end`. `before` and `after` begin the parts beside it."""

    number: int = 1
    of: int = 1
    start: int = 0
    end: int = 0
    before: int | None = None
    after: int | None = None


class ShownEdit(Struct, frozen=True):
    """What changed between two versions: headline and quotations before and after, and the words around every change; `more` changes are left out.

    `said` is what the new version says of the change itself, in words.
    """

    seen_before: str
    seen_after: str
    stealth: bool
    noted: bool
    updated: str | None
    said: str
    gone: int
    new: int
    headline: tuple[str | None, str | None] | None
    quotations: tuple[QuotationEdit, ...]
    words: tuple[Words, ...]
    more: int


class ArticlePage(Struct, frozen=True):
    """One article with its marks. `pieces` of `title` and `paragraphs` refer to `marks` by index; `positions` are numbered from 1.

    `has_text` is False where the reading came without its text; `misplaced` counts passages whose words do not stand where they should,
    which are listed but not marked. `left_out` counts passages that are not marked because too many others lie over the same words.
    `beside_title` are the numbers of the positions whose clearest passage is in the headline. Of a text in parts, statements and passages left
    out are those of the part. `versions` counts the texts that there are of it, and `edits` tell what changed from one to the next, where that
    was asked for. `judged` is what people said of what was read here.
    """

    id: str
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    published_by: PublishedBy | None
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
    part: Part
    beside_title: tuple[int, ...] = ()
    versions: int = 1
    edits: tuple[ShownEdit, ...] = ()
    judged: tuple[ShownJudgement, ...] = ()


class _Read(Struct, frozen=True):
    """A span and what was read at it, before it is known to stand."""

    kind: MarkKind
    span: Span
    label: str
    stance: Stance | None = None
    note: int | None = None


def article_page(
    record: Record,
    article_id: str,
    *,
    at: int | None = None,
    judged: Iterable[tuple[JudgementFate, str | None]] = (),
    versions: int = 1,
    edits: Sequence[Edit] = (),
) -> ArticlePage | None:
    """The page of an article; None where the record has no such article. With `at`, of a long text the part that holds this character.

    `judged` are the judgements on it, each with the id of the position that it is about as it is shown.
    """
    reading = record.by_article.get(article_id)
    if reading is None:
        return None
    article = reading.article
    text, title = given_text(article), article.title or ""
    part, lines = _part(text, at)
    read = [*_of_article(article), *_of_comparison(record, article_id), *_of_reading(record, reading)]
    standing = [one for one in read if stands(one.span, title if one.span.field == "title" else text)]
    marks, left_out = shallow(merged(_mark(one) for one in standing if _is_shown(one.span, part)))
    anchored: set[str] = set()
    shown_title = _pieces(title, [(0, len(title))] if title else [], marks, left_out, "title", anchored)
    paragraphs = _with_notes(_pieces(text, lines, marks, left_out, "text", anchored), lines, reading.positions)
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
        title=shown_title[0].pieces if shown_title else (),
        plain_title=title,
        paragraphs=paragraphs,
        marks=marks,
        positions=tuple(point_of(record, article, position) for position in reading.positions),
        statements=tuple(_shown_statement(record, article, one) for one in reading.statements if _any_shown(one.content or one.cue, part)),
        silences=tuple(shown_silence(record, article, silence) for silence in reading.silences),
        notices=tuple(
            ShownNotice(notice_in_words(notice.kind), tuple(passage_of(article, span) for span in notice.evidence)) for notice in article.notices
        ),
        dropped=tuple(
            ShownDropped(in_words(passage.reason), passage_of(article, passage)) for passage in article.dropped if _is_shown(passage, part)
        ),
        copies=tuple(other for other in family.articles if other != article_id) if family else (),
        copy_of=family.origin if family and family.origin != article_id else None,
        misplaced=len(read) - len(standing) if isinstance(article.text, str) else 0,
        left_out=len(left_out),
        part=part,
        beside_title=_begin_in_title(reading.positions),
        versions=versions,
        edits=tuple(_shown_edit(edit) for edit in edits),
        judged=tuple(shown_judgement(record, fate, position) for fate, position in judged),
    )


def _part(text: str, at: int | None) -> tuple[Part, list[tuple[int, int]]]:
    """The part of a text that holds the character `at`, with its lines; the whole text where no part is asked for."""
    lines = find_paragraphs(text)
    every = [lines] if at is None else parts(lines, text)
    if len(every) == 1:
        return Part(end=len(text)), every[0]
    begins = [each[0][0] for each in every]
    number = max(0, bisect_right(begins, at or 0) - 1)
    # White space between two parts goes with the first of them, so that every character is in one.
    bounds = (0 if number == 0 else begins[number], begins[number + 1] if number + 1 < len(every) else len(text))
    beside = (begins[number - 1] if number else None, begins[number + 1] if number + 1 < len(every) else None)
    return Part(number + 1, len(every), *bounds, *beside), every[number]


def _is_shown(span: Span, part: Part) -> bool:
    """Whether some of a passage lies in the part that is shown. The headline stands over every part."""
    return span.field == "title" or (span.start < part.end and span.end > part.start)


def _any_shown(spans: Iterable[Span], part: Part) -> bool:
    return part.of == 1 or any(_is_shown(span, part) for span in spans)


def _begin_in_title(positions: Sequence[Position]) -> tuple[int, ...]:
    return tuple(note for note, one in enumerate(positions, start=1) if one.evidence and one.evidence[0].field == "title")


def _with_notes(paragraphs: list[Paragraph], lines: list[tuple[int, int]], positions: Sequence[Position]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with where it begins and the numbers of the positions whose clearest passage begins in it, in their order."""
    begins = [start for start, _ in lines]
    beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for note, position in enumerate(positions, start=1):
        first = position.evidence[0] if position.evidence else None
        place = bisect_right(begins, first.start) - 1 if first is not None and first.field == "text" else -1
        if first is not None and place >= 0 and first.start < lines[place][1]:
            beside[place].append((first.start, note))
    return tuple(
        replace(paragraph, start=start, beside=tuple(note for _, note in sorted(beside.get(number, ()))))
        for number, (paragraph, (start, _)) in enumerate(zip(paragraphs, lines, strict=True))
    )


def _shown_edit(edit: Edit) -> ShownEdit:
    """An edit with as many words as can be read: what stays the same is cut to what stands around the changes."""
    words: list[Words] = []
    changed = [number for number, piece in enumerate(edit.words) if piece.what != "same"]
    last = changed[_CHANGES_SHOWN - 1] if len(changed) > _CHANGES_SHOWN else len(edit.words)
    for number, piece in enumerate(edit.words[: last + 1]):
        words.append(Words(piece.what, _abbreviated(piece, first=number == 0, last=number == len(edit.words) - 1)))
    return ShownEdit(
        seen_before=edit.seen_before,
        seen_after=edit.seen_after,
        stealth=edit.stealth,
        noted=edit.noted,
        updated=edit.updated,
        said=edit.said,
        gone=edit.gone,
        new=edit.new,
        headline=edit.headline,
        quotations=edit.quotations[:_CHANGES_SHOWN],
        words=tuple(words),
        more=max(0, len(changed) - _CHANGES_SHOWN),
    )


def _abbreviated(piece: Words, *, first: bool, last: bool) -> str:
    text = piece.text
    if piece.what != "same":
        return text if len(text) <= _CHANGE_SHOWN else f"{text[:_CHANGE_SHOWN]} …"
    if len(text) <= 2 * _AROUND_CHANGE:
        return text
    head, tail = "" if first else text[:_AROUND_CHANGE], "" if last else text[-_AROUND_CHANGE:]
    return f"{head} … {tail}"


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
