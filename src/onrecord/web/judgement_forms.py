"""What forms say about a position, as the records have it. Whatever was typed, it is checked here: what cannot be used is told with a way out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from msgspec.structs import replace

from onrecord.language.partial_dates import is_partial_date
from onrecord.ledger import Judgeable
from onrecord.records import STANCES, Article, Condition, Correction, Dossier, Field, Position, Reading, Span, Stance, given_text
from onrecord.views.marks import occurrences

Form = Mapping[str, str]

# Of words that stand in an article more often than this, nobody chooses one from a list.
MOST_PLACES = 30
_LONGEST_WORDS = 20_000
# As `onrecord.views.passages.anchor_of` names places.
_PLACE = re.compile(r"([ct])(\d{1,9})-(\d{1,9})")


class Unusable(Exception):  # noqa: N818  an answer to a person, not a failure
    """What was typed cannot be used; the message says what to do."""


@dataclass(eq=False)
class Unclear(Exception):  # noqa: N818  likewise
    """Words that stand in several places of an article: a person says which place is meant. `name` is the field of the form."""

    name: str
    words: str
    places: list[Span] = field(default_factory=list)


def added_position(form: Form, reading: Reading, dossier: Dossier) -> Position:
    """The position that a form adds. Who passes it on, and how, is told by the statement that its words stand in."""
    words = passage(form, "words", reading.article)
    if words is None:
        raise Unusable("Mark the words that show the position, or paste them, just as they stand in the article.")
    condition = new_condition(form, reading.article, dossier)
    term = one_of(form, "term", [each.id for each in dossier.terms])
    if not term:
        raise Unusable("Choose the term that the position is on. A term that the dossier lacks is added on its page first.")
    beside = next(
        (one for one in reading.statements if any(words.field == span.field and span.start <= words.start < span.end for span in one.content)), None
    )
    position = Position(
        holder=one_of(form, "holder", [each.id for each in dossier.actors]) or None,
        term=term,
        stance=_stance(form),
        conditions=(condition,) if condition else (),
        evidence=(words,),
        mode="narrated",
        said_on=_day(form),
        confidence=1.0,
    )
    return replace(position, mode=beside.mode, via=beside.via, statement=beside.id) if beside else position


def correction(form: Form, shown: Judgeable, article: Article, dossier: Dossier) -> Correction:
    """What a form says that a position should read; what it leaves as it is shown is not set."""
    position = shown.position
    condition, words = new_condition(form, article, dossier), passage(form, "words", article)
    conditions = tuple(one for number, one in enumerate(position.conditions) if form.get(f"condition-{number}")) + ((condition,) if condition else ())
    evidence = tuple(one for number, one in enumerate(position.evidence) if form.get(f"evidence-{number}")) + ((words,) if words else ())
    if not evidence:
        raise Unusable("Keep one passage, or give the words that show the position. Where no words show it, reject it.")
    holders = {each.id for each in dossier.actors} | ({position.holder} if position.holder else set())
    terms = {each.id for each in dossier.terms} | {position.term}
    told: dict[str, Any] = {
        "holder": one_of(form, "holder", sorted(holders)) or None,
        "term": one_of(form, "term", sorted(terms)) or position.term,
        "stance": _stance(form),
        "said_on": _day(form),
        "conditions": conditions,
        "evidence": evidence,
    }
    changed = {name: value for name, value in told.items() if value != getattr(position, name)}
    if not changed:
        raise Unusable("Nothing is changed yet. Change what should be read instead; where all is right as it is, accept it.")
    return Correction(**changed)


def passage(form: Form, name: str, article: Article) -> Span | None:
    """The words that a field holds, at their place in the article; None where it is empty.

    The field `NAME-place` says which place is meant (as anchors do); where it does not fit the words, they are looked for.
    """
    words = " ".join(form.get(name, "").split())
    given = _PLACE.fullmatch(form.get(f"{name}-place", ""))
    if given:
        span = _span(article, "title" if given[1] == "t" else "text", int(given[2]), int(given[3]))
        if span is not None and (not words or " ".join(span.text.split()) == words):
            return span
    if not words:
        return None
    if len(words) > _LONGEST_WORDS:
        raise Unusable(f"These are more than {_LONGEST_WORDS:,} characters. Mark the sentence that shows the position.")
    places: list[Span] = []
    for where, source in (("text", given_text(article)), ("title", article.title or "")):
        found = occurrences(source, words, MOST_PLACES + 1 - len(places))
        places += [span for start, end in found if (span := _span(article, "title" if where == "title" else "text", start, end))]
    if not places:
        raise Unusable(f"These words do not stand in the article: “{_short(words)}”. Copy them from its text, just as they stand there.")
    if len(places) > MOST_PLACES:
        raise Unusable(f"These words stand in the article too often to choose from: “{_short(words)}”. Give more of the words around them.")
    if len(places) > 1:
        raise Unclear(name, words, places)
    return places[0]


def new_condition(form: Form, article: Article, dossier: Dossier) -> Condition | None:
    """The condition whose words a form gives; None where it gives none."""
    span = passage(form, "condition", article)
    if span is None:
        return None
    term = one_of(form, "condition-term", [each.id for each in dossier.terms]) or None
    return Condition(span.start, span.end, span.text, span.field, term=term)


def one_of(form: Form, name: str, known: list[str]) -> str:
    """A field that is one of these, or empty."""
    given = form.get(name, "").strip()
    if given and given not in known:
        raise Unusable(f"The dossier names no {name} “{_short(given)}”. It names: {', '.join(known)}.")
    return given


def _stance(form: Form) -> Stance:
    given = form.get("stance", "")
    for stance in STANCES:
        if given == stance:
            return stance
    raise Unusable(f"Choose a stance: {', '.join(STANCES)}.")


def _day(form: Form) -> str | None:
    given = form.get("day", "").strip()
    if given and not is_partial_date(given):
        raise Unusable(f"“{_short(given)}” is no day. Write 2032-03-04, 2032-03 or 2032, or leave it empty where the article does not tell it.")
    return given or None


def _span(article: Article, where: Field, start: int, end: int) -> Span | None:
    """These characters without the white space at their ends; None where there are none such."""
    source = (article.title or "") if where == "title" else given_text(article)
    words = source[start:end]
    if not words.strip() or end > len(source):
        return None
    start += len(words) - len(words.lstrip())
    # The very constants of the records: a default is left out of what is kept only where it is the same object.
    kind: Literal["title", "text"] = "title" if where == "title" else "text"
    return Span(start, start + len(words.strip()), words.strip(), kind)


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:80]} …"  # noqa: PLR2004  a line
