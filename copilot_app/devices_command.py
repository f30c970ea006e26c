"""`seatmate devices`: what can be recorded here, what each device is good for, and a five-second listen to the chosen two."""

from __future__ import annotations

import sys
import threading
import time
from typing import TextIO

from protocol.message import CHANNELS, Channel

from .capture.capturing import Capture
from .capture.devices import ROLE_WORDS, SoundDevice, choose, limitations, list_devices
from .capture.levels import SILENCE_DBFS
from .capture.soundcard import SoundCardCapture
from .errors import CaptureError
from .settings import Settings

CHECK_S = 5.0
_BAR = 30
_FLOOR_DB = -60.0


def show_devices(settings: Settings, *, check_s: float = CHECK_S, out: TextIO | None = None) -> int:
    """List the devices, listen, and say what was heard.

    Returns:
        Exit code: 0 if both channels have a device that could be opened, 1 if not.

    Raises:
        SoundSystemMissing: PortAudio is not installed.
    """
    out = out or sys.stdout
    devices = list_devices()
    chosen: dict[Channel, SoundDevice] = {}
    wishes: dict[Channel, str] = {"agent": settings.agent_device, "customer": settings.customer_device}
    for channel, wanted in wishes.items():
        try:
            chosen[channel] = choose(devices, channel, wanted)
        except CaptureError as error:
            if wanted:
                print(f"! {error}", file=out)
    _list(devices, chosen, out)
    for sentence in limitations(devices):
        print(f"! {sentence}", file=out)
    if not chosen or check_s <= 0:
        return 0 if len(chosen) == len(CHANNELS) else 1
    capture = SoundCardCapture("check", chosen)
    print(f"\nListening for {check_s:.0f} seconds: speak, and let something play ...", file=out)
    try:
        capture.start(lambda packet: None)
    except CaptureError as error:
        print(f"! {error}", file=out)
        return 1
    loudest = _listen(capture, check_s, out)
    capture.stop()
    _verdict(chosen, loudest, capture, out)
    return 0 if len(chosen) == len(CHANNELS) and not any(code.endswith(".lost") for code in capture.warnings) else 1


def _list(devices: list[SoundDevice], chosen: dict[Channel, SoundDevice], out: TextIO) -> None:
    print("Devices that can be recorded:" if devices else "No device can be recorded.", file=out)
    for device in devices:
        used = [channel for channel, one in chosen.items() if one.id == device.id]
        mark = f"  <- used for the {used[0]}" if used else ""
        print(f"  {device.name}  [{device.rate_hz / 1000:g} kHz, {device.channels} ch]  {ROLE_WORDS[device.role]}{mark}\n"
              f"      {device.id}", file=out)


def _listen(capture: Capture, seconds: float, out: TextIO) -> dict[Channel, float]:
    loudest: dict[Channel, float] = dict.fromkeys(CHANNELS, -90.0)
    moves = out.isatty()
    pause = threading.Event()
    until_s = time.monotonic() + seconds
    while time.monotonic() < until_s:
        pause.wait(0.1)
        for channel, level in capture.levels.items():
            loudest[channel] = max(loudest[channel], level.peak_dbfs)
        if moves:
            bars = "   ".join(f"{channel} {_bar(level.peak_dbfs)}" for channel, level in capture.levels.items())
            print(f"\r  {bars}", end="", file=out, flush=True)
    if moves:
        print(file=out)
    return loudest


def _bar(level_dbfs: float) -> str:
    filled = round(_BAR * max(0.0, 1.0 - level_dbfs / _FLOOR_DB))
    return f"[{'#' * filled}{' ' * (_BAR - filled)}] {level_dbfs:4.0f} dB"


def _verdict(chosen: dict[Channel, SoundDevice], loudest: dict[Channel, float], capture: Capture, out: TextIO) -> None:
    for channel, device in chosen.items():
        if loudest[channel] < SILENCE_DBFS:
            advice = ("unmute it and speak closer" if device.role == "microphone"
                      else "nothing played, or the softphone uses another output")
            print(f"  {channel}: silent ({advice})", file=out)
        elif capture.levels[channel].clipping:
            print(f"  {channel}: too loud, it distorts; turn the level down", file=out)
        else:
            print(f"  {channel}: heard, loudest {loudest[channel]:.0f} dBFS", file=out)
