"""Records as files that other programs read."""

from onrecord.exports.rows import write_rows

__all__ = ["write_rows"]
