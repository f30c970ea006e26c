"""Recorded files through the capture path: formats, rates, and files that are none."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from copilot_app.capture.audio_file import read_audio, read_call, read_side
from copilot_app.capture.recording import RecordingCapture, play_call, play_sides
from copilot_app.capture.ring import PacketRing
from copilot_app.errors import AudioUnreadable, NotTwoChannels


def _wav(path: Path, *channels: Any, rate_hz: int = 16_000) -> Path:
    samples = (np.clip(np.stack(channels, axis=1), -1, 1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())
    return path


def _heard(ring: PacketRing, channel: Any) -> Any:
    return np.frombuffer(b"".join(packet.pcm for packet in ring.since(channel, 0)), dtype="<i2").astype(float)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_any_rate_becomes_16_khz(tmp_path: Path, make_tone: Any, find_frequency: Any, rate_hz: int) -> None:
    path = _wav(tmp_path / "call.wav", make_tone(440, 1.0, rate_hz), make_tone(1000, 1.0, rate_hz), rate_hz=rate_hz)
    source, customer, agent = read_call(path)
    assert abs(len(customer) - 16_000) <= 2 and abs(len(agent) - 16_000) <= 2
    assert abs(find_frequency(customer) - 440) < 2 and abs(find_frequency(agent) - 1000) < 2
    assert source.narrowband == (rate_hz < 16_000)


@pytest.mark.parametrize(("suffix", "codec", "container"), [(".flac", "flac", "flac"), (".mp3", "mp3", "mp3"),
                                                            (".m4a", "aac", "mp4"), (".ogg", "libopus", "ogg")])
def test_compressed_formats_are_read(tmp_path: Path, make_tone: Any, find_frequency: Any, suffix: str, codec: str,
                                     container: str) -> None:
    path = tmp_path / f"call{suffix}"
    left, right = make_tone(440, 1.0, 48_000), make_tone(1000, 1.0, 48_000)
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=48_000, layout="stereo")
        frame = av.AudioFrame.from_ndarray((np.stack([left, right], axis=1).reshape(1, -1) * 32767).astype(np.int16),
                                           format="s16", layout="stereo")
        frame.rate = 48_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            file.mux(packet)
    _, customer, agent = read_call(path)
    assert abs(find_frequency(customer[2000:14_000]) - 440) < 3
    assert abs(find_frequency(agent[2000:14_000]) - 1000) < 3


def test_a_recording_is_played_in_call_time_as_numbered_packets(tmp_path: Path, make_tone: Any) -> None:
    ring = PacketRing()
    left, right = make_tone(440, 2.0, 16_000), make_tone(1000, 1.0, 16_000)
    capture = play_call("c1", _wav(tmp_path / "call.wav", left, np.pad(right, (0, 16_000))), speed=8.0)
    capture.start(ring.put)
    assert capture.wait(20) and capture.finished
    customer, agent = _heard(ring, "customer"), _heard(ring, "agent")
    assert len(customer) == len(agent) == 16 * capture.duration_ms
    assert np.abs(customer[:32_000] - left * 32767).max() < 3
    assert np.abs(agent[16_000:]).max() == 0
    assert not any(packet.filled for packet in ring.since("customer", 0))
    assert capture.last_number == {"customer": 34, "agent": 34}
    capture.stop()


def test_the_clock_of_a_recording_gives_the_moment_of_each_word() -> None:
    capture = RecordingCapture("c1", np.zeros(1600, dtype=np.float32), np.zeros(1600, dtype=np.float32), speed=4.0)
    capture.start(lambda packet: None)
    assert capture.call_ms_to_monotonic(4000) - capture.call_ms_to_monotonic(0) == pytest.approx(1.0)
    capture.stop()
    assert capture.finished


def test_two_files_make_a_call(tmp_path: Path, make_tone: Any) -> None:
    customer = _wav(tmp_path / "customer.wav", make_tone(440, 0.5, 8_000), rate_hz=8_000)
    agent = _wav(tmp_path / "agent.wav", make_tone(1000, 0.5, 48_000), make_tone(1000, 0.5, 48_000), rate_hz=48_000)
    capture = play_sides("c1", customer, agent, speed=10)
    capture.start(lambda packet: None)
    assert "audio.narrowband" in capture.warnings
    assert capture.wait(20)


def test_one_channel_is_refused_with_what_to_do(tmp_path: Path, make_tone: Any) -> None:
    path = _wav(tmp_path / "mono.wav", make_tone(440, 0.2, 16_000))
    with pytest.raises(NotTwoChannels, match="--customer-audio") as caught:
        read_call(path)
    assert caught.value.code == "audio.mono"
    assert len(read_side(path)[1]) == 3200


@pytest.mark.parametrize(("name", "content"), [("notes.txt", b"these are words, no sound"), ("empty.wav", b""),
                                               ("broken.mp3", bytes(range(256)) * 40),
                                               ("head.wav", b"RIFF\x24\0\0\0WAVEfmt ")])
def test_what_is_no_audio_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(AudioUnreadable) as caught:
        read_audio(path)
    assert caught.value.code == "audio.unreadable" and name in str(caught.value)


def test_a_recording_without_a_sample_is_refused(tmp_path: Path) -> None:
    path = _wav(tmp_path / "nothing.wav", np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32))
    with pytest.raises(AudioUnreadable):
        read_audio(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AudioUnreadable, match="no file"):
        read_audio(tmp_path / "gone.wav")


def test_a_picture_holds_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), dtype=np.uint8), format="rgb24")
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            file.mux(packet)
    with pytest.raises(AudioUnreadable, match="no sound"):
        read_audio(path)


def test_clipping_in_a_file_is_warned_of(tmp_path: Path, make_tone: Any) -> None:
    loud = np.clip(make_tone(440, 2.0, 16_000, 4.0), -1, 1)
    capture = play_call("c1", _wav(tmp_path / "loud.wav", loud, make_tone(440, 2.0, 16_000, 0.2)), speed=10)
    capture.start(lambda packet: None)
    assert capture.wait(20)
    assert capture.warnings == {"line.clipping"}


def test_a_recording_that_has_run_out_is_no_muted_device() -> None:
    capture = RecordingCapture("c1", np.zeros(10, np.float32), np.zeros(10, np.float32))
    for meter in capture.meters.values():
        meter.push(np.zeros(40 * 16_000, np.float32))
    assert capture.meters["customer"].warnings() == {"line.silent"} and capture.warnings == set()
