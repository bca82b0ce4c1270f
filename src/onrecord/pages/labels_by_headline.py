"""What a page calls its article in the line above or below the headline: "Opinion", "Opinion | By Jo Brandt | 6 May 2031"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SEPARATOR = re.compile(r"\s*[|·•/]\s*|\s+[–—-]\s+")
# What may stand beside the label: a date or time, who wrote it. A menu has other names ("News | Opinion | Sport").
_BESIDE = re.compile(r".*\d|(?:by|published|updated|posted)\b", re.IGNORECASE)
_LONGEST = 140
# How far up the boxes around the headline are looked at, where it stands first or last in them.
_MOST_BOXES = 3


def labels_by_headline(tree: Any) -> set[str]:
    """The labels in small letters that stand right above and right below the page's only main heading."""
    headings = [heading for heading in tree.iter("h1") if heading.text_content().strip()]
    found: set[str] = set()
    for line in _lines_beside(headings[0]) if len(headings) == 1 else ():
        parts = [part for part in _SEPARATOR.split(" ".join(line.split())) if part]
        names = [part for part in parts if not _BESIDE.match(part)]
        if len(names) == 1:
            found.add(names[0].casefold())
    return found


def _lines_beside(heading: Any) -> Iterator[str]:
    """The words of the elements before and after the heading, where they are short enough to be a line."""
    for preceding in (True, False):
        element = heading
        for _ in range(_MOST_BOXES):
            beside = next((one for one in element.itersiblings(preceding=preceding) if isinstance(one.tag, str) and one.text_content().strip()), None)
            if beside is not None:
                words = beside.text_content()
                if len(words) <= _LONGEST:
                    yield words
                break
            element = element.getparent()
            if element is None:
                break
