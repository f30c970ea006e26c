"""How the connection to the server stands: made by `link`, read by the status strip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from protocol.call import Welcome

Phase = Literal["connecting", "online", "offline", "refused"]


@dataclass(frozen=True)
class LinkState:
    """One moment of the connection; a new one is made for every change."""

    phase: Phase = "connecting"
    """`connecting` until the first answer; `offline` while a lost server is sought; `refused` if it says no."""
    code: str = ""
    """Why: `auth.key`, `protocol.version`, `server.unreachable`, `server.lost`, `server.silent`, … ; empty online."""
    text: str = ""
    """English sentence for a code that the screen does not know."""
    lag_ms: float = -1.0
    """Round trip of the last ping; -1 before the first."""
    since_s: float = 0.0
    """`time.monotonic()` at which this phase began."""
    queue_depth: int = 0
    """Recognition jobs that wait on the server."""
    recognition_lag_ms: float = 0.0
    """Mean wait and decode of the server's recent finals."""
    load: float = 0.0
    """Share of the recogniser's time in use, 0..1."""
    degraded: tuple[str, ...] = ()
    """What gives way on the server now, as codes."""
    welcome: Welcome | None = None
    """The server's last welcome; None before the first."""
    waiting_packets: int = 0
    """Packets recorded but not yet sent, while they are more than live recording explains."""
