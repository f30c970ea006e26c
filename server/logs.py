"""Where log lines go: standard error, in the form that systemd's journal reads when it is there.

Nothing that was said in a call is ever logged; log calls carry ids, codes, counts.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback

_PRIORITIES = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (0, 7))


def trace(error: BaseException) -> str:
    """A bug's kind and the lines of code it went through, without its message, which might quote a customer."""
    return f"{type(error).__name__}\n" + "".join(traceback.format_tb(error.__traceback__)).rstrip()


class _JournalFormatter(logging.Formatter):
    """Prefixes the level as `<6>`, which the journal turns into its priority; the journal keeps the time itself."""

    def format(self, record: logging.LogRecord) -> str:
        priority = next(number for level, number in _PRIORITIES if record.levelno >= level)
        return f"<{priority}>{record.name}: {super().format(record)}".replace("\n", f"\n<{priority}>")


def start_logging(level: str = "INFO") -> None:
    """Send the program's log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JournalFormatter() if os.environ.get("JOURNAL_STREAM")
                         else logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
