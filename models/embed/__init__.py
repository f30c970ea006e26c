"""Sentence embeddings: a directory with an ONNX network and a tokenizer in, vectors of texts out (`embedder`).

None ships with the product: without one, entries are found by their words alone.
"""

from __future__ import annotations

from models.embed.embedder import TextEmbedder, import_embedder, installed, is_embedder, looks_like_one, verify

__all__ = ["TextEmbedder", "import_embedder", "installed", "is_embedder", "looks_like_one", "verify"]
