"""Reading on a cluster, as `onrecord read --engine ray` does: shards of readings in a folder, which a ledger takes in afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from onrecord.cli.options import next_options
from onrecord.cli.telling import counted, plain, quoted, tell
from onrecord.cli.writing import writing

if TYPE_CHECKING:
    from onrecord.engines.cluster import Outcome
    from onrecord.pages import Screen
    from onrecord.positions import Use
    from onrecord.records import Dossier


class Cluster(Struct, frozen=True):
    """Where to read: the cluster's address (None: one that is started here), where its readings go, and how many read at once."""

    address: str | None
    folder: str
    workers: int | None


def read_on(cluster: Cluster, dossier: Dossier, paths: Sequence[str], screen: Screen, ledger: str, *, fast: bool, use: Use) -> int:
    """Read all articles into shards, and say what was done; returns the exit code."""
    from pathlib import Path

    from onrecord.cli.read import used
    from onrecord.engines.cluster import read_on_cluster
    from onrecord.pages import own_table

    if "://" not in cluster.folder:
        with writing(cluster.folder, "the folder for the readings"):
            Path(cluster.folder).mkdir(parents=True, exist_ok=True)
    outcomes = read_on_cluster(
        paths,
        dossier,
        cluster.folder,
        fast=fast,
        use=use,
        screen=screen,
        options=own_table() | used(use),
        address=cluster.address,
        workers=cluster.workers,
    )
    counts, passed_over = _counted(outcomes)
    click.echo(
        f"Read {counted(counts['read'], 'article')}: {counted(counts['statements'], 'statement')}, {counted(counts['positions'], 'position')}."
        f" In {plain(cluster.folder)}: {counted(counts['shards'], 'shard')}, {counts['before']:,} of them from before."
    )
    for line in passed_over_lines(passed_over):
        click.echo(line)
    if counts["skipped"]:
        click.echo(f"Skipped {counted(counts['skipped'], 'input')}; the reasons are told when the shards are loaded.")
    click.echo(f"Next: onrecord ledger load {quoted(cluster.folder)}{next_options(ledger)}")
    return 1 if counts["skipped"] or not (counts["read"] or counts["before"]) else 0


def passed_over_lines(passed_over: Counter[str]) -> list[str]:
    """What was passed over without being read, and why, as one line; no line where nothing was."""
    if not passed_over:
        return []
    reasons = ", ".join(f"{number:,} {plain(reason)}" for reason, number in sorted(passed_over.items(), key=lambda item: (-item[1], item[0])))
    return [f"Passed over {passed_over.total():,}: {reasons}."]


def _counted(outcomes: Iterator[Outcome]) -> tuple[Counter[str], Counter[str]]:
    counts: Counter[str] = Counter()
    passed_over: Counter[str] = Counter()
    for outcome in outcomes:
        counts.update(
            shards=1,
            before=int(outcome.before),
            read=outcome.read,
            skipped=outcome.skipped,
            statements=outcome.statements,
            positions=outcome.positions,
        )
        passed_over.update(outcome.passed_over)
        tell(f"{plain(outcome.path)}: {'was there' if outcome.before else counted(outcome.read, 'article')}")
    return counts, passed_over
