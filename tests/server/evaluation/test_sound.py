"""Any rate and format that can be used; what can not be used says why."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from server.evaluation import sound
from server.evaluation.errors import SoundUnusable
from server.evaluation.sound import read_sound
from tests.server.evaluation.sounds import level, write_float_wav, write_wav


def tone(rate_hz: int, seconds: float = 0.5, amplitude: int = 8000) -> np.ndarray:
    time_s = np.arange(int(seconds * rate_hz)) / rate_hz
    return (amplitude * np.sin(2 * np.pi * 440 * time_s)).astype(np.int16)


def test_sound_of_the_wire_rate_is_left_as_it_is(tmp_path: Path) -> None:
    samples = np.random.default_rng(1).integers(-32768, 32767, 4000).astype(np.int16)
    assert (read_sound(write_wav(tmp_path / "a.wav", samples)) == samples).all()


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_any_rate_becomes_that_of_the_wire(tmp_path: Path, rate_hz: int) -> None:
    found = read_sound(write_wav(tmp_path / "a.wav", tone(rate_hz), rate_hz))
    assert len(found) == pytest.approx(8000, abs=2)
    spectrum = np.abs(np.fft.rfft(found[1000:7000].astype(float)))
    assert np.argmax(spectrum) * 16_000 / 6000 == pytest.approx(440, abs=3)
    assert np.abs(found).max() == pytest.approx(8000, rel=0.05)


def test_channels_are_mixed(tmp_path: Path) -> None:
    both = np.stack([level(1000), level(3000)], axis=1)
    assert set(read_sound(write_wav(tmp_path / "a.wav", both)).tolist()) == {2000}


def test_flac(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    with av.open(str(path), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=16_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(16_000)[None, :4096], format="s16", layout="mono")
        frame.sample_rate = 16_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert (read_sound(path) == tone(16_000)[:4096]).all()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_samples_that_are_no_numbers(tmp_path: Path, value: float) -> None:
    samples = np.full(8000, 0.1, np.float32)
    samples[4000] = value
    with pytest.raises(SoundUnusable, match="no numbers"):
        read_sound(write_float_wav(tmp_path / "a.wav", samples))


def test_floats_beyond_full_scale_are_clipped(tmp_path: Path) -> None:
    found = read_sound(write_float_wav(tmp_path / "a.wav", np.tile(np.float32([2.0, -2.0]), 4000)))
    assert found.max() == 32767 and found.min() == -32768


def test_missing_empty_and_broken_files(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("no sound at all", encoding="utf-8")
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "folder.wav").mkdir()
    for name, reason in (("text.wav", "can not be read"), ("empty.wav", "it is empty"), ("folder.wav", "it is a folder"),
                         ("none.wav", "no such file")):
        with pytest.raises(SoundUnusable, match=reason):
            read_sound(tmp_path / name)


@pytest.mark.parametrize("rate_hz", [4_000, 384_000])
def test_rates_that_no_telephone_and_no_studio_has(tmp_path: Path, rate_hz: int) -> None:
    with pytest.raises(SoundUnusable, match=f"{rate_hz} Hz"):
        read_sound(write_wav(tmp_path / "a.wav", tone(rate_hz), rate_hz))


def test_too_short(tmp_path: Path) -> None:
    with pytest.raises(SoundUnusable, match="shorter than 100 ms"):
        read_sound(write_wav(tmp_path / "a.wav", level(5, 0.099)))
    assert len(read_sound(write_wav(tmp_path / "b.wav", level(5, 0.1)))) == 1600


def test_longer_than_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "LONGEST_S", 1.0)
    with pytest.raises(SoundUnusable, match="longer than an hour"):
        read_sound(write_wav(tmp_path / "a.wav", level(5, 1.1)))
    assert len(read_sound(write_wav(tmp_path / "b.wav", level(5, 1.0)))) == 16_000
