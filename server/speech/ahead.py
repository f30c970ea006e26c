"""Finals that are decoded before it is certain that they are finals: jobs handed in at a pause, found again at the end.

In: endings as they are begun and decoded (`dispatch`), finals that are handed in.  Out: for a final that asks exactly what
was asked at the pause, the decode that is under way or done, so that nobody waits for a second one.  What is compared is a
digest of sound, languages, prompt, hot words and speech probability: equal ones give equal texts.  Pure; `dispatch` calls it
under its lock.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from models.asr import Recognition

from .open_utterances import Key
from .outcome import SpeechJob

MOST_REMEMBERED = 8192
"""Endings remembered at once; the oldest is forgotten first."""


@dataclass(slots=True)
class Ending:
    """An ending that an engine has begun to decode."""

    job: SpeechJob | None
    """None once it is decoded: its sound is not needed any more."""
    asked: bytes
    recognition: Recognition | None = None
    """None while it is being decoded."""
    decode_s: float = 0.0
    """Its share of the engine's time."""


class Endings:
    """The latest ending of each utterance that is open."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._endings: OrderedDict[Key, Ending] = OrderedDict()

    def __len__(self) -> int:
        return len(self._endings)

    def begun(self, job: SpeechJob) -> None:
        """An engine has taken it."""
        self._endings[job.key] = Ending(job, asked(job))
        self._endings.move_to_end(job.key)
        while len(self._endings) > self._most:
            self._endings.popitem(last=False)

    def decoded(self, job: SpeechJob, recognition: Recognition, decode_s: float) -> None:
        """This is what was heard; kept without the sound."""
        ending = self._endings.get(job.key)
        if ending is not None and ending.job is job:
            ending.job, ending.recognition, ending.decode_s = None, recognition, decode_s

    def gone(self, job: SpeechJob) -> None:
        """Its decode failed: the final has to be decoded by itself."""
        ending = self._endings.get(job.key)
        if ending is not None and ending.job is job:
            del self._endings[job.key]

    def forget(self, key: Key) -> None:
        """The voice has come back, or newer sound of this utterance is handed in."""
        self._endings.pop(key, None)

    def of(self, final: SpeechJob) -> Ending | None:
        """The decode of exactly what this final asks for; each is given once."""
        ending = self._endings.pop(final.key, None)
        return ending if ending is not None and ending.asked == asked(final) else None


def asked(job: SpeechJob) -> bytes:
    """A digest of all that decides what a final's text will be."""
    digest = hashlib.blake2b(job.audio.tobytes(), digest_size=16)
    digest.update(repr((job.lang, job.languages, job.prompt, job.hot_words, job.speech_probability)).encode())
    return digest.digest()
