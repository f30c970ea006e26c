"""What became of what was said: lags against the true end of the voice, losses, reasons, errors."""

from __future__ import annotations

from typing import Any

import pytest

from protocol.call import CallEnded
from protocol.message import CHANNELS, SAMPLES_PER_MS
from protocol.transcript import Gap, Partial, Word
from server.benchmarking.accounting import STAGES, account, settled
from server.benchmarking.client import CallClient
from server.benchmarking.conversation import Said
from tests.server.benchmarking.calls import BEGAN_S, PLAN, drive, final, spoken_call

LAG_S = 0.55


@pytest.fixture
def client() -> CallClient:
    return spoken_call()


def counted(client: CallClient) -> list[Said]:
    """Lines that end within the measured time."""
    first, last = (16_000 * second for second in (PLAN.warm_up_s, PLAN.sound_s - 1.5))
    return [one for channel in CHANNELS for one in client.conversation.said[channel] if first <= one.end_sample <= last]


def hear(client: CallClient, one: Said, text: str | None = None) -> None:
    client.take(final(client, one.channel, one.start_sample // SAMPLES_PER_MS, one.end_sample // SAMPLES_PER_MS - 40,
                      text or one.line.text), client.said_at_s(one.end_sample) + LAG_S)


def hear_all(client: CallClient, without: Said | None = None) -> None:
    for channel in CHANNELS:
        for one in client.conversation.said[channel]:
            if one is not without:
                hear(client, one)
    client.end()
    client.take(CallEnded(call=client.call), BEGAN_S + 30)


def seen(client: CallClient, one: Said, **more: Any) -> dict[str, Any]:
    """What the stopwatches saw of a line."""
    start, end = one.start_sample, one.end_sample - 40 * SAMPLES_PER_MS
    return {"channel": one.channel, "start_sample": start // SAMPLES_PER_MS * SAMPLES_PER_MS, "speech_end_sample": end,
            "heard_sample": one.end_sample + 400 * SAMPLES_PER_MS, "decided_s": client.said_at_s(one.end_sample) + 0.5, **more}


def test_a_lag_runs_from_the_last_voiced_sample_whatever_the_server_says(client: CallClient) -> None:
    hear_all(client)
    found = account(drive(client), {})
    assert found.lines == len(counted(client)) > 5
    assert found.final_lag_ms == pytest.approx([LAG_S * 1000] * len(found.final_lag_ms))
    assert (found.lost, found.rejected, found.gaps, found.cut_calls, found.refused_calls) == (0, 0, 0, 0, 0)
    assert found.errors == {"zh": 0} and found.sizes["zh"] == 4 * found.lines


def test_the_stages_of_a_lag_add_up_to_it(client: CallClient) -> None:
    hear_all(client)
    one = counted(client)[2]
    end_s = client.said_at_s(one.end_sample)
    watched = seen(client, one, decode_start_s=end_s + 0.51, decode_end_s=end_s + 0.53)
    found = account(drive(client), {"utterances": [watched]})
    stages = {name: values[0] for name, values in found.stages_ms.items()}
    assert list(stages) == list(STAGES) and sum(stages.values()) == pytest.approx(LAG_S * 1000)
    assert (stages["queue"], stages["decode"], stages["delivery"]) == pytest.approx((10, 20, 20))
    assert 400 <= stages["end_pointing"] <= 500


def test_a_line_of_which_nothing_comes_is_lost(client: CallClient) -> None:
    hear_all(client, without=counted(client)[1])
    found = account(drive(client), {})
    assert (found.lost, found.rejected, found.gaps) == (1, 0, 0) and found.errors["zh"] == 4


def test_a_gap_is_a_reason(client: CallClient) -> None:
    one = counted(client)[1]
    client.take(Gap(call=client.call, channel=one.channel, start_ms=one.start_sample // SAMPLES_PER_MS,
                    end_ms=one.end_sample // SAMPLES_PER_MS), BEGAN_S)
    hear_all(client, without=one)
    found = account(drive(client), {})
    assert (found.lost, found.gaps) == (0, 1)


def test_what_the_recogniser_heard_and_did_not_believe_is_rejected(client: CallClient) -> None:
    one = counted(client)[1]
    hear_all(client, without=one)
    end_s = client.said_at_s(one.end_sample)
    decoded = seen(client, one, decode_start_s=end_s + 0.51, decode_end_s=end_s + 0.53, text=False)
    found = account(drive(client), {"utterances": [decoded]})
    assert (found.lost, found.rejected) == (0, 1)
    undecoded = account(drive(client), {"utterances": [seen(client, one)]})
    assert (undecoded.lost, undecoded.rejected) == (1, 0)


def test_a_call_whose_server_is_gone_loses_what_was_not_heard(client: CallClient) -> None:
    said = counted(client)
    for one in said[:2]:
        hear(client, one)
    client.lost()
    found = account(drive(client), {})
    assert found.lost == len(said) - 2 and found.cut_calls == 1


def test_a_refused_call_loses_nothing_and_is_counted(client: CallClient) -> None:
    client.phase = "refused"
    found = account(drive(client), {})
    assert (found.refused_calls, found.refusals, found.lost, found.lines) == (1, {"": 1}, 0, 0)


def test_half_a_line_counts_as_heard_and_its_missing_words_as_errors(client: CallClient) -> None:
    one = counted(client)[0]
    hear_all(client, without=one)
    middle_ms = (one.start_sample + 6 * len(one.line.pcm) // 10) // SAMPLES_PER_MS
    client.take(final(client, one.channel, one.start_sample // SAMPLES_PER_MS, middle_ms, one.line.text[:2]),
                client.said_at_s(one.end_sample))
    found = account(drive(client), {})
    assert found.lost == 0 and found.errors["zh"] == 2


def test_what_is_masked_is_not_compared(client: CallClient) -> None:
    one = counted(client)[0]
    hear_all(client, without=one)
    masked = final(client, one.channel, one.start_sample // SAMPLES_PER_MS, one.end_sample // SAMPLES_PER_MS, "****")
    client.take(type(masked)(call=masked.call, channel=masked.channel, start_ms=masked.start_ms, end_ms=masked.end_ms,
                             text=masked.text, marks=(Word(start=0, end=4, kind="redacted"),)),
                client.said_at_s(one.end_sample))
    found = account(drive(client), {})
    assert found.errors == {"zh": 0} and found.sizes["zh"] == 4 * (found.lines - 1)


def test_a_partials_lag_runs_from_the_sound_that_it_covers(client: CallClient) -> None:
    for heard_ms, after_s in ((4000, 0.2), (4500, 0.3), (500, 9.0)):
        client.take(Partial(call=client.call, utterance="agent-1", channel="agent", start_ms=0, heard_ms=heard_ms,
                            text="您好"), client.said_at_s(heard_ms * SAMPLES_PER_MS) + after_s)
    hear_all(client)
    found = account(drive(client), {})
    assert found.partials == 2 and found.partial_lag_ms == pytest.approx([200, 300])
    assert found.partial_interval_ms == pytest.approx([600])


def test_settled_characters_that_change_are_counted(client: CallClient) -> None:
    for text, stable in (("您好吗", 2), ("你好吗", 3)):
        client.take(Partial(call=client.call, utterance="agent-1", channel="agent", start_ms=0, heard_ms=1, text=text,
                            stable_chars=stable), 1.0)
    last = final(client, "agent", 0, 1, "你好吗?")
    client.take(type(last)(call=last.call, channel="agent", start_ms=0, end_ms=1, text=last.text, utterance="agent-1"), 2.0)
    assert settled(client) == (4, 5)
