"""Markup that holds an article and nothing else, as news items carry it: its words, one paragraph a line."""

from __future__ import annotations

import re
from typing import Any

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "td", "th", "tr", "ul"),
    }
)
_NO_WORDS = ("script", "style", "template", "noscript")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text_of_markup(markup: str) -> str:
    """The words of an HTML fragment, one paragraph a line without white space around it; empty where it holds none."""
    from lxml import etree, html  # noqa: PLC0415  heavy import

    try:
        tree: Any = html.document_fromstring(f"<div>{_CONTROL.sub(' ', markup)}</div>")
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(tree, *_NO_WORDS, with_tail=False)
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
