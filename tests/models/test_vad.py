"""The voice activity stream: the same whatever the packets, independent of other streams, safe with any sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.scripted_voice import voice_like
from models.errors import ModelMissing
from models.vad import FRAME_SAMPLES, SileroVad


@pytest.fixture(scope="module")
def vad() -> SileroVad:
    return SileroVad()


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    second = np.zeros(16_000, np.float32)
    return np.concatenate([second, voice_like(1.5), second])


def test_speech_is_told_from_silence(vad: SileroVad, sound: np.ndarray) -> None:
    probabilities = vad.stream().push(sound)
    assert len(probabilities) == len(sound) // FRAME_SAMPLES
    assert probabilities[:30].max() < 0.3
    assert np.median(probabilities[36:75]) > 0.6
    assert probabilities[-20:].max() < 0.3


@pytest.mark.parametrize("packet", [1, 160, 511, 512, 513, 1600, 7000])
def test_packets_of_any_size_give_the_same(vad: SileroVad, sound: np.ndarray, packet: int) -> None:
    sound = sound[14_000:20_000]
    whole = vad.stream().push(sound)
    stream = vad.stream()
    pieces = [stream.push(sound[start : start + packet]) for start in range(0, len(sound), packet)]
    np.testing.assert_allclose(np.concatenate(pieces), whole, atol=1e-4)
    assert stream.pending_samples == len(sound) % FRAME_SAMPLES


def test_int16_and_float_mean_the_same(vad: SileroVad, sound: np.ndarray) -> None:
    pcm = (sound * 32768).astype(np.int16)
    as_float = pcm.astype(np.float32) / 32768
    np.testing.assert_allclose(vad.stream().push(pcm), vad.stream().push(as_float), atol=1e-5)


def test_streams_do_not_hear_each_other(vad: SileroVad, sound: np.ndarray) -> None:
    alone = vad.stream().push(sound)
    one, other = vad.stream(), vad.stream()
    mixed = []
    for start in range(0, len(sound), 1600):
        mixed.append(one.push(sound[start : start + 1600]))
        other.push(np.random.default_rng(start).normal(0, 0.3, 1600).astype(np.float32))
    np.testing.assert_allclose(np.concatenate(mixed), alone, atol=1e-4)


def test_reset_forgets(vad: SileroVad, sound: np.ndarray) -> None:
    stream = vad.stream()
    stream.push(sound[20_000:30_100])
    stream.reset()
    np.testing.assert_allclose(stream.push(sound[:16_000]), vad.stream().push(sound[:16_000]), atol=1e-4)


def test_samples_that_are_not_finite_do_not_poison_the_stream(vad: SileroVad, sound: np.ndarray) -> None:
    stream = vad.stream()
    assert np.isfinite(stream.push(np.full(5120, np.nan, np.float32))).all()
    stream.push(np.full(512, np.inf, np.float32))
    assert np.median(stream.push(sound)[36:75]) > 0.6


def test_nothing_gives_nothing(vad: SileroVad) -> None:
    assert len(vad.stream().push(np.zeros(0, np.int16))) == 0


def test_a_missing_or_damaged_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="Reinstall"):
        SileroVad(tmp_path / "none.onnx")
    (tmp_path / "bad.onnx").write_bytes(b"not a network")
    with pytest.raises(ModelMissing, match="Reinstall"):
        SileroVad(tmp_path / "bad.onnx")
