"""`onrecord ledger load`: readings that a cluster left as Parquet files, into a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from onrecord.cli.options import ledger_option, next_options
from onrecord.cli.progress import Tally, watched
from onrecord.errors import InputError, InternalError

if TYPE_CHECKING:
    from onrecord.engines.shards import Origin
    from onrecord.ledger import Ledger
    from onrecord.records import Dossier, Reading


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@ledger_option
def load(paths: tuple[str, ...], ledger: str) -> int:
    """Take the readings that `onrecord read --engine ray` left in PATH (folders, .parquet files, addresses) into a ledger.

    The ledger is then as if it had read the articles itself; loading the same shards again changes nothing.
    """
    from onrecord.cli.read import compare_all
    from onrecord.engines.shards import open_shards, readings_in
    from onrecord.ledger import open_ledger

    tally = Tally()
    with open_ledger(ledger, create=True) as opened:
        loading = _Loading(opened, tally)
        loading.keep(readings_in(open_shards(paths)))
        for line in tally.lines():
            click.echo(line)
        fates = loading.fates
        click.echo(f"In the ledger: {fates['new']:,} new, {fates['reread']:,} read again, {fates['unchanged']:,} unchanged.")
        for dossier in loading.dossiers.values():
            click.echo(compare_all(opened, dossier))
    if tally.read:
        options = next_options(ledger)
        click.echo(f"Next: onrecord matrix{options}   or, in a browser: onrecord serve{options}")
    return tally.exit_code()


class _Loading:
    """What goes from shards into one ledger, each reading under the run that it was made by."""

    def __init__(self, ledger: Ledger, tally: Tally) -> None:
        self._ledger = ledger
        self._tally = tally
        self._runs: dict[bytes, str] = {}
        self._run = ""
        self._origin: Origin | None = None
        self.fates: Counter[str] = Counter()
        self.dossiers: dict[str, Dossier] = {}

    def keep(self, found: Iterable[tuple[Origin | None, Reading | InputError]]) -> None:
        """Store all readings, each in a transaction of its own; what cannot be kept is named and left out."""
        for reading in watched(self._begun(found), self._tally):
            try:
                self.fates[self._ledger.store(reading, self._run)] += 1
            except (InputError, InternalError) as error:
                self._tally.not_kept(reading, error)

    def _begun(self, found: Iterable[tuple[Origin | None, Reading | InputError]]) -> Iterator[Reading | InputError]:
        for origin, result in found:
            if origin is not None and origin is not self._origin:
                self._origin, self._run = origin, self._run_of(origin)
            yield result

    def _run_of(self, origin: Origin) -> str:
        from onrecord.dossiers import digest
        from onrecord.records import DossierReference

        key = msgspec.msgpack.encode(origin)
        if key not in self._runs:
            sha256 = digest(origin.dossier)
            self._ledger.add_dossier(origin.dossier, sha256)
            self._runs[key] = self._ledger.begin_run(origin.reader, DossierReference(origin.dossier.id, sha256), origin.options)
            self.dossiers[origin.dossier.id] = origin.dossier
        return self._runs[key]
