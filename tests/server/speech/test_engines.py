"""One model, several engines: what opens, what falls back, and what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.asr import EnginePlace, RecogniserInfo
from models.errors import ModelDamaged, ModelUnsupported
from server.speech import engines


class Opened:
    """A model that only says where it runs."""

    def __init__(self, device: str, threads: int) -> None:
        self.info = RecogniserInfo("fake", "fake", device, "int8", False, ("en",), "full", threads=threads)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, int]]]:
    """Sets the places and those that fail; returns what was tried, in order."""
    def prepare(*places: EnginePlace, fails: dict[str, Exception] | None = None) -> list[tuple[str, int]]:
        tried: list[tuple[str, int]] = []

        def load(model: str | None, device: str, *, threads: int) -> Opened:
            tried.append((device, threads))
            if fails and device in fails:
                raise fails[device]
            return Opened(device, threads)

        monkeypatch.setattr(engines, "engine_places", lambda device, number: list(places))
        monkeypatch.setattr(engines, "load_recogniser", load)
        return tried
    return prepare


def test_one_engine_for_each_place_and_each_can_be_opened_again(opened: Callable[..., list[tuple[str, int]]]) -> None:
    tried = opened(EnginePlace("cuda:0"), EnginePlace("cuda:1"))
    found = engines.open_engines()
    assert [one.info.device for one in (found.first, *found.others)] == ["cuda:0", "cuda:1"]
    assert found.reopen(1).info.device == "cuda:1" and tried[-1] == ("cuda:1", 0)


def test_a_further_engine_that_does_not_open_is_left_out(opened: Callable[..., list[tuple[str, int]]]) -> None:
    opened(EnginePlace("cuda:0"), EnginePlace("cuda:1"), fails={"cuda:1": ModelUnsupported("no memory")})
    found = engines.open_engines()
    assert found.first.info.device == "cuda:0" and found.others == ()


def test_without_a_usable_gpu_the_model_chooses_by_itself(opened: Callable[..., list[tuple[str, int]]]) -> None:
    tried = opened(EnginePlace("cuda:0"), EnginePlace("cuda:1"), fails={"cuda:0": ModelUnsupported("no libraries")})
    found = engines.open_engines()
    assert found.first.info.device == "auto" and found.others == () and tried == [("cuda:0", 0), ("auto", 0)]


def test_what_was_asked_for_is_not_replaced(opened: Callable[..., list[tuple[str, int]]]) -> None:
    opened(EnginePlace("cuda:0"), fails={"cuda:0": ModelUnsupported("no libraries")})
    with pytest.raises(ModelUnsupported):
        engines.open_engines(device="cuda")


def test_a_damaged_model_is_tried_once(opened: Callable[..., list[tuple[str, int]]]) -> None:
    tried = opened(EnginePlace("auto", 1), EnginePlace("auto", 1), fails={"auto": ModelDamaged("bits")})
    with pytest.raises(ModelDamaged):
        engines.open_engines()
    assert len(tried) == 1
