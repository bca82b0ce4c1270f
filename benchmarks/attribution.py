"""How fast statements are read, beside a spaCy pipeline of the size of en_core_web_sm, on the same articles, one thread each, in turns.

    python -m benchmarks.attribution --shared ../shared [--articles 30] [--rounds 3]

The pipeline (tok2vec, tagger, parser, entities) is built here with untrained weights of that size: its pace does not hang on what it has learned.
It leaves out the lemmatizer, which is to its advantage. Without spaCy only our own pace is printed. The time is that of the processor, from text to
statements (for spaCy: to its document).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Before numpy and its kin are imported: one thread each.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"))

_BATCHES = (1, 8, 32)
# The sizes of en_core_web_sm 3.8: rows of its hash tables, width, and how many labels its parts tell apart.
_ROWS = [5000, 1000, 2500, 2500, 50]
_FEATURES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"]
_WIDTH, _DEPTH = 96, 4
_LABELS = {"tagger": 50, "parser": 45, "ner": 18}


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/attribution")
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    data = options.shared / "data" / "attribution" / "polnear.dev.jsonl.gz"
    if not data.is_file():
        print(f"No articles at {data}: nothing is measured. Give their folder with --shared.")
        return 0
    texts = _texts(data, options.articles)
    words = sum(len(text.split()) for text in texts)
    readers = {"onrecord": _ours, "onrecord, rules only": _by_rules, **_pipelines()}
    best: dict[str, float] = {}
    for _ in range(options.rounds):
        for name, read in readers.items():
            started = time.process_time()
            read(texts)
            best[name] = max(best.get(name, 0.0), words / (time.process_time() - started))
    print(f"{len(texts)} articles, {words} words, best of {options.rounds} rounds, words a second:")
    for name, pace in best.items():
        print(f"  {name:24} {pace:9,.0f}")
    return 0


def _texts(data: Path, count: int) -> list[str]:
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return list({row["doc_id"]: row["text"] for row in rows}.values())[:count]


def _ours(texts: list[str]) -> None:
    from onrecord.attribution import find_statements  # noqa: PLC0415  after the threads are set
    from onrecord.language.prose import prepare  # noqa: PLC0415  the same
    from onrecord.records import Article  # noqa: PLC0415  the same

    for text in texts:
        find_statements(prepare(Article(id="a", text=text)))


def _by_rules(texts: list[str]) -> None:
    from onrecord.attribution.statements import find_by_rules  # noqa: PLC0415  after the threads are set
    from onrecord.language.prose import prepare  # noqa: PLC0415  the same
    from onrecord.records import Article  # noqa: PLC0415  the same

    for text in texts:
        find_by_rules(prepare(Article(id="a", text=text)))


def _pipelines() -> dict[str, Callable[[list[str]], None]]:
    if find_spec("spacy") is None:
        return {}
    nlp = untrained()

    def reader(batch: int) -> Callable[[list[str]], None]:
        def read(texts: list[str]) -> None:
            for _ in nlp.pipe(texts, batch_size=batch):
                pass

        return read

    return {f"spaCy, batches of {batch}": reader(batch) for batch in _BATCHES}


def untrained() -> Any:
    """A pipeline of en_core_web_sm's parts and sizes."""
    import spacy  # type: ignore[import-not-found]  # noqa: PLC0415  not installed everywhere

    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH}
    transitions = {"@architectures": "spacy.TransitionBasedParser.v2", "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None}
    models = {
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": _WIDTH,
                "attrs": _FEATURES,
                "rows": _ROWS,
                "include_static_vectors": False,
            },
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": _WIDTH, "depth": _DEPTH, "window_size": 1, "maxout_pieces": 3},
        },
        "tagger": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener},
        "parser": {**transitions, "state_type": "parser", "extra_state_tokens": False, "tok2vec": listener},
        "ner": {**transitions, "state_type": "ner", "extra_state_tokens": False, "tok2vec": listener},
    }
    nlp = spacy.blank("en")
    for name, model in models.items():
        pipe = nlp.add_pipe(name, config={"model": model})
        for number in range(_LABELS.get(name, 0)):
            pipe.add_label(f"L{number}")
    nlp.initialize()
    return nlp


if __name__ == "__main__":
    sys.exit(main())
