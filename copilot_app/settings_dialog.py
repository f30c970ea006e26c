"""The settings, in a window of its own that never blocks a call: a choice takes effect at once and goes out as `changed`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from .key_list import KeyList
from .panes.parts import ChoiceBox, KeyedButton, Words
from .settings import Settings
from .settings_card import settings_card
from .theme import Theme

_SCALES = (0.9, 1.0, 1.15, 1.3, 1.5, 2.0)

Devices = Sequence[tuple[str, str]]
"""Id and name of each device."""


class SettingsDialog(QDialog):
    """Language, look and devices."""

    changed = Signal(object)
    """The new `Settings`, after each choice of the person."""

    sign_out_pressed = Signal()

    def __init__(self, settings: Settings, theme: Theme, microphones: Devices = (), lines: Devices = (),
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setModal(False)
        self.settings = settings
        self.theme = theme
        self._devices: dict[str, Devices] = {"agent_device": microphones, "customer_device": lines}
        self._titles: dict[str, Words] = {}
        self._boxes: dict[str, ChoiceBox] = {}
        self._on_top = QCheckBox()
        self._on_top.toggled.connect(lambda on: self._choose("always_on_top", on))
        self._close = KeyedButton(theme, "primary")
        self._close.clicked.connect(self.close)
        self._person = ""
        self._sign_out = KeyedButton(theme, "plain")
        self._sign_out.clicked.connect(self.sign_out_pressed)
        self._sign_out.hide()
        self._build()
        self.resize(440, 640)
        self.retranslate()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(16)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("content")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        look = self._section(column, "look")
        for at, name in enumerate(("lang", "theme", "font_scale")):
            self._row(look, at + 1, name)
        look.addWidget(self._on_top, 4, 0, 1, 2)
        sound = self._section(column, "sound")
        for at, name in enumerate(("agent_device", "customer_device", "call_lang")):
            self._row(sound, at + 1, name)
        self._sound_note = Words(self.theme, "caption", "ink_faint")
        sound.addWidget(self._sound_note, 4, 0, 1, 2)
        self._column, self._sections_end = column, column.count()
        about = self._section(column, "about")
        self._facts = [(Words(self.theme, "body", "ink_faint"), Words(self.theme, "body", "ink")) for _ in range(3)]
        for at, (label, value) in enumerate(self._facts):
            about.addWidget(label, at + 1, 0)
            about.addWidget(value, at + 1, 1)
        about.addWidget(self._sign_out, 4, 1, Qt.AlignmentFlag.AlignLeft)
        self._titles["keys"] = Words(self.theme, "strong", "ink")
        self._keys = KeyList(self.theme, self._titles["keys"])
        column.addWidget(self._keys.frame)
        column.addStretch(1)
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        outer.addLayout(foot)

    def _section(self, column: QVBoxLayout, name: str) -> QGridLayout:
        title = self._titles[name] = Words(self.theme, "strong", "ink")
        frame, grid = settings_card(title)
        column.addWidget(frame)
        return grid

    def _row(self, grid: QGridLayout, at: int, name: str) -> None:
        title = self._titles[name] = Words(self.theme, "body", "ink_soft")
        box = self._boxes[name] = ChoiceBox(self.theme)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.activated.connect(lambda _index, key=name: self._choose(key, self._boxes[key].currentData()))
        grid.addWidget(title, at, 0)
        grid.addWidget(box, at, 1)

    def add_section(self, section: QWidget) -> None:
        """One more part of the page, above the last."""
        self._column.insertWidget(self._sections_end, section)
        self._sections_end += 1

    def set_devices(self, microphones: Devices, lines: Devices) -> None:
        """Devices came or went."""
        self._devices = {"agent_device": microphones, "customer_device": lines}
        self.retranslate()

    def show_person(self, name: str, *, can_leave: bool) -> None:
        """Who is signed in, empty for nobody; `can_leave`: with a password, which a sign-out forgets."""
        if (name, can_leave) == (self._person, self._sign_out.isVisibleTo(self)):
            return
        self._person = name
        self._sign_out.setVisible(can_leave)
        self.retranslate()

    def set_settings(self, settings: Settings) -> None:
        """Show settings that were changed elsewhere."""
        self.settings = settings
        self.retranslate()

    def choose(self, name: str, value: object) -> None:
        """A choice of an added part."""
        self._choose(name, value)

    def _choose(self, name: str, value: object) -> None:
        if getattr(self.settings, name) != value:
            self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
            self.changed.emit(self.settings)

    def changeEvent(self, event: QEvent) -> None:
        """Retranslate when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _choices(self) -> dict[str, list[tuple[str, object]]]:
        automatic: list[tuple[str, object]] = [(self.tr("Best one found"), "")]
        scales = sorted({*_SCALES, self.settings.font_scale})
        # A language is named in itself, so that its speaker finds it.
        return {
            "lang": [(self.tr("As the system"), "system"), ("中文", "zh"), ("English", "en")],
            "theme": [(self.tr("As the system"), "system"), (self.tr("Light"), "light"), (self.tr("Dark"), "dark")],
            "font_scale": [(f"{scale * 100:.0f} %", scale) for scale in scales],
            "call_lang": [("中文", "zh"), ("English", "en")],
            **{name: [*automatic, *((words, key) for key, words in devices)] for name, devices in self._devices.items()},
        }

    def retranslate(self) -> None:
        """Every word and choice."""
        titles = {
            "look": self.tr("Appearance"), "sound": self.tr("Sound"), "about": self.tr("Connection"),
            "keys": self.tr("Keys in the window"),
            "lang": self.tr("Language"), "theme": self.tr("Theme"), "font_scale": self.tr("Text size"),
            "agent_device": self.tr("Microphone"), "customer_device": self.tr("Customer line"),
            "call_lang": self.tr("Language of calls")}
        for name, words in titles.items():
            self._titles[name].set_words(words)
        for name, choices in self._choices().items():
            box = self._boxes[name]
            box.blockSignals(True)
            box.clear()
            for words, value in choices:
                box.addItem(words, value)
            wanted = box.findData(getattr(self.settings, name))
            if wanted < 0:
                box.addItem(self.tr("%1 (not plugged in)").replace("%1", str(getattr(self.settings, name))),
                            getattr(self.settings, name))
                wanted = box.count() - 1
            box.setCurrentIndex(wanted)
            box.blockSignals(False)
            box.setAccessibleName(titles[name])
        self._keys.retranslate()
        self._on_top.setText(self.tr("Keep the window above others"))
        self._on_top.setAccessibleName(self._on_top.text())
        self._on_top.blockSignals(True)
        self._on_top.setChecked(self.settings.always_on_top)
        self._on_top.blockSignals(False)
        self._sound_note.set_words(self.tr("Another device is used from the next call on."))
        facts = ((self.tr("Server"), self.settings.endpoint or self.tr("not enrolled")),
                 (self.tr("Workstation"), self.settings.workstation or "–"),
                 (self.tr("Signed in as"), self._person or "–"))
        for (label, value), (words, what) in zip(self._facts, facts, strict=True):
            label.set_words(words)
            value.set_words(what)
        self._sign_out.show_words(self.tr("Sign out"))
        self._close.show_words(self.tr("Close"))
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.windowTitle())
