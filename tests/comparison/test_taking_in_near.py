"""What comes into a long record changes what is near it in time as comparing everything would, and leaves the rest."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.cli.demo import find_examples
from onrecord.comparing import bring_up_to_date, compare_whole
from onrecord.comparison import Spread, compare_with
from onrecord.comparison.candidates import EVERY
from onrecord.comparison.points_known import points_known
from onrecord.comparison.tellings import gather_tellings, positions_held
from onrecord.dossiers import digest, load
from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import (
    Article,
    Comparison,
    Condition,
    Dossier,
    DossierReference,
    Occasion,
    Position,
    Reader,
    Reading,
    Span,
    Stance,
    Via,
    text_sha256,
)

FIRST = date(2029, 1, 1)
DAYS = 1_000
WORDS = "sluice barge ridge toll quay ferry beet mill lock harvest envoy truce winter thaw lamp wharf reed salt oat wool".split()  # noqa: SIM905
SAYS: dict[Stance, tuple[str, ...]] = {
    "for": ("{who} agreed to it at the {word}.", "{who} accepted the offer that {other} made on the {word}.", "{who} backed down over the {word}."),
    "against": (
        "{who} rejected the offer that {other} made on the {word}.",
        "{who} denied having agreed to any {word}.",
        "{who} said no to the {word} and the {more}.",
    ),
    "conditional": ("{who} would agree if the {word} were paid for.", "{who} offered the {word} if the {more} came first."),
    "undecided": ("{who} asked who would mind the {word}?", "{who} left the {word} open."),
}
NAMES = {"maddek": "Maddek", "hellvik": "Hellvik", "ostmark": "Ostmark"}
TERMS = ("open-gates", "ceasefire")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(find_examples() / "dossier.toml")


def made(number: int, random: Random, dossier: Dossier) -> Reading:
    """A report of two sentences on a day of its own, most of them of one holder on one term."""
    day = (FIRST + timedelta(days=random.randrange(DAYS))).isoformat()
    sentences, given = [], list[dict[str, Any]]()
    for _ in range(2):
        who = random.choices(list(NAMES), (6, 2, 1))[0]
        stance: Stance = random.choices(("for", "against", "conditional", "undecided"), (4, 3, 1, 1))[0]
        other = random.choice([name for name in NAMES if name != who])
        words = {"word": random.choice(WORDS), "more": random.choice(WORDS)}
        sentence = random.choice(SAYS[stance]).format(who=NAMES[who], other=NAMES[other], **words)
        said_on = random.choice([None, day, None, day[:7]])
        via = random.choice(["", "", "Two delegates"])
        condition = (words["word"], random.choice(TERMS)) if stance == "conditional" and words["word"] in sentence else None
        says = f"{via} said: {sentence}" if via else sentence
        given.append({"holder": who, "stance": stance, "says": says, "said_on": said_on, "via": via, "if": condition})
        sentences.append(says)
    text = " ".join(sentences)
    published = random.choices((day, None), (30, 1))[0]
    article = Article(id=f"r{number:04}", outlet=f"Post {number % 7}", published=published, text=text, text_sha256=text_sha256(text))
    positions = tuple(position(text, random, **one) for one in given)
    named = {position_id(article_key(article), dossier.id, one): one for one in positions}
    reference = DossierReference(dossier.id, digest(dossier))
    return Reading(
        article=article,
        reader=Reader("0.1.0"),
        dossier=reference,
        positions=tuple(replace(one, id=name) for name, one in named.items()),
    )


def position(text: str, random: Random, **given: Any) -> Position:
    start = text.index(given["says"])
    by = given["via"]
    conditions: tuple[Condition, ...] = ()
    if given["if"]:
        place = text.index(given["if"][0], start)
        conditions = (Condition(place, place + len(given["if"][0]), given["if"][0], term=given["if"][1]),)
    return Position(
        holder=given["holder"],
        term=random.choices(TERMS, (3, 1))[0],
        stance=given["stance"],
        conditions=conditions,
        evidence=(Span(start, start + len(given["says"]), given["says"]),),
        mode=random.choice(["indirect", "indirect", "narrated"]),
        via=(Via(Span(start, start + len(by), by)),) if by else (),
        said_on=given["said_on"],
        confidence=random.choice([0.7, 0.9, 1.0]),
    )


def compared(ledger: Ledger, dossier: Dossier) -> list[Comparison]:
    """What comparing everything finds with words as rare as the ledger keeps them."""
    readings = list(ledger.readings(dossier.id))
    words = {word for telling in gather_tellings(positions_held(readings)) for word in telling.words}
    spread = Spread(ledger.tellings_compared(dossier.id, points_known()) or 0, ledger.spread_of_words(dossier.id, words))
    return sorted(compare_with(readings, dossier, spread).rows, key=lambda row: row.id)


def kept_and_compared(ledger: Ledger, dossier: Dossier, readings: list[Reading]) -> str:
    """Put readings into a new ledger and compare them all; the run that they belong to."""
    ledger.add_dossier(dossier, digest(dossier))
    run = ledger.begin_run(readings[0].reader, DossierReference(dossier.id, digest(dossier)), {})
    for reading in readings:
        ledger.store(reading, run)
    compare_whole(ledger, dossier.id)
    return run


@pytest.mark.parametrize("seed", [1, 3])
def test_a_long_record(tmp_path: Path, dossier: Dossier, seed: int) -> None:
    random = Random(seed)  # noqa: S311  reports, not secrets
    readings = [made(number, random, dossier) for number in range(260)]
    later = random.sample(readings, 12)
    with open_ledger(str(tmp_path / "ledger.sqlite"), create=True) as ledger:
        run = kept_and_compared(ledger, dossier, [reading for reading in readings if reading not in later])
        assert max(ledger.position_counts(dossier.id).values()) > 2 * EVERY
        for reading in later:
            ledger.store(reading, run)
            assert bring_up_to_date(ledger, dossier.id)
        # One that came in before comes in with other words, on another day.
        again = replace(made(999, random, dossier).article, id=later[0].article.id, url="https://post.example/again")
        ledger.store(replace(made(999, random, dossier), article=again, positions=()), run)
        assert bring_up_to_date(ledger, dossier.id)
        found = sorted(ledger.comparison(dossier.id), key=lambda row: row.id)
        assert found == compared(ledger, dossier)
        assert {"occasion", "shift", "conflict", "answer"} <= ledger.count_findings(dossier.id).keys()


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_told_again_and_again(tmp_path: Path, dossier: Dossier, seed: int) -> None:
    random = Random(seed)  # noqa: S311  reports, not secrets
    readings = [retold(number, random, dossier) for number in range(45)]
    later = random.sample(readings, 12)
    with open_ledger(str(tmp_path / "ledger.sqlite"), create=True) as ledger:
        run = kept_and_compared(ledger, dossier, [reading for reading in readings if reading not in later])
        for reading in later:
            ledger.store(reading, run)
            assert bring_up_to_date(ledger, dossier.id)
            assert sorted(ledger.comparison(dossier.id), key=lambda row: row.id) == compared(ledger, dossier)
        # It is told for three months; what is one utterance was told in four weeks.
        published = {reading.article.id: date.fromisoformat(reading.article.published or "") for reading in readings}
        gathered = [row for row in ledger.comparison(dossier.id, "occasion") if isinstance(row, Occasion)]
        days = [[published[one.article] for one in row.positions] for row in gathered]
        assert all(max(some) - min(some) <= timedelta(days=28) for some in days)
        assert max(map(len, days)) > 3


def retold(number: int, random: Random, dossier: Dossier) -> Reading:
    """A report that tells what others tell as well in the same words, and no day."""
    says = random.choice(["Maddek would open no gate before the thaw.", "Before the thaw Maddek would open no gate, and no lock."])
    day = (FIRST + timedelta(days=random.randrange(90))).isoformat()
    text = f"{says} Edition {number}."
    article = Article(id=f"r{number:04}", outlet=f"Post {number % 7}", published=day, text=text, text_sha256=text_sha256(text))
    told = {"holder": "maddek", "stance": "against", "says": says, "said_on": random.choice([None, None, None, day]), "via": "", "if": None}
    given = position(text, random, **told)
    own = replace(given, id=position_id(article_key(article), dossier.id, given))
    return Reading(article=article, reader=Reader("0.1.0"), dossier=DossierReference(dossier.id, digest(dossier)), positions=(own,))
