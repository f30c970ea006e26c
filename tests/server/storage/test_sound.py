"""Kept sound: sealed blocks that only the call's key opens, whole after a crash, a WAV of the whole call."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from server.storage.encryption import FieldCipher, new_key
from server.storage.errors import StorageDamaged, StorageError, UnknownRecord
from server.storage.sound import SoundFile, Stretch
from server.storage.state import StateDirectory


def block(start: int, level: int, samples: int = 1_600, agent: bool = False) -> Stretch:
    return Stretch("agent" if agent else "customer", start, np.full(samples, level, np.int16))


def sound_file(tmp_path: Path, key: bytes | None = None) -> SoundFile:
    return SoundFile(StateDirectory(tmp_path), "c1", FieldCipher(key or new_key()))


def test_what_is_written_comes_back_and_is_sealed(tmp_path: Path) -> None:
    file = sound_file(tmp_path)
    file.append([block(0, 1234)])
    file.append([block(1_600, 77), block(0, 55, agent=True)])
    assert [(one.channel, one.start_sample, int(one.pcm[0]), len(one.pcm)) for one in file.stretches()] == [
        ("customer", 0, 1234, 1_600), ("customer", 1_600, 77, 1_600), ("agent", 0, 55, 1_600)]
    assert np.full(8, 1234, "<i2").tobytes() not in file.path.read_bytes()
    assert file.path.stat().st_mode & 0o077 == 0


def test_a_block_that_a_crash_cut_short_is_taken_off(tmp_path: Path) -> None:
    key = new_key()
    sound_file(tmp_path, key).append([block(0, 1), block(1_600, 2)])
    path = sound_file(tmp_path, key).path
    path.write_bytes(path.read_bytes()[:-7])
    again = sound_file(tmp_path, key)
    assert [one.start_sample for one in again.stretches()] == [0]
    again.append([block(3_200, 3)])
    assert [one.start_sample for one in again.stretches()] == [0, 3_200]


def test_another_key_a_moved_block_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    file = sound_file(tmp_path)
    with pytest.raises(UnknownRecord):
        list(file.stretches())
    file.append([block(0, 1)])
    with pytest.raises(StorageDamaged):
        list(sound_file(tmp_path).stretches())
    content = bytearray(file.path.read_bytes())
    content[1] ^= 1
    file.path.write_bytes(bytes(content))
    with pytest.raises(StorageDamaged):
        list(file.stretches())


def test_a_wav_has_both_channels_and_silence_where_nothing_was_kept(tmp_path: Path) -> None:
    file = sound_file(tmp_path)
    file.append([block(0, 5), block(3_200, 6), block(1_600, 7, agent=True)])
    file.write_wav(tmp_path / "out.wav")
    with wave.open(str(tmp_path / "out.wav")) as wav:
        assert (wav.getnchannels(), wav.getframerate(), wav.getnframes()) == (2, 16_000, 4_800)
        both = np.frombuffer(wav.readframes(4_800), "<i2").reshape(-1, 2)
    assert {tuple(row) for row in both[:1_600]} == {(5, 0)} and {tuple(row) for row in both[1_600:3_200]} == {(0, 7)}
    with pytest.raises(StorageError):
        file.write_wav(tmp_path / "nowhere" / "out.wav")


def test_forgetting_is_no_error_twice(tmp_path: Path) -> None:
    file = sound_file(tmp_path)
    file.append([block(0, 1)])
    file.forget()
    file.forget()
    assert not file.path.exists()
