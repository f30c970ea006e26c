"""A played call spoken and heard: the same words give the same events, words that are lost lose theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest

from protocol.assist import Alert, Checklist, Intent, Promise, Suggestion
from server.content.playbook import Playbook
from server.practice.built_in_agents import GoodAgent
from server.practice.over_sound import Rehearing, what_is_seen
from server.practice.self_test import play
from server.practice.voicing import Line, SpokenClause
from server.speech.transcript import Transcript


class Speaking:
    """Every line is a second of noise."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.lines: list[Line] = []

    async def speak(self, text: str, _lang: str, _voice: Any, _mood: float, line: Line) -> AsyncIterator[SpokenClause]:
        self.said.append(text)
        self.lines.append(line)
        noise = np.random.default_rng(1).integers(-3_000, 3_000, 16_000).astype("<i2")
        yield SpokenClause(noise.tobytes(), 0, len(text), True)


class Hearing:
    """Hears what `texts` holds, line after line."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = iter(texts)

    async def submit_final(self, *_: Any, **__: Any) -> Transcript | None:
        text = next(self._texts)
        return Transcript(text, len(text), 0.9, 0.0, 1.0, 0.0) if text else None


@pytest.mark.parametrize("deaf", [False, True])
async def test_what_is_heard_decides_the_events(zh_book: Playbook, deaf: bool) -> None:
    zh = zh_book
    scenario = zh.practice["loan_sale"]
    played = play(zh, scenario, "normal", GoodAgent(zh, scenario))
    speaking = Speaking()
    hearing = Hearing(["" if deaf and line.channel == "agent" else line.text for line in played.lines])
    found = await Rehearing(speaking, hearing).hear(zh, scenario, played)  # type: ignore[arg-type]
    assert len(speaking.said) == len(found.heard) == len(played.lines) and found.audio_s == pytest.approx(len(played.lines))
    assert [line.telephone for line in speaking.lines] == [line.channel == "customer" for line in played.lines]
    assert "3.65%" not in "".join(speaking.said)
    assert found.kept["intent"] > 0
    if deaf:
        assert found.lost["checklist"] > 0 and found.kept["checklist"] == 0 and 0.2 < found.error_rate < 1
    else:
        assert not found.lost and not found.gained and found.error_rate == 0 and found.kept["checklist"] > 0


def test_only_what_a_person_sees_counts() -> None:
    assert what_is_seen(Alert(call="a", id="1", category="no_risk", severity="stop", rule="no_risk")) == ("alert", "no_risk")
    assert what_is_seen(Checklist(call="a", item="greeting", state="due")) is None
    assert what_is_seen(Intent(call="a", intent="other", confidence=0.9)) is None
    assert what_is_seen(Suggestion(call="a", id="1", text="好的", source=("first", "second"))) == ("suggestion", "first")
    assert what_is_seen(Promise(call="a", text="call back", by="agent")) is None
