"""Names made out of content: hashes over length-prefixed fields, so that reading the same thing twice changes nothing.

Fields are length-prefixed because joining them with a separator lets two different lists of fields share one hash.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def text_sha256(text: str) -> str:
    """The whole SHA-256 of a text, as the reading states it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_key(article: Article) -> str:
    """Names one version of one article: its address (else its id), its title and its text."""
    return digest("article", article.url or article.id, article.title, article.text_sha256)


def statement_id(key: str, statement: Statement) -> str:
    """Names a statement of the article `key` by its spans, whoever is found to have said it."""
    return digest("statement", key, *_places((*((statement.source,) if statement.source else ()), *statement.cue, *statement.content)))


def position_id(key: str, dossier_id: str, position: Position) -> str:
    """Names a position by what it says and where; neither its confidence nor the run that found it counts."""
    mention = position.mention.text if position.mention else None
    return digest(
        "position", key, dossier_id, position.holder or mention, position.term, position.stance, position.said_on, *_places(position.evidence)
    )


def silence_id(key: str, dossier_id: str, silence: Silence) -> str:
    """Names a reported absence of an answer."""
    return digest("silence", key, dossier_id, silence.actor, *silence.terms, *_places(silence.evidence))


def _places(spans: Iterable[Span]) -> list[str]:
    return [f"{span.field}:{span.start}:{span.end}" for span in spans]
