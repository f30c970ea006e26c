"""What can go wrong while a recogniser is evaluated, as one small tree.

EvaluationError            code                  retryable
├── DataUnusable           evaluation.data       no    no index, or a line of it that can not be understood
├── SoundUnusable          evaluation.sound      no    one sound file; it is named and the run goes on
└── ResultNotWritten       evaluation.result     no    the result's file can not be written
"""

from __future__ import annotations


class EvaluationError(Exception):
    """Base of the tree; never raised itself."""

    code = "evaluation"
    retryable = False


class DataUnusable(EvaluationError):
    """The folder of sound and text can not be used at all."""

    code = "evaluation.data"


class SoundUnusable(EvaluationError):
    """One sound file is missing, unreadable, too short, too long, or holds no sound."""

    code = "evaluation.sound"


class ResultNotWritten(EvaluationError):
    """The file for the result can not be written."""

    code = "evaluation.result"
