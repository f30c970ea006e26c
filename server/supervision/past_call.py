"""A call that is over, with the face of a live one: rights, notes and quotes are asked of it in the same way.

In: its row.  Out: an `asked.AnyCall`, as far as a call that is over can be one.  Next: `rights`, `watching`, `coaching`.
"""

from __future__ import annotations

from functools import partial

from server.clients import Client
from server.compliance.redaction import Redactor
from server.storage.calls import CallRecords, CallRow

from .errors import CALL_OVER, SupervisionRefused
from .grants import Rights
from .rights import Action

_ID_LETTERS = 64


class PastCall:
    """One of them."""

    def __init__(self, row: CallRow) -> None:
        self.call = row.id
        self.row = row

    @property
    def client(self) -> Client | None:
        """Nobody is there any more."""
        return None

    @property
    def heard_ms(self) -> int:
        """No sound comes any more."""
        return 0

    def announce(self, *events: object) -> None:
        """Raises `SupervisionRefused`: nothing is added to a call that is over."""
        raise SupervisionRefused(CALL_OVER)

    def mask_typed(self, text: str) -> str:
        """A typed line without private numbers."""
        return Redactor(self.row.lang).mask(text).text


class AwaitedCall(PastCall):
    """A call that was live when the server stopped: its agent's client is expected back."""


async def past_call(records: CallRecords, rights: Rights, user: str, action: Action, name: str) -> PastCall:
    """The call that is over, if this person may do this with it; the attempt is in the audit trail either way.

    Raises:
        SupervisionRefused: there is none of this id, or the right is missing.
        StorageError: it can not be read.
    """
    row = await records.database.offload(partial(records.row, name)) if 0 < len(name) <= _ID_LETTERS else None
    call = PastCall(row) if row is not None else None
    code = CALL_OVER if call is None else rights.decide(user, action, call).code
    await rights.note(user, f"supervise.{action}", {"call": name[:_ID_LETTERS], "mode": "past", "reason": "",
                                                    "outcome": code or "allowed"})
    if call is None or code:
        raise SupervisionRefused(code)
    return call
