"""One verb at a time: who its source is, and which words of the passage it attributes to it.

Each rule reads one shape of attribution and returns a draft, or None where the shape is not there.
"""

from __future__ import annotations

from onrecord.attribution.contents import Range, after_adverbials, characters, content_before, content_end, content_start, ends_here, trimmed
from onrecord.attribution.cues import CUES, Cue
from onrecord.attribution.drafts import Draft
from onrecord.attribution.other_cues import read_other_cue
from onrecord.attribution.phrases import Phrase, is_adverb, phrase_after, subject_before, verb_group_start
from onrecord.attribution.tokens import Passage, Token
from onrecord.attribution.verbs import Subjects, is_verb_here
from onrecord.attribution.word_classes import PREPOSITIONS, PRONOUNS, SUBORDINATORS
from onrecord.records import CueClass

# A sentence with more cues than this is no sentence.
_MOST_CUES = 40
# Verbs that take an object: behind a comma and without quotation marks, what follows them is that ("Orlan refuses talks, demands water").
_WITH_OBJECT: frozenset[CueClass] = frozenset(["agreeing", "demanding", "offering", "refusing"])
_BREAKS = frozenset({",", "—", "–", "?", "!", "…"})


def read_passage(passage: Passage) -> list[Draft]:
    """Every attribution in the passage, in the order of the cues."""
    found: list[Draft] = []
    subjects = Subjects(passage.tokens)
    for place, token in enumerate(passage.tokens):
        cue = CUES.get(token.plain)
        draft = _read_verb(passage, place, cue, subjects) if cue is not None else None
        if draft is None:
            draft = read_other_cue(passage, place)
        if draft is not None:
            found.append(draft)
            if draft.subject is not None:
                subjects.found(draft.subject)
            if len(found) == _MOST_CUES:
                break
    return found


def _read_verb(passage: Passage, place: int, cue: Cue, subjects: Subjects) -> Draft | None:
    if not is_verb_here(passage, place, cue):
        return None
    tokens = passage.tokens
    group, last, cue_class = verb_group_start(tokens, place), place + 1, cue.cue_class
    if last < len(tokens) and tokens[last].plain in cue.particles:
        cue_class = cue.particles[tokens[last].plain]
        last += 1
    elif not cue.ways:
        return None
    draft = _read_inverted(passage, place, last, cue) if group == place else None
    draft = draft or _read_aside(passage, group, last, cue) or _read_forward(passage, (group, place, last), cue, subjects)
    if draft is not None:
        draft.cue_class = cue_class
    return draft


def _read_inverted(passage: Passage, place: int, last: int, cue: Cue) -> Draft | None:
    """Content, cue, source: `"...," said X, the Y of Z.`"""  # noqa: D400, D415  an example ends it
    tokens = passage.tokens
    if place == 0 or cue.form not in ("past", "third") or not cue.takes_clause:
        return None
    quoted = tokens[place - 1].kind == "quotation"
    if not quoted and (tokens[place - 1].plain not in _BREAKS or cue.cue_class in _WITH_OBJECT):
        return None
    while last + 1 < len(tokens) and is_adverb(tokens[last]):
        last += 1
    end = _inverted_source_end(tokens, last)
    rest = after_adverbials(tokens, end)
    if end == last or (not quoted and (not _closes(tokens, rest) or subject_before(tokens, place) is not None)):
        return None
    content = content_before(tokens, place)
    if content is None:
        return None
    return Draft(
        passage,
        "inverted",
        characters(tokens, place, last),
        cue.cue_class,
        characters(tokens, last, end),
        [content, *_quoted_on(tokens, rest)],
        (last, end),
    )


def _inverted_source_end(tokens: list[Token], start: int) -> int:
    """Where the source that begins at `start`, after its cue, ends (`start` if none begins there)."""
    if start >= len(tokens) or tokens[start].kind in ("mark", "quotation"):
        return start
    if tokens[start].plain in PREPOSITIONS or tokens[start].plain in SUBORDINATORS:
        return start
    return phrase_after(tokens, start, asides=True)


def _closes(tokens: list[Token], place: int) -> bool:
    """Whether the clause ends before index `place`."""
    return ends_here(tokens, place) or tokens[place].plain in (",", ":", "—", "–")


def _quoted_on(tokens: list[Token], place: int) -> list[Range]:
    """The quotation that follows a mark at index `place`: the second part of one that the cue interrupts."""
    if place + 1 < len(tokens) and tokens[place].kind == "mark" and tokens[place + 1].kind == "quotation":
        return [characters(tokens, place + 1, place + 2)]
    return []


