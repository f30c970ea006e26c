"""A Whisper model with true shapes and scripted weights: a script in, a CTranslate2 model directory out.

The decoder writes the same words whatever it hears, so decoding costs what a real model costs while no real weights
are needed.  It measures cost, never accuracy.  The tests of the engine use the smallest shape.

How it works: each token's embedding is a direction of its own, and the output row of the word that follows it in the
script points there; all layers between compute in full but add almost nothing.  So the script does not depend on the
length of a prompt.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.asr import WindowPolicy

TIMESTAMPS = 1501
_MARK = "\u200b"
_POOL_VALUES = (1 << 22) - 3
"""A prime, so that no two rows of a matrix are the same stretch of the pool."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes that make the cost of a Whisper model."""

    d_model: int
    heads: int
    encoder_layers: int
    decoder_layers: int
    text_tokens: int
    """Beside them stand the special ones of the languages that are built in."""
    mel_bands: int = 80
    positions: int = 1500


SHAPES: dict[str, Shape] = {
    "micro": Shape(64, 1, 1, 1, 128),
    "tiny": Shape(384, 6, 4, 4, 50_354),
    "base": Shape(512, 8, 6, 6, 50_354),
    "small": Shape(768, 12, 12, 12, 50_354),
    "large-v3-turbo": Shape(1280, 20, 32, 4, 50_355, mel_bands=128),
}
"""`micro` is for tests; the others are those of Whisper.  With two languages their vocabularies have Whisper's size:
51,865 tokens, of large-v3-turbo 51,866 (there the room of the languages that are missing is filled with text tokens)."""

DEFAULT_SCRIPT = ("您好", "，", "这里是", "星辰", "银行", "，", "请问", "有什么", "可以", "帮您", "？")


def build_scripted_model(
    directory: Path,
    script: Sequence[str] = DEFAULT_SCRIPT,
    shape: str = "micro",
    languages: Sequence[str] = ("en", "zh"),
    quantization: str = "int8",
    window: WindowPolicy | None = None,
) -> Path:
    """Write a model that says `script` (one token a piece; no piece follows two different ones) into `directory`.

    With a `window` policy a card says so, and that the text is scripted; without one the model has no card, as it comes
    from a converter.  Returns the directory.  Raises `ValueError` if the script has too many pieces for the shape.
    """
    # CTranslate2 imports its converters with it, which a server does not need.
    from ctranslate2.specs import whisper_spec

    sizes = SHAPES[shape]
    pieces = _unique_pieces(script)
    tokens, special = _vocabulary(pieces, languages, sizes.text_tokens)
    spec: Any = whisper_spec.WhisperSpec(sizes.encoder_layers, sizes.heads, sizes.decoder_layers, sizes.heads)
    random = _Random(7)
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
        "feature_size": sizes.mel_bands,
        "sampling_rate": 16_000,
        "hop_length": 160,
        "chunk_length": 30,
        "n_fft": 400,
    }
    (directory / "preprocessor_config.json").write_text(json.dumps(preprocessor), encoding="utf-8")
    if window is not None:
        card = f'engine = "faster_whisper"\nwindow = "{window}"\nprompts = false\nscripted = true\n'
        (directory / "card.toml").write_text(card, encoding="utf-8")
    return directory


def _unique_pieces(script: Sequence[str]) -> list[str]:
    """A repeated piece gets zero-width marks, so that it is a token of its own; `normalise` drops them."""
    pieces: list[str] = []
    for piece in script:
        while piece in pieces:
            piece += _MARK
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


class _Random:
    """Normally distributed weights, cut from a pool: a model of 800 million of them is drawn in seconds."""

    def __init__(self, seed: int) -> None:
        generator = np.random.default_rng(seed)
        self._pool = generator.standard_normal(_POOL_VALUES, dtype=np.float32)
        self._generator = generator

    def weights(self, *shape: int, scale: float = 0.02) -> NDArray[np.float32]:
        """Different from those before: each begins at another place of the pool."""
        start = int(self._generator.integers(_POOL_VALUES))
        size = int(np.prod(shape))
        drawn = np.resize(np.roll(self._pool, -start) if size > 1 else self._pool[start:], size)
        return np.asarray(drawn.reshape(shape) * np.float32(scale), np.float32)

    def directions(self, size: int) -> NDArray[np.float64]:
        """A matrix of independent normal values, [size, size]."""
        return self._generator.standard_normal((size, size))


def _fill_linear(linear: Any, random: _Random, outputs: int, inputs: int, scale: float = 0.02) -> None:
    linear.weight = random.weights(outputs, inputs, scale=scale)
    linear.bias = np.zeros(outputs, np.float32)


def _fill_norm(norm: Any, size: int) -> None:
    norm.gamma, norm.beta = np.ones(size, np.float32), np.zeros(size, np.float32)


