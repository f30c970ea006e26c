"""The form of a scenario: section by section, entry by entry; every change goes into the TOML at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...i18n.training_table import DIFFICULTIES, KINDS, LINES, words_for
from ...scenario_toml import Path, ScenarioToml, ScenarioUnreadable
from ...theme import Theme
from ..parts import ChoiceBox, KeyedButton, Words
from ..parts.clearing import clear
from .form_fields import CHOICES, ENTRIES, FIELDS, LABELS, SECTIONS, Field, field_words, place_of
from .form_values import as_value, as_written
from .page import scrolling

_HIGH = {"text": 2, "groups": 2, "lines": 3, "pairs": 6, "counts": 2}
"""Lines that a field is high."""
_LIMITS: dict[str, tuple[float, float]] = {"mood": (-1, 1), "patience": (0, 1), "minutes": (1, 30), "pass_mark": (0, 100),
                                           "age": (0, 120), "pitch": (0, 99), "rate": (80, 450), "volume": (0, 200)}
_USUAL = {"minutes": 5, "pass_mark": 60, "pitch": 50, "rate": 175, "volume": 100}
"""What holds while nothing is written."""


class ScenarioForm(QFrame):
    """The left column of the editor."""

    edited = Signal(str)
    """The whole text after a change here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("pane", "card")
        self.section = "basics"
        self.entry = 0
        self._scenario: ScenarioToml | None = None
        self._showing = False
        self.fields: dict[str, QWidget] = {}
        self.sections, self.entries = ChoiceBox(theme), ChoiceBox(theme)
        self.add, self.remove = KeyedButton(theme, "plain"), KeyedButton(theme, "quiet")
        self._unreadable = Words(theme, "body", "stop")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(8)
        column.addWidget(self.sections)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.entries, 1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        column.addLayout(row)
        column.addWidget(self._unreadable)
        self._scroll, self._column = scrolling()
        column.addWidget(self._scroll, 1)
        self.sections.currentIndexChanged.connect(self._choose_section)
        self.entries.currentIndexChanged.connect(self._choose_entry)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Every word again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Sections, labels, buttons."""
        self._showing = True
        for place, section in enumerate(SECTIONS):
            if self.sections.count() <= place:
                self.sections.addItem("", section)
            self.sections.setItemText(place, field_words(SECTIONS, section))
        self._showing = False
        self.setAccessibleName(self.tr("Form"))
        self.sections.setAccessibleName(self.tr("Part of the scenario"))
        self.entries.setAccessibleName(self.tr("Entry"))
        self.add.show_words(self.tr("Add"))
        self.remove.show_words(self.tr("Take out"))
        self._build()

    # --- what is shown ---

    def show_text(self, text: str) -> None:
        """The text was changed elsewhere: show what it says now; a field that has the keyboard keeps its cursor."""
        try:
            self._scenario = ScenarioToml(text) if text.strip() else None
            self._unreadable.hide()
        except ScenarioUnreadable as error:
            self._unreadable.set_words(
                self.tr("The text can not be read at line %1. Correct it there, then the form goes on.").replace(
                    "%1", str(error.line)) if error.line else
                self.tr("The text can not be read. Correct it there, then the form goes on."))
            self._unreadable.show()
            self._scroll.setEnabled(False)
            return
        self._scroll.setEnabled(True)
        self._build()

    def _build(self) -> None:
        """The widgets of the section and entry that are shown."""
        self._showing = True
        scenario = self._scenario
        with_entries = self.section in ENTRIES
        names = scenario.keys(self.section) if scenario is not None and with_entries else []
        count = len(names)
        self.entry = max(0, min(self.entry, count - 1))
        self.entries.clear()
        for place, name in enumerate(names):
            self.entries.addItem(name or str(place + 1), place)
        self.entries.setCurrentIndex(self.entry if count else -1)
        for part in (self.entries, self.add, self.remove):
            part.setVisible(with_entries and scenario is not None)
        self.remove.setEnabled(count > 0)
        clear(self._column)
        self.fields = {}
        if scenario is not None and (count or not with_entries):
            for field in FIELDS[self.section]:
                self._add_field(scenario, field)
        self._column.addStretch(1)
        self._showing = False

    def _add_field(self, scenario: ScenarioToml, field: Field) -> None:
        label = Words(self.theme, "caption", "ink_faint")
        label.set_words(words_for(LINES, field.label) if self.section == "weights" else field_words(LABELS, field.label))
        path = place_of(scenario, self.section, self.entry, field)
        widget = self._key(str(path[1])) if field.label == "key" else self._widget(field, scenario.get(path), path)
        widget.setAccessibleName(label.text())
        self.fields[field.label] = widget
        if field.how == "yes":
            widget.setText(label.text())  # type: ignore[attr-defined]
        elif field.how in ("whole", "number"):
            row = QHBoxLayout()
            row.setSpacing(8)
            label.set_role("body")
            row.addWidget(label, 1)
            row.addWidget(widget)
            self._column.addLayout(row)
            return
        else:
            self._column.addWidget(label)
        self._column.addWidget(widget)

    def _widget(self, field: Field, value: Any, path: Path) -> QWidget:
        if field.how == "choice":
            return self._choice(field, value, path)
        if field.how == "yes":
            check = QCheckBox()
            check.setChecked(value is True)
            check.toggled.connect(lambda on: self._write(path, on or None))
            return check
        if field.how in ("whole", "number"):
            return self._number(field, value, path)
        if field.how in _HIGH:
            edit = QPlainTextEdit(as_written(field, value))
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(self.theme.px(18 * _HIGH[field.how] + 18))
            edit.textChanged.connect(lambda: self._write(path, as_value(field, edit.toPlainText())))
            return edit
        line = QLineEdit(as_written(field, value))
        line.setCursorPosition(0)
        line.textEdited.connect(lambda text: self._write(path, as_value(field, text)))
        return line

    def _key(self, key: str) -> QLineEdit:
        """The name of wordings: others name it, so it changes once it is whole."""
        line = QLineEdit(key)
        line.editingFinished.connect(lambda: self._rename(key, line.text().strip()))
        return line

    def _choice(self, field: Field, value: Any, path: Path) -> ChoiceBox:
        box = ChoiceBox(self.theme)
        tables = {"kind": KINDS, "difficulty": DIFFICULTIES, "line": LINES}
        for code in field.choices:
            table = tables.get(field.label)
            box.addItem(words_for(table, code) if table else field_words(CHOICES, code), code)
        box.setCurrentIndex(box.findData(value or field.default))
        box.currentIndexChanged.connect(lambda: self._write(path, box.currentData()))
        return box

    def _number(self, field: Field, value: Any, path: Path) -> QAbstractSpinBox:
        low, high = _LIMITS.get(field.label, (0, 10))
        numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
        box: QSpinBox | QDoubleSpinBox
        if field.how == "whole":
            box = QSpinBox()
            box.setRange(int(low), int(high))
            box.setValue(round(value) if numeric else _USUAL.get(field.label, int(low)))
        else:
            box = QDoubleSpinBox()
            box.setDecimals(2 if high <= 1 else 1)
            box.setSingleStep(0.1 if high <= 1 else 0.5)
            box.setRange(low, high)
            box.setValue(float(value) if numeric else 1.0 if self.section == "weights" else 0.0)
        box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        box.setFixedWidth(self.theme.px(88))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.valueChanged.connect(lambda number: self._write(path, round(number, 2)))
        return box

    # --- what the trainer does ---

    def _choose_section(self) -> None:
        if not self._showing:
            self.section, self.entry = self.sections.currentData(), 0
            self._build()

    def _choose_entry(self) -> None:
        if not self._showing and self.entries.currentIndex() >= 0:
            self.entry = self.entries.currentIndex()
            self._build()

    def _write(self, path: Path, value: Any) -> None:
        if self._showing or self._scenario is None:
            return
        scenario = self._scenario
        if path[0] == "say" and value and self.section != "say":
            self._name_wordings(scenario, str(path[1]))
        if isinstance(value, dict):
            for gone in set(scenario.get(path) or ()) - set(value):
                scenario.set((*path, gone), None)
            for name, words in value.items():
                scenario.set((*path, name), words)
        else:
            scenario.set(path, value)
        if path[-1] == "id":
            self.entries.setItemText(self.entry, str(value or self.entry + 1))
        self.edited.emit(scenario.text)

    def _name_wordings(self, scenario: ScenarioToml, key: str) -> None:
        holder: Path = ("need",) if self.section == "need" else (self.section, self.entry)
        if not scenario.get((*holder, "say")):
            scenario.set((*holder, "say"), key)

    def _rename(self, key: str, wanted: str) -> None:
        scenario = self._scenario
        if self._showing or scenario is None or wanted == key or not scenario.rename_words(key, wanted):
            return
        self._build()
        self.edited.emit(scenario.text)

    def _add(self) -> None:
        scenario = self._scenario
        if scenario is None or self.section not in ENTRIES:
            return
        name = scenario.free_name(self.section)
        if self.section == "say":
            scenario.set(("say", name, "words"), [""])
            self.entry = len(scenario.keys("say")) - 1
            self._build()
            self.edited.emit(scenario.text)
            return
        more: dict[str, dict[str, Any]] = {"trap": {"kind": "other"}, "end": {"outcome": "failure"}}
        values = {"id": name, **more.get(self.section, {})}
        if self.section != "end":
            values["say"] = name
        self.entry = scenario.add(self.section, values)
        self._build()
        self.edited.emit(scenario.text)

    def _remove(self) -> None:
        if self._scenario is not None and self._scenario.keys(self.section):
            self._scenario.remove(self.section, self.entry)
            self._build()
            self.edited.emit(self._scenario.text)
