"""An invented dispute, its articles and what a reader would read in them, made by hand: for tests of what pages show."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.identity import article_key, position_id, statement_id
from onrecord.records import (
    Actor,
    Article,
    ArticleSpan,
    Condition,
    Conflict,
    Copies,
    DateEvidence,
    Days,
    Difference,
    Dossier,
    Dropped,
    Notice,
    Occasion,
    Position,
    PositionReference,
    Reader,
    Reading,
    Shift,
    ShiftEnd,
    Silence,
    Span,
    Stance,
    Statement,
    Term,
    Via,
    given_text,
    text_sha256,
)
from onrecord.views import Record
from onrecord.views.trail import Trail, trail

DOSSIER = Dossier(
    id="vel-ferry",
    title="The Vel ferry dispute between Karsia and Ostmark",
    summary="What both banks of the Vel say about the ferry, its tariff and the guards on the landing stages.",
    terms=(
        Term(id="ferry", proposition="The Vel ferry sails again."),
        Term(id="guards", proposition="Ostmark withdraws its guards from the landing stages."),
        Term(id="tariff", proposition="Karsia drops the tariff on freight."),
        Term(id="inspection", proposition="A neutral commission inspects the landing stages."),
        Term(id="night-sailings", proposition="The ferry sails at night."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", side=True),
        Actor(id="vorn", name="Ilse Vorn", kind="person", member_of="karsia"),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
        Actor(id="hask", name="Teodor Hask", kind="person", member_of="ostmark"),
        Actor(id="lumen", name="Petra Lumen", kind="person", member_of="ostmark"),
        Actor(id="ferrymen", name="Union of Ferrymen", kind="organisation"),
        Actor(id="pilots", name="River Pilots", kind="group"),
    ),
)

HOSTILE_ID = "../odd/<script>alert(1)</script> & co?#%2F"


class Draft:
    """One article, and what was read in it so far; spans are found by their words."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.statements: list[Statement] = []
        self.positions: list[Position] = []
        self.silences: list[Silence] = []

    def span(self, words: str, *, title: bool = False, after: int = 0) -> Span:
        source = (self.article.title or "") if title else given_text(self.article)
        start = source.index(words, after)
        return Span(start=start, end=start + len(words), text=words, field="title" if title else "text")

    def says(self, source: str | None, cue: str, content: str, actor: str | None = None) -> str:
        named = self.span(source) if source else None
        cues = (self.span(cue, after=named.end if named else 0),)
        statement = Statement(mode="indirect", source=named, actor=actor, cue=cues, content=(self.span(content),))
        self.statements.append(replace(statement, id=statement_id(article_key(self.article), statement)))
        return self.statements[-1].id

    def holds(
        self,
        holder: str | None,
        term: str,
        stance: Stance,
        *evidence: str,
        said_on: str | None = None,
        conditions: Sequence[tuple[str, str | None]] = (),
        via: str | None = None,
        title: bool = False,
    ) -> Position:
        found = []
        for words, of in conditions:
            span = self.span(words, title=title)
            found.append(Condition(start=span.start, end=span.end, text=span.text, field=span.field, term=of))
        position = Position(
            holder=holder,
            term=term,
            stance=stance,
            conditions=tuple(found),
            evidence=tuple(self.span(words, title=title) for words in evidence),
            mode="indirect",
            via=(Via(self.span(via), anonymous=True),) if via else (),
            said_on=said_on,
            confidence=0.8,
        )
        self.positions.append(replace(position, id=position_id(article_key(self.article), DOSSIER.id, position)))
        return self.positions[-1]

    def reading(self) -> Reading:
        return Reading(
            article=self.article,
            reader=Reader(version="0.1.0", models={"rules": "0123456789abcdef"}),
            statements=tuple(self.statements),
            positions=tuple(self.positions),
            silences=tuple(self.silences),
        )


def draft(name: str, title: str | None, text: str, **known: object) -> Draft:
    return Draft(Article(id=name, title=title, text=text, text_sha256=text_sha256(text), language="en", **known))  # type: ignore[arg-type]


