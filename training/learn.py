"""Train the reader of statements on PolNeAR: `learn.py TRAIN.jsonl.gz FOLDER --steps N`, and on what networks annotated with `--silver`.

Two workers of one thread each take every other step of an epoch and put the mean of their weights in place of both every 20 steps: on two cores that
others use too, they wait far less for each other than two threads in every product of matrices.

The order of the material is drawn from the seed and the number of the epoch, so a run that is started again from its checkpoint goes on as if it had
not stopped. The rate of learning stays level until the last `--decay` steps, in which it falls to zero: a run may be made longer by raising
`--steps` before they begin, or brought to its end early by lowering it.
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

from onrecord.attribution.labels import LABELS
from onrecord.language.encoder import cut_into_units, load_tokenizer, pack
from training.network import IMPOSSIBLE, LINK_WIDTH, Network
from training.polnear import NETWORKS, NO_SOURCE, Annotation, Document, load

LONGEST_WINDOW = 254
WINDOWS_A_STEP = 4
ENCODER_RATE, HEADS_RATE = 2e-4, 1e-3
WARM_UP = 100
LINKS_WEIGHT = 0.6
NOBODY_SHARE = 0.5
# The share of pieces that are hidden behind [MASK], so that the heads lean on more than one word.
HIDDEN_SHARE = 0.08
WORKERS, MEET_EVERY, SAVE_EVERY = 2, 20, 60


@dataclass(frozen=True)
class Batch:
    """Windows as tensors (windows, pieces); labels and links are -100 where there is nothing to learn.

    `shares` (windows, pieces, labels) are those of the windows that networks annotated, which `silver` (windows) says.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    annotator: Tensor
    first: Tensor
    labels: Tensor
    cue: Tensor
    source: Tensor
    shares: Tensor
    silver: Tensor


