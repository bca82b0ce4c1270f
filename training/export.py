"""Write a trained network as the package ships it: ONNX with weights of eight bits, beside its settings.

`export.py CHECKPOINT` averages nothing and chooses nothing: which checkpoint is shipped is decided by `measure.py` and `calibrate.py`.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.language.encoder import WEIGHTS
from training.measure import InTraining
from training.network import minilm_folder

# Weights use seven of their eight bits: processors without VNNI add products in sixteen bits, which eight would overflow.
SEVEN_BITS = True
# Left as they are: what is lost there is most for its size. The heads, and the products after GELU, whose outliers stretch the scale of eight bits.
# With the first two, 2.0 instead of 2.7 in a hundred words change their likeliest label; more would not leave room for other heads in 30 MB.
LEFT_WHOLE = ("/tags/", "/askers/", "/answerers/", "/layers.0/narrowed/", "/layers.1/narrowed/")


def export(checkpoint: Path, target: Path) -> None:
    """Write the reader of statements (ONNX, int8 weights by channel) from a checkpoint."""
    ids, features = torch.randint(1000, 20000, (1, 48)), torch.zeros(1, 48, 3, dtype=torch.long)
    names = {"ids": {1: "pieces"}, "features": {1: "pieces"}}
    outputs = {name: {1: "pieces"} for name in ("tags", "askers", "answerers")}
    write_quantized(InTraining(checkpoint).network, (ids, features), names, outputs, target, LEFT_WHOLE)


def write_quantized(
    network: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    inputs: dict[str, dict[int, str]],
    outputs: dict[str, dict[int, str]],
    target: Path,
    left_whole: tuple[str, ...],
) -> None:
    """Write a network as ONNX with int8 weights by channel. `inputs` and `outputs` name the dimensions that vary."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own future
        whole, folded = Path(folder) / "whole.onnx", Path(folder) / "folded.onnx"
        torch.onnx.export(
            network,
            example,
            whole,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: axes for name, axes in (inputs | outputs).items() if axes},
            opset_version=17,
            dynamo=False,
        )
        options = SessionOptions()
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(folded)
        InferenceSession(whole, options, providers=["CPUExecutionProvider"])
        products = [node.name for node in onnx.load(folded).graph.node if node.op_type in ("MatMul", "Gemm")]
        quantize_dynamic(
            folded,
            target,
            per_channel=True,
            reduce_range=SEVEN_BITS,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            nodes_to_exclude=[name for name in products if any(part in name for part in left_whole)],
        )
    onnx.checker.check_model(onnx.load(target))


def main() -> None:
    """Export a checkpoint, and copy the tokenizer that goes with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--target", type=Path, default=WEIGHTS / "attribution.onnx")
    arguments = parser.parse_args()
    export(arguments.checkpoint, arguments.target)
    shutil.copyfile(minilm_folder() / "tokenizer.json", arguments.target.parent / "tokenizer.json")
    print(f"{arguments.target}: {arguments.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
