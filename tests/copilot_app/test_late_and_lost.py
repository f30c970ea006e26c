"""After an outage: replies that come too late are not shown, and a call that the server has closed stops recording."""

from __future__ import annotations

from typing import Any

import numpy as np

from copilot_app.call_state import LATE_REPLY_MS, CallState
from copilot_app.capture.capturing import Capture
from copilot_app.capture.recording import RecordingCapture
from copilot_app.client import Client
from protocol.assist import Alert, Suggestion
from protocol.call import CallEnded, CallStart, Hello

NOW_MS = 90_000


def suggestion(name: str, speech_end_ms: int, seq: int) -> Suggestion:
    return Suggestion(call="c1", seq=seq, id=name, text="Certainly.", speech_end_ms=speech_end_ms, at_ms=speech_end_ms)


def test_a_reply_to_old_words_is_left_out_and_an_alert_is_not(qtbot: Any) -> None:
    state = CallState(lambda: NOW_MS)
    state.begin("c1", "en")
    state.apply(suggestion("s1", NOW_MS - LATE_REPLY_MS - 1, 1))
    state.apply(Alert(call="c1", seq=2, id="a1", category="no_risk", severity="stop", rule="no_risk", text="Say it.",
                      speech_end_ms=NOW_MS - 60_000))
    assert len(state.suggestions) == 0 and len(state.alerts) == 1
    state.apply(suggestion("s2", NOW_MS - LATE_REPLY_MS, 3))
    state.apply(suggestion("s3", -1, 4))
    assert {row.id for row in state.suggestions} == {"s2", "s3"}
    assert state.seen_seq == 4, "what is not shown is not asked for again"


def test_a_call_that_the_server_has_closed_is_not_recorded_on(qtbot: Any, heard: Any, server: Any) -> None:
    captures: list[Capture] = []

    def make(call: str) -> Capture:
        sound = np.full(16_000 * 120, 0.4, dtype=np.float32)
        captures.append(RecordingCapture(call, sound, sound))
        return captures[0]
    client = Client()
    client.link.start(server.endpoint, server.public_key, heard.secret_key, Hello())
    try:
        qtbot.waitUntil(lambda: client.state.link.phase == "online", timeout=60_000)
        call = client.start_call(make, "en")
        qtbot.waitUntil(lambda: server.of(CallStart) != [], timeout=60_000)
        with qtbot.waitSignal(client.call_finished, timeout=60_000):
            server.say(CallEnded(call=call, seq=1, utterances=0, duration_ms=1_000))
        assert not client.in_call and client.state.phase == "ended"
        qtbot.waitUntil(lambda: captures[0].finished, timeout=60_000)
    finally:
        client.close()
