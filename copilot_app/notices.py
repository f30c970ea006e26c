"""What gives way or failed, kept until it is settled: codes in, `notices_changed` out.

`call_state.CallState` is a `NoticeBoard`; `panes.notice` shows it, `i18n.codes` words it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that gives way or failed; worded by `i18n.codes` in the language of the screen."""

    code: str
    text: str = ""
    """English sentence, shown if the code is unknown here."""
    params: tuple[tuple[str, str], ...] = ()


class NoticeBoard(QObject):
    """The notices that hold now, oldest first, one for each code."""

    notices_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notices: dict[str, Notice] = {}

    def notify(self, code: str, text: str = "", params: dict[str, str] | None = None) -> None:
        """Show a notice until `settle` is called with its code."""
        self.notices[code] = Notice(code, text, tuple(sorted((params or {}).items())))
        self.notices_changed.emit()

    @Slot(str)
    def settle(self, code: str) -> None:
        """Take a notice off the screen."""
        if self.notices.pop(code, None) is not None:
            self.notices_changed.emit()
