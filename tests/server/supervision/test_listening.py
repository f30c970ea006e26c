"""What a listener hears of a call's packets: live, in order, each once, and nothing that must be silent."""

from __future__ import annotations

import pytest

from protocol.audio import Packet
from protocol.message import Channel
from protocol.transcript import Final, Gap, Partial, UtteranceDropped
from server.outbox import Outbox
from server.supervision.listening import REBASE_S, CallSound
from server.supervision.silencing import Silencer
from tests.server.supervision.conftest import StandInCall

LOUD = b"\1\2" * 1_600


def packet(number: int, channel: Channel = "customer", pcm: bytes = LOUD) -> Packet:
    return Packet(call="c1", channel=channel, number=number, pcm=pcm)


@pytest.fixture
def sound(call: StandInCall) -> CallSound:
    return CallSound("c1", Silencer(call))


def test_each_packet_once_and_in_order_per_channel(sound: CallSound) -> None:
    numbers = (0, 1, 1, 3, 2, 4, 3, 5)
    assert [n for at, n in enumerate(numbers) if sound.arrived(packet(n), at * 0.1)] == [0, 1, 3, 4, 5]
    assert sound.arrived(packet(3, "agent"), 0.6)


def test_sound_that_is_caught_up_with_is_not_heard_late(sound: CallSound) -> None:
    heard = [n for n in range(20) if sound.arrived(packet(n), n * 0.1)]
    # cut off for eight seconds, then all of it at once
    heard += [n for n in range(20, 100) if sound.arrived(packet(n), 10.0 + n * 0.001)]
    heard += [n for n in range(100, 120) if sound.arrived(packet(n), 0.1 * n)]
    assert heard[:20] == list(range(20)) and heard[-20:] == list(range(100, 120))
    assert 20 <= min(n for n in heard if n >= 20) and len(heard) <= 60


def test_one_absurd_number_does_not_end_the_listening(sound: CallSound) -> None:
    heard = []
    for at in range(50):
        number = 10**9 if at == 10 else at
        if sound.arrived(packet(number), at * 0.1):
            heard.append(number)
    assert heard == [at for at in range(50) if at != 10]


def test_a_workstation_that_slept_is_live_again_after_a_moment(sound: CallSound) -> None:
    assert sound.arrived(packet(0), 0.0)
    heard = [n for n in range(1, 100) if sound.arrived(packet(n), 60.0 + n * 0.1)]
    assert heard == list(range(heard[0], 100)) and heard[0] <= REBASE_S * 10 + 2


def test_silence_is_zeros_of_full_length(sound: CallSound, call: StandInCall) -> None:
    call.hidden.add(7)
    hidden, heard, short = sound.heard(packet(7)), sound.heard(packet(8)), sound.heard(packet(9, pcm=b"\1\1"))
    assert (hidden.silenced, hidden.pcm) == (True, bytes(3_200)) and (heard.silenced, heard.pcm) == (False, LOUD)
    assert len(short.pcm) == 3_200
    assert sound.heard(packet(8), blind=True).silenced


def partial(text: str, heard_ms: int, channel: Channel = "customer", start_ms: int = 0) -> Partial:
    return Partial(call="c1", utterance=f"{channel}-{start_ms * 16}", channel=channel, start_ms=start_ms, heard_ms=heard_ms,
                   text=text)


def final(text: str, start_ms: int, end_ms: int, channel: Channel = "customer") -> Final:
    return Final(call="c1", utterance=f"{channel}-{start_ms * 16}", channel=channel, start_ms=start_ms, end_ms=end_ms, text=text)


def test_silent_from_the_first_masked_digit_until_the_number_can_not_go_on(call: StandInCall) -> None:
    silencer = Silencer(call)
    silencer.growing(partial("my new one is", 600))
    assert not silencer.silent(6)
    silencer.growing(partial("my new one is *", 1_000))
    assert silencer.silent(10)
    silencer.committed(final("my new one is *******1234", 0, 6_000))
    assert silencer.silent(61) and silencer.silent(139), "its next part may follow"
    assert not silencer.silent(141)


