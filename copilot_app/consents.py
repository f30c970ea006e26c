"""What the customer of the call agrees to, as the server says it; `call_state` takes the messages in, the panes read it."""

from __future__ import annotations

from protocol.consent import ConsentPurpose, ConsentState


class Consents:
    """Of one call."""

    def __init__(self) -> None:
        self._last: dict[ConsentPurpose, ConsentState] = {}

    def take(self, message: ConsentState) -> None:
        """Something was said, entered or known from before; a notice takes no refusal back."""
        if message.on or message.state not in ("told", "not_told") or message.purpose not in self._last:
            self._last[message.purpose] = message

    def off(self, purpose: ConsentPurpose) -> ConsentState | None:
        """Why this does not run in the call; None if it does."""
        known = self._last.get(purpose)
        return known if known is not None and not known.on else None

    def refused(self, purpose: ConsentPurpose) -> ConsentState | None:
        """The refusal that holds in the call."""
        known = self.off(purpose)
        return known if known is not None and known.state in ("refused", "withdrawn") else None
