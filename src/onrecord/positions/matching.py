"""Which terms of the dossier a sentence may speak to, by the words of their propositions.

A proposition is taken apart into its content words. Each weighs by how unusual it is in the news, how few of the dossier's terms share it, and
whether it names an actor (who is spoken of everywhere) or an act (which nearly every dispute has). A sentence that has the word itself earns
its whole weight; one that has a word of the same group of the thesaurus earns a part of it. The weights below were set on gold/train, whole
dossiers left out, by average precision over (sentence, term) pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct, structs

from onrecord.positions.agents import agent_of
from onrecord.positions.conditions import Clause
from onrecord.positions.cues import Cue, find_cues
from onrecord.positions.vocabulary import Group, Hit, Kind, Passage, vocabulary
from onrecord.records import Dossier, side_of

# Share of its weight that a word keeps when it names an actor of the dossier, or an act.
_ACTOR_WEIGHT = 0.5
_ACT_WEIGHT = 0.85
# Share of a word's weight that another word of its group earns.
_SAME_THING = 0.6
_SAME_ACT = 0.4
# Terms that share so much of their weight, names aside, ask the same of what they name.
_SIBLINGS = 0.7
# A long proposition is seldom repeated in full: its weight counts by this power.
_LENGTH_POWER = 0.5


class Part(Struct, frozen=True):
    """One content word of a proposition: its place among the proposition's words, and what the word and its groups weigh.

    `name` says that it belongs to a name of a place or a body.
    """

    place: int
    stem: str
    kind: str
    weight: float
    groups: tuple[tuple[Group, float], ...]
    name: bool

    @property
    def acts(self) -> frozenset[Group]:
        """The acts that the word may be."""
        return frozenset(group for group, _ in self.groups if group.kind is Kind.ACT)


class Topic(Struct, frozen=True):
    """A term made ready for matching: its id and words, the words of its proposition, the cues among them, and the parts that sentences match."""

    term: str
    words: str
    proposition: Passage
    cues: tuple[Cue, ...]
    parts: tuple[Part, ...]
    agent: str | None = None

    @property
    def verb(self) -> Part | None:
        """The word that tells what the agent is to do: the first one of the proposition that may be an act."""
        return next((part for part in self.parts if part.kind != "actor" and any(group.kind is Kind.ACT for group, _ in part.groups)), None)

    def is_asked_of_another_in(self, other: Topic) -> bool:
        """Whether another term asks the same of another side."""
        if self.agent is None or other.agent is None or self.agent == other.agent or self.verb is None or other.verb is None:
            return False
        return self.verb.stem == other.verb.stem or self.verb.acts == other.verb.acts

    @property
    def names(self) -> frozenset[str]:
        """Stems of the words that belong to a name of a place or a body."""
        return frozenset(part.stem for part in self.parts if part.name)

    def asks_the_same_elsewhere(self, other: Topic) -> bool:
        """Whether another term asks the same of something with another name: "the ward in Ferris stays open", "the ward in Dunholt stays open"."""
        if not self.names - other.names or not other.names - self.names:
            return False
        own, theirs = ({part.stem: part.weight for part in topic.parts if not part.name} for topic in (self, other))
        shared = sum(own[stem] for stem in own.keys() & theirs.keys())
        return bool(shared) and shared >= _SIBLINGS * max(sum(own.values()), sum(theirs.values()))


class Anchor(Struct, frozen=True):
    """A word of a sentence that stands for a part of a proposition, with what it earned."""

    word: int
    part: Part
    earned: float

    @property
    def own(self) -> bool:
        """Whether it is the proposition's own word, and not another of its group."""
        return self.earned >= self.part.weight


# The number of a topic, one of its parts, and what a word that stands for the part earns.
_Fitting = tuple[int, Part, float]


