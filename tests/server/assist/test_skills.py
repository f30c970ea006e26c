"""Every skill of the folder is found and keeps the contract."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from protocol.assist import Card, CardKind
from server.assist import skills as folder
from server.assist.assistant import Assistant
from server.assist.cards.sheet import Sheet
from server.assist.skills import skills
from server.assist.turns import Turn
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook


def test_every_file_of_the_folder_is_a_skill() -> None:
    files = {path.stem for path in Path(folder.__path__[0]).glob("*.py")} - {"__init__"}
    assert {skill.name for skill in skills()} == files >= {"product", "knowledge", "procedure", "loan_plan", "cooling_off"}
    assert [skill.rank for skill in skills()] == sorted(skill.rank for skill in skills())


def test_a_skill_offers_nothing_for_a_line_about_nothing(zh: Playbook) -> None:
    view = Assistant(zh, CallFacts("c"))._view
    turn = Turn(Utterance("customer-0", "customer", 0, 1, "今天天气不错"), "other", 0.5)
    assert [skill.offer(turn, view) for skill in skills()] == [None] * len(skills())


def test_a_skill_gives_a_card_or_a_sheet_that_it_can_draw(zh: Playbook) -> None:
    for text in ("我想贷20万分两年", "信用卡丢了挂失", "星享贷利率", "保本", "提前还款"):
        assistant = Assistant(zh, CallFacts("c"))
        turn = assistant._turn(Utterance("customer-0", "customer", 0, 1, text), assistant._library.products_in(text))
        assistant.dialogue.hear_customer(turn.utterance, turn.intent, turn.slots, list(turn.products))
        for skill in skills():
            made = skill.offer(turn, assistant._view)
            if isinstance(made, Sheet):
                assert skill.draw is not None
                card = skill.draw(made.id, made.given, assistant._view).card
                assert card.id == made.id and card.source and card.date
            elif made is not None:
                assert isinstance(made, Card) and made.kind in get_args(CardKind)


def test_a_file_that_can_not_be_imported_is_named_and_the_others_go_on(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    package = tmp_path / "house_skills"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "good.py").write_text("RANK = 7\ndef offer(turn, call):\n    return None\n")
    (package / "gone.py").write_text("import no_such_module_anywhere\nRANK = 1\n")
    (package / "unranked.py").write_text("def offer(turn, call):\n    return None\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(folder, "broken", {})
    found = skills([str(package)], "house_skills")
    assert [skill.name for skill in found] == ["good"]
    assert set(folder.broken) == {"gone", "unranked"}
    assert "gone" in caplog.text and "no_such_module_anywhere" in caplog.text and "unranked" in caplog.text
