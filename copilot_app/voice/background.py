"""Work on a thread of its own that must not fail unseen: an executor keeps an error for whoever asks for the result."""

from __future__ import annotations

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)


def logged(work: Callable[..., None], *arguments: object) -> None:
    """Run it; a bug goes to the log with its traceback."""
    try:
        work(*arguments)
    except Exception:
        log.exception("%s failed", getattr(work, "__qualname__", work))
