"""A Whisper model with true shapes and scripted weights: a script in, a CTranslate2 model directory out.

The decoder writes the same words whatever it hears, so decoding costs what a real model costs while no real weights
are needed.  It measures cost, never accuracy.  The tests of the engine use the smallest shape.

How it works: each token's embedding is a direction of its own, and the output row of the word that follows it in the
script points there; all layers between compute in full but add almost nothing.  So the script does not depend on the
length of a prompt.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TIMESTAMPS = 1501
MEL_BANDS = 80


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes that make the cost of a Whisper model."""

    d_model: int
    heads: int
    encoder_layers: int
    decoder_layers: int
    text_tokens: int
    positions: int = 1500


SHAPES: dict[str, Shape] = {
    "micro": Shape(64, 1, 1, 1, 128),
    "tiny": Shape(384, 6, 4, 4, 50_257),
    "base": Shape(512, 8, 6, 6, 50_257),
    "small": Shape(768, 12, 12, 12, 50_257),
}
"""`micro` is for tests; the others are those of Whisper."""

DEFAULT_SCRIPT = ("您好", "，", "这里是", "星辰", "银行", "，", "请问", "有什么", "可以", "帮您", "？")


def build_scripted_model(
    directory: Path,
    script: Sequence[str] = DEFAULT_SCRIPT,
    shape: str = "micro",
    languages: Sequence[str] = ("en", "zh"),
    quantization: str = "int8",
) -> Path:
    """Write a model that says `script` (one token a piece; no piece follows two different ones) into `directory`.

    Returns the directory.  Raises `ValueError` if the script has too many pieces for the shape.
    """
    # CTranslate2 imports its converters with it, which a server does not need.
    from ctranslate2.specs import whisper_spec

    sizes = SHAPES[shape]
    pieces = _unique_pieces(script)
    tokens, special = _vocabulary(pieces, languages, sizes.text_tokens)
    spec: Any = whisper_spec.WhisperSpec(sizes.encoder_layers, sizes.heads, sizes.decoder_layers, sizes.heads)
    random = np.random.default_rng(7)
    _fill_encoder(spec.encoder, sizes, random)
    _fill_decoder(spec.decoder, sizes, random, len(tokens))
    script_ids = [tokens.index(piece) for piece in pieces]
    fillers = [tokens.index(f"filler{index}") for index in range(len(pieces))]
    _write_script(spec.decoder, sizes, random, script_ids, fillers, special)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokens.index(""), special["<|endoftext|>"]]
    spec.config.lang_ids = [special[f"<|{language}|>"] for language in languages]
    spec.config.alignment_heads = [(0, 0)]
    spec.register_vocabulary(tokens)
    spec.validate()
    spec.optimize(quantization=quantization)
    directory.mkdir(parents=True, exist_ok=True)
    spec.save(str(directory))
    _write_tokenizer(directory / "tokenizer.json", tokens, special)
    preprocessor = {
        "feature_size": MEL_BANDS,
        "sampling_rate": 16_000,
        "hop_length": 160,
        "chunk_length": 30,
        "n_fft": 400,
    }
    (directory / "preprocessor_config.json").write_text(json.dumps(preprocessor), encoding="utf-8")
    return directory


def _unique_pieces(script: Sequence[str]) -> list[str]:
    """A repeated piece gets zero-width marks, so that it is a token of its own; `normalise` drops them."""
    pieces: list[str] = []
    for piece in script:
        while piece in pieces:
            piece += "\u200b"
        pieces.append(piece)
    return pieces


def _vocabulary(pieces: list[str], languages: Sequence[str], text_tokens: int) -> tuple[list[str], dict[str, int]]:
    """All tokens by id, and the ids of the special ones; their order is what CTranslate2 and faster-whisper rely on."""
    # The empty token makes the model count as multilingual.
    text = ["", *pieces]
    if len(text) + len(pieces) > text_tokens:
        raise ValueError(f"the script has {len(pieces)} pieces, this shape has room for {(text_tokens - 1) // 2}")
    text += [f"filler{index}" for index in range(text_tokens - len(text))]
    special = ["<|endoftext|>", "<|startoftranscript|>", *(f"<|{language}|>" for language in languages)]
    special += [
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
    ]
    special += [f"<|{index * 0.02:.2f}|>" for index in range(TIMESTAMPS)]
    return text + special, {token: len(text) + index for index, token in enumerate(special)}


def _floats(random: np.random.Generator, *shape: int, scale: float = 0.02) -> NDArray[np.float32]:
    return random.standard_normal(shape, dtype=np.float32) * np.float32(scale)


def _fill_linear(linear: Any, random: np.random.Generator, outputs: int, inputs: int, scale: float = 0.02) -> None:
    linear.weight = _floats(random, outputs, inputs, scale=scale)
    linear.bias = np.zeros(outputs, np.float32)


