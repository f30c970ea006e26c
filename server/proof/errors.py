"""The error tree of `server.proof`, drawn in the package's docstring."""

from __future__ import annotations


class ProofError(Exception):
    """Evidence could not be made or read."""

    code = "proof.failed"
    retryable = False


class PackUnreadable(ProofError):
    """No evidence pack, or a part of it is missing or damaged beyond reading."""

    code = "proof.unreadable"


class NothingToCompare(ProofError):
    """No stored call fits."""

    code = "proof.nothing"
