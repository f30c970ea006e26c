"""`python -m copilot_app.gallery --out DIR`: pictures of the window at rest and in mid-call, in every width, language and theme.

The calls are fictional; the messages are those that a server sends, applied through `CallState` like any others.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from protocol.call import CallReady, EngineInfo, Pong, Welcome
from protocol.message import Language

from .call_state import CallState
from .gallery_board import board_window, supervise
from .gallery_calls import NOW_MS, call_messages
from .gallery_cards import form_cards
from .i18n import Translator
from .link_state import LinkState
from .theme import Choice, Theme
from .window import CompanionWindow

SIZES = {420: QSize(420, 1040), 960: QSize(960, 800), 1400: QSize(1400, 900)}
"""Width -> size of the window."""
BOARD = QSize(1480, 920)
"""Size of the supervisor's window."""

_DEVICES = {"zh": ("USB 耳麦", "耳麦扬声器（回环）"), "en": ("USB headset", "Headset speaker (loopback)")}
_BOOKS = {"zh": "星辰银行", "en": "Northlight Bank"}


def fill_at_rest(state: CallState, lang: Language, synthetic_only: bool = True) -> None:
    """Connected, devices chosen, no call."""
    engine = EngineInfo(engine="faster-whisper", model="seatmate-mini", device="cpu", compute_type="int8",
                        synthetic_only=True)
    if not synthetic_only:
        engine = EngineInfo(engine="faster-whisper", model="large-v3-turbo", device="cuda:0 H200",
                            compute_type="float16")
    state.set_link(LinkState(phase="online", lag_ms=6.0))
    state.apply(Welcome(display_name="陈璐" if lang == "zh" else "Chen Lu", recogniser=engine,
                        playbook_title=_BOOKS[lang], playbook_version="2026.11"))
    microphone, line = _DEVICES[lang]
    state.set_device("agent", microphone)
    state.set_device("customer", line)


def fill_mid_call(state: CallState, lang: Language) -> None:
    """A call in its fourth minute: a wrong promise was made, the customer is angry."""
    fill_at_rest(state, lang, synthetic_only=False)
    state.begin("gallery", lang)
    for message in call_messages(lang):
        state.apply(message)
    state.apply(Pong(sent_ms=0.0, recognition_lag_ms=310.0))
    state.final_lag_ms = 740.0
    state.set_level("agent", -47.0)
    state.set_level("customer", -17.0)
    state.strip_changed.emit()


def fill_cards(state: CallState, lang: Language) -> None:
    """A call with a card of every kind that can be filled in."""
    fill_at_rest(state, lang, synthetic_only=False)
    state.begin("gallery", lang)
    state.apply(CallReady(call="gallery", next_number={}))
    for card in form_cards(lang):
        state.apply(card)


def fill_supervised(state: CallState, lang: Language) -> None:
    """The call in its fourth minute, with a supervisor in it."""
    fill_mid_call(state, lang)
    supervise(state, lang)


def shoot(window: QWidget, size: QSize, file: Path) -> None:
    """Show the window in a size and save its picture."""
    window.resize(size)
    window.show()
    for _ in range(6):
        QApplication.processEvents()
    window.grab().save(str(file))


def main() -> None:
    """Write all pictures."""
    parser = argparse.ArgumentParser(description="Pictures of the companion window.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--font-scale", type=float, default=1.0)
    parser.add_argument("--width", type=int, action="append", help="only these widths")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    options.out.mkdir(parents=True, exist_ok=True)
    theme = Theme(app)  # type: ignore[arg-type]
    translator = Translator(app)
    languages: tuple[Language, ...] = ("zh", "en")
    themes: tuple[Choice, ...] = ("light", "dark")
    for lang in languages:
        translator.use(lang)
        for name, fill in (("rest", fill_at_rest), ("call", fill_mid_call), ("cards", fill_cards),
                           ("supervised", fill_supervised)):
            state = CallState(lambda: NOW_MS)
            window = CompanionWindow(state, theme)
            fill(state, lang)
            for choice in themes:
                theme.use(choice, options.font_scale)
                for width in options.width or sorted(SIZES):
                    size = SIZES.get(width, QSize(width, 1040))
                    # What was painted late is measured against a clock that stands still here.
                    shoot(window, size, options.out / "warm-up.png")
                    state.final_lag_ms = 740.0 if name in ("call", "supervised") else -1.0
                    state.strip_changed.emit()
                    shoot(window, size, options.out / f"{name}_{width}_{lang}_{choice}.png")
            (options.out / "warm-up.png").unlink(missing_ok=True)
            window.close()
            window.deleteLater()
        for choice in themes:
            theme.use(choice, options.font_scale)
            shoot_board(theme, lang, options.out, choice)


def shoot_board(theme: Theme, lang: Language, folder: Path, choice: str) -> None:
    """The wall-board with 300 calls, alone and beside one that is opened."""
    for name, opened in (("board", False), ("opened", True)):
        window = board_window(theme, lang, 300, opened=opened)
        shoot(window, BOARD, folder / f"{name}_{BOARD.width()}_{lang}_{choice}.png")
        window.close()
        window.deleteLater()


if __name__ == "__main__":
    main()
