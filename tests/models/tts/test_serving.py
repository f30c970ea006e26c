from __future__ import annotations

import io
import json
import struct
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from models.tts import EngineFailed, Speech, Voice, VoiceUnknown
from models.tts.serving import LONGEST_TEXT, Request, frame, frame_length, serve


class Beeps:
    """As many samples as the text has characters, in thousands."""

    def synthesise(self, text: str, voice: Voice) -> Speech:
        if voice.variant == "klatt":
            raise VoiceUnknown("refused")
        if text == "crash":
            raise RuntimeError("inside")
        return Speech(np.full(1_000 * len(text), 5_000, np.int16), (), ())


def _answers(*requests: bytes) -> list[tuple[dict[str, Any], bytes]]:
    target = io.BytesIO()
    serve(io.BytesIO(b"".join(requests)), target, Beeps)
    target.seek(0)
    found = []
    while head := target.read(4):
        answer = json.loads(target.read(frame_length(head)))
        found.append((answer, target.read(answer["samples"] * 2)))
    return found


def _request(text: str, number: int = 1, **fields: Any) -> bytes:
    return frame(asdict(Request(number, text, fields.pop("voice", Voice("zh")), **fields)))


def test_each_clause_is_answered_with_its_samples_and_its_pause() -> None:
    ready, (first, sound), (second, _) = _answers(_request("你好", 7, pause_ms=100), _request("再见了", 8))
    assert ready[0]["number"] == -1 and not ready[0]["code"]
    assert (first["number"], first["samples"]) == (7, 2_000 + 1_600) and len(sound) == 2 * 3_600
    assert np.frombuffer(sound, "<i2")[-1_600:].max() == 0
    assert (second["number"], second["samples"]) == (8, 3_000)


def test_what_can_not_be_spoken_is_answered_and_the_next_is_spoken() -> None:
    answers = _answers(_request("好", voice=Voice("zh", "klatt")), _request("crash"), _request("长" * (LONGEST_TEXT + 1)),
                       frame({"number": 4}), struct.pack(">I", 3) + b"{{{", _request("好", 6))
    assert [answer["code"] for answer, _ in answers[1:]] == [
        "tts.voice_unknown", "tts.engine_failed", "tts.engine_failed", "tts.engine_failed", "tts.engine_failed", ""]
    assert answers[-1][0]["number"] == 6


def test_a_broken_frame_ends_the_program() -> None:
    with pytest.raises(EngineFailed):
        _answers(struct.pack(">I", 1 << 30))
    with pytest.raises(EngineFailed):
        _answers(b"\0\0")


def test_the_line_is_shaped() -> None:
    plain, phone = (_answers(_request("你好", **fields))[1][1] for fields in ({}, {"telephone": True}))
    assert plain != phone
