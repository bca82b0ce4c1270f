"""Serving the pages: on this computer to whoever sits at it, elsewhere to those who have a token or a password."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from dataclasses import dataclass, replace
from ipaddress import ip_network
from pathlib import Path
from threading import Thread

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.web.access import Entrance
from onrecord.web.app import create_app
from onrecord.web.guard import is_loopback

# What stands for all addresses of a computer, and so names none.
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104
# So many open connections are more than a newsroom has; beyond them, 503 tells that there are too many.
_MOST_CONNECTIONS = 500
_SECONDS_TO_FINISH = 5


@dataclass(frozen=True)
class Place:
    """Where the pages are served.

    `proxy` is the address (or network) of a proxy that is believed when it tells for whom it asks, and over which scheme. With a certificate
    (and its key, where that is in another file), they are served over HTTPS.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    proxy: str | None = None
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_private(self) -> bool:
        """Whether only this computer reaches them."""
        return is_loopback(self.host) and self.proxy is None


def serve(ledger: Ledger, dossier_id: str, place: Place | None = None, entrance: Entrance | None = None) -> None:
    """Serve the pages until interrupted. Port 0 takes any free one.

    Raises OnrecordError where others could reach them without a token or password, and for a port or certificate that cannot be had.
    """
    place = place or Place()
    entrance = entrance_at(place, entrance or Entrance())
    import uvicorn  # noqa: PLC0415  heavy import

    app = create_app(ledger, dossier_id, entrance)
    with listen(place.host, place.port) as listener:
        config = uvicorn.Config(
            app,
            log_level="info",
            access_log=False,
            server_header=False,
            proxy_headers=place.proxy is not None,
            forwarded_allow_ips=place.proxy or "",
            ssl_certfile=place.certificate,
            ssl_keyfile=place.key,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
            ws="none",
            lifespan="off",
        )
        try:
            config.load()
        except OSError as error:
            raise OnrecordError(f"{place.certificate}: no certificate that can be used ({error}). Give another one with --certificate.") from error
        for line in announcement(place, entrance, listener):
            logging.getLogger("uvicorn.error").info(line)
        Thread(target=app.state.begin, daemon=True).start()
        # uvicorn raises the interrupt again when it has closed everything.
        try:
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run(sockets=[listener])
        finally:
            app.state.close()


def entrance_at(place: Place, entrance: Entrance) -> Entrance:
    """The entrance as it is used at a place: the address itself is a name, too. Raises OnrecordError where it would stand open to others."""
    if entrance.is_open and (not place.is_private or not all(map(is_loopback, entrance.names))):
        raise OnrecordError(
            f"{place.proxy or place.host}: others could reach these pages, so they must ask who it is. "
            "Give --token FILE (one word for all, made if there is no such file) or --passwords FILE (see onrecord password --help)."
        )
    if place.host in _EVERYWHERE and not entrance.names:
        raise OnrecordError(f"{place.host or 'no host'}: this stands for all addresses. Say with --name by which one people call the pages.")
    if place.proxy is not None:
        _check_network(place.proxy)
    return replace(entrance, names=entrance.names | ({place.host} - _EVERYWHERE))


def announcement(place: Place, entrance: Entrance, listener: socket.socket) -> list[str]:
    """What is told at the start: where the pages are, and who may do what."""
    scheme = "http" if place.certificate is None else "https"
    where = address_of(listener, scheme)
    if place.proxy is not None:
        where += f" for the proxy at {place.proxy}"
    elif place.host in _EVERYWHERE:
        where = ", ".join(f"{scheme}://{name}:{listener.getsockname()[1]}/" for name in sorted(entrance.names))
    lines = [f"The pages are at {where}. Stop with Ctrl-C."]
    if entrance.is_open:
        lines.append("Whoever uses this computer may read them and judge. Nobody else reaches them.")
        return lines
    ways = (["with the token, and may judge"] if entrance.token else []) + (
        ["with name and password: readers may read, reviewers may also judge"] if entrance.passwords else []
    )
    lines.append(f"People sign in {'; or '.join(ways)}.")
    if scheme == "http" and not is_loopback(place.host):
        lines.append("Passwords and pages travel unencrypted. Whoever runs the network can read them: see docs/serving.md for HTTPS.")
    return lines


def address_of(listener: socket.socket, scheme: str = "http") -> str:
    """The address of the first page."""
    host, port = listener.getsockname()[:2]
    return f"{scheme}://[{host}]:{port}/" if ":" in host else f"{scheme}://{host}:{port}/"


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; OnrecordError where it is taken or not allowed."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise OnrecordError(f"Port {port} on {host} cannot be had ({error.strerror}). Give another one with --port.") from error
    return listener


def _check_network(proxy: str) -> None:
    try:
        ip_network(proxy)
    except ValueError as error:
        raise OnrecordError(f"{proxy}: a proxy is told by its address, such as 127.0.0.1 or 10.0.0.0/24 ({error}).") from error
