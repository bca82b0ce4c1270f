"""A reading as people judge it: the machine's, with what they accepted, rejected, corrected, added and merged.

What a judgement is about is found again by the exact characters that it is bound to. Where people disagree, what the machine read stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import asdict, replace

from onrecord.identity import article_key, position_id
from onrecord.ledger.carried import binding_here, carried_over, concerns, judged_alike, on_copy
from onrecord.ledger.placing import is_placed
from onrecord.records import (
    Article,
    Binding,
    Correction,
    JudgedState,
    Judgement,
    JudgementFate,
    Position,
    Reading,
    Silence,
    Span,
    Statement,
    Via,
    given_text,
)

# A position of the machine's by its number, or what a judgement brought in (an addition, a merge) by the judgement's id.
Thing = int | str

# The confidence of what somebody read and vouches for; comparison weighs what it finds by it.
SURE = 1.0

_EDITED = "its article is not here, or is another text now"
_NOT_READ = "no position on its term is read from these words any more"
_READ_OTHERWISE = "its words are read otherwise now; look at them again"
_NOT_THERE = "its words do not stand in the article"
_WORDS_GONE = "its article was edited, and its words do not stand there, or more than once"
_CARRIED = "its article was edited since; the words still stand there"
_TAKEN_BACK = "what it is about was taken back, or is not here"


class Judged(Struct, frozen=True):
    """What the `machine` read, and the `reading` as it is judged.

    `states` are those of its positions, by number; `machine_states` those of the machine's positions. `origins` says for each position
    which of the machine's it is, or the judgement that added it; `settled` are the positions before merges of actors renamed their holders.
    `earlier` are the versions of the article whose judgements were carried over to this one; `followed` are judgements on copies of it that
    hold here, by the number of the machine's position.
    """

    machine: Reading
    reading: Reading
    states: dict[int, JudgedState]
    machine_states: dict[int, JudgedState]
    origins: tuple[Thing, ...]
    settled: tuple[Position, ...]
    fates: dict[str, JudgementFate]
    earlier: frozenset[str] = frozenset()
    followed: dict[int, tuple[Judgement, ...]] = {}


class Outcome(Struct, frozen=True):
    """What several people's verdicts on one thing come to."""

    state: JudgedState
    fields: dict[str, Any]
    wanted: bool  # nobody rejects it


class _Verdict(Struct):
    """What one person says of one thing, all their judgements on it taken together."""

    rejected: bool = False
    fields: dict[str, Any] = {}


def judge_reading(reading: Reading, judgements: Sequence[Judgement], earlier: Collection[str] = (), on_copies: Sequence[Judgement] = ()) -> Judged:
    """The judged reading of a machine's. `judgements` are those that stand on this article, on `earlier` versions of it or on the whole dossier,
    in order of time; `on_copies` those on articles that are counted as one report with it.
    """
    hearing = _Hearing(reading)
    for judgement in judgements:
        hearing.hear_of_any_version(judgement, earlier)
    hearing.hear_on_copies(on_copies)
    outcomes = hearing.outcomes()
    machine_states: dict[int, JudgedState] = {thing: outcome.state for thing, outcome in outcomes.items() if isinstance(thing, int)}
    names = _merged_names(judgements, outcomes)
    kept: dict[str, tuple[Thing, Position, Position]] = {}
    things: list[tuple[Thing, Position]] = [*enumerate(reading.positions), *hearing.added.items()]
    for thing, position in things:
        settled = _settled(thing, position, outcomes.get(thing))
        if settled is not None:
            shown = _renamed_position(settled, names)
            if shown != position or not isinstance(thing, int):
                shown = replace(shown, id=position_id(hearing.key, hearing.dossier_id, shown))
            kept.setdefault(shown.id, (thing, settled, shown))
    origins = tuple(thing for thing, _, _ in kept.values())
    return Judged(
        machine=reading,
        reading=_renamed(replace(reading, positions=tuple(shown for _, _, shown in kept.values())), names),
        states={number: outcomes[thing].state for number, thing in enumerate(origins) if thing in outcomes},
        machine_states=machine_states,
        origins=origins,
        settled=tuple(settled for _, settled, _ in kept.values()),
        fates=hearing.fates_told(),
        earlier=frozenset(earlier),
        followed={number: tuple(some) for number, some in hearing.followed.items()},
    )


