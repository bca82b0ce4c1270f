"""Errors that onrecord raises on purpose. Every message says what is wrong and what to do next.

OnrecordError                 catch this one to catch them all
├── DossierError              a dossier file that cannot be used (file and line or key named)
├── LedgerError               a ledger that cannot be opened, read or written
├── InputError                one page, file or row that cannot be read; a run goes on without it
└── InternalError             a bug of ours: an invariant that did not hold
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of every error that onrecord raises on purpose."""

    exit_code = 2


class DossierError(OnrecordError):
    """A dossier that cannot be used. `problems` holds one line for each thing that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class LedgerError(OnrecordError):
    """A ledger that cannot be opened, read or written."""


class InputError(OnrecordError):
    """One page, file or row that cannot be read. `where` names it; `reason` says why, and what would help."""

    exit_code = 1

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = reason
        super().__init__(f"{where}: {reason}")


class InternalError(OnrecordError):
    """An invariant of onrecord did not hold: our bug, not the user's."""

    exit_code = 3
