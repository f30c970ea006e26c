"""Loads sounddevice, which loads PortAudio, on first use: the client starts, and says what to do, without either."""

from __future__ import annotations

import sys
from types import ModuleType

from ..errors import SoundSystemMissing

open_outputs: set[int] = set()
"""Outputs that play now (`id` of their stream); see `refresh`."""


def sounddevice() -> ModuleType:
    """The sounddevice module.

    Raises:
        SoundSystemMissing: PortAudio is not installed.
    """
    try:
        import sounddevice as module
    except (OSError, ImportError) as error:
        hint = ("sudo apt install libportaudio2 libasound2-plugins" if sys.platform.startswith("linux")
                else "pip install --force-reinstall sounddevice")
        raise SoundSystemMissing(f"The sound library PortAudio is missing; install it with: {hint}") from error
    return module


def refresh() -> None:
    """Look for devices again; only while no stream is open, because it ends them all.  With an open output: nothing."""
    if open_outputs:
        return
    module = sounddevice()
    module._terminate()
    module._initialize()
