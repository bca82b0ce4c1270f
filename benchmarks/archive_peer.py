"""The peer of benchmarks/archive.py: a spaCy pipeline of the size of en_core_web_sm over rows of JSON. Runs by a Python that has spaCy.

python -m benchmarks.archive_peer ROWS.jsonl PROCESSES
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.attribution import untrained


def main() -> None:
    """Read all texts, and say how many tokens there were."""
    texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    tokens = sum(len(document) for document in untrained().pipe(texts, batch_size=32, n_process=int(sys.argv[2])))
    print(f"{len(texts):,} texts, {tokens:,} tokens")


if __name__ == "__main__":
    main()
