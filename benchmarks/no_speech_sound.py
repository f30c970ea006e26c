"""Sound in which nobody speaks, as a telephone line carries it: a kind and a seed in, 16 kHz samples in ±1 out.

The same kind and seed give the same samples.  `hold_music` has the music; `no_speech` and the tests of the guards are next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

from benchmarks.hold_music import STYLES, Samples, music
from models.training.channel import coloured_noise, telephone

SAMPLE_RATE_HZ = 16_000
Generator = np.random.Generator
Maker = Callable[[Generator, int], Samples]

_RING_BACK: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    # Pitches in Hz; seconds on, off, on, off.
    "china": ((450,), (1.0, 4.0)),
    "north america": ((440, 480), (2.0, 4.0)),
    "britain": ((400, 450), (0.4, 0.2, 0.4, 2.0)),
    "europe": ((425,), (1.0, 4.0)),
    "japan": ((400, 415), (1.0, 2.0)),
}
_BUSY: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "china": ((450,), (0.35, 0.35)),
    "north america": ((480, 620), (0.5, 0.5)),
    "congestion": ((480, 620), (0.25, 0.25)),
    "britain": ((400,), (0.375, 0.375)),
}
_DIAL: tuple[tuple[float, ...], ...] = ((450,), (350, 440), (425,))
_KEY_ROWS_HZ, _KEY_COLUMNS_HZ = (697, 770, 852, 941), (1209, 1336, 1477, 1633)


def sound(kind: str, seconds: float, seed: int) -> Samples:
    """`seconds` of a kind of `KINDS`; levels, pitches and rhythms follow from the seed."""
    rng = np.random.default_rng([seed, list(KINDS).index(kind)])
    made = KINDS[kind](rng, round(seconds * SAMPLE_RATE_HZ))
    return np.clip(made, -1, 1).astype(np.float32)


def programme(minutes: float, seed: int = 0, piece_s: float = 20.0) -> Iterator[tuple[str, Samples]]:
    """All kinds in turn, a piece each, until there are so many minutes; every round is a little different."""
    pieces = round(minutes * 60 / piece_s)
    kinds = list(KINDS)
    for index in range(pieces):
        yield kinds[index % len(kinds)], sound(kinds[index % len(kinds)], piece_s, seed + index // len(kinds))


def _levelled(samples: NDArray[np.float64] | Samples, dbfs: float) -> Samples:
    """Scaled so that its loudest 20 ms have this root mean square."""
    blocks = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    loudest = float(np.sqrt(np.max(np.mean(blocks**2, axis=1), initial=0.0)))
    return (samples * (10 ** (dbfs / 20) / max(loudest, 1e-9))).astype(np.float32)


def _silence(rng: Generator, count: int) -> Samples:
    floor_dbfs = float(rng.choice([-120, -85, -70, -60, -50]))
    return np.zeros(count, np.float32) if floor_dbfs == -120 else coloured_noise(count, rng, 0.3) * np.float32(
        10 ** (floor_dbfs / 20))


def _noise(tilt: float) -> Maker:
    def make(rng: Generator, count: int) -> Samples:
        steady = coloured_noise(count, rng, tilt)
        swell = 1 + 0.5 * np.sin(2 * np.pi * rng.uniform(0.05, 0.5) * _time(count) + rng.uniform(0, 6))
        return _levelled(steady * swell, float(rng.uniform(-45, -15)))
    return make


def _hum(rng: Generator, count: int) -> Samples:
    mains_hz, time = float(rng.choice([50, 60])), _time(count)
    made = sum(np.sin(2 * np.pi * mains_hz * n * time + rng.uniform(0, 6)) / n ** rng.uniform(0.3, 1.5)
               for n in range(1, 20))
    return _levelled(made + 0.1 * coloured_noise(count, rng, 1.0), float(rng.uniform(-45, -20)))


def _time(count: int) -> NDArray[np.float64]:
    return np.arange(count) / SAMPLE_RATE_HZ


def _gate(count: int, cadence_s: tuple[float, ...], begin_s: float) -> NDArray[np.float64]:
    """1 where a cadence (on, off, on, off …) is on, with edges of 5 ms."""
    phase = (_time(count) + begin_s) % sum(cadence_s)
    gate, edge = np.zeros(count), 0.0
    for index, length in enumerate(cadence_s):
        if index % 2 == 0:
            gate += (phase >= edge) & (phase < edge + length)
        edge += length
    return np.convolve(gate, np.ones(80) / 80, "same")


def _tones(count: int, pitches_hz: tuple[float, ...], rng: Generator) -> NDArray[np.float64]:
    time = _time(count)
    return np.asarray(sum(np.sin(2 * np.pi * pitch * time + rng.uniform(0, 6)) for pitch in pitches_hz))


def _cadenced(table: dict[str, tuple[tuple[float, ...], tuple[float, ...]]]) -> Maker:
    def make(rng: Generator, count: int) -> Samples:
        pitches, cadence = table[str(rng.choice(list(table)))]
        tone = _tones(count, pitches, rng) * _gate(count, cadence, float(rng.uniform(0, sum(cadence))))
        return _on_line(tone, float(rng.uniform(-30, -8)), rng)
    return make


def _dial(rng: Generator, count: int) -> Samples:
    return _on_line(_tones(count, _DIAL[int(rng.integers(len(_DIAL)))], rng), float(rng.uniform(-25, -8)), rng)


def _on_line(samples: NDArray[np.float64], dbfs: float, rng: Generator) -> Samples:
    """With the line's noise, half of the time through a μ-law line."""
    made = _levelled(samples, dbfs) + coloured_noise(len(samples), rng, 0.5) * np.float32(10 ** (rng.uniform(-75, -50) / 20))
    return telephone(made.astype(np.float32)) if rng.random() < 0.5 else made.astype(np.float32)


