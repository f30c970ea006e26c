from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.tts import PhonemeTime, ScenarioInvalid, Speech, Voice
from models.tts.dialogue import CHANNELS, parse_dialogue, read_dialogue, render, trimmed

PLAYBOOKS = Path(__file__).resolve().parents[3] / "server" / "playbooks"


class Beeps:
    """An engine that speaks 100 ms a character, loud, between 200 ms of silence."""

    def synthesise(self, text: str, voice: Voice) -> Speech:
        silence = np.zeros(3200, dtype=np.int16)
        sound = np.full(1600 * len(text), 10 * voice.pitch, dtype=np.int16)
        return Speech(np.concatenate([silence, sound, silence]), (), (PhonemeTime("a", 0.0),))


def content(*lines: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "x", "lang": "zh", "voices": {"agent": {"variant": "f2", "pitch": 50}, "customer": {"pitch": 40}}, "line": list(lines)
    }


def test_lines_inherit_their_channels_voice_and_override_it() -> None:
    dialogue = parse_dialogue(
        content({"channel": "agent", "text": "您好"}, {"channel": "customer", "text": "喂", "rate": 200, "volume": 150})
    )
    assert dialogue.lines[0].voice == Voice("zh", "f2", 50, 175, 100)
    assert dialogue.lines[1].voice == Voice("zh", "", 40, 200, 150)


@pytest.mark.parametrize(
    "broken",
    [
        {"lang": "fr", "line": [{"channel": "agent", "text": "x"}]},
        content(),
        content({"channel": "left", "text": "x"}),
        content({"channel": "agent", "text": " "}),
        content({"channel": "agent", "text": "x", "pitch": 140}),
        content({"channel": "agent", "text": "x", "pause_ms": -1}),
        content({"channel": "agent", "text": "x", "rate": True}),
    ],
)
def test_a_wrong_file_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ScenarioInvalid):
        parse_dialogue(broken)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("[[line", encoding="utf-8")
    with pytest.raises(ScenarioInvalid, match=r"x\.toml"):
        read_dialogue(path)


def test_lines_stand_in_time_on_their_own_channel() -> None:
    dialogue = parse_dialogue(
        content(
            {"channel": "agent", "text": "一二三", "pause_ms": 1000},
            {"channel": "customer", "text": "四五", "overlap_ms": 100},
            {"channel": "agent", "text": "六"},
        )
    )
    samples, times = render(dialogue, Beeps())
    assert samples.dtype == np.int16 and samples.shape[1] == 2
    first, second, third = times
    assert first.start_s == pytest.approx(1.0) and first.end_s == pytest.approx(1.34, abs=0.01)
    assert second.start_s == pytest.approx(first.end_s - 0.1)
    assert third.start_s == pytest.approx(second.end_s + 0.4)
    left, right = samples[:, CHANNELS.index("customer")], samples[:, CHANNELS.index("agent")]
    assert set(np.unique(left)) == {0, 400} and set(np.unique(right)) == {0, 500}
    both = (left != 0) & (right != 0)
    assert 0.03 < both.sum() / 16_000 < 0.11


def test_trimming_keeps_silence_as_it_is() -> None:
    silence = np.zeros(100, dtype=np.int16)
    assert len(trimmed(silence)) == 100


@pytest.mark.parametrize("path", sorted(PLAYBOOKS.glob("*/scenarios/*.toml")), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_dialogue_of_the_playbooks_can_be_rendered(path: Path) -> None:
    assert len(read_dialogue(path).lines) > 3
