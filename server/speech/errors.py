"""What can go wrong between sound and text, as one small tree.

SpeechError                code                    retryable
├── NoRecogniser           speech.no_recogniser    no    no model could be loaded; calls go on without text
├── RecognitionFailed      speech.failed           no    this utterance could not be decoded; it becomes a gap
└── SchedulerClosed        speech.closed           no    the server is stopping
"""

from __future__ import annotations


class SpeechError(Exception):
    """Base of the tree; never raised itself."""

    code = "speech"
    retryable = False


class NoRecogniser(SpeechError):
    """There is no model to decode with."""

    code = "speech.no_recogniser"


class RecognitionFailed(SpeechError):
    """The engine failed on this utterance, also when it was tried again."""

    code = "speech.failed"


class SchedulerClosed(SpeechError):
    """The scheduler has been closed."""

    code = "speech.closed"
