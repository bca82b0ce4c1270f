"""How long pages of a ledger take: real addresses, asked of a real server at a steady rate.

    python -m benchmarks.visits --ledger LEDGER.sqlite [--seconds 30] [--rate 20] [--seed 1] [--csv FILE]
    python -m benchmarks.visits --ledger LEDGER.sqlite --one-by-one [--csv FILE]       processor time of each kind of page, for a busy machine

Starts `onrecord serve`, follows links from its first pages to find addresses of every kind, starts it anew, and asks for a mix of them: at first
each address once (nothing was made before), then the same kinds as people visit them, some addresses again and again. Every request is sent when
its turn comes, whether or not earlier ones were answered, and its time runs from that turn to the last byte, so that no delay is left out. In
between, a page of fixed text is asked for from a server of its own: where that is late as well, the machine was busy. Returns 1 where pages are
later than they may be, or fail.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
from rich.console import Console
from rich.table import Table

# What pages are held to at 100,000 articles, 20 requests a second and two cores, in milliseconds.
_MEDIAN, _P95 = 150.0, 400.0
_HOST = "127.0.0.1"
# How often each kind of page is asked for, and by which addresses it is known.
_KINDS: dict[str, tuple[float, str]] = {
    "matrix": (3, r"/"),
    "matrix by side": (2, r"/\?by=side"),
    "matrix of a period": (2, r"/\?.*(since|until)=.*"),
    "trail": (5, r"/trail/.*"),
    "term": (2, r"/term/.*"),
    "actor": (2, r"/actor/.*"),
    "article": (6, r"/article[/?].*"),
    "occasion": (3, r"/occasion/.*"),
    "today": (2, r"/today.*"),
    "occasions": (1, r"/occasions.*"),
    "conflicts": (1, r"/conflicts.*"),
    "shifts": (1, r"/shifts.*"),
    "sources": (1, r"/sources.*"),
    "search": (3, r"/search.*"),
    "review": (1, r"/review.*"),
    "dossier": (0.5, r"/dossier.*"),
}
_STARTS = ("/", "/?by=side", "/today", "/shifts", "/conflicts", "/occasions", "/sources", "/search", "/review", "/dossier")
_WORDS = "ceasefire dam gates water talks withdraw river guns ridge monitors freight said refuses only offer condition president minister".split()  # noqa: SIM905
# So many pages of a kind are read for links, and so many addresses of a kind are known at most.
_READ, _KNOWN = 12, 400
# Of all visits, such a share goes to addresses that are asked for again and again.
_AGAIN = 0.6
# As long as a server that was just started makes its templates ready.
_READY_SECONDS = 3
_OTHER_FORMS = re.compile(r"\.(json|csv|md|svg|png)(\?|$)")
_PEER = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
async def page(request): return HTMLResponse("<p>The same words each time.</p>" * 1000)
uvicorn.run(Starlette(routes=[Route("/", page)]), host=sys.argv[1], port=int(sys.argv[2]), log_level="warning", access_log=False)
"""


@dataclass(frozen=True)
class Visit:
    """One request: when it is sent, in seconds from the first, and what is asked for."""

    at: float
    kind: str
    address: str


@dataclass(frozen=True)
class Answered:
    """One answer: its time in milliseconds, from the turn of the request to the last byte, and how late it was sent."""

    kind: str
    address: str
    status: int
    size: int
    milliseconds: float
    late: float


