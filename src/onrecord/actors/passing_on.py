"""Through whom a passage came: the sources around it, with the signs that one of them passes the holder's words or deeds on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from onrecord.actors.asides import Aside, asides
from onrecord.actors.citing import cited
from onrecord.actors.pointing import Pointer, Setting, covered
from onrecord.actors.source_words import calls_again, names_nobody, signs_of_words
from onrecord.actors.sources import Voice
from onrecord.actors.vocabulary import OUTLETS, PRONOUNS
from onrecord.records import Span, Statement, Via

_LONGEST_SOURCE = 12
# Whoever demands, offers, agrees or refuses takes a stance himself and passes on none: so it is with all 14 of them that were read as go-betweens
# in gold/train. There, too, an act that no words are attributed for has a go-between in one of eleven cases.
_OWN_STANCES = frozenset({"demanding", "offering", "agreeing", "refusing"})
# These signs of the holder's mention tell how it stands to whoever passes it on.
_OF_THE_HOLDER = (
    "told-by-other:first",
    "told-by-other:subject:minded",
    "told-by-own-side:subject:minded",
    "told-by-unknown",
    "source:in",
    "source:out",
)


class PassedOn(Struct, frozen=True):
    """Somebody who may have passed a passage on, with the signs for and against it; who stands before him, and whom he cites.

    `reach` is how many characters he is told to say: whoever passes on another's words says at least those.
    """

    via: Via
    signs: frozenset[str]
    outer: tuple[Via, ...] = ()
    cited: tuple[Via, ...] = ()
    reach: int = 0


def go_betweens(
    setting: Setting, holder: Pointer, passage: Span, statements: Sequence[Statement], voice: Callable[[Span], Voice], place: int
) -> list[PassedOn]:
    """Every source whose statement touches a passage, as its go-between; whoever else tells its sentence; and the holder's own mention where it
    is of somebody unnamed.

    `statements` are those that touch it, nearest first; `place` is the number of the passage among those of its position.
    """
    found: list[PassedOn] = []
    himself: list[Span] = []
    holder_quoted = any(":quoted1of" in sign for sign in holder.signs)
    kin = "person" if setting.roster.is_person(holder.actor) else "body"
    for rank, statement in enumerate(statements):
        source = statement.source
        if source is None or statement.cue_class in _OWN_STANCES or names_nobody(source.text):
            continue
        speaker = voice(source)
        who = _who(setting, holder, speaker)
        where = _where(holder.mention, statement)
        if kin == "person" and speaker.actor is None and where == "outside" and statement.mode != "indirect" and calls_again(source.text):
            himself.append(source)
            continue
        line = setting.line_at(source)
        signs = _signs(statement, passage, source, speaker) | signs_of_words(line, source, speaker, holder.actor, who, kin)
        signs |= {
            f"via:rank{min(rank, 2)}of{min(len(statements), 3)}",
            f"via:{who}",
            f"via:{who}:{where}",
            f"via:{who}:{kin}",
            f"via:{who}:{statement.mode}",
            f"via:{who}:{where}:{statement.cue_class}",
            f"via:{who}:{'quoted' if holder_quoted else 'plain'}",
            f"via:{who}:{'direct' if statement.mode != 'indirect' else 'indirect'}:{where}",
            f"via:passage{min(place, 1)}",
            f"via:{who}:covers{covered(passage, statement)}",
            f"via:{who}:rank{min(rank, 2)}of{min(len(statements), 3)}",
        }
        if "via:media" in signs:
            signs |= {f"via:media:{where}", f"via:media:{who}", f"via:media:{statement.mode}:{where}", f"via:media:passage{min(place, 1)}"}
        signs |= {f"via:{who}:{sign}" for sign in holder.signs if sign.startswith(_OF_THE_HOLDER)}
        outer = tuple(via for via in statement.via if via.span != source)
        inner = cited(line, source, voice) if line is not None else ()
        if inner:
            signs.add("via:citing")
        reach = sum(content.end - content.start for content in statement.content)
        found.append(PassedOn(Via(source, speaker.actor, speaker.unnamed), frozenset(signs), outer, inner, reach))
    known = [*himself, *(via.span for one in found for via in (*one.outer, one.via, *one.cited))]
    found += _told_apart(setting, holder, passage, known, voice, place, len(statements))
    own = voice(holder.mention)
    if own.speaks_for and not any(one.via.span == holder.mention for one in found):
        signs = _signs_of_own(holder) | {f"own:passage{min(place, 1)}", f"own:statements{min(len(statements), 2)}"}
        signs.add(f"own:{'unnamed' if own.unnamed else 'named'}")
        found.append(PassedOn(Via(holder.mention, own.actor, own.unnamed), frozenset(signs)))
    return found


def _told_apart(
    setting: Setting, holder: Pointer, passage: Span, known: Sequence[Span], voice: Callable[[Span], Voice], place: int, touching: int
) -> list[PassedOn]:
    """Whoever tells the sentence of a passage by its form alone, unless known already."""
    line = setting.line_at(passage)
    told = []
    for aside in asides(line, passage) if line is not None else []:
        if not any(_share_words(span, aside.span) for span in known):
            speaker = voice(aside.span)
            if names_nobody(aside.span.text):
                continue
            signs = _signs_of_aside(setting, holder, aside, speaker, touching) | {f"via:aside:passage{min(place, 1)}"}
            told.append(PassedOn(Via(aside.span, speaker.actor, speaker.unnamed), frozenset(signs)))
    return told


def _signs_of_aside(setting: Setting, holder: Pointer, aside: Aside, speaker: Voice, touching: int) -> set[str]:
    who = _who(setting, holder, speaker)
    kin = "person" if setting.roster.is_person(holder.actor) else "body"
    form = f"via:aside:{aside.form}"
    return signs_of_words(setting.line_at(aside.span), aside.span, speaker, holder.actor, who, kin) | {
        "via:aside",
        form,
        f"{form}:{who}",
        f"{form}:own{int(_share_words(holder.mention, aside.span))}",
        f"{form}:touching{min(touching, 2)}",
        f"{form}:{'speaks' if holder.statement is not None else 'acts'}",
        f"via:aside:{who}",
        f"via:aside:unnamed{speaker.unnamed}",
    }


def _share_words(one: Span, other: Span) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


def _signs_of_own(holder: Pointer) -> set[str]:
    """The signs of the holder's own mention: officials who say something pass it on, a House of Representatives that votes acts itself."""
    last = holder.mention.text.split()[-1]
    head = last.lower()
    number = "many" if head.endswith("s") else "one"
    letter = "small" if last[:1].islower() else "capital"
    verb = next((sign for sign in sorted(holder.signs) if sign.startswith("verb:")), "verb:none")
    kind = next((sign for sign in sorted(holder.signs) if sign.startswith("kind:")), "kind:none")
    signs = {"own", f"own:head:{head}", f"own:{number}", f"own:{letter}", f"own:{letter}:{verb}", f"own:{number}:{verb}", f"own:{number}:{kind}"}
    return signs | {f"own:{kind}:{verb}", f"own:head:{head}:{verb}"} | {"own:" + sign for sign in holder.signs if sign.count(":") <= 1}


