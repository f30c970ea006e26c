"""The error tree of the learning loop, drawn in the package's docstring; every one says what to do next."""

from __future__ import annotations


class LearningError(Exception):
    """A report could not be made."""

    code = "learning.failed"
    retryable = False


class PeriodInvalid(LearningError):
    """A period that is none."""

    code = "learning.period"


class ExperimentUnknown(LearningError):
    """Nothing is known of this experiment."""

    code = "learning.experiment"


class ReportNotWritten(LearningError):
    """The result file can not be written."""

    code = "learning.not_written"
