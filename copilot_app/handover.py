"""How a softphone tells the window who is calling: a local socket that only the same user may open.

`seatmate call offer | start --phone NUMBER [--outgoing] [--matter REFERENCE]` (`hand_over`) sends one line of JSON,
`{"phone": "...", "start": true, "outgoing": false, "matter": ""}`; the window (`Handover`) answers one line, `ok` or the code of
what is wrong, and closes; for a call that the agent makes only once the server has said whether the number may be called.
Nothing that is not a phone number goes further, and nothing else can be asked for.  Next: `companion`.

Errors::

    HandoverFailed           codes `call.number`, `call.running`, `call.no_window`, `call.not_ready`, `dial.blocked`,
                             `dial.not_checked`
"""

from __future__ import annotations

import getpass
import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from .errors import HandoverFailed
from .numbers import phone_number
from .settings import settings_path

log = logging.getLogger(__name__)

LONGEST_LINE = 256
"""Bytes of a question."""
_LONGEST_MATTER = 64
WAIT_MS = 2_000
"""A connection that says nothing for so long is closed."""
_AT_ONCE = 4
PENDING = "call.checking"
"""The window answers later, by `settle`."""
_SENTENCES = {
    "call.number": "This is no phone number; give it as +8613800007315 or 010-5550123.",
    "call.running": "A call is running; end it before the next one begins.",
    "call.not_ready": "The window shows the number, but can not start a call yet: it is not connected or has no devices.",
    "dial.blocked": "This number must not be called now; the window says why, and who can let the call through.",
    "dial.not_checked": "The server did not say whether this number may be called; look at the window before you dial.",
    "call.no_window": "No Seatmate window of this user is running; start it with: seatmate --phone NUMBER",
}


def socket_name() -> str:
    """Where the window listens: a file in a directory of the user's own, or a pipe named after the user."""
    if sys.platform == "win32":
        return "seatmate-call-" + hashlib.sha256(getpass.getuser().encode()).hexdigest()[:16]
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return str((Path(folder) if folder else settings_path().parent) / "seatmate-call")


class Handover(QObject):
    """The window's end."""

    def __init__(self, take: Callable[[str, bool, bool, str], str], parent: QObject | None = None) -> None:
        """`take` is given a number, whether the call starts at once, whether the agent calls, and what about; it returns a code,
        empty if all is well, or `PENDING`."""
        super().__init__(parent)
        self._take = take
        self._waiting: QLocalSocket | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_AT_ONCE)
        self._server.newConnection.connect(self._connected)

    def listen(self, name: str = "") -> bool:
        """Begin to listen; False if another window of this user does, or the system refuses a socket."""
        name = name or socket_name()
        if sys.platform != "win32":
            Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = QLocalSocket()
        probe.connectToServer(name)
        if probe.waitForConnected(200):
            probe.abort()
            return False
        # Left behind by a window that was killed.
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            log.warning("numbers can not be handed over: %s", self._server.errorString())
            return False
        return True

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _connected(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.readyRead.connect(lambda connection=connection: self._read(connection))
            QTimer.singleShot(WAIT_MS, connection, connection.abort)
            if connection.bytesAvailable():
                self._read(connection)

    def _read(self, connection: QLocalSocket) -> None:
        if not connection.canReadLine():
            if connection.bytesAvailable() > LONGEST_LINE:
                connection.abort()
            return
        code = self._answer(bytes(connection.readLine(LONGEST_LINE + 1).data()))
        connection.readyRead.disconnect()
        if code == PENDING:
            self._waiting = connection
            connection.destroyed.connect(self._gone)
        else:
            self._reply(connection, code)

    def settle(self, code: str) -> None:
        """The answer to who was told to wait; nobody may be left."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.destroyed.disconnect(self._gone)
            self._reply(waiting, code)

    @Slot()
    def _gone(self) -> None:
        self._waiting = None

    @staticmethod
    def _reply(connection: QLocalSocket, code: str) -> None:
        connection.write(((code or "ok") + "\n").encode())
        connection.flush()
        connection.disconnectFromServer()

    def _answer(self, line: bytes) -> str:
        try:
            said = json.loads(line)
        except ValueError:
            return "call.number"
        phone = said.get("phone") if isinstance(said, dict) else None
        number = phone_number(phone) if isinstance(phone, str) else ""
        if not number:
            return "call.number"
        matter = said.get("matter")
        return self._take(number, said.get("start") is True, said.get("outgoing") is True,
                          matter[:_LONGEST_MATTER] if isinstance(matter, str) else "")


def hand_over(phone: str, *, start: bool, name: str = "", outgoing: bool = False, matter: str = "") -> None:
    """Give a number to the running window.

    Raises:
        HandoverFailed: no number, no window, or the window refuses.
    """
    number = phone_number(phone)
    if not number:
        raise _failed("call.number")
    name = name or socket_name()
    connection = QLocalSocket()
    connection.connectToServer(name)
    if not connection.waitForConnected(WAIT_MS):
        raise _failed("call.no_window")
    connection.write((json.dumps({
        "phone": number, "start": start, "outgoing": outgoing, "matter": matter[:_LONGEST_MATTER]}) + "\n").encode())
    while not connection.canReadLine():
        if not connection.waitForReadyRead(WAIT_MS):
            raise _failed("call.no_window")
    code = bytes(connection.readLine(LONGEST_LINE).data()).decode(errors="replace").strip()
    if code != "ok":
        raise _failed(code)


def _failed(code: str) -> HandoverFailed:
    return HandoverFailed(_SENTENCES.get(code, "The window refused the number."), code=code)