def stopped() -> Draft:
    one = draft(
        "lower-bank-stopped",
        "Ferry stands still as Ostmark keeps its guards",
        "By our reporter in Ferrel\n"
        "\n"
        "Karsia will not let the ferry sail while guards stand on the stages, Ilse Vorn said on Monday.\n"
        "\n"
        "Ostmark's river minister, Teodor Hask, said the guards would stay. “Nobody leaves a stage,” he told the Lower Bank Post.\n"
        "\n"
        "An official in Lenne said Ostmark could live with an inspection if it covered both banks.\n"
        "\n"
        "Read next: The ten finest towers on the Vel\n",
        outlet="Lower Bank Post",
        url="https://lowerbank.example/2041/05/07/ferry",
        published="2041-05-07",
        published_by="url",
    )
    one.says("Ilse Vorn", "said", "Karsia will not let the ferry sail while guards stand on the stages", "vorn")
    one.says("Ostmark's river minister, Teodor Hask", "said", "the guards would stay", "hask")
    one.says("An official in Lenne", "said", "Ostmark could live with an inspection if it covered both banks", "ostmark")
    one.holds(
        "vorn",
        "ferry",
        "conditional",
        "Karsia will not let the ferry sail while guards stand on the stages",
        said_on="2041-05-06",
        conditions=[("while guards stand on the stages", "guards")],
    )
    one.holds("hask", "guards", "against", "the guards would stay", "“Nobody leaves a stage,”")
    one.holds(
        "ostmark",
        "inspection",
        "conditional",
        "Ostmark could live with an inspection if it covered both banks",
        conditions=[("if it covered both banks", None)],
        via="An official in Lenne",
    )
    dropped = one.span("Read next: The ten finest towers on the Vel")
    one.article = replace(one.article, dropped=(Dropped(start=dropped.start, end=dropped.end, text=dropped.text, reason="teaser"),))
    return one


def reprinted() -> Draft:
    one = draft(
        "ostmark-mirror-stopped",
        "Guards stay, says Hask",
        "Ostmark's river minister, Teodor Hask, said the guards would stay. “Nobody leaves a stage,” he told the Lower Bank Post.\n",
        outlet="Ostmark Mirror",
        published="2041-05-08",
        published_by="metadata",
    )
    one.holds("hask", "guards", "against", "the guards would stay")
    return one


def moved() -> Draft:
    one = draft(
        "2041-06-02-vel-herald",
        "Vorn drops condition: ferry to sail on Sunday",
        "Karsian harbour minister Ilse Vorn said on 1 June that the ferry would sail on Sunday, guards or no guards.\n"
        "She also offered to drop the tariff on freight, but only if an inspection of the stages began first.\n"
        "In Lenne, Teodor Hask said he would withdraw the guards once the first ferry had landed. "
        "His colleague Petra Lumen said that the guards were there to stay.\n"
        "The Union of Ferrymen welcomed the sailing but has not said whether its members would work at night.\n",
        outlet="Vel Herald",
        published="2041-06-02",
        published_by="metadata",
    )
    one.says("Karsian harbour minister Ilse Vorn", "said", "that the ferry would sail on Sunday, guards or no guards", "vorn")
    one.says("Teodor Hask", "said", "he would withdraw the guards once the first ferry had landed", "hask")
    one.holds("vorn", "ferry", "for", "the ferry would sail on Sunday, guards or no guards", said_on="2041-06-01")
    one.holds(
        "vorn",
        "tariff",
        "conditional",
        "offered to drop the tariff on freight, but only if an inspection of the stages began first",
        conditions=[("only if an inspection of the stages began first", "inspection")],
        said_on="2041-06-01",
    )
    one.holds("vorn", "inspection", "for", "only if an inspection of the stages began first", said_on="2041-06-01")
    one.holds(
        "hask",
        "guards",
        "conditional",
        "he would withdraw the guards once the first ferry had landed",
        conditions=[("once the first ferry had landed", "ferry")],
    )
    one.holds("lumen", "guards", "against", "the guards were there to stay")
    one.holds("ferrymen", "ferry", "for", "The Union of Ferrymen welcomed the sailing")
    one.silences.append(Silence("ferrymen", ("night-sailings",), (one.span("has not said whether its members would work at night"),)))
    return one


def refused() -> Draft:
    one = draft(
        "evening-stage-refuses",
        "Karsia refuses to drop freight tariff",
        "Karsia's harbour minister offered on 1 June to drop the freight tariff if an inspection came first, two officials said.\n"
        "This page was put together with AI. Karsia has yet to say who would inspect the stages.\n",
        outlet="The Evening Stage",
        published="2041-06-03",
        published_by="text",
    )
    one.says("two officials", "said", "Karsia's harbour minister offered on 1 June to drop the freight tariff if an inspection came first")
    one.holds("vorn", "tariff", "against", "Karsia refuses to drop freight tariff", title=True)
    one.holds(
        "vorn",
        "tariff",
        "conditional",
        "offered on 1 June to drop the freight tariff if an inspection came first",
        said_on="2041-06-01",
        conditions=[("if an inspection came first", "inspection")],
        via="two officials",
    )
    one.holds("karsia", "inspection", "undecided", "Karsia has yet to say who would inspect the stages")
    notice = one.span("This page was put together with AI.")
    one.article = replace(one.article, notices=(Notice("generated-with-ai", (notice,)),))
    return one


