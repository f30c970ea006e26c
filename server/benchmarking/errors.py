"""What can go wrong while a benchmark runs, as one small tree; each message says what to do next.

    BenchmarkError           code              retryable
    ├── VoicesMissing        bench.voices      no    the lines can not be spoken
    ├── ServerUnusable       bench.server      yes   it did not start, does not answer, or lets nobody in
    └── ResultNotWritten     bench.result      no    the result's file can not be written
"""

from __future__ import annotations


class BenchmarkError(Exception):
    """Base of the tree; never raised itself."""

    code = "bench"
    retryable = False


class VoicesMissing(BenchmarkError):
    """The lines can not be spoken as asked."""

    code = "bench.voices"


class ServerUnusable(BenchmarkError):
    """There is no server to measure."""

    code = "bench.server"
    retryable = True


class ResultNotWritten(BenchmarkError):
    """The file for the result can not be written."""

    code = "bench.result"
