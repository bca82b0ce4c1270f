"""What speaks for a mention being the holder of a passage: signs of place, grammar and attribution, each a word that carries a weight."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.actors.lines import Draft, Line
from onrecord.actors.roster import Roster
from onrecord.actors.sources import all_of, hear
from onrecord.actors.stance_words import ACTING, SIDING, STANCES, STEMS
from onrecord.actors.subjects import joined_to, owns_people, side_by_side
from onrecord.actors.telling import oneself, opening_subject, stands_to
from onrecord.actors.vocabulary import ADVERBS, CLAUSE_OPENERS, FEMALE, FINITE, MALE, PREPOSITIONS, PRONOUNS, SAYING
from onrecord.actors.wording import Lead, around, leading
from onrecord.records import Field, Span, Statement

# So many sentences before the passage, and after it, are searched for the holder.
_BEFORE = 3
_AFTER = 1
_LONGEST_APPOSITION = 14
_AT_THE_START = 12
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might must shall should does did do be been being not to having".split()  # noqa: SIM905
)
_WH = frozenset({"who", "which", "whose", "that"})
_PASSED = _AUXILIARIES | ADVERBS | _WH
_MOST_AUXILIARIES = 4
_OPENING, _CLOSING = (",", "(", "—", "–"), (",", ")", "—", "–")
_TELLING = frozenset({"said", "says", "told", "tells", "added"})
_AUTHORS = frozenset({"by", "from", "between", "with", "of", "against", "for", "to", "among"})


class Pointer(Struct, frozen=True):
    """A mention that may name the holder, with the signs for and against it. `actor` is None for somebody the dossier does not know; `beside`
    are those who are named side by side with it ("Morn, Brandt and Ostmark").
    """

    actor: str | None
    mention: Span
    signs: frozenset[str]
    statement: Statement | None = None
    beside: tuple[str, ...] = ()


class Setting(Struct, frozen=True):
    """One article, as far as pointing needs it: its lines (those of the title apart), and how often each actor is named."""

    roster: Roster
    lines: Sequence[Line]
    headline: Sequence[Line]
    counts: Counter[str]
    sides: dict[str, str]
    in_title: frozenset[str]
    trades: dict[str, str]

    def line_at(self, span: Span) -> Line | None:
        """The line in which words begin."""
        lines = self.headline if span.field == "title" else self.lines
        place = bisect_right(lines, span.start, key=_start_of) - 1
        return lines[place] if place >= 0 and span.start < lines[place].sentence.end else None


class Shape(Struct, frozen=True):
    """How a passage is made: how much of it stands in quotation marks, with what kind of word it begins, and who leads its words of siding."""

    quoted: str
    opens: str
    leading: dict[int, list[Lead]]
    oneself: str
    source: str


def pointers(setting: Setting, number: int, field: Field, passage: Span, statements: Sequence[Statement]) -> list[Pointer]:
    """Every mention in or near the passage, which begins in the line `number`. `statements` are those whose content the passage touches."""
    lines = setting.headline if field == "title" else setting.lines
    line = lines[number]
    shape = Shape(_quoted_share(line, passage), _opening(line, passage), leading(line, passage), oneself(line, passage), _source(statements))
    found = list(_sources(setting, lines, line, passage, statements, shape))
    for draft in line.drafts:
        if not draft.bystander and not owns_people(line, draft) and (draft.actor is not None or draft.person or draft.several):
            found += _pointers(setting, line, draft, passage, statements, shape)
    for back in range(1, _BEFORE + 1):
        if number - back >= 0:
            near = "same" if lines[number - back].sentence.paragraph == line.sentence.paragraph else "other"
            found += _around(setting, lines[number - back], f"back{back}", near, shape)
    for ahead in range(1, _AFTER + 1):
        if number + ahead < len(lines):
            near = "same" if lines[number + ahead].sentence.paragraph == line.sentence.paragraph else "other"
            found += _around(setting, lines[number + ahead], f"ahead{ahead}", near, shape)
    return found


def _sources(
    setting: Setting, lines: Sequence[Line], passage_line: Line, passage: Span, statements: Sequence[Statement], shape: Shape
) -> Iterator[Pointer]:
    for depth, statement in enumerate(statements):
        source = statement.source
        if source is None:
            continue
        at = bisect_right(lines, source.start, key=_start_of) - 1
        if source.field != passage.field or at < 0 or source.start >= lines[at].sentence.end:
            continue
        line = lines[at]
        voice = hear(setting.roster, line, source.start, source.end)
        actors: tuple[str | None, ...] = (voice.actor,) if voice.actor is not None else all_of(line, source.start, source.end) or (None,)
        share = covered(passage, statement)
        pronoun = source.text.lower() in PRONOUNS
        inside = "in" if passage.start <= source.start < passage.end else "out"
        apart = "here" if line.sentence.start <= passage.start < line.sentence.end else "there"
        for actor in actors:
            cue = statement.cue[0].text.lower() if statement.cue else ""
            signs = {
                "source",
                f"source:cue:{cue}",
                f"source:{statement.cue_class}:{pronoun}",
                f"source:{statement.cue_class}",
                f"source:covers{share}",
                f"source:depth{min(depth, 2)}of{min(len(statements), 3)}",
                f"source:{inside}:{apart}",
                f"source:quoted{shape.quoted}",
                f"source:{inside}:opens:{shape.opens}",
                f"source:{'within' if _cue_within(statement, passage) else 'without'}:{shape.opens}",
                f"source:mode:{statement.mode}",
            }
            signs.add("source:pronoun" if pronoun else "source:who" if source.text.lower() in _WH else "source:name")
            if 0 <= source.start - passage.start <= _AT_THE_START:
                signs |= {"source:first", f"source:first:{statement.cue_class}"}
            if voice.speaks_for:
                signs.add("source:speaks_for")
            if len(actors) > 1:
                signs.add("source:several")
            signs |= _signs_of_speaker(setting, passage_line, actor, statement, shape)
            beside = tuple(other for other in actors if other is not None)
            yield Pointer(actor, source, frozenset(signs | _of_actor(setting, actor)), statement, beside)


def _pointers(setting: Setting, line: Line, draft: Draft, passage: Span, statements: Sequence[Statement], shape: Shape) -> list[Pointer]:
    """The pointers of one mention in the sentence of the passage: one, unless it names several together ("both sides")."""
    start, end = line.tokens[draft.first].start, line.tokens[draft.last].end
    place = "in" if start < passage.end and end > passage.start else "before" if end <= passage.start else "after"
    role = _role(line, draft)
    verb = _verb(line, draft)
    order = _order(line, draft, place, passage)
    told = _tells(setting, draft, start, statements)
    signs = {
        f"{place}",
        f"{place}:{role}",
        f"{place}:{role}:{verb}",
        f"{place}:{role}:{order}",
        f"{place}:{_kind(line, draft)}",
        f"{place}:quoted{int(draft.quoted)}of{shape.quoted}",
        f"{place}:{role}:opens:{shape.opens}",
        f"{place}:{role}:{told}",
        f"verb:{verb}",
    }
    signs |= _signs_of_wording(line, draft, shape, place, role, verb, told)
    if place == "in":
        opening = sum(1 for token in line.tokens[: draft.first] if token.end > passage.start)
        signs.add(f"in:{role}:at{'0' if opening == 0 else '3' if opening <= 3 else '8' if opening <= 8 else 'far'}")  # noqa: PLR2004
    if place == "before":
        between = [token.plain for token in line.tokens[draft.last + 1 :] if token.start < passage.start]
        signs.add(f"before:gap{'0' if not between else '3' if len(between) <= 3 else '8' if len(between) <= 8 else 'far'}")  # noqa: PLR2004
        opening_word = next((token.plain for token in line.tokens if token.end > passage.start), "")
        if (between or [opening_word])[0] in _WH:
            signs.add("before:who")
    words, auxiliary = _verb_words(line, draft)
    if role == "subject":
        signs |= {f"{place}:subject:aux:{auxiliary}", f"{place}:subject:word:{words}"}
        if told.startswith("told-by"):
            content = min((one.start for statement in statements for one in statement.content if one.start <= start < one.end), default=start)
            first = "first" if start - content <= _AT_THE_START else "later"
            outer = next((one for one in statements if any(part.start <= start < part.end for part in one.content)), None)
            cue = outer.cue[0].text.lower() if outer is not None and outer.cue else ""
            signs |= {
                f"{told}:{first}:cue:{cue}",
                f"{told}:{first}:{outer.cue_class if outer is not None else ''}:{verb}",
                f"{told}:{first}:{verb}",
                f"{told}:{auxiliary}:{verb}",
                f"{told}:word:{words}",
                f"{told}:{place}:{order}",
                f"{told}:quoted{shape.quoted}:{first}",
            }
            if outer is not None:
                signs |= _signs_of_told(setting, line, draft, outer, shape, first, verb, auxiliary)
    noun = line.tokens[draft.last + 1].plain if draft.last + 1 < len(line.tokens) else ""
    if draft.owner or draft.adjective:
        signs.add(f"{place}:owner:{'stance' if noun in STANCES else 'other'}")
    signs.add(f"{place}:{_preposition(line, draft)}")
    signs.add(f"{place}:{role}:{_preposition(line, draft)}")
    span = line.mention(draft).span
    beside = tuple(other.actor for other in (*joined_to(line, draft), *side_by_side(line, draft)) if other.actor is not None)
    return [Pointer(actor, span, frozenset(signs | _of_actor(setting, actor)), None, beside) for actor in draft.several or (draft.actor,)]


def _signs_of_speaker(setting: Setting, line: Line, actor: str | None, statement: Statement, shape: Shape) -> set[str]:
    """What the speaker is, and of whom his words begin to tell."""
    trade = setting.trades.get(actor or "", "none")
    about = opening_subject(line, statement)
    relation = stands_to(setting.roster, actor, about.actor) if about is not None else "nobody"
    kin = _kind(line, about) if about is not None else ""
    verb = _verb(line, about) if about is not None else ""
    words, auxiliary = _verb_words(line, about) if about is not None else ("", "")
    minded = _minded_to(shape, about.first) if about is not None else ["nobody"]
    return {
        *(f"source:of:{relation}:minded:{one}:{shape.quoted}" for one in minded),
        *(f"source:of:{relation}:{trade}:minded:{one}" for one in minded),
        f"source:of:{relation}:aux:{auxiliary}:{verb}",
        f"source:of:{'same' if relation == 'self' else 'another'}:stem:{_stem(words)}",
        f"source:of:{relation}:{statement.cue_class}:{verb}",
        f"source:trade:{trade}",
        f"source:oneself:{shape.oneself}:{shape.quoted}",
        f"source:of:{relation}:{trade}",
        f"source:of:{relation}:{kin}:{verb}",
        f"source:of:{relation}:{shape.oneself}:{shape.quoted}",
    }


def _signs_of_told(setting: Setting, line: Line, draft: Draft, outer: Statement, shape: Shape, first: str, verb: str, auxiliary: str) -> set[str]:
    """How somebody told of stands to the speaker."""
    relation = stands_to(setting.roster, outer.actor, draft.actor)
    trade = setting.trades.get(outer.actor or "", "none")
    kind = _kind(line, draft)
    words, _ = _verb_words(line, draft)
    minded = _minded_to(shape, draft.first)
    return {
        *(f"told:{relation}:{first}:minded:{one}:{shape.quoted}" for one in minded),
        *(f"told:{relation}:{trade}:minded:{one}" for one in minded),
        f"told:{relation}:aux:{auxiliary}:{verb}",
        f"told:{'same' if relation == 'self' else 'another'}:stem:{_stem(words)}",
        f"told:{relation}:{outer.cue_class}:{verb}",
        f"told:{relation}:{first}:{outer.mode}",
        f"told:{relation}:{first}:{kind}:{verb}",
        f"told:{relation}:{first}:{kind}:{shape.quoted}",
        f"told:{relation}:{first}:{trade}",
        f"told:{relation}:{trade}:{kind}",
        f"told:{relation}:{first}:{auxiliary}:{kind.rpartition(':')[2]}",
        f"told:{relation}:{first}:oneself:{shape.oneself}",
    }


def _minded_to(shape: Shape, first: int) -> list[str]:
    """What the words of siding that a mention leads tell of its being minded, each once; `first` is its first word."""
    return sorted({lead.minded for lead in shape.leading.get(first, [Lead("none", "none")])})


def _stem(verb: str) -> str:
    """The verb of siding that a word is a form of; "none" where there is no word, "other" for any other one."""
    return STEMS.get(verb, "other") if verb else "none"


def _signs_of_wording(line: Line, draft: Draft, shape: Shape, place: str, role: str, verb: str, told: str) -> set[str]:
    """The words beside a mention, and the words of siding that it leads."""
    beside = around(line, draft)
    signs = {
        f"{place}:prev:{beside.before}",
        f"{place}:prev:{beside.farther}:{beside.before}",
        f"{place}:prev:{beside.before}:next:{beside.behind}",
        f"{place}:{role}:next:{beside.behind}",
        f"{told}:{role}:prev:{beside.before}",
        f"{told}:{role}:next:{beside.behind}",
    }
    for lead in shape.leading.get(draft.first, [Lead("none", "none")]):
        signs |= {
            f"{place}:{role}:leads:{lead.which}",
            f"{place}:{verb}:leads:{lead.which}:{shape.quoted}",
            f"{told}:{role}:leads:{lead.which}:{min(len(shape.leading), 2)}",
            f"{told}:{role}:minded:{lead.minded}",
            f"{told}:{place}:{role}:minded:{lead.minded}:{lead.which}",
        }
    return signs


def _around(setting: Setting, line: Line, place: str, near: str, shape: Shape) -> Iterator[Pointer]:
    """Mentions of a neighbouring sentence."""
    subjects = [draft for draft in line.drafts if draft.subject and not draft.bystander and (draft.actor is not None or draft.person)]
    for draft in line.drafts:
        if draft.bystander or (draft.actor is None and not draft.person):
            continue
        role = _role(line, draft)
        verb = _verb(line, draft)
        signs = {
            place,
            f"{place}:{near}",
            f"{place}:{role}",
            f"{place}:{near}:{role}:{verb}",
            f"{place}:{near}:quoted{shape.quoted}",
            f"{place}:quoted{int(draft.quoted)}of{shape.quoted}",
            f"{place}:for:{shape.source}:{'person' if draft.person else 'body'}",
            f"{place}:for:{shape.source}:{near}:{role}",
            f"{place}:for:{shape.source}:{verb}",
            f"{place}:{_kind(line, draft)}",
        }
        if subjects and subjects[0] is draft:
            signs |= {f"{place}:first", f"{place}:first:for:{shape.source}"}
        if subjects and subjects[-1] is draft:
            signs |= {f"{place}:last", f"{place}:last:for:{shape.source}"}
        yield Pointer(draft.actor, line.mention(draft).span, frozenset(signs | _of_actor(setting, draft.actor)))


def _start_of(line: Line) -> int:
    return line.sentence.start


def _of_actor(setting: Setting, actor: str | None) -> set[str]:
    if actor is None:
        return {"stranger"}
    count, most = setting.counts[actor], max(setting.counts.values(), default=1)
    kind = setting.roster.actors[actor].kind
    share = count / most
    signs = {f"kind:{kind}", f"named:{'much' if share > 0.6 else 'some' if share > 0.2 else 'little'}"}  # noqa: PLR2004
    if actor in setting.in_title:
        signs.add("in-title")
    return signs


def _role(line: Line, draft: Draft) -> str:
    if draft.adjective:
        return "adjective"
    if draft.owner:
        return "owner"
    if draft.first > 0 and line.beside(draft.first) and line.tokens[draft.first - 1].plain == "by":
        return "by"
    return "subject" if draft.subject else "object"


def _kind(line: Line, draft: Draft) -> str:
    if draft.kind != "pronoun":
        return f"{draft.kind}:{'person' if draft.person else 'body'}"
    plain = line.tokens[draft.first].plain
    return "he" if plain in MALE or plain in FEMALE else plain


def _opening(line: Line, passage: Span) -> str:
    """The kind of the first word of a passage: it may need a subject that stands before it."""
    place = next((at for at, token in enumerate(line.tokens) if token.end > passage.start), None)
    if place is None:
        return "nothing"
    token = line.tokens[place]
    if token.plain in _WH or token.plain in PREPOSITIONS or token.plain in ("to", "but", "and"):
        return "who" if token.plain in _WH else "to" if token.plain == "to" else "link"
    if token.plain in PRONOUNS or token.capital:
        return "name"
    if token.plain in _AUXILIARIES or token.plain in FINITE or token.plain.endswith("ed"):
        return "verb"
    return "ing" if token.plain.endswith("ing") else "verb" if token.plain in SIDING else "other"


def _cue_within(statement: Statement, passage: Span) -> bool:
    return any(passage.start <= cue.start < passage.end and cue.field == passage.field for cue in statement.cue)


def _preposition(line: Line, draft: Draft) -> str:
    place = draft.first
    while place > 0 and line.beside(place) and line.tokens[place - 1].plain in ("the", "a", "an", "some", "many", "most", "other", "several"):
        place -= 1
    if place == 0 or not line.beside(place):
        return "after:start" if place == 0 else "after:mark"
    word = line.tokens[place - 1].plain
    if word in _AUTHORS:
        noun = line.tokens[place - 2].plain if place > 1 else ""
        return f"after:{word}{':stance' if noun in STANCES else ''}"
    if word in CLAUSE_OPENERS or word in _WH:
        return f"after:{word}"
    return "after:saying" if word in SAYING else "after:siding" if word in SIDING else "after:other"


def _verb(line: Line, draft: Draft) -> str:
    """The kind of the verb that comes next, past a parenthesis or an apposition."""
    place = draft.last + 1
    if place < len(line.tokens) and not line.beside(place):
        closing = (at for at in range(place + 1, min(place + _LONGEST_APPOSITION, len(line.tokens))) if line.gap(at)[:1] in _CLOSING)
        opened = line.gap(place).strip()[:1] in _OPENING
        place = next(closing, len(line.tokens)) if opened else len(line.tokens)
    seen, _ = _past_auxiliaries(line, place)
    if seen >= len(line.tokens):
        return "end"
    return _kind_of_verb(line.tokens[seen].plain, auxiliary=seen > place)


def _kind_of_verb(word: str, *, auxiliary: bool) -> str:
    if word in _TELLING or (word in SAYING and word not in SIDING):
        return "saying"
    if word in SIDING:
        return "siding"
    if word in ACTING:
        return "acting"
    if auxiliary or word in FINITE or word.endswith("ed"):
        return "other"
    return "and" if word in ("and", "or") else "none"


def _verb_words(line: Line, draft: Draft) -> tuple[str, str]:
    """The verb that comes right behind a mention, and the auxiliary before it ("" where there is none)."""
    place = draft.last + 1
    if place < len(line.tokens) and not line.beside(place):
        return "", ""
    place, auxiliary = _past_auxiliaries(line, place)
    return (line.tokens[place].plain if place < len(line.tokens) else ""), auxiliary


def _past_auxiliaries(line: Line, place: int) -> tuple[int, str]:
    """The first word from `place` on that is neither an auxiliary nor an adverb, and the first auxiliary passed."""
    auxiliary, last = "", min(len(line.tokens), place + _MOST_AUXILIARIES)
    while place < last and (line.tokens[place].plain in _PASSED or line.tokens[place].plain.endswith("ly")):
        if line.tokens[place].plain in _AUXILIARIES and not auxiliary:
            auxiliary = line.tokens[place].plain
        place += 1
    return place, auxiliary


def _order(line: Line, draft: Draft, place: str, passage: Span) -> str:
    """Which of the subjects of its region a draft is, counted from the passage's start; for objects and owners, likewise among all."""
    role = _role(line, draft)
    same = []
    for other in line.drafts:
        if (other.actor is None and not other.person) or _role(line, other) != role:
            continue
        start, end = line.tokens[other.first].start, line.tokens[other.last].end
        where = "in" if start < passage.end and end > passage.start else "before" if end <= passage.start else "after"
        if where == place:
            same.append(other)
    if place == "before":
        same.reverse()
    number = next((at for at, other in enumerate(same) if other is draft), 0)
    return f"{min(number, 2)}of{min(len(same), 3)}"


