"""The whole way of the data with real processes: server, client, sockets, sound, recogniser and a painted window.

The demo plays the Chinese call at one and a half times its speed, and the server is killed with SIGKILL in mid-call
(`played_demo`; it begins before the first test of the suite).
"""

from __future__ import annotations

import difflib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.played_demo import PlayedDemo

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "server/playbooks/zh_finance/scenarios/loan_complaint.toml"
LINE_MS = 6_000
"""A line of this scenario with the silence around it."""


@pytest.fixture(scope="module")
def played(pytestconfig: pytest.Config) -> tuple[dict[str, Any], str, Path]:
    """Report, printed text and folder of a demo whose server was killed once."""
    demo = pytestconfig.stash[PlayedDemo.KEY].wait()
    assert demo.return_code == 0, demo.printed
    assert demo.killed == 1, demo.printed
    return json.loads(demo.report.read_text(encoding="utf-8")), demo.printed, demo.folder


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.mark.timeout(420)
def test_nothing_is_lost_or_doubled_by_the_kill(played: tuple[dict[str, Any], str, Path]) -> None:
    report, printed, _ = played
    assert "已断开" in printed and "已重新启动" in printed
    spoken = tomllib.loads(SCENARIO.read_text(encoding="utf-8"))["line"]
    for channel in ("agent", "customer"):
        heard = sorted((one for one in report["utterances"] if one["channel"] == channel), key=lambda one: one["start_ms"])
        lines = [line["text"] for line in spoken if line["channel"] == channel]
        # a pause for card data, which is named as a gap, hides whole lines; the later its first digits are heard, the longer
        hidden_ms = sum(gap["end_ms"] - gap["start_ms"] for gap in report["gaps"]
                        if gap["why"] == "card" and gap["channel"] == channel)
        hidden = max(1, hidden_ms // LINE_MS)
        assert len(lines) - hidden <= len(heard) <= len(lines) + 3, [one["text"] for one in heard]
        for before, after in zip(heard, heard[1:], strict=False):
            assert before["end_ms"] <= after["start_ms"], (before, after)
        # The recogniser writes numbers as digits and masks a card; most characters are still those of the script.
        likeness = difflib.SequenceMatcher(None, _letters("".join(lines)), _letters("".join(one["text"] for one in heard)),
                                           autojunk=False).ratio()
        assert likeness > 0.6, (likeness, [one["text"] for one in heard])
    assert report["errors"] == []


@pytest.mark.timeout(420)
def test_assistance_was_painted_with_its_lag(played: tuple[dict[str, Any], str, Path]) -> None:
    report, printed, folder = played
    kinds = {event["type"] for event in report["events"]}
    assert {"alert", "suggestion", "card", "mood", "checklist", "redaction", "intent"} <= kinds, kinds
    assert report["partials"] > 20
    for kind in ("alert", "suggestion", "card"):
        assert report["painted_lag_ms"][kind]["p95"] > 0
    assert all(one["final_lag_ms"] is not None for one in report["utterances"])
    assert any("guaranteed_approval" == event.get("category") for event in report["events"])
    for picture in report["screenshots"]:
        assert Path(picture).stat().st_size > 10_000
    # The spoken card number leaves at most three digits anywhere.
    assert "六二八八" not in printed and "6288" not in printed
    assert not any("6288" in path.read_text(encoding="utf-8", errors="replace") for path in folder.glob("*.json"))
