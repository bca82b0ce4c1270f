"""Asking a ledger something in one consistent view of it, and remembering the answer as long as nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from onrecord.ledger.failures import explained
from onrecord.ledger.standing import Watch

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Asking:
    """A database that can be asked."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        self._engine = engine
        self._watch = Watch(engine)

    @property
    def address(self) -> str:
        """What opens this ledger again, with the password where there is one: `name` is to be shown, this is not."""
        return self.name if self._engine.dialect.name == "sqlite" else self._engine.url.render_as_string(hide_password=False)

    def _recall(self, ask: Callable[Concatenate[Connection, Asked], Answer], *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        """The same as `_look`, remembered until something is written: for what many pages are made of, or what goes over all of the record."""
        with explained(self.name):
            return self._watch.recall((ask, asked, *named.items()), lambda: self._look(ask, *asked, **named))

    def _look(self, ask: Callable[Concatenate[Connection, Asked], Answer], *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        """Ask the ledger something in one consistent view of it."""
        with self._snapshot() as connection:
            return ask(connection, *asked, **named)

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """One consistent view of the ledger."""
        with explained(self.name), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)  # noqa: PLW2901
            with connection.begin():
                yield connection
