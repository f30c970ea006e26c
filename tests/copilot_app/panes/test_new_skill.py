"""A skill that nobody has seen yet: a file is laid into a folder, and the window shows, fills in and recomputes its card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from copilot_app.call_state import CallState
from copilot_app.gallery import fill_cards
from copilot_app.panes import CardsPane
from copilot_app.window import CompanionWindow
from protocol.assist import Card, CardInput
from protocol.message import Message
from protocol.wire import decode, encode
from server.assist import assistant as serving
from server.assist.assistant import Assistant
from server.assist.skills import skills
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook

SKILL = '''
from decimal import Decimal
from server.assist.cards.form import Form
from server.assist.cards.sheet import Sheet

RANK = 1

def offer(turn, call):
    return Sheet("umbrellas", {"count": "2"}, frozenset()) if "umbrella" in turn.utterance.text else None

def draw(card_id, given, call):
    form = Form(given, call.book.lang)
    count = form.months("count", "Umbrellas", 1, 99)
    if form.good:
        form.result("Deposit", Decimal(count) * Decimal("7.35"), "umbrellas.deposit", strong=True)
    form.step("handed", "Hand them out", tick=True)
    return form.drawn("calculator", card_id, "Umbrella deposit", source="House rules", dated="2026-11-01")
'''


@pytest.fixture
def umbrellas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """A call on a server in whose skill folder lies one more file."""
    package = tmp_path / "umbrella_skills"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "umbrella.py").write_text(SKILL)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(serving, "_skills", (*skills([str(package)], "umbrella_skills"), *skills()))
    return Assistant(Playbook(id="p", title="p", lang="en", version="1"), CallFacts("c", lang="en"))


def arriving(state: CallState, card: Card) -> None:
    """The card as the client's link gets it."""
    (read,) = [decode([encode(card)])]
    state.apply(read)


def test_a_new_skill_needs_no_change_of_the_client(umbrellas: Assistant, window: CompanionWindow, state: CallState, qtbot: Any) -> None:
    window.resize(960, 900)
    fill_cards(state, "en")
    sent: list[Message] = []
    state.intent.connect(sent.append)
    line = Utterance("customer-0", "customer", 0, 2_000, "what is the deposit for an umbrella", "en")
    (card,) = [event for event in umbrellas.hear(line) if isinstance(event, Card)]
    arriving(state, _of_call(card, state, 200))
    QApplication.processEvents()
    pane = window.panes["cards"]
    assert isinstance(pane, CardsPane)
    view = pane._views["umbrellas"]
    shown = {one.text() for one in view._results}
    assert any("14.70" in text for text in shown), shown
    editor = view._entries["count"].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "3")
    qtbot.waitUntil(lambda: any(isinstance(one, CardInput) for one in sent))
    asked = next(one for one in sent if isinstance(one, CardInput))
    assert (asked.card, asked.field, asked.value) == ("umbrellas", "count", "3")
    (again,) = umbrellas.enter_card(asked.card, asked.field, asked.value)
    assert isinstance(again, Card) and again.in_place
    arriving(state, _of_call(again, state, 201))
    assert any("22.05" in one.text() for one in view._results)
    view._steps._steps["handed"].button.click()
    assert [one.field for one in sent if isinstance(one, CardInput)] == ["count", "handed"]


def _of_call(card: Card, state: CallState, seq: int) -> Card:
    return replace(card, call=state.call, seq=seq)
