"""What a line does to speech: telephone band, μ-law, room, noise; and sounds that are no speech at all. Samples in ±1."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt

from models.training.features import SAMPLE_RATE_HZ, Floats

_MU = 255.0


@functools.cache
def _telephone_band() -> Any:
    return butter(4, (300, 3400), btype="bandpass", fs=8_000, output="sos")


def mu_law(samples: Floats) -> Floats:
    """Code and decode in 8 bits (G.711's curve)."""
    coded = np.sign(samples) * np.log1p(_MU * np.abs(np.clip(samples, -1, 1))) / np.log1p(_MU)
    coded = np.rint(coded * 127) / 127
    decoded: Floats = (np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(_MU)) / _MU).astype(np.float32)
    return decoded


def telephone(samples: Floats) -> Floats:
    """16 kHz [n] through an 8 kHz μ-law line of 300-3400 Hz, back at 16 kHz [n]."""
    narrow = sosfilt(_telephone_band(), resample_poly(samples, 1, 2)).astype(np.float32)
    wide: Floats = resample_poly(mu_law(narrow), 2, 1)[: len(samples)].astype(np.float32)
    return wide


def room(samples: Floats, rng: np.random.Generator) -> Floats:
    """Add a small room: 60-250 ms of decaying reverberation below the direct sound."""
    length = int(rng.uniform(0.06, 0.25) * SAMPLE_RATE_HZ)
    tail = rng.standard_normal(length) * np.exp(-5.0 * np.arange(length) / length)
    tail *= rng.uniform(0.05, 0.3) / np.sqrt(np.sum(tail**2))
    tail[0] = 1.0
    heard: Floats = fftconvolve(samples, tail)[: len(samples)].astype(np.float32)
    return heard


def coloured_noise(count: int, rng: np.random.Generator, tilt: float) -> Floats:
    """Noise [count] of unit level whose power falls with frequency ** tilt (0 white, 1 pink, 2 brown)."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1.0) ** (tilt / 2)
    noise = np.fft.irfft(spectrum, count)
    return (noise / max(float(np.std(noise)), 1e-9)).astype(np.float32)


def add_noise(samples: Floats, rng: np.random.Generator, ratio_db: float) -> Floats:
    """Mix in coloured noise `ratio_db` below the speech's level where it speaks."""
    active = samples[np.abs(samples) > 0.02 * max(float(np.abs(samples).max()), 1e-6)]
    level = float(np.sqrt(np.mean(active**2))) if len(active) else 0.05
    noise = coloured_noise(len(samples), rng, float(rng.uniform(0, 1.5)))
    return np.clip(samples + noise * level * 10 ** (-ratio_db / 20), -1, 1).astype(np.float32)


def set_level(samples: Floats, peak_db: float) -> Floats:
    """Scale so that the peak is `peak_db` below full scale."""
    peak = float(np.abs(samples).max()) if len(samples) else 0.0
    return samples if peak == 0 else (samples * (10 ** (peak_db / 20) / peak)).astype(np.float32)


def no_speech(rng: np.random.Generator) -> Floats:
    """1-10 s of silence, noise, ring-back, keypad tones, clicks or hold music."""
    count = int(rng.uniform(1, 10) * SAMPLE_RATE_HZ)
    time = np.arange(count) / SAMPLE_RATE_HZ
    kind = int(rng.integers(0, 6))
    if kind == 0:
        sound = np.zeros(count) if rng.random() < 0.5 else rng.standard_normal(count) * 1e-4
    elif kind == 1:
        sound = coloured_noise(count, rng, float(rng.uniform(0, 2))).astype(np.float64)
    elif kind == 2:
        pitch = float(rng.choice([440, 450, 425, 400]))
        gate = (time + rng.uniform(0, 5)) % 5.0 < 1.0
        sound = np.sin(2 * np.pi * pitch * time) * gate
    elif kind == 3:
        sound = _keypad(time, rng)
    elif kind == 4:
        sound = np.where(rng.random(count) < 2e-4, rng.standard_normal(count) * 3, 0.0)
    else:
        sound = _music(time, rng)
    level = float(rng.uniform(-40, -6))
    return set_level(sound.astype(np.float32), level) if kind else sound.astype(np.float32)


def _keypad(time: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    sound = np.zeros_like(time)
    at = float(rng.uniform(0, 0.5))
    while at < time[-1]:
        gate = (time >= at) & (time < at + 0.12)
        low, high = rng.choice([697, 770, 852, 941]), rng.choice([1209, 1336, 1477])
        sound += gate * (np.sin(2 * np.pi * low * time) + np.sin(2 * np.pi * high * time))
        at += float(rng.uniform(0.2, 1.0))
    return sound


def _music(time: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    sound = np.zeros_like(time)
    beat, at = float(rng.uniform(0.2, 0.6)), 0.0
    root = float(rng.uniform(110, 440))
    while at < time[-1]:
        gate = time >= at
        decay = np.exp(-np.clip(time - at, 0, None) * rng.uniform(2, 8)) * gate
        for step in rng.choice([0, 2, 4, 5, 7, 9, 12], size=int(rng.integers(1, 4)), replace=False):
            pitch = root * 2 ** (step / 12)
            for harmonic in range(1, 6):
                sound += decay * np.sin(2 * np.pi * pitch * harmonic * time) / harmonic**1.5
        at += beat
    return sound
