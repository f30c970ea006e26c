"""What is worked out once per playbook and shared by its calls, so that a call costs next to nothing to open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from server.content.playbook import Playbook

T = TypeVar("T")
_KEPT = 8
"""Playbooks in use at a time: one or two languages, and a draft under test."""


class PerPlaybook(Generic[T]):
    """Builds a thing for a playbook the first time it is asked for.  Safe from several threads."""

    def __init__(self, build: Callable[[Playbook], T]) -> None:
        self._build = build
        self._built: OrderedDict[int, tuple[Playbook, T]] = OrderedDict()
        self._last: tuple[Playbook, T] | None = None
        """The one asked for last: calls ask for the same one at every line, and it needs no lock."""
        self._lock = Lock()

    def of(self, playbook: Playbook) -> T:
        """The thing of this very playbook object."""
        last = self._last
        if last is not None and last[0] is playbook:
            return last[1]
        with self._lock:
            known = self._built.get(id(playbook))
            if known is not None and known[0] is playbook:
                self._built.move_to_end(id(playbook))
                self._last = known
                return known[1]
            built = self._build(playbook)
            self._last = self._built[id(playbook)] = (playbook, built)
            while len(self._built) > _KEPT:
                self._built.popitem(last=False)
            return built
