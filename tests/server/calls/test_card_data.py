"""Card data pause a call by themselves: nothing of them is decoded or shown, and the pause ends by itself and says so."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from models.asr import Context, Recognition
from protocol.call import CallEnd, CallEnded, RecordingPause, RecordingState
from protocol.message import CHANNELS, PACKET_SAMPLES, Channel
from protocol.transcript import Final, Gap, Partial
from server.calls.card_data import AGENT_MS, BETWEEN_MS, NEVER_MS, QUIET_MS, PauseVoices, asks, reads
from server.calls.pausing import Pausing
from server.calls.recording import Recording
from server.settings import PrivacySettings
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall
from tests.server.fakes import LevelRecogniser, WireClient, pcm, speech

LOUD = 400
LINES = {400: "Could you read me the card number please?", 500: "four two double eight zero one three five",
         600: "Thank you I have it now", 700: "my card number is four two eight eight"}


class LineRecogniser(LevelRecogniser):
    """Writes the line of the loudest level; remembers which it was asked for."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        levels = [round(float(np.max(window, initial=0.0)) * 32768) for window in windows]
        self.heard += levels
        return [Recognition(LINES.get(level, ""), -0.1, 0.0, 1.0, "en") for level in levels]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Could you read me the card number?", True), ("麻烦您报一下卡号。", True), ("背面的三位安全码是多少?", True), ("请说一下验证码", True),
    ("请输入您的密码", True), ("您卡的后四位是多少?", False), ("What are the last four digits of your card?", False), ("我的卡号不对", False),
    ("How much is the card's fee?", False), ("请问您的手机号是多少?", False)])
def test_what_asks_for_card_data(text: str, wanted: bool) -> None:
    assert asks(text) is wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("我的卡号是六二二八", True), ("my card number is 4288 01", True), ("卡号****", True), ("我的卡号是六二二八零一三五七九二四六八零二", False),
    ("卡号是六二二八那张丢了怎么补办", False), ("我的手机号是一三八零", False), ("贷款二十万", False)])
def test_what_is_the_beginning_of_a_card(text: str, wanted: bool) -> None:
    assert reads(text, "en" if text.isascii() else "zh") is wanted


def hear(voices: PauseVoices, channel: Channel, level: int, first: int, packets: int) -> int:
    for number, one in enumerate(pcm(level, packets), first):
        voices.hear(channel, number, one)
    return (first + packets) * 100


