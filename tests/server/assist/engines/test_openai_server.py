"""The engine `openai` against a real HTTP server: streaming, and every way in which a model server fails."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.suggestions.stub_server import Answer, StubServer, Trouble
from server.assist.engines.bounded_http import MOST_BYTES
from server.assist.engines.engine import Engine, Prompt, open_engine
from server.assist.engines.errors import (
    EngineDown,
    EngineError,
    EngineGarbage,
    EngineMisset,
    EngineRefused,
    EngineSlow,
)
from server.settings import AssistanceSettings

PROMPT = Prompt("You are a test.", "say hello", 50)


def engine_of(url: str, key: str = "", **changes: Any) -> Engine:
    settings = replace(AssistanceSettings(engine="openai", base_url=url, model="stub", read_s=0.3), **changes)
    engine = open_engine(settings, lambda: key)
    assert engine is not None
    return engine


async def collect(engine: Engine) -> list[str]:
    try:
        return [piece async for piece in engine.stream(PROMPT)]
    finally:
        await engine.close()


async def test_pieces_come_as_they_are_sent_and_the_key_goes_along() -> None:
    async with StubServer(lambda body: Answer(["您好", "，周先生", "。"])) as server:
        assert await collect(engine_of(server.url, "s3cret-key")) == ["您好", "，周先生", "。"]
    (asked,) = server.asked
    assert asked["model"] == "stub" and asked["stream"] is True and asked["max_tokens"] == 50
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert "s3cret-key" in server.headers[0] and "s3cret-key" not in json.dumps(asked)


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        ("garbage", EngineGarbage),
        ("no_json", EngineGarbage),
        ("no_choices", EngineGarbage),
        ("broken_line", EngineGarbage),
        ("half", EngineGarbage),
        ("refusal", EngineGarbage),
        ("huge", EngineGarbage),
        ("silent", EngineSlow),
        ("error", EngineDown),
        ("wrong_model", EngineRefused),
        ("wrong_key", EngineRefused),
        ("redirect", EngineError),
    ],
)
async def test_every_trouble_has_a_name_and_says_what_to_do(trouble: Trouble, expected: type[EngineError]) -> None:
    async with StubServer(lambda body: Answer(["Hello"], trouble)) as server:
        with pytest.raises(expected) as caught:
            await collect(engine_of(server.url))
    assert caught.value.code.startswith("llm.") and len(str(caught.value)) > 20
    if trouble == "wrong_model":
        assert "assistance.model 'stub'" in str(caught.value)
    if trouble == "redirect":
        assert len(server.asked) == 1


async def test_ten_megabytes_are_not_read() -> None:
    async with StubServer(lambda body: Answer(["Hello"], "huge")) as server:
        with pytest.raises(EngineGarbage, match=f"longer than {MOST_BYTES // 1024} kB"):
            await collect(engine_of(server.url))


async def test_nobody_there() -> None:
    async with StubServer(lambda body: Answer()) as server:
        url = server.url
    with pytest.raises(EngineDown, match="does not answer"):
        await collect(engine_of(url))


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "http://203.0.113.9:9")
    async with StubServer(lambda body: Answer(["Hello."])) as server:
        assert await collect(engine_of(server.url)) == ["Hello."]


async def test_nothing_that_was_said_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with StubServer(lambda body: Answer(["Hello."])) as server:
            await collect(engine_of(server.url))
    assert "say hello" not in caplog.text and "Hello." not in caplog.text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"model": ""}, "assistance.model is empty"),
        ({"base_url": "http://8.8.8.8/v1"}, "allowed_hosts"),
        ({"base_url": "ftp://127.0.0.1"}, "expected something like"),
        ({"base_url": "http://user:pw@127.0.0.1/v1"}, "llm.key"),
        ({"engine": "gpt"}, "expected one of playbook, openai, optimum"),
    ],
)
def test_settings_that_can_not_be_used_are_named(changes: dict[str, str], text: str) -> None:
    settings = AssistanceSettings(engine="openai", model="stub")
    with pytest.raises(EngineMisset, match=text):
        open_engine(replace(settings, **changes))  # type: ignore[arg-type]


def test_the_playbook_alone_needs_no_engine() -> None:
    assert open_engine(AssistanceSettings()) is None
