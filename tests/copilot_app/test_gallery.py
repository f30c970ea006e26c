"""Pictures of the window in every width, language and theme: painted whole, in the theme's colours, different at each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QImage

from copilot_app.call_state import CallState
from copilot_app.gallery import SIZES, fill_at_rest, fill_mid_call, shoot
from copilot_app.gallery_calls import NOW_MS, call_messages
from copilot_app.i18n import Translator
from copilot_app.theme import DARK, LIGHT, Theme
from copilot_app.window import CompanionWindow
from protocol.message import CallEvent, Language
from protocol.wire import decode, encode


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fill", [fill_at_rest, fill_mid_call], ids=["rest", "call"])
def test_pictures_in_every_width_and_theme(theme: Theme, translator: Translator, tmp_path: Path,
                                           lang: Language, fill: Any) -> None:
    translator.use(lang)
    state = CallState(lambda: NOW_MS)
    window = CompanionWindow(state, theme)
    fill(state, lang)
    pictures = set()
    for choice, tokens in (("light", LIGHT), ("dark", DARK)):
        theme.use(choice)  # type: ignore[arg-type]
        for width, size in SIZES.items():
            file = tmp_path / f"{width}_{choice}.png"
            shoot(window, size, file)
            image = QImage(str(file))
            assert (image.width(), image.height()) == (size.width(), size.height())
            assert image.pixelColor(width // 2, 2).name().upper() == tokens.surface, "the strip"
            assert image.pixelColor(2, size.height() - 2).name().upper() == tokens.canvas
            pictures.add(file.read_bytes())
    shiboken6.delete(window)
    assert len(pictures) == 2 * len(SIZES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_call_of_the_gallery_could_come_over_the_wire(lang: Language) -> None:
    messages = call_messages(lang)
    numbers = [message.seq for message in messages if isinstance(message, CallEvent)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(decode([encode(message)]) == message for message in messages)
