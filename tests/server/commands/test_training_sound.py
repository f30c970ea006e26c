"""The table of calls that were spoken and heard."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from server.commands import training_sound
from server.practice.over_sound import OverSound


class Closing:
    """Stands for the voices and the scheduler."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.closed = False

    def close(self) -> Any:
        self.closed = True

        async def nothing() -> None:
            return
        return nothing()


def test_each_call_has_a_row_and_all_have_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Rehearing:
        def __init__(self, *_: Any) -> None:
            pass

        async def hear(self, _playbook: Any, _scenario: Any, played: Any) -> OverSound:
            return OverSound(played.scenario, played.difficulty, wanted=Counter(agent=30, customer=20),
                             wrong=Counter(agent=3, customer=5), audio_s=12.34,
                             kept=Counter(alert=2, intent=3), lost=Counter(alert=1), gained=Counter())

    info = SimpleNamespace(model="m", synthetic_only=True)
    monkeypatch.setattr(training_sound, "load_recogniser", lambda model: SimpleNamespace(info=info))
    monkeypatch.setattr(training_sound, "Rehearing", Rehearing)
    monkeypatch.setattr(training_sound, "Scheduler", lambda *_: SimpleNamespace(close=lambda: None))
    monkeypatch.setattr(training_sound, "Voicing", Closing)
    playbook = SimpleNamespace(practice={"a": None, "b": None})
    played = [(playbook, SimpleNamespace(scenario=name, difficulty="normal")) for name in ("a", "b")]
    found = training_sound.rehear(played, None)  # type: ignore[arg-type]
    printed = capsys.readouterr().out
    assert "a, normal: 10.0% of the trainee, 25.0% of the customer; 5, 1, 0" in printed
    assert "all: 10.0% of the trainee, 25.0% of the customer; 10, 2, 0" in printed
    assert "alert: 4 kept, 2 lost, 0 gained" in printed
    assert training_sound.rows(found)[0] == {"scenario": "a", "difficulty": "normal", "error_rate": 0.16, "audio_s": 12.3,
                                             "error_rates": {"agent": 0.1, "customer": 0.25},
                                             "kept": {"alert": 2, "intent": 3}, "lost": {"alert": 1}, "gained": {}}
