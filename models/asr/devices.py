"""Where a CTranslate2 model may run: what was asked for in, devices to try out, best first, each with its reason."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import Any

from models.errors import ModelUnsupported

log = logging.getLogger(__name__)
_MOST_THREADS = 8


@dataclass(frozen=True, slots=True)
class Device:
    """One way to run a model."""

    device: str
    compute_type: str
    threads: int
    reason: str


def devices_to_try(ctranslate2: Any, asked: str) -> list[Device]:
    """Devices to try, best first."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    # A core stays free: decoding on every core waits for whatever else runs on one of them.
    cpu = Device("cpu", "int8", max(1, min(_MOST_THREADS, cores - 1)), "")
    gpus = 0
    if asked != "cpu":
        try:
            gpus = int(ctranslate2.get_cuda_device_count())
        except RuntimeError as error:
            log.warning("the GPU driver does not answer: %s", error)
    if gpus:
        types = ctranslate2.get_supported_compute_types("cuda")
        compute_type = next((name for name in ("float16", "int8_float16", "int8") if name in types), "default")
        gpu = Device("cuda", compute_type, 1, f"{gpus} NVIDIA GPU found.")
        return (
            [gpu] if asked == "cuda" else [gpu, Device("cpu", cpu.compute_type, cpu.threads, "No usable NVIDIA GPU.")]
        )
    if asked == "cuda":
        raise ModelUnsupported("There is no NVIDIA GPU that CTranslate2 can use. Set the device to auto or cpu.")
    reason = "The CPU was asked for." if asked == "cpu" else "No NVIDIA GPU found."
    return [Device(cpu.device, cpu.compute_type, cpu.threads, reason)]
