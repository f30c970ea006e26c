"""The connection to the server as the rest of the client sees it: methods in from any thread, Qt signals out.

In: control messages from `call_state` and the panes' intents, packets from `capture`.  Out: `state_changed` for the
strip, `message` for `call_state`.  Behind it one thread runs `network.Network` in its own asyncio loop: Qt's
event loop can not carry zmq.asyncio.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from protocol.audio import Packet
from protocol.call import CallEnded, CallReady, CallStart, Hello, Welcome
from protocol.message import Message

from ..capture.ring import PacketRing
from ..link_state import LinkState
from .network import Network
from .outgoing import Outgoing
from .resend import CallUpload
from .socket import Target

log = logging.getLogger(__name__)

STOP_TIMEOUT_S = 3.0


class Link(QObject):
    """One server, one connection at a time, kept up for as long as `stop` is not called.

    Signals (queued to the receiver's thread):
        state_changed: a `LinkState`, for every change.
        message: every server message in order; partials merged, events that were applied before left out.
        call_ready: a `CallReady`: the server takes sound of the call.
        welcome: a `Welcome`, once for every connection.
    """

    state_changed = Signal(object)
    message = Signal(object)
    call_ready = Signal(object)
    welcome = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._network: Network | None = None
        self._outgoing = Outgoing()
        self._upload: CallUpload | None = None
        self._state = LinkState()

    @property
    def state(self) -> LinkState:
        """The newest state, also before its signal is delivered."""
        return self._state

    def start(self, endpoint: str, server_public_key: str, secret_key: str, hello: Hello) -> None:
        """Connect and stay connected; a running connection is stopped first.  What was queued is kept."""
        self.stop()
        target = Target(endpoint, server_public_key, secret_key)
        running = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(target, hello, running), name="link", daemon=True)
        self._thread.start()
        running.wait()

    def stop(self) -> None:
        """Say goodbye, close the socket, end the thread."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._post(lambda network: network.stop())
        thread.join(STOP_TIMEOUT_S)
        if thread.is_alive():
            log.error("the network thread did not end")

    def send(self, message: Message) -> None:
        """Send a control message; without a connection it waits (bounded) for the next one."""
        if not self._post(lambda network: network.queue(message)):
            self._outgoing.queue(message, connected=False)

    def start_call(self, start: CallStart, ring: PacketRing) -> None:
        """Begin (or, after a restart of this program, go on with) a call whose packets are put into `ring`."""
        upload = CallUpload(start, ring)
        self._upload = upload
        self._post(lambda network: network.start_call(upload))

    def offer_packet(self, packet: Packet) -> None:
        """Keep the packet in the call's ring and send it; called by capture's thread."""
        upload = self._upload
        if upload is None or packet.call != upload.call:
            return
        upload.ring.put(packet)
        self._post(lambda network: network.wake())

    def end_call(self) -> None:
        """No more packets will come; the server answers `CallEnded` when all are transcribed."""
        if not self._post(lambda network: network.end_call()) and self._upload is not None:
            self._upload.end()

    def drop_call(self) -> None:
        """The server refused the call: forget it, and what was recorded of it."""
        self._upload = None
        self._post(lambda network: network.drop_call())

    def _post(self, work: Callable[[Network], None]) -> bool:
        """Run on the network thread; False if there is none."""
        with self._lock:
            loop, network = self._loop, self._network
            if loop is None or network is None:
                return False
            loop.call_soon_threadsafe(work, network)
            return True

    def _run(self, target: Target, hello: Hello, running: threading.Event) -> None:
        # zmq.asyncio needs add_reader, which Windows' default loop does not have
        loop = asyncio.SelectorEventLoop()
        asyncio.set_event_loop(loop)

        async def program() -> None:
            network = Network(target, hello, self._outgoing, on_state=self._state_arrived, on_message=self._arrived)
            if self._upload is not None:
                network.start_call(self._upload)
            with self._lock:
                self._loop, self._network = loop, network
            running.set()
            await network.run()

        try:
            loop.run_until_complete(program())
        except Exception:
            log.exception("the network thread failed")
            self._state_arrived(LinkState(phase="offline", code="link.bug", text="The connection failed inside this "
                                          "program; restart it and send the log to the administrator."))
        finally:
            with self._lock:
                self._loop = self._network = None
            running.set()
            loop.close()

    def _state_arrived(self, state: LinkState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _arrived(self, message: Message) -> None:
        if isinstance(message, CallReady):
            self.call_ready.emit(message)
        elif isinstance(message, Welcome):
            self.welcome.emit(message)
        elif isinstance(message, CallEnded) and self._upload is not None and message.call == self._upload.call:
            self._upload = None
        self.message.emit(message)