def test_an_amount_that_only_looked_like_a_number_is_heard_again(call: StandInCall) -> None:
    silencer = Silencer(call)
    silencer.growing(partial("I want to pay ****", 1_000))
    assert silencer.silent(10)
    silencer.growing(partial("I want to pay 5000 dollars", 1_400))
    assert not silencer.silent(14)


@pytest.mark.parametrize("question", ["May I have your card number please?", "请问您的手机号是多少?", "验证码收到了吗"])
def test_silent_before_the_first_digit_once_the_agent_has_asked(call: StandInCall, question: str) -> None:
    silencer = Silencer(call)
    silencer.growing(partial(question, 2_000, "agent"))
    assert silencer.silent(20)
    silencer.committed(final(question, 0, 2_200, "agent"))
    assert silencer.silent(23) and silencer.silent(171) and not silencer.silent(173)


@pytest.mark.parametrize("question", ["How much do you want to pay?", "请问您要还多少钱?", "What is your order number?",
                                      "May I have the last four digits?"])
def test_not_silent_for_what_may_be_heard(call: StandInCall, question: str) -> None:
    silencer = Silencer(call)
    silencer.committed(final(question, 0, 2_200, "agent"))
    assert not silencer.silent(23)


def test_heard_again_when_the_agent_goes_on_after_the_number(call: StandInCall) -> None:
    silencer = Silencer(call)
    silencer.committed(final("Your card number please?", 0, 2_000, "agent"))
    silencer.committed(final("one moment let me look", 2_500, 4_000))
    assert silencer.silent(41), "it is still to come"
    silencer.committed(final("*************1234", 5_000, 9_000))
    assert silencer.silent(91)
    silencer.committed(final("Thank you, I see your account now", 9_500, 11_000, "agent"))
    assert not silencer.silent(111)


def test_a_word_that_announces_a_number_is_enough(call: StandInCall) -> None:
    silencer = Silencer(call)
    silencer.growing(partial("yes my card number is", 1_500))
    assert silencer.silent(15)
    silencer.growing(partial("yes my card number is in my other bag at home", 2_500))
    assert not silencer.silent(25)


@pytest.mark.parametrize("end", [UtteranceDropped(call="c1", utterance="customer-0"),
                                 Gap(call="c1", channel="customer", start_ms=0, end_ms=900)])
def test_what_proved_to_be_no_speech_ends_its_silence(call: StandInCall, end: UtteranceDropped | Gap) -> None:
    silencer = Silencer(call)
    silencer.growing(partial("****", 800))
    assert silencer.silent(8)
    silencer.dropped(end) if isinstance(end, UtteranceDropped) else silencer.committed(end)
    assert not silencer.silent(9)


def test_an_utterance_whose_end_never_comes_is_silent_for_a_while_only(call: StandInCall) -> None:
    silencer = Silencer(call)
    silencer.growing(partial("****", 800))
    assert silencer.silent(300) and not silencer.silent(310)


def test_an_hour_in_which_nobody_listens_costs_nothing_and_its_last_words_count(call: StandInCall) -> None:
    silencer = Silencer(call)
    for at_ms in range(0, 3_600_000, 4_000):
        for part in range(1, 6):
            silencer.growing(partial("I would like to know **"[:4 * part + 3], at_ms + part * 600, start_ms=at_ms))
        silencer.committed(final("I would like to know more", at_ms, at_ms + 3_500))
    silencer.committed(final("Your card number please?", 3_600_000, 3_602_000, "agent"))
    assert len(silencer._pending) <= 300, "the newest only"
    assert silencer.silent(36_021) and not silencer.silent(36_171)
    assert not silencer._pending and len(silencer._awaited) == 1


