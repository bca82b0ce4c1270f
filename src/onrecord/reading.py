"""How one article is read, from its text to its positions: the one place where the stages meet."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from onrecord import identity
from onrecord.actors import Cast, Scene
from onrecord.attribution import find_statements
from onrecord.dates import Calendar
from onrecord.dossiers import digest
from onrecord.language.encoder import digests
from onrecord.language.prose import Prose, prepare
from onrecord.pages import clear
from onrecord.positions import Explanation, Use, explain_position, find_positions, find_silences
from onrecord.records import Article, Dossier, DossierReference, Position, Reader, Reading, Statement
from onrecord.version import __version__

# The languages that the stages can read; an article in another is kept, with a notice and no statements.
LANGUAGES = frozenset({"en"})


class Understood(Struct, frozen=True):
    """An article on the way to its positions: cut up, with the statements that have ids, actors and days, and what tells of actors and days."""

    prose: Prose
    statements: tuple[Statement, ...]
    scene: Scene
    calendar: Calendar


def read(article: Article, dossier: Dossier | None = None, *, fast: bool = False, use: Use = "usual") -> Reading:
    """Read one article; `fast` leaves the trained models out, `use` says how sure a position has to be (strict, usual, wide).

    The article needs an id and a text; whatever else is known (title, outlet, url, published) is taken as given. Without a dossier
    only its statements are read; with one, also who among the actors holds which position. Every span of the reading stands in the
    article's text or title, character for character.
    """
    article = clear(article, dossier)
    if article.language is not None and article.language not in LANGUAGES:
        return Reading(article=article, reader=reader(fast=fast), dossier=_reference(dossier))
    key = identity.article_key(article)
    if dossier is None:
        return Reading(article=article, reader=reader(fast=fast), statements=_named(key, find_statements(prepare(article), fast=fast)))

    understood = understand(article, dossier, fast=fast)
    prose, statements, scene = understood.prose, understood.statements, understood.scene
    positions = find_positions(prose, dossier, statements, scene, understood.calendar, fast=fast, use=use)
    return Reading(
        article=article,
        reader=reader(fast=fast),
        dossier=_reference(dossier),
        statements=statements,
        positions=tuple(replace(position, id=identity.position_id(key, dossier.id, position)) for position in positions),
        silences=find_silences(prose, dossier, scene),
    )


def explain(article: Article, dossier: Dossier, position: Position) -> tuple[Explanation, ...]:
    """Why each passage of a position of an article that was read is read as it is; none where the reader does not look at a passage."""
    understood = understand(article, dossier, fast=False)
    return explain_position(understood.prose, dossier, understood.statements, understood.scene, understood.calendar, position)


def understand(article: Article, dossier: Dossier, *, fast: bool) -> Understood:
    """Read a cleared article up to, but not including, its positions."""
    prose = prepare(article)
    scene = _cast(dossier).scene(prose)
    calendar = Calendar(article.published, dossier, scene.mentions)
    statements = _dated(scene.identify(find_statements(prose, fast=fast)), prose, calendar)
    return Understood(prose, _named(identity.article_key(article), statements), scene, calendar)


def reader(*, fast: bool = False) -> Reader:
    """Which onrecord this is, and the digest of each trained model that it reads with: none if it reads `fast`, by rules alone."""
    return Reader(version=__version__, models={} if fast else digests())


def _named(key: str, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple(replace(statement, id=identity.statement_id(key, statement)) for statement in statements)


def _dated(statements: tuple[Statement, ...], prose: Prose, calendar: Calendar) -> tuple[Statement, ...]:
    return tuple(replace(statement, said_on=_said_on(statement, prose, calendar)) for statement in statements)


def _said_on(statement: Statement, prose: Prose, calendar: Calendar) -> str | None:
    """The day of a statement is looked for around its cue and what of its content stands in the same sentence; a headline tells no day."""
    spans = [span for span in (*statement.cue, *statement.content) if span.field == "text"]
    sentence = prose.sentence_at(spans[0].start) if spans else None
    if sentence is None:
        return None
    beside = [span for span in spans if sentence.start <= span.start < sentence.end]
    end = max(min(span.end, sentence.end) for span in beside)
    return calendar.said_on(prose, sentence, min(span.start for span in beside), end, statement.actor)


@lru_cache(maxsize=8)
def _reference_of(dossier: Dossier) -> DossierReference:
    return DossierReference(id=dossier.id, sha256=digest(dossier))


def _reference(dossier: Dossier | None) -> DossierReference | None:
    return _reference_of(dossier) if dossier else None


@lru_cache(maxsize=8)
def _cast(dossier: Dossier) -> Cast:
    return Cast(dossier)
