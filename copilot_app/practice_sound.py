"""The simulated customer heard: pieces from the server in, sound on an output and in his channel, what was played out.

In: `CustomerVoice`, `CustomerSilence`, `CustomerLeft` of the call that runs.  Out: `CustomerHeard` to the server,
signals for the window.  Without an output the customer writes; without a microphone the trainee types; the call goes
on either way.

    sound = PracticeSound(client)
    sound.use(microphone, output)                     # either may be None
    client.start_call(sound.make_capture, lang, training=True, scenario=…, voice=sound.can_play)
    sound.type_line("您好，这里是……")
"""

from __future__ import annotations

import logging
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from protocol.call import CallEnded
from protocol.message import Message
from protocol.training import CustomerHeard, CustomerLeft, CustomerNoise, CustomerSilence, CustomerVoice, TypedLine

from .capture.customer_speech import CustomerSpeech
from .capture.devices import SoundDevice
from .capture.line_noise import LineNoise
from .capture.outputs import SoundOutput
from .capture.simulated import SimulatedCapture
from .capture.soundcard import Tap
from .client import Client
from .errors import CaptureError
from .system_voice import SystemVoice
from .voice.pieces import PIECE_SAMPLES, Piece, from_pcm
from .voice.playback import Playback

log = logging.getLogger(__name__)

NO_OUTPUT = "output.none"
OUTPUT_LOST = "output.lost"


class _Player(Protocol):
    """What this needs of `voice.playback.Playback`."""

    def start(self) -> None:
        """Open the device; raises `CaptureError`."""
        ...

    def stop(self) -> None:
        """Close it."""
        ...


class PracticeSound(QObject):
    """The sound of training calls of one client.

    Signals:
        customer_speaking: whether the customer's voice is heard now.
        customer_text: his words, where he writes instead.
        interrupted: the trainee has spoken into his words.
        customer_left: his `CustomerLeft`; the call is being ended.
        problem: a code of what is wrong with the output; `settled` when it is right again.
    """

    customer_speaking = Signal(bool)
    customer_text = Signal(str)
    interrupted = Signal()
    customer_left = Signal(object)
    problem = Signal(str)
    settled = Signal(str)
    _began = Signal(str, int)
    _over = Signal(str, int, int, bool)
    _output_changed = Signal(bool)

    def __init__(self, client: Client, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._microphone: SoundDevice | None = None
        self._output: SoundOutput | None = None
        self._tap: Tap | None = None
        self._speech: CustomerSpeech | None = None
        self._noise = LineNoise()
        self._player: _Player | None = None
        self._call = ""
        self.system_voice = SystemVoice(self)
        """Speaks what the customer writes, where this computer has voices of its own and it is switched on."""
        client.message.connect(self._take)
        self._began.connect(self._speaking)
        self._over.connect(self._turn_over)
        self._output_changed.connect(self._output_state)

    @property
    def can_play(self) -> bool:
        """True if the customer's voice can be heard here; `CallStart.voice`."""
        return self._output is not None

    def use(self, microphone: SoundDevice | None, output: SoundOutput | None, tap: Tap | None = None) -> None:
        """Devices of the next call."""
        self._microphone, self._output, self._tap = microphone, output, tap

    def make_capture(self, call: str) -> SimulatedCapture:
        """The source of sound of a training call; the output is opened too."""
        self._close()
        speech = CustomerSpeech(lambda turn: self._began.emit(call, turn),
                                lambda turn, played_ms, stopped: self._over.emit(call, turn, played_ms, stopped))
        self._call, self._speech, self._noise = call, speech, LineNoise()
        if self._output is None:
            self.problem.emit(NO_OUTPUT)
        else:
            player = self._open_player(self._output, speech)
            try:
                player.start()
                self._player = player
                speech.expect_output()
            except CaptureError as error:
                log.warning("the customer can not be heard: %s", error)
                self.problem.emit(error.code)
        return SimulatedCapture(call, speech, self._microphone, self.interrupted.emit, self._tap, self._noise)

    def type_line(self, text: str) -> bool:
        """Say this by typing; the customer stops if he speaks.  False: no call runs, or nothing was typed."""
        if not text.strip() or not self._call or not self._client.in_call:
            return False
        self.hush()
        self._client.link.send(TypedLine(call=self._call, text=text))
        return True

    @Slot()
    def hush(self) -> None:
        """The customer falls silent now."""
        self.system_voice.stop()
        if self._speech is not None and self._speech.speaking:
            self._speech.stop()

    def _open_player(self, output: SoundOutput, speech: CustomerSpeech) -> _Player:
        behind = self._noise.reader()

        def feed() -> Piece:
            return behind.behind(speech.sound(PIECE_SAMPLES))[:, None]
        return Playback(output, feed, on_change=self._output_changed.emit)

    @Slot(object)
    def _take(self, message: Message) -> None:
        if not self._call or getattr(message, "call", "") != self._call:
            return
        if isinstance(message, CustomerVoice):
            self._voice(message)
        elif isinstance(message, CustomerNoise):
            self._noise.add(message.number, from_pcm(message.pcm), last=message.last)
        elif isinstance(message, CustomerSilence):
            if self._speech is not None:
                self._speech.stop(message.turn)
            self.system_voice.stop()
        elif isinstance(message, CustomerLeft):
            self.customer_left.emit(message)
            self._client.end_call()
        elif isinstance(message, CallEnded):
            self._close()

    def _voice(self, message: CustomerVoice) -> None:
        speech = self._speech
        if speech is None:
            return
        if message.text:
            self.customer_text.emit(message.text)
            self.system_voice.say(message.text, "zh" if self._client.state.local.lang == "zh" else "en")
        if not speech.add(message.turn, message.number, from_pcm(message.pcm), last=message.last) and message.last:
            # sent again after a reconnect: the server does not know yet that it was played
            played_ms, stopped = speech.played_of(message.turn)
            self._client.link.send(CustomerHeard(call=self._call, turn=message.turn, played_ms=played_ms, stopped=stopped))

    @Slot(str, int)
    def _speaking(self, call: str, turn: int) -> None:
        if call == self._call:
            self.customer_speaking.emit(True)

    @Slot(str, int, int, bool)
    def _turn_over(self, call: str, turn: int, played_ms: int, stopped: bool) -> None:
        if call == self._call:
            self.customer_speaking.emit(False)
            self._client.link.send(CustomerHeard(call=call, turn=turn, played_ms=played_ms, stopped=stopped))

    @Slot(bool)
    def _output_state(self, playing: bool) -> None:
        if not playing and self._speech is not None:
            self._speech.give_up_output()
        (self.settled if playing else self.problem).emit(OUTPUT_LOST)

    def _close(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            player.stop()
        self.system_voice.stop()
        self._call, self._speech = "", None
