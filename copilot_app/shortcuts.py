"""The one table of actions: id, key, words.  `window` makes the shortcuts; buttons show the same keys on hover."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the agent can do from the keyboard."""

    id: str
    key: str
    """In Qt's portable form; on macOS Ctrl is the command key."""
    words: str
    """English source text; `title` gives it in the language of the screen."""


ACTIONS: tuple[Action, ...] = (
    Action("accept", "Ctrl+Return", QT_TRANSLATE_NOOP("Actions", "Use this reply")),
    Action("copy", "Ctrl+Shift+C", QT_TRANSLATE_NOOP("Actions", "Copy the reply")),
    Action("next", "Ctrl+J", QT_TRANSLATE_NOOP("Actions", "Next alternative")),
    Action("previous", "Ctrl+Shift+J", QT_TRANSLATE_NOOP("Actions", "Previous alternative")),
    Action("dismiss", "Ctrl+D", QT_TRANSLATE_NOOP("Actions", "Dismiss the reply")),
    Action("pin", "Ctrl+P", QT_TRANSLATE_NOOP("Actions", "Pin the top card")),
    Action("close_card", "Ctrl+Shift+D", QT_TRANSLATE_NOOP("Actions", "Close the top card")),
    Action("fill_card", "Ctrl+E", QT_TRANSLATE_NOOP("Actions", "Fill in the card")),
    Action("ask", "Ctrl+K", QT_TRANSLATE_NOOP("Actions", "Ask the knowledge base")),
    Action("close_answer", "Ctrl+Shift+K", QT_TRANSLATE_NOOP("Actions", "Close the answer")),
    Action("acknowledge", "Ctrl+G", QT_TRANSLATE_NOOP("Actions", "Acknowledge the alert")),
    Action("dispute", "Ctrl+Shift+G", QT_TRANSLATE_NOOP("Actions", "Dispute the alert")),
    Action("hand", "Ctrl+H", QT_TRANSLATE_NOOP("Actions", "Raise or lower the hand")),
    Action("recording", "Ctrl+R", QT_TRANSLATE_NOOP("Actions", "Pause or resume recording")),
    Action("refuse_recording", "Ctrl+Shift+R", QT_TRANSLATE_NOOP("Actions", "The customer refuses the recording, or agrees")),
    Action("refuse_mood", "Ctrl+Shift+E", QT_TRANSLATE_NOOP("Actions", "The customer refuses the mood analysis, or agrees")),
    Action("refuse_calls", "Ctrl+Shift+W", QT_TRANSLATE_NOOP("Actions", "The customer does not want to be called, or agrees")),
    Action("mute", "Ctrl+M", QT_TRANSLATE_NOOP("Actions", "Mute or unmute the prompts")),
    Action("customer", "Ctrl+I", QT_TRANSLATE_NOOP("Actions", "Show or hide the customer's record")),
    Action("newest", "Ctrl+L", QT_TRANSLATE_NOOP("Actions", "Jump to the newest words")),
    Action("call", "Ctrl+Shift+S", QT_TRANSLATE_NOOP("Actions", "Start or end the call")),
    Action("practise", "Ctrl+Shift+P", QT_TRANSLATE_NOOP("Actions", "Practise with a simulated customer")),
    Action("type", "Ctrl+Y", QT_TRANSLATE_NOOP("Actions", "Type what you say in a practice call")),
    Action("stop_voice", "Ctrl+Shift+X", QT_TRANSLATE_NOOP("Actions", "Stop the simulated customer's voice")),
    Action("transfer", "Ctrl+Shift+H", QT_TRANSLATE_NOOP("Actions", "Transfer to an expert")),
    Action("answer_1", "1", QT_TRANSLATE_NOOP("Actions", "First answer to a supervisor's note")),
    Action("answer_2", "2", QT_TRANSLATE_NOOP("Actions", "Second answer to a supervisor's note")),
    Action("answer_3", "3", QT_TRANSLATE_NOOP("Actions", "Third answer to a supervisor's note")),
    Action("put_note_away", "0", QT_TRANSLATE_NOOP("Actions", "Put a supervisor's note away")),
    Action("coaching", "Ctrl+Shift+N", QT_TRANSLATE_NOOP("Actions", "Show or hide the coaching notes")),
    Action("board", "Ctrl+B", QT_TRANSLATE_NOOP("Actions", "Open the wall-board")),
    Action("on_top", "Ctrl+T", QT_TRANSLATE_NOOP("Actions", "Keep the window on top")),
    Action("settings", "Ctrl+,", QT_TRANSLATE_NOOP("Actions", "Settings")),
)

KEYS: dict[str, str] = {action.id: action.key for action in ACTIONS}
"""Action id -> key."""


def title(action: str) -> str:
    """What an action does, in the language of the screen."""
    words = {entry.id: entry.words for entry in ACTIONS}[action]
    return QCoreApplication.translate("Actions", words)
