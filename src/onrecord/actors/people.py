"""What an article tells of the people it names: offices, lands and parties, women and men, and who was named last."""

from __future__ import annotations

from onrecord.actors.given_names import may_be_one, sex_of
from onrecord.actors.names import person_words
from onrecord.actors.roles import Role
from onrecord.actors.roster import Roster
from onrecord.actors.tokens import words_of
from onrecord.actors.vocabulary import BETWEEN, COURTESY, COURTESY_FEMALE, COURTESY_MALE, OFFICES

# No article names so many people; beyond them nothing more is learned, so that time stays linear in a hostile text.
_MOST_PEOPLE = 500
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_TITLE_WORDS = OFFICES | BETWEEN | COURTESY


class People:
    """The people of one article, known to the dossier (by actor id) or not ("?" and a surname)."""

    def __init__(self, roster: Roster) -> None:
        """Begin with what the dossier's aliases tell."""
        self._roster = roster
        self._seen: dict[str, int] = {}
        self._first_names: dict[str, set[str]] = {}
        self._title_words = set(_TITLE_WORDS).union(*roster.lands.values(), *(role.modifiers for roles in roster.roles.values() for role in roles))
        self.roles: dict[str, list[Role]] = {actor: list(roles) for actor, roles in roster.roles.items()}
        self.context: dict[str, set[str]] = {}
        # Those of a surname whom the dossier does not know, by the surname, and their given names.
        self.strangers: dict[str, list[str]] = {}
        self._given: dict[str, str] = {}
        self.women: set[str] = set()
        self.men: set[str] = set()
        for actor in roster.actors.values():
            if actor.kind == "person":
                self._learn_sex_by_name(actor.id, person_words(actor))
            self._learn_sex(actor.id, {word.lower() for alias in actor.aliases for word in words_of(alias)})

    def saw(self, who: str | None, words: tuple[str, ...]) -> None:
        """Somebody was named, with these words."""
        if who is not None and len(words) > 1:
            self._seen.pop(who, None)
            self._seen[who] = len(self._seen)

    def stranger(self, words: tuple[str, ...]) -> str:
        """Who somebody of this name is whom the dossier does not know. People of one surname are told apart by their given names."""
        while len(words) > 1 and words[-1] in _SUFFIXES:
            words = words[:-1]
        surname, given = words[-1], words[0] if len(words) > 1 else ""
        if len(self._given) > _MOST_PEOPLE:
            return f"?{surname}"
        same = self.strangers.setdefault(surname, [])
        for who in same:
            if not given or not self._given[who] or may_be_one(given, self._given[who]):
                self._given[who] = self._given[who] or given
                return who
        who = f"?{' '.join(words)}" if same else f"?{surname}"
        same.append(who)
        self._given[who] = given
        self._learn_sex_by_name(who, words)
        return who

    def latest(self, actors: tuple[str, ...]) -> str | None:
        """Who of these was last named in full."""
        return next((who for who in reversed(self._seen) if who in actors), None)

    def first_names(self, actor: str) -> set[str]:
        """The words of a known person's name before the surname."""
        if actor not in self._first_names:
            found = set(person_words(self._roster.actors[actor])[:-1])
            for alias in (self._roster.actors[actor].name, *self._roster.actors[actor].aliases):
                found |= {word for word in alias.split()[:-1] if word[:1].isupper() and word.lower().rstrip(".") not in _TITLE_WORDS}
            self._first_names[actor] = found
        return self._first_names[actor]

    def is_title_word(self, plain: str) -> bool:
        """Whether a word with a capital before a surname is a title, a party or a body rather than a first name."""
        return plain in self._title_words

    def learn(self, who: str, role: Role | None, words: set[str]) -> None:
        """A title or an apposition gave somebody an office, and words of land, party or place."""
        if len(self.context) > _MOST_PEOPLE:
            return
        self.context.setdefault(who, set()).update(words)
        if role is not None and role not in self.roles.setdefault(who, []):
            self.roles[who].append(role)
            self._title_words |= role.modifiers
        self._learn_sex(who, words)

    def _learn_sex_by_name(self, who: str, words: tuple[str, ...]) -> None:
        sex = sex_of(words[0].lower()) if len(words) > 1 else None
        if sex is not None:
            (self.women if sex == "woman" else self.men).add(who)

    def _learn_sex(self, who: str, words: set[str]) -> None:
        """Titles that only women or only men have; pronouns of the other kind then never mean this person."""
        if words & COURTESY_FEMALE:
            self.women.add(who)
            self.men.discard(who)
        elif words & COURTESY_MALE:
            self.men.add(who)
            self.women.discard(who)

    def context_of(self, who: str) -> set[str]:
        """Words by which somebody may be qualified: land, party, place."""
        return self.context.get(who, set()) | self._roster.lands.get(who, frozenset())
