"""A quotation that goes on in the next paragraph has one speaker."""

from __future__ import annotations

from onrecord.attribution.going_on import let_go_on
from onrecord.language.prose import Prose, prepare
from onrecord.records import Article, Statement

TEXT = """“The gates stay shut,” Orlan said. “Nobody asked us.

“We shall not open them.”

Tavel said the gates were “a disgrace”."""


def statement(prose: Prose, source: str, cue: int, *contents: str) -> Statement:
    """A statement of what the words say, with the "said" that is the `cue`-th of the text."""
    said = [place for place in range(len(prose.text)) if prose.text.startswith("said", place)][cue]
    start = prose.text.index(source)
    return Statement(
        mode="direct",
        source=prose.span(start, start + len(source)),
        cue=(prose.span(said, said + len("said")),),
        cue_class="saying",
        content=tuple(prose.span(prose.text.index(words), prose.text.index(words) + len(words)) for words in contents),
    )


def contents(statements: list[Statement]) -> dict[str, list[str]]:
    return {one.source.text: [part.text for part in one.content] for one in statements if one.source is not None}


def test_what_goes_on_belongs_to_whoever_began() -> None:
    prose = prepare(Article(id="a", text=TEXT))
    found = let_go_on(
        prose,
        [
            statement(prose, "Orlan", 0, "“The gates stay shut,”", "“Nobody asked us."),
            statement(prose, "Tavel", 1, "“We shall not open them.”", "the gates were “a disgrace”"),
        ],
    )
    assert contents(found) == {
        "Orlan": ["“The gates stay shut,”", "“Nobody asked us.", "“We shall not open them.”"],
        "Tavel": ["the gates were “a disgrace”"],
    }
    assert [one.mode for one in found] == ["direct", "mixed"]


def test_a_statement_of_which_nothing_is_left_goes() -> None:
    prose = prepare(Article(id="a", text=TEXT))
    found = let_go_on(prose, [statement(prose, "Orlan", 0, "“Nobody asked us."), statement(prose, "Tavel", 1, "“We shall not open them.”")])
    assert contents(found) == {"Orlan": ["“Nobody asked us.", "“We shall not open them.”"]}


def test_a_paragraph_that_names_its_speaker_keeps_it() -> None:
    prose = prepare(Article(id="a", text=TEXT.replace("open them.”", "open them,” Tavel said.")))
    given = [statement(prose, "Orlan", 0, "“Nobody asked us."), statement(prose, "Tavel", 1, "“We shall not open them,”")]
    assert let_go_on(prose, given) == given


def test_a_beginning_without_a_speaker_gives_none() -> None:
    prose = prepare(Article(id="a", text="“Nobody asked us.\n\n“We shall not open them,” Tavel said."))
    given = [statement(prose, "Tavel", 0, "“We shall not open them,”")]
    assert let_go_on(prose, given) == given