def _read_aside(passage: Passage, group: int, last: int, cue: Cue) -> Draft | None:
    """Content, source, cue: "The deal is dead, officials said."; the sentence may go on after a second comma."""
    tokens = passage.tokens
    if not cue.takes_clause or cue.form == "ing":
        return None
    subject = subject_before(tokens, group)
    if subject is None or subject[0] == 0:
        return None
    before = subject[0] - 1
    if tokens[before].plain == "as" and before > 0:
        before -= 1
    if tokens[before].kind != "quotation" and tokens[before].plain not in _BREAKS:
        return None
    rest = after_adverbials(tokens, phrase_after(tokens, last) if "a" in cue.ways else last)
    if not _leaves_content_before(passage, before, rest):
        return None
    content = content_before(tokens, before + 1)
    contents = [content] if content is not None else []
    if tokens[before].plain == "," and rest < len(tokens) and tokens[rest].plain == ",":
        contents.extend(_resumed(passage, rest + 1, subject))
    else:
        contents.extend(_quoted_on(tokens, rest))
    if not contents:
        return None
    return Draft(passage, "aside", characters(tokens, group, last), cue.cue_class, characters(tokens, *subject), contents, subject)


def _leaves_content_before(passage: Passage, before: int, rest: int) -> bool:
    """Whether the words before a source and cue are what is attributed.

    `before` is the comma or quotation right before the source, `rest` the first token after the cue and its adverbials.
    """
    tokens = passage.tokens
    if ends_here(tokens, rest):
        return True
    quoted, following = tokens[before].kind == "quotation", tokens[rest]
    if following.plain == ",":
        # "In a letter, she wrote, "..."": the content follows
        introduces = rest + 1 < len(tokens) and tokens[rest + 1].kind == "quotation"
        return quoted or not introduces or (tokens[0].plain not in PREPOSITIONS and tokens[0].plain not in SUBORDINATORS)
    if not quoted:
        return False
    if passage.source[tokens[before].end - 2] in ",?!—–-":
        return following.plain not in ("that", "if", "how")
    return following.kind == "quotation" or following.plain in PREPOSITIONS or following.plain in ("when", "as", "while", "and")


def _resumed(passage: Passage, start: int, subject: Phrase) -> list[Range]:
    """What the sentence goes on with after a cue between commas, unless that tells how or of what it was said."""
    tokens = passage.tokens
    if start >= len(tokens) or tokens[start].plain.endswith("ing"):
        return []
    more = trimmed(tokens, start, content_end(passage, start, subject, clause=True))
    return [] if more is None else [more]


def _read_forward(passage: Passage, verb: tuple[int, int, int], cue: Cue, subjects: Subjects) -> Draft | None:
    """Source, cue, content: "Officials said on Friday that the deal was dead".

    `verb` is where the verb group begins, its verb, and where the cue ends.
    """
    tokens = passage.tokens
    group, place, last = verb
    subject = subjects.of(group, cue)
    if subject is None:
        return None
    source = characters(tokens, *subject)
    particle = last > place + 1
    start = last if particle else content_start(tokens, last, cue)
    if _announces(tokens, last, cue):
        return Draft(passage, "announced", (tokens[group].start, tokens[-1].end), cue.cue_class, source, [], subject)
    if start is None or start >= len(tokens) or (particle and tokens[start].plain in _BREAKS):
        return None
    if cue.lemma == "call" and group == place and _only_names(tokens, place, start):
        return None
    clause = not particle and (tokens[start].kind == "quotation" or tokens[start].plain in ("that", "to", ":") or "o" not in cue.ways)
    content = trimmed(tokens, start, content_end(passage, start, subject, clause=clause))
    if content is None:
        return None
    # a colon right after it is part of the cue, as PolNeAR has it
    cue_end = last + 1 if tokens[last].plain == ":" else last
    return Draft(passage, "clause" if clause else "object", characters(tokens, group, cue_end), cue.cue_class, source, [content], subject)


def _announces(tokens: list[Token], last: int, cue: Cue) -> bool:
    """Whether the passage ends with the cue and a colon, so that its content is the next paragraph."""
    return cue.takes_clause and tokens[-1].plain == ":" and after_adverbials(tokens, phrase_after(tokens, last)) == len(tokens) - 1


def _only_names(tokens: list[Token], verb: int, start: int) -> bool:
    """Whether "called" gives the name of what stands before it: "a party called Forward"."""
    before = tokens[verb - 1]
    common = before.kind == "word" and before.plain not in PRONOUNS and not before.plain.endswith("s")
    return common and tokens[start].kind in ("name", "quotation")
