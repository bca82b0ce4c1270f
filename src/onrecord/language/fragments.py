"""Text-fragment links: from words of an article back to the same words on the live page.

Source: WICG, "URL Fragment Text Directives" (wicg.github.io/scroll-to-text-fragment): `#:~:text=[prefix-,]start[,end][,-suffix]`. A browser
looks for the words inside one block of the page, so a passage of several lines is linked from its first words to its last ones.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# A passage up to this many words is given whole; of a longer one its first and last words, which keeps the link short and survives small edits.
_WHOLE = 12
_ENDS = 5
# Words around a short passage, without which a browser might find the same words elsewhere on the page.
_AROUND = 3
_UNIQUE_FROM = 6
_WORD = re.compile(r"\S+")
_LONGEST_PASSAGE = 5_000
_ASCII = str.maketrans({chr(code): quote(chr(code), safe="").replace("-", "%2D") for code in range(128)})


def fragment_link(url: str | None, text: str, start: int, end: int) -> str | None:
    """The address of the page at `url` with a fragment that finds `text[start:end]` on it; None without an http(s) address or words.

    A fragment that the address has already stays in front.
    """
    if not url or _scheme(url) not in ("http", "https"):
        return None
    lines = [words for words in map(_WORD.findall, text[start:end][:_LONGEST_PASSAGE].splitlines()) if words]
    if not lines:
        return None
    # What lies beyond the bound is not looked at, but the end of the passage is.
    last = next(words for words in map(_WORD.findall, reversed(text[max(start, end - _LONGEST_PASSAGE) : end].splitlines())) if words)
    if len(lines) == 1 and len(lines[0]) <= _WHOLE:
        directive = _encoded(lines[0])
    else:
        ends = _ENDS if len(lines) > 1 else min(_ENDS, len(lines[0]) // 2)
        directive = f"{_encoded(lines[0][:ends])},{_encoded(last[-ends:])}"
    if len(lines) == 1 and len(lines[0]) < _UNIQUE_FROM:
        directive = _with_surroundings(directive, text, start, end)
    base, _, fragment = url.partition("#")
    return f"{base}#{fragment.partition(':~:')[0]}:~:text={directive}"


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def _with_surroundings(directive: str, text: str, start: int, end: int) -> str:
    """A short passage with the words before and after it in its own line."""
    before = _WORD.findall(text[text.rfind("\n", max(0, start - 200), start) + 1 or max(0, start - 200) : start])[-_AROUND:]
    line_end = text.find("\n", end, end + 200)
    after = _WORD.findall(text[end : line_end if line_end >= 0 else end + 200])[:_AROUND]
    whole_before = before and (start == 0 or text[start - 1].isspace())
    whole_after = after and (end >= len(text) or text[end].isspace())
    prefix = f"{_encoded(before)}-," if whole_before else ""
    suffix = f",-{_encoded(after)}" if whole_after else ""
    return f"{prefix}{directive}{suffix}"


def _encoded(words: list[str]) -> str:
    """Words as a directive takes them: everything but letters and digits encoded, the dash too, since it marks prefix and suffix."""
    text = " ".join(words)
    # A page has hundreds of these links, and most are plain English.
    return text.translate(_ASCII) if text.isascii() else quote(text, safe="").replace("-", "%2D")
