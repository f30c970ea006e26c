from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QObject

from benchmarks.scripted_trainee import NOWHERE, ScriptedSound
from copilot_app.client import Client
from copilot_app.errors import DeviceRefused
from copilot_app.practice_sound import PracticeSound
from copilot_app.system_voice import SystemVoice
from protocol.call import CallEnded, CallStart
from protocol.message import Message
from protocol.training import CustomerHeard, CustomerLeft, CustomerNoise, CustomerSilence, CustomerVoice, TypedLine

PCM = (np.ones(1_600, "<i2") * 8_000).tobytes()


@pytest.fixture
def sound(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedSound]:
    client = Client()
    sent: list[Message] = []
    monkeypatch.setattr(client.link, "send", sent.append)
    starts: list[CallStart] = []
    begin = client.link.start_call
    monkeypatch.setattr(client.link, "start_call", lambda start, ring: (starts.append(start), begin(start, ring)))
    found = ScriptedSound(client)
    found.sent, found.starts = sent, starts  # type: ignore[attr-defined]
    found.use(None, NOWHERE)
    yield found
    client.close()


def _start(sound: ScriptedSound) -> str:
    return sound._client.start_call(sound.make_capture, "zh", training=True, scenario="s1", difficulty="hard", assistance="exam",
                                    voice=sound.can_play)


def _voice(call: str, turn: int, number: int, pcm: bytes = PCM, **fields: Any) -> CustomerVoice:
    return CustomerVoice(call=call, turn=turn, number=number, pcm=pcm, **fields)


def _heard(sound: Any) -> list[CustomerHeard]:
    return [message for message in sound.sent if isinstance(message, CustomerHeard)]


def test_the_call_begins_with_what_the_trainee_chose(sound: Any) -> None:
    call = _start(sound)
    [start] = sound.starts
    assert (start.call, start.training, start.scenario, start.difficulty, start.assistance, start.voice) == (
        call, True, "s1", "hard", "exam", True)
    sound.use(None, None)
    assert not sound.can_play


def test_a_turn_is_played_and_reported(qtbot: Any, sound: Any) -> None:
    speaking: list[bool] = []
    sound.customer_speaking.connect(speaking.append)
    call = _start(sound)
    sound._client.message.emit(_voice(call, 1, 0))
    sound._client.message.emit(_voice("another", 1, 1, last=True))
    sound._client.message.emit(_voice(call, 1, 1, last=True))
    qtbot.waitUntil(lambda: bool(_heard(sound)), timeout=60_000)
    assert _heard(sound) == [CustomerHeard(call=call, turn=1, played_ms=200)] and speaking == [True, False]
    sound._client.message.emit(_voice(call, 1, 1, last=True))
    assert _heard(sound)[1:] == _heard(sound)[:1], "the server did not know"


def test_the_server_stops_the_customer_and_the_keyboard_does_too(qtbot: Any, sound: Any) -> None:
    call = _start(sound)
    for turn in (1, 2):
        for number in range(200):
            sound._client.message.emit(_voice(call, turn, number, last=number == 199))
    qtbot.waitUntil(lambda: sound.capture.speech.speaking == 1, timeout=60_000)
    sound._client.message.emit(CustomerSilence(call=call, turn=1))
    qtbot.waitUntil(lambda: sound.capture.speech.speaking == 2, timeout=60_000)
    assert sound.type_line("您好") and not sound.type_line("  ")
    qtbot.waitUntil(lambda: len(_heard(sound)) == 2, timeout=60_000)
    assert [(one.turn, one.stopped) for one in _heard(sound)] == [(1, True), (2, True)]
    assert all(0 < one.played_ms < 20_000 for one in _heard(sound))
    assert [one for one in sound.sent if isinstance(one, TypedLine)] == [TypedLine(call=call, text="您好")]


def test_a_customer_without_a_voice_writes(qtbot: Any, sound: Any) -> None:
    words: list[str] = []
    sound.customer_text.connect(words.append)
    call = _start(sound)
    sound._client.message.emit(_voice(call, 1, 0, b"", last=True, text="我想问一下"))
    qtbot.waitUntil(lambda: bool(_heard(sound)), timeout=60_000)
    assert words == ["我想问一下"]


