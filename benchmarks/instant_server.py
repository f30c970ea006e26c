"""A real server whose models answer at once: scripted ears and a scripted recogniser, everything else as shipped.

Started by `everything_else.py` as a process of its own: state directory and options in, the ready file out.

The sound says what is spoken: samples of level `BASE_LEVEL + n * LEVEL_STEP` are line `n` of the dialogues, zeros are silence.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import logging
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.asr import RecogniserInfo, Recognition
from protocol.message import Channel
from server.app import Server, Speech, serve, write_ready
from server.calls.echoes import Echoes
from server.calls.hearing import Ear
from server.calls.voice import measure_voice
from server.content.loading import find_playbook, load_playbook
from server.settings import CallSettings, GatewaySettings, Settings
from server.speech.dropped import Dropped
from server.speech.endpointing import SpeechStarted
from server.speech.listening import ChannelListener, PartialDue, UtteranceEnded
from server.speech.transcript import Transcript
from server.storage.state import StateDirectory

PLAYBOOK = "zh_finance"
BASE_LEVEL = 1_000
LEVEL_STEP = 200
SECONDS_PER_CHARACTER = 0.2
_END_SAMPLES = 6_400
_FIRST_PARTIAL_SAMPLES = 9_600


def script() -> list[tuple[Channel, str]]:
    """(channel, text) of every line of the playbook's dialogues, in their order."""
    dialogues = load_playbook(find_playbook(PLAYBOOK)).scenarios
    return [(line.channel, line.text) for name in sorted(dialogues) for line in dialogues[name].line]


