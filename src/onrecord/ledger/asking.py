"""Asking a ledger something in one consistent view of it, and remembering the answer as long as nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

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
        self._held = local()

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """Have all that is asked in this thread meanwhile answered from one consistent view of the ledger, as it is now. What is written meanwhile,
        by whomever, is not seen in it.
        """
        with self._snapshot() as connection:
            before = self._view(), getattr(self._held, "remembered", None)
            self._held.connection, self._held.remembered = connection, {}
            try:
                yield
            finally:
                self._held.connection, self._held.remembered = before

    def _remembered(self, name: Hashable, make: Callable[[], Answer]) -> Answer:
        """What was read of one kind since one view is held, to which what is read is added; a new one where none is."""
        remembered: dict[Hashable, Any] | None = getattr(self._held, "remembered", None)
        return make() if remembered is None else cast("Answer", remembered.setdefault(name, make()))

    def _view(self) -> Connection | None:
        return getattr(self._held, "connection", None)

    @property
    def address(self) -> str:
        """What opens this ledger again, with the password where there is one: `name` is to be shown, this is not."""
        return self.name if self._engine.dialect.name == "sqlite" else self._engine.url.render_as_string(hide_password=False)

    def _recall(self, ask: Callable[Concatenate[Connection, Asked], Answer], *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        """The same as `_look`, remembered until something is written: for what many pages are made of, or what goes over all of the record."""
        if self._view() is not None:
            # What is remembered is to be as new as the last that was written, which this view need not be.
            return self._look(ask, *asked, **named)
        with explained(self.name):
            return self._watch.recall((ask, asked, *named.items()), lambda: self._look(ask, *asked, **named))

    def _look(self, ask: Callable[Concatenate[Connection, Asked], Answer], *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        """Ask the ledger something in one consistent view of it."""
        with self._snapshot() as connection:
            return ask(connection, *asked, **named)

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """One consistent view of the ledger."""
        held = self._view()
        if held is not None:
            with explained(self.name):
                yield held
            return
        with explained(self.name), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)  # noqa: PLW2901
            with connection.begin():
                yield connection