def main() -> int:
    """Measure and print; returns 1 where pages are later than they may be, or fail."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=20, help="requests a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-by-one", action="store_true", help="one request after the other; the server's processor time instead of the clock's")
    parser.add_argument("--csv", type=Path, help="write one row a request here")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  repeatable, not secret
    with _served(options.ledger) as (port, _):
        known = asyncio.run(_addresses(port, chance))
    how_many = int(options.seconds * options.rate)
    first, again = _plan(known, chance, how_many, options.rate)
    if options.one_by_one:
        with _served(options.ledger) as (port, process):
            return asyncio.run(_one_by_one(port, process, known, Counter(one.kind for one in first)))
    answered: dict[str, list[Answered]] = {}
    with _served(options.ledger) as (port, process), _peer() as peer:
        for name, visits in (("asked for the first time", first), ("as people visit", again)):
            before, own = _processor_time(process), time.process_time()
            answered[name], others = asyncio.run(_visit(port, peer, visits))
            spent = _processor_time(process) - before
            _print(name, answered[name], others, spent, time.process_time() - own)
        print(f"the server's processes: {len(_family(process))}; their memory at most: {_memory(process):,.0f} MB")
    if options.csv:
        with options.csv.open("w", newline="", encoding="utf-8") as file:
            rows = ((name, one.kind, one.address, one.status, one.size, one.milliseconds) for name, some in answered.items() for one in some)
            csv.writer(file).writerows([("visits", "kind", "address", "status", "bytes", "milliseconds"), *rows])
    return _verdict(answered)


def _verdict(answered: dict[str, list[Answered]]) -> int:
    wrong = []
    for name, some in answered.items():
        times = [one.milliseconds for one in some]
        failed = sorted({f"{one.status} {one.address}" for one in some if one.status != httpx.codes.OK})
        if failed:
            wrong.append(f"{name}: {len(failed)} failed, such as {', '.join(failed[:3])}")
        if statistics.median(times) > _MEDIAN:
            wrong.append(f"{name}: the median is over {_MEDIAN:.0f} ms")
        if _percentile(times, 95) > _P95:
            wrong.append(f"{name}: the 95th percentile is over {_P95:.0f} ms")
    print("\n".join(wrong) if wrong else f"medians up to {_MEDIAN:.0f} ms and 95th percentiles up to {_P95:.0f} ms: kept")
    return 1 if wrong else 0


# Addresses


async def _addresses(port: int, chance: random.Random) -> dict[str, list[str]]:
    """Addresses of every kind, out of the links of the pages themselves; a kind that no page leads to is left out."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    read: dict[str, int] = defaultdict(int)
    waiting = [*_STARTS, *(f"/search?q={word}" for word in _WORDS)]
    async with httpx.AsyncClient(base_url=f"http://{_HOST}:{port}", timeout=120) as client:
        days = (await client.get("/matrix.json")).json()["choices"]
        waiting += _periods(date.fromisoformat(days["first"]), date.fromisoformat(days["last"]), chance)
        while waiting:
            address = waiting.pop(0)
            kind = _kind_of(address)
            if kind is None or address in found[kind] or len(found[kind]) >= _KNOWN:
                continue
            if read[kind] >= _READ:
                found[kind][address] = None
                continue
            read[kind] += 1
            answer = await client.get(address)
            if answer.status_code == httpx.codes.OK:
                found[kind][address] = None
                links = _links(answer.text, address)
                chance.shuffle(links)
                waiting += links
    return {kind: list(found[kind]) for kind in _KINDS if found[kind]}


def _periods(first: date, last: date, chance: random.Random) -> Iterator[str]:
    """Periods within the days of the record, as the filter of the matrix gives them."""
    for _ in range(_KNOWN):
        since, until = sorted(first + timedelta(days=chance.randint(0, (last - first).days)) for _ in range(2))
        yield f"/?since={since}&until={until}{'&by=side' if chance.random() < 1 / 3 else ''}"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _links(page: str, address: str) -> list[str]:
    """Where a page leads within its own site, without places on pages."""
    parser = _Links()
    parser.feed(page)
    parts = [urlsplit(urljoin(f"http://{_HOST}{address}", link)) for link in parser.found]
    inside = (part.path + (f"?{part.query}" if part.query else "") for part in parts if part.netloc == _HOST)
    return list(dict.fromkeys(link for link in inside if not _OTHER_FORMS.search(link)))


