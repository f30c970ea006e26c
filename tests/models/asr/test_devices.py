"""The device is chosen by what CTranslate2 finds, and the choice is explained."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from models.asr import engine_places
from models.asr.devices import devices_to_try
from models.errors import ModelUnsupported


def library(gpus: int, types: tuple[str, ...] = ("float32", "float16", "int8_float16")) -> SimpleNamespace:
    return SimpleNamespace(get_cuda_device_count=lambda: gpus, get_supported_compute_types=lambda device, index: set(types))


def test_a_gpu_comes_first_with_the_cpu_behind_it() -> None:
    gpu, cpu = devices_to_try(library(2), "auto")
    assert (gpu.device, gpu.compute_type) == ("cuda", "float16") and "2 NVIDIA" in gpu.reason
    assert (cpu.device, cpu.compute_type) == ("cpu", "int8")


def test_an_old_gpu_computes_in_what_it_can() -> None:
    assert devices_to_try(library(1, ("float32", "int8")), "auto")[0].compute_type == "int8"


@pytest.mark.parametrize(("asked", "reason"), [("auto", "No NVIDIA GPU"), ("cpu", "asked for")])
def test_without_a_gpu_the_cpu_and_why(asked: str, reason: str) -> None:
    (cpu,) = devices_to_try(library(0), asked)
    assert cpu.device == "cpu" and cpu.threads >= 1 and reason in cpu.reason


def test_the_cpu_on_request_although_there_is_a_gpu() -> None:
    assert [device.device for device in devices_to_try(library(1), "cpu")] == ["cpu"]


def test_a_gpu_on_request_is_not_replaced_silently() -> None:
    assert [device.device for device in devices_to_try(library(1), "cuda")] == ["cuda"]
    with pytest.raises(ModelUnsupported, match="auto or cpu"):
        devices_to_try(library(0), "cuda")


def test_a_driver_that_fails_counts_as_no_gpu() -> None:
    def fail() -> int:
        raise RuntimeError("CUDA driver version is insufficient")

    (cpu,) = devices_to_try(SimpleNamespace(get_cuda_device_count=fail), "auto")
    assert cpu.device == "cpu"


def test_one_gpu_of_several_on_request() -> None:
    assert [device.index for device in devices_to_try(library(2), "cuda:1")] == [1]
    with pytest.raises(ModelUnsupported, match="counted from 0"):
        devices_to_try(library(2), "cuda:2")


@pytest.mark.parametrize("asked", ["gpu", "cpu:1", "auto:0", "cuda:x", "cuda:-1", ""])
def test_what_is_no_device_is_refused(asked: str) -> None:
    with pytest.raises(ModelUnsupported, match="cuda:1"):
        devices_to_try(library(2), asked)


def test_threads_may_be_given() -> None:
    assert devices_to_try(library(0), "cpu", 3)[0].threads == 3


@pytest.mark.parametrize(
    ("gpus", "cores", "device", "engines", "expected"),
    [
        (2, 16, "auto", 0, [("cuda:0", 0), ("cuda:1", 0)]), (2, 16, "cuda", 3, [("cuda:0", 0), ("cuda:1", 0), ("cuda:0", 0)]),
        (2, 16, "cuda:1", 0, [("cuda:1", 0)]), (2, 9, "cpu", 0, [("cpu", 4), ("cpu", 4)]),
        (0, 2, "auto", 0, [("auto", 1)]), (0, 1, "auto", 0, [("auto", 1)]), (0, 6, "cpu", 0, [("cpu", 4)]),
        (0, 5, "cpu", 4, [("cpu", 1)] * 4), (0, 2, "cpu", 2, [("cpu", 1)] * 2), (0, 4, "cuda", 0, [("cuda", 0)]),
    ],
)  # fmt: skip
def test_engines_share_gpus_or_cores_and_leave_one_core(
    gpus: int, cores: int, device: str, engines: int, expected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.asr.loading.count_gpus", lambda library: gpus)
    monkeypatch.setattr("models.asr.loading.usable_cores", lambda: cores)
    assert [(place.device, place.threads) for place in engine_places(device, engines)] == expected