def undated() -> Draft:
    one = draft(
        "pilots-letter",
        None,
        "A year after the first sailing was halted, the pilots ask for lamps.\n"
        "“We will sail at night when the stages are lit,” the River Pilots wrote. Karsia wants the ferry back.\n",
        not_before="2041-04-20",
    )
    one.holds(
        "pilots", "night-sailings", "conditional", "We will sail at night when the stages are lit", conditions=[("when the stages are lit", None)]
    )
    one.holds("karsia", "ferry", "for", "Karsia wants the ferry back")
    one.article = replace(one.article, evidence=DateEvidence(not_before=(one.span("A year after the first sailing was halted"),)))
    return one


def hostile() -> Draft:
    one = draft(
        HOSTILE_ID,
        "<script>document.title='taken'</script> Ferry \u202e thgin",
        "<img src=x onerror=\"document.title='taken'\"> “<script>document.title='taken'</script>,” said Karsia of the tariff.\n"
        "</p></main><style>body{display:none}</style> \u202eright to left\u202c {{ 7 * 7 }} {% raw %}\n" + "w" * 4_000 + "\n",
        outlet="<b onmouseover=alert(1)>Odd & Co</b>",
        url="javascript:document.title='taken'",
        published="2041-06-04",
    )
    one.holds("karsia", "tariff", "against", "“<script>document.title='taken'</script>,” said Karsia of the tariff", said_on="2041-06")
    return one


def record() -> Record:
    """All of it, with what comparison would find."""
    first, copy, later, headline, letter, odd = stopped(), reprinted(), moved(), refused(), undated(), hostile()
    drafts = [first, copy, later, headline, letter, odd]
    return Record(dossier=DOSSIER, readings=tuple(one.reading() for one in drafts), comparison=_comparison(first, copy, later, headline))


def _comparison(first: Draft, copy: Draft, later: Draft, headline: Draft) -> tuple[Copies | Occasion | Difference | Shift | Conflict, ...]:
    offered, refusal, told = later.positions[1], headline.positions[0], headline.positions[1]
    return (
        Copies(id="copies-1", articles=(first.article.id, copy.article.id), origin=first.article.id),
        Occasion(
            id="occasion-1",
            holders=("vorn",),
            on=Days("2041-06-01", "2041-06-01"),
            positions=(_reference(later, offered), _reference(headline, told)),
        ),
        Difference(
            id="difference-1",
            occasion="occasion-1",
            articles=(later.article.id, headline.article.id),
            what="wording",
            spans=(ArticleSpan(later.article.id, later.span("began first")), ArticleSpan(headline.article.id, headline.span("came first"))),
        ),
        Shift(id="shift-1", holder="vorn", term="ferry", before=_end(first, first.positions[0]), after=_end(later, later.positions[0])),
        Conflict(
            id="conflict-1",
            type="within-article",
            holder="vorn",
            term="tariff",
            positions=(_reference(headline, refusal), _reference(headline, told)),
            spans=(ArticleSpan(headline.article.id, refusal.evidence[0]), ArticleSpan(headline.article.id, told.evidence[0])),
            severity=0.7,
            why="The headline says that Ilse Vorn is against “Karsia drops the tariff on freight”; the body names a condition.",
        ),
    )


def _reference(one: Draft, position: Position) -> PositionReference:
    return PositionReference(article=one.article.id, position=position.id, holder=position.holder, term=position.term)


def _end(one: Draft, position: Position) -> ShiftEnd:
    return ShiftEnd(stance=position.stance, said_on=position.said_on, article=one.article.id, position=position.id)


def trails(record: Record) -> list[Trail]:
    """Every trail that has a point, by actor and term in the dossier's order: one for each cell of the matrix by actor."""
    holders = [holder for members in record.members.values() for holder in members]
    found = [trail(record, holder, term) for holder in holders for term in record.known_terms]
    return [each for each in found if each is not None and (each.points or each.undated)]
