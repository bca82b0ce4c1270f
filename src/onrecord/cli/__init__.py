"""The `onrecord` command. Each command's module is imported when it is called, and what is heavy when it is needed."""

from onrecord.cli.program import main

__all__ = ["main"]
