"""`skills.toml`: what it may hold, and that a mistake is named with file and line."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from server.content.errors import PlaybookError
from server.content.loading import find_playbook, list_playbooks, load_playbook

HEAD = 'id = "p"\ntitle = "P"\nlang = "en"\nversion = "1"\n'
FEE = '[[remittance_fee]]\nid = "USD"\nlabel = "dollars"\n'
QUESTION = '[[risk_question]]\nid = "q"\ntext = "Q"\nanswers = [{ text = "a", points = 1 }, { text = "b", points = 2 }]\n'


def read(folder: Path, tables: str) -> Path:
    """A playbook of these tables alone."""
    (folder / "playbook.toml").write_text(HEAD, encoding="utf-8")
    (folder / "skills.toml").write_text(tables, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", list_playbooks())
def test_the_shipped_tables_cover_every_skill(name: str) -> None:
    tables = load_playbook(find_playbook(name)).skills
    assert tables.remittance_fee and tables.remittance_limit and tables.replacement_step and tables.cooling_off_rule
    assert len(tables.risk_question) == 10 and len(tables.risk_class) == 5 and tables.complaint_reason
    assert tables.assessment_check and all(setting.phrases for setting in tables.skill)
    assert all(setting.source and setting.date for setting in tables.skill
               if setting.id in ("remittance", "card_replacement", "complaint", "pre_assessment", "wealth_match"))


def test_amounts_are_read_exactly(tmp_path: Path) -> None:
    (fee,) = load_playbook(read(tmp_path, FEE + "percent = 0.1\nminimum = 50\nmaximum = 260\n")).skills.remittance_fee
    assert (fee.percent, fee.minimum, fee.maximum) == (Decimal("0.1"), 50, 260)


@pytest.mark.parametrize(("tables", "line", "reason"), [
    (FEE + "fee = 3\n", 4, "unknown field `fee`"), (FEE + 'percent = "a lot"\n', 4, "percent"),
    (FEE + "percent = 101\n", 4, "0 or more and at most 100"), (FEE + "minimum = 80\nmaximum = 50\n", 4, "at most 50"),
    (FEE + "cable_fee = -1\n", 4, "0 or more"), (FEE + "rate = 0\n", 4, "more than 0"), (FEE + FEE, 5, "used twice"),
    (FEE + '[[remittance_limit]]\nid = "day"\nlabel = "l"\namount = 1\ncurrency = "EUR"\n', 8, "no [[remittance_fee]]"),
    (FEE + '[[remittance_limit]]\nid = "hour"\nlabel = "l"\namount = 1\ncurrency = "USD"\n', 5, "expected one of year, day"),
    ('[[replacement_step]]\nid = "s"\ntext = "Do"\nitem = "dance"\n', 4, "no checklist item"),
    ('[[replacement_step]]\nid = "s"\ntext = " "\n', 3, "empty text"),
    ('[[cooling_off_rule]]\nid = "*"\nholidays = ["2026-13-01"]\n', 3, "is no date"),
    ('[[cooling_off_rule]]\nid = "*"\nworking_days = true\n', 3, "known_until"),
    (QUESTION.replace(', { text = "b", points = 2 }', ""), 4, "two answers"),
    (QUESTION + '[[risk_class]]\nid = "C1"\nlabel = "l"\npoints = 5\nlevel = 1\n', 8, "1 points or less"),
    (QUESTION + '[[risk_class]]\nid = "C1"\nlabel = "l"\npoints = 0\nlevel = 6\n', 9, "1 to 5"),
    (QUESTION + '[[risk_class]]\nid = "C1"\nlabel = "l"\npoints = 0\nlevel = 1\n'
     '[[risk_class]]\nid = "C2"\nlabel = "l"\npoints = 0\nlevel = 2\n', 13, "more points"),
    ('[[complaint_reason]]\nid = "r"\nlabel = "l"\nexpert = "e"\nanswer_within = "1 day"\nup_to = 5\n', 6, "no `remedy`"),
    ('[[complaint_reason]]\nid = "r"\nlabel = "l"\nexpert = ""\nanswer_within = "1 day"\n', 4, "empty text"),
    ('[[assessment_check]]\nid = "x"\nlabel = "Age"\nfield = "years"\nleast = 18\n', 3, "protected attribute"),
    ('[[assessment_check]]\nid = "x"\nlabel = "l"\nfield = "marital_status"\nleast = 1\n', 4, "protected attribute"),
    ('[[assessment_check]]\nid = "x"\nlabel = "客户性别"\nfield = "f"\none_of = ["a"]\n', 3, "protected attribute"),
    ('[[assessment_check]]\nid = "x"\nlabel = "l"\nfield = "f"\nleast = 1\nmost = 2\n', 1, "exactly one"),
    ('[[assessment_check]]\nid = "x"\nlabel = "l"\nfield = "f"\n', 1, "exactly one"),
    ('[[loan_fee]]\nid = "l"\nfixed = -3\n', 3, "0 or more"), ('[[skill]]\nid = "s"\ndate = "soon"\n', 3, "is no date"),
    ("[[magic]]\nid = 1\n", 1, "unknown key `magic`")])
def test_a_mistake_is_named_with_its_line(tmp_path: Path, tables: str, line: int, reason: str) -> None:
    with pytest.raises(PlaybookError, match=re.escape(reason)) as caught:
        load_playbook(read(tmp_path, tables))
    assert f"skills.toml:{line}:" in str(caught.value)
