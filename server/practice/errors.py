"""What can go wrong with a simulated customer.

Errors::

    PracticeError            code `practice`
    ├── ScenarioInvalid      code `scenario.invalid`: a scenario that can not be played: file, line, reason
    ├── ScenarioUnknown      code `scenario.unknown`: no scenario of that id in the playbook
    └── SnapshotUnusable     code `practice.snapshot`: a stored training call that this server can not take up again
"""

from __future__ import annotations


class PracticeError(Exception):
    """Training mode can not do what it was asked for."""

    code = "practice"
    retryable = False


class ScenarioInvalid(PracticeError):
    """A scenario holds a mistake; its author reads the sentence."""

    code = "scenario.invalid"


class ScenarioUnknown(PracticeError):
    """There is no such scenario."""

    code = "scenario.unknown"


class SnapshotUnusable(PracticeError):
    """What was stored of a training call is not readable or belongs to another scenario."""

    code = "practice.snapshot"
