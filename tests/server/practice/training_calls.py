"""Training calls as a server would have stored them: what was said, run through the pipeline, with the customer's turns."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from protocol.message import CallEvent, Channel
from protocol.training import CustomerLeft
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import BUILT_IN
from server.content.playbook import Playbook
from server.practice.engine import Note
from server.practice.finished import FinishedCall, in_order
from server.storage.calls import CallRecords, CallRow, Said, State, Step
from server.storage.practice import PathPoint, PracticeRecords, PracticeStart

SCENARIO = "early_repayment"


@dataclass(frozen=True)
class Spoken:
    """One line."""

    channel: Channel
    start_ms: int
    end_ms: int
    text: str
    typed: bool = False


def write_small_book(directory: Path) -> Path:
    """A playbook with the scenario and what it needs, read in a moment."""
    bundled = BUILT_IN / "zh_finance"
    shutil.copytree(bundled / "products", directory / "products")
    (directory / "practice").mkdir()
    shutil.copy(bundled / "practice" / f"{SCENARIO}.toml", directory / "practice")
    shutil.copy(bundled / "customers.toml", directory)
    (directory / "playbook.toml").write_text('id = "zh_small"\ntitle = "小"\nlang = "zh"\nversion = "1"\n', encoding="utf-8")
    (directory / "checklist.toml").write_text(
        '[[item]]\nid = "polite_close"\ntitle = "结束"\nphrases = ["再见"]\nrequired = false\n', encoding="utf-8")
    return directory


def talk(*lines: tuple[Channel, str], gap_ms: int = 600, ms: int = 4_000) -> list[Spoken]:
    """Lines one after the other."""
    return [Spoken(channel, number * (ms + gap_ms), number * (ms + gap_ms) + ms, text)
            for number, (channel, text) in enumerate(lines)]


def run(book: Playbook, lines: Sequence[Spoken], call: str = "c1") -> tuple[list[Utterance], list[CallEvent]]:
    """Through the pipeline, to the end of the call."""
    pipeline = Pipeline(book, CallFacts(call=call, lang=book.lang, training=True))
    said: list[Utterance] = []
    events: list[CallEvent] = []
    for number, line in enumerate(sorted(lines, key=lambda one: one.end_ms), 1):
        name = f"typed-{number}" if line.typed else f"{line.channel}-{line.start_ms * 16}"
        events += pipeline.tick(line.start_ms)
        heard = pipeline.hear(Utterance(name, line.channel, line.start_ms, line.end_ms, line.text, book.lang))
        said.append(heard.utterance)
        events += heard.events
    events += pipeline.finish(max((line.end_ms for line in lines), default=0))
    return said, [replace(event, call=call) for event in events]


def finished(book: Playbook, lines: Sequence[Spoken], *, path: Sequence[PathPoint] = (), outcome: str = "success",
             scenario: str = SCENARIO, **start: Any) -> FinishedCall:
    """A call that is over, without a database."""
    said, events = run(book, lines)
    end_ms = max((line.end_ms for line in lines), default=0)
    if outcome:
        events.append(CustomerLeft(call="c1", at_ms=end_ms, outcome=outcome, why="helped"))  # type: ignore[arg-type]
    began = PracticeStart(call="c1", user="anna", scenario=scenario, lang=book.lang, begun_at="2026-03-01T09:00:00.000+00:00",
                          **start)
    return FinishedCall(began, book, book.practice.get(scenario), in_order(said), tuple(events), tuple(path))


def point(at_ms: int, mood: float, said: str = "", *notes: tuple[str, str, str, str], outcome: Any = "") -> PathPoint:
    """A turn of the customer; notes are (kind, id, state, quote)."""
    return PathPoint(at_ms=at_ms, mood=mood, said=said, outcome=outcome, notes=tuple(
        Note(kind=kind, id=name, state=state, quote=quote, at_ms=at_ms) for kind, name, state, quote in notes))  # type: ignore[arg-type]


def store(records: CallRecords, book: Playbook, call: str, lines: Sequence[Spoken], *, user: str = "anna",
          path: Sequence[PathPoint] = (), outcome: str = "success", scenario: str = SCENARIO, state: State | None = "ended",
          training: bool = True, begun_at: str = "", **start: Any) -> None:
    """Into the database, as a session would."""
    records.open(CallRow(id=call, workstation="w1", user=user, lang=book.lang, training=training, playbook=book.id,
                         playbook_version=book.version))
    said, events = run(book, lines, call)
    if outcome:
        events.append(CustomerLeft(call=call, at_ms=max((one.end_ms for one in said), default=0),
                                   outcome=outcome, why="helped"))  # type: ignore[arg-type]
    for one in said:
        records.commit(call, Step(said=Said(one, one.start_ms * 16, one.end_ms * 16)))
    records.commit(call, Step(events=[replace(event, seq=number) for number, event in enumerate(events, 1)], state=state))
    if training:
        practice = PracticeRecords(records)
        practice.begin(PracticeStart(call=call, user=user, scenario=scenario, lang=book.lang, begun_at=begun_at, **start))
        practice.note(call, path)


GOOD: list[tuple[Channel, str]] = [
    ("agent", "您好，这里是星辰银行，我是客服，工号0821。为保证服务质量，本次通话会录音。请问有什么可以帮您？"),
    ("customer", "我的贷款想提前还清，要收违约金吗？"),
    ("agent", "请先核对身份，请说一下预留手机的后四位。"),
    ("customer", "七三一五。"),
    ("agent", "核对无误，感谢您的配合。提前还款违约金是剩余本金的1%，还款满12个月免收。"),
    ("customer", "那我要怎么办理？"),
    ("agent", "您可以在手机银行申请提前还款，也可以到网点办理。"),
    ("customer", "好的，谢谢。"),
    ("agent", "感谢您的来电，祝您生活愉快，再见。"),
]
GOOD_PATH = [point(4_600, 0.1, "我的贷款想提前还清，要收违约金吗？", ("ask", "fee", "raised", "")),
             point(23_000, 0.2, "那我要怎么办理？", ("ask", "fee", "answered", "提前还款违约金是剩余本金的1%"), ("ask", "how", "raised", "")),
             point(32_200, 0.3, "好的，谢谢。", ("ask", "how", "answered", "您可以在手机银行申请"), outcome="success")]
