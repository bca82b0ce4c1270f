"""The encoder: word pieces of an article with their surface features, and the ONNX model that reads them.

What the model is given, and in what order, must be the same when it is trained and when it reads, so `training/` takes it from here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.language.prose import Prose
from onrecord.language.quotations import Quotation
from onrecord.language.word_pieces import CAPITAL, MARK, UPPER, cut

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
TOKENIZER = WEIGHTS / "tokenizer.json"

# Surface features of a piece besides its case: where quoted words and paragraphs are.
QUOTED = ("outside", "inside", "opening mark", "closing mark")
PLACES = ("within a paragraph", "first of a paragraph")

_MAY_BEGIN_SENTENCE = (CAPITAL, UPPER, MARK)

Integers = NDArray[np.int64]
Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Pieces:
    """An article as `n` word pieces.

    `ids`, `starts`, `ends` (n): vocabulary id and offsets into the text. `first` (n): whether a piece begins a word (a mark is a word of its own).
    `features` (n, 3): case, quoted, place. `paragraphs`: the range of pieces of each paragraph that has any.
    """

    ids: Integers
    starts: Integers
    ends: Integers
    first: NDArray[np.bool_]
    features: Integers
    paragraphs: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2)
def load_tokenizer(path: Path = TOKENIZER) -> Tokenizer:
    """The word-piece tokenizer of the encoder, without truncation and padding."""
    from tokenizers import Tokenizer  # noqa: PLC0415  heavy import

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut_into_pieces(text: str, paragraphs: Sequence[tuple[int, int]], quotations: Sequence[Quotation], tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the given paragraphs (offsets into `text`), in order."""
    found = cut(text, paragraphs, tokenizer)
    ranges = tuple((begin, end) for begin, end in pairwise((0, *found.paragraph_ends.tolist())) if begin < end)
    features = np.zeros((len(found.ids), 3), np.int64)
    features[:, 0] = found.cases
    features[[begin for begin, _ in ranges], 2] = 1
    pieces = Pieces(found.ids, found.starts, found.ends, found.first, features, ranges)
    _mark_quoted(pieces, quotations)
    return pieces


@lru_cache(maxsize=2)
def pieces_of(prose: Prose) -> Pieces:
    """The word pieces of an article's kept paragraphs: cut once, though two stages read them."""
    kept = [(paragraph.start, paragraph.end) for paragraph in prose.paragraphs if paragraph.kept]
    return cut_into_pieces(prose.text, kept, prose.quotations, load_tokenizer())


def _mark_quoted(pieces: Pieces, quotations: Sequence[Quotation]) -> None:
    quoted = pieces.features[:, 1]
    for quotation in quotations:
        begin, inner, outer, end = np.searchsorted(pieces.starts, (quotation.start, quotation.inner_start, quotation.inner_end, quotation.end))
        quoted[begin:inner], quoted[inner:outer], quoted[outer:end] = 2, 1, 3


def cut_into_units(pieces: Pieces, longest: int) -> list[tuple[int, int]]:
    """Ranges of at most `longest` pieces that are whole paragraphs, or parts of a long one cut after a sentence's end where there is one."""
    units: list[tuple[int, int]] = []
    for start, end in pieces.paragraphs:
        begin = start
        while end - begin > longest:
            cut = _sentence_cut(pieces, begin, begin + longest)
            units.append((begin, cut))
            begin = cut
        units.append((begin, end))
    return units


def _sentence_cut(pieces: Pieces, begin: int, limit: int) -> int:
    """The last place in `(begin, limit]` where a word begins after white space and a mark, with a capital or a mark; else where any word begins."""
    starts, ends, cases = pieces.starts, pieces.ends, pieces.features[:, 0]
    words = [place for place in range(limit, begin + (limit - begin) // 3, -1) if pieces.first[place]]
    for place in words:
        if cases[place] in _MAY_BEGIN_SENTENCE and cases[place - 1] == MARK and starts[place] > ends[place - 1]:
            return place
    return words[0] if words else limit


def pack(units: Sequence[tuple[int, int]], longest: int, first: int | None = None) -> Iterator[tuple[int, int]]:
    """Neighbouring units joined into windows of at most `longest` pieces; `first` bounds the first window instead, where one is given."""
    limit = longest if first is None else first
    current: tuple[int, int] | None = None
    for start, end in units:
        if current is not None and end - current[0] <= limit:
            current = (current[0], end)
            continue
        if current is not None:
            yield current
            limit = longest
        current = (start, end)
    if current is not None:
        yield current


def windows(pieces: Pieces, longest: int) -> Iterator[tuple[int, int]]:
    """Ranges of at most `longest` pieces over the whole article, side by side, each of whole paragraphs or of a long one's whole sentences.

    Linear in the number of pieces.
    """
    return pack(cut_into_units(pieces, longest), longest)


def open_session(path: Path) -> Any:
    """An ONNX model that runs on one thread; FileNotFoundError if it is not there."""
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415  heavy import

    if not path.is_file():
        raise FileNotFoundError(path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graphs are written as they run best: what would be joined here is slower, or was joined already (training/graph.py).
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Model:
    """One ONNX model with what it needs besides its weights. Reads on one thread; safe to share between threads."""

    def __init__(self, name: str, folder: Path = WEIGHTS) -> None:
        """Load the weights `NAME.onnx` and the settings `NAME.json`; FileNotFoundError if either is not there."""
        self.settings: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
        self._session = open_session(folder / f"{name}.onnx")
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._opening, self._closing = load_tokenizer().encode("").ids

    def read(self, pieces: Pieces, start: int, end: int) -> dict[str, Numbers]:
        """What the model makes of pieces `[start, end)`: each output by name, (end - start + 2, its width), the first row being the window's own."""
        ids = np.concatenate(([self._opening], pieces.ids[start:end], [self._closing])).astype(np.int64)
        features = np.zeros((len(ids), 3), np.int64)
        features[1:-1] = pieces.features[start:end]
        return {name: array[0] for name, array in self.run({"ids": ids[None], "features": features[None]}).items()}

    def run(self, inputs: dict[str, Integers]) -> dict[str, Numbers]:
        """The model's outputs by name, for inputs by name."""
        return dict(zip(self._outputs, self._session.run(None, inputs), strict=True))


@lru_cache(maxsize=4)
def load_model(name: str) -> Model:
    """The model of this name, loaded once."""
    return Model(name)


@lru_cache(maxsize=1)
def digests() -> dict[str, str]:
    """The SHA-256 of each installed model by its name: of its weights, and of the settings that are fitted beside them."""
    return {path.stem: sha256(path.read_bytes() + path.with_suffix(".json").read_bytes()).hexdigest() for path in sorted(WEIGHTS.glob("*.onnx"))}
