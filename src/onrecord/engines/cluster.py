"""Reading on a Ray cluster: each shard of the input is read from end to end by one worker, which writes its readings beside the others'.

Models are loaded once for each worker. A shard that was written is not read again, and one whose worker ended in the middle is done again by
another, so that nothing is lost and nothing is there twice.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from onrecord.engines.local import read_page
from onrecord.engines.parcels import Orders, orders_of, screen_of
from onrecord.engines.shards import ENDING, Origin, Row, is_whole, write_shard
from onrecord.errors import InputError, OnrecordError
from onrecord.identity import digest
from onrecord.pages import Once, Piece, Request, Screen, find_pieces, open_pieces
from onrecord.positions import Use
from onrecord.reading import reader
from onrecord.records import Article, Dossier, Reading

# What one worker reads in some minutes, and loses where it is ended: so many bytes of a web archive, or so many files of one article each.
_BYTES = 256_000_000
_FILES = 500
_NO_RAY = "reading on a cluster needs Ray; install it with: pip install 'onrecord[ray]'"
# Of a cluster that is started here: nobody is told of it, and its workers have their share of the processors as those of the other engine do.
_OF_OWN_CLUSTER = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


class Part(Struct, frozen=True):
    """A shard of the input: the `number`th of them, its files, and what could not be opened, in order."""

    number: int
    entries: tuple[Piece | tuple[str, str], ...]

    def name(self, origin: Origin) -> str:
        """The name of its file of readings: another one for each input, reader and dossier."""
        return f"{self.number:06d}-{digest('shard', repr(self.entries), msgspec.json.encode(origin).decode('utf-8'))}{ENDING}"


class Outcome(Struct, frozen=True):
    """What became of one shard: its file, and how much is in it; `before` says that it was there before."""

    path: str
    before: bool = False
    read: int = 0
    skipped: int = 0
    statements: int = 0
    positions: int = 0
    passed_over: dict[str, int] = {}


class Plan(Struct, frozen=True):
    """What every worker is told: how to read, by what it is known afterwards, and where its readings go."""

    orders: Orders
    origin: Origin
    folder: str


def plan_of(
    dossier: Dossier,
    folder: str,
    *,
    fast: bool = False,
    use: Use = "usual",
    screen: Screen | None = None,
    options: dict[str, str] | None = None,
) -> Plan:
    """What workers are told."""
    return Plan(orders_of(dossier, screen, fast=fast, use=use), Origin(reader(fast=fast), dossier, options or {}), folder)


def cut_into_parts(paths: Sequence[str]) -> list[Part]:
    """The input in shards, in order: a file each, parts of a large web archive, or some hundred files of one article each."""
    groups: list[list[Piece | tuple[str, str]]] = []
    open_group = False
    for entry in find_pieces(paths):
        if entry is None:
            raise OnrecordError("a cluster cannot read from standard input; give files, folders or addresses that its machines can open")
        single = isinstance(entry, InputError) or entry.file.holds_one
        if single and open_group and len(groups[-1]) < _FILES:
            groups[-1].append((entry.where, entry.reason) if isinstance(entry, InputError) else entry)
        elif isinstance(entry, InputError):
            groups.append([(entry.where, entry.reason)])
        else:
            groups += [[piece] for piece in _cut(entry)]
        open_group = single
    return [Part(number, tuple(group)) for number, group in enumerate(groups)]


def _cut(piece: Piece) -> list[Piece]:
    """Parts of a web archive that lies here, its records compressed one by one; any other file whole."""
    file = piece.file
    if file.kind != "web-archive" or not file.compressed or file.address is not None or file.member is not None:
        return [piece]
    starts = range(0, max(1, file.path.stat().st_size), _BYTES)
    return [Piece(file, piece.name, start, start + _BYTES) for start in starts]


def read_on_cluster(
    paths: Sequence[str],
    dossier: Dossier,
    folder: str,
    *,
    fast: bool = False,
    use: Use = "usual",
    screen: Screen | None = None,
    options: dict[str, str] | None = None,
    address: str | None = None,
    workers: int | None = None,
) -> Iterator[Outcome]:
    """Read what the paths name into Parquet files in `folder`, on the Ray cluster at `address` (else on one that is started here).

    The outcome of each shard is given out as it is done. Paths and folder must be such that all machines of the cluster can open them.
    Shards that are in the folder already, read from the same input in the same way, are not read again. `workers` is how many read at once;
    without it as many as the cluster has cores. Raises OnrecordError where there is no Ray or no cluster.
    """
    data = _connected(address, workers)
    plan = plan_of(dossier, folder, fast=fast, use=use, screen=screen, options=options)
    parts = cut_into_parts(paths)
    done = [part for part in parts if is_whole(_path(plan, part))]
    yield from (Outcome(_path(plan, part), before=True) for part in done)
    left = [part for part in parts if part not in done]
    if not left:
        return
    rows = [{"part": msgspec.msgpack.encode(part, enc_hook=str)} for part in left]
    given = data.from_items(rows, override_num_blocks=len(rows))
    crew = data.ActorPoolStrategy(size=min(len(rows), workers or _cores_of_cluster()))
    outcomes = given.map_batches(Worker, fn_constructor_args=(msgspec.msgpack.encode(plan),), batch_size=1, compute=crew, num_cpus=1)
    for row in outcomes.iter_rows():
        yield msgspec.msgpack.decode(row["outcome"], type=Outcome)


class Worker:
    """One worker of the cluster: Ray makes it once and gives it shard after shard."""

    def __init__(self, plan: bytes) -> None:
        self._plan = msgspec.msgpack.decode(plan, type=Plan)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """Read the shards of a batch, and say what became of them."""
        parts = [msgspec.msgpack.decode(bytes(part), type=Part, dec_hook=_path_of) for part in batch["part"]]
        return {"outcome": [msgspec.msgpack.encode(read_part(part, self._plan)) for part in parts]}


def read_part(part: Part, plan: Plan) -> Outcome:
    """Read one shard into its file."""
    screen = screen_of(plan.orders) or Screen()
    counts: Counter[str] = Counter()
    path = _path(plan, part)
    write_shard(path, plan.origin, _counted(_rows(part, plan.orders, screen), counts))
    return Outcome(
        path,
        read=counts["read"],
        skipped=counts["skipped"],
        statements=counts["statements"],
        positions=counts["positions"],
        passed_over=dict(screen.passed_over),
    )


def _rows(part: Part, orders: Orders, screen: Screen) -> Iterator[Row]:
    once = Once(screen)
    for entry in part.entries:
        if not isinstance(entry, Piece):
            yield Row(entry[0], "", "", InputError(*entry))
            continue
        for where, page in open_pieces([entry], screen):
            for given in once.given(where, page):
                result = read_page(given, orders.dossier, fast=orders.fast, use=orders.use, screen=screen)
                if result is not None:
                    yield Row(where, *_names(given), result)


def _names(given: Article | Request | InputError) -> tuple[str, str]:
    """The id of an article or page, and what tells captures of a page apart."""
    if isinstance(given, InputError):
        return "", ""
    if isinstance(given, Article):
        return given.id, ""
    return given.name, sha256(given.content).hexdigest()[:16] if given.capture else ""


def _counted(rows: Iterator[Row], counts: Counter[str]) -> Iterator[Row]:
    for row in rows:
        if isinstance(row.result, Reading):
            counts.update(read=1, statements=len(row.result.statements), positions=len(row.result.positions))
        else:
            counts["skipped"] += 1
        yield row


def _path(plan: Plan, part: Part) -> str:
    return f"{plan.folder.rstrip('/')}/{part.name(plan.origin)}"


def _path_of(kind: type, value: Any) -> Any:
    return kind(value)


def _connected(address: str | None, workers: int | None) -> Any:
    """Ray Data, on a cluster."""
    os.environ.update({key: os.environ.get(key, value) for key, value in _OF_OWN_CLUSTER.items()})
    try:
        import ray  # noqa: PLC0415  heavy, and not installed everywhere
        import ray.data  # noqa: PLC0415  the same
    except ImportError as error:
        raise OnrecordError(_NO_RAY) from error
    if not ray.is_initialized():
        own: dict[str, Any] = {"address": address} if address else {"num_cpus": workers, "include_dashboard": False}
        try:
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **own)
        except Exception as error:
            raise OnrecordError(f"there is no Ray cluster at {address or 'hand'} ({error}); start one with: ray start --head") from error
    # What is done is told shard by shard, by us.
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    return ray.data


def _cores_of_cluster() -> int:
    import ray  # noqa: PLC0415  heavy, and not installed everywhere

    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]  # Ray types part of itself
    return max(1, int(resources.get("CPU", 1)))
