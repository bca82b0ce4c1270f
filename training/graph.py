"""A trained encoder as a graph of the operators that onnxruntime runs fastest on one processor core, its weights in whole numbers.

The graph is written by hand and runs as it is written: what the runtime would join by itself is slower in places (an addition and a norm in one
operator take four times as long as the two), and a graph that is ready loads in half the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.network import HEADS, WIDTH, Encoder, Layer

Numbers = NDArray[np.float32]
Ranges = dict[str, Numbers]
RUNTIMES_OWN = ("DynamicQuantizeMatMul", "FastGelu", "FusedMatMul", "MatMulIntegerToFloat")
# Weights use seven of their eight bits: processors without VNNI add products in sixteen bits, which eight would overflow.
LARGEST = 63
# A few channels of what a product reads are many times as large as all others, and would stretch the one scale of eight bits that all share.
# Those above the so-manieth largest are brought down to it, and the weights that they meet are raised by as much: the product stays what it was.
SPARED = {"widened": 4, "narrowed": 32}


def ranges_of(network: nn.Module, encoder: Encoder, examples: Iterable[tuple[Tensor, ...]]) -> Ranges:
    """How large each channel of what the products of SPARED read becomes on some examples, by "0.widened", "0.narrowed", "1.widened"..."""
    ranges: Ranges = {}
    hooks = []
    for place, layer in enumerate(encoder.layers):
        for name in SPARED:

            def look(_: nn.Module, read: tuple[Tensor], key: str = f"{place}.{name}") -> None:
                largest = read[0].abs().flatten(0, -2).amax(0).numpy()
                ranges[key] = np.maximum(ranges.get(key, largest), largest)

            hooks.append(getattr(layer, name).register_forward_pre_hook(look))
    with torch.no_grad():
        for example in examples:
            network(*example)
    for hook in hooks:
        hook.remove()
    return ranges


class Graph:
    """A graph in the making. Each method adds operators and gives the name of what they make."""

    def __init__(self, ranges: Ranges) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._ranges = ranges

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        """One operator with one output."""
        return self.split(operator, *inputs, names=[name or f"{operator}.{len(self._nodes)}"], **attributes)[0]

    def split(self, operator: str, *inputs: str, names: Sequence[str], **attributes: Any) -> Sequence[str]:
        """One operator with several outputs."""
        domain = "com.microsoft" if operator in RUNTIMES_OWN else ""
        self._nodes.append(helper.make_node(operator, inputs, names, domain=domain, **attributes))
        return names

    def hold(self, array: Tensor | NDArray[Any]) -> str:
        """Figures that the graph holds."""
        figures = array.detach().numpy() if isinstance(array, Tensor) else array
        name = f"held.{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.array(figures, order="C"), name))
        return name

    def embedded(self, encoder: Encoder, further: Sequence[tuple[str, nn.Embedding]] = ()) -> str:
        """What the first layer reads, from the inputs "ids" and "features", and from `further` inputs with their tables."""
        rows = encoder.word.weight.detach().numpy()
        scales = np.abs(rows).max(1, keepdims=True) / 127
        words = self.add("Cast", self.add("Gather", self.hold(np.rint(rows / scales).astype(np.int8)), "ids"), to=TensorProto.FLOAT)
        x = self.add("Mul", words, self.add("Gather", self.hold(scales), "ids"))
        places = self.hold(encoder.position.weight + encoder.segment)
        nought = self.hold(np.zeros(1, np.int64))
        x = self.add("Add", x, self.add("Slice", places, nought, self.add("Shape", "ids", start=1, end=2), nought))
        for name, table in further:
            x = self.add("Add", x, self.add("Gather", self.hold(table.weight), name))
        for place, table in enumerate(encoder.surface):
            feature = self.add("Gather", "features", self.hold(np.array(place, np.int64)), axis=2)
            x = self.add("Add", x, self.add("Gather", self.hold(table.weight), feature))
        return self._norm(x, encoder.norm)

    def encoded(self, encoder: Encoder, x: str) -> str:
        """What the last layer makes of one window or question (1, pieces, width), no piece of it padding."""
        for place, layer in enumerate(encoder.layers):
            attended = self._product(self._attended(layer, x), layer.attended)
            x = self._norm(self.add("Add", x, attended), layer.attended_norm)
            widened = self._product(x, layer.widened, f"{place}.widened")
            narrowed = self._product(self.add("FastGelu", widened), layer.narrowed, f"{place}.narrowed")
            x = self._norm(self.add("Add", x, narrowed), layer.narrowed_norm)
        return x

    def head(self, x: str, weights: Tensor, bias: Tensor, name: str) -> str:
        """An output that is one product, left whole: it is small."""
        return self.add("Add", self.add("MatMul", x, self.hold(weights.T)), self.hold(bias), name=name)

    def _attended(self, layer: Layer, x: str) -> str:
        rows = self.hold(np.array([-1, HEADS, WIDTH // HEADS], np.int64))
        number = len(self._nodes)
        read = self.split("DynamicQuantizeLinear", x, names=[f"{part}.{number}" for part in ("read", "scale", "zero")])
        parts = []
        for weights, bias in zip(layer.mixed.weight.chunk(3), layer.mixed.bias.chunk(3), strict=True):
            columns, scales = _in_seven_bits(weights.detach().numpy().T)
            inputs = (read[0], self.hold(columns), read[1], self.hold(scales), read[2], self.hold(np.zeros_like(scales, np.int8)), self.hold(bias))
            parts.append(self.add("Reshape", self.add("MatMulIntegerToFloat", *inputs), rows))
        query, key, value = parts
        scores = self.add("FusedMatMul", query, key, transBatchA=1, transBatchB=1, transB=1, alpha=(WIDTH // HEADS) ** -0.5)
        together = self.add("FusedMatMul", self.add("Softmax", scores, axis=-1), value, transBatchB=1)
        return self.add("Reshape", self.add("Transpose", together, perm=[1, 0, 2]), self.hold(np.array([1, -1, WIDTH], np.int64)))

    def _product(self, x: str, linear: nn.Linear, key: str = "") -> str:
        weights = linear.weight.detach().numpy().T
        if key:
            ranges = self._ranges[key]
            lowered = np.maximum(1, ranges / np.sort(ranges)[-1 - SPARED[key.split(".")[1]]]).astype(np.float32)
            x, weights = self.add("Mul", x, self.hold(1 / lowered)), weights * lowered[:, None]
        columns, scales = _in_seven_bits(weights)
        inputs = (self.hold(columns), self.hold(scales), self.hold(np.zeros_like(scales, np.int8)), self.hold(linear.bias))
        return self.add("DynamicQuantizeMatMul", x, *inputs)

    def _norm(self, x: str, norm: nn.LayerNorm) -> str:
        return self.add("LayerNormalization", x, self.hold(norm.weight), self.hold(norm.bias), epsilon=norm.eps)

    def write(self, target: Path, inputs: dict[str, list[int | str]], outputs: dict[str, list[int | str]]) -> None:
        """Write it as ONNX. `inputs` and `outputs`: their dimensions, by name where they vary."""
        given = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in inputs.items()]
        made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()]
        versions = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(helper.make_graph(self._nodes, "reader", given, made, self._weights), opset_imports=versions, ir_version=8)
        onnx.checker.check_model(model)
        onnx.save(model, target)


def _in_seven_bits(weights: Numbers) -> tuple[NDArray[np.int8], Numbers]:
    """Weights (in, out) as whole numbers, and the scale of each column."""
    scales = np.maximum(np.abs(weights).max(0) / LARGEST, np.finfo(np.float32).tiny).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales
