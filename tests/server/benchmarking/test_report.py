"""The JSON object and the table: fixed fields, nulls for what was not measured, what counts as good."""

from __future__ import annotations

import json
from typing import Any

import pytest

from protocol.call import CallEnded, EngineInfo, Pong, Welcome
from server.benchmarking import table
from server.benchmarking.accounting import account
from server.benchmarking.driving import Drive
from server.benchmarking.process import Usage
from server.benchmarking.report import Conditions, good, result
from tests.server.benchmarking.calls import BEGAN_S, PLAN, drive, final, spoken_call

FIXED = {"calls", "seconds", "model", "device", "threads", "audio_s", "final_lag_ms", "partial_lag_ms", "dropped_partials",
         "lost_utterances", "cer", "cpu_s", "rss_mb", "batch"}
CONDITIONS = Conditions("directory", "espeak", False, None)
MIDDLE_S = BEGAN_S + PLAN.warm_up_s + 1


def heard() -> Drive:
    client = spoken_call()
    client.take(Welcome(recogniser=EngineInfo(model="from-welcome", device="cpu")), BEGAN_S)
    client.phase = "ending"
    for channel, said in client.conversation.said.items():
        for one in said:
            client.take(final(client, channel, one.start_sample // 16, one.end_sample // 16, one.line.text),
                        client.said_at_s(one.end_sample) + 0.5)
    client.take(Pong(sent_ms=MIDDLE_S * 1000 - 5, load=0.5, degraded=("partials.slow",)), MIDDLE_S)
    client.take(CallEnded(call=client.call), BEGAN_S + 40)
    return drive(client)


def watched() -> dict[str, Any]:
    return {"info": {"model": "watched", "device": "cpu", "threads": 1, "compute_type": "int8", "window": "exact"},
            "batches": [[MIDDLE_S, MIDDLE_S + 0.2, 4, True, 0.1], [MIDDLE_S + 1, MIDDLE_S + 1.1, 1, False, 0.1],
                        [BEGAN_S, BEGAN_S + 1, 99, True, 0.1]],
            "utterances": [], "partials_due_s": [BEGAN_S, MIDDLE_S, MIDDLE_S + 1],
            "voice_activity_cpu_s": {str(int(MIDDLE_S)): 0.25, str(int(BEGAN_S) - 5): 9.0},
            "threads": {"loop": [1], "workers": [2], "recogniser": [3]}}


def test_all_fields_of_the_fixed_format_and_json_can_hold_them() -> None:
    run = heard()
    run.before, run.peak_rss_mb = Usage(0.5, 100.0), 130.0
    names = {4: "ZMQbg/IO/0", 5: "python"}
    run.first = Usage(1.0, 100.0, {1: 0.5, 2: 0.25, 3: 0.0, 4: 0.0, 5: 0.0}, names, 70.0)
    run.last = Usage(3.5, 120.0, {1: 1.0, 2: 0.75, 3: 0.25, 4: 0.5, 5: 0.75}, names, 98.5)
    found = result(run, account(run, watched()), watched(), CONDITIONS)
    assert found.keys() >= FIXED and json.loads(json.dumps(found, allow_nan=False)) == found
    assert (found["calls"], found["seconds"], found["model"], found["threads"]) == (1, 20.0, "watched", 1)
    assert found["audio_s"] == 40.0 and found["cpu_s"] == 2.5 and found["rss_mb"] == 130.0
    assert found["batch"] == {"mean": 2.5, "max": 4} and found["engine_busy"] == pytest.approx(0.015)
    assert found["final_lag_ms"] == {"p50": 500.0, "p95": 500.0, "p99": 500.0} and found["cer"] == 0.0
    assert found["dropped_partials"] == 2 and found["lost_utterances"] == 0
    assert found["cpu_by_part_s"] == {"loop": 0.5, "workers": 0.5, "recogniser": 1.0, "sockets": 0.5}
    assert found["voice_activity_cpu_s"] == 0.25 and found["rss_per_call_mb"] == 30.0
    assert found["pong"]["degraded"] == ["partials.slow"] and found["pong"]["round_trip_ms"]["p50"] == 5.0
    assert found["other_cpu_share"] == pytest.approx((28.5 - 2.5) / (found["cores"] * 20.0), abs=0.001)
    assert any("Other programs" in line for line in table.lines(found)) == (found["other_cpu_share"] > 0.1)
    assert good(found)


def test_what_was_not_measured_is_null() -> None:
    run = heard()
    found = result(run, account(run, {}), {}, CONDITIONS)
    assert found["model"] == "from-welcome" and found["batch"] is None and found["cpu_s"] is None
    assert found["dropped_partials"] is None and found["rss_mb"] is None and found["partial_lag_ms"] is None
    assert any("p95" in line for line in table.lines(found))


@pytest.mark.parametrize("conditions", [Conditions("m", "vowels", False, None), Conditions("m", "espeak", True, None)])
def test_no_error_rate_of_a_scripted_model_or_of_vowels(conditions: Conditions) -> None:
    run = heard()
    found = result(run, account(run, {}), {}, conditions)
    assert found["cer"] is None and found["wer"] is None


def test_a_dead_server_and_refused_calls_are_said_and_are_not_good() -> None:
    run = heard()
    run.server_died = True
    refused = spoken_call(4)
    refused.phase = "refused"
    run.clients.append(refused)
    found = result(run, account(run, watched()), watched(), Conditions("m", "espeak", False, -9))
    text = "\n".join(table.lines(found))
    assert not good(found) and "gone before the end (exit code -9)" in text and "refused 1 of 2 calls" in text


def test_a_late_driver_is_said() -> None:
    run = heard()
    run.clients[0].sent_late_s = [0.001] * 90 + [0.2] * 10
    found = result(run, account(run, {}), {}, CONDITIONS)
    assert found["driver"]["late"] and found["driver"]["send_late_max_ms"] == 200.0
    assert any("driver was late" in line for line in table.lines(found))
