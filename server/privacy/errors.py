"""The error tree of privacy, drawn in the package's docstring; every one says what to do next."""

from __future__ import annotations


class PrivacyError(Exception):
    """Base of the tree; never raised itself."""

    code = "privacy.failed"
    retryable = False


class PersonUnknown(PrivacyError):
    """Nothing is kept of this number or id."""

    code = "privacy.unknown"


class PersonAmbiguous(PrivacyError):
    """Several customers share the number."""

    code = "privacy.ambiguous"


class NotAllowed(PrivacyError):
    """Wrong password or role, or the same person twice."""

    code = "privacy.second_person"


class PlaceUnusable(PrivacyError):
    """A copy can not be written there."""

    code = "privacy.place"
