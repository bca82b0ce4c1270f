"""Who holds what a passage says: the speaker of the words, whoever the speaker tells of, or whoever the outlet tells of."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct, structs

from onrecord.language.prose import Sentence
from onrecord.positions.agents import Named, names_in
from onrecord.positions.around_names import (
    has_promised,
    is_asked_to,
    is_cut_off,
    is_hope_of,
    is_hoped_of,
    is_named_at,
    is_named_meanwhile,
    is_obliged,
    is_of_a_name,
    is_of_the_speaker,
    is_of_what_is_his,
    is_told_of_others,
    obliges,
    owns_a_side,
    will_do,
)
from onrecord.positions.conditions import Clause
from onrecord.positions.cues import Cue, in_reach_before, is_asked
from onrecord.positions.dating import is_circumstance, is_thrown_in
from onrecord.positions.deeds import does_nothing
from onrecord.positions.denials import find_denials
from onrecord.positions.mouthpieces import opens_what_is_said
from onrecord.positions.passives import Passive, find_passive, puts_forward, takes_a_side
from onrecord.positions.quoting import are_words_of, is_quoted_as_saying
from onrecord.positions.scenes import Mention, Scene
from onrecord.positions.sources import foretells, is_indefinite, is_of_others, only_asks_or_expects
from onrecord.positions.taking_up import find_side_behind
from onrecord.positions.vocabulary import Kind, Passage
from onrecord.records import Span, Statement, Via

# What one side is told to have done by another: it asked, offered, accepted, decided.
_TOLD_OF_OTHERS = frozenset(["demanding", "wanting", "offering", "accepting", "deciding"])
# Words between a name and the denial that it is the subject of ("Lenne has strongly denied").
_DENIED_WITHIN = 2
# Characters; about as long as a paragraph, so that a stretch holds few statements and a statement stands in few stretches.
_STRETCH = 512


class Holding(Struct, frozen=True):
    """The actor, the words that name it, the statement (None for an act told by the outlet), and the go-betweens.

    `owned` where the words only name the side that it takes ("Ostmark's demand"): it did not take that side when somebody speaks of it. `apart` are
    words that say nothing of the side that it takes there; `turned` whether one of them tells that it is against what the rest is for.
    """

    holder: str
    mention: Span | None
    statement: Statement | None
    via: tuple[Via, ...] = ()
    owned: bool = False
    apart: tuple[Cue, ...] = ()
    turned: bool = False

    def is_named_within(self, sentence: Sentence) -> bool:
        """Whether what he says goes on behind the words that name him in the sentence: "It would be wrong, Morn said, to lift the toll"."""
        named = self.mention
        if self.statement is None or named is None or not is_named_at(named, sentence) or not _is_source(self.statement, named):
            return False
        said = [span for span in self.statement.content if span.field == sentence.field and sentence.start <= span.start < sentence.end]
        return any(span.start < named.start for span in said) and any(span.end > named.end for span in said)


class Holders:
    """The statements and the scene of one article, asked who holds a passage.

    `sides` maps an actor to its side, `people` are those who are human beings.
    """

    def __init__(self, statements: tuple[Statement, ...], scene: Scene, sides: Mapping[str, str], people: frozenset[str]) -> None:
        self._scene, self._sides, self._people, self._all = scene, sides, people, statements
        self._statements = _by_stretch(statements)
        sources = [statement.source for statement in statements if statement.source is not None]
        self._sources = sorted({(source.field, source.start, source.end) for source in sources})

    def of(self, sentence: Sentence, passage: Passage, cues: list[Cue], word: int, clause: Clause | None, agent: str | None = None) -> list[Holding]:
        """Who holds what a word of the passage speaks of: several where they are named side by side, none where it is not known.

        `clause` is the conditional clause that the word stands in: whoever makes the condition holds it, and not whoever is to meet it. `agent` is
        the side of whom the term asks something: whoever tells that they will do it passes their intention on.
        """
        holdings = self.with_those_beside(self._of(sentence, passage, cues, word, clause, agent))
        if clause:
            return holdings
        holdings = [one for one in holdings if not self.is_only_asked(one, sentence, passage, word)]
        passive = find_passive(passage, cues, word)
        agents = self._agents(sentence, passage, passive) if passive else []
        if passive and agents:
            return self._in_the_passive(holdings, agents, passive, sentence, passage, cues, word)
        told = {holding.holder for holding in holdings}
        owners = [owner for owner in self._owners(sentence, passage, cues, word) if owner.holder not in told]
        told |= {owner.holder for owner in owners}
        aside = [one for one in self._in_relatives(sentence, passage, cues, word) if one.holder not in told]
        return [self._as_denied(holding, sentence, passage, word) for holding in (*holdings, *owners, *aside)]

    def _agents(self, sentence: Sentence, passage: Passage, passive: Passive) -> list[Mention]:
        """Who is named behind the "by" of a passive, alone or side by side."""
        first, last = passage.starts[passive.first : passive.last][:1], passage.ends[passive.first : passive.last]
        mentions = self._scene.mentions_in(sentence) if first else ()
        agent = next((one for one in mentions if first[0] <= one.span.start < last[-1]), None)
        if (
            agent is None
            or agent.actor is None
            or agent.owner
            or any(passage.breaks[passive.first : bisect_left(passage.starts, agent.span.start) + 1])
        ):
            return []
        return [agent, *(other for other in self._scene.beside(agent.span, agent.actor) if other.actor is not None)]

    def _in_the_passive(
        self, holdings: list[Holding], agents: list[Mention], passive: Passive, sentence: Sentence, passage: Passage, cues: list[Cue], word: int
    ) -> list[Holding]:
        """Whoever does what the passive tells; whoever put it forward; and who else is told to take a side on it, before it."""
        statement = self._statement_at(passage.starts[word], sentence, passage, cues)
        mentions = [one for one in self._scene.mentions_in(sentence) if one.actor is not None and one.actor not in {agent.actor for agent in agents}]
        movers = [one for one in mentions if puts_forward(passage, *_words_of(passage, one.span), word)]
        own = statement if statement is not None and any(_is_source(statement, one.span) for one in agents) else None
        if statement is not None and (own or not self._is_passed_on(statement) or any(_is_source(statement, one.span) for one in movers)):
            statement = None
        if statement is not None and not any(self.another_side(one.actor or "", statement.actor or "") for one in agents):
            return holdings
        via = self._through(statement) if statement is not None else ()
        through = own.via if own is not None else via
        apart: tuple[Cue, ...] = ()
        if not passive.is_clause:
            # Before "the toll demanded by Lenne" others take sides on it.
            apart = (*(cue for cue in cues if cue.first < word and (cue.has(Kind.OPPOSING) or cue.has(Kind.NEGATION))), passive.cue)
        turned = not passive.is_clause and passive.cue.has(Kind.OPPOSING)
        found = [Holding(one.actor or "", one.span, own or statement, through, apart=apart, turned=turned) for one in agents]
        found += [Holding(one.actor or "", one.span, statement, via, owned=True, apart=(passive.cue,)) for one in movers]
        told = {one.holder for one in found}
        siding = not passive.is_clause and any(cue is not passive.cue and takes_a_side(cue) for cue in in_reach_before(passage, cues, word, 0))
        return [*found, *(structs.replace(one, apart=(passive.cue,)) for one in holdings if siding and one.holder not in told)]

    def _is_passed_on(self, statement: Statement) -> bool:
        """Whether somebody says what another does: neither "Lenne rejects" nor "the bill includes" passes it on."""
        known = statement.source is not None and (statement.actor is not None or self._scene.go_between(statement.source).anonymous is not None)
        return known and statement.cue_class == "saying"

    def with_those_beside(self, holdings: list[Holding]) -> list[Holding]:
        """The holdings; where there is one, also everybody whom the words name side by side with its holder ("the guild and the council want")."""
        one = holdings[0] if len(holdings) == 1 else None
        if one is None or one.mention is None:
            return holdings
        others = {other.actor: other.span for other in self._scene.beside(one.mention, one.holder) if other.actor is not None}
        return [one, *(Holding(actor, mention, one.statement, one.via) for actor, mention in others.items())]

    def _of(self, sentence: Sentence, passage: Passage, cues: list[Cue], word: int, clause: Clause | None, agent: str | None) -> list[Holding]:
        if is_asked(passage, word):
            return self._answering(sentence, passage, word)
        statement = self._statement_at(passage.starts[word], sentence, passage, cues)
        if statement is None:
            actor, mention = self._told_of(sentence, passage, cues, word, clause)
            if not clause and self._is_told_of_something_else(mention, sentence, passage, cues, word):
                return []
            return self._each(actor, mention, None, ())
        repeated = None if clause else self._repeated(statement, sentence, passage, word)
        return [repeated] if repeated is not None else self._stated(statement, sentence, passage, cues, word, clause, agent)

    def _stated(
        self, statement: Statement, sentence: Sentence, passage: Passage, cues: list[Cue], word: int, clause: Clause | None, agent: str | None
    ) -> list[Holding]:
        """Who holds what a statement tells there: whoever the speaker tells of, else the speaker."""
        actor, mention = self._scene.holder_of(sentence, passage.starts[word], passage.ends[word])
        if actor and mention and not clause and statement.mode != "direct" and _is_told_aside(passage, mention, cues, word):
            return [Holding(actor, mention, None)]
        if actor and mention and not clause and self._tells_of(statement, actor, mention, passage, cues, word, agent):
            return [Holding(actor, mention, statement, self._through(statement))]
        return self._each(statement.actor, statement.source, statement, statement.via)

    def _repeated(self, statement: Statement, sentence: Sentence, passage: Passage, word: int) -> Holding | None:
        """Whoever is somebody else than the speaker and whose words he only repeats there."""
        others = [
            one for one in self._scene.mentions_in(sentence) if one.actor not in (None, statement.actor) and not _is_source(statement, one.span)
        ]
        said = [one for one in others if not one.owner and is_quoted_as_saying(passage, one.span)]
        # "On the day of Morn's remarks, Zell said": whoever repeats words speaks before he tells whose they are.
        said += [one for one in others if one.owner and _is_named_before(statement, one.span) and are_words_of(passage, one.span, word)]
        return next((Holding(one.actor or "", one.span, statement, self._through(statement)) for one in said), None)

    def _answering(self, sentence: Sentence, passage: Passage, word: int) -> list[Holding]:
        """Who answers what a word was asked about: the next speaker of the sentence, else whoever acts behind the question."""
        asked_until = next((place for place in range(word + 1, len(passage.stems)) if passage.breaks[place]), len(passage.stems) - 1)
        behind = passage.starts[asked_until]
        speaking = [one for one in self._all if one.source is not None and _stands_in(one.source, sentence.field, behind, sentence.end)]
        statement = min(speaking, key=lambda one: one.source.start if one.source is not None else 0, default=None)
        if statement is not None:
            # The question is told in the outlet's own words.
            return self._each(statement.actor, statement.source, structs.replace(statement, mode="mixed"), statement.via)
        return self._each(*self._scene.holder_of(sentence, behind, sentence.end), None, ())

    def _owners(self, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> list[Holding]:
        """Whose demand, offer or refusal the words name, whoever speaks of it: "the guild rejected Ostmark's demand for a toll"."""
        near = [mention for mention in self._scene.mentions_in(sentence) if mention.owner and owns_a_side(mention.span, passage, word)]
        owner = near[-1] if near else None
        statement = self._statement_at(passage.starts[word], sentence, passage, cues)
        if owner is None or owner.actor is None:
            return []
        if statement is None:
            return [Holding(owner.actor, owner.span, None, owned=True)]
        # Whoever approves of a plan or denounces it tells nothing of it.
        if statement.cue_class != "saying" or not _covers(statement, owner.span.start, owner.span.field):
            return []
        return [Holding(owner.actor, owner.span, statement, self._through(statement), owned=True)]

    def _in_relatives(self, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> list[Holding]:
        """Who takes a side in a clause behind the word and about it: "announced a toll, which Lenne opposes", "a toll, a step Lenne opposes"."""
        found = []
        for mention in self._scene.mentions_in(sentence):
            named = bisect_left(passage.starts, mention.span.end)
            if mention.actor is None or mention.owner or named <= word or find_side_behind(passage, cues, word, mention.span, named) is None:
                continue
            statement = self._statement_at(mention.span.start, sentence, passage, cues)
            # An aside is the outlet's own, unless it stands in somebody's quoted words.
            quoted = statement is not None and statement.mode == "direct" and statement.actor != mention.actor
            via = self._through(statement) if statement is not None and quoted else ()
            found.append(Holding(mention.actor, mention.span, statement if quoted else None, via, owned=True))
        return found

    def _as_denied(self, holding: Holding, sentence: Sentence, passage: Passage, word: int) -> Holding:
        """The holding; with whoever says that it is not so as its innermost go-between ("Lenne denies that Karsia has accepted")."""
        denial = next((one for one in find_denials(passage) if one.word < one.first <= word < one.last), None)
        if denial is None:
            return holding
        said = passage.starts[denial.word]
        named = [one for one in self._scene.mentions_in(sentence) if one.span.end <= said and not one.owner]
        near = bool(named) and bisect_left(passage.starts, named[-1].span.end) >= denial.word - _DENIED_WITHIN
        denier, mention = (named[-1].actor, named[-1].span) if near else self._scene.holder_of(sentence, said, passage.ends[denial.word])
        if mention is None or denier in (None, holding.holder) or any(via.span == mention for via in holding.via):
            return holding
        return structs.replace(holding, via=(*holding.via, self._scene.go_between(mention)))

    def _told_of(self, sentence: Sentence, passage: Passage, cues: list[Cue], word: int, clause: Clause | None) -> tuple[str | None, Span | None]:
        """The subject of what the outlet tells. Who "must" do something is not who wants it: that is the subject before, if any."""
        if clause:
            opens = clause.opened == sentence.start
            return self._scene.holder_of(sentence, *((clause.end, sentence.end) if opens else (clause.opened, clause.opened)))
        actor, mention = self._scene.holder_of(sentence, _governing(passage, cues, word), passage.ends[word])
        if mention is not None and any(obliges(cue) and mention.end <= passage.starts[cue.first] and cue.first < word for cue in cues):
            before, named = self._scene.holder_of(sentence, mention.start, mention.start)
            return (None, None) if before == actor and is_obliged(passage, cues, mention) else (before, named)
        return actor, mention

    def _each(self, actor: str | None, mention: Span | None, statement: Statement | None, via: tuple[Via, ...]) -> list[Holding]:
        if actor is not None:
            return [Holding(actor, mention, statement, via)]
        return [Holding(one, mention, statement, via) for one in self._scene.resolve_all(mention)] if mention is not None else []

    def holds_nothing(self, holding: Holding, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> bool:
        """Whether a word is somebody else's, or of the holder is only told what he must do, or did meanwhile, or has ("Morn, whose party")."""
        asked = (sentence, passage, cues, word)
        if holding.statement is None and self._is_told_of_something_else(holding.mention, *asked):
            return True
        return self._is_of_nobody_named(holding, *asked) or self._is_only_obliged(holding, *asked)

    def _is_told_of_something_else(self, mention: Span | None, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> bool:
        """Whether the outlet tells no act there of whoever a name in the sentence names."""
        if mention is None or not is_named_at(mention, sentence):
            return False
        if is_hope_of(passage, mention, sentence) or is_thrown_in(passage, mention, word):
            return True
        if is_of_what_is_his(passage, mention, sentence, word) or is_named_meanwhile(passage, cues, mention, sentence, word):
            return True
        owners = [one.span for one in self._scene.mentions_in(sentence) if one.owner]
        return mention not in owners and does_nothing(passage, cues, mention, word)

    def _is_of_nobody_named(self, holding: Holding, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> bool:
        """Whether a word is said by somebody left without a name and a body, or by a body that is not known: the holder is not its source, and
        is not spoken of there.
        """
        statement = self._statement_at(passage.starts[word], sentence, passage, cues)
        if statement is None or statement.source is None or statement.actor is not None or self._scene.resolve_all(statement.source):
            return False
        mention, source = holding.mention, statement.source
        if mention is not None:
            speaks = mention.field == source.field and source.start <= mention.start < source.end
            if speaks:
                return is_of_others(source, mention)
            if _covers(statement, mention.start, mention.field):
                return only_asks_or_expects(statement) or is_obliged(passage, cues, mention)
        if self._scene.go_between(source).anonymous is True or is_indefinite(source):
            return True
        # "Analysts say", "the government has insisted": whoever that is, it is nobody whom only another sentence names.
        return mention is None or mention.field != sentence.field or not sentence.start <= mention.start < sentence.end

    def _is_only_obliged(self, holding: Holding, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> bool:
        """Whether nobody but the outlet says there what the holder "must" do: whoever is asked something holds nothing by that."""
        if self.is_only_asked(holding, sentence, passage, word):
            return True
        if self._statement_at(passage.starts[word], sentence, passage, cues) is not None:
            return False
        named = [one.span for one in self._scene.mentions_in(sentence) if one.actor == holding.holder]
        if holding.mention is not None and holding.mention.field == sentence.field and holding.mention.start >= sentence.start:
            named.append(holding.mention)
        return any(is_obliged(passage, cues, one) for one in named)

    def is_only_asked(self, holding: Holding, sentence: Sentence, passage: Passage, word: int) -> bool:
        """Whether others only ask of the holder there what a word tells, or it is told of people whom he has to do with, and he does not speak."""
        mention = holding.mention
        if mention is None or not is_named_at(mention, sentence):
            return False
        if holding.statement is None and is_told_of_others(passage, mention, word, self._named(sentence)):
            return True
        return (holding.statement is None or holding.statement.actor != holding.holder) and is_asked_to(passage, mention, word)

    def _named(self, sentence: Sentence) -> list[Span]:
        return [one.span for one in self._scene.mentions_in(sentence) if one.actor is not None]

    def of_passage(self, passage: Span) -> Holding | None:
        """Who most likely holds a whole passage, by all that names anybody in it and near it; None where that is nobody of the dossier."""
        held = next(iter(self._scene.held_in([passage], self._all)), None)
        return Holding(held.actor, held.mention, held.statement, held.via) if held is not None and held.actor is not None else None

    def passed_on(self, holding: Holding, passage: Span) -> tuple[Via, ...]:
        """The go-betweens of a passage of this holder, by name."""
        told = holding.via or holding.statement is not None
        return self._scene.confirmed(holding.via, passage, holding.holder, self._all) if told else ()

    def source_at(self, sentence: Sentence, passage: Passage, cues: list[Cue], word: int) -> Span | None:
        """The words that name the source of what a word is said in; None where nobody is said to say it."""
        statement = self._statement_at(passage.starts[word], sentence, passage, cues)
        return statement.source if statement is not None else None

    def source_holds(self, field: str, first: int, last: int) -> bool:
        """Whether the characters from `first` to `last` stand in the words that name one source."""
        place = bisect_left(self._sources, (field, first + 1)) - 1
        return place >= 0 and self._sources[place][0] == field and self._sources[place][1] <= first and last < self._sources[place][2]

    def named_in(self, sentence: Sentence, passage: Passage) -> list[Named]:
        """Whose side is named where in a sentence."""
        mentions = self._scene.mentions_in(sentence)
        return names_in(passage, [(one.span, self.side(one.actor), one.owner) for one in mentions if one.actor is not None])

    def actors_in(self, sentence: Sentence) -> list[tuple[str, Span]]:
        """Who of the dossier is named in a sentence and owns nothing there, with the words that name it, in order."""
        return [(one.actor, one.span) for one in self._scene.mentions_in(sentence) if one.actor is not None and not one.owner]

    def outside_names(self, sentence: Sentence, passage: Passage, cues: list[Cue]) -> list[Cue]:
        """The cues but those that are part of a name: "Hope Arden" hopes for nothing by her name, nor does "Stop the Toll" refuse anything."""
        named = self._scene.mentions_in(sentence) if cues else ()
        # What opens a sentence has a capital as well where it describes: "Opponents of the toll".
        names = [one.span for one in named if one.span.start > sentence.start or (one.actor is not None and self.is_person(one.actor))]
        return [cue for cue in cues if not any(is_of_a_name(span, passage, cue) for span in names)]

    def last_subjects(self, sentence: Sentence, offset: int) -> frozenset[str]:
        """Who acts in the last clause of a sentence before `offset`: one, or several named side by side."""
        actor, mention = self._scene.holder_of(sentence, offset, offset)
        return frozenset(one.holder for one in self.with_those_beside(self._each(actor, mention, None, ())))

    def is_person(self, actor: str) -> bool:
        """Whether an actor is one human being."""
        return actor in self._people

    def side(self, actor: str) -> str:
        """The side of an actor."""
        return self._sides.get(actor, actor)

    def another_side(self, one: str, other: str) -> bool:
        """Whether two actors stand on different sides."""
        return self._sides.get(one, one) != self._sides.get(other, other)

    def _through(self, statement: Statement) -> tuple[Via, ...]:
        """The go-betweens of what a statement tells of somebody else: those who pass the statement on, and its own source."""
        if statement.source is None or any(via.span == statement.source for via in statement.via):
            return statement.via
        return (*statement.via, self._scene.go_between(statement.source))

    def _tells_of(self, statement: Statement, actor: str, mention: Span, passage: Passage, cues: list[Cue], word: int, agent: str | None) -> bool:
        """Whether the speaker tells what somebody else wants, accepts or refuses ("X said Y had agreed to talks"), or will do ("that Z would pay").

        A body is somebody else where it is of another side: whoever speaks for it tells its stance as his own. Of a person of the same side it is
        told where no mark stands between ("the president opposes it"): a sentence further on speaks of something else.
        """
        another = self.another_side(actor, statement.actor or "")
        if not (another or (self.is_person(actor) and actor != statement.actor)) or not _covers(statement, mention.start, mention.field):
            return False
        # "I hope that Morn will": that is what the speaker wants. "Analysts bet that Morn will": that is nobody's.
        if is_hoped_of(passage, cues, mention) or is_asked_to(passage, mention, word) or foretells(statement):
            return False
        if is_circumstance(passage, mention) or is_thrown_in(passage, mention, word):
            return False
        between = [cue for cue in cues if mention.end <= passage.starts[cue.first] < passage.starts[word]]
        if any(obliges(cue) for cue in between):
            return False
        # "With Karsia's consent we intend": that is the speaker, and those for whom he speaks.
        between = [cue for cue in between if not is_of_the_speaker(passage, mention, cue)]
        if not another:
            between = [cue for cue in between if not is_cut_off(passage, mention, cue)]
        if not another and opens_what_is_said(statement, mention, passage, word):
            return True
        intends = another and statement.cue_class == "saying" and agent == self.side(actor) and will_do(passage, mention)
        return intends or any(_takes_a_side(cue) or has_promised(passage, mention, cue) for cue in between)

    def _statement_at(self, offset: int, sentence: Sentence, passage: Passage, cues: list[Cue]) -> Statement | None:
        """The statement with the shortest content that holds the character at `offset`, leaving out what somebody only "must acknowledge"."""
        near = self._statements.get((sentence.field, offset // _STRETCH), ())
        told = (statement for statement in near if _covers(statement, offset, sentence.field))
        return next((statement for statement in told if not _only_asked_for(statement, passage, cues)), None)


def _by_stretch(statements: tuple[Statement, ...]) -> dict[tuple[str, int], list[Statement]]:
    """Statements under each stretch of the text that their content touches, those with the shortest content first.

    An article of one endless line has thousands of statements; looking through them all for each word would take time square in them.
    """
    found: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda statement: sum(span.end - span.start for span in statement.content)):
        stretches = {(span.field, stretch) for span in statement.content for stretch in range(span.start // _STRETCH, (span.end - 1) // _STRETCH + 1)}
        for stretch in stretches:
            found[stretch].append(statement)
    return found


def _only_asked_for(statement: Statement, passage: Passage, cues: list[Cue]) -> bool:
    """Whether an obliging word stands between the source and its cue."""
    if statement.source is None or not statement.cue:
        return False
    first, last = statement.source.end, statement.cue[0].end
    return any(obliges(cue) and first <= passage.starts[cue.first] < last for cue in cues)


def _stands_in(span: Span, field: str, start: int, end: int) -> bool:
    return span.field == field and start <= span.start < end


def _governing(passage: Passage, cues: list[Cue], word: int) -> int:
    """Where the words start that take a side on the word: whoever is told to do that holds it, and not whoever it is asked of."""
    told = [cue for cue in in_reach_before(passage, cues, word, 0) if _takes_a_side(cue)]
    return passage.starts[told[0].first] if told else passage.starts[word]


def _words_of(passage: Passage, span: Span) -> tuple[int, int]:
    return bisect_left(passage.starts, span.start), bisect_left(passage.starts, span.end)


def _is_source(statement: Statement, span: Span) -> bool:
    source = statement.source
    return source is not None and source.field == span.field and source.start <= span.start < source.end


def _is_named_before(statement: Statement, span: Span) -> bool:
    source = statement.source
    return source is not None and source.field == span.field and source.end <= span.start


def _takes_a_side(cue: Cue) -> bool:
    return cue.has(Kind.OPPOSING) or any(group.name in _TOLD_OF_OTHERS for group in cue.groups)


def _is_told_aside(passage: Passage, mention: Span, cues: list[Cue], word: int) -> bool:
    """Whether the outlet says in an aside what side somebody takes whom a speaker only names: "Morn thanked Brandt, who had called for a toll"."""
    behind = bisect_left(passage.starts, mention.end)
    if passage.stems[behind : behind + 1] != ("who",) or not passage.breaks[behind] or any(passage.breaks[behind + 1 : word + 1]):
        return False
    return any(behind < cue.first < word and _takes_a_side(cue) for cue in cues)


def _covers(statement: Statement, offset: int, field: str) -> bool:
    return any(span.field == field and span.start <= offset < span.end for span in statement.content)
