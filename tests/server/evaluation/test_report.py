"""The result has the agreed fields, counts what it should, and holds no text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from protocol.message import Language
from server.evaluation import table
from server.evaluation.index import Item
from server.evaluation.live import Lags
from server.evaluation.report import result, score, worst
from server.evaluation.running import Failure, Heard, Run
from tests.server.evaluation.sounds import Scripted

INFO = Scripted({}).info
PHONE, OTHER = "13800138000", "13900139001"


def one(text: str, heard: str, lang: Language = "zh", condition: str = "clean", seconds: float = 3.0,
        language: str | None = None) -> Heard:
    return Heard(Item("a.wav", Path("a.wav"), text, lang, condition), heard, seconds, language)


def of(*heard: Heard, **fields: Any) -> dict[str, Any]:
    found = Run(list(heard), **fields)
    return result(found, INFO, score(found.heard))


def test_rates_by_language_and_condition() -> None:
    found = of(one("借二十万", "借20万"), one("您好", "你好"), one("您好吗", "您好", condition="noise"),
               one("three point six five percent", "3.65%", "en"), one("yes please", "", "en"), engine_s=1.5)
    assert (found["model"], found["device"], found["audio_s"], found["rtf"]) == ("levels", "cpu", 15.0, 0.1)
    groups = {(group["lang"], group["condition"]): group for group in found["groups"]}
    assert list(groups) == [("en", "clean"), ("zh", "clean"), ("zh", "noise")]
    clean = groups["zh", "clean"]
    assert (clean["n"], clean["cer"], clean["wer"]) == (2, pytest.approx(1 / 6, abs=1e-4), None)
    assert clean["cer_interval"][0] <= clean["cer"] <= clean["cer_interval"][1]
    assert (clean["errors"], clean["units"], clean["audio_s"]) == (1, 6, 6.0)
    assert groups["zh", "noise"]["cer"] == pytest.approx(1 / 3, abs=1e-4)
    assert (groups["en", "clean"]["wer"], groups["en", "clean"]["cer"]) == (0.5, None)
    assert found["words_per_minute_without_speech"] is None and found["without_speech"] == []
    assert "language_accuracy" not in found and "digit_strings" not in found and "live" not in found


def test_invented_words_a_minute() -> None:
    found = of(one("", "谢谢", condition="silence", seconds=60), one("", "", condition="silence", seconds=60),
               one("", "thank you very much", "en", "music", seconds=120))
    assert found["words_per_minute_without_speech"] == 1.5 and found["groups"] == []
    assert [(group["condition"], group["words"], group["words_per_minute"]) for group in found["without_speech"]] == [
        ("music", 4, 2.0), ("silence", 2, 1.0)]
    low, high = found["words_per_minute_without_speech_interval"]
    assert low <= 1.5 <= high


def test_long_numbers_that_are_right() -> None:
    found = of(one(f"电话{PHONE}", f"电话{PHONE}"), one(f"{PHONE}和{OTHER}", f"{OTHER}"),
               one("my phone is " + " ".join(PHONE), f"My phone is {PHONE[:-1]}1", "en"), one("好", "好"))
    assert found["digit_strings"]["n"] == 4 and found["digit_strings"]["right"] == 0.5


def test_languages_told_apart() -> None:
    found = of(one("好", "好", language="zh"), one("yes", "yes", "en", language="zh"), one("", "", language=None))
    assert found["language_accuracy"] == 0.5 and found["language_accuracy_interval"] == [0.0, 1.0]


def test_lags_say_at_what_pace() -> None:
    found = of(one("好", "好"), lags=Lags([500.0, 700.0], [90.0]), superseded_partials=3)
    assert found["mode"] == "live" and found["live"]["pace"] == "real time"
    assert found["live"]["final_lag_ms"]["p50"] == 600.0 and found["live"]["superseded_partials"] == 3
    text = "\n".join(table.lines(found))
    assert "Final lag at real-time pace: p50 600 ms" in text and "Partial lag" in text
    silent = of(one("", ""), lags=Lags())
    assert silent["live"]["final_lag_ms"] is None and "Final lag" not in "\n".join(table.lines(silent))


def test_nothing_heard_is_still_a_result() -> None:
    found = of(failures=[Failure("a.wav", "there is no such file")])
    assert found["rtf"] is None and found["audio_s"] == 0 and found["groups"] == []
    assert found["failed"] == [{"audio": "a.wav", "reason": "there is no such file"}]
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert "real-time factor -" in table.lines(found)[0]


def test_the_result_holds_no_text() -> None:
    found = of(one("我的秘密", "我的蜜蜂"), one("", "幻听"), engine_s=1.0)
    printed = json.dumps(found, ensure_ascii=False) + "\n".join(table.lines(found))
    assert not {"秘密", "蜜蜂", "幻听"} & {printed[place:place + 2] for place in range(len(printed))}


def test_the_worst_come_first_and_right_ones_not_at_all() -> None:
    scored = score([one("您好", "您好"), one("您好吗", "您好"), one("好", "")])
    assert [one.heard.item.text for one in worst(scored, 5)] == ["好", "您好吗"]
    assert worst(scored, 0) == []
    lines = table.worst_lines(worst(scored, 1))
    assert lines[-2:] == ["  said   好", "  heard  (nothing)"]


def test_the_table() -> None:
    found = of(one("您好", "你好"), one("yes", "yes", "en", "telephone"), one("", "啊", condition="silence", seconds=30),
               one("", "", condition="music", seconds=30), one(PHONE, PHONE, language="zh"))
    lines = table.lines(found)
    assert any(line.split()[:5] == ["en", "telephone", "1", "WER", "0.0"] for line in lines)
    assert any(line.split() == ["all", "2", "1.00", "0.00-2.00"] for line in lines)
    assert any(line.startswith("Numbers of 11 to 19 digits right: 100.0 %") for line in lines)
    assert any(line.startswith("Language told apart: ") for line in lines)
    assert "synthetic voices only" in lines[1]


def test_what_the_guards_emptied_is_counted() -> None:
    found = of(one("", "", condition="silence"), not_shown={"phantom": 2, "loop": 5})
    assert found["not_shown"] == {"loop": 5, "phantom": 2}
    assert "Recognised and not shown: loop 5, phantom 2" in table.lines(found)
