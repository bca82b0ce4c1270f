"""Rows of the GDELT Global Quotation Graph: the quotations of one article, each with a few words before and after it.

Source: "Announcing The Global Quotation Graph" (blog.gdeltproject.org); a row has `date`, `url`, `title`, `lang` and `quotes`, a list of
`pre`, `quote` and `post`. `date` is when GDELT saw the article, so the article is not later, and may be earlier.
"""

from __future__ import annotations

from typing import Any

from onrecord.errors import InputError
from onrecord.language.full_dates import find_full_dates
from onrecord.pages.decoding import problem_of
from onrecord.records import Article, Notice

# More quotations than the longest transcript has.
_MOST_QUOTATIONS = 10_000


def is_quotation_row(value: dict[str, Any]) -> bool:
    """Whether a row of JSON is one of these."""
    return "text" not in value and isinstance(value.get("quotes"), list) and isinstance(value.get("url"), str)


def article_of_quotations(row: dict[str, Any], where: str) -> Article | InputError:
    """The article as far as the row holds it: a paragraph for each quotation, in quotation marks, between the words around it.

    Its text is put together here, and is therefore stored with the reading. Its id is its address.
    """
    address = row["url"].strip()
    if not address or not address.isprintable():
        return InputError(where, 'its "url" is empty or holds control characters; it is what names the article')
    paragraphs = [_paragraph(quotation) for quotation in row["quotes"][:_MOST_QUOTATIONS]]
    text = "\n".join(paragraph for paragraph in paragraphs if paragraph)
    problem = problem_of(text)
    if problem is not None:
        return InputError(where, problem)
    seen = find_full_dates(row["date"][:40]) if isinstance(row.get("date"), str) else []
    return Article(
        id=address,
        text=text,
        extracted=True,
        title=_words(row.get("title")) or None,
        url=address,
        not_after=seen[0].value if seen else None,
        notices=(Notice("quotations-only"),),
    )


def _paragraph(quotation: Any) -> str:
    if not isinstance(quotation, dict):
        return ""
    before, quoted, after = (_words(quotation.get(part)) for part in ("pre", "quote", "post"))
    quoted = quoted.strip('"“”')
    return f"{before} “{quoted}” {after}".strip() if quoted else ""


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
