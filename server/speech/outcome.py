"""From what the engine wrote to what may be shown: a job and its recognition in, its transcript out, and to whom it goes.

Judges (`guards`), normalises (`normalising`), and for partials finds what is settled (`open_utterances`).  The session that
handed the sound in is next.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable

from models.asr import Recognition

from .guards import GuardSettings, judge
from .jobs import Job
from .normalising import normalise
from .open_utterances import OpenUtterances
from .transcript import Transcript

log = logging.getLogger(__name__)
SAMPLE_RATE_HZ = 16_000

SpeechJob = Job["Transcript | None"]


def transcript_of(
    job: SpeechJob,
    recognition: Recognition,
    open_utterances: OpenUtterances,
    guards: GuardSettings,
    times_ms: tuple[float, float],
    now_s: float,
) -> tuple[Transcript | None, str]:
    """The text to show, None if there is nothing; and the guards' reason if they emptied it.  `times_ms`: wait and decode."""
    seconds = len(job.audio) / SAMPLE_RATE_HZ
    verdict = judge(recognition, seconds, job.speech_probability, job.prompt, guards)
    if not verdict.text:
        log.debug("%s %s: nothing shown (%s)", job.call, job.utterance_id, verdict.reason)
    if job.final:
        text = normalise(verdict.text, job.lang)
        stable_chars = len(text)
    else:
        text, stable_chars = open_utterances.hear(job.key, job.lang, verdict.text, job.piece, now_s)
    if not text:
        return None, verdict.reason
    confidence = math.exp(min(0.0, recognition.avg_log_prob))
    wait_ms, decode_ms = times_ms
    return Transcript(text, stable_chars, confidence, recognition.no_speech_prob, decode_ms, wait_ms,
                      job.lang), verdict.reason


def deliver(job: SpeechJob, transcript: Transcript | None) -> None:
    """Give a job its transcript, on the event loop that waits for it."""
    # Now: an ending that becomes a final gets another future.
    future = job.future
    _on_loop(job, lambda: None if future.done() else future.set_result(transcript))


def fail(job: SpeechJob, error: Exception) -> None:
    """Raise where a job is waited for."""
    future = job.future
    _on_loop(job, lambda: None if future.done() else future.set_exception(error))


def _on_loop(job: SpeechJob, settle: Callable[[], None]) -> None:
    try:
        job.loop.call_soon_threadsafe(settle)
    except RuntimeError:
        # The loop is closed: nobody waits any more.
        log.debug("%s %s: its event loop is gone", job.call, job.utterance_id)
