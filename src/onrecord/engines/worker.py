"""A process that reads for another one (`python -m onrecord.engines.worker`): pages come in and readings go out, by its pipes.

It ends when its pipe is closed, as it is when the other process ends, however that came about.
"""

from __future__ import annotations

import gc
import signal
import sys

from onrecord.engines.local import read_page
from onrecord.engines.parcels import answer_of, decode_orders, decode_parcels, encode, given_in, screen_of
from onrecord.pages.guarding import read_frame, write_frame


def main() -> None:
    """Read until there is no more to read."""
    # Whoever interrupts the program interrupts all its processes; the one that reads on decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not get among the answers.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    first = read_frame(sys.stdin.buffer)
    if first is None:
        return
    orders = decode_orders(first)
    screen = screen_of(orders)
    write_frame(answers, b"ready")
    loaded = False
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        results = (read_page(given_in(parcel), orders.dossier, fast=orders.fast, use=orders.use, screen=screen) for parcel in decode_parcels(frame))
        write_frame(answers, encode([answer_of(result) for result in results]))
        if not loaded:
            # Word lists and models are there by now and stay: looking through them for what may go took 5 % of the time.
            gc.collect()
            gc.freeze()
            loaded = True


if __name__ == "__main__":
    main()
