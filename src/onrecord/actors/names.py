"""The names of a dossier's actors, compiled for one pass over an article: every alias, surnames, and adjectives made from names of lands."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from onrecord.actors.tokens import Token, adjacent, words_of
from onrecord.actors.vocabulary import COURTESY, FIRST_OFFICES, OFFICES
from onrecord.records import Actor

_ARTICLES = frozenset({"the", "The", "THE", "a", "an", "A", "An"})
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
# A last word shorter than this is no surname to search for by itself ("Li", "Un").
_SHORTEST_SURNAME = 3
_LONGEST_NAME = 12


class Name(Struct, frozen=True):
    """One way of naming actors. `adjective` says that it only names one together with a noun ("Ostmark" + "ian" officials)."""

    words: tuple[str, ...]
    actors: tuple[str, ...]
    person: bool
    adjective: bool = False
    article: bool = False
    derived: bool = False


class Names:
    """Names by their first word, longest first."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Compile the names; the same words for several actors become one name with several actors."""
        merged: dict[tuple[str, ...], Name] = {}
        for name in names:
            known = merged.get(name.words)
            if known is None:
                merged[name.words] = name
            elif known.derived == name.derived and not set(name.actors) <= set(known.actors):
                merged[name.words] = Name(
                    name.words,
                    (*known.actors, *name.actors),
                    known.person and name.person,
                    known.adjective and name.adjective,
                    known.article,
                    known.derived,
                )
            elif known.derived and not name.derived:
                merged[name.words] = name
        self._starts: dict[str, list[Name]] = {}
        for name in merged.values():
            self._starts.setdefault(name.words[0].lower().removesuffix("'s"), []).append(name)
        for choices in self._starts.values():
            choices.sort(key=lambda name: -len(name.words))

    def at(self, source: str, tokens: list[Token], place: int) -> Name | None:
        """The longest name that begins at the word `place`."""
        for name in self._starts.get(tokens[place].plain, ()):
            if self._fits(source, tokens, place, name):
                return name
        return None

    @staticmethod
    def _fits(source: str, tokens: list[Token], place: int, name: Name) -> bool:
        last = place + len(name.words)
        if last > len(tokens):
            return False
        for offset, word in enumerate(name.words):
            token = tokens[place + offset]
            if not _same(word, token):
                return False
            if offset and not (adjacent(source, tokens[place + offset - 1], token) or token.start - tokens[place + offset - 1].end <= 2):  # noqa: PLR2004  a mark and a space
                return False
        return not name.article or (place > 0 and tokens[place - 1].plain == "the")


def _same(word: str, token: Token) -> bool:
    owned = word.endswith("'s")
    if owned:
        if not token.possessive:
            return False
        word = word[:-2]
    text = token.text
    if word == text:
        return True
    if text.lower() == word.lower() and word[:3].lower() in ("al-", "el-"):
        return True
    # A capital is asked for where the alias has one; words in small letters may open a sentence or stand in a headline.
    return text == word.upper() if word[:1].isupper() else text.lower() == word


def names_of(actors: Iterable[Actor]) -> list[Name]:
    """Every name of the given actors: aliases as they stand, surnames, and adjectives of lands."""
    found: list[Name] = []
    for actor in actors:
        person = actor.kind == "person"
        for alias in (actor.name, *actor.aliases):
            found += _aliases(alias, actor, person=person)
        if person:
            found += _surnames(actor)
        else:
            found += _adjectives(actor)
    return found


def _aliases(alias: str, actor: Actor, *, person: bool) -> list[Name]:
    outer = alias.partition("(")[0].strip() or alias
    words = words_of(outer)
    article = bool(words) and words[0] in _ARTICLES
    if article:
        words = words[1:]
    if not words or len(words) > _LONGEST_NAME:
        return []
    small = all(word[:1].islower() for word in words)
    if person and small and words[-1] in OFFICES:
        return []  # "the president": an office, see roles
    adjective = len(words) == 1 and not person and _is_adjective(words[0], actor)
    return [Name(words, (actor.id,), person, adjective, article and small and alias[:1] in "tT")]


