"""The trunk of every local encoder as a module of torch, to train it. Needs the dependency group ``train``."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ingest.encoder.published import MATRICES, NORMS, Array, Published


class Layer(nn.Module):  # type: ignore[misc]
    """A layer of BERT: attention and two products, each with a residual and normalised after it."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        sizes = (width, inner)
        for name, (rows, columns) in MATRICES.items():
            self.add_module(name, nn.Linear(sizes[columns], sizes[rows]))
        for name in NORMS:
            self.add_module(name, nn.LayerNorm(width, epsilon))

    def forward(self, states: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        """Return the next states, (rows, pieces, width); ``hidden`` is added to the attention's logits."""
        rows, pieces, width = states.shape
        split = [part(states).view(rows, pieces, self.heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v)]
        heard = functional.scaled_dot_product_attention(*split, attn_mask=hidden.to(split[0].dtype))
        states = self.aln(states + self.ao(heard.transpose(1, 2).reshape(rows, pieces, width)))
        normed: torch.Tensor = self.oln(states + self.fo(functional.gelu(self.fi(states))))
        return normed


class Trunk(nn.Module):  # type: ignore[misc]
    """All layers, from the published weights; the vectors of words and places are not trained."""

    def __init__(self, published: Published) -> None:
        super().__init__()
        weights = published.weights
        width, inner = weights["0.fo.weight"].shape
        self.places = torch.from_numpy(weights["positions"])
        self.segment = nn.Parameter(torch.from_numpy(weights["segment"]), requires_grad=False)
        self.norm = nn.LayerNorm(width, published.epsilon)
        self.layers = nn.ModuleList(
            Layer(width, inner, published.heads, published.epsilon) for _ in range(published.layers)
        )
        own = {name: torch.from_numpy(value) for name, value in weights.items() if name != "positions"}
        self.load_state_dict(
            {f"layers.{name}" if name[0].isdigit() else name: value for name, value in own.items()}, strict=False
        )

    def states(self, embeds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the states of the last layer, (rows, pieces, width)."""
        states = self.norm(embeds + self.places[: embeds.shape[1]] + self.segment)
        hidden = (1 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, hidden)
        return states

    def mean(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the mean of the states that are no padding, (rows, width)."""
        return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def freeze(self, layers: int) -> None:
        """Leave the lowest ``layers`` as they are."""
        for part in (self.norm, *list(self.layers)[:layers]):
            part.requires_grad_(requires_grad=False)

    def weights(self) -> dict[str, Array]:
        """Return all weights by the names of ``graph.py``."""
        named = {name.removeprefix("layers."): value.detach().numpy() for name, value in self.state_dict().items()}
        return {**named, "positions": self.places.numpy()}

    def load(self, path: Path) -> None:
        """Take the weights of a checkpoint, ``.pt``, or ``.npz`` in half precision."""
        if path.suffix == ".npz":
            found = {name: torch.from_numpy(value.astype(np.float32)) for name, value in np.load(path).items()}
        else:
            found = torch.load(path)
        self.load_state_dict(found, strict=False)


def half_precision(enabled: bool) -> AbstractContextManager[None]:
    """Compute products in bfloat16: twice as fast where the processor has it, and far slower where it does not."""
    context: AbstractContextManager[None] = torch.autocast("cpu", torch.bfloat16, enabled=enabled)
    return context
