from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from models.store import STORE_VARIABLE
from models.tts import EngineFailed, EngineMissing, Voice, VoiceUnknown
from models.tts.piper import PROGRAM_VARIABLE, PiperEngine, can_speak, installed_voices, read_voice
from server.practice.scenario import Voice as ScenarioVoice
from server.practice.voicing import Line, Voicing

_PROGRAM = '''#!{python} -S
"""The command line of Piper 1.8: its options in both spellings, text by lines, raw samples out, exit status 1 and a trace."""
import argparse, json, os, signal, struct, sys
parser = argparse.ArgumentParser()
parser.add_argument("-m", "--model", required=True)
parser.add_argument("--output-raw", "--output_raw", action="store_true")
parser.add_argument("--length-scale", "--length_scale", type=float, default=1.0)
asked = parser.parse_args()
assert asked.output_raw
rate = json.load(open(asked.model + ".json"))["audio"]["sample_rate"]
for said in sys.stdin:
    if "stumm" in said:
        raise RuntimeError("the voice is broken")
    if "absturz" in said:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "halb" in said:
        # an odd byte: it was cut off in the middle of a sample
        sys.stdout.buffer.write(b"\\x10" * 1001)
    elif "nichts" not in said:
        open({log!r}, "a").write(json.dumps([sys.argv[1:], said]) + "\\n")
        sys.stdout.buffer.write(struct.pack("<h", 4000) * rate)
'''


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a Chinese voice, and a program that stands in for Piper."""
    folder = tmp_path / "store" / "piper"
    folder.mkdir(parents=True)
    (folder / "zh_CN-anna-medium.onnx").write_bytes(b"x" * 2_000)
    (folder / "zh_CN-anna-medium.onnx.json").write_text(json.dumps(
        {"audio": {"sample_rate": 22_050}, "language": {"code": "zh_CN"}, "espeak": {"voice": "cmn"}}))
    program = tmp_path / "piper"
    program.write_text(_PROGRAM.format(python=sys.executable, log=str(tmp_path / "log")))
    program.chmod(0o755)
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store"))
    monkeypatch.setenv(PROGRAM_VARIABLE, str(program))
    return folder


def test_an_installed_voice_speaks_its_language_at_the_wanted_pace(voices: Path, tmp_path: Path) -> None:
    assert can_speak("zh") and not can_speak("en")
    speech = PiperEngine().synthesise("利率是3.85%", Voice("zh", rate_wpm=350, volume=50))
    assert speech.duration_s == pytest.approx(1.0, abs=0.01)
    assert np.median(speech.samples) == pytest.approx(2_000, abs=20)
    options, said = json.loads((tmp_path / "log").read_text().splitlines()[-1])
    assert options[:2] == ["--model", str(voices / "zh_CN-anna-medium.onnx")] and "0.500" in options
    assert said.strip() == "利率是百分之三点八五"


def test_a_voice_by_name_and_one_that_is_not_there(voices: Path) -> None:
    engine = PiperEngine()
    assert engine.synthesise("你好", Voice("zh", "zh_CN-anna-medium")).duration_s > 0.9
    with pytest.raises(VoiceUnknown, match=r"no file nobody\.onnx; copy both"):
        engine.synthesise("你好", Voice("zh", "nobody"))
    with pytest.raises(VoiceUnknown, match="no Piper voice for 'en'"):
        engine.synthesise("hello", Voice("en"))
    with pytest.raises(VoiceUnknown):
        engine.synthesise("你好", Voice("zh", "../../etc/passwd"))


def test_a_voice_of_another_language_does_not_read_signs_it_does_not_know(voices: Path) -> None:
    with pytest.raises(VoiceUnknown, match="speaks 'zh', not 'en'"):
        PiperEngine().synthesise("hello", Voice("en", "zh_CN-anna-medium"))


def test_a_crash_is_named_and_what_was_cut_off_is_no_noise(voices: Path) -> None:
    engine = PiperEngine()
    with pytest.raises(EngineFailed, match=r"crashed .*signal 11"):
        engine.synthesise("absturz", Voice("zh"))
    with pytest.raises(EngineFailed, match="made no sound"):
        engine.synthesise("nichts", Voice("zh"))
    assert len(engine.synthesise("halb", Voice("zh")).samples) == pytest.approx(500 * 16_000 / 22_050, abs=2)


async def test_in_a_call_the_built_in_voice_takes_over_from_a_piper_that_crashes(voices: Path) -> None:
    voicing = Voicing(engines=lambda lang: ("piper", "espeak"))
    try:
        spoken = [clause async for clause in voicing.speak("你好。absturz。", "zh", ScenarioVoice(name="gone"), 0.0, Line())]
    finally:
        await voicing.close()
    piper, espeak = (np.frombuffer(clause.pcm, "<i2") for clause in spoken)
    # one second of one level from the program; a voice's sound is not that
    assert len(np.unique(piper[2_000:10_000])) < 200 < len(np.unique(espeak))


@pytest.mark.parametrize(("name", "content"), [
    ("zh_CN-anna-medium.onnx", b"short"), ("zh_CN-anna-medium.onnx.json", b"{"), ("zh_CN-anna-medium.onnx.json", b"[]"),
    ("zh_CN-anna-medium.onnx.json", b'{"audio": {"sample_rate": 5}}')])
def test_a_damaged_voice_file_is_named(voices: Path, name: str, content: bytes) -> None:
    (voices / name).write_bytes(content)
    with pytest.raises(VoiceUnknown, match="damaged") as caught:
        read_voice(voices / "zh_CN-anna-medium.onnx")
    assert name in str(caught.value) and installed_voices() == [] and not can_speak("zh")


def test_a_program_that_fails_or_is_missing_is_said(voices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineFailed, match="the voice is broken"):
        PiperEngine().synthesise("stumm", Voice("zh"))
    monkeypatch.setenv(PROGRAM_VARIABLE, str(voices / "gone"))
    with pytest.raises(EngineFailed, match="could not be run"):
        PiperEngine().synthesise("你好", Voice("zh"))
    monkeypatch.delenv(PROGRAM_VARIABLE)
    monkeypatch.setenv("PATH", str(voices))
    assert not can_speak("zh")
    with pytest.raises(EngineMissing):
        PiperEngine()


def test_the_package_is_used_where_it_is_installed(voices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "packages" / "piper"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('''
class SynthesisConfig:
    def __init__(self, length_scale): self.length_scale = length_scale
class Chunk:
    def __init__(self, count): self.audio_int16_bytes = b"\\x10\\x10" * count
class PiperVoice:
    loaded = 0
    @classmethod
    def load(cls, path):
        cls.loaded += 1
        return cls()
    def synthesize(self, text, config):
        if "stumm" in text: raise ValueError("onnx")
        yield Chunk(int(22050 * config.length_scale))
''')
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    monkeypatch.setenv(PROGRAM_VARIABLE, "")
    monkeypatch.delitem(sys.modules, "piper", raising=False)
    engine = PiperEngine()
    assert engine.synthesise("你好", Voice("zh")).duration_s == pytest.approx(1.0, abs=0.01)
    assert engine.synthesise("你好", Voice("zh", rate_wpm=350)).duration_s == pytest.approx(0.5, abs=0.01)
    with pytest.raises(EngineFailed, match="ValueError"):
        engine.synthesise("stumm", Voice("zh"))
    import piper

    assert piper.PiperVoice.loaded == 1
    monkeypatch.delitem(sys.modules, "piper", raising=False)
