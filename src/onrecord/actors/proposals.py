"""Who speaks in articles without being in the dossier: kept under their own names, with counts, and proposed as its actors."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Struct

from onrecord.actors.cast import Cast
from onrecord.actors.unknown import Unknown
from onrecord.language.prose import prepare
from onrecord.records import Actor, Dossier, Reading, Span

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


class Proposal(Struct, frozen=True, kw_only=True):
    """Somebody to add to a dossier, with how much is attributed to them and one place where they speak.

    `actor.member_of` is the body that the articles say they are of, where they say so; `office` are the words by which they most often tell what
    somebody is ("Finance Minister"), "" where none do.
    """

    actor: Actor
    statements: int
    articles: int
    example: Span
    article: str
    office: str = ""


@dataclass(slots=True)
class _Speaker:
    """One unknown speaker over all articles."""

    unknown: Unknown
    article: str
    aliases: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    articles: set[str] = field(default_factory=set)


class Proposals:
    """Gathers the unknown speakers of readings; two people of one surname stay apart where the articles give their full names."""

    def __init__(self, dossier: Dossier) -> None:
        """Begin with none. Whether the readings to come were read with this dossier, or with none, makes no difference."""
        self._dossier, self._cast = dossier, Cast(dossier)
        self._speakers: dict[str, _Speaker] = {}

    def add(self, reading: Reading) -> None:
        """Count the unknown speakers of one reading (with its text)."""
        if not reading.statements:
            return
        scene = self._cast.scene(prepare(reading.article))
        for unknown in scene.unknown(reading.statements):
            speaker = self._speakers.setdefault(unknown.name, _Speaker(unknown, reading.article.id))
            speaker.statements += 1
            speaker.articles.add(reading.article.id)
            speaker.aliases.update((unknown.name, unknown.words))
            if unknown.office:
                speaker.offices[unknown.office] += 1
            if unknown.member_of is not None:
                speaker.bodies[unknown.member_of] += 1

    def proposals(self, least: int = 1) -> tuple[Proposal, ...]:
        """Those with at least so many statements: in most articles first, then by their statements and names."""
        order = sorted(self._speakers.items(), key=lambda item: (-len(item[1].articles), -item[1].statements, item[0]))
        taken = {actor.id for actor in self._dossier.actors}
        found = []
        for name, speaker in order:
            if speaker.statements >= least:
                proposal = _proposal(name, speaker, taken)
                taken.add(proposal.actor.id)
                found.append(proposal)
        return tuple(found)


def _proposal(name: str, speaker: _Speaker, taken: set[str]) -> Proposal:
    body = min(speaker.bodies, key=lambda actor: (-speaker.bodies[actor], actor)) if speaker.bodies else None
    actor = Actor(
        id=_free_id(name, speaker.unknown.kind == "person", taken),
        name=name,
        kind=speaker.unknown.kind,
        aliases=tuple(sorted(speaker.aliases, key=lambda alias: (-len(alias), alias))),
        member_of=body,
    )
    office = min(speaker.offices, key=lambda words: (-speaker.offices[words], words), default="")
    return Proposal(
        actor=actor,
        statements=speaker.statements,
        articles=len(speaker.articles),
        example=speaker.unknown.span,
        article=speaker.article,
        office=office,
    )


def _free_id(name: str, person: bool, taken: Iterable[str]) -> str:  # noqa: FBT001
    """The surname in kebab-case, or the whole name; with a number where both are taken."""
    whole = _in_kebab_case(name) or "speaker"
    wanted = [_in_kebab_case(name.rpartition(" ")[2]), whole] if person else [whole]
    numbered = (f"{whole}-{number}" for number in range(2, 1_000_000))
    return next(one for one in (*wanted, *[next(other for other in numbered if other not in taken)]) if one and one not in taken)


def _in_kebab_case(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _NOT_IN_IDS.sub("-", plain.lower()).strip("-")
