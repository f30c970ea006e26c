"""What the peers' messages mean; the messages have the fields that their servers send."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.peers import whisper_live, whisper_live_kit
from benchmarks.peers.heard import Heard
from benchmarks.peers.known import PEERS


def _segment(end: str, completed: bool, text: str = "您好") -> dict[str, Any]:
    return {"start": "0.000", "end": end, "text": text, "completed": completed}


def test_whisper_live_covers_the_end_of_its_last_segment() -> None:
    message = {"uid": "a", "segments": [_segment("2.500", True), _segment("4.000", False)]}
    assert whisper_live.heard(message, 4200, 4100) == Heard(4200, 4000, 2500)


@pytest.mark.parametrize("message", [{"uid": "a", "message": "SERVER_READY"}, {"uid": "a", "segments": []},
                                     {"uid": "a", "language": "zh"}, {"segments": [_segment("2.0", False, " ")]}])
def test_whisper_live_without_text_is_nothing_heard(message: dict[str, Any]) -> None:
    assert whisper_live.heard(message, 100, 100) is None


def test_whisper_live_says_when_it_is_ready_or_full() -> None:
    assert whisper_live.readiness({"message": "SERVER_READY"}) is True
    assert whisper_live.readiness({"uid": "a", "language": "zh"}) is False
    assert "WAIT" in str(whisper_live.readiness({"status": "WAIT", "message": 3.0}))


def test_whisper_live_is_asked_for_voice_activity_and_the_language() -> None:
    asked = json.loads(whisper_live.greeting("zh", "/models/one")[0])
    assert (asked["use_vad"], asked["language"], asked["audio_format"]) == (True, "zh", "int16")


def test_whisper_live_kit_covers_what_it_has_decoded_and_agrees_on_lines() -> None:
    message = {"lines": [{"speaker": 1, "text": "您好", "start": "0:00:00.50", "end": "0:01:02.50"},
                         {"speaker": -2, "text": "", "start": "0:01:02.50", "end": "0:01:09.00"}],
               "buffer_transcription": "请问", "remaining_time_transcription_processing": 0.4}
    assert whisper_live_kit.heard(message, 64_100, 64_000) == Heard(64_100, 63_600, 62_500)


def test_whisper_live_kit_without_text_is_nothing_heard() -> None:
    message = {"lines": [{"speaker": -2, "text": "", "start": "0:00:00.00", "end": "0:00:09.00"}], "buffer_transcription": "",
               "remaining_time_transcription_processing": 0.0}
    assert whisper_live_kit.heard(message, 9000, 9000) is None
    assert whisper_live_kit.heard({"type": "ready_to_stop"}, 9000, 9000) is None


def test_whisper_live_kit_is_ready_with_its_settings_and_passes_on_a_refusal() -> None:
    assert whisper_live_kit.readiness({"type": "config", "useAudioWorklet": True}) is True
    assert whisper_live_kit.readiness({"lines": []}) is False
    assert "no such language" in str(whisper_live_kit.readiness({"type": "error", "error": "no such language"}))


def test_each_peer_can_be_asked_for_under_its_name() -> None:
    for name, peer in PEERS.items():
        assert peer.name == name
        assert peer.title == f"{peer.module.DISTRIBUTION} {peer.module.VERSION}"
        assert peer.module.url(8000).startswith("ws://127.0.0.1:8000")
