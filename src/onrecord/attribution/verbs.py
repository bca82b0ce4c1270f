"""Whether a word that looks like a cue is a verb here, and who its subject is."""

from __future__ import annotations

from onrecord.attribution.cues import NOUNS, PAPERS, Cue
from onrecord.attribution.phrases import Phrase, is_finite_verb, subject_before, verb_group_start
from onrecord.attribution.tokens import Passage, Token
from onrecord.attribution.word_classes import AUXILIARIES, BE, DETERMINERS, LINKING_VERBS, PREPOSITIONS, PRONOUNS, RELATIVES, word_set

_NOT_BEFORE_VERB = DETERMINERS | PREPOSITIONS | {"'s", "or", "to"}
# Determiners that are subjects by themselves: "all agreed", "that showed".
_SUBJECTS_TOO = word_set("that this those all some many")
_PLURAL_SUBJECTS = word_set("they we i you who some many others critics officials republicans democrats most both people several all")
_LINKS = word_set("and but or then yet")
_BEFORE_PARTICIPLE = word_set(", — – and but by while after before in when")
# What follows a verb rather than a noun: "the poll shows that", "officials claim they".
_OPENS_CONTENT = DETERMINERS | PRONOUNS | word_set("that how whether why what : $")
_FARTHEST_MAIN_VERB = 60


def is_verb_here(passage: Passage, place: int, cue: Cue) -> bool:
    """Whether the word at index `place`, which has the form of a cue, is an active verb."""
    tokens = passage.tokens
    if tokens[place].kind == "name" and not (place == 0 or tokens[place - 1].kind == "quotation"):
        return False
    group = verb_group_start(tokens, place)
    helpers = {token.plain for token in tokens[group:place]}
    lead = tokens[group - 1] if group else None
    if cue.form == "past":
        passive = bool(helpers & BE) or (lead is not None and lead.plain in LINKING_VERBS)
        return not passive and (lead is None or lead.plain not in _NOT_BEFORE_VERB or lead.plain in _SUBJECTS_TOO)
    if cue.form == "ing":
        return bool(helpers & BE) or (lead is not None and (lead.plain in _BEFORE_PARTICIPLE or lead.kind == "quotation"))
    if "to" in helpers or helpers & AUXILIARIES:
        return cue.form == "base"
    return lead is not None and _is_present_tense(passage, place, cue, lead)


def _is_present_tense(passage: Passage, place: int, cue: Cue, lead: Token) -> bool:
    """Whether a plain or "-s" form without helpers is a verb: `lead` is the word before it."""
    if lead.plain in PRONOUNS or (lead.plain in _PLURAL_SUBJECTS and cue.form == "base"):
        return True
    if lead.plain in _NOT_BEFORE_VERB or (lead.kind == "mark" and lead.plain != ","):
        return False
    if cue.lemma not in NOUNS or (passage.capitalised and cue.form == "third"):
        return cue.form == "third" or lead.kind != "mark"
    following = passage.tokens[place + 1] if place + 1 < len(passage.tokens) else None
    if following is None or (lead.kind == "name" and cue.form == "third"):
        return following is not None
    opens = following.kind in ("quotation", "number", "name") or following.plain in _OPENS_CONTENT
    return opens and (lead.plain in PAPERS or (cue.form == "base") == lead.plain.endswith("s"))


class Subjects:
    """The subjects of a passage's cues, as they are found one after the other: a coordinated or participial cue takes over an earlier one."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._latest: Phrase | None = None
        self._main: tuple[int, Phrase] | None = None
        self._searched = False

    def found(self, subject: Phrase) -> None:
        """Note the subject of the latest cue."""
        self._latest = subject

    def of(self, group: int, cue: Cue) -> Phrase | None:
        """The subject of the verb group that begins at index `group`, or None if it cannot be told."""
        tokens = self._tokens
        lead = tokens[group - 1].plain if group else ""
        if lead in _LINKS:
            return self._latest or self._main_before(group)
        if cue.form == "ing" and tokens[group].plain not in AUXILIARIES:
            return self._main_before(group) or self._latest
        subject = subject_before(tokens, group)
        if subject is None and lead in (",", "—", "–"):
            return self._latest or self._main_before(group)
        return subject

    def _main_before(self, limit: int) -> Phrase | None:
        """The subject of the passage's first verb, if that stands before index `limit`."""
        if not self._searched:
            self._main = self._find_main()
            self._searched = True
        return self._main[1] if self._main is not None and self._main[0] < limit else None

    def _find_main(self) -> tuple[int, Phrase] | None:
        tokens = self._tokens
        for place, token in enumerate(tokens[:_FARTHEST_MAIN_VERB]):
            if place and token.kind == "word" and (token.plain in AUXILIARIES or is_finite_verb(tokens, place) or token.plain.endswith("ed")):
                subject = subject_before(tokens, verb_group_start(tokens, place))
                if subject is not None and tokens[subject[0]].plain not in RELATIVES:
                    return place, subject
        return None