def held(call: StandInCall, delay_s: float = 2.5) -> tuple[Silencer, CallSound]:
    silencer = Silencer(call)
    return silencer, CallSound("c1", silencer, delay_s)


def test_sound_is_held_for_its_time_and_comes_out_in_order(call: StandInCall) -> None:
    _, sound = held(call)
    out: list[int] = []
    for number in range(60):
        sound.hold(packet(number), number * 0.1)
        came = [one.number for one in sound.due(number * 0.1)]
        assert came == ([number - 25] if number >= 25 else [])
        out += came
    assert out == list(range(35)) and [one.number for one in sound.due(99.0)] == list(range(35, 60))
    sound.hold(packet(60), 100.0)
    sound.forget()
    assert sound.due(200.0) == []


def test_a_short_delay_is_no_promise_that_the_text_is_there(call: StandInCall) -> None:
    call.settled["customer"] = 0
    _, sound = held(call, 0.1)
    sound.hold(packet(0), 0.0)
    assert not sound.due(0.1)[0].silenced
    _, late = held(call)
    late.hold(packet(0), 0.0)
    assert late.due(2.5)[0].silenced, "what nobody has read after so long may be anything"


def test_who_hears_later_does_not_hear_how_a_number_begins(call: StandInCall) -> None:
    silencer = Silencer(call)
    silencer.growing(partial("yes it is", 1_000))
    silencer.growing(partial("yes it is ****", 2_000))
    silencer.committed(final("yes it is ****1234 thank you very much indeed", 0, 9_000))
    early = [number for number in range(90) if not silencer.silent(number, held=True)]
    assert {0, 1} <= set(early) and not set(range(2, 50)) & set(early) and set(range(78, 90)) <= set(early)


@pytest.mark.parametrize(("text", "heard"), [("my code is 482", False), ("six nine double five", False), ("三一洞三两七", False),
                                             ("the rate is 3.65 percent", True), ("I moved in the spring of last year", True)])
def test_digits_that_the_mask_leaves_are_silent_for_who_hears_later(call: StandInCall, text: str, heard: bool) -> None:
    silencer = Silencer(call)
    silencer.committed(final(text, 0, 1_500))
    assert silencer.silent(7, held=True) != heard and not silencer.silent(7)


def test_speech_is_silent_until_its_text_is_there(call: StandInCall) -> None:
    silencer = Silencer(call)
    call.settled["customer"] = 2_000
    assert not silencer.silent(19, held=True) and silencer.silent(20, held=True) and not silencer.silent(20)
    silencer.growing(partial("I would like to", 4_000, start_ms=2_000))
    assert not silencer.silent(30, held=True) and silencer.silent(39, held=True), "its last word may be missing"
    silencer.dropped(UtteranceDropped(call="c1", utterance="customer-32000"))
    assert silencer.silent(30, held=True)
    call.settled["customer"] = 4_000
    assert not silencer.silent(39, held=True)


def test_what_nobody_could_read_is_silent_for_who_hears_later(call: StandInCall) -> None:
    silencer = Silencer(call)
    silencer.committed(Gap(call="c1", channel="customer", start_ms=1_000, end_ms=3_000, why="audio"))
    assert silencer.silent(15, held=True) and not silencer.silent(31, held=True)


async def test_a_listener_who_stops_reading_keeps_two_seconds_in_order(sound: CallSound) -> None:
    outbox = Outbox(10)
    for number in range(3_000):
        for channel in ("customer", "agent"):
            outbox.put(sound.heard(packet(number, channel)))
    assert len(outbox) == 40 and not outbox.overflowed
    kept = [outbox.take() for _ in range(40)]
    assert [one.number for one in kept if one is not None and one.channel == "agent"] == list(range(2_980, 3_000))  # type: ignore[attr-defined]
    late = sound.heard(packet(2_999))
    outbox.put(sound.heard(packet(3_019)))
    outbox.give_back(late)
    assert len(outbox) == 1, "what the socket did not take has a newer piece in its place"