def _fill_norm(norm: Any, size: int) -> None:
    norm.gamma, norm.beta = np.ones(size, np.float32), np.zeros(size, np.float32)


def _fill_attention(attention: Any, random: np.random.Generator, size: int, *, to_encoder: bool = False) -> None:
    _fill_norm(attention.layer_norm, size)
    if to_encoder:
        _fill_linear(attention.linear[0], random, size, size)
        _fill_linear(attention.linear[1], random, 2 * size, size)
    else:
        _fill_linear(attention.linear[0], random, 3 * size, size)
    # What a layer adds stays far below the script's signal.
    _fill_linear(attention.linear[-1], random, size, size, scale=1e-4)


def _fill_feed_forward(ffn: Any, random: np.random.Generator, size: int) -> None:
    _fill_norm(ffn.layer_norm, size)
    _fill_linear(ffn.linear_0, random, 4 * size, size)
    _fill_linear(ffn.linear_1, random, size, 4 * size, scale=1e-4)


def _fill_encoder(encoder: Any, sizes: Shape, random: np.random.Generator) -> None:
    size = sizes.d_model
    for convolution, inputs in ((encoder.conv1, MEL_BANDS), (encoder.conv2, size)):
        convolution.weight = _floats(random, size, inputs, 3)
        convolution.bias = np.zeros(size, np.float32)
    encoder.position_encodings.encodings = _floats(random, sizes.positions, size)
    _fill_norm(encoder.layer_norm, size)
    for layer in encoder.layer:
        _fill_attention(layer.self_attention, random, size)
        _fill_feed_forward(layer.ffn, random, size)


def _fill_decoder(decoder: Any, sizes: Shape, random: np.random.Generator, vocabulary: int) -> None:
    size = sizes.d_model
    decoder.embeddings.weight = _floats(random, vocabulary, size, scale=1.0)
    decoder.position_encodings.encodings = _floats(random, 448, size, scale=1e-3)
    decoder.projection.weight = np.zeros((vocabulary, size), np.float32)
    decoder.projection.bias = np.zeros(vocabulary, np.float32)
    _fill_norm(decoder.layer_norm, size)
    for layer in decoder.layer:
        _fill_attention(layer.self_attention, random, size)
        _fill_attention(layer.attention, random, size, to_encoder=True)
        _fill_feed_forward(layer.ffn, random, size)


def _write_script(
    decoder: Any,
    sizes: Shape,
    random: np.random.Generator,
    script: list[int],
    fillers: list[int],
    special: dict[str, int],
) -> None:
    """Make each token of the chain predict the next: no-timestamps -> first word -> … -> last word -> end of text."""
    size = sizes.d_model
    chain = [special["<|notimestamps|>"], *script, special["<|endoftext|>"]]
    # Directions at right angles to each other and to the mean, which the layer normalisation takes away.
    basis, _ = np.linalg.qr(np.concatenate([np.ones((size, 1)), random.standard_normal((size, size - 1))], axis=1))
    if len(chain) > size:
        raise ValueError(f"the script has {len(script)} pieces, this shape has room for {size - 2}")
    strength, second = 35.0 / np.sqrt(size), 27.0 / np.sqrt(size)
    # Nobody leaves the chain by a jump ahead: a beam search would take what ends earliest.
    decoder.projection.bias[chain[1:]] = -15.0
    for index, (token, following) in enumerate(pairwise(chain)):
        direction = basis[:, index + 1].astype(np.float32)
        decoder.embeddings.weight[token] = direction * np.float32(np.sqrt(size))
        decoder.projection.weight[following] = direction * np.float32(strength)
        # The second best word of each place, from which the script goes on: a beam has something to weigh, as with
        # real weights, and its hypotheses end together.
        if index < len(script):
            decoder.projection.bias[fillers[index]] = -15.0
            decoder.projection.weight[fillers[index]] = direction * np.float32(second)
            onward = basis[:, index + 2].astype(np.float32)
            decoder.embeddings.weight[fillers[index]] = onward * np.float32(np.sqrt(size))


def _write_tokenizer(path: Path, tokens: list[str], special: dict[str, int]) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer
    from tokenizers.decoders import Fuse
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    tokenizer: Any = Tokenizer(WordLevel({token: index for index, token in enumerate(tokens)}, unk_token=""))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    tokenizer.decoder = Fuse()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in special])
    tokenizer.save(str(path))


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description="Write a model of Whisper's shape that says a fixed text.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--shape", choices=sorted(SHAPES), default="tiny")
    arguments = parser.parse_args()
    print(build_scripted_model(arguments.directory, shape=arguments.shape))
