"""The servers that can be compared, as a table: a name in, its module and options out.  Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from . import whisper_live, whisper_live_kit

SEATMATE = "seatmate"


@dataclass(frozen=True, slots=True)
class Peer:
    """One server with its options."""

    name: str
    module: ModuleType
    options: dict[str, Any]

    @property
    def title(self) -> str:
        """Distribution and version."""
        return f"{self.module.DISTRIBUTION} {self.module.VERSION}"


PEERS: dict[str, Peer] = {one.name: one for one in (
    Peer("whisper_live", whisper_live, whisper_live.options(batching=False)),
    Peer("whisper_live_batch", whisper_live, whisper_live.options(batching=True)),
    Peer("whisper_live_kit", whisper_live_kit, whisper_live_kit.options(coalesce_s=0.0)),
    Peer("whisper_live_kit_coalesce", whisper_live_kit, whisper_live_kit.options(coalesce_s=0.5)),
)}
"""Each peer as its documentation recommends it, and once more with its option for many streams."""