class Match(Struct, frozen=True):
    """A term that a sentence may speak to: `score` in 0 .. about 3, and the words that say so, most telling first."""

    topic: Topic
    score: float
    anchors: tuple[Anchor, ...]

    @property
    def coverage(self) -> float:
        """How much of the proposition's weight its anchors earn, 0 .. 1."""
        return sum(anchor.earned for anchor in self.anchors) / (sum(part.weight for part in self.topic.parts) or 1.0)


def shares_of_best(match: Match, matches: Sequence[Match]) -> tuple[float, float]:
    """The match's score as a share of the sentence's best, and of the best among those that rest on some of the same words (names aside)."""
    words = _telling_words(match)
    rivals = (other.score for other in matches if other is match or not words.isdisjoint(_telling_words(other)))
    return match.score / matches[0].score, match.score / max(rivals)


def _telling_words(match: Match) -> frozenset[int]:
    return frozenset(anchor.word for anchor in match.anchors if anchor.part.kind != "actor")


class Matcher:
    """The terms of one dossier, indexed by stem and by group."""

    def __init__(self, propositions: tuple[tuple[str, str], ...], names: tuple[tuple[str, str], ...]) -> None:
        """Compile (term id, proposition) pairs, knowing the names of the dossier's actors, each with the side that it stands for."""
        self.topics = _topics(propositions, names)
        self._by_stem: dict[str, list[_Fitting]] = {}
        self._by_group: dict[tuple[str, Kind], list[_Fitting]] = {}
        self._siblings = {
            topic.term: [(topic.names - other.names, other.names - topic.names) for other in self.topics if topic.asks_the_same_elsewhere(other)]
            for topic in self.topics
        }
        self._scale = [sum(part.weight for part in topic.parts) ** _LENGTH_POWER or 1.0 for topic in self.topics]
        for number, topic in enumerate(self.topics):
            for part in topic.parts:
                self._by_stem.setdefault(part.stem, []).append((number, part, part.weight))
                for group, earned in part.groups:
                    self._by_group.setdefault((group.name, group.kind), []).append((number, part, earned))

    def match(self, passage: Passage, least: float) -> list[Match]:
        """The terms that score at least `least`, best first."""
        best: dict[int, dict[int, Anchor]] = {}
        for word, stemmed in enumerate(passage.stems):
            if stemmed in self._by_stem:
                _keep(best, word, self._by_stem[stemmed])
        for hit in passage.hits:
            if (hit.group.name, hit.group.kind) in self._by_group:
                _keep(best, hit.first, self._by_group[hit.group.name, hit.group.kind])
        found = []
        for number, anchors in best.items():
            score = sum(anchor.earned for anchor in anchors.values()) / self._scale[number]
            if score >= least:
                telling = sorted(anchors.values(), key=lambda anchor: (anchor.part.kind == "actor", -anchor.earned, anchor.word))
                found.append(Match(self.topics[number], score, tuple(telling)))
        found.sort(key=lambda match: -match.score)
        return found

    def proposition_of(self, term: str) -> str:
        """The words of a term's proposition."""
        return next(topic.words for topic in self.topics if topic.term == term)

    def is_named_for_another(self, term: str, passage: Passage) -> bool:
        """Whether a passage names what another term is about that asks the same, and not what this one is about."""
        words = frozenset(passage.stems)
        return any(words >= others and words.isdisjoint(own) for own, others in self._siblings[term])


@lru_cache(maxsize=16)
def matcher(dossier: Dossier) -> Matcher:
    """The dossier's terms, compiled once."""
    return Matcher(
        tuple((term.id, term.proposition) for term in dossier.terms),
        tuple((name, side_of(actor.id, dossier)) for actor in dossier.actors for name in (actor.name, *actor.aliases)),
    )


def _keep(best: dict[int, dict[int, Anchor]], word: int, fitting: Sequence[_Fitting]) -> None:
    """Note the word for all parts that it stands for, where it earns more than the words before it."""
    for number, part, earned in fitting:
        kept = best.setdefault(number, {})
        before = kept.get(part.place)
        if before is None or earned > before.earned:
            kept[part.place] = Anchor(word, part, earned)


