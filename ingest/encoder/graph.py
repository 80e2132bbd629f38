"""Write a trunk and its head as a file for onnxruntime: fused operators, matrices in seven bits of an eight-bit type.

Seven bits, because processors without VNNI add two products of eight-bit values in sixteen bits, which overflow:
with seven they cannot, and every processor comes to the same integers. Each column has its own scale; activations
are quantised as they come. In most layers one inner channel is many times as large as the others and would take all
of the eight bits, so that one is computed in full precision (Dettmers et al. 2022, "LLM.int8()").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from ingest.encoder.published import Array

_LARGEST = 63
_FUSED = "com.microsoft"


class Graph:
    """A graph in the making. ``weights`` are those of a trunk, by the names of ``published.py``, and of a head."""

    def __init__(
        self, weights: Mapping[str, Array], layers: int, heads: int, epsilon: float, largest: Sequence[int] = ()
    ) -> None:
        """``largest`` has the number of the largest inner channel of each layer; an exact graph needs none."""
        self._weights = dict(weights)
        self._largest_channels = largest
        self._exact = False
        self._layers = layers
        self._heads = heads
        self._epsilon = epsilon
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def inner(self) -> Sequence[str]:
        """Make an exact graph of the inner activations of each layer instead; outputs are (rows, pieces, inner)."""
        self._exact = True
        self._trunk()
        return [f"{n}.inner" for n in range(self._layers)]

    def vector(self) -> Sequence[str]:
        """Add the head of the embedder: the mean of the states, of unit length; output ``vector``, (rows, width)."""
        mean = self._mean(self._trunk())
        length = self._add("ReduceL2", [mean, self._constant("one", np.array([1], np.int64))], "length", keepdims=1)
        return [self._add("Div", [mean, length], "vector")]

    def reading(self) -> Sequence[str]:
        """Add the heads of the reader and the judge, all logits.

        ``answers``, (rows, 1), ``spans``, (rows, pieces, 2), and ``judges``, (rows, labels).
        """
        states = self._trunk()
        first = self._add("Gather", [states, self._constant("first", np.array(0, np.int64))], "begin", axis=1)
        pooled = self._add("Add", [first, self._mean(states)], "pooled")
        return [self._plain(pooled, "answers"), self._plain(states, "spans"), self._plain(pooled, "judges")]

    def save(self, path: Path, outputs: Sequence[str], version: str) -> None:
        """Write the graph with ``outputs``; ``version`` goes into its metadata."""
        width = self._weights["segment"].shape[0]
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [
                helper.make_tensor_value_info("embeds", TensorProto.FLOAT, ["rows", "pieces", width]),
                helper.make_tensor_value_info("mask", TensorProto.INT32, ["rows", "pieces"]),
            ],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(self._constants.values()),
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="dateline", ir_version=9)
        helper.set_model_props(model, {"version": version})
        onnx.save(model, str(path))

    def _trunk(self) -> str:
        """Add all layers; return the name of the states, (rows, pieces, width)."""
        width = self._weights["segment"].shape[0]
        places = (self._weights["positions"] + self._weights["segment"]).astype(np.float16)
        zero = self._constant("zero", np.array([0], np.int64))
        length = self._add("Shape", ["embeds"], "pieces", start=1, end=2)
        halves = self._add("Slice", [self._constant("positions", places), zero, length], "halves")
        floats = self._add("Cast", [halves], "places", to=TensorProto.FLOAT)
        placed = self._add("Add", ["embeds", floats], "placed")
        parameters = [self._constant(name, self._weights[name]) for name in ("norm.weight", "norm.bias")]
        states = self._add("LayerNormalization", [placed, *parameters], "states", axis=-1, epsilon=self._epsilon)
        thirds = self._constant("thirds", np.array([width] * 3, np.int64))
        for n in range(self._layers):
            states = self._layer(n, states, thirds)
        return states

    def _layer(self, n: int, states: str, thirds: str) -> str:
        joined = [np.concatenate([self._weights[f"{n}.{part}.{of}"] for part in "qkv"]) for of in ("weight", "bias")]
        mixed = self._product(states, f"{n}.qkv", *joined)
        parts = [f"{n}.{part}" for part in ("query", "key", "value")]
        self._nodes.append(helper.make_node("Split", [mixed, thirds], parts, axis=-1))
        heard = self._fused("MultiHeadAttention", [*parts, "", "mask"], f"{n}.heard", num_heads=self._heads)
        states = self._normed(self._layer_product(heard, n, "ao"), states, f"{n}.aln")
        largest = None if self._exact else self._largest(n, states)
        inner = self._fused("FastGelu", [self._layer_product(states, n, "fi")], f"{n}.inner")
        product = self._layer_product(inner, n, "fo")
        summed = self._add("Add", [product, largest], f"{n}.summed") if largest else product
        return self._normed(summed, states, f"{n}.oln")

    def _largest(self, n: int, states: str) -> str:
        """Take the largest inner channel out of a layer; return its own contribution, in full precision."""
        channel = self._largest_channels[n]
        weight, bias = self._weights[f"{n}.fi.weight"].copy(), self._weights[f"{n}.fi.bias"].copy()
        self._weights[f"{n}.in.weight"], self._weights[f"{n}.in.bias"] = weight[[channel]], bias[[channel]]
        weight[channel], bias[channel] = 0, 0
        out = self._weights[f"{n}.fo.weight"].copy()
        column = self._constant(f"{n}.out.weight", out[:, [channel]].T)
        out[:, channel] = 0
        self._weights |= {f"{n}.fi.weight": weight, f"{n}.fi.bias": bias, f"{n}.fo.weight": out}
        activated = self._fused("Gelu", [self._plain(states, f"{n}.in")], f"{n}.one")
        return self._add("MatMul", [activated, column], f"{n}.largest")

    def _layer_product(self, states: str, n: int, part: str) -> str:
        return self._product(
            states, f"{n}.{part}", self._weights[f"{n}.{part}.weight"], self._weights[f"{n}.{part}.bias"]
        )

    def _product(self, states: str, name: str, weight: Array, bias: Array) -> str:
        if self._exact:
            constants = [self._constant(f"{name}.weight", weight.T), self._constant(f"{name}.bias", bias)]
            return self._add("Add", [self._add("MatMul", [states, constants[0]], f"{name}.whole"), constants[1]], name)
        scale = np.abs(weight).max(axis=1) / _LARGEST
        scale[scale == 0] = 1
        codes = np.rint(weight / scale[:, None]).astype(np.int8).T
        constants = [
            self._constant(f"{name}.codes", codes),
            self._constant(f"{name}.scale", scale.astype(np.float32)),
            "",
            self._constant(f"{name}.bias", bias),
        ]
        return self._fused("DynamicQuantizeMatMul", [states, *constants], f"{name}.product")

    def _normed(self, added: str, states: str, name: str) -> str:
        parameters = [self._constant(f"{name}.{of}", self._weights[f"{name}.{of}"]) for of in ("weight", "bias")]
        return self._fused("SkipLayerNormalization", [added, states, *parameters], name, epsilon=self._epsilon)

    def _mean(self, states: str) -> str:
        """Add the mean of the states that are no padding, (rows, width)."""
        one, two = self._constant("one", np.array([1], np.int64)), self._constant("two", np.array([2], np.int64))
        mask = self._add("Unsqueeze", [self._add("Cast", ["mask"], "floats", to=TensorProto.FLOAT), two], "column")
        summed = self._add("ReduceSum", [self._add("Mul", [states, mask], "kept"), one], "summed", keepdims=0)
        return self._add("Div", [summed, self._add("ReduceSum", [mask, one], "counted", keepdims=0)], "mean")

    def _plain(self, states: str, name: str) -> str:
        """Add a small product in full precision."""
        weight = self._constant(f"{name}.weight", self._weights[f"{name}.weight"].T)
        bias = self._constant(f"{name}.bias", self._weights[f"{name}.bias"])
        return self._add("Add", [self._add("MatMul", [states, weight], f"{name}.product"), bias], name)

    def _constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        if values.dtype == np.float64:
            values = values.astype(np.float32)
        self._constants[name] = numpy_helper.from_array(np.asarray(values, order="C"), name)
        return name

    def _fused(self, operator: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        return self._add(operator, inputs, output, domain=_FUSED, **attributes)

    def _add(self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:
        node: onnx.NodeProto = helper.make_node(operator, list(inputs), [output], domain=domain, **attributes)
        self._nodes.append(node)
        return output
