"""A live call with a language model: real HTTP behind it, real sockets before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.suggestions.stub_server import Answer, StubServer
from protocol.assist import Suggestion, SuggestionBlocked, SuggestionPart, Translation
from protocol.call import Pong
from protocol.transcript import Final
from server.assist.engines.opening import open_writing
from server.outbox import Outbox
from server.settings import AssistanceSettings
from server.storage.state import StateDirectory
from tests.server.calls.conftest import OpenCall
from tests.server.fakes import LevelRecogniser, settings, speech, spoken

INTENTS = """
[[intent]]
id = "rate_fee"
title = "Rates"
phrases = ["balance"]
"""
REPLIES = """
[[reply]]
id = "approved"
text = "Let me look that up for you."
intents = ["rate_fee", "account_inquiry", "repayment", "bill_inquiry"]
keywords = ["balance", "payment"]
"""


def assisted(state: StateDirectory, url: str, **changes: Any) -> Any:
    """Settings with a language model, and a playbook that has something to say."""
    made = settings(state)
    book = Path(made.playbooks[0])
    (book / "intents.toml").write_text(INTENTS, encoding="utf-8")
    (book / "replies.toml").write_text(REPLIES, encoding="utf-8")
    return replace(made, assistance=AssistanceSettings(**{
        "engine": "openai", "base_url": url, "model": "stub", "connect_s": 30.0, "first_clause_s": 30.0,
        "read_s": 30.0, "total_s": 60.0, **changes}))


async def say(client: Any) -> None:
    """The customer says `balance payment`."""
    await client.speak("c1", "customer", spoken(10))


async def test_words_stream_and_are_committed_under_one_id(state: StateDirectory, open_call: OpenCall) -> None:
    async with StubServer(
        lambda body: Answer(["I will ", "check it. ", "One moment", " please."], gap_s=0.02)
    ) as model:
        _, client = await open_call(assisted(state, model.url), speech(LevelRecogniser()))
        await say(client)
        final = await client.until(Suggestion)
        assert final.text == "I will check it. One moment please." and final.engine == "openai:stub"
        assert final.alternatives == ("Let me look that up for you.",)
        assert final.utterance == client.all(Final)[0].utterance and final.speech_end_ms == client.all(Final)[0].end_ms
        parts = client.all(SuggestionPart)
        assert parts and {part.id for part in parts} == {final.id} and final.text.startswith(parts[0].text)


async def test_an_invented_figure_never_reaches_the_client(state: StateDirectory, open_call: OpenCall) -> None:
    async with StubServer(lambda body: Answer(["Your rate ", "is 8.", "25 percent", ", all right?"])) as model:
        _, client = await open_call(assisted(state, model.url), speech(LevelRecogniser()))
        await say(client)
        final = await client.until(Suggestion)
        assert (final.text, final.engine) == ("Let me look that up for you.", "playbook")
        assert [event.why for event in client.all(SuggestionBlocked)] == ["number:8.25 percent"]
        assert not any("8" in part.text for part in client.all(SuggestionPart))


async def test_a_model_that_is_down_costs_nothing_but_a_line_on_the_screen(
    state: StateDirectory, open_call: OpenCall
) -> None:
    server, client = await open_call(assisted(state, "http://127.0.0.1:9/v1"), speech(LevelRecogniser()))
    await say(client)
    assert (await client.until(Suggestion)).engine == "playbook"
    assert server.writing.writer is not None
    for _ in range(2):
        server.writing.writer._breaker.failed(0.0)
    server.writing.writer._breaker.failed(1e9)
    assert "llm.down" in server.pong(0.0).degraded and isinstance(server.pong(0.0), Pong)


async def test_a_customers_line_is_translated(state: StateDirectory, open_call: OpenCall) -> None:
    def answer(body: dict[str, Any]) -> Answer:
        return Answer(["余额余额"] if "中文" in body["messages"][0]["content"] else ["One moment please."])
    async with StubServer(answer) as model:
        _, client = await open_call(assisted(state, model.url, translate_to="zh"), speech(LevelRecogniser()))
        await say(client)
        translated = await client.until(Translation)
        assert (translated.text, translated.lang) == ("余额余额", "zh") and translated.seq > 0
        assert translated.utterance == client.all(Final)[0].utterance


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"engine": "openai", "model": "m", "base_url": "http://8.8.8.8/v1"}, "allowed_hosts"),
        ({"engine": "nonsense"}, "expected one of"),
        ({"engine": "openai", "model": "m", "translate_to": "fr"}, "translate_to"),
        ({"engine": "optimum", "model": "/none"}, "optimum-cli"),
    ],
)
def test_a_model_that_can_not_be_used_is_a_problem_and_no_end(
    changes: dict[str, Any], text: str, state: StateDirectory, caplog: pytest.LogCaptureFixture
) -> None:
    writing = open_writing(AssistanceSettings(**changes), state)
    assert writing.writer is None and writing.problem == "llm.settings" and text in caplog.text


async def test_the_key_is_read_from_a_file_that_nobody_else_may_read(
        state: StateDirectory, caplog: pytest.LogCaptureFixture) -> None:
    wanted = AssistanceSettings(engine="openai", model="m")
    state.write_key(state.llm_key, "s3cret")
    opened = open_writing(wanted, state)
    assert opened.writer is not None
    await opened.writer.close()
    state.llm_key.chmod(0o644)
    assert (
        open_writing(wanted, state).problem == "llm.settings"
        and "chmod 600" in caplog.text
        and "s3cret" not in caplog.text
    )


def test_the_newest_beginning_of_a_suggestion_replaces_older_ones_in_the_outbox() -> None:
    outbox = Outbox(10)
    for text in ("a", "ab", "abc"):
        outbox.put(SuggestionPart(call="c", id="s1", text=text))
    assert len(outbox) == 1 and outbox.take() == SuggestionPart(call="c", id="s1", text="abc")