def _kind_of(address: str) -> str | None:
    return next((kind for kind, (_, form) in reversed(_KINDS.items()) if re.fullmatch(form, address)), None)


def _plan(known: dict[str, list[str]], chance: random.Random, how_many: int, rate: float) -> tuple[list[Visit], list[Visit]]:
    """Visits to addresses that were not visited before, as far as there are so many; and visits as people pay them."""
    fresh = {kind: chance.sample(addresses, len(addresses)) for kind, addresses in known.items()}
    first = []
    for number in range(how_many):
        left = [kind for kind in fresh if fresh[kind]]
        if not left:
            print(f"only {number} addresses were found; the first visits are as many")
            break
        kind = chance.choices(left, [_KINDS[one][0] for one in left])[0]
        first.append(Visit(number / rate, kind, fresh[kind].pop()))
    kinds = chance.choices(list(known), [_KINDS[kind][0] for kind in known], k=how_many)
    again = []
    for number, kind in enumerate(kinds):
        often = known[kind][: max(1, len(known[kind]) // 20)]
        again.append(Visit(number / rate, kind, chance.choice(often if chance.random() < _AGAIN else known[kind])))
    return first, again


# Requests


async def _visit(port: int, peer: int, visits: Sequence[Visit]) -> tuple[list[Answered], list[Answered]]:
    """Pay these visits, each at its time, and as many to the peer, each half-way to the next."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
    async with (
        httpx.AsyncClient(base_url=f"http://{_HOST}:{port}", timeout=120, limits=limits) as pages,
        httpx.AsyncClient(base_url=f"http://{_HOST}:{peer}", timeout=120, limits=limits) as other,
    ):
        await asyncio.gather(pages.get("/static/style.css"), other.get("/"))
        between = visits[1].at / 2 if len(visits) > 1 else 0.0
        started = time.perf_counter() + 0.1
        jobs = [asyncio.create_task(_ask(pages, one, started)) for one in visits]
        others = [asyncio.create_task(_ask(other, Visit(one.at + between, "peer", "/"), started)) for one in visits]
        return list(await asyncio.gather(*jobs)), list(await asyncio.gather(*others))


async def _ask(client: httpx.AsyncClient, visit: Visit, started: float) -> Answered:
    turn = started + visit.at
    await asyncio.sleep(turn - time.perf_counter())
    late = time.perf_counter() - turn
    answer = await client.get(visit.address)
    return Answered(visit.kind, visit.address, answer.status_code, len(answer.content), (time.perf_counter() - turn) * 1_000, late * 1_000)


async def _one_by_one(port: int, process: int, known: dict[str, list[str]], mix: Counter[str]) -> int:
    """The server's processor time for pages that were not made before, and for the same again; and of a page of this mix."""
    means: dict[str, float] = {}
    table = _table("one by one, milliseconds of the processor", "pages", "median", "longest", "again", "KB")
    async with httpx.AsyncClient(base_url=f"http://{_HOST}:{port}", timeout=120) as client:
        for kind, addresses in known.items():
            spent: list[tuple[float, float, int, str]] = []
            for address in addresses[:_READ]:
                times: list[float] = []
                size = 0
                for _ in range(2):
                    before = _processor_time(process)
                    answer = await client.get(address)
                    times.append((_processor_time(process) - before) * 1_000)
                    size = len(answer.content)
                if answer.status_code == httpx.codes.OK:
                    spent.append((times[0], times[1], size, address))
            if spent:
                first = [one[0] for one in spent]
                means[kind] = statistics.mean(first)
                again, bytes_sent = statistics.median(one[1] for one in spent), statistics.median(one[2] for one in spent)
                table.add_row(
                    kind, str(len(spent)), f"{statistics.median(first):.1f}", f"{max(first):.1f}", f"{again:.1f}", f"{bytes_sent / 1_000:.0f}"
                )
    Console(width=110).print(table)
    told = {kind: count for kind, count in mix.items() if kind in means}
    mean = sum(means[kind] * count for kind, count in told.items()) / sum(told.values())
    print(f"a page of those that are asked for the first time: {mean:.1f} ms in the mean")
    return 0


# Servers


@contextmanager
def _served(ledger: Path) -> Iterator[tuple[int, int]]:
    """The pages of a ledger: their port, and the process that serves them."""
    port = _free_port()
    with _running([sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger), "--port", str(port)], port) as process:
        yield port, process


@contextmanager
def _peer() -> Iterator[int]:
    port = _free_port()
    with _running([sys.executable, "-c", _PEER, _HOST, str(port)], port):
        yield port


@contextmanager
def _running(command: list[str], port: int) -> Iterator[int]:
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                try:
                    httpx.get(f"http://{_HOST}:{port}/static/style.css", timeout=5)
                    break
                except httpx.TransportError:
                    if process.poll() is not None:
                        raise SystemExit(f"this ended with {process.returncode}: {' '.join(command)}") from None
                    time.sleep(0.1)
            time.sleep(_READY_SECONDS)
            yield process.pid
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _family(process: int) -> list[int]:
    """A process and those that it started, and they in turn."""
    told = {int(file.parent.name): _told_by(file) for file in Path("/proc").glob("[0-9]*/stat")}
    above = {one: int(line.rpartition(")")[2].split()[1]) for one, line in told.items() if line}
    found = [process]
    for one in found:
        found += [other for other, parent in above.items() if parent == one]
    return found


def _told_by(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # the process or thread has ended
        return ""


def _processor_time(process: int) -> float:
    """Seconds that a process, those that it started and their threads have had a processor; 0 where the system does not tell."""
    tasks = [task for one in _family(process) for task in Path(f"/proc/{one}/task").glob("*/schedstat")]
    return sum(int(told.split()[0]) for told in map(_told_by, tasks) if told) / 1e9


def _memory(process: int) -> float:
    """Megabytes at most so far, of each process by itself."""
    found = (re.search(r"VmHWM:\s+(\d+) kB", _told_by(Path(f"/proc/{one}/status"))) for one in _family(process))
    return sum(int(one[1]) for one in found if one) / 1_000


# Figures


def _percentile(values: Sequence[float], share: float) -> float:
    """The value that this share, in per cent, of the values do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))]


def _print(name: str, answered: Sequence[Answered], others: Sequence[Answered], spent: float, own: float) -> None:
    table = _table(f"{name}, milliseconds", "pages", "median", "p95", "longest", "KB")
    groups: dict[str, list[Answered]] = {"all": list(answered)}
    for one in answered:
        groups.setdefault(one.kind, []).append(one)
    for kind, some in (*groups.items(), ("peer: a page of fixed text", list(others))):
        times = [one.milliseconds for one in some]
        figures = (statistics.median(times), _percentile(times, 95), max(times))
        table.add_row(kind, str(len(some)), *(f"{figure:,.0f}" for figure in figures), f"{statistics.median(one.size for one in some) / 1_000:.0f}")
    Console(width=110).print(table)
    times, peers = [one.milliseconds for one in answered], [one.milliseconds for one in others]
    ratios = (statistics.median(times) / statistics.median(peers), _percentile(times, 95) / _percentile(peers, 95))
    print(f"pages took {ratios[0]:.1f} times as long as the peer's at the median, {ratios[1]:.1f} times at the 95th percentile")
    shares = spent * 1_000 / len(answered), own * 500 / len(answered), _percentile([one.late for one in answered], 95)
    print(f"a page had {shares[0]:.1f} ms of the server's processors, a request {shares[1]:.1f} ms of this program's;")
    print(f"95 % of the requests were sent at most {shares[2]:.1f} ms after their turn")


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("", *headings):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    return table


if __name__ == "__main__":
    sys.exit(main())
