"""One speaker in the other's channel is recognised; two who speak are left alone."""

from __future__ import annotations

import numpy as np
import pytest

from server.speech.echo import OWN, EchoVerdict, Stretch, judge_echo, same_words, without_echo
from tests.server.speech.echo_sounds import ANSWER, NUMBER, QUESTION, RATE_HZ, Samples, Way, after, leaked, lines, mixed

EN_BALANCE, EN_GREETING = "I would like to know the balance of my mortgage.", \
    "Good morning, this is Star Bank, how can I help you today?"
START = 3 * RATE_HZ + 77


def judged(heard: Samples, other: Samples, other_start: int = START, start: int = START) -> EchoVerdict:
    return judge_echo(Stretch(start, heard), [Stretch(other_start, other)])


@pytest.mark.parametrize("way", ["headset", "loudspeaker", "line"])
@pytest.mark.parametrize(("delay_ms", "loss_db"), [(20, 6), (60, 20), (150, 10), (300, 25)])
def test_an_echo_is_recognised_and_its_origin_is_not(way: Way, delay_ms: int, loss_db: float) -> None:
    said = mixed(lines()["customer", QUESTION])
    echo = mixed(leaked(lines()["customer", QUESTION], way, delay_ms, loss_db), noise_dbfs=-72, seed=2)
    verdict = judged(echo, said)
    assert verdict.kind == "echo"
    assert abs(verdict.delay_ms - delay_ms) <= 30
    assert abs(verdict.loss_db - loss_db) <= 5
    assert judged(said, echo).kind == "own"


@pytest.mark.parametrize("way", ["headset", "loudspeaker", "line"])
def test_an_english_echo_is_recognised_where_its_origin_goes_on(way: Way) -> None:
    said = mixed(lines("en")["customer", EN_BALANCE], after(3.2, lines("en")["customer", EN_BALANCE]))
    echo = mixed(leaked(lines("en")["customer", EN_BALANCE], way, 120, 12))
    assert judged(echo, said).kind == "echo"


@pytest.mark.parametrize("loss_db", [0, 10, 20])
@pytest.mark.parametrize("offset_s", [0.0, 0.2, 1.0])
def test_both_may_speak_at_once(loss_db: float, offset_s: float) -> None:
    quieter = np.float32(10 ** (-loss_db / 20))
    for customer, agent in ((lines()["customer", QUESTION], lines()["agent", ANSWER]),
                            (lines("en")["customer", EN_BALANCE], lines("en")["agent", EN_GREETING])):
        one, two = mixed(customer), mixed(after(offset_s, agent * quieter), seed=3)
        assert judged(one, two) == judged(two, one) == OWN


@pytest.mark.parametrize("offset_s", [0.0, 0.15, 0.3, 0.6])
def test_the_same_words_at_the_same_time_by_another_voice_are_his_own(offset_s: float) -> None:
    said, repeated = mixed(lines()["customer", NUMBER]), mixed(after(offset_s, lines()["agent", NUMBER] * np.float32(0.4)))
    assert judged(repeated, said).kind == "own"


def test_a_number_read_back_in_turn_stays() -> None:
    said = lines()["customer", NUMBER]
    back = mixed(lines()["agent", NUMBER] * np.float32(0.3))
    assert judged(back, said, start=START + len(said) + RATE_HZ // 4) == OWN
    # even the very same sound, a second after it was said: an echo does not come so late
    assert judged(mixed(said * np.float32(0.3)), said, start=START + len(said) + RATE_HZ) == OWN


@pytest.mark.parametrize("way", ["headset", "loudspeaker", "line"])
def test_own_words_under_an_echo_are_kept_and_the_echo_around_them_is_not(way: Way) -> None:
    customer, agent = lines()["customer", NUMBER], lines()["agent", ANSWER]
    begin = int(1.8 * RATE_HZ)
    echo, own = leaked(customer, way, 100, 12), after(1.8, agent)
    heard = Stretch(START, mixed(echo, own))
    verdict = judge_echo(heard, [Stretch(START, mixed(customer))])
    assert verdict.kind == "mixed"
    cleaned = without_echo(heard, verdict)
    speaking = np.flatnonzero(np.abs(own) > 0.05 * np.abs(own).max())
    assert np.mean(np.abs(cleaned[speaking]) < 0.5 * np.abs(heard.samples[speaking])) < 0.02
    before = slice(int(0.2 * RATE_HZ), begin - int(0.2 * RATE_HZ))
    assert np.mean(cleaned[before] ** 2) < 0.02 * np.mean(heard.samples[before] ** 2)
    assert len(cleaned) == len(heard.samples)


def test_a_way_that_is_known_needs_less_evidence() -> None:
    customer = lines()["customer", NUMBER]
    path = judged(mixed(leaked(customer, "headset", 80, 12)), mixed(customer)).path
    assert path is not None and path.certain
    noisy = mixed(leaked(lines()["customer", QUESTION], "headset", 80, 12), noise_dbfs=-38)
    source = [Stretch(START, mixed(lines()["customer", QUESTION]))]
    assert judge_echo(Stretch(START, noisy), source, path).kind == "echo"
    own = mixed(lines()["agent", ANSWER])
    assert judge_echo(Stretch(START, own), source, path).kind == "own"


@pytest.mark.parametrize("heard", [np.zeros(0), np.zeros(80), np.zeros(RATE_HZ), np.full(RATE_HZ, 0.1),
                                   np.full(RATE_HZ, np.nan), np.random.default_rng(0).standard_normal(RATE_HZ) * 0.1])
def test_sound_without_speech_is_no_echo(heard: Samples) -> None:
    heard = heard.astype(np.float32)
    assert judged(heard, mixed(lines()["customer", NUMBER])) == OWN
    assert judged(heard, heard) == OWN
    assert judged(heard, np.zeros(0, np.float32)) == OWN


def test_nobody_else_spoke() -> None:
    heard = Stretch(START, lines()["customer", NUMBER])
    assert judge_echo(heard, []) == OWN
    assert without_echo(heard, OWN) is heard.samples


@pytest.mark.parametrize(("text", "other", "same"), [
    ("我的卡号是6228", "您好，我的卡号是6228，谢谢", True),
    ("我的卡号是6229", "我的卡号是6228", True),
    ("the balance of my mortgage", "I would like to know the balance of my mortgage.", True),
    ("请您提供一下身份证", "我的卡号是6228", False),
    ("Good morning, how can I help", "I would like to know the balance of my mortgage", False),
    ("", "我的卡号", False), ("好的", "", False),
])
def test_words_are_compared_by_what_they_share(text: str, other: str, same: bool) -> None:
    assert same_words(text, other) is same
