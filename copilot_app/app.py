"""Builds the client's objects and connects their signals; nothing else does.

`run_live` puts window, settings and devices around a `client.Client`: it is what `seatmate` starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .settings import Settings


def run_live(settings: Settings, phone: str = "") -> int:
    """The desktop client: window, devices, server; returns the exit code.  The first call takes `phone`."""
    from PySide6.QtWidgets import QApplication

    from .collection import WindowThreadCollector
    from .companion import Companion

    application = QApplication(["seatmate"])
    collector = WindowThreadCollector(application)
    application.setApplicationName("Seatmate")
    companion = Companion(application, settings)
    companion.open()
    companion.client.state.offer_number(phone)
    code = application.exec()
    companion.close()
    collector.stop()
    return code
