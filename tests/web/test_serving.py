"""Where the pages may be served, and what is told at the start."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.web import Entrance, Place, serve
from onrecord.web.serving import address_of, announcement, entrance_at, listen

TOKEN = "a-token-of-the-ferry-desk-2041"  # noqa: S105


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "ferry.example", ""])  # noqa: S104
def test_others_are_served_only_where_they_say_who_they_are(host: str, ferry_ledger: Ledger) -> None:
    with pytest.raises(OnrecordError, match=r"--token FILE .* or --passwords FILE"):
        serve(ferry_ledger, "vel-ferry", Place(host))


@pytest.mark.parametrize(
    ("place", "names"), [(Place(proxy="127.0.0.1"), []), (Place(), ["ferry.example"]), (Place("::1"), ["localhost", "10.0.0.7"])]
)
def test_a_proxy_or_a_foreign_name_needs_a_token_too(place: Place, names: list[str]) -> None:
    with pytest.raises(OnrecordError, match="--token FILE"):
        entrance_at(place, Entrance(frozenset(names)))
    assert entrance_at(place, Entrance(frozenset(names), TOKEN)).names >= set(names)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])  # noqa: S104
def test_all_addresses_need_a_name(host: str) -> None:
    with pytest.raises(OnrecordError, match="--name"):
        entrance_at(Place(host), Entrance(token=TOKEN))
    assert entrance_at(Place(host), Entrance(frozenset({"ferry.example"}), TOKEN)).names == {"ferry.example"}


def test_an_address_is_a_name_of_its_own() -> None:
    assert entrance_at(Place("192.0.2.7"), Entrance(token=TOKEN)).names == {"192.0.2.7"}
    assert entrance_at(Place("localhost"), Entrance()).is_open


@pytest.mark.parametrize("proxy", ["*", "proxy.example", "10.0.0.1/24", ""])
def test_a_proxy_is_told_by_its_address(proxy: str) -> None:
    with pytest.raises(OnrecordError, match="by its address"):
        entrance_at(Place(proxy=proxy), Entrance(token=TOKEN))


def test_a_taken_port_is_said_so(ferry_ledger: Ledger) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OnrecordError, match="--port"):
            serve(ferry_ledger, "vel-ferry", Place(port=taken.getsockname()[1]))


@pytest.mark.parametrize("content", [None, "no certificate\n"])
def test_a_certificate_that_is_none_is_said_so(content: str | None, ferry_ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(OnrecordError, match="--certificate"):
        serve(ferry_ledger, "vel-ferry", Place(port=0, certificate=file))


def test_the_address_can_be_opened() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_the_start_tells_where_and_who_may_do_what() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert announcement(Place(), Entrance(), listener) == [
            f"The pages are at http://127.0.0.1:{port}/. Stop with Ctrl-C.",
            "Whoever uses this computer may read them and judge. Nobody else reaches them.",
        ]
        open_to_all = announcement(Place("0.0.0.0"), Entrance(frozenset({"ferry.example"}), TOKEN), listener)  # noqa: S104
        assert open_to_all[0] == f"The pages are at http://ferry.example:{port}/. Stop with Ctrl-C."
        assert open_to_all[1] == "People sign in with the token, and may judge."
        assert "unencrypted" in open_to_all[2]
        safe = announcement(Place("0.0.0.0", certificate=Path("ferry.pem")), Entrance(frozenset({"ferry.example"}), TOKEN), listener)  # noqa: S104
        assert len(safe) == 2
        assert TOKEN not in " ".join(open_to_all + safe)
