"""What the words around a name tell of whoever it names: what he must do, promised, owns, and whether a denial opens his name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from onrecord.language.prose import Sentence
from onrecord.positions.conditions import Clause
from onrecord.positions.cues import CUE_BEFORE, Cue, clause_ends
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Span

# Words between a name and the "must" that it is the subject of.
_OBLIGED_WITHIN = 3
_PROMISING = frozenset(["promis", "pledg", "vow", "swear", "guarante"])
# Words between "I hope" and the name of whom something is hoped ("I hope that our friend Morn").
_HOPED_WITHIN = 3
# Whoever says that "he hoped" hopes.
_OF_A_SPEAKER = frozenset(["he", "she", "they"])
_HOPES = frozenset(["hope", "fear", "expect", "specul", "worri", "concern"])
# Words between "I" or "we" and what they do ("we do now also intend").
_SUBJECT_WITHIN = 4
# A relative clause may be so long; behind these it is over.
_LONGEST_RELATIVE, _LONGEST_APPOSITION = 12, 5
_SUBJECTS = frozenset(["he", "she", "it", "they", "i", "we", "you", "that"])
# By which of somebody something is asked, before his name; nouns and verbs of demanding before "that"; and participles behind "was".
_ASKED_WITHIN = 4
_ASKING_OF = (
    ("ask",),
    ("beg",),
    ("encourag",),
    ("order",),
    ("tell",),
    ("want",),
    ("press",),
    ("pressur",),
    ("push",),
    ("urg",),
    ("implor",),
    ("exhort",),
    ("nudg",),
    ("call", "on"),
    ("call", "upon"),
    ("call", "for"),
    ("appeal", "to"),
    ("plead", "with"),
)
_DEMANDED = frozenset(["demand", "call", "plea", "request", "appeal"])
_BEHIND_A_DEMAND = frozenset(["that", "by", "from"])
_ASKED = frozenset(["advis", "ask", "beg", "challeng", "encourag", "exhort", "implor", "lobbi", "press", "pressur", "push", "urg"])
_HAVING = frozenset(["be", "have", "also", "repeat", "again", "now", "long", "repeatedli", "later", "then", "first"])
FIRST_PERSON = frozenset(["i", "we", "i'm", "i'd", "i'll", "i'v", "we'r", "we'd", "we'll", "we'v"])
_OUR = frozenset(["my", "our"])
# Words between a genitive and the noun that it owns ("Ostmark's latest demand").
_OWNED_WITHIN = 3
# People whom somebody has, and who take sides of their own.
_OTHERS = frozenset(["predecessor", "successor", "critic", "oppon", "rival", "deputi", "colleagu", "lawmak"])
_OF_SEVERAL = frozenset(["their", "its"])
# What somebody owns by taking a side, as stems.
_SIDES_OWNED = frozenset(
    [
        "demand",
        "call",
        "request",
        "insist",
        "appeal",
        "push",
        "desir",
        "wish",
        "determin",
        "pledg",
        "promis",
        "vow",
        "commit",
        "plan",
        "decis",
        "order",
        "move",
        "bid",
        "refus",
        "reject",
        "opposit",
        "object",
        "support",
        "suggest",
        "announc",
        "threat",
    ]
)
# Behind a clause they open another.
_MEANWHILE = frozenset(["as", "while", "when", "after", "befor", "sinc", "until", "onc"])
# Those act for whoever has them.
_HIS_OWN = frozenset(["govern", "administr", "offic", "cabinet"])
# Words between such a name and what tells the side that he took ("as Morn has now demanded").
_SIDES_WITHIN = 4
# "Neither Morn nor Zell", "no Karsian minister": nobody named so does what follows.
_NOBODY_DOES = frozenset(["neither", "nor", "no"])


def is_of_a_name(span: Span, passage: Passage, cue: Cue) -> bool:
    """Whether a cue stands within the words that name somebody, and has a capital there."""
    start, end = passage.starts[cue.first], passage.ends[cue.last - 1]
    return span.start <= start and end <= span.end and span.text[start - span.start].isupper()


def is_obliged(passage: Passage, cues: list[Cue], mention: Span) -> bool:
    """Whether the words right behind a name say what whoever it names must do; further behind, something else must."""
    behind = bisect_left(passage.starts, mention.end)
    return any(obliges(cue) and behind <= cue.first < behind + _OBLIGED_WITHIN for cue in cues)


def obliges(cue: Cue) -> bool:
    return any(group.name == "obliging" for group in cue.groups)


def is_of_the_speaker(passage: Passage, mention: Span, cue: Cue) -> bool:
    """Whether "I" or "we" is the subject of a cue behind a name: it stands between them, a few words before the cue."""
    behind = bisect_left(passage.starts, mention.end)
    return not (FIRST_PERSON | _OUR).isdisjoint(passage.stems[max(behind, cue.first - _SUBJECT_WITHIN) : cue.first])


def is_cut_off(passage: Passage, mention: Span, cue: Cue) -> bool:
    """Whether a mark stands between a name and a cue behind it."""
    return any(passage.breaks[place] for place, start in enumerate(passage.starts[: cue.first + 1]) if start >= mention.end)


def has_promised(passage: Passage, mention: Span, cue: Cue) -> bool:
    """Whether the words right behind a name say that whoever it names promised something ("had promised", and not "the promises")."""
    behind = bisect_left(passage.starts, mention.end)
    return passage.stems[cue.first] in _PROMISING and passage.stems[behind : cue.first] in ((), ("have",), ("have", "also"), ("also",), ("then",))


def is_told(passage: Passage, mention: Span, word: int) -> bool:
    """Whether whoever words name only heard what a word tells, in the same clause: "the court heard Lenne's appeal", "Morn was told that"."""
    behind = bisect_left(passage.starts, mention.end)
    place = behind + (passage.stems[behind : behind + 1] in (("have",), ("also",)))
    hears = passage.stems[place : place + 1] in (("hear",), ("heard",)) or passage.stems[place : place + 2] == ("be", "tell")
    return hears and place < word and "and" not in passage.stems[place:word] and not any(passage.breaks[place : word + 1])


def is_hope_of(passage: Passage, mention: Span | None, sentence: Sentence) -> bool:
    """Whether a noun right before a name tells that somebody hopes or fears what whoever it names will do: "hopes that Morn will sign"."""
    if mention is None or not is_named_at(mention, sentence):
        return False
    named = words_up_to(passage, mention.start)
    before = [stem for stem in passage.stems[max(0, named - _HOPED_WITHIN) : named] if stem != "the"]
    return before[-1:] == ["that"] and before[-2:-1] != [] and before[-2] in _HOPES


def is_hoped_of(passage: Passage, cues: list[Cue], mention: Span) -> bool:
    """Whether the speaker hopes right before a name that whoever it names does something ("I hope that Morn will", "he hoped that she would")."""
    named = bisect_left(passage.starts, mention.start)
    return any(
        cue.names("wanting")
        and 0 <= named - cue.last <= _HOPED_WITHIN
        and not (FIRST_PERSON | _OF_A_SPEAKER).isdisjoint(passage.stems[max(0, cue.first - 1) : cue.first])
        for cue in cues
    )


def is_told_of_others(passage: Passage, mention: Span, word: int, named: Iterable[Span]) -> bool:
    """Whether a word behind a name stands in a relative clause of people who are not named: "Morn met farmers who oppose the toll"."""
    behind = words_up_to(passage, mention.end)
    who = next((place for place in range(word - 1, max(behind, word - _LONGEST_RELATIVE), -1) if passage.stems[place] == "who"), None)
    if who is None or any(passage.breaks[who : word + 1]) or not _SUBJECTS.isdisjoint(passage.stems[who + 1 : word]):
        return False
    # "Morn is a man who opposes it", "Morn, the man who opposes it".
    if "be" in passage.stems[behind:who] or (passage.breaks[behind] and who - behind < _LONGEST_APPOSITION):
        return False
    return not any(one.start <= passage.starts[who - 1] < one.end for one in named)


def is_asked_to(passage: Passage, mention: Span, word: int) -> bool:
    """Whether whoever a name names is only asked to do what a word behind it tells: "traders pressed Karsia to lift", "Karsia was urged to lift",
    "calls for Karsia to lift", "demands that Karsia lift".
    """
    first, behind = words_up_to(passage, mention.start), words_up_to(passage, mention.end)
    if behind > word or any(passage.breaks[behind : word + 1]):
        return False
    first -= first > 0 and passage.stems[first - 1] == "the"
    before = passage.stems[max(0, first - _ASKED_WITHIN) : first]
    to = passage.stems[behind : behind + 1] == ("to",)
    asked = any(before[-len(asking) :] == asking for asking in _ASKING_OF) or (before[-1:] == ("on",) and "pressur" in before)
    if to and asked and not passage.breaks[first]:
        return True
    demanded = next((at for at, stem in enumerate(before) if stem in _DEMANDED), len(before))
    if before[-1:] == ("that",) and demanded < len(before) and before[demanded + 1] in _BEHIND_A_DEMAND and not passage.breaks[first]:
        return True
    return _is_asked_in_the_passive(passage.stems[behind : min(behind + _ASKED_WITHIN + 2, word)])


def _is_asked_in_the_passive(stems: Sequence[str]) -> bool:
    """Whether the words behind a name tell that somebody asks something of whoever it names: "has been urged by traders to", "is under pressure"."""
    place = next((place for place, stem in enumerate(stems) if stem not in _HAVING), len(stems))
    if stems[place : place + 3] in (("under", "pressur", "to"), ("under", "pressur", "from")):
        return True
    asked = "be" in stems[:place] and place < len(stems) and stems[place] in _ASKED
    return asked and "to" in stems[place + 1 :]


def will_do(passage: Passage, mention: Span) -> bool:
    """Whether the words right behind a name say what it will do."""
    behind = next((place for place, start in enumerate(passage.starts) if start >= mention.end), len(passage.stems))
    return passage.stems[behind : behind + 1] in (("will",), ("would",))


def owns_a_side(owner: Span, passage: Passage, word: int) -> bool:
    """Whether right behind a name in the genitive a noun tells that whoever it names takes a side on a word behind it, in the same clause."""
    behind = bisect_left(passage.starts, owner.end)
    owns = not _SIDES_OWNED.isdisjoint(passage.stems[behind : min(behind + _OWNED_WITHIN, word)])
    if not _OTHERS.isdisjoint(passage.stems[behind : behind + 1]):
        return False
    return owns and word - behind <= CUE_BEFORE and owner.text.lower() not in _OF_SEVERAL and not clause_ends(passage, behind, word)


def is_named_meanwhile(passage: Passage, cues: Sequence[Cue], mention: Span | None, sentence: Sentence, word: int) -> bool:
    """Whether a name behind a word is that of whom another clause tells, but no side that he took: "crowds demanded a truce as Morn arrived"."""
    if mention is None or not is_named_at(mention, sentence) or mention.start <= passage.starts[word]:
        return False
    named, behind = words_up_to(passage, mention.start), words_up_to(passage, mention.end)
    before = named - 1 - (passage.stems[named - 1] == "the")
    if before <= word or passage.stems[before] not in _MEANWHILE:
        return False
    return not any(behind <= cue.first < behind + _SIDES_WITHIN and (cue.has(Kind.FAVOURING) or cue.has(Kind.OPPOSING)) for cue in cues)


def is_of_what_is_his(passage: Passage, mention: Span | None, sentence: Sentence, word: int) -> bool:
    """Whether a word tells what somebody does whom the holder only has: "Morn, whose party wants a toll, left"."""
    if mention is None or not is_named_at(mention, sentence):
        return False
    behind = words_up_to(passage, mention.end)
    if passage.stems[behind : behind + 1] != ("whose",) or not _HIS_OWN.isdisjoint(passage.stems[behind + 1 : behind + 2]):
        return False
    return behind < word and not any(passage.breaks[behind + 1 : word + 1])


def is_named_in(clauses: Sequence[Clause], mention: Span | None, sentence: Sentence) -> bool:
    """Whether words that name somebody stand in a condition of the sentence: whoever is to meet it holds nothing by that."""
    return mention is not None and mention.field == sentence.field and any(clause.opened <= mention.start < clause.end for clause in clauses)


def end_of(mention: Span | None, sentence: Sentence) -> int:
    """Where the holder's mention ends, or where the sentence starts if it stands elsewhere."""
    return mention.end if mention is not None and is_named_at(mention, sentence) else sentence.start


def is_named_at(mention: Span | None, sentence: Sentence) -> bool:
    """Whether the words that name somebody stand in a sentence."""
    return mention is not None and mention.field == sentence.field and sentence.start <= mention.start < sentence.end


def from_a_denial(passage: Passage, mention: Span | None, sentence: Sentence, after: int) -> int:
    """The word that denies what a holder is told to do, right before the words that name him or as their first ("neither Morn nor Zell wants");
    else the first word behind them.
    """
    if mention is None or not is_named_at(mention, sentence):
        return after
    first = words_up_to(passage, mention.start)
    before = first - 1 if first and not passage.breaks[first] else first
    return next((place for place in (first, before) if place < after and passage.stems[place] in _NOBODY_DOES), after)


def words_up_to(passage: Passage, offset: int) -> int:
    return bisect_left(passage.starts, offset)
