"""One request to one host: the host's address is looked up once, checked, and connected to; a clock runs over the whole of it.

The name is looked up here and nowhere else, and the connection goes to the very address that was checked: whoever runs the name cannot
have it mean a public address for the check and a private one for the connection (DNS rebinding). TLS still asks for the name's certificate.
Proxies named in the environment are not used, since they would look the name up themselves.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import httpcore2
from msgspec import Struct

from onrecord.feeds.addresses import PrivateHosts, host_and_port, is_public
from onrecord.feeds.bodies import TooLarge, Unreadable, read_body
from onrecord.feeds.failures import FetchError

# Connecting, asking and all of the answer. A page of 1 MB at 50 kB a second takes 20 seconds.
SECONDS = 45.0
_SECONDS_TO_CONNECT = 10.0
# A name that stands for more addresses than this is tried no further.
_ADDRESSES_TRIED = 4
_DONE = 200

Resolve = Callable[[str, int], list[str]]


class Reply(Struct, frozen=True):
    """An answer: the address that gave it, its status, its headers (names in small letters), and its body, unpacked."""

    address: str
    status: int
    headers: dict[str, str]
    body: bytes = b""


class PrivateAddressError(OSError):
    """The host's address is one that is not to be asked."""


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses that a host name stands for, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class Network:
    """Asks hosts of the public internet, and those of a private network that were allowed by name."""

    def __init__(
        self,
        agent: str,
        private: PrivateHosts | None = None,
        *,
        seconds: float = SECONDS,
        find: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = agent
        self._private = private or PrivateHosts()
        self._seconds = seconds
        self._find = find
        self._tls = tls

    def ask(self, address: str, most: int, headers: Mapping[str, str] | None = None, *, content: bytes | None = None) -> Reply:
        """What a tidy address answers, whatever its status, with a body of `most` bytes at most. Where `content` is given, it is posted.

        Redirects are not followed. Raises FetchError where no answer comes, or it is too large, too slow or not to be had from there.
        """
        host, port = host_and_port(address)
        sent = {"Host": _host_header(address), "User-Agent": self._agent, "Accept-Encoding": "gzip", "Connection": "close", **(headers or {})}
        if content is not None:
            sent["Content-Length"] = str(len(content))
        line = _CheckedLine(self._find, time.monotonic() + self._seconds, allowed=self._private.allow(host, port))
        try:
            return self._answer(line, address, sent, most, content)
        except TooLarge:
            raise FetchError(address, f"its answer is larger than {most / 1_000_000:g} MB, so it was given up", final=True) from None
        except Unreadable as error:
            raise FetchError(address, f"its answer cannot be unpacked: {error}") from None
        except (httpcore2.TimeoutException, TimeoutError):
            raise FetchError(address, f"no whole answer came within {self._seconds:g} seconds, so it was given up", unreachable=True) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise _told(address, error) from error

    def _answer(self, line: _CheckedLine, address: str, headers: Mapping[str, str], most: int, content: bytes | None) -> Reply:
        if self._tls is None and address.startswith("https:"):
            self._tls = httpcore2.default_ssl_context()
        with (
            httpcore2.ConnectionPool(network_backend=line, ssl_context=self._tls, max_keepalive_connections=0) as pool,
            pool.stream("GET" if content is None else "POST", address, headers=list(headers.items()), content=content) as answer,
        ):
            told: dict[str, str] = {}
            for name, value in answer.headers:
                told.setdefault(name.decode("ascii", "replace").lower(), value.decode("latin-1"))
            # The body of a redirect, of an error, or of the answer to a message is nobody's news.
            wanted = answer.status == _DONE and content is None
            body = read_body(answer.iter_stream(), told.get("content-encoding", ""), most) if wanted else b""
            return Reply(address, answer.status, told, body)


class _CheckedLine(httpcore2.NetworkBackend):
    """Opens the connection of one request: to a checked address, and for no longer than the request may take."""

    def __init__(self, find: Resolve, ends: float, *, allowed: bool) -> None:
        self._find = find
        self._ends = ends
        self._allowed = allowed
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the request's own time counts
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Look the name up, refuse it if any address behind it is private, and connect to one of those that were looked at."""
        found = self._find(host.strip("[]"), port)
        private = [address for address in found if not is_public(address)]
        if private and not self._allowed:
            raise PrivateAddressError(private[0])
        last: Exception = OSError("its name stands for no address")
        for address in found[:_ADDRESSES_TRIED]:
            try:
                stream = self._sockets.connect_tcp(
                    address, port, min(_left(self._ends), _SECONDS_TO_CONNECT), local_address=local_address, socket_options=socket_options or ()
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
            else:
                return _TimedStream(stream, self._ends)
        raise last


class _TimedStream(httpcore2.NetworkStream):
    """A connection that ends when the request's time is over, however little and often the other side sends."""

    def __init__(self, stream: httpcore2.NetworkStream, ends: float) -> None:
        self._stream = stream
        self._ends = ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  as above
        return self._stream.read(max_bytes, _left(self._ends))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, _left(self._ends))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore2.NetworkStream:  # noqa: ARG002
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, _left(self._ends)), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _host_header(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]


def _told(address: str, error: Exception) -> FetchError:
    """What went wrong on the line, in words."""
    # The library holds what the system said as its own error's argument.
    cause = next((one for one in error.args if isinstance(one, Exception)), error)
    if isinstance(error, PrivateAddressError):
        where = f"its host lies in a private network ({error}), which links from outside must not reach"
        return FetchError(address, f"{where}; if it is yours: --allow-private {_host_header(address)}", final=True, asked=False)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(address, f"its certificate is not valid ({cause.verify_message})", unreachable=True)
    if isinstance(cause, socket.gaierror | UnicodeError):
        return FetchError(address, "its host is not known; check the address, or the connection to the network", unreachable=True)
    if isinstance(error, httpcore2.ProtocolError):
        return FetchError(address, "its answer is not in HTTP, or was cut off")
    return FetchError(address, f"it cannot be reached ({getattr(cause, 'strerror', None) or type(cause).__name__})", unreachable=True)
