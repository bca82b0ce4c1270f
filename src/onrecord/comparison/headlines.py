"""Headlines and summaries that leave out what the text below them makes a stance depend on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.comparison.parties import Parties
from onrecord.comparison.replies import replied_by
from onrecord.comparison.tellings import Held, content_words
from onrecord.language.words import plain_words
from onrecord.records import Span

# Words that open a condition, or stand for one.
_CONDITIONS = frozenset("after before conditional conditionally conditions if once only provided unless until when without".split())  # noqa: SIM905  reads as text


def unconditional_heads(body: Sequence[Held], summary: Sequence[Span], parties: Parties) -> Iterator[tuple[Held, Span]]:
    """The conditional positions of a text, each with the headline or the line of the summary that tells the holder's stance without condition."""
    for held in body:
        title = held.article.title
        heads = [*([Span(0, len(title), title, "title")] if title else []), *summary]
        yield from ((held, head) for head in heads if _is_unconditional(head, held, parties))


def _is_unconditional(head: Span, held: Held, parties: Parties) -> bool:
    """Whether words over a conditional position say that the holder refuses or accepts what the position is about, and tell no condition."""
    if held.position.stance != "conditional" or not _CONDITIONS.isdisjoint(plain_words(head.text)):
        return False
    if not replied_by(parties.names(held.holder), head.text):
        return False
    about = content_words(parties.proposition(held.position.term)) - content_words(" ".join(parties.called(held.holder)))
    return not content_words(head.text).isdisjoint(about)
