"""Which addresses may be asked: http and https on the public internet, and hosts of a private network that the user names."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from onrecord.errors import InputError

_LONGEST = 2_000
_PORTS = {"http": 80, "https": 443}
# Below this, only the ports of the web: what else listens there (mail, say) is not to be talked to in HTTP by way of a link in a feed.
_FIRST_FREE_PORT = 1024
_HOST_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
# What programs that count clicks add to an address; the page is the same without them.
_COUNTING = re.compile(r"utm_[a-z_]{1,40}|fbclid|gclid|mc_cid|mc_eid|at_medium|at_campaign|cmpid")
# Addresses of IPv4 come in these clothes: mapped (RFC 4291), translated (RFC 6052), compatible (RFC 4291, 2.5.5.1).
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
# Translation within one network (RFC 8215), which not every Python counts among the private addresses.
_LOCAL = IPv6Network("64:ff9b:1::/48")


def tidy(address: str) -> str:
    """The address as it is asked for: host in small letters and ASCII, path and query quoted, without fragment and click counters.

    Raises InputError for what is no http(s) address, for one with a name and password in it, and for ports that are not the web's.
    """
    address = address.strip()
    shown = address[:200]
    if len(address) > _LONGEST or not address.isprintable():
        raise InputError(shown, "this is no web address: it is too long or holds control characters; correct it")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise InputError(shown, "this is no web address; correct it") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        raise InputError(shown, "only http:// and https:// addresses are fetched; give one of these")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{scheme}://{parts.hostname}", "addresses with a name or password in them are not fetched; leave them out")
    if port is not None and port < _FIRST_FREE_PORT and port not in _PORTS.values():
        raise InputError(shown, f"port {port} is not one of the web's; only 80, 443 and those from {_FIRST_FREE_PORT} are asked")
    host = _host(parts.hostname, shown)
    place = f"[{host}]" if ":" in host else host
    place += "" if port is None or port == _PORTS[scheme] else f":{port}"
    # What is quoted already stays so: "%" is among the safe ones.
    return urlunsplit((scheme, place, quote(parts.path or "/", safe="/%:@!$&'()*+,;=~"), _query(parts.query), ""))


def host_and_port(address: str) -> tuple[str, int]:
    """The host and the port of a tidy address."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


def origin_of(address: str) -> str:
    """Scheme, host and port of a tidy address, as an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


class PrivateHosts:
    """The hosts of a private network that the user allows by name: "host" for all its ports, or "host:port"."""

    def __init__(self, names: Collection[str] = ()) -> None:
        self._names = frozenset(name.strip().lower() for name in names)

    def allow(self, host: str, port: int) -> bool:
        """Whether this host may be asked on this port even if its address is a private one."""
        shown = f"[{host}]" if ":" in host else host
        return bool(self._names & {host, shown, f"{shown}:{port}"})


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also by what it stands for where it wraps another one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _meant_by(ip))


def _meant_by(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, or those of IPv4 that it stands for."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.scope_id is not None or ip in _LOCAL:
        return [IPv6Address("::1")]  # as good as this computer: an address of one cable, or of one network, only
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if any(ip in network for network in _TRANSLATED):
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    inner = [ip.sixtofour] if ip.sixtofour is not None else list(ip.teredo or ())
    return [ip, *inner]


def _host(name: str, shown: str) -> str:
    """The host in ASCII; an IPv6 address as it is."""
    if ":" in name:
        return name.lower()
    try:
        host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        host = ""
    if not host or not all(_HOST_LABEL.fullmatch(label) for label in host.split(".")):
        raise InputError(shown, "its host is no name of a host; correct it")
    return host


def _query(query: str) -> str:
    named = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    if any(_COUNTING.fullmatch(name.lower()) for name, _ in named):
        query = urlencode([(name, value) for name, value in named if not _COUNTING.fullmatch(name.lower())])
    return quote(query, safe="/%:@!$&'()*+,;=~?[]{}|^`")
