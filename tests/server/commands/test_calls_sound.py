"""`calls sound` writes what is kept of a call, lists the file as exported and leaves a line in the audit trail."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from server.__main__ import main
from server.privacy.copies import write_copy
from server.privacy.persons import find_person
from server.storage.call_people import CallPeople
from server.storage.calls import CallRecords, CallRow, Step
from server.storage.database import open_database, rows
from server.storage.privacy import PrivacyRecords
from server.storage.sound import SoundFile, Stretch
from server.storage.state import StateDirectory


@pytest.fixture
def call(state: StateDirectory) -> str:
    """A closed call with a second of sound of customer K1."""
    database = open_database(state)
    records = CallRecords(database)
    records.open(CallRow(id="c1", workstation="ws", user="anna", lang="zh"))
    CallPeople(records).link("c1", customer_id="K1")
    records.commit("c1", Step(state="ended"))
    SoundFile(state, "c1", records.cipher("c1")).append([Stretch("customer", 0, np.full(16_000, 42, np.int16))])
    database.close()
    return "c1"


def heard(file: Path) -> set[int]:
    with wave.open(str(file)) as wav:
        return {int(one) for one in np.frombuffer(wav.readframes(wav.getnframes()), "<i2")}


def test_the_sound_of_a_call(state: StateDirectory, call: str, tmp_path: Path) -> None:
    out = tmp_path / "call.wav"
    assert main(["calls", "sound", call, "--wav", str(out), "--state", str(state.path)]) == 0
    assert heard(out) == {0, 42}
    database = open_database(state)
    assert [one[3] for one in PrivacyRecords(database).exports()] == [str(out)]
    assert "call.sound" in [row["action"] for row in database.read(lambda db: rows(db, "SELECT action FROM audit"))]
    database.close()


def test_a_call_without_sound_says_so(state: StateDirectory, call: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (state.path / "recordings" / "c1.sound").unlink()
    assert main(["calls", "sound", call, "--wav", str(tmp_path / "x.wav"), "--state", str(state.path)]) == 2
    assert "no sound of call c1 is kept" in capsys.readouterr().err


def test_a_persons_copy_can_be_played(state: StateDirectory, call: str, tmp_path: Path) -> None:
    database = open_database(state)
    records = CallRecords(database)
    write_copy(state, records, find_person(records, "K1", "86"), tmp_path / "copy", "vera")
    assert heard(tmp_path / "copy" / "sound" / "c1.wav") == {0, 42}
    database.close()
