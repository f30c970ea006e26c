"""Playbooks that were loaded, by the content of their files: a directory in, the playbook of the same files out.

Reading and checking a playbook takes a hundred times as long as comparing its files, and a server, its author's window and
its commands load the same one often.  The content counts, not the time or the place of a file, so a changed file never goes
unnoticed.  Next: `server.content.loading`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from .playbook import Playbook

_MOST = 16
_FILES = ("*.toml", "*/*.toml", "*/*/*.toml")
"""Where a playbook's files lie: its own, those of its parts, those of its packs."""


class KeptPlaybooks:
    """The last few playbooks; from any thread."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._by_content: OrderedDict[bytes, Playbook] = OrderedDict()

    def load(self, places: Sequence[Path], read: Callable[[], Playbook]) -> Playbook:
        """The playbook kept for what lies in `places`, or else what `read` makes of it; nothing is kept when that raises."""
        content = _digest(places)
        with self._lock:
            found = self._by_content.get(content) if content else None
            if found is not None:
                self._by_content.move_to_end(content)
                return found
        playbook = read()
        # a file that was written meanwhile: nobody knows which of the two was read
        if content and _digest(places) == content:
            with self._lock:
                self._by_content[content] = playbook
                while len(self._by_content) > self._most:
                    self._by_content.popitem(last=False)
        return playbook


def _digest(places: Sequence[Path]) -> bytes:
    """Of every TOML file's path and content; empty if one can not be read: the loader says why."""
    digest = sha256()
    try:
        for place in places:
            for path in sorted(path for pattern in _FILES for path in place.glob(pattern)):
                raw = path.read_bytes()
                digest.update(f"{path.relative_to(place)}\n{len(raw)}\n".encode("utf-8", "surrogateescape"))
                digest.update(raw)
            digest.update(b"\n")
    except OSError:
        return b""
    return digest.digest()
