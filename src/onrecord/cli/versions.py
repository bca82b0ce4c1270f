"""`onrecord versions`: what outlets changed in their articles after these came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import Format, format_option, kept_dossier_option, ledger_option, next_options
from onrecord.cli.telling import counted, plain, quoted

if TYPE_CHECKING:
    from onrecord.views.edits import Edit

_COLUMNS = (
    *("article", "outlet", "url", "seen_before", "seen_after", "stealth", "noted", "updated", "headline_before", "headline_after"),
    *("quotations_before", "quotations_after", "gone", "new"),
)
# What of a text that stays the same is shown on either side of a change, in characters.
_AROUND = 80


@click.command()
@click.argument("article", required=False)
@click.option(
    "--stealth",
    is_flag=True,
    help="Only changes of a headline or a quotation of which the page says nothing: no correction note, no line “Updated …”.",
)
@ledger_option
@kept_dossier_option
@format_option
def versions(article: str | None, stealth: bool, ledger: str, dossier: str | None, form: Format) -> int:  # noqa: FBT001
    """Show what outlets changed in articles after these came in: headlines, quotations, words. With ARTICLE, word by word.

    A version is another text or title under the same id, or at the same address.
    """
    from onrecord.cli.record import open_kept
    from onrecord.cli.tables import print_rows
    from onrecord.views.edits import edits

    with open_kept(ledger, dossier) as (opened, kept):
        if article is not None:
            opened.reading(article, kept.id)  # says which articles there are, where this is none
            found = list(edits(opened.versions(article)))
        else:
            found = [edit for some in opened.edited_articles(kept.id) for edit in edits(some)]
    found = [edit for edit in found if edit.stealth or not stealth]
    if form != "table":
        print_rows([_as_row(edit) for edit in found], _COLUMNS, form)
        return 0
    _print(found, whole=article is not None)
    options = next_options(ledger, dossier)
    if article or not found:
        click.echo(f"Next: onrecord serve{options}")
    else:
        click.echo(f"Next: onrecord versions {quoted(found[-1].article)}{options}   for its changes word by word")
    return 0


def _print(found: list[Edit], *, whole: bool) -> None:
    from rich.text import Text

    from onrecord.cli.tables import console

    out = console()
    if not found:
        out.print("No edits: every article is there in one text alone.")
    for edit in found:
        out.print(Text(f"{plain(edit.outlet or edit.article)}, {plain(edit.article)}: changed, {plain(edit.said)}", style="bold"))
        out.print(f"  between {edit.seen_before[:16]} and {edit.seen_after[:16]}: {counted(edit.gone, 'word')} gone, {edit.new:,} new")
        if edit.headline:
            out.print("  headline: ", _replaced(*edit.headline))
        for quotation in edit.quotations:
            out.print("  quotation: ", _replaced(quotation.before, quotation.after))
        if whole:
            out.print(_word_by_word(edit))


def _replaced(before: str | None, after: str | None) -> Any:
    """What was there, struck out, and what is there. Marks tell them apart also without colours: [-gone-] and {+new+}."""
    from rich.text import Text

    text = Text()
    if before is not None:
        text.append(f"[-{plain(before)}-]", style="red")
    if after is not None:
        text.append(" " if before is not None else "").append(f"{{+{plain(after)}+}}", style="green")
    return text


def _word_by_word(edit: Edit) -> Any:
    from rich.text import Text

    text = Text("  ")
    for number, piece in enumerate(edit.words):
        if piece.what != "same":
            if not plain(piece.text):  # only where lines break
                continue
            beside = piece.what == "new" and number > 0 and edit.words[number - 1].what == "gone"
            text.append(" " if beside else "").append_text(_replaced(piece.text, None) if piece.what == "gone" else _replaced(None, piece.text))
            continue
        words, last = piece.text, number == len(edit.words) - 1
        head, tail = ("" if number == 0 else plain(words[:_AROUND])), ("" if last else plain(words[-_AROUND:]))
        text.append(f" {plain(words)} " if len(words) <= 2 * _AROUND else f" {head} … {tail} ")
    return text


def _as_row(edit: Edit) -> dict[str, Any]:
    before, after = edit.headline or (None, None)
    return {
        **{
            name: getattr(edit, name)
            for name in ("article", "outlet", "url", "seen_before", "seen_after", "stealth", "noted", "updated", "gone", "new")
        },
        "headline_before": before,
        "headline_after": after,
        "quotations_before": [quotation.before for quotation in edit.quotations],
        "quotations_after": [quotation.after for quotation in edit.quotations],
    }
