"""Colours can be read in both themes; icons and style sheet know every token; sizes scale."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication, QLabel

import copilot_app.theme as theme_package
from copilot_app.theme import DARK, LIGHT, Theme, Tokens
from copilot_app.theme.tokens import GROUNDS

ICONS = sorted((Path(theme_package.__file__).parent.parent / "icons").glob("*.svg"))
PAIRS = [(tokens, ink, ground) for tokens in (LIGHT, DARK) for ink, grounds in GROUNDS.items() for ground in grounds]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("tokens", "ink", "ground"), PAIRS,
                         ids=lambda value: ("dark" if value.dark else "light") if isinstance(value, Tokens) else value)
def test_every_text_can_be_read_on_every_ground_it_stands_on(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


def test_both_themes_name_all_colours() -> None:
    for tokens in (LIGHT, DARK):
        for field in fields(Tokens):
            value = getattr(tokens, field.name)
            assert field.name == "dark" or (len(value) == 7 and value.startswith("#")), field.name


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_icons_are_drawn_in_one_style(icon: Path) -> None:
    root = ElementTree.parse(icon).getroot()
    assert root.attrib["viewBox"] == "0 0 20 20"
    assert root.attrib["stroke"] == "currentColor" and root.attrib["stroke-width"] == "1.5"
    assert "gradient" not in icon.read_text("utf-8").lower()


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_icons_paint_something_in_the_colour_asked_for(icon: Path, theme: Theme) -> None:
    image = theme.pixmap(icon.stem, "stop", 40).toImage()
    wanted = theme.colour("stop")
    solid = [image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 250]
    assert solid
    near = [abs(c.red() - wanted.red()) + abs(c.green() - wanted.green()) + abs(c.blue() - wanted.blue()) for c in solid]
    assert sorted(near)[len(near) // 2] <= 6


def test_a_change_reaches_the_widgets_and_tells(theme: Theme, qtbot: object, qapp: QApplication) -> None:
    label = QLabel("x")
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(theme.tokens.dark))
    theme.use("dark")
    label.ensurePolished()
    assert heard == [True]
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK.ink
    assert DARK.surface in qapp.styleSheet() and LIGHT.surface not in qapp.styleSheet().replace(DARK.on_stop, "")


def test_text_grows_with_the_scale_within_limits(theme: Theme) -> None:
    plain = theme.font("body").pixelSize()
    theme.use("light", 1.3)
    assert theme.font("body").pixelSize() == round(plain * 1.3)
    theme.use("light", 9.0)
    assert theme.font_scale == 2.0
    theme.use("light", 1.0)
    assert plain == 13 and theme.font("text").pixelSize() == 14


def test_no_gradients(theme: Theme) -> None:
    assert "gradient" not in theme.style_sheet()
    assert "$" not in theme.style_sheet()
