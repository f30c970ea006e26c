"""A training call from end to end: a real server plays a customer, a scripted trainee types and speaks.

The customer's voice goes the whole way: made by the speech program, sent, played by the client's clock, sent back as
the customer's channel, transcribed.  The call runs four times as fast as people speak.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zmq

from benchmarks.scripted_trainee import NOWHERE, ScriptedSound
from copilot_app.app import Client
from copilot_app.demo.server import DemoServer
from models.tts import Voice
from models.tts.resident import ResidentSynthesiser
from models.tts.serving import Request
from protocol.assist import Alert, Checklist, Suggestion
from protocol.call import CallEnded, Hello
from protocol.message import Message
from protocol.training import CustomerLeft, CustomerVoice
from protocol.transcript import Final, Gap

WAIT_MS = 30_000
SPEED = 4.0
GREETING = "您好，这里是星辰银行，请问有什么可以帮您？"
TYPED = ("请问您贵姓，手机后四位是多少？我核对一下身份。", "提前还款违约金是剩余本金的1%，还款满12个月免收。",
         "您可以在手机银行申请提前还款，也可以到网点办理。", "请问还有其他可以帮您的吗？", "感谢您的来电，祝您生活愉快，再见。")


async def _spoken(text: str) -> Any:
    speaker = ResidentSynthesiser()
    try:
        return (await speaker.speak(Request(0, text, Voice("zh", "f2")))).astype(np.float32) / 32768.0
    finally:
        await speaker.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[DemoServer, str]]:
    public, secret = zmq.curve_keypair()
    running = DemoServer(tmp_path, public.decode())
    running.start()
    try:
        yield running, secret.decode()
    finally:
        running.stop()


@pytest.mark.timeout(120)
def test_a_scripted_trainee_serves_a_simulated_customer(qtbot: Any, server: tuple[DemoServer, str]) -> None:
    running, secret = server
    greeting = asyncio.run(_spoken(GREETING))
    address = running.wait_ready()
    client = Client()
    sound = ScriptedSound(client)
    sound.speed = SPEED
    sound.use(None, NOWHERE)
    came: list[Message] = []
    client.message.connect(came.append)

    def of(kind: type[Message], channel: str = "") -> list[Any]:
        return [one for one in came if isinstance(one, kind) and channel in ("", getattr(one, "channel", ""))]

    def turns() -> int:
        return len({piece.turn for piece in of(CustomerVoice)})

    client.link.start(address.endpoint, address.public_key, secret, Hello())
    try:
        qtbot.waitUntil(lambda: client.state.link.phase == "online", timeout=WAIT_MS)
        client.start_call(sound.make_capture, "zh", training=True, scenario="early_repayment", difficulty="easy",
                          voice=sound.can_play)
        qtbot.waitUntil(lambda: client.state.phase == "live", timeout=WAIT_MS)
        before = turns()
        sound.capture.say(greeting)
        qtbot.waitUntil(lambda: len(of(Final, "agent")) == 1, timeout=WAIT_MS)
        for line in TYPED:
            # he answers, and is heard to his end
            qtbot.waitUntil(lambda before=before: turns() > before and sound.capture.speech.idle, timeout=WAIT_MS)
            before = turns()
            assert sound.type_line(line)
        qtbot.waitUntil(lambda: bool(of(CallEnded)), timeout=WAIT_MS)
    finally:
        client.close()

    [left] = of(CustomerLeft)
    assert (left.outcome, left.why) == ("success", "helped")
    typed = [final for final in of(Final, "agent") if final.utterance.startswith("typed-")]
    assert [final.text for final in typed] == list(TYPED)
    [greeted] = [final for final in of(Final, "agent") if final not in typed]
    assert "请问" in greeted.text and greeted.start_ms < typed[0].start_ms
    heard = "".join(final.text for final in of(Final, "customer"))
    assert not any(piece.text for piece in of(CustomerVoice)), "he speaks, he does not write"
    assert "7315" in heard and "还款" in heard, heard
    assert not of(Gap)
    assert of(Suggestion) and of(Checklist), "the product helps as in any call"
    assert not [alert for alert in of(Alert) if alert.severity == "stop"]
