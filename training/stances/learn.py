"""Train the reader of stances: `learn FOLDER --articles FOLDER ... --sentences FILE ... --steps N`.

As for attribution, workers of one thread put the mean of their weights in place of each one's own every 20 steps; a run that is stopped goes on from
its checkpoint when it is started again.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as workers
import torch.nn.functional as F  # noqa: N812  the name everybody knows it by
from torch import Tensor

from onrecord.language.likeness import FIRST_TELLING, cosines
from onrecord.positions.questions import CONDITION, EVIDENCE, STANCES, Question, ask, asked_of
from onrecord.positions.questions import Line as Range
from training.learn import MEET_EVERY, SAVE_EVERY, WORKERS, meet, rate_at, resume, save
from training.stances.material import Line, Said, Text, load_articles, load_pairs, load_sentences
from training.stances.network import StanceNetwork
from training.stances.rewordings import Rewordings

ENCODER_RATE, HEADS_RATE = 1.5e-4, 1e-3
PIECES_A_STEP = 1400
# Of the terms that a sentence does not speak to, so many are held against it in an epoch: in articles, and where they were written for a sentence.
OTHERS_IN_ARTICLE, OTHERS_OF_SENTENCE = 0.5, 1.5
# How much likelier a term is taken for a sentence that has its words: most of the pairs that are looked at later have some in common.
PREFERENCE = 5.0
HIDDEN_SHARE = 0.05
MASK = 103
WEIGHTS = {"any": 1.0, "stance": 1.0, "holder": 0.4, "evidence": 0.2, "condition": 0.4}

Pair = tuple[Text, Line, str, Said | None]


@dataclass(frozen=True)
class Batch:
    """Pairs of a term and a sentence as pieces (pairs, pieces).

    `stances` (pairs, 4): shares; all zero where none is taken. `marks` (pairs, pieces, 3): the holder's class,
    evidence, condition; -100 where it is not known.
    """

    ids: Tensor
    features: Tensor
    belonging: Tensor
    alike: Tensor
    mask: Tensor
    stances: Tensor
    marks: Tensor


class Material:
    """Everything that is learned from."""

    def __init__(self, texts: list[Text], rewordings: Rewordings) -> None:
        self.texts = texts
        self.rewordings = rewordings

    def steps(self, epoch: int, worker: int, workers: int, seed: int) -> Iterator[list[Pair]]:
        """A worker's share of an epoch: pairs of like length, about PIECES_A_STEP pieces a step."""
        random = np.random.default_rng((seed, epoch))
        drawn = [pair for text in self.texts for line in text.lines if line.end > line.start for pair in self._pairs(text, line, random)]
        pairs = [(text, line, *self.rewordings.reword(term, said, random)) for text, line, term, said in drawn]
        lengths = np.array([question_of(text, line, term).length for text, line, term, _ in pairs])
        steps: list[list[Pair]] = [[]]
        for place in np.argsort(lengths + random.random(len(pairs)) * 6):
            if (len(steps[-1]) + 1) * (lengths[place] + 6) > PIECES_A_STEP:
                steps.append([])
            steps[-1].append(pairs[place])
        whole = len(steps) - len(steps) % workers
        for place in random.permutation(len(steps))[:whole][worker::workers]:
            yield steps[place]

    def _shared(self, term: str, sentence: np.ndarray) -> float:
        """How much of a term's telling pieces the sentence has, or others that are like them: 0 .. 1."""
        asked = [piece for piece in asked_of(term) if piece >= FIRST_TELLING]
        return float(cosines(asked, sentence).max(1).mean()) if asked else 0.0

    def _pairs(self, text: Text, line: Line, random: np.random.Generator) -> Iterator[Pair]:
        """A sentence with each term that it speaks to or was held against, and with some of the others, likelier those that share words with it."""
        for term, said in line.said.items():
            yield text, line, term, said
        for term in line.near:
            yield text, line, term, None
        others = [term for term in line.others if term not in line.said]
        wanted = OTHERS_IN_ARTICLE if len(text.lines) > 1 else OTHERS_OF_SENTENCE
        count = min(len(others), int(wanted + random.random()) + (len(text.lines) > 1 and bool(line.said)))
        if count:
            likely = np.exp(PREFERENCE * np.array([self._shared(term, text.pieces.ids[line.start : line.end]) for term in others]))
            for place in random.choice(len(others), count, replace=False, p=likely / likely.sum()):
                yield text, line, others[place], None


