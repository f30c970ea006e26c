"""Log lines for people, and for systemd's journal."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from server.logs import trace

PROGRAM = """
import logging
from server.logs import start_logging
start_logging("INFO")
logging.getLogger("server.test").warning("first\\nsecond")
logging.getLogger("server.test").debug("hidden")
"""


@pytest.mark.parametrize(("journal", "expected"), [
    ("8:1", "<4>server.test: first\n<4>second\n"), ("", "WARNING server.test: first\nsecond\n")])
def test_lines(journal: str, expected: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], env={"JOURNAL_STREAM": journal, "PYTHONPATH": "."},
                          capture_output=True, text=True, check=True)
    assert done.stderr.endswith(expected) and done.stdout == ""
    assert done.stderr.startswith("<4>") == bool(journal)


def test_a_bug_is_traced_without_its_words() -> None:
    try:
        raise ValueError("the customer said 6222")
    except ValueError as error:
        text = trace(error)
    assert text.startswith("ValueError") and "test_logs.py" in text and "6222" not in text.replace(
        'raise ValueError("the customer said 6222")', "")


def test_importing_it_changes_nothing() -> None:
    before = list(logging.getLogger().handlers)
    __import__("server.logs")
    assert logging.getLogger().handlers == before
