"""The resident program that speaks: `python -m models.tts serve`, one request after the other until its input ends.

In: frames on standard input, each four bytes of length (big-endian) and that much JSON (`Request`).  Out: for each a
frame with JSON (`Answer`) on standard output, followed by its samples (16 kHz mono signed 16-bit little-endian).  A
request that can not be spoken is answered with a code; only a broken frame ends the program.  Next: `resident`, in
the program that asks.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

import numpy as np

from . import SAMPLE_RATE_HZ, EngineFailed, SpeechEngine, SpeechSynthesisError, Voice
from .dialogue import trimmed
from .shaping import over_telephone

LONGEST_FRAME = 1 << 20
LONGEST_TEXT = 2_000
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Request:
    """One clause to be spoken."""

    number: int
    """Returned as it came."""
    text: str
    voice: Voice
    pause_ms: int = 0
    """Silence behind it."""
    telephone: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of it; `samples` of sound follow."""

    number: int
    samples: int = 0
    code: str = ""
    """Code of the error, empty if it was spoken."""
    text: str = ""
    """The error's sentence."""


def write_frame(stream: BinaryIO, content: dict[str, Any], body: bytes = b"") -> None:
    """One frame, and what follows it."""
    head = json.dumps(content, ensure_ascii=False).encode()
    stream.write(_LENGTH.pack(len(head)) + head + body)
    stream.flush()


def frame(content: dict[str, Any]) -> bytes:
    """The bytes of one frame."""
    head = json.dumps(content, ensure_ascii=False).encode()
    return _LENGTH.pack(len(head)) + head


def frame_length(head: bytes) -> int:
    """Bytes that follow these four.

    Raises:
        EngineFailed: no such frame can be meant.
    """
    if len(head) != _LENGTH.size:
        raise EngineFailed("The speech program was cut off in the middle of a frame.")
    length = int(_LENGTH.unpack(head)[0])
    if length > LONGEST_FRAME:
        raise EngineFailed(f"A frame of {length} bytes is none of the speech program's.")
    return length


def request_of(content: Any) -> Request:
    """A decoded frame as a request; raises `EngineFailed` if it is none."""
    try:
        return Request(**{**content, "voice": Voice(**content["voice"])})
    except (TypeError, KeyError) as error:
        raise EngineFailed(f"This is no request to speak ({error}).") from error


def serve(source: BinaryIO, target: BinaryIO, open_engine: Callable[[], SpeechEngine]) -> None:
    """Answer requests until the input ends.

    Raises:
        EngineFailed: a frame is broken.
        EngineMissing: the engine can not be opened.
    """
    engine = open_engine()
    write_frame(target, asdict(Answer(-1)))
    while head := source.read(_LENGTH.size):
        body = source.read(frame_length(head))
        try:
            request = request_of(json.loads(body))
        except (ValueError, EngineFailed) as error:
            write_frame(target, asdict(Answer(-1, code=EngineFailed.code, text=str(error))))
            continue
        try:
            answer, pcm = _spoken(engine, request)
        except SpeechSynthesisError as error:
            answer, pcm = Answer(request.number, code=error.code, text=str(error)), b""
        except Exception as error:  # noqa: BLE001 - engines raise what they like; the next sentence may go well
            answer, pcm = Answer(request.number, code=EngineFailed.code, text=f"{type(error).__name__}: {error}"), b""
        write_frame(target, asdict(answer), pcm)


def _spoken(engine: SpeechEngine, request: Request) -> tuple[Answer, bytes]:
    if len(request.text) > LONGEST_TEXT:
        raise EngineFailed(f"A clause has at most {LONGEST_TEXT} characters.")
    silence = np.zeros(request.pause_ms * SAMPLE_RATE_HZ // 1000, np.int16)
    samples = np.concatenate([trimmed(engine.synthesise(request.text, request.voice).samples), silence])
    if request.telephone:
        samples = over_telephone(samples)
    return Answer(request.number, len(samples)), samples.astype("<i2").tobytes()
