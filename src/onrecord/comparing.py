"""A ledger's comparison brought up to date: with what came in where that is little, by comparing everything where it is much."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from onrecord.comparison import compare_with
from onrecord.comparison.arrivals import copies_with
from onrecord.comparison.points_known import points_known
from onrecord.comparison.taking_in import take_in

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

# Of more articles than these, or than one for so many tellings that there are, everything is compared: what they have to do with each other would
# be asked for again and again.
MOST = 50
TELLINGS = 1_000


def bring_up_to_date(ledger: Ledger, dossier_id: str) -> bool:
    """Compare what came in since the last comparison with what the ledger holds; whether that was enough, or everything was compared.

    The same rows come of it as of comparing everything, with words as rare as they were when everything was compared last.
    """
    with _no_looking_for_cycles():
        if _take_in(ledger, dossier_id):
            return True
    compare_whole(ledger, dossier_id)
    return False


@contextmanager
def _no_looking_for_cycles() -> Iterator[None]:
    """Put off looking for reference cycles: the many small records that come and go here make none, and looking through all that the program holds
    would be a fifth of the time that a single article takes.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def compare_whole(ledger: Ledger, dossier_id: str) -> None:
    """Compare everything that the ledger holds on a dossier, and store what is found."""
    _compare_all(ledger, dossier_id)
    # Articles that turned out to be copies follow what was judged of one another: what they tell then is compared again.
    if ledger.uncompared(dossier_id) and not _take_in(ledger, dossier_id):
        _compare_all(ledger, dossier_id)


def _compare_all(ledger: Ledger, dossier_id: str) -> None:
    taken = ledger.uncompared(dossier_id)
    ledger.bring_signatures_up_to_date(dossier_id)
    found = compare_with(list(ledger.readings(dossier_id)), ledger.dossier(dossier_id))
    ledger.set_comparison(
        dossier_id,
        found.rows,
        spread=found.spread.words,
        tellings=found.spread.tellings,
        points=points_known(),
        trail=map(msgspec.structs.astuple, found.trail),
        told=found.told.items(),
        taken=taken,
    )


def _take_in(ledger: Ledger, dossier_id: str) -> bool:
    with ledger.one_view():
        tellings = ledger.tellings_compared(dossier_id, points_known())
        came = {one.article for one in ledger.uncompared(dossier_id)}
    if tellings is None or len(came) > max(MOST, tellings // TELLINGS):
        return False
    for article in sorted(came):
        with ledger.one_view():
            copies = copies_with(ledger, dossier_id, article)
        if copies.gone or copies.rows:
            ledger.change_comparison(dossier_id, copies.gone, copies.rows)
    with ledger.one_view():
        # Articles that are copies now, or are not any more, are to be compared again as well.
        taken = ledger.uncompared(dossier_id)
        taken_in = take_in(ledger, ledger.dossier(dossier_id), tellings, {one.article for one in taken})
    if taken_in is not None:
        trail = map(msgspec.structs.astuple, taken_in.trail)
        ledger.change_comparison(dossier_id, taken_in.change.gone, taken_in.change.rows, taken, trail, taken_in.told)
    return taken_in is not None