class Merges(Struct, frozen=True):
    """Actors that were merged, by the id of the actor under whom they go, and what became of the judgements on that."""

    names: dict[str, str]
    fates: dict[str, JudgementFate]


def judge_merges(judgements: Sequence[Judgement]) -> Merges:
    """What the judgements on a whole dossier come to: merges of actors, and what others say of these."""
    hearing = _Hearing(Reading(article=Article(id="")))
    for judgement in judgements:
        if not any(binding.article_key for binding in judgement.on):
            hearing.hear(judgement)
    return Merges(_merged_names(judgements, hearing.outcomes()), hearing.fates)


def agree(verdicts: Mapping[str, _Verdict]) -> Outcome:
    """What the verdicts of several people on one thing come to: disputed as soon as two of them cannot both be right."""
    rejecting = [who for who, verdict in verdicts.items() if verdict.rejected]
    if rejecting:
        return Outcome("rejected" if len(rejecting) == len(verdicts) else "disputed", {}, wanted=False)
    fields: dict[str, Any] = {}
    for verdict in verdicts.values():
        for name, value in verdict.fields.items():
            if fields.setdefault(name, value) != value:
                return Outcome("disputed", {}, wanted=True)
    return Outcome("accepted", fields, wanted=True)


def set_fields(correction: Correction | None) -> dict[str, Any]:
    """The fields that a correction sets."""
    return {name: value for name, value in asdict(correction).items() if value is not UNSET} if correction else {}


def locate(judged: Judged, binding: Binding) -> Position | None:
    """The position that a judgement is bound to, as it is shown; None where it is not shown, or not read any more."""
    origin: Thing | None = binding.judgement
    key = article_key(judged.machine.article)
    here = binding_here(binding, judged.earlier, key, judged.machine.article)
    if binding.judgement is None and here is not None and here.passages and here.article_key == key:
        origin, _ = _Hearing(judged.machine).find(here, may_differ=True)
    return next((position for thing, position in zip(judged.origins, judged.reading.positions, strict=True) if thing == origin), None)