def _tells(setting: Setting, draft: Draft, start: int, statements: Sequence[Statement]) -> str:
    """How a mention stands to the statements around: outside all, or in the content of one whose speaker is itself, its own side or another."""
    covering = [one for one in statements if any(content.start <= start < content.end for content in one.content)]
    if not covering:
        inside = [one for one in statements if one.source is not None and one.source.start <= start < one.source.end]
        return "is-source" if inside else "untold" if not statements else "outside"
    speaker = covering[0].actor
    if speaker is None:
        return "told-by-unknown"
    if speaker == draft.actor:
        return "told-by-self"
    same = draft.actor is not None and setting.sides.get(speaker, speaker) == setting.sides.get(draft.actor, draft.actor)
    return "told-by-own-side" if same else "told-by-other"


def covered(passage: Span, statement: Statement) -> str:
    """How much of a passage the content of a statement covers, in words."""
    shared = sum(max(0, min(passage.end, content.end) - max(passage.start, content.start)) for content in statement.content)
    share = shared / max(1, passage.end - passage.start)
    return "all" if share > 0.9 else "most" if share > 0.5 else "part" if share > 0.2 else "little"  # noqa: PLR2004


def _source(statements: Sequence[Statement]) -> str:
    """How the source of what the passage says is named: somebody known, or words that take up a name before them, or none."""
    source = next((one.source for one in statements if one.source is not None), None)
    if source is None:
        return "none"
    if any(one.actor is not None for one in statements):
        return "known"
    words = source.text.lower().split()
    if len(words) == 1 and words[0] in PRONOUNS | _WH:
        return "pronoun"
    return "the" if words[0] in ("the", "that", "this") else "a" if words[0] in ("a", "an", "one", "another", "some") else "name"


def _quoted_share(line: Line, passage: Span) -> str:
    shared = sum(max(0, min(passage.end, last) - max(passage.start, first)) for first, last in line.quoted)
    share = shared / max(1, passage.end - passage.start)
    return "all" if share > 0.8 else "some" if share > 0.1 else "none"  # noqa: PLR2004
