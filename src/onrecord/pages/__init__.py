"""Pages: files, folders and rows become articles, and an article is cleared of what is not its own."""

from __future__ import annotations

from onrecord.pages.clearing import clear
from onrecord.pages.opening import open_articles, open_lines
from onrecord.pages.outlets import own_table

__all__ = ["clear", "open_articles", "open_lines", "own_table"]