def _signs(statement: Statement, passage: Span, source: Span, speaker: Voice) -> set[str]:
    words = [word.strip(".,’'").lower() for word in source.text.split()]
    inside = passage.start <= source.start < passage.end
    cue = statement.cue[0].text.lower() if statement.cue else ""
    signs = {
        "via",
        f"via:mode:{statement.mode}",
        f"via:class:{statement.cue_class}",
        f"via:cue:{cue}",
        f"via:covers{covered(passage, statement)}",
        f"via:inside{int(inside)}",
        f"via:{'pronoun' if source.text.lower() in PRONOUNS else 'name' if source.text[:1].isupper() else 'small'}",
        f"via:unnamed{speaker.unnamed}",
    }
    if not OUTLETS.isdisjoint(words):
        signs.add("via:media")
    if len(words) > _LONGEST_SOURCE:
        signs.add("via:long")
    if words and words[0] in ("who", "which", "that", "it", "they"):
        signs.add(f"via:{words[0]}")
    return signs


def _who(setting: Setting, holder: Pointer, speaker: Voice) -> str:
    """What the speaker is to the holder."""
    if speaker.actor is None:
        return "unnamed" if speaker.unnamed else "stranger" if speaker.unnamed is False else "unclear"
    if speaker.actor == holder.actor:
        return "speaks-for" if speaker.speaks_for else "himself"
    if holder.actor is not None and setting.sides.get(speaker.actor) == setting.sides.get(holder.actor):
        return "above" if speaker.actor in setting.roster.upward(holder.actor) else "own-side"
    return "other-side"


def _where(mention: Span, statement: Statement) -> str:
    """Where the holder is named: as the source, first in the content, later in it, or elsewhere."""
    source = statement.source
    if source is not None and source.field == mention.field and source.start < mention.end and mention.start < source.end:
        return "source"
    for content in statement.content:
        if content.field == mention.field and content.start <= mention.start < content.end:
            return "first" if mention.start - content.start < len("that all the former ") else "inside"
    return "outside"
