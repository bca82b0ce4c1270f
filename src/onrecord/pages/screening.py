"""Which pages of a web archive are taken apart at all: most are not what one looks for, and these tests cost a hundredth of taking one apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from onrecord.language.detection import language_of
from onrecord.pages.guarding import Request
from onrecord.records import Article, given_text

# The languages that the stages can read; an archive's pages in others are passed over, and counted.
_READ = frozenset({"en"})
_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_FOUND = 200
_DECLARED = re.compile(rb"<html[^>]{0,400}?\slang\s{0,9}=\s{0,9}[\"']?([a-zA-Z]{2,3})(?![a-zA-Z])", re.IGNORECASE)
_DECLARED_WITHIN = 8_192
# A part of a page is enough to doubt what it declares of its language: pages in English declare all kinds.
_SAMPLE = 40_000
_TAG = re.compile(r"<[^<>]*>?|[{}][^<{}]*")

Test = Callable[[bytes], bool]

NO_PAGE, NOT_FOUND, OTHER_TYPE, OTHER_LANGUAGE, REPEATED, OTHER_MATTER = (
    "records that hold no page",
    "pages that were not there, or moved",
    "files that are no pages",
    "pages in other languages",
    "pages that came before",
    "pages that do not touch the dossier",
)


class Screen:
    """What lets a page through, and how many were passed over (`passed_over`, by reason).

    `touches` tells from a page's bytes, or a text's in UTF-8, whether it may touch the dossier; without it all do. `every_file` asks for that
    of files that the user named too, and not only of the pages of web archives.
    """

    def __init__(self, touches: Test | None = None, *, every_file: bool = False) -> None:
        self.passed_over: Counter[str] = Counter()
        self.touches = touches
        self.every_file = every_file

    def refuses_answer(self, status: int | None, kind: str | None) -> bool:
        """Whether a server's answer is passed over, by its status and content type."""
        reason = NOT_FOUND if status is not None and status != _FOUND else OTHER_TYPE if (kind or "").lower() not in _TYPES else None
        return self._counted(reason)

    def refuses_page(self, content: bytes, language: str | None) -> bool:
        """Whether a page of a web archive is passed over, by its language (`language` is what the server declares) and its words."""
        if _is_in_another_language(content, language):
            return self._counted(OTHER_LANGUAGE)
        return self._counted(OTHER_MATTER if self.touches and not self.touches(content) else None)

    def refuses_file(self, content: bytes) -> bool:
        """Whether a file or row that the user named is passed over."""
        return self.every_file and self._counted(OTHER_MATTER if self.touches and not self.touches(content) else None)

    def refuses_article(self, page: Request, article: Article) -> bool:
        """Whether what was taken out of a page is passed over: its menus may have had the words, and not its article."""
        if self.touches is None or not (page.capture or self.every_file):
            return False
        return self._counted(None if self.touches(words_of(article)) else OTHER_MATTER)

    def count_other_matter(self) -> None:
        """Count an article that somebody else passed over by the same test."""
        self.passed_over[OTHER_MATTER] += 1

    def _counted(self, reason: str | None) -> bool:
        if reason is not None:
            self.passed_over[reason] += 1
        return reason is not None


def words_of(article: Article) -> bytes:
    """The title and text of an article, as a test takes them."""
    return f"{article.title or ''}\n{given_text(article)}".encode("utf-8", "replace")


def _is_in_another_language(content: bytes, served: str | None) -> bool:
    """Whether a page declares another language than those that are read, and its words do not say otherwise."""
    match = _DECLARED.search(content[:_DECLARED_WITHIN])
    declared = (match[1].decode("ascii") if match else (served or "")[:2]).lower()
    if not declared or declared in _READ:
        return False
    middle = max(0, len(content) // 2 - _SAMPLE // 2)
    return language_of(_TAG.sub(" ", content[middle : middle + _SAMPLE].decode("utf-8", "replace"))) not in _READ
