"""What the calls teach: which help was taken, which was not, what was asked in vain, and whether a change made it
better.

==================  ==========================================================================
`outcomes`          one call's events and feedback in; what became of every suggestion and alert out
`harvest`           ended calls in, rows without words in the database out
`acceptance`        those rows by reply, by rule: shares with intervals
`experiments`       two playbooks or engines, drawn by call; what each came to, and whether chance explains it
`drift`             a period against the one before it: what moved by more than five points
`near_misses`       customers' questions that found nothing, grouped by likeness, as authoring work
`watch`             the running server's own look at drift, for the strip
`proportions`       intervals and tests of shares
==================  ==========================================================================

`seatmate-server eval` prints all of it; docs/evaluating.md shows how to read it.

Errors::

    LearningError            code `learning.failed`
    ├── PeriodInvalid        code `learning.period`: a period ends before it begins, or a date is none
    ├── ExperimentUnknown    code `learning.experiment`: no call was ever drawn for an experiment of this name
    └── ReportNotWritten     code `learning.not_written`: the result file can not be written
"""
