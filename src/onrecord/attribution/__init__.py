"""Who said what: statements with their source, cue and content."""

from __future__ import annotations

from onrecord.attribution.combination import find_statements

__all__ = ["find_statements"]