def batch_of(pairs: list[Pair]) -> Batch:
    """The tensors of one step."""
    asked = ask([question_of(text, line, term) for text, line, term, _ in pairs])
    marks = np.full((*asked.ids.shape, 3), -100, np.int64)
    stances = np.zeros((len(pairs), len(STANCES)), np.float32)
    for row, ((text, line, _, said), sentence) in enumerate(zip(pairs, asked.sentences, strict=True)):
        _fill(marks[row, sentence], stances[row], text, line, said)
    arrays = (asked.ids, asked.features, asked.belonging, asked.alike, asked.mask, stances, marks)
    return Batch(*(torch.from_numpy(array) for array in arrays))


def question_of(text: Text, line: Line, term: str) -> Question:
    """A sentence and a term as the model is asked."""
    return Question(asked_of(term), text.pieces, Range(line.start, line.end))


def _fill(marks: np.ndarray, stances: np.ndarray, text: Text, line: Line, said: Said | None) -> None:
    if said is None:
        marks[:, 0] = 0
        return
    total = sum(said.stances)
    stances[:] = [share / total for share in said.stances]
    starts, ends = text.pieces.starts[line.start : line.end], text.pieces.ends[line.start : line.end]
    if said.holders is not None:
        marks[:, 0] = 0
        for start, end, stance in said.holders:
            marks[(starts < end) & (ends > start), 0] = stance + 1
    for column, places in ((1, said.evidence), (2, said.conditions)):
        if places is not None:
            marks[:, column] = 0
            for start, end in places:
                marks[(starts < end) & (ends > start), column] = 1


def losses_of(network: StanceNetwork, batch: Batch) -> dict[str, Tensor]:
    """The parts of the loss."""
    decided, marks = (scores.float() for scores in network(batch.ids, batch.features, batch.belonging, batch.alike, batch.mask))
    any_stance = (batch.stances.sum(1) > 0).to(decided.dtype)
    losses = {"any": F.binary_cross_entropy_with_logits(decided[:, 0], any_stance)}
    taken = any_stance > 0
    if bool(taken.any()):
        losses["stance"] = F.cross_entropy(decided[taken, 1:], batch.stances[taken])
    known = batch.marks[..., 0] >= 0
    if bool(known.any()):
        losses["holder"] = F.cross_entropy(marks[known][:, :EVIDENCE], batch.marks[known][:, 0])
    for name, column, place in (("evidence", 1, EVIDENCE), ("condition", 2, CONDITION)):
        known = batch.marks[..., column] >= 0
        if bool(known.any()):
            losses[name] = F.binary_cross_entropy_with_logits(marks[known][:, place], batch.marks[known][:, column].to(marks.dtype))
    return losses


def prepare(seed: int) -> tuple[StanceNetwork, torch.optim.Optimizer]:
    """A network that begins from MiniLM, and its optimizer. The word embeddings stay as they are."""
    torch.manual_seed(seed)
    network = StanceNetwork()
    network.encoder.load_minilm()
    network.encoder.word.weight.requires_grad_(requires_grad=False)
    new = [weight for name, weight in network.named_parameters() if not name.startswith("encoder") or "surface" in name]
    old = [weight for name, weight in network.named_parameters() if name.startswith("encoder") and "surface" not in name and weight.requires_grad]
    groups = [{"params": old, "lr": ENCODER_RATE}, {"params": new, "lr": HEADS_RATE}]
    return network, torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def freeze(network: StanceNetwork, layers: int) -> None:
    """Leave so many of the lower layers, and all that stands below them, as they are: a step costs less, and what they learned early is kept."""
    if not layers:
        return
    encoder = network.encoder
    encoder.segment.requires_grad_(requires_grad=False)
    for part in (encoder.position, encoder.surface, encoder.norm, network.belonging, network.alike, encoder.layers[:layers]):
        part.requires_grad_(requires_grad=False)


