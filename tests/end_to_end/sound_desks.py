"""The two ends of stepping in as processes of their own, with real sound devices: an agent's client and a supervisor's.

`python -m tests.end_to_end.sound_desks DESK JSON`: speaks JSON lines, one object each; commands on stdin, what happens on stdout.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from copilot_app.bridge_state import AgentBridge, BridgeState
from copilot_app.capture.devices import choose, list_devices
from copilot_app.capture.soundcard import SoundCardCapture
from copilot_app.client import Client
from copilot_app.link import Link
from copilot_app.settings import Settings
from copilot_app.voice.supervision import SupervisorSound
from protocol.call import CallReady, Hello, WireError
from protocol.message import Message
from protocol.supervision import Observe, Observing


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


class Commands(QObject):
    """Each line of stdin as a signal on the main thread; its end ends the program."""

    line = Signal(object)

    def start(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.line.emit(json.loads(line))
        self.line.emit({"end": True})


class AgentDesk(QObject):
    """A call with a microphone, a line, a headset and a bridge."""

    def __init__(self, place: dict[str, str]) -> None:
        super().__init__()
        self.client = Client(self)
        self.bridge = AgentBridge(self.client.link.send, self)
        self.client.link.message.connect(self.bridge.apply, Qt.ConnectionType.DirectConnection)
        self.client.link.state_changed.connect(self.bridge.set_link, Qt.ConnectionType.DirectConnection)
        self.client.sound_stopped.connect(self.bridge.call_over)
        self.client.message.connect(self._message)
        self.bridge.changed.connect(self._changed)
        devices = list_devices()
        self.devices = {"agent": choose(devices, "agent", place["microphone"]), "customer": choose(devices, "customer", place["line"])}
        self.bridge.use(Settings(headset_output=place["headset"], bridge_output=place["bridge"], bridge_checked=place["bridge"]),
                        self.devices["agent"], self.devices["customer"])
        self.client.link.start(place["endpoint"], place["server"], place["secret"], Hello(lang="en"))
        say(call=self.client.start_call(self._capture, "en"))

    def _capture(self, call: str) -> SoundCardCapture:
        self.bridge.call_begins(call)
        return SoundCardCapture(call, self.devices, tap=self.bridge.tap)  # type: ignore[arg-type]

    @Slot(object)
    def _message(self, message: Message) -> None:
        if isinstance(message, CallReady):
            say(ready=message.call)
        elif isinstance(message, WireError):
            say(error=message.code)

    @Slot(object)
    def _changed(self, state: BridgeState) -> None:
        say(state=asdict(state))

    def end(self) -> None:
        self.bridge.close()
        self.client.close()


class SupervisorDesk(QObject):
    """Ears and a microphone for one call."""

    def __init__(self, place: dict[str, str]) -> None:
        super().__init__()
        self.link = Link(self)
        self.sound = SupervisorSound(self.link.send, Settings(
            supervisor_microphone=place["microphone"], supervisor_output=place["output"]), self)
        self.call = place["call"]
        self.link.message.connect(self.sound.apply, Qt.ConnectionType.DirectConnection)
        self.link.state_changed.connect(self.sound.set_link, Qt.ConnectionType.DirectConnection)
        self.link.message.connect(self._message)
        self.sound.problem.connect(lambda code, text: say(problem=code))
        self.sound.settled.connect(lambda code: say(settled=code))
        self.sound.mode_changed.connect(lambda mode: say(mode=mode))
        self.sound.set_open_microphone(True)
        self.link.start(place["endpoint"], place["server"], place["secret"], Hello(lang="en"))

    @Slot(object)
    def _message(self, message: Message) -> None:
        if isinstance(message, Observing):
            say(observing=message.mode, epoch=message.epoch, code=message.code)
        elif isinstance(message, WireError):
            say(error=message.code)

    @Slot(object)
    def obey(self, command: dict[str, Any]) -> None:
        if "observe" in command:
            self.sound.start_listening(self.call)
            self.link.send(Observe(call=self.call, mode=command["observe"], reason="quality"))

    def end(self) -> None:
        self.sound.close()
        self.link.stop()


def main() -> None:
    application = QCoreApplication([])
    place = json.loads(sys.argv[2])
    desk = AgentDesk(place) if sys.argv[1] == "agent" else SupervisorDesk(place)
    commands = Commands()
    if isinstance(desk, SupervisorDesk):
        commands.line.connect(desk.obey)
    commands.line.connect(lambda command: application.quit() if "end" in command else None)
    commands.start()
    application.exec()
    desk.end()


if __name__ == "__main__":
    main()