class ScriptedRecogniser:
    """Writes the line that the first sample names, as much of it as the sound is long."""

    info = RecogniserInfo(engine="scripted", model="levels", device="cpu", compute_type="none", synthetic_only=True,
                          languages=("zh",), window="exact")

    def __init__(self) -> None:
        self._texts = [text for _, text in script()]

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, **options: Any) -> list[Recognition]:
        """One recognition a window, at once."""
        return [self._recognition(window, bool(options.get("final"))) for window in windows]

    def _recognition(self, window: NDArray[np.float32], final: bool) -> Recognition:
        # a line's sound has one level from its first sample to its last
        level = round(float(window[0]) * 32768) if len(window) else 0
        text = self._texts[(level - BASE_LEVEL) // LEVEL_STEP] if level >= BASE_LEVEL else ""
        if not final:
            text = text[:int(len(window) / 16_000 / SECONDS_PER_CHARACTER)]
        return Recognition(text, -0.1, 0.0, 1.0, "zh")


class DirectRecognition:
    """Answers on the loop, without the scheduler's queue, thread, guards and normalising."""

    available = True
    hears_endings = False
    languages: tuple[str, ...] = ()
    spares_assistance = False
    partial_interval_ms = 500
    call_capacity: int | None = None

    def __init__(self, recogniser: ScriptedRecogniser) -> None:
        self._recogniser = recogniser
        self.dropped = Dropped()

    def refuses_call(self, _calls: int) -> bool:
        """There is room for every call."""
        return False

    def carry(self, call: str, utterance_id: str, lang: str, text: str) -> tuple[str, int]:
        """Nothing is cut here; the words as they are."""
        return text, len(text)

    async def submit_final(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                           **options: Any) -> Transcript | None:
        """The whole line."""
        return self._transcript(self._recogniser.recognise([audio], lang, final=True)[0].text, stable=1.0)

    async def submit_partial(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                             **options: Any) -> Transcript | None:
        """The line so far, half of it settled."""
        return self._transcript(self._recogniser.recognise([audio], lang)[0].text, stable=0.5)

    @staticmethod
    def _transcript(text: str, stable: float) -> Transcript | None:
        return Transcript(text, int(len(text) * stable), 0.9, 0.0, 0.0, 0.0) if text else None


async def own_sound(_self: Echoes, _channel: Channel, _start_sample: int, audio: NDArray[np.float32], *,
                    ended: bool = True) -> NDArray[np.float32] | None:
    """Stands in for the comparison with the other channel's sound, which is a cost of speech too."""
    return audio


class EnergyDetector:
    """Speech is whatever is not zero."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.int16)

    def push(self, pcm: NDArray[np.int16]) -> NDArray[np.float32]:
        """One or zero a frame."""
        sound = np.concatenate([self._rest, pcm]) if len(self._rest) else pcm
        frames = len(sound) // 512
        self._rest = sound[frames * 512:]
        return (sound[:frames * 512:512] != 0).astype(np.float32)

    def reset(self) -> None:
        """Forget the incomplete frame."""
        self._rest = np.zeros(0, np.int16)


class ScriptedEar:
    """Reports the same as a `ChannelListener`, by one look at each packet, so that end-pointing costs almost nothing."""

    def __init__(self, start_sample: int) -> None:
        self.partial_interval_ms = 500
        self.open_start_sample: int | None = None
        self.committable_sample = start_sample
        self._pieces: list[NDArray[np.int16]] = []
        self._start = self._voice_end = self._shown = start_sample

    @property
    def held_sound(self) -> tuple[int, NDArray[np.int16]]:
        """What is being said."""
        return self._start, np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int16)

    def hold(self, start_sample: int, more_ms: int) -> None:
        """An utterance ends where the script has silence."""

    def finished(self, start_sample: int, end_sample: int) -> None:
        """And no sooner."""

    def push(self, first_sample: int, pcm: NDArray[np.int16]) -> Sequence[object]:
        """Hear whole packets."""
        found: list[object] = []
        for at in range(0, len(pcm), 1600):
            found += self._packet(first_sample + at, pcm[at:at + 1600])
        return found

    def finish(self) -> Sequence[object]:
        """End what is open."""
        return [self._end(self._voice_end)] if self._pieces else []

    def _packet(self, first: int, pcm: NDArray[np.int16]) -> list[object]:
        end = first + len(pcm)
        if pcm[0]:
            found: list[object] = []
            if not self._pieces:
                self._start = self._shown = self.committable_sample = self.open_start_sample = first
                found.append(SpeechStarted(first))
            self._pieces.append(pcm)
            self._voice_end = end
            fresh = end - self._shown
            if fresh >= (_FIRST_PARTIAL_SAMPLES if self._shown == self._start else self.partial_interval_ms * 16):
                self._shown = end
                found.append(PartialDue(self._start, end, self._sound()))
            return found
        if not self._pieces:
            self.committable_sample = end
            return []
        self._pieces.append(pcm)
        return [self._end(end)] if end - self._voice_end >= _END_SAMPLES else []

    def _end(self, end: int) -> UtteranceEnded:
        ended = UtteranceEnded(self._start, end, self._sound(), 1.0, self._voice_end)
        self._pieces = []
        self.open_start_sample = None
        self.committable_sample = end
        return ended

    def _sound(self) -> NDArray[np.float32]:
        return np.multiply(np.concatenate(self._pieces), np.float32(1 / 32768), dtype=np.float32)


def _scripted_ear(_channel: Channel, start_sample: int) -> Ear:
    return ScriptedEar(start_sample)


def _listener_ear(channel: Channel, start_sample: int) -> Ear:
    return ChannelListener(channel, EnergyDetector(), start_sample)


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("ready", type=Path)
    parser.add_argument("--ears", choices=("scripted", "listener"), default="scripted")
    parser.add_argument("--recognition", choices=("direct", "scheduler"), default="direct")
    parser.add_argument("--measure-voice", action="store_true")
    parser.add_argument("--echo-guard", action="store_true")
    parser.add_argument("--profile", type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    settings = Settings(gateway=GatewaySettings(bind="tcp://127.0.0.1:0"), calls=CallSettings(max_calls=5_000),
                        playbooks=(PLAYBOOK,))
    speech = Speech(ScriptedRecogniser(), "", _listener_ear if args.ears == "listener" else _scripted_ear, True)
    speech = replace(speech, measure=measure_voice if args.measure_voice else None)
    if not args.echo_guard:
        Echoes.own_sound = own_sound  # type: ignore[method-assign]
    # processor time: on a busy machine the wall clock says who was interrupted, not who works
    profile = cProfile.Profile(time.thread_time) if args.profile else None

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, stop.set)
        if profile is not None:
            loop.add_signal_handler(signal.SIGUSR1, profile.enable)
            loop.add_signal_handler(signal.SIGUSR2, profile.disable)
        server = Server(settings, StateDirectory(args.state), speech)
        if args.recognition == "direct":
            server.calls._parts = replace(server.calls._parts, recognition=DirectRecognition(ScriptedRecogniser()))
        await serve(server, stop, lambda address: write_ready(args.ready, address))
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(run())
    if profile is not None:
        profile.dump_stats(args.profile)


if __name__ == "__main__":
    main()
