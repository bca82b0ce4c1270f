"""Articles that came in, compared with what a ledger holds: what of its comparison changes, equal to comparing everything.

Everything was compared once, and how rare each word then was is kept: with words as rare as that, what is found here is what comparing everything
would find. `onrecord.comparison.arrivals` does the same for copies, which come first: what they tell apart is what counts as independent here.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from onrecord.comparison.answers import Answers
from onrecord.comparison.answers_anew import AnswersAnew
from onrecord.comparison.kept import Arrived, Change, Kept, change_between
from onrecord.comparison.parties import Parties
from onrecord.comparison.regathering import Regathering
from onrecord.comparison.tellings import positions_held
from onrecord.comparison.touched import Touched
from onrecord.comparison.trail import Trailed, trail_of
from onrecord.records import Dossier


class TakenIn(Struct, frozen=True):
    """What articles that came in change, and what they tell from now on, as trails have it and as it is found again."""

    change: Change
    trail: tuple[Trailed, ...]
    told: tuple[tuple[str, bytes], ...]


def take_in(kept: Kept, dossier: Dossier | None, tellings: int, articles: Collection[str]) -> TakenIn | None:
    """What articles change that came in, or came in anew; None where everything has to be compared.

    Everything was compared when there were so many `tellings`. The ledger's copies must be those that there are now, and nothing else may have
    changed since it was compared.
    """
    dossier_id = dossier.id if dossier else None
    came = {reading.article.id: reading for reading in kept.readings_named(dossier_id, articles)}
    if came.keys() != set(articles):
        return None
    parties = Parties(dossier)
    gathering = Regathering(kept, dossier_id, parties, came)
    regathered = gathering.occasions(tellings)
    if regathered is None:
        return None
    answers, positions = Answers(parties, kept.reports_of(dossier_id, articles)), positions_held(came.values())
    before = [Trailed(*row) for row in kept.trail_of_articles(dossier_id, articles)]
    after = trail_of(positions, parties, answers.report_of, *answers.replying(positions))
    arrived = Arrived(came, tuple(before), tuple(after))
    changes = [
        change_between(regathered.before, (one.occasion for one in regathered.after)),
        change_between(*gathering.differences(regathered)),
        *Touched(kept, dossier_id, parties, arrived).changes(regathered),
        *AnswersAnew(kept, dossier_id, parties, arrived).changes(),
    ]
    change = Change(tuple(name for one in changes for name in one.gone), tuple(row for one in changes for row in one.rows))
    return TakenIn(change, tuple(after), tuple(gathering.told()))
