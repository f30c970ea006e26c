"""A server with a scripted recogniser, and a client that speaks the wire protocol without any of the client's code.

Sound is scripted by its level: samples of value `k` are speech whose text is `sentence(k)`, zeros are silence.  Run as a
program (`python -m tests.server.fakes STATE READY_FILE BIND`) it is a server that can be killed.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import zmq
import zmq.asyncio
from numpy.typing import NDArray

from models.asr import Context, Recogniser, RecogniserInfo, Recognition
from protocol.audio import Acknowledged, Packet
from protocol.call import CallReady, CallStart, Hello, Welcome
from protocol.message import PACKET_SAMPLES, CallEvent, Channel, Message
from protocol.wire import decode, encode
from server.app import Server, Speech, serve, write_ready
from server.auth import KeyPair, new_key_pair
from server.calls.hearing import Ear
from server.commands.init import set_up
from server.settings import CallSettings, GatewaySettings, Settings
from server.speech.listening import ChannelListener
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory

M = TypeVar("M", bound=Message)

WORDS = ("balance", "payment", "mortgage", "statement", "transfer", "address", "interest", "branch", "deposit", "letter")

PLAYBOOK = """
id = "test_book"
title = "Test book"
lang = "en"
version = "1"
"""
RULES = """
[[rule]]
id = "no_risk"
version = "1"
kind = "forbidden"
category = "no_risk"
severity = "stop"
phrases = ["no risk"]
text = "Say that every investment can lose value."
positive = [{ text = "there is no risk" }]
negative = [{ text = "every investment has a risk" }]
"""
CHECKLIST = """
[[item]]
id = "greeting"
title = "Greet"
say = "Good morning."
phrases = ["good morning"]
due_ms = 3000
grace_ms = 2000
"""
CUSTOMERS = """
[[customer]]
id = "T1"
name = "Test Person"
title = "Ms Person"
fields = { loan_balance = "1,200", card_tail = "0042" }
labels = { loan_balance = "Loan balance", card_tail = "Card" }
private = ["card_tail"]
verified = "2026-01-02"
"""


def sentence(level: int) -> str:
    """The text of speech at this level; level 999 breaks a rule."""
    if level == 999:
        return "There is no risk at all"
    return f"{WORDS[level % 10]} {WORDS[level // 10 % 10]}"


class LevelVad:
    """Speech is whatever is not zero."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.int16)

    def push(self, pcm: NDArray[np.int16]) -> NDArray[np.float32]:
        sound = np.concatenate([self._rest, pcm])
        frames = len(sound) // 512
        self._rest = sound[frames * 512:]
        loud = np.abs(sound[:frames * 512].reshape(-1, 512).astype(np.int32)).max(axis=1) > 0 if frames else []
        return np.asarray(loud, np.float32)

    def reset(self) -> None:
        self._rest = np.zeros(0, np.int16)


def make_ear(channel: Channel, start_sample: int) -> Ear:
    return ChannelListener(channel, LevelVad(), start_sample)


class LevelRecogniser:
    """Writes `sentence` of the loudest level that it hears."""

    info = RecogniserInfo(engine="scripted", model="levels", device="cpu", compute_type="none", synthetic_only=True,
                          languages=("zh", "en"), window="exact")

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        return [self._recognition(window) for window in windows]

    @staticmethod
    def _recognition(window: NDArray[np.float32]) -> Recognition:
        level = round(float(np.max(window, initial=0.0)) * 32768)
        return Recognition(sentence(level) if level else "", -0.1, 0.0, 1.0, "en")


class BrokenRecogniser(LevelRecogniser):
    """An engine that fails on everything."""

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        raise RuntimeError("the engine is broken")


def speech(recogniser: Recogniser | None = None) -> Speech:
    return Speech(recogniser, "" if recogniser else "No recogniser.", make_ear, True)


def write_playbook(directory: Path) -> Path:
    """A small playbook, loaded in milliseconds."""
    directory.mkdir(exist_ok=True)
    for name, text in (("playbook", PLAYBOOK), ("rules", RULES), ("checklist", CHECKLIST), ("customers", CUSTOMERS)):
        (directory / f"{name}.toml").write_text(text, encoding="utf-8")
    return directory


def settings(state: StateDirectory, bind: str = "tcp://127.0.0.1:0", **calls: Any) -> Settings:
    quick: dict[str, Any] = {"ask_again_s": 0.05, "tick_s": 0.05, "commit_retry_s": 0.05, "end_timeout_s": 60.0,
                             "commit_silence_ms": 100, **calls}
    # nobody counts as gone, and no packet as lost, because a machine is slow
    gateway = GatewaySettings(bind=bind, key_check_s=0.1, client_timeout_s=120.0, heartbeat_timeout_ms=120_000)
    return Settings(gateway=gateway, calls=CallSettings(**quick),
                    playbooks=(str(write_playbook(state.path / "playbook")),), drafts=True)