class _Hearing:
    """All judgements on one reading, heard in order of time."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.key = article_key(reading.article)
        self.dossier_id = reading.dossier.id if reading.dossier else ""
        self.added: dict[str, Position] = {}
        self.fates: dict[str, JudgementFate] = {}
        self.followed: dict[int, list[Judgement]] = defaultdict(list)
        self._verdicts: dict[Thing, dict[str, _Verdict]] = defaultdict(dict)
        self._on: dict[Thing, list[Judgement]] = defaultdict(list)
        self._same: dict[str, int] = {}  # additions that the machine reads by now
        self._carried: dict[str, Judgement] = {}  # judgements on earlier versions, as they were given

    def hear_of_any_version(self, judgement: Judgement, earlier: Collection[str]) -> None:
        """Hear a judgement, carried over to this version where it is on an earlier one."""
        if not concerns(judgement, earlier):
            self.hear(judgement)
            return
        here = carried_over(judgement, earlier, self.key, self.reading.article)
        if here is None:
            self._orphan(judgement, _WORDS_GONE)
        else:
            self._carried[judgement.id] = judgement
            self.hear(here)

    def fates_told(self) -> dict[str, JudgementFate]:
        """What became of each judgement, as it was given."""
        return self.fates | {
            name: replace(self.fates[name], judgement=given, why=self.fates[name].why or _CARRIED) for name, given in self._carried.items()
        }

    def hear(self, judgement: Judgement) -> None:
        self.fates[judgement.id] = JudgementFate(judgement=judgement)
        if judgement.action == "add":
            self._hear_addition(judgement)
        elif judgement.action == "merge" and judgement.subject == "actor":
            self._say(judgement.id, judgement, {})
        else:
            for binding in judgement.on:
                if binding.article_key == self.key or (binding.article_key is None and binding.judgement is not None):
                    self._hear_on(judgement, binding)

    def outcomes(self) -> dict[Thing, Outcome]:
        """By thing; those who disagree are named in the fates of their judgements."""
        found = {thing: agree(verdicts) for thing, verdicts in self._verdicts.items()}
        for thing, outcome in found.items():
            if outcome.state == "disputed":
                people = ", ".join(sorted(self._verdicts[thing]))
                for judgement in self._on[thing]:
                    self.fates[judgement.id] = JudgementFate(judgement=judgement, fate="disputed", why=f"judged differently by {people}")
        return {thing: self._named(thing, outcome) for thing, outcome in found.items()}

    def _named(self, thing: Thing, outcome: Outcome) -> Outcome:
        if outcome.state != "accepted":
            return outcome
        if not isinstance(thing, int):
            return replace(outcome, state="added")
        position = self.reading.positions[thing]
        return outcome if all(getattr(position, name) == value for name, value in outcome.fields.items()) else replace(outcome, state="corrected")

    def _hear_on(self, judgement: Judgement, binding: Binding) -> None:
        if binding.judgement is not None:
            if binding.judgement not in self.fates:
                self._orphan(judgement, _TAKEN_BACK)
            else:
                self._say(self._same.get(binding.judgement, binding.judgement), judgement, _asserted(judgement, None))
            return
        if not self._stand(_spans(judgement.correction)) or (binding.term is None and not self._stand(binding.passages)):
            self._orphan(judgement, _NOT_THERE)
            return
        if binding.term is None:
            return
        number, why = self.find(binding, may_differ=judgement.action != "reject")
        if number is None:
            self._orphan(judgement, why)
        elif judgement.action != "note" and judgement.subject != "occasion":
            self._say(number, judgement, _asserted(judgement, binding))

    def _hear_addition(self, judgement: Judgement) -> None:
        """A position that the machine missed. Where a newer one reads it too, the addition accepts what that one read."""
        position = judgement.position
        if position is None or not any(binding.article_key == self.key for binding in judgement.on):
            return
        if not self._stand((*position.evidence, *position.conditions, *([position.mention] if position.mention else ()))):
            self._orphan(judgement, _NOT_THERE)
            return
        said = {"holder": position.holder, "term": position.term, "stance": position.stance}
        for number, other in enumerate(self.reading.positions):
            if (other.holder, other.term, other.stance) == tuple(said.values()) and set(other.evidence) & set(position.evidence):
                self._same[judgement.id] = number
                self._say(number, judgement, said | ({"said_on": position.said_on} if position.said_on else {}))
                return
        known = {statement.id for statement in self.reading.statements}
        self.added[judgement.id] = position if position.statement in known else replace(position, statement=None)
        self._say(judgement.id, judgement, {})

    def find(self, binding: Binding, *, may_differ: bool) -> tuple[int | None, str]:
        """Which position of the reading a judgement is about; None, and why, where that cannot be told.

        A judgement that says what is right holds whatever holder or stance is read from its clearest passage now (`may_differ`); a rejection
        holds only for what was rejected.
        """
        passages, positions = set(binding.passages), self.reading.positions
        near = [number for number, position in enumerate(positions) if position.term == binding.term and passages & set(position.evidence)]
        if not near:
            return None, _NOT_READ
        same = [number for number in near if (positions[number].holder, positions[number].stance) == (binding.holder, binding.stance)]
        if same:
            shared = {number: len(passages & set(positions[number].evidence)) for number in same}
            return max(same, key=lambda number: (positions[number].id == binding.position, shared[number], -number)), ""
        clearest = [number for number in near if binding.passages[0] in positions[number].evidence]
        of_holder = [number for number in clearest if positions[number].holder == binding.holder]
        for left in (of_holder, clearest):
            if may_differ and len(left) == 1:
                return left[0], ""
        return None, _READ_OTHERWISE

    def _say(self, thing: Thing, judgement: Judgement, fields: dict[str, Any]) -> None:
        self._hold(thing, judgement, fields)
        self._on[thing].append(judgement)

    def _hold(self, thing: Thing, judgement: Judgement, fields: dict[str, Any]) -> None:
        verdict = self._verdicts[thing].setdefault(judgement.by, _Verdict())
        verdict.rejected = judgement.action == "reject"
        # Whoever corrects twice means both; whoever accepts means all of what was seen, and whoever rejects nothing of it.
        verdict.fields = {**verdict.fields, **fields} if judgement.action == "correct" else fields

    def hear_on_copies(self, judgements: Sequence[Judgement]) -> None:
        """What was judged on copies holds for the same positions at the same words here, unless somebody judged these."""
        judged_here = set(self._verdicts)
        for number, position in enumerate(self.reading.positions):
            for judgement, binding in () if number in judged_here else judged_alike(position, judgements):
                found = on_copy(judgement, binding, position, self.reading.article)
                if found is not None:
                    self._hold(number, judgement, _asserted(*found))
                    self.followed[number].append(judgement)

    def _stand(self, spans: Iterable[Span]) -> bool:
        article = self.reading.article
        return all(is_placed(span, given_text(article), article.title) for span in spans)

    def _orphan(self, judgement: Judgement, why: str) -> None:
        self.fates[judgement.id] = JudgementFate(judgement=judgement, fate="orphaned", why=why)


def edited(judgement: Judgement) -> JudgementFate:
    """The fate of a judgement on another version of its article than the one that counts, or on an article that is not here."""
    return JudgementFate(judgement=judgement, fate="orphaned", why=_EDITED)


def _asserted(judgement: Judgement, binding: Binding | None) -> dict[str, Any]:
    """The fields that a judgement says are so."""
    if judgement.action == "split" and judgement.actor:
        return {"holder": judgement.actor.id}
    seen: dict[str, Any] = {}
    if judgement.action == "accept" and binding is not None:
        seen = {name: getattr(binding, name) for name in ("holder", "term", "stance", "said_on", "conditions")}
    return seen | set_fields(judgement.correction)


def _spans(correction: Correction | None) -> list[Span]:
    fields = set_fields(correction)
    return [*fields.get("evidence", ()), *fields.get("conditions", ())]


def _settled(thing: Thing, position: Position, outcome: Outcome | None) -> Position | None:
    """The position as it is judged; None where it goes. A rejected one of the machine's that somebody defends stays."""
    if outcome is None or (outcome.state == "disputed" and isinstance(thing, int)):
        return position
    if not outcome.wanted:
        return None
    return replace(position, **outcome.fields, confidence=position.confidence if outcome.state == "disputed" else SURE)


