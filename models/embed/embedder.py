"""A sentence-embedding model's directory in, vectors of length 1 for texts out.

    STORE/bge-small-zh/model.onnx       input_ids, attention_mask (, token_type_ids) int64 (texts, tokens) -> (texts, tokens,
                                        size), or (texts, size) where the network pools by itself; `onnx/model.onnx` serves too
    STORE/bge-small-zh/tokenizer.json   of the package `tokenizers`
    STORE/bge-small-zh/embedding.json   {"pooling": "mean" | "first", "query_prefix": "", "max_tokens": 256}
    STORE/bge-small-zh/manifest.json    as for every model of the store

Network and tokenizer are what `optimum-cli export onnx --task feature-extraction` writes.  `server.knowledge.vectors` is next.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.download import INCOMING_DIR, publish, storing
from models.errors import EngineFailed, ModelDamaged, ModelMissing, ModelUnsupported
from models.onnx_session import open_session
from models.store import (
    MANIFEST_FILE,
    Manifest,
    StoredModel,
    canonical_name,
    compare,
    read_manifest,
    store_dir,
    write_manifest,
)

NETWORKS = ("model.onnx", "onnx/model.onnx")
TOKENIZER = "tokenizer.json"
FACTS_FILE = "embedding.json"
MOST_TOKENS = 512
_AGAIN = "Put the model's directory into the store again, or remove it: then words alone are searched."


@dataclass(frozen=True, slots=True)
class _Facts:
    """How a model is to be used."""

    pooling: str = "mean"
    query_prefix: str = ""
    max_tokens: int = 256


class TextEmbedder:
    """One model, loaded once; safe to use from several threads."""

    def __init__(self, directory: Path) -> None:
        """Verify the files against the manifest, where there is one, and load them.

        Raises `ModelMissing`, `ModelDamaged`, or `ModelUnsupported` for a network that takes or gives something else.
        """
        verify(directory)
        self.name = directory.name
        """As the store knows it."""
        self._facts = _facts(directory / FACTS_FILE)
        self._tokenizer = _tokenizer(directory / TOKENIZER, self._facts.max_tokens)
        network = next(directory / name for name in NETWORKS if (directory / name).is_file())
        self._session = open_session(network, "Finding by meaning", ModelDamaged, _AGAIN)
        self._inputs = {one.name for one in self._session.get_inputs()}
        rank = len(self._session.get_outputs()[0].shape)
        if "input_ids" not in self._inputs or rank not in (2, 3):
            raise ModelUnsupported(f"{network} is no sentence-embedding network: it takes {sorted(self._inputs)} and gives "
                                   f"{rank} dimensions. {_AGAIN}")

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text, shape (texts, size).  Raises `EngineFailed`."""
        try:
            coded = self._tokenizer.encode_batch([self._facts.query_prefix + text for text in texts])
            ids = np.array([one.ids for one in coded], np.int64)
            mask = np.array([one.attention_mask for one in coded], np.int64)
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            raw = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        except Exception as error:  # onnxruntime's and tokenizers' errors share no base class
            raise EngineFailed(f"The embedding model {self.name} failed ({error}).") from error
        vectors = np.asarray(raw, np.float32)
        if vectors.ndim == 3:
            vectors = vectors[:, 0] if self._facts.pooling == "first" else _mean(vectors, mask)
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise EngineFailed(f"The embedding model {self.name} gave no usable vectors. {_AGAIN}")
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)


def is_embedder(directory: Path) -> bool:
    """Whether a directory holds, or held, a model of this kind; the store's ones all have their facts."""
    return (directory / FACTS_FILE).is_file()


def looks_like_one(directory: Path) -> bool:
    """Whether a directory could be imported as one: an ONNX network and a tokenizer, and no recogniser."""
    return (is_embedder(directory) or any((directory / name).is_file() for name in NETWORKS)) and (
        not (directory / "model.bin").is_file())


def installed() -> list[StoredModel]:
    """The embedding models of the store, by name; the first is used."""
    base = store_dir()
    found: list[StoredModel] = []
    for directory in sorted(base.iterdir()) if base.is_dir() else ():
        if directory.is_dir() and is_embedder(directory):
            try:
                manifest = read_manifest(directory)
            except ModelDamaged:
                manifest = None
            found.append(StoredModel(directory.name, directory, False, manifest))
    return found


def verify(directory: Path) -> Manifest | None:
    """Compare the files with the manifest; None if there is none and the files are there.

    Raises `ModelMissing` or `ModelDamaged`, naming the file.
    """
    if not any((directory / name).is_file() for name in NETWORKS):
        raise ModelMissing(f"{directory / NETWORKS[0]} is missing. {_AGAIN}")
    if not (directory / TOKENIZER).is_file():
        raise ModelMissing(f"{directory / TOKENIZER} is missing. {_AGAIN}")
    manifest = read_manifest(directory)
    if manifest is not None:
        compare(directory, manifest)
    elif directory.parent in (store_dir(), store_dir().resolve()):
        raise ModelDamaged(f"{directory} has no {MANIFEST_FILE}, so it can not be verified; "
                           "write one: seatmate-server models import DIR")
    return manifest


def import_embedder(source: Path, name: str | None = None) -> Path:
    """Copy a model's network, tokenizer and facts into the store, with a manifest; its new directory.

    Raises `ModelMissing`, `ModelDamaged`, `ModelUnsupported` or `StoreFailed`; a model that can not be loaded stays outside.
    """
    source = source.expanduser().resolve()
    TextEmbedder(source)
    name = canonical_name(name or source.name)
    staging = store_dir() / INCOMING_DIR / name
    with storing(staging):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        # the store's manifests hold no folders
        for file in (*(source / name for name in NETWORKS), source / TOKENIZER, source / FACTS_FILE):
            if file.is_file():
                shutil.copyfile(file, staging / file.name)
        for data in source.glob("onnx/*.onnx_data"):
            shutil.copyfile(data, staging / data.name)
        if not (staging / FACTS_FILE).is_file():
            (staging / FACTS_FILE).write_text(json.dumps({"pooling": "mean"}) + "\n", encoding="utf-8")
    write_manifest(staging, name, "not stated", f"imported from {source}")
    return publish(staging, name)


def _facts(path: Path) -> _Facts:
    if not path.is_file():
        return _Facts()
    try:
        facts: Any = json.loads(path.read_bytes())
        made = _Facts(str(facts.get("pooling", "mean")), str(facts.get("query_prefix", "")), int(facts.get("max_tokens", 256)))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelDamaged(f"{path} does not say how to use the model ({error!r}). {_AGAIN}") from error
    if made.pooling not in ("mean", "first") or not 1 <= made.max_tokens <= MOST_TOKENS:
        raise ModelDamaged(f"{path}: pooling must be mean or first, max_tokens 1 to {MOST_TOKENS}. {_AGAIN}")
    return made


def _tokenizer(path: Path, max_tokens: int) -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelMissing("Finding by meaning needs the package tokenizers. Install the server's packages: "
                           "pip install seatmate[server].") from error
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises a bare Exception
        raise ModelDamaged(f"{path} can not be read ({error}). {_AGAIN}") from error
    tokenizer.enable_truncation(max_tokens)
    tokenizer.enable_padding()
    return tokenizer


def _mean(vectors: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    weight = mask[:, :, None].astype(np.float32)
    return np.asarray((vectors * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9), np.float32)
