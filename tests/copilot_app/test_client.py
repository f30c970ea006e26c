"""Client: sound in, messages applied, the agent's intents out; against a real ROUTER."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from copilot_app.capture.capturing import Capture
from copilot_app.capture.recording import RecordingCapture
from copilot_app.client import Client
from copilot_app.errors import DeviceRefused
from copilot_app.i18n.screen_language import screen_language
from protocol.assist import Feedback
from protocol.call import CallEnd, CallEnded, CallStart, Hello
from protocol.transcript import Final


@pytest.fixture
def client(qtbot: Any, heard: Any, server: Any) -> Iterator[Client]:
    """A client that is online."""
    client = Client()
    client.link.start(server.endpoint, server.public_key, heard.secret_key, Hello())
    qtbot.waitUntil(lambda: client.state.link.phase == "online", timeout=60_000)
    yield client
    client.close()


def _recording(call: str) -> Capture:
    sound = np.full(16_000, 0.4, dtype=np.float32)
    return RecordingCapture(call, sound, sound * 0.1, speed=5.0, tail_ms=0)


def test_a_recorded_call_from_start_to_end(qtbot: Any, client: Client, server: Any) -> None:
    call = client.start_call(_recording, "en", customer_id="C1")
    assert client.in_call and client.state.call == call
    qtbot.waitUntil(lambda: server.of(CallEnd) != [], timeout=60_000)
    start = server.of(CallStart)[0]
    assert (start.call, start.lang, start.customer_id) == (call, "en", "C1") and start.started_at[10] == "T"
    assert server.of(CallEnd) == [CallEnd(call=call, last_number={"customer": 9, "agent": 9})]
    qtbot.waitUntil(lambda: server.numbers("customer") == list(range(10)) == server.numbers("agent"), timeout=60_000)
    assert not client.in_call
    seen_before_applied: list[int] = []
    client.message.connect(lambda message: seen_before_applied.append(client.state.transcript.rowCount()))
    with qtbot.waitSignal(client.call_finished, timeout=60_000):
        server.say(Final(call=call, seq=1, utterance="customer-0", channel="customer", start_ms=0, end_ms=900, text="hello"),
                   CallEnded(call=call, seq=2, utterances=1, duration_ms=1000))
    assert client.state.transcript.rowCount() == 1 and seen_before_applied[0] == 0


def test_levels_reach_the_screen_and_intents_reach_the_server(qtbot: Any, client: Client, server: Any) -> None:
    def minutes(call: str) -> Capture:
        sound = np.full(16_000 * 120, 0.4, dtype=np.float32)
        return RecordingCapture(call, sound, sound * 0.1)

    client.start_call(minutes, "en")
    qtbot.waitUntil(lambda: client.state.levels_dbfs["customer"] > -20 > client.state.levels_dbfs["agent"] > -60,
                    timeout=60_000)
    client.state.intent.emit(Feedback(call=client.state.call, item="s1", kind="suggestion", action="accepted"))
    qtbot.waitUntil(lambda: server.of(Feedback) != [], timeout=60_000)


def test_warnings_become_notices_and_leave_with_the_call(qtbot: Any, client: Client) -> None:
    lost = True

    class Broken(RecordingCapture):
        @property
        def warnings(self) -> set[str]:
            return {"mic.lost"} if lost else set()

    def make(call: str) -> Capture:
        sound = np.zeros(16_000 * 120, dtype=np.float32)
        return Broken(call, sound, sound)

    client.start_call(make, "zh")
    qtbot.waitUntil(lambda: "mic.lost" in client.state.notices, timeout=60_000)
    lost = False
    qtbot.waitUntil(lambda: "mic.lost" not in client.state.notices, timeout=60_000)


def test_no_sound_means_no_call(client: Client, server: Any) -> None:
    class Refused(RecordingCapture):
        def _open(self) -> None:
            raise DeviceRefused("busy")

    with pytest.raises(DeviceRefused):
        client.start_call(lambda call: Refused(call, np.zeros(1, dtype=np.float32), np.zeros(1, dtype=np.float32)), "zh")
    assert client.state.phase == "rest" and not client.in_call
    assert server.of(CallStart) == []


def test_ending_twice_ends_once(qtbot: Any, client: Client, server: Any) -> None:
    client.end_call()
    client.start_call(_recording, "en")
    client.end_call()
    client.end_call()
    qtbot.waitUntil(lambda: server.of(CallEnd) != [], timeout=60_000)
    qtbot.wait(100)
    assert len(server.of(CallEnd)) == 1


def test_the_language_of_the_screen() -> None:
    assert screen_language("en") == "en" and screen_language("zh") == "zh"
    assert screen_language("system") in ("en", "zh")
