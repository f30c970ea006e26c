"""Every skill of the folder is found and keeps the contract."""

from __future__ import annotations

from pathlib import Path

from protocol.assist import Card
from server.assist import skills as folder
from server.assist.assistant import Assistant
from server.assist.skills import skills
from server.assist.turns import Turn
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook


def test_every_file_of_the_folder_is_a_skill() -> None:
    files = {path.stem for path in Path(folder.__path__[0]).glob("*.py")} - {"__init__"}
    assert {skill.name for skill in skills()} == files >= {"product", "knowledge", "procedure", "calculator"}
    assert [skill.rank for skill in skills()] == sorted(skill.rank for skill in skills())


def test_a_skill_offers_nothing_for_a_line_about_nothing(zh: Playbook) -> None:
    view = Assistant(zh, CallFacts("c"))._view
    turn = Turn(Utterance("customer-0", "customer", 0, 1, "今天天气不错"), "other", 0.5)
    assert [skill.offer(turn, view) for skill in skills()] == [None] * len(skills())


def test_a_skill_gives_its_own_kind(zh: Playbook) -> None:
    for text in ("我想贷20万分两年", "信用卡丢了挂失", "星享贷利率", "保本", "提前还款"):
        assistant = Assistant(zh, CallFacts("c"))
        turn = assistant._turn(Utterance("customer-0", "customer", 0, 1, text), assistant._library.products_in(text))
        assistant.dialogue.hear_customer(turn.utterance, turn.intent, turn.slots, list(turn.products))
        for skill in skills():
            card = skill.offer(turn, assistant._view)
            assert card is None or (isinstance(card, Card) and card.kind == skill.name)
