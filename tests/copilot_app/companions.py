"""The end of a companion in a test: gone at once, because a living one takes part in every later change of language."""

from __future__ import annotations

import shiboken6

from copilot_app.companion import Companion


def discard(companion: Companion) -> None:
    """Close and delete it with everything that it made."""
    companion.close()
    companion.window.hide()
    if companion.training.window is not None:
        shiboken6.delete(companion.training.window)
    for part in (companion.window, companion.translator, companion.theme, companion):
        shiboken6.delete(part)
