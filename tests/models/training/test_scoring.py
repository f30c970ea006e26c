from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from models.training.card import card_toml, curve_lines, readme
from models.training.measure import Measurement
from models.training.scoring import Rate, edit_distance, error_rate, interval, share_right, units


@pytest.mark.parametrize(("wanted", "heard", "errors"), [("abc", "abc", 0), ("abc", "axc", 1), ("abc", "", 3), ("", "ab", 2), ("ab", "ba", 2)])
def test_edit_distance(wanted: str, heard: str, errors: int) -> None:
    assert edit_distance(wanted, heard) == errors


def test_units_are_hanzi_and_words_without_marks() -> None:
    assert units("您好，APP。") == ["您", "好", "app"]
    assert units("It's twenty-one, sir.") == ["it's", "twenty", "one", "sir"]


def test_rates_and_their_intervals() -> None:
    rate = error_rate([("您好", "您好"), ("贷款", "贷宽")])
    assert rate.value == 0.25 and rate.low <= 0.25 <= rate.high and rate.samples == 2
    assert share_right([("一二", "一二。"), ("三", "四")]).value == 0.5
    assert interval([], []) == Rate(0.0, 0.0, 0.0, 0)


def test_the_card_is_what_the_loader_reads() -> None:
    report = Measurement({"clean: zh": Rate(0.04, 0.03, 0.05, 99)}, {"load, s": 0.1}, [("clean", "您好", "您|好")])
    curve = [{"step": 50.0, "minutes": 2.0}]
    card = tomllib.loads(card_toml(report, curve, "int8"))
    assert card["window"] == "exact" and card["synthetic_only"] is True and card["hop_ms"] == 20
    assert card["languages"] == ["zh", "en"] and card["rates"]["clean: zh"] == [0.04, 0.03, 0.05, 99]
    facts = {"parameters": 8.6, "encoder": 4, "decoder": 3, "width": 256, "merges": 1500}
    page = readme(report, curve, facts, "int8")
    assert "does not understand people" in page and "| clean: zh | 4.0 % (3.0-5.0, n=99) |" in page and "您 好" in page


def test_a_curve_that_was_resumed_counts_each_step_once(tmp_path: Path) -> None:
    path = tmp_path / "curve.jsonl"
    lines = [{"step": 50, "text": 5.0}, {"step": 100, "text": 4.0}, {"step": 50, "text": 4.5}]
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    assert [(line["step"], line["text"]) for line in curve_lines(path)] == [(50, 4.5), (100, 4.0)]
    assert curve_lines(tmp_path / "none.jsonl") == []
