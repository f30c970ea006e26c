"""The scenario's sound: spoken once, then taken from the cache."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from copilot_app.capture.audio_file import read_call
from copilot_app.demo import sound
from copilot_app.demo.sound import ScenarioFile, find_scenario, render
from copilot_app.errors import DemoFailed

_SHORT = '''
id = "short"
title = "Two lines"
lang = "en"
customer_id = "C1"

[voices.agent]
variant = "f2"

[voices.customer]
variant = "m3"

[[line]]
channel = "agent"
text = "Good morning."

[[line]]
channel = "customer"
text = "Hello."
'''


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sound, "_cache_directory", lambda: tmp_path / "cache")


def test_both_languages_have_a_default_scenario() -> None:
    for lang in ("zh", "en"):
        scenario = find_scenario(lang)  # type: ignore[arg-type]
        assert scenario.path.is_file() and scenario.customer_id and scenario.title


def test_a_scenario_is_spoken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "short.toml"
    path.write_text(_SHORT, encoding="utf-8")
    scenario = ScenarioFile(name="short", path=path, customer_id="C1", title="Two lines")
    made = render(scenario)
    _, customer, agent = read_call(made)
    assert abs(customer).max() > 0.05 < abs(agent).max()
    monkeypatch.setattr(subprocess, "run", None)
    assert render(scenario) == made
    assert sorted(one.suffix for one in made.parent.iterdir()) == [".json", ".wav"]


def test_a_synthesiser_that_fails_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("[[line]]\nchannel = 5\n", encoding="utf-8")
    with pytest.raises(DemoFailed, match="--audio") as caught:
        render(ScenarioFile(name="broken", path=path, customer_id="", title=""))
    assert caught.value.code == "demo.voice"


def test_a_scenario_that_can_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "playbooks" / "en_finance" / "scenarios"
    folder.mkdir(parents=True)

    def here(name: str) -> Any:
        return tmp_path

    monkeypatch.setattr(sound, "_package_directory", here)
    with pytest.raises(DemoFailed, match="no scenarios"):
        find_scenario("en")
    (folder / "odd.toml").write_text("= nonsense", encoding="utf-8")
    with pytest.raises(DemoFailed, match="can not be read"):
        find_scenario("en")
