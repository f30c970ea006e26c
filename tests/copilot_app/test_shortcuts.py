"""One key for one action, none twice, all worded and all connected."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from copilot_app.i18n import Translator
from copilot_app.panes import PANES
from copilot_app.shortcuts import ACTIONS, KEYS, title
from copilot_app.window import CompanionWindow

WANTED = {"accept", "copy", "next", "dismiss", "pin", "ask", "dispute", "acknowledge", "hand", "recording", "mute"}


def test_no_key_and_no_id_is_used_twice() -> None:
    keys = [QKeySequence(action.key).toString() for action in ACTIONS]
    assert all(keys) and len(set(keys)) == len(keys)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_every_action_of_a_call_has_a_key() -> None:
    assert set(KEYS) >= WANTED


def test_every_action_has_a_shortcut_in_the_window(window: CompanionWindow) -> None:
    assert set(window.shortcuts) == set(KEYS)
    for name, shortcut in window.shortcuts.items():
        assert shortcut.key() == QKeySequence(KEYS[name])


def test_actions_are_worded_in_both_languages(translator: Translator) -> None:
    english = [title(action.id) for action in ACTIONS]
    translator.use("zh")
    chinese = [title(action.id) for action in ACTIONS]
    assert all(a != b for a, b in zip(english, chinese, strict=True))


def test_panes_name_actions_that_exist() -> None:
    assert all(entry.shortcut in ("", *KEYS) for entry in PANES)
