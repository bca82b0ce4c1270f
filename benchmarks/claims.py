"""Claims that weaken each other: a first figure, on pairs of claims from two outlets (ClaimDiff, weak-train).

    python -m benchmarks.claims --shared ../shared [--json]

A pair is said to weaken where both claims are about the same matter, by the words that they share, and one denies or negates what the other
does not, or a number, a name or a day in them differs. It is what comparison knows of two passages without a dossier, and no more: most claims
weaken each other by what they leave unsaid, and that is not looked for.

    base      share of the pairs that weaken: what saying "weakens" of every pair would have as precision
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.comparison.denials import find_denial
from onrecord.comparison.particulars import find_particulars
from onrecord.comparison.passages import Passages, passages_of
from onrecord.comparison.tellings import content_words
from onrecord.language.words import find_words
from onrecord.records import Article

# Words in common, as a share of the shorter claim's, from which two claims are about the same matter.
SAME_MATTER = 0.25
_NEGATING = frozenset("barely deny denied denies dismissed failed false however lack never no nor not refused rejected without".split())  # noqa: SIM905


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/claims")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    path = options.shared / "data" / "claims" / "ClaimDiff-weak-train.json"
    pairs = json.loads(path.read_text("utf-8"))["data"]
    counts = Counter((weakens(pair["claim_a"], pair["claim_b"]), pair["relation"] == 1) for pair in pairs)
    right, said, wanted = counts[True, True], counts[True, True] + counts[True, False], counts[True, True] + counts[False, True]
    precision, recall = right / said if said else 0.0, right / wanted if wanted else 0.0
    figures = {
        "pairs": len(pairs),
        "base": round(wanted / len(pairs), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * right / (said + wanted), 4),
        "f1_saying_it_of_all": round(2 * wanted / (len(pairs) + wanted), 4),
    }
    print(json.dumps(figures) if options.json else "\n".join(f"{name:20} {value}" for name, value in figures.items()))
    return 0


def weakens(one: str, other: str) -> bool:
    """Whether two claims are about one matter and one of them denies, or differs in a particular."""
    here, there = content_words(one), content_words(other)
    if len(here & there) < max(2, SAME_MATTER * min(len(here), len(there))):
        return False
    if _negates(one) != _negates(other) or (find_denial(one) is None) != (find_denial(other) is None):
        return True
    articles = [Article(id=name, text=text) for name, text in (("a", one), ("b", other))]
    passages: list[Passages] = [passages_of(article) for article in articles]
    return any(True for _ in find_particulars(articles[0], passages[0], articles[1], passages[1]))


def _negates(claim: str) -> bool:
    return any(word.plain in _NEGATING or word.plain.endswith(("n't", "n’t")) for word in find_words(claim))


if __name__ == "__main__":
    sys.exit(main())
