"""What changed, as JSON posted to an address that the user named."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from onrecord.errors import InputError
from onrecord.feeds.addresses import tidy
from onrecord.feeds.failures import FetchError
from onrecord.feeds.network import Network
from onrecord.feeds.state import Change
from onrecord.identity import digest
from onrecord.records import Dossier

# One message stays within what receivers take (often 1 MB), and a receiver that is away for long finds the latest changes.
_MOST_AT_ONCE = 100
_MOST_KEPT = 1_000


class Message(Struct, frozen=True):
    """What is posted. `id` names this set of changes: a message that comes a second time has the same."""

    id: str
    dossier: str
    title: str
    changes: tuple[Change, ...]


def deliver(network: Network, address: str, dossier: Dossier, unsent: list[Change]) -> list[Change]:
    """Post the changes, oldest first; those of a message that was taken (HTTP 2xx) leave `unsent`. Gives those given up because there are too many.

    Raises InputError where a message was not taken; what is left in `unsent` is for the next time.
    """
    lost = unsent[:-_MOST_KEPT] if len(unsent) > _MOST_KEPT else []
    del unsent[: len(lost)]
    target = tidy(address)
    while unsent:
        changes = tuple(unsent[:_MOST_AT_ONCE])
        message = Message(digest("message", *(change.id for change in changes)), dossier.id, dossier.title, changes)
        _post(network, target, msgspec.json.encode(message))
        del unsent[: len(changes)]
    return lost


def _post(network: Network, address: str, content: bytes) -> None:
    reply = network.ask(address, 0, {"Content-Type": "application/json; charset=utf-8"}, content=content)
    if 300 <= reply.status < 400:  # noqa: PLR2004  the range of redirects
        raise InputError(address, f"the webhook redirects (HTTP {reply.status}), and a message is not sent on; name the address that it leads to")
    if not 200 <= reply.status < 300:  # noqa: PLR2004  the range of success
        raise FetchError(
            address, f"the webhook did not take the message (HTTP {reply.status}); it is sent again at the next poll", status=reply.status
        )
