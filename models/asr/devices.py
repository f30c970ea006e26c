"""Where a CTranslate2 model may run: what was asked for in, devices to try out, best first, each with its reason."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import Any

from models.errors import ModelUnsupported

log = logging.getLogger(__name__)
MOST_THREADS = 4
"""More for one decode mostly wait for each other; more engines use the other cores."""


@dataclass(frozen=True, slots=True)
class Device:
    """One way to run a model."""

    device: str
    compute_type: str
    threads: int
    reason: str
    index: int = 0
    """Which of the GPUs."""


def usable_cores() -> int:
    """Cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count_gpus(ctranslate2: Any) -> int:
    """NVIDIA GPUs that CTranslate2 finds; 0 if the driver does not answer."""
    try:
        return int(ctranslate2.get_cuda_device_count())
    except RuntimeError as error:
        log.warning("the GPU driver does not answer: %s", error)
        return 0


def devices_to_try(ctranslate2: Any, asked: str, threads: int = 0) -> list[Device]:
    """Devices to try, best first; `asked` is `auto`, `cpu`, `cuda` or one GPU such as `cuda:1`.

    Raises `ModelUnsupported` if a GPU is asked for and there is none of this number.
    """
    # A core stays free: decoding on every core waits for whatever else runs on one of them.
    threads = threads or max(1, min(MOST_THREADS, usable_cores() - 1))
    kind, index = _parsed(asked)
    gpus = 0 if kind == "cpu" else count_gpus(ctranslate2)
    if kind == "cuda" and index >= gpus:
        found = f"there are {gpus}, counted from 0" if gpus else "there is none"
        raise ModelUnsupported(f"There is no NVIDIA GPU {index} that CTranslate2 can use; {found}. "
                               "Set the device to auto or cpu.")
    if gpus:
        types = ctranslate2.get_supported_compute_types("cuda", index)
        compute_type = next((name for name in ("float16", "int8_float16", "int8") if name in types), "default")
        gpu = Device("cuda", compute_type, 1, f"{gpus} NVIDIA GPU found.", index)
        return [gpu] if kind == "cuda" else [gpu, Device("cpu", "int8", threads, "No usable NVIDIA GPU.")]
    return [Device("cpu", "int8", threads, "The CPU was asked for." if kind == "cpu" else "No NVIDIA GPU found.")]


def _parsed(asked: str) -> tuple[str, int]:
    kind, _, index = asked.partition(":")
    if kind not in ("auto", "cpu", "cuda") or (index and not (kind == "cuda" and index.isdecimal())):
        raise ModelUnsupported(f"There is no device {asked!r}. Set it to auto, cpu, cuda, or one GPU such as cuda:1.")
    return kind, int(index or 0)
