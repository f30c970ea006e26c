"""Synthesised lines of two speakers, and what a headset, a loudspeaker and a line make of them in the other channel."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

from models.training.channel import telephone
from server.evaluation.sound import read_sound

Samples = NDArray[np.float32]
Way = Literal["headset", "loudspeaker", "line"]
RATE_HZ = 16_000

NUMBER = "我的卡号是六二二八四八零四零二五六。"
QUESTION = "我想问一下我的房贷可以提前还款吗？"
ANSWER = "好的，请您提供一下身份证号后四位。"
_LINES = {"zh": (("customer", NUMBER), ("agent", ANSWER), ("customer", QUESTION), ("agent", NUMBER)),
          "en": (("customer", "I would like to know the balance of my mortgage."),
                 ("agent", "Good morning, this is Star Bank, how can I help you today?"))}


@functools.cache
def lines(lang: str = "zh") -> dict[tuple[str, str], Samples]:
    """Channel and text -> sound, ±1, 16 kHz."""
    scenario = (f'id = "lines"\nlang = "{lang}"\n[voices.customer]\nvariant = "m3"\npitch = 38\n'
                '[voices.agent]\nvariant = "f2"\npitch = 55\nrate = 165\n')
    scenario += "".join(f'[[line]]\nchannel = "{channel}"\ntext = "{text}"\n' for channel, text in _LINES[lang])
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "lines.toml"), Path(folder, "lines.wav")
        source.write_text(scenario, encoding="utf-8")
        found = subprocess.run([sys.executable, "-m", "models.tts", "render", str(source), "--out", str(made)],
                               capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parents[3])
        # only one of the two speaks at a time, so the mixed channels are the one that speaks, at half its level
        sound = read_sound(made).astype(np.float32) / np.float32(16384)
    return {(line["channel"], line["text"]): sound[int(line["start_s"] * RATE_HZ):int(line["end_s"] * RATE_HZ)]
            for line in json.loads(found.stdout)["lines"]}


def leaked(sound: Samples, way: Way, delay_ms: int, loss_db: float, seed: int = 0) -> Samples:
    """What of a speaker is heard in the other channel, as long as it lasts there."""
    late = np.pad(sound, (delay_ms * RATE_HZ // 1000, RATE_HZ // 4)).astype(np.float32)
    if way == "headset":
        late = sosfilt(butter(2, (200, 5000), btype="bandpass", fs=RATE_HZ, output="sos"), late)
    elif way == "loudspeaker":
        late = sosfilt(butter(2, (350, 3800), btype="bandpass", fs=RATE_HZ, output="sos"), late)
        count = RATE_HZ // 5
        room = np.random.default_rng(seed).standard_normal(count) * np.exp(-6 * np.arange(count) / count)
        room *= 0.5 / np.sqrt(np.sum(room**2))
        room[0] = 1.0
        late = fftconvolve(late, room)[:len(late)]
    else:
        late = telephone(late)
    return np.asarray(late * 10 ** (-loss_db / 20), np.float32)


def mixed(*sounds: Samples, noise_dbfs: float = -65.0, seed: int = 1) -> Samples:
    """Together, from one beginning, with the noise of a line."""
    count = max(map(len, sounds))
    noise = np.random.default_rng(seed).standard_normal(count) * 10 ** (noise_dbfs / 20)
    return np.asarray(noise + sum(np.pad(sound, (0, count - len(sound))) for sound in sounds), np.float32)


def after(seconds: float, sound: Samples) -> Samples:
    """Beginning so much later."""
    return np.pad(sound, (int(seconds * RATE_HZ), 0))
