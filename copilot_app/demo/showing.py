"""The course of the demo: server and sound prepared, window shown, call played, report written.

In: `DemoOptions` from the command line.  Out: the exit code; 0 only if something was transcribed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from protocol.call import Hello, Welcome, WireError
from protocol.message import Language, Message

from .. import __version__
from ..capture.capturing import Capture
from ..capture.recording import RecordingCapture, play_call, play_sides
from ..errors import ClientError, DemoFailed
from ..link_state import LinkState
from .narration import Narration
from .report import DemoRecord
from .server import DemoServer, ServerAddress
from .sound import ScenarioFile, find_scenario, render

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

TICK_MS = 200
PAINT_MS = 1_500
"""After the call's end so long is waited for the last paint."""
CATCH_UP_S = 120.0
"""After the last sound the server may take so long to finish."""


@dataclass(frozen=True)
class DemoOptions:
    """The demo's command line."""

    lang: Language = "zh"
    headless: bool = False
    report: Path | None = None
    screenshot: Path | None = None
    audio: Path | None = None
    customer_audio: Path | None = None
    agent_audio: Path | None = None
    speed: float = 1.0
    model: str = ""
    scenario: str = ""
    theme: str = "system"
    width: int = 0
    verbose: bool = False


def run_demo(options: DemoOptions) -> int:
    """Show the demo; returns 0 if something was transcribed, 1 if not.

    Raises:
        ClientError: the server, the sound or the window could not be had.
    """
    if options.headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ..link.enrolling import new_key_pair

    narration = Narration(options.lang)
    keys = new_key_pair()
    directory = Path(tempfile.mkdtemp(prefix="seatmate-demo-"))
    server = DemoServer(directory, keys.public, options.model)
    failed = True
    try:
        with ThreadPoolExecutor(1) as beside:
            source = beside.submit(_prepare_sound, options)
            server.start()
            narration.server_runs(__version__, server.pid, str(directory / "server.log"))
            scenario, make_capture = _result(source)
            address = server.wait_ready()
        code = _show(options, narration, server, address, keys.secret, scenario, make_capture)
        failed = False
        return code
    finally:
        server.stop()
        if not failed:
            shutil.rmtree(directory, ignore_errors=True)


@dataclass(frozen=True)
class _Source:
    """Where the call's sound comes from."""

    options: DemoOptions
    path: Path | None

    def __call__(self, call: str) -> RecordingCapture:
        options = self.options
        if self.path is not None:
            return play_call(call, self.path, speed=options.speed)
        assert options.customer_audio is not None and options.agent_audio is not None
        return play_sides(call, options.customer_audio, options.agent_audio, speed=options.speed)


def _prepare_sound(options: DemoOptions) -> tuple[ScenarioFile | None, _Source]:
    """Files are opened once here, so that a bad one is said before anything else happens."""
    scenario: ScenarioFile | None = None
    path = options.audio
    if path is None and options.customer_audio is None:
        scenario = find_scenario(options.lang, options.scenario)
        path = render(scenario)
    source = _Source(options, path)
    source("check")
    return scenario, source


def _result(source: Future[tuple[ScenarioFile | None, _Source]]) -> tuple[ScenarioFile | None, _Source]:
    return source.result()