def test_the_talk_has_moved_on_when_the_customer_is_quiet_or_the_agent_speaks_at_length() -> None:
    voices = PauseVoices(0)
    at_ms = hear(voices, "customer", 0, 0, 5)
    at_ms = hear(voices, "customer", LOUD, 5, 20)
    assert not voices.moved_on(at_ms) and not voices.moved_on(at_ms + QUIET_MS - 1) and voices.moved_on(at_ms + QUIET_MS)
    hear(voices, "agent", 0, 25, 5)
    hear(voices, "agent", LOUD, 30, AGENT_MS // 100 - 1)
    assert not voices.moved_on(at_ms)
    hear(voices, "agent", LOUD, 70, 1)
    assert not voices.moved_on(7_100 + BETWEEN_MS - 1), "not from the middle of what the agent says"
    assert voices.moved_on(7_100 + BETWEEN_MS)


def test_a_question_that_nobody_answers_ends_the_pause() -> None:
    voices = PauseVoices(1_000)
    assert not voices.moved_on(NEVER_MS) and voices.moved_on(1_000 + NEVER_MS)


def test_a_steady_noise_is_soon_nobodys_voice() -> None:
    voices = PauseVoices(0)
    assert voices.moved_on(hear(voices, "customer", LOUD, 0, 300))


def test_without_the_setting_only_the_key_pauses() -> None:
    said: list[object] = []
    pausing = Pausing("c", Recording(120_000), False, lambda *events: said.extend(events))
    pausing.listen("agent", LINES[400], "en", 5_000)
    assert said == []
    pausing.by_agent(RecordingPause(call="c", paused=True, reason="key"), 6_000)
    pausing.pass_time(125_999)
    assert len(said) == 1
    pausing.pass_time(126_000)
    assert [one.reason for one in said if isinstance(one, RecordingState)] == ["key", "limit"]


def test_text_that_was_under_way_is_hidden_and_an_old_question_pauses_no_second_time() -> None:
    recording = Recording(120_000)
    pausing = Pausing("c", recording, True, lambda *events: None)
    pausing.listen("agent", LINES[400], "en", 5_000)
    ms = 16
    assert recording.current is not None and recording.paused_at(5_000 * ms)
    assert pausing.hides(5_500 * ms, 7_000 * ms, "anything") and pausing.hides(4_500 * ms, 7_000 * ms, "it is four two")
    assert not pausing.hides(4_000 * ms, 7_000 * ms, "I see") and not pausing.hides(1_000 * ms, 5_000 * ms, "four two")
    pausing.end(9_000, "key")
    pausing.listen("agent", LINES[400], "en", 8_000)
    assert recording.current is None and pausing.hides(6_000 * ms, 7_000 * ms, "late")


async def talk(client: WireClient) -> None:
    """The agent asks, the customer reads a card, the agent goes on; both channels' sound keeps pace."""
    at = 0
    turns: tuple[tuple[Channel, int, int, int], ...] = (
        ("agent", 400, 30, 15), ("customer", 500, 30, 10), ("agent", 600, 45, 15), ("agent", 600, 30, 15))
    for channel, level, packets, silent in turns:
        other: Channel = "customer" if channel == "agent" else "agent"
        for part in (pcm(level, packets), pcm(0, silent)):
            for start in range(0, len(part), 5):
                await client.speak("c1", channel, part[start:start + 5], first=at)
                await client.speak("c1", other, pcm(0, len(part[start:start + 5])), first=at)
                at += len(part[start:start + 5])
                await asyncio.sleep(0.01)
        if level == 400 or packets == 45:
            await client.until(RecordingState)
    await client.send(CallEnd(call="c1", last_number={"customer": at - 1, "agent": at - 1}))
    await client.until(CallEnded)


async def test_a_card_that_is_asked_for_is_never_decoded(open_call: OpenCall) -> None:
    recogniser = LineRecogniser()
    _, client = await open_call(speech=speech(recogniser))
    await talk(client)
    paused, resumed = client.all(RecordingState)
    assert paused.paused and paused.reason == "card" and paused.until_ms == paused.at_ms + 120_000
    assert not resumed.paused and resumed.reason == "moved_on" and paused.at_ms < resumed.at_ms <= 15_000
    assert {(gap.why, gap.channel) for gap in client.all(Gap)} == {("card", "customer"), ("card", "agent")}
    assert 500 not in recogniser.heard and 400 in recogniser.heard
    shown = [one.text for one in (*client.all(Final), *client.all(Partial))]
    assert not [text for text in shown if "four" in text.lower()] and [text for text in shown if text == LINES[600]]


async def test_a_customer_who_begins_to_read_a_card_is_cut_short(open_call: OpenCall) -> None:
    _, client = await open_call(speech=speech(LineRecogniser()))
    await client.speak("c1", "customer", [*pcm(700, 40), *pcm(0, 15)])
    assert (await client.until(RecordingState)).reason == "card"
    assert [text for text in (one.text for one in client.all(Partial)) if "eight" in text] == []


async def test_the_setting_turns_it_off(open_call: OpenCall, state: StateDirectory) -> None:
    settings = replace(fakes.settings(state), privacy=PrivacySettings(pause_for_cards=False))
    _, client = await open_call(settings=settings, speech=speech(LineRecogniser()))
    await client.speak("c1", "customer", [*pcm(700, 40), *pcm(0, 15)])
    assert (await client.until(Final)).text.startswith("My card number is *")
    assert client.all(RecordingState) == []


def test_a_restarted_server_goes_on_waiting_for_the_end() -> None:
    recording = Recording(120_000)
    recording.restore([RecordingState(call="c", paused=True, reason="card", at_ms=5_000)])
    assert recording.paused_at(6_000 * 16) and not recording.moved_on(6_000)
    assert recording.moved_on(5_000 + NEVER_MS) and recording.expired(125_000)


def test_the_pause_ends_in_the_gap_between_two_lines_however_short() -> None:
    recording, ended = Recording(120_000), list[int]()
    recording.on_moved_on = ended.append
    recording.pause(0, "card")
    line = np.full(PACKET_SAMPLES, LOUD, "<i2").tobytes()
    silence = np.zeros(PACKET_SAMPLES, "<i2").tobytes()
    agent_end, customer_start = 70, 73
    for number in range(100):
        if ended:
            break
        talking: Channel = "customer" if number < 20 or number >= customer_start else "agent"
        for channel in CHANNELS:
            gap = agent_end <= number < customer_start
            recording.skipped(channel, number, line if channel == talking and not gap else silence)
    assert ended == [agent_end * 100 + BETWEEN_MS]


@pytest.mark.parametrize(("text", "after_ms", "hidden"), [
    ("Six.", 0, True), ("six eight, thank you", 400, True), ("三二六", 100, True), ("326。", 100, True), ("Six.", 500, False),
    ("Okay, six months", 0, False), ("好的，六个月", 100, False), ("", 0, False)])
def test_digits_right_behind_a_pause_for_card_data_are_its_rest(text: str, after_ms: int, hidden: bool) -> None:
    recording = Recording(120_000)
    pausing = Pausing("c1", recording, True, lambda *events: None)
    pausing.by_agent(RecordingPause(call="c1", paused=True, at_ms=1_000, reason="card"), 1_000)
    pausing.end(5_000, "moved_on")
    start = (5_000 + after_ms) * 16
    assert pausing.hides(start, start + 16_000, text) is hidden
