"""The error tree of the customer record, drawn in the package's docstring; every one says what to do next."""

from __future__ import annotations

from collections.abc import Sequence


class CustomerError(Exception):
    """Base of the tree; never raised itself."""

    code = "customer.failed"
    retryable = False


class ImportRefused(CustomerError):
    """A file has faults, so nothing of it was imported."""

    code = "customer.import"

    def __init__(self, faults: Sequence[str], most: int = 20) -> None:
        """`faults` are sentences with row and column; the first `most` are told."""
        rest = len(faults) - most
        lines = [*faults[:most], *([f"and {rest} more"] if rest > 0 else [])]
        super().__init__("nothing was imported; correct the file and try again:\n  " + "\n  ".join(lines))
        self.faults = tuple(faults)


class FieldsInvalid(CustomerError):
    """The table of fields can not be used."""

    code = "customer.fields"


class CrmSettings(CustomerError):
    """The CRM's address, certificate or credential can not be used."""

    code = "customer.settings"


class CrmFailed(CustomerError):
    """The CRM gave no usable answer."""

    code = "customer.crm"
    retryable = True

    def __init__(self, reason: str, text: str) -> None:
        """`reason` is the last part of the code: `timeout`, `redirect` …"""
        super().__init__(text)
        self.code = f"customer.crm.{reason}"