def _keypad(rng: Generator, count: int) -> Samples:
    made, at = np.zeros(count), int(rng.uniform(0, 8000))
    while at < count:
        length = int(rng.uniform(0.06, 0.25) * SAMPLE_RATE_HZ)
        pair = (float(rng.choice(_KEY_ROWS_HZ)), float(rng.choice(_KEY_COLUMNS_HZ)))
        made[at:at + length] += _tones(length, pair, rng)[: count - at]
        at += length + int(rng.uniform(0.06, 0.8) * SAMPLE_RATE_HZ)
    return _on_line(made, float(rng.uniform(-25, -8)), rng)


def _fax(rng: Generator, count: int) -> Samples:
    """Calling tone, answer tone with phase reversals, then a frequency-shift and a many-phase modem."""
    calling = _tones(count, (1100,), rng) * _gate(count, (0.5, 3.0), float(rng.uniform(0, 3)))
    time = _time(count)
    answer = np.sin(2 * np.pi * 2100 * time + np.pi * np.floor(time / 0.45)) * (1 + 0.2 * np.sin(2 * np.pi * 15 * time))
    bits = np.repeat(rng.integers(0, 2, count // 53 + 1), 53)[:count]
    shifted = np.sin(2 * np.pi * np.cumsum(np.where(bits, 1650, 1850)) / SAMPLE_RATE_HZ)
    phases = np.repeat(rng.integers(0, 8, count // 10 + 1), 10)[:count] * np.pi / 4
    modem = sosfilt(butter(3, (600, 3000), btype="bandpass", fs=SAMPLE_RATE_HZ, output="sos"),
                    np.sin(2 * np.pi * 1800 * time + phases))
    parts = [calling, answer, shifted, modem]
    cut = int(rng.integers(len(parts)))
    made = np.concatenate([part[: count // 4] for part in parts[cut:] + parts[:cut]])
    return _on_line(np.pad(made, (0, count - len(made))), float(rng.uniform(-25, -10)), rng)


def _bursts(rng: Generator, count: int, shape: Callable[[], NDArray[np.float64]], pause_s: tuple[float, float]
            ) -> NDArray[np.float64]:
    made, at = np.zeros(count), int(rng.uniform(0, pause_s[1]) * SAMPLE_RATE_HZ)
    while at < count:
        burst = shape()
        made[at:at + len(burst)] += burst[: count - at]
        at += len(burst) + int(rng.uniform(*pause_s) * SAMPLE_RATE_HZ)
    return made


def _breath(rng: Generator, count: int) -> Samples:
    def one() -> NDArray[np.float64]:
        length = int(rng.uniform(0.4, 1.6) * SAMPLE_RATE_HZ)
        low = float(rng.uniform(150, 500))
        band = butter(2, (low, float(rng.uniform(1500, 5000))), btype="bandpass", fs=SAMPLE_RATE_HZ, output="sos")
        return np.asarray(sosfilt(band, rng.standard_normal(length)) * np.hanning(length) ** rng.uniform(0.6, 1.5))
    return _on_line(_bursts(rng, count, one, (0.8, 3.0)), float(rng.uniform(-45, -20)), rng)


def _cough(rng: Generator, count: int) -> Samples:
    def one() -> NDArray[np.float64]:
        length = int(rng.uniform(0.15, 0.45) * SAMPLE_RATE_HZ)
        made = np.zeros(length)
        for resonance in rng.uniform((400, 1100, 2200), (800, 1700, 3200)):
            band = butter(1, (resonance * 0.8, resonance * 1.25), btype="bandpass", fs=SAMPLE_RATE_HZ, output="sos")
            made += sosfilt(band, rng.standard_normal(length))
        return made * np.minimum(1, _time(length) / 0.01) * np.exp(-_time(length) / rng.uniform(0.05, 0.15))
    return _on_line(_bursts(rng, count, one, (0.2, 2.5)), float(rng.uniform(-30, -8)), rng)


def _keyboard(rng: Generator, count: int) -> Samples:
    def one() -> NDArray[np.float64]:
        length = int(0.05 * SAMPLE_RATE_HZ)
        made = rng.standard_normal(length) * np.exp(-_time(length) / rng.uniform(0.002, 0.008))
        made += np.sin(2 * np.pi * rng.uniform(800, 3000) * _time(length)) * np.exp(-_time(length) / 0.006)
        return made * rng.uniform(0.3, 1.0)
    return _on_line(_bursts(rng, count, one, (0.04, 0.35)), float(rng.uniform(-40, -15)), rng)


def _crackle(rng: Generator, count: int) -> Samples:
    """Clicks of a bad contact and the 217 Hz buzz of a mobile phone nearby."""
    clicks = np.where(rng.random(count) < 10 ** rng.uniform(-4.5, -2.5), rng.standard_normal(count), 0.0)
    buzz = np.sign(np.sin(2 * np.pi * 217 * _time(count))) * _gate(count, (0.6, 0.9, 0.2, 0.5), float(rng.uniform(0, 2)))
    return _on_line(clicks + float(rng.choice([0.0, 0.2])) * buzz, float(rng.uniform(-35, -12)), rng)


def _room(rng: Generator, count: int) -> Samples:
    """An office without voices: a fan, its blade tone, steps, a chair."""
    fan = coloured_noise(count, rng, 1.4) + 0.5 * _tones(count, (float(rng.uniform(80, 240)),), rng)
    knocks = _bursts(rng, count, lambda: resample_poly(rng.standard_normal(400), 4, 1) * np.exp(-np.arange(1600) / 250.0),
                     (0.3, 2.0))
    return _levelled(fan + 3 * knocks, float(rng.uniform(-40, -18)))


KINDS: dict[str, Maker] = {
    "silence": _silence,
    "white noise": _noise(0.0),
    "pink noise": _noise(1.0),
    "brown noise": _noise(2.0),
    "mains hum": _hum,
    "room": _room,
    "ring-back": _cadenced(_RING_BACK),
    "busy tone": _cadenced(_BUSY),
    "dial tone": _dial,
    "keypad": _keypad,
    "fax and modem": _fax,
    "breath": _breath,
    "cough": _cough,
    "keyboard": _keyboard,
    "crackle": _crackle,
    **{f"music: {style}": music(style) for style in STYLES},
}
"""Name -> maker of so many samples."""
