"""Cues that are no active verbs: "according to", a speaker's name and a colon, passives, and nouns."""

from __future__ import annotations

from onrecord.attribution.contents import after_adverbials, characters, content_before, content_end, trimmed
from onrecord.attribution.cues import CUES, HELD, NOUN_CUES, SEEMING
from onrecord.attribution.drafts import Draft
from onrecord.attribution.phrases import phrase_after, subject_before, verb_group_start
from onrecord.attribution.tokens import Passage
from onrecord.attribution.word_classes import BE, POSSESSIVES, word_set

_QUESTIONS = word_set("about whether if why how what which who to")
# What may stand before a colon without being who speaks.
_NO_SPEAKER = word_set(
    """latest q a correction note notice update updates exclusive video watch photo photos age city name job answer question more also tip tips
    source sources contact email phone date time read related opinion analysis review live breaking"""
)
_LONGEST_SPEAKER = 7
_LONGEST_CAPITALISED_SPEAKER = 5  # where every word has a capital, a longer label is more likely a headline of its own
_FEWEST_WORDS_SAID = 4
_LONGEST_OWNED = 3


def read_other_cue(passage: Passage, place: int) -> Draft | None:
    """The attribution whose cue begins at index `place`, if it is none by an active verb."""
    plain = passage.tokens[place].plain
    if plain in SEEMING or plain in HELD:
        return _read_held(passage, place)
    reader = _READERS.get(plain)
    if reader is not None:
        return reader(passage, place)
    return _read_noun(passage, place) if plain in NOUN_CUES else None


def _read_held(passage: Passage, place: int) -> Draft | None:
    """What nobody in particular holds: "X is expected to leave", "X seems to be leaving". The source is None."""
    tokens = passage.tokens
    group = verb_group_start(tokens, place)
    if tokens[place].plain in HELD and not any(token.plain in BE for token in tokens[group:place]):
        return None
    if place + 1 >= len(tokens) or tokens[place + 1].plain not in ("to", "as", "that", "like"):
        return None
    subject = subject_before(tokens, group)
    if subject is None:
        return None
    rest = trimmed(tokens, place + 1, content_end(passage, place + 1, subject, clause=True))
    if rest is None:
        return None
    return Draft(passage, "held", characters(tokens, group, place + 1), "believing", None, [characters(tokens, *subject), rest])


def _read_asked(passage: Passage, place: int) -> Draft | None:
    """A question by nobody in particular: "When asked whether ...", "X was asked about ...". The source is None."""
    tokens = passage.tokens
    group = verb_group_start(tokens, place)
    lead = tokens[group - 1].plain if group else ""
    if not any(token.plain in BE for token in tokens[group:place]) and not (group == place and lead in ("when", "if", "", "once")):
        return None
    if place + 1 >= len(tokens) or tokens[place + 1].plain not in _QUESTIONS:
        return None
    content = trimmed(tokens, place + 1, content_end(passage, place + 1, (group, place), clause=False))
    if content is None:
        return None
    return Draft(passage, "asked", characters(tokens, group, place + 1), "asking", None, [content])


def _read_quoted(passage: Passage, place: int) -> Draft | None:
    """X "was quoted as saying" something."""
    tokens = passage.tokens
    if [token.plain for token in tokens[place + 1 : place + 3]] != ["as", "saying"] or place + 3 >= len(tokens):
        return None
    group = verb_group_start(tokens, place)
    subject = subject_before(tokens, group)
    if subject is None:
        return None
    start = after_adverbials(tokens, place + 3)
    content = trimmed(tokens, start, content_end(passage, start, subject, clause=True)) or content_before(tokens, subject[0])
    if content is None:
        return None
    return Draft(passage, "quoted", characters(tokens, group, place + 3), "saying", characters(tokens, *subject), [content], subject)


def _read_according(passage: Passage, place: int) -> Draft | None:
    """The two orders of "According to X, ..." and "..., according to X"."""
    tokens = passage.tokens
    source = place + 2
    if source >= len(tokens) or tokens[place + 1].plain != "to":
        return None
    leads = place == 0 or tokens[place - 1].plain in ("and", "but", ";")
    end = phrase_after(tokens, source, asides=not leads)
    if end == source:
        return None
    if leads:
        while end < len(tokens) and tokens[end].plain != ",":
            end += 1
        content = trimmed(tokens, end + 1, content_end(passage, end + 1, (source, end), clause=True))
    else:
        content = content_before(tokens, place)
    if content is None:
        return None
    return Draft(passage, "according", characters(tokens, place, source), "saying", characters(tokens, source, end), [content], (source, end))


def _read_colon(passage: Passage, place: int) -> Draft | None:
    """A headline or a line of a transcript: "Name: words"."""
    tokens = passage.tokens
    if not 0 < place <= _LONGEST_SPEAKER or place + 1 >= len(tokens) or not _names_speaker(passage, place):
        return None
    following = tokens[place + 1]
    if following.kind == "number" or (len(tokens) - place <= _FEWEST_WORDS_SAID and following.kind != "quotation"):
        return None
    content = trimmed(tokens, place + 1, len(tokens))
    if content is None:
        return None
    return Draft(passage, "colon", characters(tokens, place, place + 1), "saying", characters(tokens, 0, place), [content], (0, place))


def _names_speaker(passage: Passage, end: int) -> bool:
    label = passage.tokens[:end]
    if label[-1].plain in _NO_SPEAKER or any(token.plain in CUES or token.kind == "quotation" for token in label):
        return False
    if passage.capitalised:
        return end <= _LONGEST_CAPITALISED_SPEAKER
    return all(token.kind == "name" or token.plain in ("of", "'s", ".", "the") for token in label)


def _read_noun(passage: Passage, place: int) -> Draft | None:
    """A noun that holds a clause: "X's claim that ...", "their fears that ..."."""
    tokens = passage.tokens
    if place + 2 >= len(tokens) or tokens[place + 1].plain != "that":
        return None
    for owner in range(place - 1, max(-1, place - 1 - _LONGEST_OWNED), -1):
        if tokens[owner].plain in POSSESSIVES:
            source = (owner, owner + 1)
            break
        subject = subject_before(tokens, owner) if tokens[owner].plain == "'s" else None
        if subject is not None:
            source = (subject[0], owner + 1)
            break
        if tokens[owner].kind != "word":
            return None
    else:
        return None
    content = trimmed(tokens, place + 1, content_end(passage, place + 1, source, clause=True))
    if content is None:
        return None
    return Draft(passage, "noun", characters(tokens, place, place + 1), NOUN_CUES[tokens[place].plain], characters(tokens, *source), [content])


_READERS = {"according": _read_according, ":": _read_colon, "asked": _read_asked, "quoted": _read_quoted}
