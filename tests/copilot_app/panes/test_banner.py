"""The banner: the most urgent alert alone, the others behind a count, a stop announced and never gone by itself."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.panes import BannerPane
from copilot_app.window import CompanionWindow
from protocol.assist import Alert, AlertCleared, Feedback
from protocol.call import CallReady

C = "c1"


def alert(key: str, severity: str, seq: int) -> Alert:
    return Alert(call=C, id=key, category="threat", severity=severity, rule="r", text=f"Do {key}.",  # type: ignore[arg-type]
                 quote="words", seq=seq)


@pytest.fixture
def banner(window: CompanionWindow, state: CallState) -> BannerPane:
    state.begin(C, "en")
    state.apply(CallReady(call=C, next_number={}))
    pane = window.panes["banner"]
    assert isinstance(pane, BannerPane)
    return pane


def test_a_stop_stands_before_all_others_which_wait_behind_a_count(banner: BannerPane, state: CallState) -> None:
    state.apply(alert("inform", "inform", 1))
    assert banner._text.text() == "Do inform." and not banner._count.isVisibleTo(banner)
    state.apply(alert("stop", "stop", 2))
    state.apply(alert("remind", "remind", 3))
    assert banner._text.text() == "Do stop." and banner.property("tone") == "stop"
    assert banner._count.text() == "2 more"
    assert "Do remind." in banner._count.toolTip()


def test_the_next_alert_follows_when_one_is_settled(banner: BannerPane, state: CallState) -> None:
    state.apply(alert("remind", "remind", 1))
    state.apply(alert("stop", "stop", 2))
    state.apply(AlertCleared(call=C, id="stop", rule="r", why="corrected", seq=3))
    assert banner._text.text() == "Do remind." and banner.property("tone") == "remind"
    state.apply(AlertCleared(call=C, id="remind", rule="r", why="said", seq=4))
    assert banner.property("tone") == "quiet" and "nothing open" in banner.accessibleName()
    assert banner.isVisible(), "it keeps its place"


def test_a_stop_stays_until_the_server_says_that_it_is_settled(
        banner: BannerPane, window: CompanionWindow, state: CallState) -> None:
    state.apply(alert("stop", "stop", 1))
    sent: list[Any] = []
    state.intent.connect(sent.append)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert [(each.item, each.action) for each in sent if isinstance(each, Feedback)] == [("stop", "acknowledged")]
    assert banner._text.text() == "Do stop."


def test_a_stop_is_announced_once(banner: BannerPane, state: CallState, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, Any]] = []

    def hear(event: Any) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    state.apply(alert("remind", "remind", 1))
    assert said == []
    state.apply(alert("stop", "stop", 2))
    banner.retranslate()
    assert said == [("Stop · Threat: Do stop.", QAccessible.AnnouncementPoliteness.Assertive)]


def test_an_alert_counts_as_painted_only_after_it_was_painted(
        banner: BannerPane, window: CompanionWindow, state: CallState) -> None:
    painted: list[tuple[str, str]] = []
    banner.painted.connect(lambda kind, item: painted.append((kind, item)))
    state.apply(alert("behind", "remind", 1))
    state.apply(alert("front", "stop", 2))
    assert painted == [], "no paint event yet"
    QApplication.processEvents()
    window.repaint()
    assert painted == [("alert", "front")], "the one behind was not seen"
