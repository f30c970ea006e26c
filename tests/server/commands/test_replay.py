"""`seatmate-server replay`: the event file of small dialogues, and what is said about input that can not be used."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from server.calls.event_file import ALWAYS
from server.commands import replay

HEAD = 'id = "{id}"\ntitle = "t"\nlang = "{lang}"\nversion = "1"\n'
ZH = {
    "playbook.toml": HEAD.format(id="small_zh", lang="zh"),
    "everyday.toml": '[[same]]\nwords = ["利率"]\nmeans = "年化利率"\n',
    "products/loans.toml": """[[product]]
id = "loan"
name = "星享贷"
kind = "loan"
source = "产品表"
date = "2026-11-01"
[product.terms]
annual_rate = {label = "年化利率", value = "3.65%", number = 3.65, unit = "percent_per_year"}
max_term = {label = "最长期限", value = "36个月", number = 36, unit = "months"}
""",
    "replies/loans.toml": """[[reply]]
id = "rate"
text = "{customer.title},年化利率{product.loan.annual_rate}。"
intents = ["rate_fee"]
keywords = ["利率"]
source = "产品表"
""",
    "intents.toml": """[[intent]]
id = "rate_fee"
title = "利率"
phrases = ["利率是多少", "利率"]
[[intent]]
id = "complaint"
title = "投诉"
phrases = ["投诉"]
""",
    "rules/agent.toml": """[[rule]]
id = "guarantee"
version = "1"
kind = "forbidden"
category = "guaranteed_approval"
severity = "stop"
phrases = ["保证能批"]
text = "以审批结果为准。"
correction = ["更正"]
source = "内部规则"
positive = [{text = "保证能批"}]
negative = [{text = "不能保证能批"}]
""",
    "mood.toml": """[[word]]
phrase = "骗人"
mood = "angry"
[[coaching]]
mood = "angry"
text = "先道歉。"
""",
    "customers.toml": """[[customer]]
id = "C1"
name = "周远"
title = "周先生"
""",
}
EN = {
    "playbook.toml": HEAD.format(id="small_en", lang="en"),
    "products/cards.toml": """[[product]]
id = "aurora"
name = "Aurora Card"
aliases = ["credit card"]
kind = "card"
source = "Table"
date = "2026-11-01"
[product.terms]
late_fee = {label = "Late fee", value = "$25", number = 25, unit = "usd"}
""",
    "replies/cards.toml": """[[reply]]
id = "late"
text = "The late fee is {product.aurora.late_fee}."
intents = ["rate_fee"]
keywords = ["late fee"]
source = "Table"
""",
    "intents.toml": """[[intent]]
