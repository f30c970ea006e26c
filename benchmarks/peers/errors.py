"""What can go wrong in a comparison, as one small tree; each message says what to do next.

    ComparisonError          code                   retryable
    ├── PeerUnavailable      peers.environment      yes   its environment can not be made
    ├── PeerFailed           peers.server           yes   its server did not start, or refused a stream
    └── SoundUnusable        peers.sound            no    the folder holds no sound set, or too few streams
"""

from __future__ import annotations


class ComparisonError(Exception):
    """Base of the tree; never raised itself."""

    code = "peers"
    retryable = False


class PeerUnavailable(ComparisonError):
    """No environment for this peer."""

    code = "peers.environment"
    retryable = True


class PeerFailed(ComparisonError):
    """The peer's server could not be measured."""

    code = "peers.server"
    retryable = True


class SoundUnusable(ComparisonError):
    """There is no sound to send."""

    code = "peers.sound"
