"""What kind of act the words of a cue tell of."""

from __future__ import annotations

from onrecord.attribution.cues import CUES, HELD, NOUN_CUES, SEEMING
from onrecord.attribution.word_classes import BE
from onrecord.language.words import find_words
from onrecord.records import CueClass


def class_of_cue(words: str) -> CueClass:
    """The class of a cue by its last verb ("went on to say"), or by its noun; "saying" where no word of it is known."""
    plain = [word.plain for word in find_words(words)]
    noun: CueClass | None = None
    for place in range(len(plain) - 1, -1, -1):
        word = plain[place]
        if word in SEEMING or (word in HELD and any(before in BE for before in plain[:place])):
            return "believing"
        cue = CUES.get(word)
        if cue is not None:
            following = plain[place + 1] if place + 1 < len(plain) else ""
            return cue.particles.get(following, cue.cue_class)
        noun = noun or NOUN_CUES.get(word)
    return noun or "saying"
