"""`seatmate bridge status | check | setup`: can a supervisor be heard by the customer, and if not, what to do."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from .capture.devices import list_devices
from .capture.outputs import choose_output, far_side, list_outputs
from .errors import CaptureError
from .settings import Settings, load_settings, save_settings
from .voice.bridge_check import CheckResult, can_set_up, check_bridge, set_up

_WHAT_TO_DO = {
    "bridge.none": "No line bridge is chosen. On Linux run: seatmate bridge setup; elsewhere install a virtual cable "
                   "and choose it in the settings.",
    "bridge.lost": "The chosen output is not there or can not be opened. Plug it in, or choose another in the settings.",
    "bridge.silent": "Nothing arrived at the softphone's side. Unmute the device, then check again.",
    "bridge.wrong_device": "What is played into this output does not arrive at a microphone. Choose a virtual cable or the "
                           "bridge that `seatmate bridge setup` makes.",
}


def bridge(action: str, *, path: Path | None = None, out: TextIO | None = None) -> int:
    """Do one action; returns the exit code: 0 if a supervisor can be heard by the customer, 1 if not.

    Raises:
        ClientError: no sound system, or the settings can not be read.
    """
    out = out or sys.stdout
    settings = load_settings(path)
    if action == "status":
        return _status(settings, out)
    if action == "setup":
        made = set_up() if can_set_up() else ""
        if not made:
            print("A bridge can only be made on PulseAudio or PipeWire with pactl. Install a virtual cable (VB-CABLE on "
                  "Windows, BlackHole on macOS) and choose it in the settings.", file=out)
            return 1
        settings = replace(settings, bridge_output=made, bridge_checked="")
        save_settings(settings, path)
    print("A test tone is played into the bridge ...", file=out)
    result = check_bridge(settings.bridge_output)
    save_settings(replace(settings, bridge_checked=settings.bridge_output if result.passed else ""), path)
    return _verdict(result, out)


def _status(settings: Settings, out: TextIO) -> int:
    outputs = list_outputs()
    try:
        others = [one for one in outputs if one.id != settings.bridge_output]
        headset = choose_output(others, settings.headset_output).name
    except CaptureError as error:
        headset = f"none ({error})"
    print(f"Headset: {headset}", file=out)
    line = next((one for one in outputs if one.id == settings.bridge_output), None)
    if line is None:
        print(_WHAT_TO_DO["bridge.lost" if settings.bridge_output else "bridge.none"], file=out)
        return 1
    far = far_side(line, list_devices())
    softphone = far.name if far is not None else "none found"
    print(f"Line bridge: {line.name}; the softphone's microphone: {softphone}", file=out)
    if settings.bridge_checked != settings.bridge_output:
        print("It was never checked. Run: seatmate bridge check", file=out)
        return 1
    print("It passed the check.", file=out)
    return 0


def _verdict(result: CheckResult, out: TextIO) -> int:
    if not result.passed:
        print(_WHAT_TO_DO.get(result.code, result.code), file=out)
        return 1
    print(f"The tone arrives after {result.delay_ms} ms at {result.level_dbfs:.0f} dBFS.\n"
          f"In the softphone, choose {result.far!r} as the microphone.", file=out)
    return 0