def _merged_names(judgements: Iterable[Judgement], outcomes: Mapping[Thing, Outcome]) -> dict[str, str]:
    """Actors that were merged, and the actor under whom they go. Of two merges that would go in a circle, the first holds."""
    under: dict[str, str] = {}

    def last(name: str) -> str:
        while name in under:
            name = under[name]
        return name

    for judgement in judgements:
        if judgement.id in outcomes and judgement.actors and outcomes[judgement.id].wanted:
            kept = last(judgement.actors[0])
            under |= {name: kept for name in map(last, judgement.actors[1:]) if name != kept}
    return {name: last(name) for name in under}


def _renamed(reading: Reading, names: Mapping[str, str]) -> Reading:
    if not names:
        return reading
    return replace(
        reading,
        statements=tuple(_renamed_statement(statement, names) for statement in reading.statements),
        silences=tuple(Silence(_name(silence.actor, names), silence.terms, silence.evidence) for silence in reading.silences),
    )


def _renamed_statement(statement: Statement, names: Mapping[str, str]) -> Statement:
    return replace(statement, actor=_name(statement.actor, names), via=_renamed_via(statement.via, names))


def _renamed_position(position: Position, names: Mapping[str, str]) -> Position:
    return replace(position, holder=_name(position.holder, names), via=_renamed_via(position.via, names)) if names else position


def _renamed_via(chain: tuple[Via, ...], names: Mapping[str, str]) -> tuple[Via, ...]:
    return tuple(replace(via, actor=_name(via.actor, names)) for via in chain)


def _name(actor: str | None, names: Mapping[str, str]) -> str | None:
    return names.get(actor, actor) if actor else actor
