"""How steady the words are while somebody still speaks: `python -m benchmarks.partials`.

In: the demo's dialogues (or the files named), each line spoken by a synthetic voice and heard as in a call: packets of
100 ms, voice activity, end-pointing, the scheduler and a real recogniser, faster than real time.  Out: the share of
painted words that a later partial or the final changed or took off the screen, how many partials an utterance has, how
many of the ends that were decoded at a pause were finals, and how long after it was said a word had been found, without
the engine's own time.  A word is a character or number in Chinese, a word in English; marks and case do not count.
"""

from __future__ import annotations

import argparse
import asyncio
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
from server.speech.carrying import rest_behind
from server.speech.holding import extra_silence_ms, finished
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
    cuts: int = 0
    """Utterances that were cut while somebody spoke on."""


def words(text: str, lang: str) -> list[str]:
    """The words of a text as they are compared."""
    found = (_ZH_WORD if lang == "zh" else _EN_WORD).findall(text)
    return [word.strip(".,?!:;\"'-").casefold() for word in found]


def kept(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words of `before` still stand, in their order, in `after`."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def spoken_lines(paths: Sequence[Path], voices: SpeechEngine, joined: int, pause_ms: int) -> Iterator[Spoken]:
    """The lines of the dialogues; `joined` lines of one speaker, if more than 1, with such a pause between them."""
    for path in paths:
        dialogue = read_dialogue(path)
        lines = list(dialogue.lines)
        for channel in ("customer", "agent") if joined > 1 else ("",):
            own = [line for line in lines if line.channel == channel] if channel else lines
            for first in range(0, len(own), joined):
                yield _spoken(own[first : first + joined], voices, dialogue.language, pause_ms)


def _spoken(lines: Sequence[Line], voices: SpeechEngine, language: str, pause_ms: int) -> Spoken:
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
        pause = np.zeros(SAMPLE_RATE_HZ * pause_ms // 1000, np.int16)
        pieces += [pcm, pause]
        at_s += (len(pcm) + len(pause)) / SAMPLE_RATE_HZ
    return Spoken(np.concatenate(pieces), timed, cast(Language, language), cast(Channel, lines[0].channel))


class Screen:
    """What the agent sees of one speaker, paint by paint, utterance below utterance."""

    def __init__(self, lang: Language, tally: Tally) -> None:
        self._lang, self._tally = lang, tally
        self._rows: dict[int, tuple[list[str], int]] = {}
        """Start of an utterance -> its words, and how many of them are settled."""
        self._now: list[str] = []
        self._settled: list[str] = []
        self._first_seen: list[float] = []
        """For each word on the screen, the second at which it was painted first."""

    @property
    def seen(self) -> list[tuple[str, float]]:
        """The words on the screen, and when each was painted first."""
        return list(zip(self._now, self._first_seen, strict=True))

    def paint(self, rows: Sequence[tuple[int, str, int]], now_s: float, *, final: bool) -> None:
        """Show these utterances (start, text, settled characters) in one frame; the others stay as they are."""
        for start, text, stable_chars in rows:
            self._rows[start] = (words(text, self._lang), len(words(text[:stable_chars], self._lang)))
        in_order = [self._rows[start] for start in sorted(self._rows)]
        shown = [word for row, _ in in_order for word in row]
        blocks = SequenceMatcher(None, self._now, shown, autojunk=False).get_matching_blocks()
        seen = [now_s] * len(shown)
        for block in blocks:
            seen[block.b : block.b + block.size] = self._first_seen[block.a : block.a + block.size]
        standing = sum(block.size for block in blocks)
        tally = self._tally
        tally.changed += len(self._now) - standing
        tally.settled_changed += len(self._settled) - kept(self._settled, shown)
        settled = [word for row, count in in_order for word in row[:count]]
        if final:
            before = sum(len(self._rows[start][0]) for start in self._rows if start < rows[0][0])
            tally.early += sum(seen_s < now_s for seen_s in seen[before : before + len(self._rows[rows[0][0]][0])])
        else:
            tally.painted += len(shown) - standing
            tally.settled += max(0, len(settled) - len(self._settled))
        self._now, self._settled, self._first_seen = shown, settled, seen


async def listen(spoken: Spoken, number: int, scheduler: Scheduler, vad: SileroVad, interval_ms: int, tally: Tally, *,
                 guesses: bool = False) -> list[str]:
    """Hear one line as a call would; the finals' texts.  `guesses`: paint what is not settled too."""
    ear = ChannelListener(spoken.channel, vad.stream())
    ear.partial_interval_ms = interval_ms
    redactor, screen, call = Redactor(spoken.lang), Screen(spoken.lang, tally), f"call-{number}"
    texts: list[str] = []
    sound = np.concatenate([np.zeros(SAMPLE_RATE_HZ // 2, np.int16), spoken.pcm, np.zeros(_SILENCE_SAMPLES, np.int16)])
    settled: dict[int, str] = {}
    for first in range(0, len(sound) - PACKET_SAMPLES + 1, PACKET_SAMPLES):
        now_s = (first + PACKET_SAMPLES) / SAMPLE_RATE_HZ - 0.5
        for one in ear.push(first, sound[first : first + PACKET_SAMPLES]):
            name = utterance_id(spoken.channel, one.start_sample)
            if isinstance(one, VoiceReturned):
                scheduler.voice_returned(call, name)
            elif isinstance(one, PartialDue):
                start_s = time.perf_counter()
                transcript = await _partial(scheduler, one, call, spoken, name)
                tally.busy_s += time.perf_counter() - start_s
                if transcript is None:
                    continue
                tally.partials += 1
                ear.hold(one.start_sample, extra_silence_ms(transcript.text, spoken.lang))
                if one.ending and finished(transcript.text, spoken.lang):
                    ear.finished(one.start_sample, one.end_sample)
                settled[one.start_sample] = transcript.text[: transcript.stable_chars]
                shown, stable = _masked(redactor, transcript.text, transcript.stable_chars, one.end_sample)
                screen.paint([(one.start_sample, shown if guesses else shown[:stable], stable)], now_s, final=False)
            elif isinstance(one, UtteranceEnded):
                rows = await _final(scheduler, one, call, spoken, redactor, settled.pop(one.start_sample, ""))
                texts.append(rows[0][1])
                tally.utterances += 1
                tally.cuts += one.goes_on
                screen.paint(rows, now_s, final=True)
    _note_lags(spoken, screen.seen, tally)
    return texts


async def _final(scheduler: Scheduler, ended: UtteranceEnded, call: str, spoken: Spoken, redactor: Redactor, settled: str
                 ) -> list[tuple[int, str, int]]:
    """An utterance's row, masked, and that of the next one if settled words are its own; as in `server.calls.painting`."""
    transcript = await scheduler.submit_final(call, spoken.channel, utterance_id(spoken.channel, ended.start_sample),
                                              ended.audio, spoken.lang, speech_probability=ended.mean_speech_probability)
    if transcript is None:
        return [(ended.start_sample, "", 0)]
    rest = rest_behind(settled, transcript.text) if ended.goes_on else ""
    text = redactor.mask(transcript.text, ended.end_sample // 16, rest).text
    rows = [(ended.start_sample, text, len(text))]
    if rest:
        carried, stable = scheduler.carry(call, utterance_id(spoken.channel, ended.end_sample), spoken.lang, rest)
        shown, stable = _masked(redactor, carried, stable, ended.end_sample)
        rows.append((ended.end_sample, shown[:stable], stable))
    return rows


def _masked(redactor: Redactor, text: str, stable_chars: int, end_sample: int) -> tuple[str, int]:
    """A partial's text, masked, and how much of it is painted; as `server.calls.painting`."""
    end_ms = end_sample * 1000 // SAMPLE_RATE_HZ
    return redactor.mask_partial(text, end_ms), min(stable_chars, redactor.undecided_from(text, end_ms))


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
        f"{label}: painted {tally.painted}, changed {tally.changed} = {tally.changed / max(1, tally.painted):.1%}; "
        f"{tally.cuts} cuts in {tally.utterances} utterances; settled {tally.settled}, "
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
    lines = list(spoken_lines(paths, voices, arguments.joined, arguments.pause_ms))
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
    parser.add_argument("--pause-ms", type=int, default=200, help="silence between joined lines")
    parser.add_argument("--guesses", action="store_true", help="paint what is not settled too, as no client does")
    parser.add_argument("--verbose", action="store_true", help="print the finals too")
    asyncio.run(_main(parser.parse_args()))
