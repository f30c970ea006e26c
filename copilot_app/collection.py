"""Python looks for garbage in cycles on the window's thread only.

Left to itself it does so in whichever thread happens to make an object: the network's, a sound device's.  A Qt object that is
part of such a cycle would be destroyed there, and Qt allows that in the thread that made it only.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1_000


class WindowThreadCollector(QObject):
    """Made on the window's thread; automatic collection is off from then on until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation whose limit is passed, as Python itself would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Back to Python's own way."""
        self._timer.stop()
        gc.enable()
