"""What do 300 live calls cost a supervisor's window?  `python -m benchmarks.board_paint [--calls N] [--updates N]`.

Prints the time of the first filling, of a row's update (model alone, and with its share of putting the rows in order), of one
repaint of all visible rows and of one scrolled step, at the window's usual size, off-screen, in software.  Smooth scrolling at
60 pictures a second leaves 16.7 ms for a step.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from datetime import datetime


def spent_ms(work: Callable[[], object], times: int) -> list[float]:
    """How long each of so many runs took, sorted."""
    found = []
    for _ in range(times):
        begun_s = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun_s) * 1000)
    return sorted(found)


def told(name: str, found: list[float]) -> None:
    """One line: median and 95th percentile."""
    print(f"{name:46} p50 {found[len(found) // 2]:8.3f} ms   p95 {found[int(len(found) * 0.95)]:8.3f} ms   n {len(found)}")


def main() -> None:
    """Fill, change, repaint, scroll."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--updates", type=int, default=3000)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from copilot_app.board_state import BoardState
    from copilot_app.board_window import BoardWindow
    from copilot_app.gallery_board import board_messages, board_rows
    from copilot_app.i18n import Translator
    from copilot_app.theme import Theme
    from copilot_app.watch_state import WatchState

    app = QApplication([])
    theme = Theme(app)
    Translator(app).use("zh")
    board = BoardState()
    window = BoardWindow(board, WatchState(board), theme)
    board.begin()
    window.show()
    now = datetime.now().astimezone()

    def first() -> None:
        for message in board_messages("zh", options.calls, now):
            board.apply(message)
        board.rows.arrange()
        app.processEvents()

    told(f"first {options.calls} calls until painted", spent_ms(first, 1))
    chance = random.Random(1)
    changed = [row for seed in range(8, 8 + options.updates // options.calls + 1)
               for row in board_rows("zh", options.calls, now, seed)]
    rows = iter(changed)
    told("one row changes: state and model", spent_ms(lambda: board.apply(next(rows)), options.updates))
    told("rows are put in order (5 times a second)", spent_ms(board.rows.arrange, 50))
    viewport, bar = window.rows.table.viewport(), window.rows.table.verticalScrollBar()
    told("all visible rows are painted", spent_ms(viewport.repaint, 200))

    def step() -> None:
        bar.setValue(chance.randint(0, bar.maximum()))
        app.processEvents()

    told("one scrolled step, painted", spent_ms(step, 400))


if __name__ == "__main__":
    main()