def _fill_attention(attention: Any, random: _Random, size: int, *, to_encoder: bool = False) -> None:
    _fill_norm(attention.layer_norm, size)
    if to_encoder:
        _fill_linear(attention.linear[0], random, size, size)
        _fill_linear(attention.linear[1], random, 2 * size, size)
    else:
        _fill_linear(attention.linear[0], random, 3 * size, size)
    # What a layer adds stays far below the script's signal.
    _fill_linear(attention.linear[-1], random, size, size, scale=1e-4)


def _fill_feed_forward(ffn: Any, random: _Random, size: int) -> None:
    _fill_norm(ffn.layer_norm, size)
    _fill_linear(ffn.linear_0, random, 4 * size, size)
    _fill_linear(ffn.linear_1, random, size, 4 * size, scale=1e-4)


def _fill_encoder(encoder: Any, sizes: Shape, random: _Random) -> None:
    size = sizes.d_model
    for convolution, inputs in ((encoder.conv1, sizes.mel_bands), (encoder.conv2, size)):
        convolution.weight = random.weights(size, inputs, 3)
        convolution.bias = np.zeros(size, np.float32)
    encoder.position_encodings.encodings = random.weights(sizes.positions, size)
    _fill_norm(encoder.layer_norm, size)
    for layer in encoder.layer:
        _fill_attention(layer.self_attention, random, size)
        _fill_feed_forward(layer.ffn, random, size)


def _fill_decoder(decoder: Any, sizes: Shape, random: _Random, vocabulary: int) -> None:
    size = sizes.d_model
    decoder.embeddings.weight = random.weights(vocabulary, size, scale=1.0)
    decoder.position_encodings.encodings = random.weights(448, size, scale=1e-3)
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
    random: _Random,
    script: list[int],
    fillers: list[int],
    special: dict[str, int],
) -> None:
    """Make each token of the chain predict the next: no-timestamps -> first word -> … -> last word -> end of text."""
    size = sizes.d_model
    chain = [special["<|notimestamps|>"], *script, special["<|endoftext|>"]]
    if len(chain) + 1 > size:
        raise ValueError(f"the script has {len(script)} pieces, this shape has room for {size - 3}")
    # Directions at right angles to each other and to the mean, which the layer normalisation takes away.
    basis, _ = np.linalg.qr(np.concatenate([np.ones((size, 1)), random.directions(size)[:, 1:]], axis=1))
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
    # Asked for time stamps, it says <|0.00|> and the same words: one segment as long as the sound.
    opening, zero = basis[:, len(chain)].astype(np.float32), special["<|0.00|>"]
    decoder.embeddings.weight[special["<|transcribe|>"]] = opening * np.float32(np.sqrt(size))
    decoder.projection.weight[zero] = opening * np.float32(strength)
    decoder.projection.bias[zero] = -15.0
    decoder.embeddings.weight[zero] = decoder.embeddings.weight[special["<|notimestamps|>"]]


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


@dataclass(frozen=True, slots=True)
class Checked:
    """One decode of a model."""

    seconds: float
    """Of the window of sound."""
    beam: int
    text: str
    took_ms: float


def check(directory: Path, seconds: Sequence[float] = (1, 2, 5, 10, 20, 30), beams: Sequence[int] = (1, 5),
          device: str = "cpu") -> list[Checked]:
    """What the server's own engine hears from the model, for windows of these lengths, and how long it takes."""
    from benchmarks.scripted_voice import voice_like
    from models.asr import load_recogniser

    recogniser = load_recogniser(directory, device)
    found: list[Checked] = []
    for length in seconds:
        sound = voice_like(length)
        for beam in beams:
            start_s = time.perf_counter()
            text = recogniser.recognise([sound], "zh", beam=beam, final=beam > 1)[0].text
            found.append(Checked(length, beam, text, (time.perf_counter() - start_s) * 1000))
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Build a model; with `--check`, 1 if it says anything else than its script."""
    import argparse

    parser = argparse.ArgumentParser(description="Write a model of Whisper's shape that says a fixed text.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--shape", choices=sorted(SHAPES), default="tiny")
    parser.add_argument("--window", choices=("full", "padded", "exact"), default="exact",
                        help="how much sound the server gives it (default: exact, which costs least)")
    parser.add_argument("--quantization", default="int8", help="int8, float16, float32 … (default: int8)")
    parser.add_argument("--check", action="store_true", help="decode with the server's engine and print the times")
    arguments = parser.parse_args(argv)
    start_s = time.perf_counter()
    directory = build_scripted_model(arguments.directory, shape=arguments.shape, window=arguments.window,
                                     quantization=arguments.quantization)
    size_mb = sum(file.stat().st_size for file in directory.iterdir()) / 1e6
    print(f"{directory}: {arguments.shape}, {size_mb:.0f} MB, built in {time.perf_counter() - start_s:.1f} s")
    wrong = 0
    for one in check(directory) if arguments.check else ():
        said = one.text.replace(_MARK, "") == "".join(DEFAULT_SCRIPT)
        wrong += not said
        print(f"{one.seconds:5.1f} s, beam {one.beam}: {one.took_ms:8.1f} ms  {'as scripted' if said else repr(one.text)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
