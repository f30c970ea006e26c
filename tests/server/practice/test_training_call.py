"""A training call over the wire: typed lines in, the customer's words out, and in the end the report."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from protocol.call import CallEnd, CallEnded, CallReady, CallStart
from protocol.training import (
    Attempts,
    AttemptsQuery,
    CustomerLeft,
    CustomerVoice,
    ReportQuery,
    TrainingCatalogue,
    TrainingQuery,
    TrainingReport,
    TypedLine,
)
from protocol.transcript import Final
from server.app import Server
from server.storage.state import StateDirectory
from tests.server.fakes import LevelRecogniser, WireClient, list_workstation, settings, speech

SAYS = ("您好，很高兴为您服务。", "请说一下预留手机的后四位。", "核对无误，提前还款违约金是剩余本金的1%，满12个月免收。",
        "您可以在手机银行申请提前还款，也可以到网点办理。", "请问还有其他可以帮您的吗？", "感谢您的来电，再见。", "再见。")


@pytest.fixture
async def server(state: StateDirectory, small_book: Path) -> AsyncIterator[Server]:
    made = Server(replace(settings(state), playbooks=(str(small_book),)), state, speech(LevelRecogniser()))
    await made.start()
    yield made
    await made.stop()


async def test_from_the_catalogue_to_the_report(server: Server, state: StateDirectory) -> None:
    async with WireClient(server.endpoint, server.public_key, list_workstation(state)) as client:
        await client.hello(lang="zh")
        await client.send(TrainingQuery(lang="zh"))
        catalogue = await client.until(TrainingCatalogue)
        scenario = catalogue.scenarios[0]
        assert scenario.recommended and scenario.attempts == 0
        await client.send(CallStart(call="t1", lang="zh", training=True, scenario=scenario.id, difficulty="easy", assistance="exam",
                                    voice=False))
        await client.until(CallReady)
        for words in SAYS:
            await client.send(TypedLine(call="t1", text=words))
            heard = await client.until((CustomerVoice, CustomerLeft), lambda one: bool(  # type: ignore[arg-type]
                getattr(one, "text", "") or isinstance(one, CustomerLeft)))
            if isinstance(heard, CustomerLeft) or client.all(CustomerLeft):
                break
        left = client.all(CustomerLeft) or [await client.until(CustomerLeft)]
        await client.send(ReportQuery(call="t1"))
        await client.send(CallEnd(call="t1", last_number={"customer": -1, "agent": -1}))
        await client.until(CallEnded)
        report = client.all(TrainingReport)[0] if client.all(TrainingReport) else await client.until(TrainingReport)
        assert (report.scenario, report.outcome, report.assistance) == (scenario.id, left[0].outcome, "exam")
        lines = {line.line: line.score for line in report.lines}
        assert left[0].outcome == "success" and lines["knowledge"] == 100 and lines["pace"] == lines["interruptions"] == -1
        assert report.mood and report.moments and report.best_by == "expert"
        starts = [final.start_ms for final in client.all(Final)]
        assert len(starts) > 3 and starts == sorted(set(starts)), "also without a sound, each line has its own time"
        await client.send(ReportQuery(call="t1"))
        assert await client.until(TrainingReport) == report
        await client.send(AttemptsQuery())
        assert [one.call for one in (await client.until(Attempts)).attempts] == ["t1"]