def list_workstation(state: StateDirectory, name: str = "W1", user: str = "anna") -> KeyPair:
    """A listed key, bound to a person."""
    keys = new_key_pair()
    database = open_database(state)
    people = People(database)
    if user and people.user(user) is None:
        people.add_user(User(user, user.title(), "agent", ""), "test")
    people.add_workstation(name, keys.public, user, "test")
    database.close()
    return keys


def pcm(level: int, packets: int) -> list[bytes]:
    return [np.full(PACKET_SAMPLES, level, "<i2").tobytes()] * packets


def spoken(*levels: int, packets: int = 6, silence: int = 7) -> list[bytes]:
    """Packets of utterances at these levels, each followed by silence."""
    return [packet for level in levels for packet in [*pcm(level, packets), *pcm(0, silence)]]


class WireClient:
    """One DEALER connection; everything received is kept in order."""

    def __init__(self, endpoint: str, server_key: str, keys: KeyPair, receive_limit: int = 1000,
                 routing_id: bytes = b"", monitored: bool = False) -> None:
        self._context = zmq.asyncio.Context()
        self.socket = self._context.socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.rcvhwm = receive_limit
        self.socket.curve_secretkey = keys.secret.encode()
        self.socket.curve_publickey = keys.public.encode()
        self.socket.curve_serverkey = server_key.encode()
        self.socket.reconnect_ivl = -1
        if routing_id:
            self.socket.routing_id = routing_id
        # before the first event: a handshake may be over in a moment
        self.monitor = self.socket.get_monitor_socket() if monitored else None
        self.socket.connect(endpoint)
        self.received: list[Message] = []
        self._at = 0

    async def __aenter__(self) -> WireClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self.monitor is not None and not self.socket.closed:
            self.socket.disable_monitor()
            self.monitor.close(linger=0)
        self.socket.close(linger=0)
        self._context.term()

    async def send(self, message: Message) -> None:
        await self.socket.send(encode(message))

    async def next(self, timeout_s: float = 60.0) -> Message:
        async with asyncio.timeout(timeout_s):
            return await self._receive()

    async def _receive(self) -> Message:
        message = decode(await self.socket.recv_multipart())
        self.received.append(message)
        return message

    async def until(self, kind: type[M], condition: Callable[[M], bool] = lambda _: True, timeout_s: float = 60.0) -> M:
        """The next message of this kind that fits; what comes before it is kept in `received`."""
        async with asyncio.timeout(timeout_s):
            while True:
                message = await self._receive()
                if isinstance(message, kind) and condition(message):
                    return message

    async def silent(self, seconds: float = 0.3) -> bool:
        """True if nothing arrives for a while."""
        try:
            await self.next(seconds)
        except TimeoutError:
            return True
        return False

    def all(self, kind: type[M]) -> list[M]:
        return [message for message in self.received if isinstance(message, kind)]

    async def hello(self, **fields: str) -> Welcome:
        await self.send(Hello(**fields))  # type: ignore[arg-type]
        return await self.until(Welcome)

    async def start(self, call: str, seen_seq: int = 0, customer_id: str = "") -> CallReady:
        await self.send(CallStart(call=call, lang="en", seen_seq=seen_seq, customer_id=customer_id))
        return await self.until(CallReady, lambda ready: ready.call == call)

    async def speak(self, call: str, channel: Channel, packets: Sequence[bytes], first: int = 0) -> None:
        for number, sound in enumerate(packets, first):
            await self.send(Packet(call=call, channel=channel, number=number, pcm=sound))

    async def acknowledged(self, channel: Channel, number: int) -> None:
        def fits(ack: Acknowledged) -> bool:
            return ack.channel == channel and ack.next_number >= number
        if not any(fits(ack) for ack in self.all(Acknowledged)):
            await self.until(Acknowledged, fits)

    def events(self) -> list[CallEvent]:
        return [message for message in self.received if isinstance(message, CallEvent)]


async def eventually(condition: Callable[[], bool | Awaitable[bool]], timeout_s: float = 60.0) -> None:
    """Wait until something holds; fails after the time-out."""
    async with asyncio.timeout(timeout_s):
        while True:
            result = condition()
            if (await result) if isinstance(result, Awaitable) else result:
                return
            await asyncio.sleep(0.01)


def main() -> None:
    state, ready, bind = StateDirectory(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3]
    set_up(state)
    asyncio.run(_serve(state, ready, bind))


async def _serve(state: StateDirectory, ready: Path, bind: str) -> None:
    await serve(Server(settings(state, bind), state, speech(LevelRecogniser())), asyncio.Event(),
                lambda address: write_ready(ready, address))


if __name__ == "__main__":
    main()
