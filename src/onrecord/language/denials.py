"""Words, by their stems, by which reports tell that something is said not to be so. What reads positions and what compares reports add their own:
one rejects an offer as well as a report, and not each of these words stands for a denial in both.
"""

from __future__ import annotations

from typing import Final

# "Denied", "refuted".
DENYING: Final = frozenset({"deni", "refut"})
# With a word for what is said these deny as well: "dismissed the report".
DISMISSING: Final = frozenset({"contradict", "dismiss", "disput"})
# What somebody said: "allegations", "rumours".
SAID: Final = frozenset({"alleg", "assert", "claim", "report", "rumor", "rumour", "suggest"})
# What is said is not so.
UNTRUE: Final = frozenset({"baseless", "fake", "fals", "inaccur", "incorrect", "unfound", "untru"})