def person_words(actor: Actor) -> tuple[str, ...]:
    """The words of a person's own name, without titles: of its shortest alias of two words or more that the full name ends in."""
    words = [word for word in words_of(actor.name.partition("(")[0]) if word not in _SUFFIXES]
    while len(words) > 1 and (words[0].lower() in OFFICES or words[0].lower() in COURTESY or words[0] in _ARTICLES):
        words = words[1:]
    return tuple(words)


def _surnames(actor: Actor) -> list[Name]:
    words = person_words(actor)
    found = []
    if words and words[-1][:3].lower() in ("al-", "el-") and len(words[-1]) >= len("al-") + _SHORTEST_SURNAME:
        found.append(Name((words[-1],), (actor.id,), person=True, derived=True))
        found.append(Name((words[-1][3:],), (actor.id,), person=True, derived=True))
    if len(words) > 1 and all(word[:1].isupper() or word[:3] in ("al-", "el-") or word in ("de", "van", "von", "bin", "al") for word in words):
        found.append(Name(words, (actor.id,), person=True))
        if len(words[-1]) >= _SHORTEST_SURNAME and words[-1][:1].isupper():
            found.append(Name((words[-1],), (actor.id,), person=True, derived=True))
    return found


# Endings by which English makes an adjective of a land or party; "" cuts only ("Ostmarky" -> "Ostmark").
_ENDINGS = ("n", "an", "ian", "ean", "i", "ese", "ish", "ic", "er")


def _is_adjective(word: str, actor: Actor) -> bool:
    """Whether a one-word alias is made from another name of its actor ("Karsian" beside "Karsia")."""
    if actor.kind == "person" or not word[:1].isupper():
        return False
    stems = {words[-1] for alias in (actor.name, *actor.aliases) if (words := words_of(alias))}
    return any(word in adjectives_of(stem) for stem in stems if stem != word)


# Adjectives of lands that no rule makes.
_IRREGULAR = {
    "Britain": "British",
    "Denmark": "Danish",
    "Emirates": "Emirati",
    "France": "French",
    "Greece": "Greek",
    "Ireland": "Irish",
    "Kingdom": "British",
    "Netherlands": "Dutch",
    "Norway": "Norwegian",
    "Philippines": "Filipino",
    "Scotland": "Scottish",
    "Spain": "Spanish",
    "States": "American",
    "Switzerland": "Swiss",
    "Wales": "Welsh",
}


def adjectives_of(land: str) -> set[str]:
    """Adjectives that English may make of the name of a land: candidates, most of which no text will use."""
    found: set[str] = {_IRREGULAR[land]} if land in _IRREGULAR else set()
    for cut in ("", "a", "e", "y", "ia", "ey", "on", "ne", "ain", "istan", "es", "s", "land"):
        stem = land.removesuffix(cut) if cut else land
        if (cut and stem == land) or len(stem) < _SHORTEST_SURNAME:
            continue
        found |= {stem + ending for ending in _ENDINGS}
        if cut in ("y", "istan", "s", "es"):
            found.add(stem)
    return found


# Names of two words whose adjective is of the second alone.
_WHOLE = frozenset({"United Kingdom", "United States"})


def _adjectives(actor: Actor) -> list[Name]:
    found = []
    for alias in (actor.name, *actor.aliases):
        words = words_of(alias.partition("(")[0])
        if words and words[0] in _ARTICLES:
            words = words[1:]
        if len(words) == 1 and words[0].islower() and words[0].endswith("s"):
            found.append(Name((words[0][:-1],), (actor.id,), person=False, adjective=True, derived=True))
        if not words or len(words) > len(("North", "Karsia")) or not all(word[:1].isupper() for word in words) or words[-1].isupper():
            continue
        if words[-1].lower() in FIRST_OFFICES:
            continue
        if " ".join(words) in _WHOLE:
            words = words[-1:]
        found += [Name((*words[:-1], adjective), (actor.id,), person=False, adjective=True, derived=True) for adjective in adjectives_of(words[-1])]
    return found
