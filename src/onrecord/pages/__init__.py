"""Pages: files, folders and rows become articles, and an article is cleared of what is not its own."""

from __future__ import annotations

from onrecord.pages.clearing import clear
from onrecord.pages.guarding import Request
from onrecord.pages.opening import Given, Once, Piece, extract, find_pieces, open_articles, open_lines, open_pages, open_pieces
from onrecord.pages.outlets import own_table
from onrecord.pages.screening import Screen

__all__ = [
    "Given",
    "Once",
    "Piece",
    "Request",
    "Screen",
    "clear",
    "extract",
    "find_pieces",
    "open_articles",
    "open_lines",
    "open_pages",
    "open_pieces",
    "own_table",
]
