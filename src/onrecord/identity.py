"""Names made out of content: hashes over length-prefixed fields, so that reading the same thing twice changes nothing.

Fields are length-prefixed because joining them with a separator lets two different lists of fields share one hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from onrecord.records import Article, Position, Silence, Span, Statement

# 20 hexadecimal digits are 80 bits: a billion rows share a name with a probability below one in a million.
_DIGITS = 20


def digest(kind: str, *fields: str | int | None) -> str:
    """A name of 20 hexadecimal digits for `fields`. None and the empty string are different fields."""
    state = sha256()
    for field in (kind, *fields):
        if field is None:
            state.update(b"-;")
            continue
        encoded = str(field).encode("utf-8", "surrogatepass")
        state.update(b"%d:" % len(encoded))
        state.update(encoded)
    return state.hexdigest()[:_DIGITS]


def article_key(article: Article) -> str:
    """Names one version of one article: its address (else its id), its title and its text."""
    return digest("article", article.url or None, None if article.url else article.id, article.title, article.text_sha256)


def statement_id(key: str, statement: Statement) -> str:
    """Names a statement of the article `key` by its spans, whoever is found to have said it."""
    source = (statement.source,) if statement.source else ()
    return digest("statement", key, *_places(source), *_places(statement.cue), *_places(statement.content))


def position_id(key: str, dossier_id: str, position: Position) -> str:
    """Names a position by what it says and where; neither its confidence nor the run that found it counts."""
    mention = position.mention.text if position.mention and position.holder is None else None
    said = (position.term, position.stance, position.said_on)
    return digest("position", key, dossier_id, position.holder, mention, *said, *_places(position.evidence))


def silence_id(key: str, dossier_id: str, silence: Silence) -> str:
    """Names a reported absence of an answer."""
    return digest("silence", key, dossier_id, silence.actor, len(silence.terms), *silence.terms, *_places(silence.evidence))


def _places(spans: Sequence[Span]) -> list[str | int]:
    """A list of spans as fields, its length first: where two lists follow each other, none can pass for part of the other."""
    return [len(spans), *(f"{span.field}:{span.start}:{span.end}" for span in spans)]
