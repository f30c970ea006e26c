"""Which of the two languages the screen has: the settings' choice in, `zh` or `en` out."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from protocol.message import Language


def screen_language(choice: str) -> Language:
    """The language that the settings' choice means: `system` is Chinese on a Chinese system, English on any other."""
    if choice in ("zh", "en"):
        return "zh" if choice == "zh" else "en"
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"
