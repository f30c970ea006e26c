"""A customer's record as the connectors give it: canonical values, each with its source and date.

Stored in the built-in table, kept with a call as it was when the call saw it, and the form of a CRM's answer.  Next:
`views`.
"""

from __future__ import annotations

import msgspec

LONGEST_TEXT = 200
"""Characters of any one text."""
MOST_CONTACTS = 50
MOST_MATCHES = 20


class FieldValue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One field."""

    key: str
    value: str
    """Canonical: a decimal number without separators, an ISO date, or the text itself."""
    source: str
    """The system that says so."""
    as_of: str
    """ISO date on which it was true."""
    currency: str = ""
    """Of an amount, ISO 4217; empty: the currency of the house."""


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier contact over any channel."""

    at: str
    """ISO 8601 date, or date and time with offset."""
    channel: str
    """`phone`, `branch`, `app`, `mail`, `chat` or a name of the house's own."""
    source: str
    summary: str = ""
    outcome: str = ""
    topics: tuple[str, ...] = ()
    """Intents, of an earlier call of this product."""
    call: str = ""
    """Id of that call."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of one customer."""

    customer_id: str
    name: str
    source: str
    """Of the name."""
    as_of: str
    """ISO date of the name."""
    title: str = ""
    """How to address: `周先生`, `Mr Grant`."""
    phones: tuple[str, ...] = ()
    """Normalised: `+8613800007315`."""
    fields: tuple[FieldValue, ...] = ()
    contacts: tuple[Contact, ...] = ()


class Fault(msgspec.Struct, frozen=True):
    """Something in an answer or a file that can not be taken as a fact."""

    where: str
    """The field's key, or the place in the answer."""
    reason: str
    """`type`, `range`, `date`, `source`, `unknown`, `long`, `twice`, `missing`."""
    text: str
    """A sentence: what is wrong and what is expected.  Holds no value of the customer's."""