def windows_of_epoch(documents: list[Document], epoch: int, worker: int, seed: int) -> Iterator[list[tuple[Document, Annotation, int, int]]]:
    """A worker's half of the material of one epoch, in steps of windows of like length.

    Of each article one annotator's file is taken, and its windows begin at a place drawn anew.
    """
    random = np.random.default_rng((seed, epoch))
    windows = []
    for document in documents:
        annotation = document.annotations[random.integers(len(document.annotations))]
        units = cut_into_units(document.pieces, LONGEST_WINDOW)
        first = int(random.integers(LONGEST_WINDOW // 4, LONGEST_WINDOW + 1))
        windows.extend((document, annotation, start, end) for start, end in pack(units, LONGEST_WINDOW, first))
    lengths = np.array([end - start for *_, start, end in windows]) + random.random(len(windows)) * 8
    order = np.argsort(lengths)
    steps = [order[place : place + WINDOWS_A_STEP] for place in range(0, len(order), WINDOWS_A_STEP)]
    whole = len(steps) - len(steps) % WORKERS  # so that all workers meet equally often
    for place in random.permutation(len(steps))[:whole][worker::WORKERS]:
        yield [windows[number] for number in steps[place]]


def batch_of(windows: list[tuple[Document, Annotation, int, int]], annotators: dict[str, int], nobody: list[bool]) -> Batch:
    """The tensors of one step, with [CLS] before and [SEP] after each window."""
    opening, closing = load_tokenizer().encode("").ids
    longest = max(end - start for *_, start, end in windows) + 2
    shape = (len(windows), longest)
    ids, mask, first = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
    features = np.zeros((*shape, 3), np.int64)
    labels, cue, source = (np.full(shape, -100, np.int64) for _ in range(3))
    shares = np.zeros((*shape, len(LABELS)), np.float32)
    numbers, silver = np.zeros(len(windows), np.int64), np.zeros(len(windows), np.bool_)
    for row, (document, annotation, start, end) in enumerate(windows):
        inner = slice(1, end - start + 1)
        ids[row, 0], ids[row, end - start + 1] = opening, closing
        ids[row, inner], features[row, inner] = document.pieces.ids[start:end], document.pieces.features[start:end]
        mask[row, : end - start + 2] = 1
        first[row, inner] = document.pieces.first[start:end]
        labels[row, inner] = annotation.labels[start:end]
        for target, given in ((cue, annotation.cue[start:end]), (source, annotation.source[start:end])):
            target[row, inner] = np.where((given >= start) & (given < end), given - start + 1, -100)
        source[row, inner][annotation.source[start:end] == NO_SOURCE] = 0
        numbers[row] = 0 if nobody[row] else annotators.get(annotation.annotator, 0)
        if annotation.shares is not None:
            silver[row], shares[row, inner] = True, annotation.shares[start:end]
    arrays = (ids, features, mask, numbers, first, labels, cue, source, shares, silver)
    return Batch(*(torch.from_numpy(array) for array in arrays))


def hide(ids: Tensor, random: np.random.Generator) -> None:
    """Put [MASK] in place of some pieces, none of them [CLS]."""
    hidden = torch.from_numpy(random.random(tuple(ids.shape)) < HIDDEN_SHARE)
    hidden[:, 0] = False
    ids[hidden] = load_tokenizer().token_to_id("[MASK]")


def loss_of(network: Network, batch: Batch, *, halved: bool) -> tuple[Tensor, Tensor]:
    """The losses of labels (a word) and of links (a link). `halved`: products in bfloat16, for processors that have them."""
    with torch.autocast("cpu", torch.bfloat16, enabled=halved):
        read = network.read(batch.ids, batch.features, batch.mask, batch.annotator)
    tags, askers, answerers = (scores.float() for scores in read)
    chain = labels_loss(network, batch, tags)
    absent = (1 - batch.mask[:, None, :].to(tags.dtype)) * IMPOSSIBLE
    links = torch.zeros(())
    for half, target in ((slice(LINK_WIDTH), batch.cue), (slice(LINK_WIDTH, None), batch.source)):
        if bool((target >= 0).any()):
            scores = askers[..., half] @ answerers[..., half].transpose(1, 2) + absent
            links = links + F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-100)
    return chain, links


def labels_loss(network: Network, batch: Batch, tags: Tensor) -> Tensor:
    """The loss of labels (a word): of annotators' windows by their labels, of networks' windows by the shares of labels."""
    order = torch.argsort((~batch.first).to(torch.int8), dim=1, stable=True)[:, : int(batch.first.sum(1).max())]
    of_words = order[..., None].expand(-1, -1, tags.shape[-1])
    present = batch.first.gather(1, order)
    words, shares, there = tags.gather(1, of_words), batch.shares.gather(1, of_words), present.to(tags.dtype)
    labels = torch.where(present, batch.labels.gather(1, order), 0)
    loss, silver = torch.zeros(()), batch.silver
    if not bool(silver.all()):
        loss = loss + network.chain_loss(words[~silver], labels[~silver], there[~silver]).sum()
    if bool(silver.any()):
        loss = loss + network.shares_loss(words[silver], shares[silver], there[silver]).sum()
    return loss / present.sum()


def rate_at(step: int, steps: int, decay: int) -> float:
    """The share of the full rate of learning at a step."""
    return min((step + 1) / WARM_UP, 1.0, max((steps - step) / decay, 0.0))


def prepare(annotators: int, seed: int) -> tuple[Network, torch.optim.Optimizer]:
    """A network that begins from MiniLM, and its optimizer. The word embeddings stay as they are."""
    torch.manual_seed(seed)
    network = Network(annotators)
    network.encoder.load_minilm()
    network.encoder.word.weight.requires_grad_(requires_grad=False)
    new = [weight for name, weight in network.named_parameters() if not name.startswith("encoder") or "surface" in name]
    old = [weight for name, weight in network.named_parameters() if name.startswith("encoder") and "surface" not in name and weight.requires_grad]
    groups = [{"params": old, "lr": ENCODER_RATE}, {"params": new, "lr": HEADS_RATE}]
    return network, torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def learn(worker: int, documents: list[Document], folder: Path, arguments: argparse.Namespace) -> None:
    """One worker's training up to `arguments.steps`, going on from its checkpoint if there is one."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    dist.init_process_group("gloo", init_method=f"file://{folder.resolve()}/meeting", rank=worker, world_size=WORKERS)
    names = sorted({annotation.annotator for document in documents for annotation in document.annotations} - {NETWORKS})
    annotators = {name: number + 1 for number, name in enumerate(names)}
    network, optimizer = prepare(len(names) + 1, arguments.seed)
    network.encoder.dropped.p = arguments.dropped
    torch.manual_seed(2 * arguments.seed + worker)  # what is dropped is another's in each worker
    rates = [group["lr"] for group in optimizer.param_groups]
    if arguments.begin:
        begun = torch.load(arguments.begin)["network"]
        network.load_state_dict({name: weights for name, weights in begun.items() if name != "annotators.weight"}, strict=False)
    checkpoint = folder / f"worker{worker}.pt"
    step, epoch, begin = resume(checkpoint, network, optimizer)
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    started, read, sums = time.time(), 0, np.zeros(2)
    while step < arguments.steps:
        for place, windows in enumerate(windows_of_epoch(documents, epoch, worker, arguments.seed)):
            if place < begin:
                continue
            random = np.random.default_rng((arguments.seed, worker, step))
            nobody = random.random(len(windows)) < NOBODY_SHARE
            batch = batch_of(windows, annotators, nobody.tolist())
            hide(batch.ids, random)
            chain, links = loss_of(network, batch, halved=arguments.halved)
            (chain + LINKS_WEIGHT * links).backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = arguments.rate * rate * rate_at(step, arguments.steps, arguments.decay)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, read = step + 1, read + int(batch.mask.sum())
            sums = 0.95 * sums + 0.05 * np.array([chain.item(), links.item()])
            if step % MEET_EVERY == 0 or step == arguments.steps:
                meet(weights)
                pace = read / (time.time() - started)
                print(f"worker {worker} step {step} epoch {epoch} labels {sums[0]:.3f} links {sums[1]:.3f} pieces/s {pace:.0f}", flush=True)
            if step % SAVE_EVERY == 0 or step == arguments.steps:
                save(checkpoint, network, optimizer, {"step": step, "epoch": epoch, "place": place + 1, "annotators": annotators})
            if step == arguments.steps:
                break
        epoch, begin = epoch + 1, 0
    dist.destroy_process_group()


def meet(weights: list[Tensor]) -> None:
    """Put the mean of all workers' weights in place of each worker's own."""
    together = torch.cat([weight.detach().flatten() for weight in weights])
    dist.all_reduce(together)
    together /= dist.get_world_size()
    place = 0
    for weight in weights:
        weight.data.copy_(together[place : place + weight.numel()].view_as(weight))
        place += weight.numel()


def resume(checkpoint: Path, network: Network, optimizer: torch.optim.Optimizer) -> tuple[int, int, int]:
    """The step, the epoch and the place in it to go on from."""
    if not checkpoint.exists():
        return 0, 0, 0
    saved = torch.load(checkpoint)
    network.load_state_dict(saved["network"])
    optimizer.load_state_dict(saved["optimizer"])
    return saved["step"], saved["epoch"], saved["place"]


def save(checkpoint: Path, network: Network, optimizer: torch.optim.Optimizer, progress: dict[str, object]) -> None:
    """Write the checkpoint beside the old one, then put it in its place."""
    unfinished = checkpoint.with_suffix(".part")
    torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), **progress}, unfinished)
    unfinished.replace(checkpoint)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--silver", type=Path, help="articles that networks annotated (see silver.py), to be learned from beside these")
    parser.add_argument("--steps", type=int, default=2000, help="steps of each worker, of about 750 word pieces")
    parser.add_argument("--decay", type=int, default=1000, help="over how many last steps the rate of learning falls to zero")
    parser.add_argument("--rate", type=float, default=1.0, help="the share of the full rate of learning")
    parser.add_argument("--begin", type=Path, help="a checkpoint whose weights are gone on from, instead of MiniLM's")
    parser.add_argument("--halved", action="store_true", help="products in bfloat16, for processors that have them")
    parser.add_argument("--dropped", type=float, default=0.0, help="the share of each layer's output that is dropped")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    (arguments.folder / "meeting").unlink(missing_ok=True)
    documents = load(arguments.train) + (load(arguments.silver) if arguments.silver else [])
    workers.spawn(learn, (documents, arguments.folder, arguments), nprocs=WORKERS)


if __name__ == "__main__":
    main()