def test_he_leaves_and_the_call_ends(qtbot: Any, sound: Any) -> None:
    left: list[CustomerLeft] = []
    sound.customer_left.connect(left.append)
    call = _start(sound)
    sound._client.message.emit(CustomerLeft(call=call, outcome="hung_up", why="bored"))
    assert [one.why for one in left] == ["bored"] and not sound._client.in_call
    assert not sound.type_line("等一下")
    sound._client.message.emit(CallEnded(call=call))
    sound._client.message.emit(_voice(call, 9, 0))
    assert not sound.type_line("在吗")


def test_an_output_that_is_missing_refused_or_lost_is_said_and_the_call_goes_on(qtbot: Any, sound: Any,
                                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    problems: list[str] = []
    settled: list[str] = []
    sound.problem.connect(problems.append)
    sound.settled.connect(settled.append)
    sound.use(None, None)
    _start(sound)
    assert problems == ["output.none"]
    sound._client.end_call()

    class Refused:
        def start(self) -> None:
            raise DeviceRefused("held")

        def stop(self) -> None:
            """Nothing."""

    monkeypatch.setattr(sound, "_open_player", lambda output, speech: Refused())
    sound.use(None, NOWHERE)
    _start(sound)
    assert problems == ["output.none", "device.refused"] and sound._client.in_call
    sound._output_changed.emit(False)
    sound._output_changed.emit(True)
    assert problems[-1] == "output.lost" and settled == ["output.lost"]


def test_the_players_feed_is_the_customers_voice(sound: Any) -> None:
    _start(sound)
    player = PracticeSound._open_player(sound, NOWHERE, sound.capture.speech)
    assert player._feed().shape == (320, 1)  # type: ignore[attr-defined]


class _Engine(QObject):
    said: ClassVar[list[Any]] = []
    more: ClassVar[list[QLocale]] = [QLocale(QLocale.Language.Chinese, QLocale.Country.China)]

    @staticmethod
    def availableEngines() -> list[str]:
        return ["mock", "speechd"]

    def availableLocales(self) -> list[QLocale]:
        # as the engines of Qt 6.11 give them: with a country
        return [QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), *self.more]

    def setLocale(self, locale: Any) -> None:
        self.said.append(locale.language().name)

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.said.append("stop")


def test_the_systems_voice_is_off_until_it_is_wanted_and_where_there_is_none(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    voice = SystemVoice()
    assert not voice.available() and not voice.switch(True)
    voice.say("nobody hears this", "en")
    module = types.ModuleType("PySide6.QtTextToSpeech")
    module.QTextToSpeech = _Engine  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", module)
    voice.say("still off", "en")
    assert voice.available() and voice.switch(True)
    voice.say("你好", "zh")
    voice.stop()
    assert _Engine.said == ["Chinese", "你好", "stop"]
    monkeypatch.setattr(_Engine, "more", [])
    voice.say("没有人会念", "zh")
    voice.say("Hello.", "en")
    assert _Engine.said[3:] == ["English", "Hello."], "no English voice reads Chinese"
    assert not voice.switch(False)
    monkeypatch.setattr(_Engine, "availableEngines", staticmethod(lambda: ["mock"]))
    assert not voice.available()


def test_noise_of_this_call_reaches_the_loudspeaker_too(sound: Any) -> None:
    fed: list[Any] = []
    scripted = sound._open_player

    def opened(output: Any, speech: Any) -> Any:
        # asked what it would play, and never started
        fed.append(PracticeSound._open_player(sound, output, speech))
        return scripted(output, speech)
    sound._open_player = opened
    call = _start(sound)
    for name, level in (("another", 9_000), (call, 300)):
        pcm = np.full(1_600, level, "<i2").tobytes()
        sound._client.message.emit(CustomerNoise(call=name, number=0, pcm=pcm, last=True))
    piece = np.concatenate([fed[0]._feed() for _ in range(50)])
    assert piece.shape == (16_000, 1) and piece[-1, 0] == np.float32(300 / 32_768)
