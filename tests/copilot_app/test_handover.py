"""A number reaches the window over a socket of the user's own; anything else is refused."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from copilot_app import __main__ as front_door
from copilot_app.handover import PENDING, Handover
from copilot_app.numbers import phone_number, shown_number

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def name() -> Iterator[str]:
    # the path of a socket must be short
    with tempfile.TemporaryDirectory(prefix="sm") as folder:
        yield "seatmate-test-call" if sys.platform == "win32" else str(Path(folder) / "call")


GIVE = """import sys
from copilot_app.errors import HandoverFailed
from copilot_app.handover import hand_over
try:
    start = sys.argv[2] == "start"
    hand_over(sys.argv[1], start=start, name=sys.argv[3], outgoing=start, matter="debt 7" if start else "")
except HandoverFailed as error:
    print(error.code)
"""


def handed(qtbot: QtBot, name: str, phone: str, start: bool = False) -> str:
    """What another program is told; empty if the number was taken."""
    other = subprocess.Popen([sys.executable, "-c", GIVE, phone, "start" if start else "", name], stdout=subprocess.PIPE,
                             text=True, cwd=ROOT)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=60_000)
    return other.communicate()[0].strip()


def test_a_number_arrives_and_the_window_may_refuse(qtbot: QtBot, name: str) -> None:
    taken: list[tuple[str, bool, bool, str]] = []

    def take(number: str, start: bool, outgoing: bool, matter: str) -> str:
        taken.append((number, start, outgoing, matter))
        return "call.running" if start else ""
    window = Handover(take)
    assert window.listen(name)
    assert handed(qtbot, name, "138 0000 7315") == ""
    assert handed(qtbot, name, "+8613800007315", start=True) == "call.running"
    assert taken == [("13800007315", False, False, ""), ("+8613800007315", True, True, "debt 7")]
    assert not Handover(take).listen(name), "one window of a user listens"
    if sys.platform != "win32":
        assert not Path(name).stat().st_mode & 0o077, "nobody else may open it"
    window.close()
    assert handed(qtbot, name, "13800007315") == "call.no_window"


@pytest.mark.parametrize("line", [b"13800007315\n", b'{"phone": "; rm -rf /"}\n', b'{"phone": 13800007315}\n', b"[1]\n",
                                  b'{"phone": "' + b"1" * 300 + b'"}\n'])
def test_what_is_no_number_goes_no_further(qtbot: QtBot, name: str, line: bytes) -> None:
    taken: list[str] = []
    window = Handover(lambda number, start, outgoing, matter: str(taken.append(number) or ""))
    assert window.listen(name)
    other = QLocalSocket()
    other.connectToServer(name)
    other.write(line)
    qtbot.waitUntil(lambda: other.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=60_000)
    assert not taken and b"ok" not in bytes(other.readAll().data())
    window.close()


@pytest.mark.parametrize(("text", "number"), [
    ("+86 138-0000-7315", "+8613800007315"), ("(010) 5550-123", "0105550123"), ("tel:+8613800007315;ext=1", "+8613800007315"),
    ("sip:1001@pbx.example", "1001"), ("12", ""), ("+1+2345", ""), ("a12345", ""), ("1" * 30, ""), ("１３８００００７３１５", ""), ("", "")])
def test_numbers(text: str, number: str) -> None:
    assert phone_number(text) == number


def test_shown_numbers_are_masked() -> None:
    assert shown_number("+8613800007315") == "****7315" and shown_number("1001") == "****"


def test_the_command_line_refuses_what_is_no_number(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_door, "_has_display", lambda: True)
    assert front_door.main(["--phone", "nobody"]) == 2
    assert front_door.main(["call", "offer", "--phone", "nobody"]) == 1
    assert "no phone number" in capsys.readouterr().err


def test_a_softphone_waits_for_the_word_on_a_number_that_is_to_be_called(qtbot: QtBot, name: str) -> None:
    window = Handover(lambda number, start, outgoing, matter: PENDING)
    assert window.listen(name)
    window.settle("dial.blocked")
    told: list[bytes] = []
    for code in ("dial.blocked", ""):
        other = QLocalSocket()
        other.connectToServer(name)
        other.write(b'{"phone": "+8613800007315", "outgoing": true}\n')
        qtbot.waitUntil(lambda: window._waiting is not None, timeout=60_000)
        assert not other.bytesAvailable(), "nothing is said before the server has answered"
        window.settle(code)
        qtbot.waitUntil(lambda other=other: other.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=60_000)
        told.append(bytes(other.readAll().data()))
    assert told == [b"dial.blocked\n", b"ok\n"]
    other = QLocalSocket()
    other.connectToServer(name)
    other.write(b'{"phone": "+8613800007315", "outgoing": true}\n')
    qtbot.waitUntil(lambda: window._waiting is not None, timeout=60_000)
    other.abort()
    qtbot.waitUntil(lambda: window._waiting is None, timeout=60_000)
    window.settle("")
    window.close()
