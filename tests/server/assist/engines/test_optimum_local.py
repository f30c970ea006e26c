"""The engine `optimum` against the interface of its libraries: what is asked of them, pieces, breaking off, failures.

The libraries bring PyTorch along and are no part of the test install; objects with their methods stand in for them.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from server.assist.engines.engine import Engine, Prompt, open_engine
from server.assist.engines.errors import EngineGarbage, EngineMisset
from server.settings import AssistanceSettings

ANSWER = "您好，请稍等。"


class Tokenizer:
    """One token a byte, so that a character is whole after three."""

    chat_template = "yes"

    def apply_chat_template(self, messages: list[dict[str, str]], **_more: Any) -> str:
        return "|".join(f"{one['role']}:{one['content']}" for one in messages)

    def __call__(self, text: str, return_tensors: str) -> dict[str, Any]:
        ids = np.frombuffer(text.encode(), np.uint8)[None]
        return {"input_ids": ids, "token_type_ids": np.zeros_like(ids), "attention_mask": np.ones_like(ids)}

    def decode(self, ids: list[int], skip_special_tokens: bool) -> str:
        return bytes(ids).decode(errors="replace")


class Model:
    """Hands out the answer byte by byte until a criterion stops it."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}
        self.given = 0
        self.broken = False
        self.go_on = threading.Event()

    def generate(self, *, streamer: Any, stopping_criteria: list[Any], **asked: Any) -> None:
        self.asked = asked
        streamer.put(asked["input_ids"])
        if self.broken:
            raise RuntimeError("a bad graph")
        for byte in ANSWER.encode():
            if any(criterion(None, None) for criterion in stopping_criteria):
                return
            self.given += 1
            streamer.put(np.array([byte]))
            if self.given == 3:
                self.go_on.wait(5)
        streamer.end()


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """The libraries' place taken."""
    made = Model()
    made.go_on.set()
    runtime, transformers = ModuleType("optimum.onnxruntime"), ModuleType("transformers")
    runtime.ORTModelForCausalLM = SimpleNamespace(from_pretrained=lambda *_a, **_k: made)  # type: ignore[attr-defined]
    transformers.AutoTokenizer = SimpleNamespace(from_pretrained=lambda *_a, **_k: Tokenizer())  # type: ignore[attr-defined]
    transformers.StoppingCriteriaList = list  # type: ignore[attr-defined]
    for name, module in (
        ("optimum", ModuleType("optimum")),
        ("optimum.onnxruntime", runtime),
        ("transformers", transformers),
    ):
        monkeypatch.setitem(sys.modules, name, module)
    return made


def engine_of(directory: Path) -> Engine:
    engine = open_engine(AssistanceSettings(engine="optimum", model=str(directory)))
    assert engine is not None
    return engine


async def test_whole_characters_come_and_the_prompt_does_not(model: Model, tmp_path: Path) -> None:
    engine = engine_of(tmp_path)
    pieces = [piece async for piece in engine.stream(Prompt("system", "user", 33))]
    assert pieces == list(ANSWER) and engine.name == f"optimum:{tmp_path.name}"
    assert model.asked["max_new_tokens"] == 33 and model.asked["do_sample"] is False
    # A causal model refuses what else its tokenizer may give.
    assert "token_type_ids" not in model.asked and model.asked["attention_mask"].all()
    await engine.close()


async def test_closing_the_stream_ends_the_models_work(model: Model, tmp_path: Path) -> None:
    model.go_on.clear()
    stream = engine_of(tmp_path).stream(Prompt("system", "user"))
    assert await anext(stream) == "您"
    threading.Timer(0.05, model.go_on.set).start()
    await stream.aclose()
    assert model.given < len(ANSWER.encode())


async def test_a_model_that_fails_is_garbage(model: Model, tmp_path: Path) -> None:
    model.broken = True
    with pytest.raises(EngineGarbage, match="RuntimeError"):
        _ = [piece async for piece in engine_of(tmp_path).stream(Prompt("system", "user"))]
    model.broken = False
    with pytest.raises(EngineGarbage, match="more than 3000 tokens"):
        _ = [piece async for piece in engine_of(tmp_path).stream(Prompt("system", "x" * 4000))]


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "optimum", None)
    monkeypatch.setitem(sys.modules, "optimum.onnxruntime", None)
    with pytest.raises(EngineMisset, match=r"seatmate\[server,llm-local\]"):
        engine_of(tmp_path)
