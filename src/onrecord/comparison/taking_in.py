"""Articles that came in, compared with what a ledger holds: what of its comparison changes, equal to comparing everything.

Everything was compared once, and how rare each word then was is kept: with words as rare as that, what is found here is what comparing everything
would find. `onrecord.comparison.arrivals` does the same for copies, which come first: what they tell apart is what counts as independent here.
"""

from __future__ import annotations

from collections.abc import Collection

from onrecord.comparison.answers_anew import AnswersAnew
from onrecord.comparison.kept import Change, Kept, Place, change_between
from onrecord.comparison.parties import Parties
from onrecord.comparison.regathering import Regathering
from onrecord.comparison.touched import Touched
from onrecord.records import Dossier


def take_in(kept: Kept, dossier: Dossier | None, tellings: int, articles: Collection[str], places: Collection[Place]) -> Change | None:
    """What articles change that came in, or came in anew; None where everything has to be compared.

    Everything was compared when there were so many `tellings`. `places` are the holders and terms on which the articles told something before. The
    ledger's copies must be those that there are now, and nothing else may have changed since it was compared.
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
    changes = [
        change_between(regathered.before, (one.occasion for one in regathered.after)),
        change_between(*gathering.differences(regathered)),
        *Touched(kept, dossier_id, parties, came, places).changes(regathered),
        *AnswersAnew(kept, dossier_id, parties, came, places).changes(),
    ]
    return Change(tuple(name for one in changes for name in one.gone), tuple(row for one in changes for row in one.rows))
