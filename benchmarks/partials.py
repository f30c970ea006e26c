"""How steady the words are while somebody still speaks: `python -m benchmarks.partials`.

In: the demo's dialogues (or the files named), each line spoken by a synthetic voice and heard as in a call: packets of
100 ms, voice activity, end-pointing, the scheduler and a real recogniser, faster than real time.  Out: the share of
painted words that a later partial or the final changed, how many partials an utterance has, how many of the ends that were
decoded at a pause were finals, and how long after it was said a word had been found, without the engine's own time.  A word is a character or number in Chinese, a word in English; marks and case do not count.
"""

from __future__ import annotations

import argparse
import asyncio
import copy
import dataclasses
import re
import time
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from models.asr import load_recogniser
from models.tts import SAMPLE_RATE_HZ, SpeechEngine, engine
from models.tts.dialogue import Line, read_dialogue, trimmed
from models.vad import SileroVad
from protocol.message import PACKET_SAMPLES, Channel, Language, utterance_id
from server.compliance.redaction import Redactor
from server.speech.holding import extra_silence_ms
from server.speech.listening import ChannelListener, PartialDue, UtteranceEnded, VoiceReturned
from server.speech.scheduler import Scheduler, Transcript

PLAYBOOKS = Path(__file__).parent.parent / "server" / "playbooks"
_SILENCE_SAMPLES = 2 * SAMPLE_RATE_HZ
_ZH_WORD = re.compile(r"[A-Za-z0-9*%$][A-Za-z0-9*%$.,:]*(?<![.,:])|[^\W_]")
_EN_WORD = re.compile(r"[^\s]*[\w*%]")


class Spoken(NamedTuple):
    """One line as sound."""

    pcm: NDArray[np.int16]
    words: list[tuple[str, float]]
    """Each word and the second at which it has been said."""
    lang: Language
    channel: Channel


@dataclasses.dataclass(slots=True)
class Tally:
    """What was counted."""

    painted: int = 0
    changed: int = 0
    settled: int = 0
    settled_changed: int = 0
    utterances: int = 0
    partials: int = 0
    decoded_s: float = 0.0
    """Sound given to the recogniser for partials."""
    busy_s: float = 0.0
    lags_ms: list[float] = dataclasses.field(default_factory=list)
    early: int = 0
    """Words painted before the final."""


def words(text: str, lang: str) -> list[str]:
    """The words of a text as they are compared."""
    found = (_ZH_WORD if lang == "zh" else _EN_WORD).findall(text)
    return [word.strip(".,?!:;\"'-").casefold() for word in found]


