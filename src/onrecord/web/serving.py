"""Serving the pages on this computer."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.web.app import create_app
from onrecord.web.guard import is_loopback


def serve(ledger: Ledger, dossier_id: str, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Serve the pages until interrupted. Port 0 takes any free one.

    Raises OnrecordError for a host that others could reach (there is no password yet) and for a port that cannot be had.
    """
    if not is_loopback(host):
        raise OnrecordError(
            f"{host}: only addresses of this computer are served (127.0.0.1, ::1 or localhost), because the pages ask for no password."
        )
    import uvicorn  # noqa: PLC0415  heavy import

    with listen(host, port) as listener:
        # Own addresses only, so no proxy stands before it whose headers would have to be believed.
        config = uvicorn.Config(
            create_app(ledger, dossier_id), log_level="info", access_log=False, server_header=False, proxy_headers=False, ws="none", lifespan="off"
        )
        logging.getLogger("uvicorn.error").info("The pages are at %s. Stop with Ctrl-C.", address_of(listener))
        # uvicorn raises the interrupt again when it has closed everything.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def address_of(listener: socket.socket) -> str:
    """The address of the first page."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


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
