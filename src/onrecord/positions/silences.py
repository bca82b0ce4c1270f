"""Reported absences of an answer: "has not responded", "declined to comment"."""

from __future__ import annotations

import re

from onrecord.language.prose import Prose, Sentence
from onrecord.positions.holding import Scene
from onrecord.positions.matching import Matcher
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Silence

_SILENT = re.compile(
    r"\b(?:(?:has|have|had|did|does|do|would|could) ?(?:n[o']t|n’t| not) (?:yet |immediately |publicly |so far |directly |officially )?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|comment(?:ed)?|answer(?:ed)?|react(?:ed)?"
    r"|return(?:ed)? (?:a |several |repeated )?(?:calls?|requests?|messages?|e-?mails?))"
    r"|(?:declin|refus)(?:ed|es|ing) (?:to (?:comment|respond|reply|answer|discuss)|comment|requests? for comment|further comment)"
    r"|(?:has|have|had) yet to (?:respond|reply|comment|answer|react)"
    r"|no (?:immediate |official |public |formal )?(?:response|reply|comment|reaction|answer) (?:from|by)"
    r"|(?:was|were) not (?:immediately )?(?:available|reachable) for comment|could not (?:immediately )?be reached"
    r"|(?:remained|stayed|kept|has been|have been) silent|without (?:a |any )?(?:response|reply|answer) from)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:—]| (?:but|and|while) ")
# A silence is about the terms that its sentence speaks to at least so clearly.
_LEAST_MATCH = 1.0
# Characters between "no response from" and whoever it is not from: an article, an office.
_RIGHT_BEHIND = 30


def is_asked_in_vain(text: str, start: int, end: int, word: int) -> bool:
    """Whether the word at offset `word` of the sentence `text[start:end]` tells what somebody was silent about, so that no side is taken."""
    match = _SILENT.search(text, start, end)
    return match is not None and match.end() <= word and not _CLAUSE_END.search(text, match.end(), word)


def find_silences_in(prose: Prose, matcher: Matcher, scene: Scene) -> tuple[Silence, ...]:
    """The silences of an article, in text order, one a sentence."""
    found = []
    for sentence in prose.sentences:
        match = _SILENT.search(prose.text, sentence.start, sentence.end)
        if match:
            found.append(
                Silence(
                    actor=_silent_actor(sentence, match, scene),
                    terms=tuple(near.topic.term for near in matcher.match(vocabulary().read(prose.text, sentence.start, sentence.end), _LEAST_MATCH)),
                    evidence=(prose.span(sentence.start, sentence.end),),
                ),
            )
    return tuple(found)


def _silent_actor(sentence: Sentence, match: re.Match[str], scene: Scene) -> str | None:
    """Who is silent: the subject of the words, or whoever is named right behind "no response from"."""
    if match.group().lower().endswith((" from", " by")):
        after = next((mention for mention in scene.mentions_in(sentence) if mention.span.start >= match.end()), None)
        return after.actor if after is not None and after.span.start - match.end() <= _RIGHT_BEHIND else None
    return scene.holder_of(sentence, match.start(), match.end())[0]
