"""The command line of the load test: what it refuses, what it prints and writes, how it ends."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from server.__main__ import main
from server.benchmarking.accounting import account
from server.benchmarking.errors import ServerUnusable
from server.benchmarking.report import Conditions, result
from server.benchmarking.streams import Request
from server.commands import bench
from tests.server.benchmarking.calls import drive, spoken_call


def found(lost: int) -> dict[str, Any]:
    """A result as of a real run in which everything was lost, or counted as if nothing was."""
    client = spoken_call()
    client.phase = "over"
    run = drive(client)
    return {**result(run, account(run, {}), {}, Conditions("m", "vowels", False, None)), "lost_utterances": lost}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What would have been measured."""
    requests: list[Request] = []

    def measure(request: Request, lines: object, progress: object) -> dict[str, Any]:
        requests.append(request)
        return found(lost=request.calls - 1)
    monkeypatch.setattr(bench, "measure", measure)
    return requests


@pytest.mark.parametrize("words", [["--calls", "0"], ["--calls", "x"], ["--calls", "9999"], ["--calls", "1", "--seconds", "0"],
                                   ["--calls", "1", "--seconds", "-3"], ["--calls", "1", "--lang", "fr"], []])
def test_numbers_that_make_no_sense_are_refused(words: list[str], asked: list[Request],
                                                capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "streams", "--voices", "vowels", *words]) == 2
    assert asked == [] and "error" in capsys.readouterr().err


def test_an_unknown_model_is_said_before_anything_is_started(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "streams", "--calls", "1", "--model", "no-such-model", "--voices", "vowels"]) == 2
    assert "[model.missing]" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["no/such/folder/result.json", "."])
def test_a_result_that_can_not_be_written_is_said_before_anything_is_started(
        name: str, tmp_path: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "streams", "--calls", "1", "--voices", "vowels", "--json", str(tmp_path / name)]) == 2
    assert asked == [] and "[bench.result]" in capsys.readouterr().err


def test_the_result_is_printed_and_written(tmp_path: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "result.json"
    words = ["--calls", "1", "--seconds", "7", "--ramp", "3", "--seed", "5", "--voices", "vowels", "--json", str(file)]
    assert main(["bench", "streams", *words]) == 0
    assert "final lag, ms" in capsys.readouterr().out and json.loads(file.read_text(encoding="utf-8"))["calls"] == 1
    (request,) = asked
    assert (request.plan.seconds, request.plan.ramp_s, request.plan.seed, request.running) == (7.0, 3.0, 5, None)
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_a_loss_shows_in_the_exit_code_and_the_result_is_written_all_the_same(tmp_path: Path, asked: list[Request]) -> None:
    file = tmp_path / "result.json"
    assert main(["bench", "streams", "--calls", "2", "--voices", "vowels", "--json", str(file)]) == 1
    assert json.loads(file.read_text(encoding="utf-8"))["lost_utterances"] == 1


@pytest.mark.parametrize(("failure", "code"), [(KeyboardInterrupt(), 130), (ServerUnusable("gone"), 2)])
def test_an_interrupt_and_an_error_write_nothing(failure: BaseException, code: int, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(*_: object) -> dict[str, Any]:
        raise failure
    monkeypatch.setattr(bench, "measure", measure)
    file = tmp_path / "result.json"
    assert main(["bench", "streams", "--calls", "1", "--voices", "vowels", "--json", str(file)]) == code
    assert not file.exists()


def test_a_request_to_end_is_taken_like_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)

    def measure(*_: object) -> dict[str, Any]:
        os.kill(os.getpid(), signal.SIGTERM)
        raise AssertionError("the signal was not heard")
    monkeypatch.setattr(bench, "measure", measure)
    assert main(["bench", "streams", "--calls", "1", "--voices", "vowels"]) == 130
    assert signal.getsignal(signal.SIGTERM) == before
