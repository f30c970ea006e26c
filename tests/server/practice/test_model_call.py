"""A training call whose customer is worded by a language model: a model server of its own process, real HTTP, a whole call.

It words the first turn, leaves its role, breaks off in mid-stream, states a figure that nobody knows; the customer stays who he is.
"""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from protocol.call import CallEnd, CallEnded, CallReady, CallStart
from protocol.training import CustomerLeft, CustomerVoice, TypedLine
from server.app import Server
from server.practice import casting
from server.practice.model_engine import ModelEngine
from server.settings import AssistanceSettings
from server.storage.calls import CallRecords
from server.storage.practice import PracticeRecords
from server.storage.state import StateDirectory
from tests.server.fakes import LevelRecogniser, WireClient, list_workstation, settings, speech
from tests.server.practice.test_training_call import SAYS

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = '''
import asyncio
from benchmarks.suggestions.stub_server import Answer, StubServer
ROLES = ("很高兴为您服务。", "half", "手续费要88888元吧？")
turns = 0
def answer(body):
    global turns
    asked = body["messages"][-1]["content"]
    if "【要说的话】" not in asked:
        return Answer(trouble="error")  # suggestions for the agent: this model only plays customers
    words = asked.split("【要说的话】<<<")[1].split(">>>")[0].strip()
    turns += 1
    fault = ROLES[turns - 2] if 2 <= turns <= 4 else ""
    if fault == "half":
        return Answer([words[:3]], "half")
    return Answer([fault, words] if fault else ["喂喂，", words])
async def main():
    async with StubServer(answer) as server:
        print(server.url, flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
'''


@pytest.fixture
def model_server() -> Iterator[str]:
    """Address of a model server in a process of its own."""
    process = subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait(20)
        process.stdout.close()


@pytest.fixture
async def server(state: StateDirectory, small_book: Path, model_server: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    # its time is tested elsewhere; here a busy machine must not make every answer late
    monkeypatch.setattr(casting, "ModelEngine", functools.partial(ModelEngine, wording_s=60.0))
    model = AssistanceSettings(engine="openai", base_url=model_server, model="stub", connect_s=30.0, read_s=60.0)
    made = Server(replace(settings(state), playbooks=(str(small_book),), assistance=model), state, speech(LevelRecogniser()))
    await made.start()
    yield made
    await made.stop()


async def test_the_customer_stays_in_his_role_whatever_the_model_says(server: Server, state: StateDirectory) -> None:
    async with WireClient(server.endpoint, server.public_key, list_workstation(state)) as client:
        await client.hello(lang="zh")
        await client.send(CallStart(call="t1", lang="zh", training=True, scenario="early_repayment", difficulty="easy", voice=False))
        await client.until(CallReady)
        for words in SAYS:
            await client.send(TypedLine(call="t1", text=words))
            heard = await client.until((CustomerVoice, CustomerLeft), lambda one: bool(  # type: ignore[arg-type]
                getattr(one, "text", "") or isinstance(one, CustomerLeft)))
            if isinstance(heard, CustomerLeft) or client.all(CustomerLeft):
                break
        [left] = client.all(CustomerLeft) or [await client.until(CustomerLeft)]
        said = [one.text for one in client.all(CustomerVoice) if one.text]
        await client.send(CallEnd(call="t1", last_number={"customer": -1, "agent": -1}))
        await client.until(CallEnded)
    assert said[0].startswith("喂喂，"), "the model words what he says"
    assert not any("为您服务" in words or "88888" in words or len(words) < 6 for words in said)
    assert left.outcome == "success", "he is won as without a model"
    path = PracticeRecords(CallRecords(server.database)).path("t1")
    replaced = [note.id for point in path for note in point.notes if note.kind == "engine"]
    assert replaced == ["agent", "llm.garbage", "figure"], "and the trainer sees which of his words were the script's"
    assert not any(words.startswith("喂喂，") for words in said[1:]), "after three faults he goes on with the script"
