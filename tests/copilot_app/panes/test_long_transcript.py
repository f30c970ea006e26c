"""A transcript of hours: the view measures only its end, and shows the rest when the agent scrolls back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QPoint, QStringListModel
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.lists import ROW_ROLE, RecentRows, TranscriptRow
from copilot_app.lists.recent import SHOWN_ROWS, SLACK_ROWS
from copilot_app.panes.transcript import TranscriptPane
from copilot_app.theme import Theme
from protocol.transcript import Final

HOURS = 8
ROWS = HOURS * 600


def final(number: int) -> Final:
    start_ms = number * 6_000
    return Final(call="c1", utterance=f"customer-{start_ms * 16}", channel="customer", start_ms=start_ms,
                 end_ms=start_ms + 3_000, text=f"Sentence number {number} of a long call.")


def top_row(pane: TranscriptPane) -> TranscriptRow:
    row: TranscriptRow = pane.view.indexAt(QPoint(20, 2)).data(ROW_ROLE)
    return row


def test_only_the_end_of_a_list_is_a_row() -> None:
    source = QStringListModel([str(number) for number in range(ROWS)])
    assert isinstance(source, QAbstractListModel)
    recent = RecentRows(source)
    assert recent.rowCount() == ROWS and recent.tidy() and recent.rowCount() == SHOWN_ROWS and recent.has_older
    assert recent.index(SHOWN_ROWS - 1, 0).data() == str(ROWS - 1) and not recent.tidy()
    source.insertRows(ROWS, SLACK_ROWS)
    assert recent.rowCount() == SHOWN_ROWS + SLACK_ROWS and not recent.tidy()
    recent.show_older()
    assert recent.rowCount() == 2 * SHOWN_ROWS + SLACK_ROWS
    source.setStringList(["a", "b"])
    assert recent.rowCount() == 2 and not recent.has_older


def test_a_change_in_the_eighth_hour_measures_a_few_hundred_rows(qtbot: Any, qapp: QApplication) -> None:
    state = CallState(lambda: HOURS * 3_600_000)
    state.begin("c1", "en")
    pane = TranscriptPane(state, Theme(qapp))
    qtbot.addWidget(pane)
    pane.resize(420, 700)
    pane.show()
    for number in range(ROWS):
        state.apply(final(number))
    view = pane.view
    qtbot.waitUntil(lambda: view.model().rowCount() <= SHOWN_ROWS + SLACK_ROWS)
    measured = 0
    size_hint = pane._delegate.sizeHint

    def counted(*arguments: Any) -> Any:
        nonlocal measured
        measured += 1
        return size_hint(*arguments)
    pane._delegate.sizeHint = counted  # type: ignore[method-assign]
    state.apply(final(ROWS))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == view.verticalScrollBar().maximum() and measured > 0)
    assert measured <= 6 * (SHOWN_ROWS + SLACK_ROWS)
    assert view.model().index(view.model().rowCount() - 1, 0).data(ROW_ROLE).text == final(ROWS).text
    assert len(pane._delegate._shaped) <= SHOWN_ROWS + SLACK_ROWS + 1


def test_scrolling_back_reaches_the_first_words_and_the_end_lets_them_go_again(qtbot: Any, qapp: QApplication) -> None:
    state = CallState(lambda: 3_600_000)
    state.begin("c1", "en")
    pane = TranscriptPane(state, Theme(qapp))
    qtbot.addWidget(pane)
    pane.resize(420, 700)
    pane.show()
    for number in range(700):
        state.apply(final(number))
    view = pane.view
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: view.model().rowCount() <= SHOWN_ROWS + SLACK_ROWS and bar.value() == bar.maximum() > 0)
    for _ in range(10):
        before = top_row(pane)
        bar.setValue(0)
        if not view.following and view.model().rowCount() < 700:
            assert top_row(pane).start_ms <= before.start_ms, "it goes back, and never jumps ahead"
        if view.model().rowCount() == 700:
            break
    bar.setValue(0)
    assert not view.following and top_row(pane).start_ms == 0
    state.apply(final(700))
    qtbot.wait(20)
    assert top_row(pane).start_ms == 0, "what is being read stays in sight"
    view.follow()
    qtbot.waitUntil(lambda: view.model().rowCount() <= SHOWN_ROWS + SLACK_ROWS and bar.value() == bar.maximum())
    assert view.model().index(view.model().rowCount() - 1, 0).data(ROW_ROLE).text == final(700).text


def test_what_was_reported_is_remembered_for_the_rows_of_a_screen(qtbot: Any, qapp: QApplication) -> None:
    state = CallState(lambda: HOURS * 3_600_000)
    state.begin("c1", "en")
    pane = TranscriptPane(state, Theme(qapp))
    qtbot.addWidget(pane)
    painted: list[str] = []
    pane.painted.connect(lambda _kind, item: painted.append(item))
    rows = [TranscriptRow(f"customer-{number}", "customer", number, number + 1, "Words.", final=True) for number in range(1_000)]
    for row in rows:
        pane.row_painted(row)
        pane.row_painted(row)
    assert painted == [row.id for row in rows]
    assert len(pane._reported) < 500
