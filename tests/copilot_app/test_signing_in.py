"""Signing in at a workstation that is bound to nobody: asked for in the window, never stored, never written to the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app import companion as companion_module
from copilot_app.companion import Companion
from copilot_app.link import network
from copilot_app.link_state import LinkState
from copilot_app.panes import SignInPane
from copilot_app.settings import Settings, load_settings, settings_path
from copilot_app.sign_in_state import SIGNED_OUT, SignInState
from protocol.call import Hello, Welcome, WireError
from protocol.message import Message
from tests.copilot_app.companions import discard

PASSWORD = "correct-horse-7"


def _door(message: Message) -> list[Message] | None:
    """A server that lets in whoever knows the password."""
    if isinstance(message, Hello) and message.password != PASSWORD:
        return [WireError(code="auth.user", text="the user name or the password is wrong")]
    if isinstance(message, Hello):
        return [Welcome(session="s", user=message.user, display_name="Lin Yue")]
    return None


@pytest.fixture
def companion(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, heard: Any, server: Any) -> Iterator[Companion]:
    """A companion that connects to a server behind such a door."""
    monkeypatch.setattr(companion_module, "load_secret_key", lambda key: heard.secret_key)
    monkeypatch.setattr(companion_module, "list_devices", list)
    server.answer = _door
    companion = Companion(qapp, replace(Settings(), lang="en", endpoint=server.endpoint,
                                        server_public_key=server.public_key))
    yield companion
    discard(companion)


def _pane(companion: Companion) -> SignInPane:
    return companion.window.sign_in


def _wait(qtbot: Any, condition: Any) -> None:
    qtbot.waitUntil(condition, timeout=60_000)


def test_the_wrong_password_then_the_right_one(qtbot: Any, companion: Companion, server: Any,
                                               caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    companion.open()
    pane = _pane(companion)
    _wait(qtbot, pane.isVisible)
    assert companion.window.panes["strip"]._link.text() == "Not signed in"  # type: ignore[attr-defined]
    assert not pane._error.isVisible() and not pane._button.isEnabled(), "a question and no error yet"
    assert companion.client.state.notices.keys().isdisjoint({"auth.user"}), "said in its place alone"
    QTest.keyClicks(pane._name, "lin")
    QTest.keyClick(pane._name, Qt.Key.Key_Return)
    QTest.keyClicks(pane._password, "wrong")
    QTest.keyClick(pane._password, Qt.Key.Key_Return)
    assert not pane._button.isEnabled(), "one try at a time"
    _wait(qtbot, pane._error.isVisible)
    assert pane._error.text() == "Name or password is wrong. Sign in again." and pane._password.text() == ""
    assert load_settings().user == ""
    QTest.keyClicks(pane._password, PASSWORD)
    QTest.mouseClick(pane._button, Qt.MouseButton.LeftButton)
    _wait(qtbot, lambda: companion.client.state.link.phase == "online")
    assert not pane.isVisible() and pane._password.text() == ""
    assert [(hello.user, hello.password) for hello in server.of(Hello)] == [("", ""), ("lin", "wrong"), ("lin", PASSWORD)]
    _wait(qtbot, lambda: load_settings().user == "lin")
    assert PASSWORD not in settings_path().read_text(encoding="utf-8")
    assert PASSWORD not in caplog.text and PASSWORD not in repr(companion.settings)


def test_a_refused_name_is_not_tried_again_by_itself(qtbot: Any, companion: Companion, server: Any,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "BACK_OFF_LAST_S", 0.01)
    companion.open()
    _wait(qtbot, _pane(companion).isVisible)
    qtbot.wait(300)
    _pane(companion).sign_in_pressed.emit("lin", PASSWORD)
    _wait(qtbot, lambda: companion.client.state.link.phase == "online")
    assert [hello.user for hello in server.of(Hello)] == ["", "lin"]


def test_signing_out_forgets_the_password_and_asks_again(qtbot: Any, companion: Companion, server: Any) -> None:
    companion.open()
    pane = _pane(companion)
    _wait(qtbot, pane.isVisible)
    pane.sign_in_pressed.emit("lin", PASSWORD)
    _wait(qtbot, lambda: companion.client.state.link.phase == "online")
    companion.show_settings()
    dialog = companion._dialog
    assert dialog is not None and dialog._sign_out.isVisible()
    assert [value.text() for _, value in dialog._facts][2] == "Lin Yue"
    QTest.mouseClick(dialog._sign_out, Qt.MouseButton.LeftButton)
    _wait(qtbot, pane.isVisible)
    assert not dialog._sign_out.isVisible() and not pane._error.isVisible()
    assert [value.text() for _, value in dialog._facts][2] == "–"
    said = len(server.of(Hello))
    companion.change_settings(replace(companion.settings, lang="zh"))
    assert companion.client.state.sign_in.wanted and len(server.of(Hello)) == said, "a new language is no way in"
    _wait(qtbot, lambda: pane._button.text() == "登录")
    companion.change_settings(replace(companion.settings, lang="en"))
    dialog.close()


def test_the_last_name_is_proposed(qapp: QApplication, qtbot: Any, heard: Any, server: Any,
                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companion_module, "list_devices", list)
    companion = Companion(qapp, replace(Settings(), lang="en", user="lin"))
    assert _pane(companion)._name.text() == "lin"
    discard(companion)


def test_capitals_against_the_shift_key_are_caps_lock(qtbot: Any, companion: Companion) -> None:
    companion.open()
    pane = _pane(companion)
    _wait(qtbot, pane.isVisible)
    QTest.keyClick(pane._password, "a")
    assert not pane._caps.isVisible()
    QTest.keyClick(pane._password, "A")
    assert pane._caps.isVisible() and pane._caps.text() == "Caps Lock is on."
    QTest.keyClick(pane._password, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not pane._caps.isVisible()
    QTest.keyClick(pane._password, Qt.Key.Key_CapsLock)
    assert pane._caps.isVisible()


def test_the_state_follows_the_connection() -> None:
    refused = LinkState(phase="refused", code="auth.user")
    asked = SignInState().after(refused)
    assert asked == SignInState(wanted=True)
    pressed = asked.pressed().after(LinkState(phase="connecting"))
    assert pressed.wanted and pressed.waiting
    assert pressed.after(refused).code == "auth.user"
    slow = pressed.after(LinkState(phase="offline", code="auth.too_many"))
    assert (slow.wanted, slow.waiting, slow.code) == (True, False, "auth.too_many")
    assert pressed.after(LinkState(phase="offline", code="server.unreachable")).wanted
    assert pressed.after(LinkState(phase="online")) == SignInState()
    assert pressed.after(LinkState(phase="refused", code="auth.key")) == SignInState()
    assert pressed.after(LinkState(phase="refused", code=SIGNED_OUT)) == SignInState(wanted=True)
