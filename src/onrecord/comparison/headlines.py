"""Headlines that leave out what the text below them makes a stance depend on."""

from __future__ import annotations

from onrecord.comparison.parties import Parties
from onrecord.comparison.replies import tells_a_stance
from onrecord.comparison.tellings import Held, content_words
from onrecord.language.words import find_words
from onrecord.records import Span

# Words that open a condition, or stand for one.
_CONDITIONS = frozenset("after before conditional conditionally conditions if once only provided unless until when without".split())  # noqa: SIM905  reads as text


def unconditional_headline(held: Held, parties: Parties) -> Span | None:
    """The headline over a conditional position, where it names the holder, refuses or accepts what the position is about, and tells no condition."""
    title = held.article.title
    if not title or held.position.stance != "conditional" or held.in_title():
        return None
    plain = [word.plain for word in find_words(title)]
    spoken = f" {' '.join(plain)} "
    names = [name for name in parties.called(held.holder) if f" {name} " in spoken]
    if not names or not _CONDITIONS.isdisjoint(plain) or not tells_a_stance(title):
        return None
    about = content_words(parties.proposition(held.position.term)) - content_words(" ".join(parties.called(held.holder)))
    if content_words(title).isdisjoint(about):
        return None
    return Span(0, len(title), title, "title")
