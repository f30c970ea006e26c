"""What gives way or fails now, as codes that every client is told with its pong.

In: codes raised and cleared by calls and the wiring.  Out: the codes, sorted.  Next: `gateway`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from protocol.message import Role

ADMINISTRATORS_ONLY = ("learning.",)
"""Beginnings of codes that say nothing to whoever is in a call."""

NOT_FOR_AGENTS = ("playbook.",)
"""Beginnings of codes for who oversees calls."""


class Health:
    """Codes and who raised them; a code stays until everybody who raised it has cleared it."""

    def __init__(self) -> None:
        self._raised: dict[str, set[str]] = {}
        self.watched: list[Callable[[], tuple[str, ...]]] = []
        """Asked each time, for parts that keep their own codes."""

    def raise_code(self, code: str, who: str) -> None:
        """Something fails for this call or part."""
        self._raised.setdefault(code, set()).add(who)

    def clear(self, code: str, who: str) -> None:
        """It works again."""
        holders = self._raised.get(code, set())
        holders.discard(who)
        if not holders:
            self._raised.pop(code, None)

    def clear_all(self, who: str) -> None:
        """This call or part is over."""
        for code in list(self._raised):
            self.clear(code, who)

    @property
    def codes(self) -> tuple[str, ...]:
        """Everything that is raised now."""
        return tuple(sorted({*self._raised, *(code for ask in self.watched for code in ask())}))


def seen_by(codes: Iterable[str], role: Role) -> tuple[str, ...]:
    """The codes that somebody of this role is told."""
    hidden = () if role == "administrator" else ADMINISTRATORS_ONLY + (NOT_FOR_AGENTS if role == "agent" else ())
    return tuple(code for code in codes if not code.startswith(hidden))
