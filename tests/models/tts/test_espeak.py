from __future__ import annotations

import json
import subprocess
import sys
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models.tts import EngineMissing, PhonemeTime, VoiceUnknown, engine
from models.tts.espeak import to_sample_rate, word_times
from models.tts.sound_file import write_sound
from models.voice import measure

SCENARIO = """
id = "short"
lang = "zh"
[voices.agent]
variant = "f2"
[voices.customer]
variant = "m3"
pitch = 40
[[line]]
channel = "agent"
text = "您好,请讲。"
[[line]]
channel = "customer"
text = "我要还款20万。"
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The synthesiser in its own program, as everything but the training recipe uses it."""
    return subprocess.run([sys.executable, "-m", "models.tts", *arguments], capture_output=True, text=True, check=False,
                          cwd=Path(__file__).resolve().parents[3])


def test_words_end_at_the_next_word_or_pause() -> None:
    phonemes = (PhonemeTime("n", 0.0), PhonemeTime("_:", 0.5), PhonemeTime("t", 0.9))
    words = word_times("您好，贷款。", [(0, 0.0), (3, 0.9)], phonemes, 1.6)
    assert [(word.first, word.last, word.start_s, word.end_s) for word in words] == [(0, 2, 0.0, 0.5), (3, 5, 0.9, 1.6)]


def test_events_at_one_place_are_one_word() -> None:
    words = word_times("3.5%", [(0, 0.0), (1, 0.2), (1, 0.5)], (), 1.0)
    assert [(word.first, word.last) for word in words] == [(0, 1), (1, 3)]
    assert words[-1].end_s == 1.0


def test_resampling_keeps_the_duration_and_saturates() -> None:
    loud = np.full(2205, 32767, dtype=np.int16)
    assert abs(len(to_sample_rate(loud, 22_050)) - 1600) <= 1
    assert to_sample_rate(loud, 22_050).max() <= 32767


def test_mandarin_tones_span_as_much_as_peoples(tmp_path: Path) -> None:
    out = tmp_path / "tones.wav"
    assert run("say", "妈骂马麻妈骂马麻。", "--lang", "zh", "--variant", "f2", "--out", str(out)).returncode == 0
    with wave.open(str(out)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert 7.0 < measure(samples.astype(np.float32) / 32768, 8).pitch_range_st < 14.0


def test_an_unknown_engine_says_which_are_known() -> None:
    with pytest.raises(EngineMissing, match="espeak"):
        engine("festival")


def test_a_dialogue_is_rendered_the_same_every_time(tmp_path: Path) -> None:
    scenario = tmp_path / "short.toml"
    scenario.write_text(SCENARIO, encoding="utf-8")
    names = ("a.wav", "b.wav", "c.flac")
    with ThreadPoolExecutor(2) as pool:
        rendered = list(pool.map(lambda name: run("render", str(scenario), "--out", str(tmp_path / name), "--times",
                                                  str(tmp_path / f"{name}.json")), names))
    assert all(done.returncode == 0 for done in rendered), rendered
    reports = [json.loads(done.stdout) for done in rendered]
    assert reports[0] == reports[1]
    assert reports == [json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    assert (tmp_path / "c.flac").read_bytes()[:4] == b"fLaC"
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, 16_000)
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, 2)
    agent, customer = reports[0]["lines"]
    assert 0 < agent["start_s"] < agent["end_s"] < customer["start_s"]
    heard = samples[int(customer["start_s"] * 16_000) : int(customer["end_s"] * 16_000)]
    assert np.abs(heard[:, 0].astype(int)).max() > 1000 and not heard[:, 1].any()


def test_a_missing_file_ends_with_a_sentence(tmp_path: Path) -> None:
    done = run("render", str(tmp_path / "none.toml"), "--out", str(tmp_path / "a.wav"))
    assert done.returncode == 1 and "none.toml" in done.stderr and "Traceback" not in done.stderr


def test_voices_known_to_crash_are_refused(tmp_path: Path) -> None:
    done = run("say", "hello", "--variant", "klatt2", "--lang", "en", "--out", str(tmp_path / "a.wav"))
    assert done.returncode == 1 and "klatt2" in done.stderr
    assert run("say", "您好", "--variant", "rob", "--out", str(tmp_path / "a.wav")).returncode == 1


def test_a_wrong_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="wav"):
        write_sound(tmp_path / "a.mp3", np.zeros((10, 1), dtype=np.int16))


def test_voice_errors_share_a_root() -> None:
    assert VoiceUnknown.code == "tts.voice_unknown" and not VoiceUnknown.retryable
