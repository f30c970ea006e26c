"""What a call keeps of the answer to "who is calling?": what the agent saw, and the facts as they may be spoken.

A stored input like anything that was heard: a restarted server gives it to the pipeline again and asks nobody, so the
call goes on with the record as it saw it, whatever the record says by then.  Made by `customer`; next:
`opening.repeat_input`.
"""

from __future__ import annotations

import msgspec

from protocol.call import CustomerRecord
from server.customers.whereabouts import Whereabouts
from server.privacy.consent import Standing


class KnownCustomer(msgspec.Struct, frozen=True, kw_only=True):
    """The text of an input of kind `customer`."""

    seen: CustomerRecord
    """Masked for the agent's role."""
    facts: dict[str, str] | None = None
    """Field -> value as it may be spoken; None if no record was found, which takes none away."""
    where: Whereabouts | None = None
    """Where the customer is, if the record says so."""
    consents: tuple[Standing, ...] = ()
    """What everybody who is known to be in the call decided before."""
