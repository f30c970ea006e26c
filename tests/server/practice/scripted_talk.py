"""What a simulated customer needs around him, scripted: wire, call, mind, speaker, and the stage with all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from models.tts import EngineFailed
from protocol.message import CallEvent, Message
from protocol.training import CustomerHeard, CustomerNoise, CustomerVoice
from protocol.transcript import Final
from server.calls.utterance import Utterance
from server.practice.engine import CustomerTurn, Snapshot, Step, TraineeTurn
from server.practice.kept import standing
from server.practice.scenario import Voice
from server.practice.talk import Talk
from server.practice.voicing import Line, SpokenClause
from server.storage.calls import CallRow
from server.storage.practice import PathPoint
from tests.server.fakes import eventually

BYTES_PER_MS = 32


class Wire:
    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def of(self, kind: type[Message]) -> list[Any]:
        return [one for one in self.sent if isinstance(one, kind)]


class Side:
    """What a call keeps and writes."""

    def __init__(self, kept: list[str] | None = None, agent_lines: tuple[Utterance, ...] = ()) -> None:
        self.kept: list[str] = list(kept or ())
        self.agent_lines = agent_lines
        self.written: list[tuple[str, str]] = []

    def keep(self, text: str) -> None:
        self.kept.append(text)

    def write(self, channel: str, text: str) -> None:
        self.written.append((channel, text))


class Call:
    call = "c1"
    row = CallRow(id="c1", workstation="w", user="u", lang="en", training=True)
    heard_ms = 1_000

    def __init__(self, side: Side | None = None) -> None:
        self.client: Wire | None = Wire()
        self.wire = self.client
        self.practice = side or Side()
        self.announced: list[CallEvent] = []

    def announce(self, *events: CallEvent) -> None:
        self.announced += events

    def mask_typed(self, text: str) -> str:
        return text


class Mind:
    """Answers what was heard by number; every input is a step."""

    name = "scripted"
    mood = 0.0
    next_silence_s = 60.0

    def __init__(self, opening: str = "", answers: dict[str, CustomerTurn] | None = None) -> None:
        self.opening_text = opening
        self.answers = answers or {}
        self.steps: list[Step] = []
        self.over = False
        self.heard: list[TraineeTurn] = []
        self.stopped: list[int] = []

    def opening(self) -> CustomerTurn:
        self.steps.append(Step(kind="opening"))
        return CustomerTurn(text=self.opening_text)

    def hear(self, turn: TraineeTurn) -> CustomerTurn:
        self.steps.append(Step(kind="hear", turn=turn))
        self.heard.append(turn)
        answer = self.answers.get(turn.text, CustomerTurn(text=f"You said {turn.text}, yes."))
        self.over = answer.hang_up
        return answer

    def silence(self, seconds: float, at_ms: int = 0) -> CustomerTurn:
        self.steps.append(Step(kind="silence", seconds=seconds))
        self.next_silence_s = 60.0
        return CustomerTurn(text="Are you there?")

    def interrupted(self, at_char: int) -> None:
        self.steps.append(Step(kind="interrupted", at_char=at_char))
        self.stopped.append(at_char)

    async def worded(self, turn: CustomerTurn) -> CustomerTurn:
        return turn

    def snapshot(self) -> Snapshot:
        return Snapshot(scenario="s", difficulty="normal", seed=1, steps=tuple(self.steps))


class Speaker:
    """100 ms for each character, a clause for each comma."""

    def __init__(self) -> None:
        self.fails_at = 99

    async def noise(self, call: str, line: Line) -> list[CustomerNoise]:
        return [CustomerNoise(call=call, number=0, pcm=b"\1\0", last=True)] if line.background else []

    async def speak(self, text: str, lang: str, voice: Voice, mood: float, line: Line) -> AsyncIterator[SpokenClause]:
        parts, first = text.split(","), 0
        for number, part in enumerate(parts):
            if number == self.fails_at:
                raise EngineFailed("gone")
            words = part + ("," if number < len(parts) - 1 else "")
            yield SpokenClause(b"\1\0" * (100 * BYTES_PER_MS // 2 * len(words)), first, len(words), number == len(parts) - 1)
            first += len(words)


class Stage:
    """A talk and everything around it."""

    def __init__(self, mind: Mind, side: Side | None = None, *, writes: bool = False, line: Line | None = None) -> None:
        self.mind, self.call, self.speaker = mind, Call(side), Speaker()
        self.points: list[PathPoint] = []
        self.talk = Talk(self.call, mind, self.speaker, Voice(), line or Line(), self._note,  # type: ignore[arg-type]
                         standing(self.call.practice.kept), writes=writes)

    async def _note(self, point: PathPoint) -> None:
        self.points.append(point)

    @property
    def voice(self) -> list[CustomerVoice]:
        return self.call.wire.of(CustomerVoice)

    async def turn(self, number: int) -> None:
        """Wait until this turn is sent."""
        await eventually(lambda: any(piece.turn == number and piece.last for piece in self.voice))

    def say(self, text: str, *more: CallEvent, at_ms: int = 1_000) -> None:
        self.talk.committed([Final(call="c1", utterance=f"agent-{at_ms}", channel="agent", start_ms=at_ms - 500, end_ms=at_ms,
                                   text=text), *more])

    def played(self, turn: int, played_ms: int = 100_000, *, stopped: bool = False) -> None:
        self.talk.played(CustomerHeard(call="c1", turn=turn, played_ms=played_ms, stopped=stopped))
