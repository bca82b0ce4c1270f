"""Reported absences of an answer: "has not responded", "declined to comment"."""

from __future__ import annotations

import re

from onrecord.language.prose import Prose, Sentence
from onrecord.positions.matching import Matcher
from onrecord.positions.scenes import Scene
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
    r"|(?:had|has|made|offered|gave) no (?:immediate |further |public )?comment|(?:would not|will not|refused to) be drawn"
    r"|neither confirm(?:ed)? nor den(?:y|ied)"
    r"|(?:remained|stayed|kept|has been|have been) silent|without (?:a |any )?(?:response|reply|answer) from"
    r"|(?P<unsaid>(?:(?:has|have|had|did|does|do|would|could|will|wo) ?(?:n[o']t|n’t| not)"
    r"|(?:declin|refus)(?:e|ed|es|ing) to|(?:has|have|had) yet to)"
    r" (?:yet |immediately |publicly |so far |directly |officially )?"
    r"(?:sa(?:y|id)|reveal(?:ed)?|disclosed?|specif(?:y|ied)|indicated?|clarif(?:y|ied)|ma[dk]e clear) (?:exactly )?(?:whether|if|when)))\b",
    re.IGNORECASE,
)
# What somebody was asked, before the silence on it is told.
_ASKED = re.compile(r"(?:When |Repeatedly )?asked (?:\w{1,20} ){0,4}?(?:whether|if|about|how|why|when|what)\b[^,;]{1,160},", re.IGNORECASE)
# Whom nobody has asked is not silent, and takes no side either.
_UNASKED = re.compile(r"\b(?:nobody|no one|no-one) (?:has |had )?(?:yet |ever )?asked\b", re.IGNORECASE)
# Who has not said whether he supports it is undecided, as gold/train and gold/dev have it; who has not said whether he does it takes no side.
_OPINION = re.compile(r"\b(?:support|back(?:s|ed|ing)\b|favou?r|oppos|endors|approv|accept|agree|believ)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:—]| (?:but|and|while) ")
# A silence is about the terms that its sentence, up to the end of what was asked, speaks to at least so clearly; and about the one that the words
# behind it speak to best: few words tell what was asked ("did not answer questions about a toll"), so that less will do.
_LEAST_MATCH = 1.0
_LEAST_MATCH_BEHIND = 0.45
# Characters between "no response from" and whoever it is not from: an article, an office.
_RIGHT_BEHIND = 30
# Characters behind a question within which its answer, or the silence, is told: whom it was put to, and a few words.
_SOON_BEHIND = 100


def is_asked_in_vain(text: str, start: int, end: int, word: int) -> bool:
    """Whether the word at offset `word` of the sentence `text[start:end]` tells what somebody was silent about, so that no side is taken."""
    asked = _ASKED.match(text, start, end)
    if asked and word < asked.end():
        silent = _SILENT.search(text, asked.end(), min(end, asked.end() + _SOON_BEHIND))
        return silent is not None and not _CLAUSE_END.search(text, asked.end(), silent.start())
    for pattern in (_SILENT, _UNASKED):
        match = pattern.search(text, start, end)
        if match and match.end() <= word and not _CLAUSE_END.search(text, match.end(), word):
            unsaid = match.groupdict().get("unsaid") is not None
            return not (unsaid and _OPINION.search(text, match.end(), word))
    return False


def find_silences_in(prose: Prose, matcher: Matcher, scene: Scene) -> tuple[Silence, ...]:
    """The silences of an article, in text order, one a sentence."""
    found = []
    for sentence in prose.sentences:
        match = _SILENT.search(prose.text, sentence.start, sentence.end)
        if match:
            found.append(
                Silence(
                    actor=_silent_actor(sentence, match, scene),
                    terms=_terms(prose.text, sentence, match, matcher),
                    evidence=(prose.span(sentence.start, sentence.end),),
                ),
            )
    return tuple(found)


def _terms(text: str, sentence: Sentence, match: re.Match[str], matcher: Matcher) -> tuple[str, ...]:
    """The terms that somebody is silent about."""
    stop = _CLAUSE_END.search(text, match.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    near = matcher.match(vocabulary().read(text, sentence.start, end), _LEAST_MATCH)
    behind = matcher.match(vocabulary().read(text, match.end(), end), _LEAST_MATCH_BEHIND)[:1]
    return tuple(dict.fromkeys(one.topic.term for one in (*near, *behind)))


def _silent_actor(sentence: Sentence, match: re.Match[str], scene: Scene) -> str | None:
    """Who is silent: the subject of the words, or whoever is named right behind "no response from"."""
    if match.group().lower().endswith((" from", " by")):
        after = next((mention for mention in scene.mentions_in(sentence) if mention.span.start >= match.end()), None)
        return after.actor if after is not None and after.span.start - match.end() <= _RIGHT_BEHIND else None
    return scene.holder_of(sentence, match.start(), match.end())[0]
