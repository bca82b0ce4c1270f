"""What a run has read already, so that the same command goes on where it was stopped instead of reading everything anew."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from onrecord.ledger import schema
from onrecord.records import Article, given_text, text_sha256

_MADE, _READING, _CURRENT, _JUDGED = schema.run_reading.c, schema.reading.c, schema.current_reading.c, schema.judged_reading.c

# Put together once: it is asked for all that comes in.
_LAST = (
    select(
        _MADE.article_id,
        *(_READING.url, _READING.outlet, _READING.byline, _READING.language, _READING.archive),
        *(_READING.published, _READING.published_by, _READING.not_before, _READING.not_after),
        *(schema.article.c.title, schema.article.c.text_sha256),
        func.coalesce(_JUDGED.machine_id, _CURRENT.reading_id).label("counts"),
        _MADE.reading_id,
        schema.trial.c.run_id.label("on_trial"),
    )
    .select_from(schema.run_reading)
    .join(schema.reading, _READING.id == _MADE.reading_id)
    .join(schema.article, schema.article.c.key == _READING.article_key)
    .outerjoin(schema.current_reading, (_CURRENT.article_id == _MADE.article_id) & (_CURRENT.dossier_id == _READING.dossier_id))
    .outerjoin(schema.judged_reading, _JUDGED.reading_id == _CURRENT.reading_id)
    .outerjoin(schema.trial, (schema.trial.c.run_id == _MADE.run_id) & schema.trial.c.adopted.is_(None))
    .where(_MADE.run_id == bindparam("run"), _MADE.article_id.in_(bindparam("articles", expanding=True)))
)


def already_read(connection: Connection, run_id: str, articles: Sequence[Article]) -> set[str]:
    """The ids of those of some articles (a few hundred at most) that this run has read as they are given now, with a reading that counts."""
    rows = connection.execute(_LAST, {"run": run_id, "articles": [article.id for article in articles]}).mappings()
    found = {row["article_id"]: row for row in rows}
    return {article.id for article in articles if article.id in found and _is_as_read(article, found[article.id])}


def _is_as_read(article: Article, row: RowMapping) -> bool:
    """Whether reading an article again would change nothing.

    What is not given was found in the text, and would be found there again; a day that was given and is not any more would not.
    """
    if row["archive"] is not None or (row["counts"] != row["reading_id"] and row["on_trial"] is None):
        return False
    given = {name: getattr(article, name) for name in ("title", "outlet", "byline", "language", "published", "not_before", "not_after")}
    as_given = all(value is None or value == row[name] for name, value in given.items())
    dated_alike = (article.published is not None) == (row["published_by"] == "metadata")
    return as_given and dated_alike and article.url == row["url"] and text_sha256(given_text(article)) == row["text_sha256"]