def _show(options: DemoOptions, narration: Narration, server: DemoServer, address: ServerAddress, secret: str,
          scenario: ScenarioFile | None, make_capture: _Source) -> int:
    from PySide6.QtCore import QCoreApplication, QEvent, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from ..collection import WindowThreadCollector

    # the off-screen platform remarks on every window that it has no window manager
    handler_before = qInstallMessageHandler(_without_remarks) if options.headless else None
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["seatmate"])
    application.setApplicationName("Seatmate")
    application.setQuitOnLastWindowClosed(False)
    collector = WindowThreadCollector()
    show = _Show(application, options, narration, server, scenario, make_capture)
    show.begin(address, secret)
    previous = {one: signal.signal(one, lambda number, frame: application.quit())
                for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        application.exec()
    finally:
        for one, handler in previous.items():
            signal.signal(one, handler)
        show.close()
        collector.stop()
        if options.headless:
            qInstallMessageHandler(handler_before)
    code = show.finish()
    # Whoever called may have an application of its own that goes on without this window's language.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
    return code


def _without_remarks(kind: object, context: object, text: str) -> None:
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


class _Show:
    """One call on one window."""

    def __init__(self, application: QApplication, options: DemoOptions, narration: Narration, server: DemoServer,
                 scenario: ScenarioFile | None, make_capture: _Source) -> None:
        from PySide6.QtCore import QCoreApplication, QTimer

        from ..client import Client
        from ..i18n import Translator
        from ..theme import Theme
        from ..window import CompanionWindow

        self._application = application
        self._options = options
        self._narration = narration
        self._server = server
        self._scenario = scenario
        self._make_capture = make_capture
        self._record = DemoRecord(lang=options.lang, speed=options.speed)
        self._started = self._ended = self._mid_taken = self._mid_due = False
        self._over_ms = 0
        self._theme = Theme(application)
        self._translator = Translator(application)
        self._translator.use(options.lang)
        self._theme.use(options.theme)  # type: ignore[arg-type]
        self._client = Client()
        self._window = CompanionWindow(self._client.state, self._theme)
        self._window.show_one_call(QCoreApplication.translate("Demo", "This was the demo's call. Close the window to end."))
        self._window.call_pressed.connect(self._call_pressed)
        self._window.closed.connect(application.quit)
        self._client.message.connect(self._arrived)
        self._client.link.state_changed.connect(self._link_changed)
        self._client.state.lag_measured.connect(self._painted)
        self._client.call_finished.connect(self._call_finished)
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self, address: ServerAddress, secret: str) -> None:
        """Show the window and connect; the call starts with the server's welcome."""
        from PySide6.QtCore import QCoreApplication

        width = self._options.width or (960 if self._options.headless else 0)
        self._window.dock_right()
        if width:
            self._window.resize(width, 1000 if width < 900 else 800)
        # A title would not fit the window; the side says where each voice comes from.
        sides = {"customer": QCoreApplication.translate("Demo", "Recording, left channel"),
                 "agent": QCoreApplication.translate("Demo", "Recording, right channel")}
        if self._options.customer_audio is not None and self._options.agent_audio is not None:
            sides = {"customer": self._options.customer_audio.name, "agent": self._options.agent_audio.name}
        for channel, name in sides.items():
            self._client.state.set_device(channel, name)  # type: ignore[arg-type]
        self._window.show()
        self._timer.start()
        self._client.link.start(address.endpoint, address.public_key, secret,
                                Hello(client_version=__version__, lang=self._options.lang))

    def close(self) -> None:
        """Everything but the report."""
        self._timer.stop()
        self._record.duration_ms = self._record.duration_ms or self._client.call_ms()
        self._client.close()
        self._window.hide()
        for part in (self._window, self._theme, self._translator, self._client):
            part.deleteLater()

    def finish(self) -> int:
        """Write the report and say what it came to; the exit code."""
        record, options = self._record, self._options
        record.server_restarts = self._server.restarts
        if not record.utterances:
            record.errors.append("nothing was transcribed")
        elif not self._ended:
            record.errors.append("the call was ended before the server had transcribed all of it")
        self._narration.summary(record)
        path = options.report or (Path("seatmate-demo.json") if options.headless else None)
        if path is not None:
            try:
                record.write(path)
            except OSError as error:
                raise DemoFailed(f"The report {path} can not be written: {error}", code="demo.report") from error
            self._narration.say(f"  {path}")
        for picture in record.screenshots:
            self._narration.say(f"  {picture}")
        return 0 if record.utterances else 1

    def _arrived(self, message: Message) -> None:
        if isinstance(message, Welcome):
            self._record.engine = message.recogniser
            if not self._started:
                self._narration.welcome(message)
                self._start_call()
        elif isinstance(message, WireError):
            self._record.errors.append(f"{message.code}: {message.text}")
            self._narration.refused(message)
        elif getattr(message, "call", "") == self._client.state.call:
            self._record.take(message)
            self._narration.take(message)

    def _start_call(self) -> None:
        self._started = True
        customer = self._scenario.customer_id if self._scenario else ""
        try:
            self._client.start_call(self._capture, self._options.lang, customer_id=customer)
        except ClientError as error:
            self._record.errors.append(f"{error.code}: {error}")
            self._application.quit()

    def _capture(self, call: str) -> Capture:
        return self._make_capture(call)

    def _call_pressed(self) -> None:
        if self._client.in_call:
            self._client.end_call()

    def _link_changed(self, state: LinkState) -> None:
        self._narration.link(state, self._client.call_ms())
        if state.phase == "refused":
            self._record.errors.append(f"{state.code}: {state.text}")

    def _painted(self, kind: str, item: str, lag_ms: float) -> None:
        self._narration.painted(kind, item, self._record.painted(kind, item, lag_ms))

    def _call_finished(self) -> None:
        from PySide6.QtCore import QTimer

        self._ended = True
        capture = self._client.capture
        self._record.duration_ms = self._client.call_ms() if not isinstance(capture, RecordingCapture) \
            else min(capture.duration_ms, self._client.call_ms())
        QTimer.singleShot(PAINT_MS, self._after_call)

    def _after_call(self) -> None:
        self._take_picture("-end")
        if self._options.headless:
            self._application.quit()
        else:
            self._narration.over()

    def _tick(self) -> None:
        try:
            how = self._server.revive()
        except DemoFailed as error:
            self._record.errors.append(str(error))
            self._application.quit()
            return
        if how:
            self._narration.server_restarted(how, self._server.pid)
        capture = self._client.capture
        if isinstance(capture, RecordingCapture):
            if not self._mid_taken and self._is_worth_a_picture(capture):
                # A tick later, when what has just come is laid out too.
                self._mid_taken = self._mid_due
                self._mid_due = True
                if self._mid_taken:
                    self._take_picture("")
            self._over_ms += TICK_MS if capture.finished and not self._ended else 0
        if self._over_ms > CATCH_UP_S * 1000:
            self._record.errors.append(f"the server did not finish the call within {CATCH_UP_S:.0f} s")
            self._application.quit()

    def _is_worth_a_picture(self, capture: RecordingCapture) -> bool:
        share = capture.position_ms / capture.duration_ms
        state = self._client.state
        shows_all = state.alerts.first() is not None and state.suggestions.first() is not None and \
            state.cards.first() is not None and state.mood is not None
        return (share > 0.35 and shows_all) or share > 0.8

    def _take_picture(self, suffix: str) -> None:
        options = self._options
        path = options.screenshot or (Path("seatmate-demo.png") if options.headless else None)
        if path is None:
            return
        path = path.with_name(f"{path.stem}{suffix}{path.suffix or '.png'}")
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._window.grab().save(str(path)):
            self._record.screenshots.append(path)
        else:
            self._record.errors.append(f"the picture {path} could not be written")