def learn(worker: int, material: Material, folder: Path, arguments: argparse.Namespace) -> None:
    """One worker's training up to `arguments.steps`, going on from its checkpoint if there is one."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    dist.init_process_group("gloo", init_method=f"file://{folder.resolve()}/meeting", rank=worker, world_size=arguments.workers)
    network, optimizer = prepare(arguments.seed)
    rates = [group["lr"] for group in optimizer.param_groups]
    if arguments.begin:
        network.load_state_dict(torch.load(arguments.begin)["network"])
    checkpoint = folder / f"worker{worker}.pt"
    step, epoch, begin = resume(checkpoint, network, optimizer)
    freeze(network, arguments.frozen)
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    started, read = time.time(), 0
    means: dict[str, float] = {}
    while step < arguments.steps:
        for place, pairs in enumerate(material.steps(epoch, worker, arguments.workers, arguments.seed)):
            if place < begin:
                continue
            random = np.random.default_rng((arguments.seed, worker, step))
            batch = batch_of(pairs)
            hidden = torch.from_numpy(random.random(tuple(batch.ids.shape)) < HIDDEN_SHARE)
            batch.ids[hidden & (batch.belonging > 0)] = MASK
            with torch.autocast("cpu", torch.bfloat16, enabled=arguments.halved):
                losses = losses_of(network, batch)
            torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
            means |= {name: 0.95 * means.get(name, loss.item()) + 0.05 * loss.item() for name, loss in losses.items()}
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * rate_at(step, arguments.steps, arguments.decay)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, read = step + 1, read + int(batch.mask.sum())
            if step % MEET_EVERY == 0 or step == arguments.steps:
                meet(weights)
                told = " ".join(f"{name} {value:.3f}" for name, value in means.items())
                print(f"worker {worker} step {step} epoch {epoch} {told} pieces/s {read / (time.time() - started):.0f}", flush=True)
            if step % SAVE_EVERY == 0 or step == arguments.steps:
                save(checkpoint, network, optimizer, {"step": step, "epoch": epoch, "place": place + 1})
            if step == arguments.steps:
                break
        epoch, begin = epoch + 1, 0
    dist.destroy_process_group()


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=Path, nargs="+", default=[], help="folders of annotated dossiers")
    parser.add_argument("--sentences", type=Path, nargs="+", default=[], help="files of sentences with terms")
    parser.add_argument("--pairs", type=Path, nargs="+", default=[], help="files of sentences with terms of the dossiers among --articles")
    parser.add_argument("--terms", type=Path, nargs="+", default=[], help="files of terms in other words and their contraries")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--decay", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--frozen", type=int, default=0, help="so many of the lower layers, and what stands below them, stay as they are")
    parser.add_argument("--begin", type=Path, help="a checkpoint whose weights are gone on from, instead of MiniLM's")
    parser.add_argument("--halved", action="store_true", help="products in bfloat16, for processors that have them")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    (arguments.folder / "meeting").unlink(missing_ok=True)
    texts = [text for folder in arguments.articles for text in load_articles(folder)]
    texts += [text for path in arguments.pairs for text in load_pairs(path, arguments.articles)]
    texts += [text for path in arguments.sentences for text in load_sentences(path)]
    material = Material(texts, Rewordings(arguments.terms))
    print(f"{len(texts)} texts, {sum(1 for _ in material.steps(0, 0, 1, 1))} steps an epoch", flush=True)
    workers.spawn(learn, (material, arguments.folder, arguments), nprocs=arguments.workers)


if __name__ == "__main__":
    main()
