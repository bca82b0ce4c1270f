"""What a stance depends on: the clause after "if", "unless", "until", "in exchange for" and their like, or what "on one condition" announces."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from onrecord.positions.cues import Cue, clause_ends
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Stance

_OPENER = re.compile(
    r"\b(?:if,? and only if|only if|if and when|even if|as if|what if|if only|if|unless|until|provided that"
    r"|(?:(?<=[,—–-] )|(?<=, [“\"‘']))provided|providing that|on the (?:\w+ )?understanding that"
    r"|(?:on|under) (?:the )?condition(?! of (?:anonymity|not))(?: that| of)?"
    r"|with (?:the|an?) (?:condition|caveat|proviso|stipulation|requirement) that"
    r"|upon (?:the )?(?:completion|fulfil?lment) of|in the event(?: of| that)?|in (?:the )?case that"
    r"|in exchange for|in return for|except (?:with|by|through|after|when)"
    r"|as long as|so long as|absent(?= (?:an?|any|some|the)\b)|pending(?= (?:an?|any|the|final)\b)"
    r"|assuming that|subject to|contingent (?:up)?on"
    r"|conditional (?:up)?on|conditioned on|dependent on|depends on|only after|only when|only once"
    r"|once(?! (?:again|more|had|was|were)\b)|without"
    r"|before(?= (?:\S{1,30} ){1,6}(?:is|are|was|were|has|have|had|(?!(?:its|his|this)\b)\w{1,30}s|\w{1,30}ed)\b)"
    r"|on the (?:very |same )?day (?:that|when)?(?! ?(?:of|after|before)\b)|the (?:very |same )?day that"
    r"|the (?:very )?moment (?:that)?|as soon as)\b",
    re.IGNORECASE,
)
# These look like openers and are none.
_OTHER_USES = frozenset(["even if", "as if", "what if", "if only"])
# These name a time, which is a condition only of what is still to come.
_TIMES = ("on the day", "on the very", "on the same", "the day", "the same", "the moment", "the very", "as soon")
_TO_COME = re.compile(r"\b(?:can|could|will|would|shall|may|might|must|ready to|prepared to|willing to)\b|[’'](?:ll|d)\b", re.IGNORECASE)
# "As soon as next month", "as long as he is president": a time, on which nothing depends.
_ONLY_A_TIME = re.compile(
    r"(?:possible|practicable|(?:next|this|late|early|mid)\b.{0,30}|today|tonight|tomorrow|(?:he|she) (?:is|remains) (?:the |in )?\w{1,20})",
    re.IGNORECASE,
)
# "Who once supported it": formerly.
_FORMERLY = re.compile(r"\b(?:who|which|had|has|have|was|were|at) $", re.IGNORECASE)
# "Not before they withdraw": without a refusal, "before" only tells when.
_REFUSED = re.compile(r"\b(?:not|no|never|cannot|refus\w{0,4}|reject\w{0,3})\b|n[’']t\b", re.IGNORECASE)
_REFUSED_BEFORE = 90
# The end of a sentence, or what stands before its colon, that tells that a condition follows.
_ANNOUNCED = re.compile(
    r"\b(?:on|under|with) (?:one|two|three|several|certain|some|the following) conditions?(?::[”\"’]?\s*|[.”\"’]{0,2}\s*$)", re.IGNORECASE
)
# Behind these a clause speaks of something else, unless they open the condition itself ("but only if").
_CONTRARY = frozenset(["but", "while", "although", "though", "wherea", "which"])
_OPENS_CONDITION = 4
# What stands between the marks of a relative clause ("Morn, who wants a toll, will sign if") depends on nothing behind it.
_RELATIVE = frozenset(["which", "who", "whose"])
_LONGEST_RELATIVE = 15
# Words before a condition that are looked through for them.
_CONTRARY_WITHIN = 60
# Behind these, a "without" opens what is said.
_OPENING_WORDS = frozenset(["that", "say", "add", "warn", "tell", "insist", "argu", "and", "but", "becaus", "so"])
# Words by which somebody is about to do what stands behind them, a few words on.
_ABOUT_TO = frozenset(["readi", "prepar", "would"])
_ABOUT_TO_BEFORE, _ABOUT_TO_BEHIND = 8, 12
# Words by which somebody threatens, no "not" before them; and the openers behind which stands what he will not have, without a "not" either.
_THREATENING = frozenset(["threaten", "threat", "resign", "quit", "retali", "boycott", "sue", "veto", "ultimatum"])
_VOWING, _HARMING = frozenset(["vow", "swear", "promis", "pledg"]), frozenset(["leav", "veto", "toppl"])
_NOT = frozenset(["not", "no", "never", "won't", "wouldn't", "don't", "doesn't", "didn't", "isn't", "aren't", "fail", "refus", "without"])
_TRIGGERS = frozenset(
    ["if", "if and when", "in the event", "in the event of", "in the event that", "in case", "in the case that", "the moment", "as soon as", "once"]
)
_THREATENED_WITHIN, _NOT_BEFORE = 16, 4
# Words between what somebody accepts, wants or offers and its "without"; and words by which he hardly does.
_WITHOUT_WITHIN = 8
_ACCEPTING = frozenset(["accepting", "wanting", "offering"])
_HARDLY = frozenset(["hard", "difficult", "imposs", "unlik", "or"])
# Words by which somebody goes on with what another thing makes him do, so many words before "as long as".
_HOLDING_OUT, _HELD_OUT_WITHIN = frozenset(["keep", "stay", "remain", "continu", "maintain", "refus", "reject", "oppos", "block", "withhold"]), 16
# After these words an "if" asks: "asked if", "wonder if", "not clear if".
_ASKING = re.compile(
    r"\b(?:ask|asks|asked|asking|ask\w{0,3} (?:him|her|them|us|me|you)|wonder\w{0,3}|know|knows|knew|sure|clear|unclear|see|say"
    r"|decide|determine|question(?: is not)?|doubt\w{0,3}|and|as|known|unsure|uncertain|certain|told|learn|find out|check|(?:not|n[’']t) care|matter"
    r"|surprised|mind)[\s,]{1,3}$",
    re.IGNORECASE,
)
# "if not most", "if anything", "if so": words thrown in, not a condition.
_THROWN_IN = re.compile(r"(?:not|so|any|anything|necessary|needed|possible|ever|only|at all|he|she|it|they)(?:\W{1,3}\w{1,30})?", re.IGNORECASE)
# The clause ends at a mark, at the end of a quoted sentence, or where the main clause is taken up again. It goes on over ", which include":
# what is asked for is often listed there.
_END = re.compile(
    r"[;:—–()]|,(?!\s(?:which|that|these|they) (?:include|are|were|would include)|\sincluding\s|\ssuch as\s)(?=[\s”\"’'])|,$"
    r"|(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen))[.!?](?:[\s”\"]|$)|\s-\s|\s(?:but|although|while|because|said|then)\s",
)
_FEWEST_WORDS = 2
_LONGEST = 300
_LOOK_BACK = 20


class Clause(Struct, frozen=True):
    """A conditional clause: where its opener starts, where its own words start and end (offsets into the text), and the opener."""

    opened: int
    start: int
    end: int
    opener: str


def find_clauses(text: str, start: int, end: int) -> list[Clause]:
    """The conditional clauses of the sentence `text[start:end]`, in order."""
    found: list[Clause] = []
    # Looked for once: an endless sentence of hostile text may have thousands of openers.
    to_come = _TO_COME.search(text, start, end)
    for match in _OPENER.finditer(text, start, end):
        opener = match.group().lower()
        if opener in _OTHER_USES or (found and match.start() < found[-1].end):
            continue
        if opener == "if" and _ASKING.search(text, max(start, match.start() - _LOOK_BACK), match.start()):
            continue
        if opener == "once" and _FORMERLY.search(text, max(start, match.start() - _LOOK_BACK), match.start()):
            continue
        if opener == "before" and not _REFUSED.search(text, max(start, match.start() - _REFUSED_BEFORE), match.start()):
            continue
        if opener.startswith(_TIMES) and (to_come is None or to_come.end() > match.start()):
            continue
        begins = match.end() + text.startswith(",", match.end())
        furthest = min(end, begins + _LONGEST)
        stop = _END.search(text, begins, furthest)
        words = text[begins : stop.start() if stop else furthest].rstrip(" ,.!?”\"’'")
        if opener.startswith("as ") and _ONLY_A_TIME.fullmatch(words.strip()):
            continue
        # "Without monitors", but "without delay".
        few = len(words.split()) < _FEWEST_WORDS and not (opener == "without" and words.endswith("s"))
        if not few and not _THROWN_IN.fullmatch(words.strip()):
            found.append(Clause(match.start(), begins + len(words) - len(words.lstrip()), begins + len(words), opener))
    return found


def announced_at(text: str, start: int, end: int) -> int | None:
    """Where the sentence `text[start:end]` goes on behind "on one condition"; its end where what follows stands in the next sentence."""
    match = _ANNOUNCED.search(text[start:end])
    return start + match.end() if match else None


def is_of_another_clause(passage: Passage, word: int, clause: Clause) -> bool:
    """Whether a contrary clause stands between a word and the condition ("wants a toll, but the council will agree only if"), or the word in a
    relative clause that ends before what has the condition.
    """
    opened = bisect_left(passage.starts, clause.opened)
    if _is_in_a_relative_clause(passage, word, opened - _OPENS_CONDITION):
        return True
    between = passage.stems[max(word, opened - _CONTRARY_WITHIN) : max(word, opened - _OPENS_CONDITION)]
    # A "which" that a mark closes right before the condition is only thrown in.
    closed = opened < len(passage.breaks) and passage.breaks[opened]
    return not _CONTRARY.isdisjoint(stem for stem in between if not (closed and stem == "which"))


def tells_how(passage: Passage, word: int, clause: Clause) -> bool:
    """Whether a "without" before the word only tells how something else was done: "sat there without asking a question, and called a toll wrong".

    Where it opens what is said, it is a condition: "without a truce there will be no talks".
    """
    opened = bisect_left(passage.starts, clause.opened)
    return 0 < opened < word and not passage.breaks[opened] and passage.stems[opened - 1] not in _OPENING_WORDS


def _is_in_a_relative_clause(passage: Passage, word: int, before: int) -> bool:
    """Whether a word stands in a relative clause between two marks, the second of which stands before another word or at it."""
    opening = next((place for place in range(word, max(-1, word - _LONGEST_RELATIVE), -1) if passage.breaks[place]), None)
    closed = any(passage.breaks[place] for place in range(word + 1, before + 1))
    return opening is not None and passage.stems[opening] in _RELATIVE and closed


def is_unwanted(passage: Passage, cues: list[Cue], clause: Clause, stance: Stance) -> bool:
    """Whether somebody is against what a condition tells: he threatens over it, takes another thing without it, or holds out as long as it lasts.

    `stance` is the one that the words of the condition take by themselves.
    """
    held_out = stance == "against" and _is_held_out_against(passage, clause)
    return held_out or _is_threatened_over(passage, clause) or _is_done_without(passage, cues, clause)


def _is_held_out_against(passage: Passage, clause: Clause) -> bool:
    """Whether somebody refuses or keeps something as long as another thing lasts: "no talks as long as Karsia keeps its toll"."""
    opened = bisect_left(passage.starts, clause.opened)
    before = passage.stems[max(0, opened - _HELD_OUT_WITHIN) : opened]
    return clause.opener in ("as long as", "so long as") and not (_HOLDING_OUT | _NOT).isdisjoint(before)


def _is_threatened_over(passage: Passage, clause: Clause) -> bool:
    """Whether somebody threatens to act on what a condition tells, and so is against it: "threatened to quit if the toll is lifted".

    What he threatens over where it does not come he wants: "will quit if the toll is not lifted".
    """
    opened, last = bisect_left(passage.starts, clause.opened), bisect_left(passage.starts, clause.end)
    if clause.opener not in _TRIGGERS or not _NOT.isdisjoint(passage.stems[opened:last]):
        return False
    for place in range(opened - 1, max(-1, opened - 1 - _THREATENED_WITHIN), -1):
        vows = passage.stems[place] in _VOWING and not _HARMING.isdisjoint(passage.stems[place:opened])
        if vows or passage.stems[place] in _THREATENING:
            return _NOT.isdisjoint(passage.stems[max(0, place - _NOT_BEFORE) : place])
        if passage.breaks[place]:
            return False
    return False


def _is_done_without(passage: Passage, cues: list[Cue], clause: Clause) -> bool:
    """Whether somebody takes a thing without what the clause names, and so is against that: "could accept a map without monitors"."""
    opened = bisect_left(passage.starts, clause.opened)
    before = [cue for cue in cues if cue.last <= opened and not clause_ends(passage, cue.last, opened)]
    if clause.opener != "without" or not _HARDLY.isdisjoint(passage.stems[max(0, opened - _WITHOUT_WITHIN) : opened]):
        return False
    if any(cue.has(Kind.OPPOSING) or cue.has(Kind.NEGATION) or cue.has(Kind.UNDECIDED) for cue in before):
        return False
    return any(opened - cue.last < _WITHOUT_WITHIN and any(cue.names(name) for name in _ACCEPTING) for cue in before)


def is_waited_for(passage: Passage, word: int, clause: Clause) -> bool:
    """Whether somebody is about to do what the word tells as soon as the clause holds: "is ready to open the toll road once"."""
    opened = min(bisect_left(passage.starts, clause.opened), word + _ABOUT_TO_BEHIND)
    return not _ABOUT_TO.isdisjoint(passage.stems[max(0, word - _ABOUT_TO_BEFORE) : opened])
