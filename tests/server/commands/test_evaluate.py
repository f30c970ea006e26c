"""The command as an administrator meets it, and once through the real engine with scripted weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.scripted_model import DEFAULT_SCRIPT, build_scripted_model
from benchmarks.scripted_voice import voice_like
from models.asr import Recogniser
from server.__main__ import main
from server.commands import evaluate
from server.commands.result_file import write_result
from tests.server.evaluation.sounds import Scripted, level, row, write_index, write_wav

FIELDS = {"model", "device", "audio_s", "rtf", "groups", "words_per_minute_without_speech"}


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    recogniser = Scripted({9000: "您好", 9001: "再会"})

    def load(name: str | None, device: str) -> Recogniser:
        assert device in ("auto", "cpu")
        return recogniser
    monkeypatch.setattr(evaluate, "load_recogniser", load)
    return recogniser


def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name, peak in (("a.wav", 9000), ("b.wav", 9001)):
        # Sound without a voice in it would be left out, whatever the recogniser writes.
        voice = voice_like(1.5)
        write_wav(folder / name, np.rint(voice / voice.max() * peak).clip(-peak, peak))
    return write_index(folder, [row("a.wav", "您好"), row("b.wav", "再见", condition="noise")])


def test_a_table_and_a_file(tmp_path: Path, scripted: Scripted, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "result.json"
    code = main(["eval", "asr", "--data", str(data(tmp_path)), "--json", str(file), "--device", "cpu"])
    out, err = capsys.readouterr()
    found = json.loads(file.read_text(encoding="utf-8"))
    assert code == 0 and found.keys() >= FIELDS and err == ""
    assert [(group["lang"], group["condition"], group["n"], group["cer"], group["wer"]) for group in found["groups"]] == [
        ("zh", "clean", 1, 0.0, None), ("zh", "noise", 1, 0.5, None)]
    assert "noise" in out and "50.0 %" in out and "再" not in out
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_texts_only_on_request(tmp_path: Path, scripted: Scripted, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "asr", "--data", str(data(tmp_path)), "--show", "3"]) == 0
    out = capsys.readouterr().out
    assert "said   再见" in out and "heard  再会" in out and "您好" not in out


def test_sounds_that_can_not_be_used_are_named_and_counted(tmp_path: Path, scripted: Scripted,
                                                           capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = data(tmp_path), tmp_path / "result.json"
    write_wav(folder / "short.wav", level(5, 0.05))
    (folder / "text.wav").write_text("no sound", encoding="utf-8")
    rows = [row(name, "您好") for name in ("none.wav", "a.wav", "short.wav", "text.wav")]
    assert main(["eval", "asr", "--data", str(write_index(folder, rows)), "--json", str(file)]) == 1
    err = capsys.readouterr().err
    assert "none.wav: there is no such file" in err and "short.wav: it is shorter than 100 ms" in err
    assert "text.wav: it can not be read" in err and "3 of 4 sounds" in err
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["groups"][0]["n"] == 1 and len(found["failed"]) == 3


def test_what_stops_it_before_anything_is_heard(tmp_path: Path, scripted: Scripted,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    folder = data(tmp_path)
    for arguments, code in (
        (["--data", str(tmp_path / "none")], "evaluation.data"),
        (["--data", str(tmp_path)], "evaluation.data"),
        (["--data", str(folder), "--json", str(tmp_path / "no" / "a.json")], "evaluation.result"),
        (["--data", str(folder), "--json", str(tmp_path)], "evaluation.result"),
    ):
        assert main(["eval", "asr", *arguments]) == 2
        assert f"[{code}]" in capsys.readouterr().err
    assert scripted.windows == []
    for wrong in (["--device", "tpu"], ["--show", "-1"], ["--show", "all"]):
        assert main(["eval", "asr", "--data", str(folder), *wrong]) == 2
    assert main(["eval"]) == 2


def test_a_model_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                   capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SEATMATE_MODELS", str(tmp_path / "models"))
    assert main(["eval", "asr", "--data", str(data(tmp_path)), "--model", "no-such-model"]) == 2
    assert "[model.missing]" in capsys.readouterr().err


def test_a_file_that_can_not_be_written_in_the_end(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(evaluate.ResultNotWritten):
        write_result(target, {}, evaluate.ResultNotWritten)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("live", [False, True])
def test_the_real_engine_and_the_real_voice_activity(tmp_path: Path, live: bool,
                                                     capsys: pytest.CaptureFixture[str]) -> None:
    model = build_scripted_model(tmp_path / "model")
    folder, file = tmp_path / "data", tmp_path / "result.json"
    folder.mkdir()
    write_wav(folder / "voice.wav", (voice_like(2.0) * 32767).astype("int16"))
    write_wav(folder / "silence.wav", level(0, 0.5))
    write_index(folder, [row("voice.wav", "".join(DEFAULT_SCRIPT)), row("silence.wav", "", condition="silence")])
    arguments = ["eval", "asr", "--data", str(folder), "--model", str(model), "--device", "cpu", "--json", str(file)]
    assert main([*arguments, *(["--live"] if live else [])]) == 0
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["groups"][0]["cer"] == 0.0 and found["groups"][0]["n"] == 1
    assert found["words_per_minute_without_speech"] == 0.0 and found["rtf"] > 0 and found["failed"] == []
    assert (found["mode"], "live" in found) == (("live", True) if live else ("whole", False))
    if live:
        assert found["live"]["finals"] == 1 and found["live"]["final_lag_ms"]["p50"] > 0
