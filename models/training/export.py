"""Writes a trained network as a CTranslate2 directory that `faster_whisper.WhisperModel(DIR)` loads off-line."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from models.training.features import HOP_SAMPLES, MEL_BANDS, SAMPLE_RATE_HZ
from models.training.network import Attention, Convolution, Layer, Recogniser, Shape
from models.training.tokenizer import LANGUAGES, vocabulary_list

MODEL_FILES = ("model.bin", "config.json", "vocabulary.json", "tokenizer.json", "preprocessor_config.json")
LICENCE = "Apache-2.0"


def _array(value: Tensor) -> Any:
    return value.detach().float().contiguous().numpy()


def _set_linear(spec: Any, layers: list[nn.Linear]) -> None:
    """Several layers over one input are stored as one."""
    spec.weight = np.concatenate([_array(layer.weight) for layer in layers])
    biases = [layer.bias if layer.bias is not None else torch.zeros(layer.out_features) for layer in layers]
    spec.bias = np.concatenate([_array(bias) for bias in biases])


def _set_norm(spec: Any, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(norm.weight), _array(norm.bias)


def _set_convolution(spec: Any, convolution: Convolution) -> None:
    spec.weight, spec.bias = _array(convolution.kernel()), _array(convolution.mix.bias)


def _set_layer(spec: Any, layer: Layer) -> None:
    _set_norm(spec.self_attention.layer_norm, layer.self_norm)
    own = layer.self_attention
    _set_linear(spec.self_attention.linear[0], [own.query, own.key, own.value])
    _set_linear(spec.self_attention.linear[1], [own.out])
    if layer.cross_attention is not None and layer.cross_norm is not None:
        cross: Attention = layer.cross_attention
        _set_norm(spec.attention.layer_norm, layer.cross_norm)
        _set_linear(spec.attention.linear[0], [cross.query])
        _set_linear(spec.attention.linear[1], [cross.key, cross.value])
        _set_linear(spec.attention.linear[2], [cross.out])
    _set_norm(spec.ffn.layer_norm, layer.feed_norm)
    _set_linear(spec.ffn.linear_0, [layer.feed_in])
    _set_linear(spec.ffn.linear_1, [layer.feed_out])


def specification(model: Recogniser, tokenizer: Tokenizer) -> Any:
    """The network as a CTranslate2 `WhisperSpec`."""
    from ctranslate2.specs.whisper_spec import WhisperSpec

    shape = model.shape
    spec = WhisperSpec(shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads)
    _set_convolution(spec.encoder.conv1, model.conv_first)
    _set_convolution(spec.encoder.conv2, model.conv_second)
    spec.encoder.position_encodings.encodings = _array(model.get_buffer("positions"))
    _set_norm(spec.encoder.layer_norm, model.encoder_norm)
    for layer_spec, layer in zip(spec.encoder.layer, model.encoder, strict=True):
        _set_layer(layer_spec, layer)
    spec.decoder.embeddings.weight = _array(model.embedding.weight)
    spec.decoder.position_encodings.encodings = _array(model.decoder_positions)
    _set_norm(spec.decoder.layer_norm, model.decoder_norm)
    spec.decoder.projection.weight = spec.decoder.embeddings.weight
    for layer_spec, layer in zip(spec.decoder.layer, model.decoder, strict=True):
        _set_layer(layer_spec, layer)
    spec.register_vocabulary(vocabulary_list(tokenizer))
    spec.config.lang_ids = [tokenizer.token_to_id(f"<|{language}|>") for language in LANGUAGES]
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokenizer.token_to_id("")]
    # The heads that were guided to the token being written: word times come from them.
    spec.config.alignment_heads = [[layer, head] for layer in range(1, shape.decoder_layers) for head in (0, 1)]
    return spec


def write_directory(model: Recogniser, tokenizer: Tokenizer, folder: Path, quantisation: str = "int8") -> None:
    """Write the five model files; `folder` must not exist."""
    folder.mkdir(parents=True)
    spec = specification(model, tokenizer)
    spec.validate()
    spec.optimize(quantization=None if quantisation == "float32" else quantisation)
    spec.save(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"))
    features = {"feature_size": MEL_BANDS, "sampling_rate": SAMPLE_RATE_HZ, "hop_length": HOP_SAMPLES, "chunk_length": 30,
                "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(features, indent=2) + "\n", encoding="utf-8")


def load_average(checkpoint: Path) -> tuple[Recogniser, int]:
    """The averaged weights of a checkpoint as a network, and the steps it was trained."""
    state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
    model = Recogniser(Shape(**state["shape"]))
    model.load_state_dict(state["average"])
    model.eval()
    return model, int(state["step"])


def write_manifest(folder: Path, name: str) -> None:
    """`manifest.json`: the SHA-256 and size of every other file."""
    files = {
        path.name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
        for path in sorted(folder.iterdir())
        if path.name != "manifest.json"
    }
    manifest = {"name": name, "files": files, "licence": LICENCE, "source": "models/training (recogniser)"}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def replace_directory(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target` by renaming, so that a reader finds one or the other whole."""
    retired = target.with_name(f".{target.name}.old")
    shutil.rmtree(retired, ignore_errors=True)
    if target.exists():
        os.replace(target, retired)
    os.replace(fresh, target)
    shutil.rmtree(retired, ignore_errors=True)