id = "rate_fee"
title = "Fees"
phrases = ["late fee"]
""",
}


def write(directory: Path, files: dict[str, str]) -> Path:
    """A playbook on disk."""
    for name, text in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def dialogue(path: Path, *lines: tuple[str, str, int, int, str], **extra: str) -> Path:
    """A dialogue file of (call, channel, start_ms, end_ms, text)."""
    path.write_text("".join(json.dumps({"call": call, "channel": channel, "start_ms": start, "end_ms": end, "text": text, **extra},
                                       ensure_ascii=False) + "\n" for call, channel, start, end, text in lines), encoding="utf-8")
    return path


def run(tmp_path: Path, dialogues: Path, playbook: str | Path, facts: Path | None = None) -> int:
    """The command as its front door calls it."""
    parser = argparse.ArgumentParser()
    replay.add_arguments(parser)
    args = [str(dialogues), "--playbook", str(playbook), "--out", str(tmp_path / "events.jsonl")]
    return replay.run(parser.parse_args(args + (["--facts", str(facts)] if facts else [])))


def rows(tmp_path: Path) -> list[dict[str, Any]]:
    """The event file."""
    return [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]


def brief(row: dict[str, Any]) -> tuple[Any, ...]:
    """Type, line and what matters most of an event."""
    key = {"intent": "intent", "mood": "mood", "alert": "rule", "alert_cleared": "why", "redaction": "entity", "suggestion": "text",
           "suggestion_withdrawn": "why", "card": "id", "checklist": "item"}[row["type"]]
    return row["line"], row["type"], row[key]


def test_a_chinese_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = dialogue(tmp_path / "d.jsonl", ("c1", "agent", 0, 1500, "您好。"), ("c1", "customer", 2000, 4000, "利率是多少?"),
                     ("c1", "agent", 40_000, 42_000, "您放心,保证能批。"), ("c1", "agent", 44_000, 46_000, "更正一下,以审批为准。"),
                     ("c1", "customer", 48_000, 50_000, "你们骗人,我要投诉!卡号6228801357924680135"), customer_id="C1")
    assert run(tmp_path, lines, write(tmp_path / "zh", ZH)) == 0
    found = rows(tmp_path)
    assert [brief(row) for row in found] == [
        (1, "intent", "rate_fee"), (1, "suggestion", "周先生,年化利率3.65%。"), (1, "card", "rule.loan.annual_rate"),
        (1, "suggestion_withdrawn", "expired"),
        (2, "alert", "guarantee"), (3, "alert_cleared", "corrected"), (4, "redaction", "card"), (4, "mood", "angry"),
        (4, "intent", "complaint")]
    suggestion, expired, alert, redaction = found[1], found[3], found[4], found[6]
    assert suggestion["facts"] == [{"value": "周先生", "from": "customer.title"},
                                   {"value": "3.65%", "from": "product.loan.annual_rate"}]
    assert suggestion["alternatives"] == [] and suggestion["source"] == ["rate"] and suggestion["at_ms"] == 4000
    assert expired["at_ms"] == 34_000
    assert alert["span"] == [4, 8] and alert["private"] is False and alert["severity"] == "stop"
    assert "62288013" not in json.dumps(found) and redaction["masked"].startswith("你们骗人,我要投诉!卡号***")
    assert "1 calls, 5 lines, 9 events" in capsys.readouterr().out


def test_an_english_call(tmp_path: Path) -> None:
    lines = dialogue(tmp_path / "d.jsonl", ("c1", "customer", 0, 2000, "What is the late fee?"), ("c1", "agent", 3000, 5000,
                     "The late fee is $25."), ("c1", "customer", 5500, 6000, "Okay, thanks."))
    assert run(tmp_path, lines, write(tmp_path / "en", EN)) == 0
    assert [brief(row) for row in rows(tmp_path)] == [
        (0, "intent", "rate_fee"), (0, "suggestion", "The late fee is $25."), (1, "suggestion_withdrawn", "said"), (2, "intent", "other")]


def test_every_row_has_the_fixed_fields(tmp_path: Path) -> None:
    lines = dialogue(tmp_path / "d.jsonl", ("a", "customer", 0, 2000, "星享贷利率是多少?你们骗人"),
                     ("a", "agent", 2000, 3000, "保证能批"), customer_id="C1")
    run(tmp_path, lines, write(tmp_path / "zh", ZH))
    found = rows(tmp_path)
    assert {"intent", "mood", "suggestion", "card", "alert"} <= {row["type"] for row in found}
    for row in found:
        assert {"call", "line", "at_ms", "type", *ALWAYS[row["type"]]} <= row.keys()
        assert "seq" not in row and "speech_end_ms" not in row


def test_calls_stand_apart_and_lines_keep_their_index(tmp_path: Path) -> None:
    zh = write(tmp_path / "zh", ZH)
    mixed = dialogue(tmp_path / "d.jsonl", ("a", "customer", 0, 1000, "利率是多少"), ("b", "customer", 0, 1000, "利率是多少"),
                     ("a", "customer", 2000, 3000, "我要投诉"), ("b", "customer", 2000, 3000, "嗯"))
    run(tmp_path, mixed, zh)
    found = rows(tmp_path)
    assert [row["call"] for row in found] == sorted(row["call"] for row in found)
    assert {(row["call"], row["line"]) for row in found if row["type"] == "intent"} == {("a", 0), ("b", 1), ("a", 2), ("b", 3)}
    assert [row["id"] for row in found if row["type"] == "suggestion"] == []  # nobody is known, so `{customer.title}` stays open


def test_facts_hold_beside_the_product_table(tmp_path: Path) -> None:
    lines = dialogue(tmp_path / "d.jsonl", ("c1", "customer", 0, 2000, "利率是多少?"))
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"c1": {"星享贷": {"annual_rate": "3.25%"}, "customer": {"title": "林女士"}}}), encoding="utf-8")
    run(tmp_path, lines, write(tmp_path / "zh", ZH), facts)
    (suggestion,) = [row for row in rows(tmp_path) if row["type"] == "suggestion"]
    assert suggestion["text"] == "林女士,年化利率3.25%。"
    assert {"value": "3.25%", "from": "offer.loan.annual_rate"} in suggestion["facts"]


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    lines = dialogue(tmp_path / "d.jsonl", ("c1", "customer", 0, 2000, "利率是多少?"), ("c1", "customer", 9000, 12_000, "你们骗人"),
                     customer_id="C1")
    zh = write(tmp_path / "zh", ZH)
    run(tmp_path, lines, zh)
    first = (tmp_path / "events.jsonl").read_bytes()
    run(tmp_path, lines, zh)
    assert (tmp_path / "events.jsonl").read_bytes() == first


GOOD = '{"call": "c", "channel": "agent", "start_ms": 0, "end_ms": 1, "text": "a"}\n'


@pytest.mark.parametrize(("line", "says"), [
    ("not json", "malformed"), ('{"call": "c"}', "missing required field"), ("[1]", "Expected `object`"),
    (GOOD.replace("agent", "left").strip(), "Invalid enum value 'left'"), (GOOD.replace('"text": "a"', '"text": 1').strip(), "Expected `str`"),
    (GOOD.replace('"start_ms": 0', '"start_ms": 9').strip(), "start_ms <= end_ms"), (GOOD.replace('"c"', '""').strip(), "`call`"),
])
def test_a_malformed_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, says: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(GOOD + "\n" + line + "\n", encoding="utf-8")
    assert run(tmp_path, path, write(tmp_path / "zh", ZH)) == 2
    error = capsys.readouterr().err
    assert f"{path}:3: " in error and says in error
    assert not (tmp_path / "events.jsonl").exists()


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(GOOD.replace('"a"', '"利率"').encode("gbk"))
    assert run(tmp_path, path, write(tmp_path / "zh", ZH)) == 2
    assert f"{path}:1: " in capsys.readouterr().err


def test_other_input_that_can_not_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zh = write(tmp_path / "zh", ZH)
    good = tmp_path / "d.jsonl"
    good.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert run(tmp_path, good, zh) == 0
    assert run(tmp_path, tmp_path / "none.jsonl", zh) == 2
    assert "can be read" in capsys.readouterr().err
    assert run(tmp_path, good, "nonesuch") == 2
    assert "zh_finance" in capsys.readouterr().err
    (tmp_path / "facts.json").write_text('{"c": 1}', encoding="utf-8")
    assert run(tmp_path, good, zh, tmp_path / "facts.json") == 2
    assert "facts.json" in capsys.readouterr().err
    (zh / "mood.toml").write_text("[[word]]\nphrase = 1\n", encoding="utf-8")
    assert run(tmp_path, good, zh) == 2
    assert "mood.toml" in capsys.readouterr().err
    (tmp_path / "events.jsonl").unlink()
    (tmp_path / "events.jsonl").mkdir()
    assert run(tmp_path, good, write(tmp_path / "zh", ZH)) == 2
    assert "can be written" in capsys.readouterr().err
    assert not list(tmp_path.glob(".*part"))
