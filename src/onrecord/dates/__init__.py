"""When it was said: date words -> a day, a month or a year, never more precise than the text."""

from __future__ import annotations

from onrecord.dates.calendar import Calendar

__all__ = ["Calendar"]