def _stems_of(names: tuple[str, ...]) -> frozenset[str]:
    """Stems of the capitalised words of names."""
    passages = [(name, vocabulary().read(name)) for name in names]
    return frozenset(stem for name, passage in passages for stem, start in zip(passage.stems, passage.starts, strict=True) if name[start].isupper())


def _topics(propositions: tuple[tuple[str, str], ...], named: tuple[tuple[str, str], ...]) -> list[Topic]:
    names = _stems_of(tuple(name for name, _ in named))
    passages = [vocabulary().read(proposition) for _, proposition in propositions]
    words = [_content(passage) for passage in passages]
    sharing = Counter(passage.stems[place] for passage, places in zip(passages, words, strict=True) for place in places)
    group_sharing: Counter[str] = Counter()
    for passage, places in zip(passages, words, strict=True):
        group_sharing.update({hit.group.name for place in places for hit in _hits_at(passage, place)})
    return [
        Topic(
            term,
            text,
            passage,
            tuple(find_cues(passage)),
            tuple(_part(passage, place, names, sharing, group_sharing, name=_named(text, passage, place, names)) for place in places),
            agent_of(passage, named),
        )
        for (term, text), passage, places in zip(propositions, passages, words, strict=True)
    ]


def _content(passage: Passage) -> list[int]:
    """Places of the content words, each stem once."""
    first: dict[str, int] = {}
    for place, stemmed in enumerate(passage.stems):
        if stemmed not in vocabulary().light:
            first.setdefault(stemmed, place)
    return list(first.values())


def _hits_at(passage: Passage, place: int) -> list[Hit]:
    return [hit for hit in passage.hits if hit.first <= place < hit.last and hit.group.kind in (Kind.THING, Kind.ACT)]


def _named(text: str, passage: Passage, place: int, actors: frozenset[str]) -> bool:
    """Whether a word is a name, or the noun that goes with one: "the Halm ridge"."""
    return any(each > 0 and text[passage.starts[each]].isupper() and passage.stems[each] not in actors for each in (place - 1, place))


def _part(passage: Passage, place: int, names: frozenset[str], sharing: Counter[str], group_sharing: Counter[str], *, name: bool) -> Part:
    stemmed, hits = passage.stems[place], _hits_at(passage, place)
    kind = "actor" if stemmed in names else "act" if hits and all(hit.group.kind is Kind.ACT for hit in hits) else "thing"
    weight = vocabulary().weight(stemmed) / sharing[stemmed] * {"actor": _ACTOR_WEIGHT, "act": _ACT_WEIGHT, "thing": 1.0}[kind]
    earned: dict[Group, float] = {}
    for hit in hits:
        share = _SAME_THING if hit.group.kind is Kind.THING else _SAME_ACT
        earned[hit.group] = weight * share / group_sharing[hit.group.name]
    return Part(place, stemmed, kind, weight, tuple(earned.items()), name)


def led_by_its_clause(match: Match, passage: Passage, clauses: list[Clause]) -> Match:
    """The match, led by a word of the "if" clause that most of what it earns stands in, where there is one: the term is what is asked for there."""
    earned = {clause: 0.0 for clause in clauses if clause.opener.endswith("if")}
    for anchor in match.anchors:
        for clause in earned:
            if clause.opened <= passage.starts[anchor.word] < clause.end:
                earned[clause] += anchor.earned
    most = max(earned, key=lambda clause: earned[clause], default=None)
    if most is None or 2 * earned[most] <= sum(anchor.earned for anchor in match.anchors):
        return match
    return structs.replace(match, anchors=tuple(sorted(match.anchors, key=lambda one: not most.opened <= passage.starts[one.word] < most.end)))


def led_from_outside(match: Match, sources: frozenset[int]) -> Match:
    """The match, led by a word of what is said, where there is one, and not by one of those that name who says it: "barge owners want the toll"."""
    if sources.isdisjoint(anchor.word for anchor in match.anchors):
        return match
    return structs.replace(match, anchors=tuple(sorted(match.anchors, key=lambda one: one.word in sources)))
