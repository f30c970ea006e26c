"""Pauses of recording."""

from __future__ import annotations

from protocol.call import RecordingState
from server.calls.recording import Recording

MS = 16


def test_a_pause_covers_its_span_only() -> None:
    recording = Recording(10_000)
    assert recording.pause(1000, "key") is not None and recording.pause(1500, "key") is None
    assert not recording.paused_at(999 * MS) and recording.paused_at(1000 * MS)
    span = recording.resume(3000)
    assert span is not None and (span.start_ms, span.end_ms) == (1000, 3000)
    assert recording.paused_at(2999 * MS) and not recording.paused_at(3000 * MS)
    assert recording.current is None and recording.resume(4000) is None


def test_a_forgotten_pause_ends_at_its_limit() -> None:
    recording = Recording(2000)
    recording.pause(500, "card")
    assert not recording.expired(2499) and recording.expired(2500)
    assert not recording.paused_at(2500 * MS)
    span = recording.resume(9000)
    assert span is not None and span.end_ms == 2500


def test_speech_is_cut_where_a_pause_begins() -> None:
    recording = Recording(10_000)
    recording.pause(1000, "key")
    assert recording.cut(500 * MS, 2000 * MS) == 1000 * MS
    assert recording.cut(1200 * MS, 2000 * MS) == 1200 * MS
    assert recording.cut(0, 900 * MS) == 900 * MS
    recording.resume(1500)
    assert recording.cut(1500 * MS, 2000 * MS) == 2000 * MS


def test_an_open_pause_outlives_a_restart() -> None:
    recording = Recording(5000)
    recording.restore([RecordingState(call="c", paused=True, at_ms=100), RecordingState(call="c", paused=False, at_ms=300),
                       RecordingState(call="c", paused=True, at_ms=700)])
    assert recording.current is not None and recording.current.start_ms == 700
    assert recording.paused_at(200 * MS) and not recording.paused_at(400 * MS) and recording.paused_at(800 * MS)
