"""`onrecord watch`: feeds are asked again and again, new articles read, and what changed is told."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path
from time import sleep

import click

from onrecord.cli.options import Format, dossier_option, fast_option, format_option, ledger_option
from onrecord.cli.telling import tell
from onrecord.errors import OnrecordError
from onrecord.version import __version__

CONTACT_VARIABLE = "ONRECORD_CONTACT"
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_SPAN = re.compile(r"([0-9]{1,6})\s?([smhd])")
_LEAST_SECONDS, _DEFAULT_SECONDS = 60, 900
# An address of e-mail or of a page: what a User-Agent may hold between brackets (RFC 9110, 5.6.5), and no brackets.
_CONTACT = re.compile(r"[!#-'*-\[\]-~]{3,200}")


def _seconds(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:  # noqa: ARG001  click's signature
    """A span of time as people write it: 90s, 15m, 2h, 1d."""
    match = _SPAN.fullmatch(value.strip().lower()) if value is not None else None
    if value is None:
        return None
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    if seconds < _LEAST_SECONDS:
        raise click.BadParameter("give a number with s, m, h or d, of a minute at least, such as 15m.")
    return seconds


def _agent(context: click.Context, parameter: click.Parameter, value: str | None) -> str:  # noqa: ARG001  click's signature
    """The User-Agent: the program, its version, and whom to write to."""
    if value is None:
        return f"onrecord/{__version__}"
    if not _CONTACT.fullmatch(value):
        raise click.BadParameter("give an e-mail address or the address of a page, without spaces or brackets.")
    return f"onrecord/{__version__} (+{value})"


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@dossier_option(required=True)
@ledger_option
@click.option("--once", is_flag=True, help="Ask once and end, for a timer of your own (cron).")
@click.option("--every", metavar="SPAN", callback=_seconds, help="Ask again after this long: 90s, 15m, 2h, 1d.  [default: 15m]")
@click.option("--atom", metavar="FILE", help="Keep an Atom feed of what changed in this file: the latest 200 changes.")
@click.option("--webhook", metavar="URL", help="Post what changed to this address, as JSON.")
@click.option(
    "--contact",
    "agent",
    metavar="WHO",
    envvar=CONTACT_VARIABLE,
    callback=_agent,
    help=f"An e-mail address or page by which hosts can reach you; sent with each request. Also set by {CONTACT_VARIABLE}.",
)
@click.option("--feed-text", is_flag=True, help="Where a page cannot be had or read, read the text that its feed carries.")
@click.option(
    "--allow-private", "private", multiple=True, metavar="HOST[:PORT]", help="Ask this host although it lies in a private network; may be repeated."
)
@click.option("--state", "state_file", metavar="FILE", help="Where to remember what was asked and told.  [default: beside the ledger]")
@fast_option
@format_option
def watch(
    feeds: tuple[str, ...],
    dossier: str,
    ledger: str,
    once: bool,  # noqa: FBT001
    every: int | None,
    atom: str | None,
    webhook: str | None,
    agent: str,
    feed_text: bool,  # noqa: FBT001
    private: tuple[str, ...],
    state_file: str | None,
    fast: bool,  # noqa: FBT001
    form: Format,
) -> int:
    """Ask feeds for new articles, read these into a ledger, and tell what changed: shifts, conflicts and new positions.

    FEED is the address of a feed (RSS, Atom), or an OPML file as feed readers export it. Only the feeds, the articles they name and the
    webhook are asked, as their robots.txt allows and with a pause between two requests to a host. Stop with Ctrl-C.
    """
    if once and every is not None:
        raise click.UsageError("Give either --once or --every, not both.")
    if form in ("json", "csv") and not once:
        raise click.UsageError(f"--format {form} is one whole document: give --once too, or --format jsonl.")
    _look_for_libraries()
    if webhook is not None and not webhook.startswith(("http://", "https://")):
        raise click.UsageError(f"--webhook {webhook}: give an address that begins with http:// or https://.")
    from onrecord.cli.progress import CLEAR_LINE
    from onrecord.cli.watching import Settings, Watcher
    from onrecord.dossiers import load
    from onrecord.feeds.addresses import PrivateHosts
    from onrecord.feeds.network import Network
    from onrecord.feeds.subscriptions import Subscription, find_subscriptions
    from onrecord.pages import own_table

    loaded, hosts = load(dossier), PrivateHosts(private)
    watcher = Watcher(
        Settings(
            dossier=loaded,
            ledger=ledger,
            options=own_table(),
            network=Network(agent, hosts),
            private=hosts,
            state_file=Path(state_file) if state_file else _beside(ledger, loaded.id),
            atom=Path(atom) if atom else None,
            webhook=webhook,
            feed_text=feed_text,
            fast=fast,
            form=form,
        )
    )
    found = find_subscriptions(feeds)
    usable = [one for one in found if isinstance(one, Subscription)]
    code = watcher.poll(found)
    while usable and not once:
        try:
            sleep(every or _DEFAULT_SECONDS)
        except KeyboardInterrupt:
            tell(f"{CLEAR_LINE if sys.stderr.isatty() else ''}Stopped.")
            break
        code = max(code, watcher.poll(usable))
    return code


def _beside(ledger: str, dossier: str) -> Path:
    """The file that remembers, for this ledger and dossier: beside the ledger where that is a file, else in the present folder."""
    return Path(f"{ledger if '://' not in ledger else 'onrecord'}.{dossier}.feeds.json")


def _look_for_libraries() -> None:
    missing = [name for name in ("feedparser", "httpcore2", "protego") if find_spec(name) is None]
    if missing:
        raise OnrecordError(f"onrecord watch needs libraries that are not installed ({', '.join(missing)}): pip install 'onrecord[feeds]'")
