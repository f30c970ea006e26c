"""What a trainee's screen is not shown, or later: in an exam no help at all, as hints only after some time.

In: events on their way to the client of a call (`delivery`).  Out: the same, fewer or later; what is stored and what
watchers see stays whole.  A held event is sent without its number: later ones have been applied by then, and a number
below theirs would be taken for one that was sent twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from protocol.assist import (
    Alert,
    AlertCleared,
    Answer,
    Card,
    Checklist,
    Gate,
    Intent,
    Mood,
    Promise,
    Suggestion,
    SuggestionBlocked,
    SuggestionPart,
    SuggestionWithdrawn,
)
from protocol.message import CallEvent, Message
from protocol.training import Assistance
from server.clients import Client

HINT_MS = 5_000
"""Hints come so long after the words that they answer."""
_HINTS = (Suggestion, SuggestionWithdrawn, SuggestionBlocked, Card)
_HELP = (*_HINTS, SuggestionPart, Alert, AlertCleared, Answer, Checklist, Gate, Intent, Mood, Promise)


class Withheld:
    """Of one call.  Used on the loop's thread."""

    def __init__(self, assistance: Assistance, heard_ms: Callable[[], int], client: Callable[[], Client | None]) -> None:
        """`heard_ms` is the call's time; `client` whoever has the call when a held event is due."""
        self._assistance = assistance
        self._heard_ms = heard_ms
        self._client = client

    def send(self, client: Client, message: Message) -> None:
        """Send it now, later or not at all."""
        if self._assistance == "exam" and isinstance(message, _HELP):
            return
        if self._assistance == "hint" and isinstance(message, SuggestionPart):
            return
        if self._assistance == "hint" and isinstance(message, _HINTS):
            self._hold(client, message)
            return
        client.send(message)

    def _hold(self, client: Client, event: CallEvent) -> None:
        left_ms = HINT_MS - (self._heard_ms() - event.at_ms)
        if left_ms <= 0:
            client.send(event)
            return
        asyncio.get_running_loop().call_later(left_ms / 1000.0, self._release, msgspec.structs.replace(event, seq=0))

    def _release(self, event: CallEvent) -> None:
        client = self._client()
        if client is not None:
            client.send(event)
