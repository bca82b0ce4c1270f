from __future__ import annotations

import socket

import pytest

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.web import serve
from onrecord.web.serving import address_of, listen


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "ferry.example", ""])  # noqa: S104
def test_only_this_computer_is_served(host: str, ferry_ledger: Ledger) -> None:
    with pytest.raises(OnrecordError, match="only addresses of this computer"):
        serve(ferry_ledger, "vel-ferry", host=host)


def test_a_taken_port_is_said_so(ferry_ledger: Ledger) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OnrecordError, match="--port"):
            serve(ferry_ledger, "vel-ferry", port=taken.getsockname()[1])


def test_the_address_can_be_opened() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"