def kept(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words of `before` still stand, in their order, in `after`."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def spoken_lines(paths: Sequence[Path], voices: SpeechEngine, joined: int) -> Iterator[Spoken]:
    """The lines of the dialogues; `joined` lines of one speaker in one breath, if more than 1."""
    for path in paths:
        dialogue = read_dialogue(path)
        lines = list(dialogue.lines)
        for channel in ("customer", "agent") if joined > 1 else ("",):
            own = [line for line in lines if line.channel == channel] if channel else lines
            for first in range(0, len(own), joined):
                yield _spoken(own[first : first + joined], voices, dialogue.language)


def _spoken(lines: Sequence[Line], voices: SpeechEngine, language: str) -> Spoken:
    pieces: list[NDArray[np.int16]] = []
    timed: list[tuple[str, float]] = []
    at_s = 0.0
    for line in lines:
        speech = voices.synthesise(line.text, line.voice)
        loud = np.flatnonzero(np.abs(speech.samples.astype(np.int32)) > 40)
        cut_s = max(0.0, float(loud[0]) / SAMPLE_RATE_HZ - 0.02) if len(loud) else 0.0
        pcm = trimmed(speech.samples)
        for word in speech.words:
            timed.extend(
                (one, at_s + word.end_s - cut_s) for one in words(line.text[word.first : word.last], language)
            )
        pause = np.zeros(SAMPLE_RATE_HZ // 5, np.int16)
        pieces += [pcm, pause]
        at_s += (len(pcm) + len(pause)) / SAMPLE_RATE_HZ
    return Spoken(np.concatenate(pieces), timed, cast(Language, language), cast(Channel, lines[0].channel))


class Screen:
    """What the agent sees of one utterance, paint by paint."""

    def __init__(self, lang: Language, tally: Tally) -> None:
        self._lang, self._tally = lang, tally
        self._now: list[str] = []
        self._settled: list[str] = []
        self.first_seen: list[float] = []
        """For each word on the screen, the second at which it was painted first."""

    def paint(self, text: str, stable_chars: int, now_s: float, *, final: bool) -> list[str]:
        """Show a text; returns its words."""
        shown = words(text, self._lang)
        blocks = SequenceMatcher(None, self._now, shown, autojunk=False).get_matching_blocks()
        seen = [now_s] * len(shown)
        for block in blocks:
            seen[block.b : block.b + block.size] = self.first_seen[block.a : block.a + block.size]
        standing = sum(block.size for block in blocks)
        tally = self._tally
        tally.changed += len(self._now) - standing
        tally.settled_changed += len(self._settled) - kept(self._settled, shown)
        if not final:
            tally.painted += len(shown) - standing
            settled = words(text[:stable_chars], self._lang)
            tally.settled += max(0, len(settled) - len(self._settled))
            self._settled = settled
        self._now, self.first_seen = shown, seen
        return shown


async def listen(spoken: Spoken, number: int, scheduler: Scheduler, vad: SileroVad, interval_ms: int, tally: Tally, *, guesses: bool = False) -> list[str]:
    """Hear one line as a call would; the finals' texts.  `guesses`: paint what is not settled too."""
    ear = ChannelListener(spoken.channel, vad.stream())
    ear.partial_interval_ms = interval_ms
    redactor = Redactor(spoken.lang)
    screens: dict[int, Screen] = {}
    texts: list[str] = []
    sound = np.concatenate([np.zeros(SAMPLE_RATE_HZ // 2, np.int16), spoken.pcm, np.zeros(_SILENCE_SAMPLES, np.int16)])
    heard_words: list[tuple[str, float]] = []
    for first in range(0, len(sound) - PACKET_SAMPLES + 1, PACKET_SAMPLES):
        for one in ear.push(first, sound[first : first + PACKET_SAMPLES]):
            name, call = utterance_id(spoken.channel, one.start_sample), f"call-{number}"
            if isinstance(one, VoiceReturned):
                scheduler.voice_returned(call, name)
            if not isinstance(one, PartialDue | UtteranceEnded):
                continue
            start_s = time.perf_counter()
            screen = screens.setdefault(one.start_sample, Screen(spoken.lang, tally))
            if isinstance(one, PartialDue):
                transcript = await _partial(scheduler, one, call, spoken, name)
                tally.busy_s += time.perf_counter() - start_s
                if transcript is None:
                    continue
                tally.partials += 1
                ear.hold(one.start_sample, extra_silence_ms(transcript.text, spoken.lang))
                shown = copy.deepcopy(redactor).mask(transcript.text, one.end_sample // 16).text
                if not guesses:
                    shown = shown[: transcript.stable_chars]
            else:
                transcript = await scheduler.submit_final(
                    call, spoken.channel, name, one.audio, spoken.lang, speech_probability=one.mean_speech_probability
                )
                shown = redactor.mask(transcript.text, one.end_sample // 16).text if transcript else ""
                texts.append(shown)
                tally.utterances += 1
            now_s = (first + PACKET_SAMPLES) / SAMPLE_RATE_HZ - 0.5
            final = isinstance(one, UtteranceEnded)
            seen = screen.paint(shown, len(shown) if final or not transcript else transcript.stable_chars, now_s, final=final)
            if final:
                tally.early += sum(seen_s < now_s for seen_s in screen.first_seen)
                heard_words.extend(zip(seen, screen.first_seen, strict=True))
    _note_lags(spoken, heard_words, tally)
    return texts


async def _partial(scheduler: Scheduler, due: PartialDue, call: str, spoken: Spoken, name: str) -> Transcript | None:
    """As `server.calls.transcribing` asks."""
    if due.ending and scheduler.hears_endings:
        return await scheduler.submit_ending(call, spoken.channel, name, due.audio, spoken.lang,
                                             speech_probability=due.mean_speech_probability)
    if not due.words_due:
        return None
    return await scheduler.submit_partial(call, spoken.channel, name, due.audio, spoken.lang)


def _note_lags(spoken: Spoken, heard: Sequence[tuple[str, float]], tally: Tally) -> None:
    said = [word for word, _ in spoken.words]
    blocks = SequenceMatcher(None, said, [word for word, _ in heard], autojunk=False).get_matching_blocks()
    for block in blocks:
        for offset in range(block.size):
            tally.lags_ms.append((heard[block.b + offset][1] - spoken.words[block.a + offset][1]) * 1000)


def _report(label: str, tally: Tally, sound_s: float) -> str:
    lags = np.percentile(tally.lags_ms, [50, 95]) if tally.lags_ms else (0.0, 0.0)
    return (
        f"{label}: painted {tally.painted}, changed {tally.changed / max(1, tally.painted):.1%}; settled {tally.settled}, "
        f"changed {tally.settled_changed / max(1, tally.settled):.1%}; partials an utterance "
        f"{tally.partials / max(1, tally.utterances):.1f}; words before the final {tally.early}; lag of a word ms p50 "
        f"{lags[0]:.0f} p95 {lags[1]:.0f} (of {len(tally.lags_ms)}); engine {tally.busy_s:.1f} s for {sound_s:.0f} s of sound"
    )


async def _main(arguments: argparse.Namespace) -> None:
    recogniser = load_recogniser(arguments.model, device=arguments.device)
    scheduler = Scheduler(recogniser)
    vad, voices = SileroVad(), engine()
    paths = arguments.dialogues or sorted(PLAYBOOKS.glob("*/scenarios/*.toml"))
    languages: dict[str, tuple[Tally, list[float]]] = {}
    lines = list(spoken_lines(paths, voices, arguments.joined))
    start_s = time.process_time()
    for number, spoken in enumerate(lines):
        tally, seconds = languages.setdefault(spoken.lang, (Tally(), []))
        texts = await listen(spoken, number, scheduler, vad, arguments.interval_ms, tally, guesses=arguments.guesses)
        seconds.append(len(spoken.pcm) / SAMPLE_RATE_HZ)
        if arguments.verbose:
            print(" / ".join(texts))
    scheduler.close()
    counters, speech_s = scheduler.counters, sum(sum(seconds) for _, seconds in languages.values())
    print(f"{counters.endings} ends decoded at a pause, {counters.endings_used} of them finals; {counters.windows} windows; "
          f"{(time.process_time() - start_s) / speech_s * 1000:.0f} CPU ms for a second of speech, voice activity included")
    for lang, (tally, seconds) in languages.items():
        print(_report(lang, tally, sum(seconds)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("dialogues", nargs="*", type=Path, help="dialogue files; default: the demo's")
    parser.add_argument("--model", default=None, help="name or directory; default: the server's")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--interval-ms", type=int, default=400, help="new speech between two partials")
    parser.add_argument("--joined", type=int, default=1, help="so many lines of one speaker in one breath")
    parser.add_argument("--guesses", action="store_true", help="paint what is not settled too, as no client does")
    parser.add_argument("--verbose", action="store_true", help="print the finals too")
    asyncio.run(_main(parser.parse_args()))
