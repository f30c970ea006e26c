"""Whether what one channel says is only the other speaker, heard again: the sound of both in, what is its own out.  Pure.

A headset leaks, a loudspeaker reaches a microphone, a line sends the speaker back: the same words appear a second time,
later, quieter and duller.  Somebody who says the same words himself has another voice and another rhythm.  So the course
of energy in narrow bands is compared at every delay an echo may have.  Where it fits, the sound is the other's; what
does not fit is the channel's own.

    echo_bands -> echo_path: delay and loss, frames that the other's sound explains -> verdict

`server.calls.echoes` asks before an utterance is recognised.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .echo_bands import HOP_MS, HOP_SAMPLES, Flags, bands_of
from .echo_path import Path, PathSettings, explained, find_path

Kind = Literal["own", "suspected", "echo", "mixed"]
_LETTERS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound of one channel: 16 kHz mono, ±1."""

    start_sample: int
    """Where it stands in the call."""
    samples: NDArray[np.float32]

    @property
    def end_sample(self) -> int:
        """Behind its last sample."""
        return self.start_sample + len(self.samples)


@dataclass(frozen=True, slots=True)
class EchoSettings:
    """What becomes of sound that has an echo in it."""

    path: PathSettings = field(default_factory=PathSettings)
    least_own_ms: int = 250
    """Less speech of its own than this is no word."""
    own_share: float = 0.15
    """Less than this share of the speech is what a poor fit leaves over."""
    least_muted_ms: int = 250
    """Shorter stretches of echo between own words stay; muting them would cut words."""
    same_words: float = 0.75
    """Share of a text that the other speaker said too, from which a suspected echo is one."""
    kept_ms: int = 150
    """Sound that is kept at both ends of own words."""


@dataclass(frozen=True, slots=True)
class EchoVerdict:
    """What was found out about one utterance."""

    kind: Kind
    """`own`: no echo in it; `suspected`: perhaps an echo, ask `same_words`; `echo`: nothing else; `mixed`: own words and echo."""
    own_ms: int = 0
    """Speech that the other channel does not explain; 0 if there is no echo."""
    path: Path | None = None
    """The way the echo came."""
    muted: Flags | None = None
    """[frames of 10 ms], what of a mixed utterance is only echo."""

    @property
    def delay_ms(self) -> int:
        """How much later it is heard than said."""
        return self.path.delay_frames * HOP_MS if self.path else 0

    @property
    def loss_db(self) -> float:
        """How much quieter, median of the bands."""
        return float(np.median(self.path.loss_db)) if self.path else 0.0


OWN = EchoVerdict("own")


def judge_echo(heard: Stretch, others: Sequence[Stretch], known: Path | None = None,
               settings: EchoSettings | None = None) -> EchoVerdict:
    """Judge one utterance by what the other channel said at its time and before (`others`, in order).

    `known` is the way by which this call had an echo in the same direction before.
    """
    settings = settings or EchoSettings()
    earliest, latest = (ms * HOP_SAMPLES // HOP_MS for ms in (settings.path.earliest_ms, settings.path.latest_ms))
    near = [one for one in others
            if one.start_sample + earliest < heard.end_sample and one.end_sample + latest > heard.start_sample]
    if not near or not len(heard.samples):
        return OWN
    source = _joined(near)
    mine, theirs = bands_of(heard.start_sample, heard.samples), bands_of(source.start_sample, source.samples)
    path = find_path(mine, theirs, settings.path, known)
    if path is None:
        return OWN
    echo = explained(mine, theirs, path, settings.path)
    own = _runs(mine.loud & ~echo, settings.least_own_ms // (2 * HOP_MS))
    own_ms, loud_ms = int(own.sum()) * HOP_MS, int(mine.loud.sum()) * HOP_MS
    if own_ms < max(settings.least_own_ms, settings.own_share * loud_ms):
        return EchoVerdict("echo" if path.certain else "suspected", own_ms, path)
    if not path.certain:
        return OWN
    keep = np.convolve(own.astype(np.float64), np.ones(2 * settings.kept_ms // HOP_MS + 1), "same") > 0.5
    return EchoVerdict("mixed", own_ms, path, _runs(echo & ~keep, settings.least_muted_ms // HOP_MS))


def without_echo(heard: Stretch, verdict: EchoVerdict) -> NDArray[np.float32]:
    """The samples of an utterance, silent where it is only echo; its own words keep their place."""
    if verdict.muted is None or not verdict.muted.any():
        return heard.samples
    lead = -heard.start_sample % HOP_SAMPLES
    frames = (np.arange(len(heard.samples)) - lead + HOP_SAMPLES // 2) // HOP_SAMPLES
    gain = np.where(verdict.muted, 0.0, 1.0)[np.clip(frames, 0, len(verdict.muted) - 1)]
    # Edges of 10 ms: a sudden one is a click.
    smooth = np.convolve(np.pad(gain, HOP_SAMPLES // 2, "edge"), np.full(HOP_SAMPLES + 1, 1 / (HOP_SAMPLES + 1)), "valid")
    return (heard.samples * smooth[:len(heard.samples)]).astype(np.float32)


def same_words(text: str, other: str, settings: EchoSettings | None = None) -> bool:
    """Whether what was heard is, but for mishearings, part of what the other speaker said."""
    heard, said = (_LETTERS.sub("", one).casefold() for one in (text, other))
    if not heard or not said:
        return False
    blocks = SequenceMatcher(None, heard, said, autojunk=False).get_matching_blocks()
    # Letters that meet by chance are no words: English words of one letter apart would all be alike.
    common = sum(block.size for block in blocks if block.size >= min(3 if heard.isascii() else 1, len(heard)))
    return common >= (settings or EchoSettings()).same_words * len(heard)


def _joined(stretches: Sequence[Stretch]) -> Stretch:
    """One stretch, silent in between."""
    start = min(one.start_sample for one in stretches)
    joined = np.zeros(max(one.end_sample for one in stretches) - start, np.float32)
    for one in stretches:
        joined[one.start_sample - start:one.end_sample - start] = one.samples
    return Stretch(start, joined)


def _runs(flags: Flags, least: int) -> Flags:
    """Only runs of at least so many frames."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    kept = np.zeros(len(flags), np.bool_)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if end - begin >= least:
            kept[begin:end] = True
    return kept
