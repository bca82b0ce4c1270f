"""Whether a page may touch a dossier: a cheap look at its bytes, before anything is read out of it.

A position needs somebody who holds it and words of a term, so a page that names none of the dossier's actors, or has no words of any of its
terms, is not read. What is looked for is found in one pass, however many names there are (Aho and Corasick 1975).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.language.words import find_words, stem
from onrecord.records import Dossier

# Shorter words tell nothing of a term. Names that are shorter than this are abbreviations, and other words than that are not looked for by their
# beginnings alone ("dam" begins "damage").
_FEWEST_LETTERS = 3
_LONG = 4
# Of the words of one term's proposition, a page needs so many (or all, where there are fewer), within as many bytes: a sentence or two. So 339 of
# the 341 articles of gold/train and gold/dev pass the test for their own dossier, and half of those that were about other quarrels of the same
# countries and years (with a single word of a term, 86 in a hundred did).
_WORDS_NEEDED = 2
_TOGETHER = 300
# Words of propositions that are in every second article, whatever it is about.
_EVERYWHERE = """
    all and any are but can did for get had has her him his how its let may new not now off old one our out own per put say see set she the too
    two use via was way who why yet you about after again against along also among another back because been before being between both come
    could does down during each even every first from give given gives have having hold holds into keep keeps last least make makes more most
    much must next only other over part place remain remains same should some such take takes than that their them then there these they this
    those through time under until upon very want well were what when where whether which while will with within without work would year
"""
_AN_ACTOR = -1
_ENDING = re.compile(r"s?(?![A-Za-z0-9])")
_UNTELLING = frozenset(_EVERYWHERE.split())
_WRITTEN_OTHERWISE = (("'", "’"), ("’", "'"), ("-", "‐"))
_NO_READER = "passing over articles that do not touch the dossier needs pyahocorasick; install it with: pip install 'onrecord[archives]'"


class Relevance:
    """The test for one dossier: call it with the bytes of a page (HTML or text, in UTF-8 or a Western encoding)."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._needed: list[int] = []
        self._automaton: Any = None

    def _compile(self) -> None:
        """Make what looks for all names and words at once, when it is first needed. Raises OnrecordError where the library for it is missing."""
        try:
            from ahocorasick import Automaton  # noqa: PLC0415  not installed everywhere
        except ImportError as error:
            raise OnrecordError(_NO_READER) from error
        marks: dict[str, set[tuple[int, str]]] = {}
        names = {name for actor in self._dossier.actors for name in (actor.name, *actor.aliases)}
        for name in names:
            for form in _forms_of_name(name):
                marks.setdefault(form, set()).add((_AN_ACTOR, ""))
        words_of_names = {word.plain for name in names for word in find_words(name)}
        for number, term in enumerate(self._dossier.terms):
            stems = _stems(term.proposition, words_of_names)
            self._needed.append(min(_WORDS_NEEDED, len(stems)))
            for stemmed in stems:
                for form in (stemmed, stemmed.capitalize(), stemmed.upper()):
                    marks.setdefault(_as_bytes(form), set()).add((number, stemmed))
        self._automaton = Automaton()
        for form, meanings in marks.items():
            self._automaton.add_word(form, (len(form), tuple(sorted(meanings))))
        self._automaton.make_automaton()

    def __call__(self, content: bytes) -> bool:
        """Whether the page names an actor and has words of a term, or names an actor where no term, or one without words, asks for more."""
        if self._automaton is None:
            self._compile()
        if not len(self._automaton):
            return False
        text = content.decode("latin-1")
        # A term that has no words but names and common ones is met by the names.
        named, spoken_of = False, not self._dossier.terms or 0 in self._needed
        words: dict[int, dict[str, int]] = {}
        for last, (size, meanings) in self._automaton.iter(text):
            start = last - size + 1
            if start and _is_letter(text[start - 1]):
                continue
            for term, word in meanings:
                if term == _AN_ACTOR:
                    named = named or not _is_letter(text[last + 1 : last + 2])
                elif not spoken_of and (size >= _LONG or _ENDING.match(text, last + 1)):
                    places = words.setdefault(term, {})
                    places[word] = start
                    spoken_of = sum(start - place <= _TOGETHER for place in places.values()) >= self._needed[term]
            if named and spoken_of:
                return True
        return False


def _forms_of_name(name: str) -> Iterator[str]:
    """How pages may write a name, as their bytes: with or without capitals, in their encodings, and as entities of HTML."""
    name = name.strip()
    for article in ("the ", "The "):
        name = name.removeprefix(article)
    plain = {name, name[:1].upper() + name[1:]}
    # Short names in capitals are abbreviations, and look like other words without them; longer ones stand in capitals in headlines.
    if len(name) >= _LONG:
        plain.add(name.upper())
    plain |= {form.replace(old, new) for form in plain for old, new in _WRITTEN_OTHERWISE}
    for form in plain:
        if form:
            yield _as_bytes(form)
            if not form.isascii() or "&" in form or "'" in form:
                yield from _encoded(form)


def _encoded(form: str) -> Iterator[str]:
    yield _as_bytes("".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in form).replace("&#39;", "'"))
    yield _as_bytes("".join(letter if letter.isascii() else f"&#x{ord(letter):x};" for letter in form))
    yield form.encode("ascii", "xmlcharrefreplace").decode("ascii").replace("'", "&#39;")
    yield "".join(letter if letter.isascii() else _entity(letter) for letter in form).replace("'", "&#x27;")
    yield form.encode("cp1252", "ignore").decode("latin-1")


def _entity(letter: str) -> str:
    from html.entities import codepoint2name  # noqa: PLC0415  a table that few dossiers need

    name = codepoint2name.get(ord(letter))
    return f"&{name};" if name else f"&#{ord(letter)};"


def _stems(proposition: str, names: set[str]) -> set[str]:
    """The beginnings of a proposition's telling words, by which their other forms are found too."""
    return {stem(word) if word.startswith(stem(word)) else word[:-1] for word in telling_words(proposition, names)}


def telling_words(proposition: str, names: set[str]) -> list[str]:
    """The words of a proposition that tell what it is about, in their order: none of `names`, and none that is in every second article."""
    words = dict.fromkeys(part for word in find_words(proposition) for part in word.plain.split("-"))
    return [word for word in words if word not in names and word not in _UNTELLING and len(word) >= _FEWEST_LETTERS]


def _as_bytes(form: str) -> str:
    """The UTF-8 bytes of a form, as characters of the same numbers: so pages need not be decoded to be looked at."""
    return form.encode("utf-8").decode("latin-1")


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
