"""WhisperLiveKit: what it needs, how it is started, what its clients send, what its messages mean.

One connection is one stream: 16-bit sound; back comes its whole state whenever that has changed: `lines` (agreed text with
`start` and `end`; speaker -2 is silence), `buffer_transcription` (text not agreed yet, without times) and
`remaining_time_transcription_processing` (seconds of received sound that were not decoded yet, to 0.1 s).
A text covers the sound up to what was decoded: all that was said, less what remains.  Sound that is still on its way counts
as received there, which makes the lag smaller than it is.  It is final up to the end of the last line.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from .heard import Heard

DISTRIBUTION = "whisperlivekit"
VERSION = "0.2.26"
REQUIREMENTS = ("torch==2.13.0", "faster-whisper>=1.2.0", "fastapi>=0.141.1", "starlette>=1.3.1", "uvicorn", "websockets",
                "python-multipart>=0.0.31", "librosa", "soundfile", "tiktoken", "tqdm", "huggingface-hub>=0.25.0")
"""What its server imports with this backend."""
FAREWELL = b""
_REMAINS = "remaining_time_transcription_processing"
_SILENCE = -2


def url(port: int) -> str:
    """Where a stream connects."""
    return f"ws://127.0.0.1:{port}/asr"


def options(coalesce_s: float) -> dict[str, Any]:
    """Command line of the server: local agreement, as the other policy needs PyTorch weights; voice activity is its default.

    `coalesce_s`: decode only when so much new sound has come; 0, its default, decodes as often as it can.
    """
    return {"--backend-policy": "localagreement", "--backend": "faster-whisper", "--pcm-input": None, "--warmup-file": "",
            **({"--asr-coalesce-min-s": str(coalesce_s)} if coalesce_s else {})}


def serve(model: str, port: int, language: str, chosen: Mapping[str, Any]) -> None:
    """Be the server until the process ends; runs in the peer's environment."""
    sys.argv = ["whisperlivekit-server", "--host", "127.0.0.1", "--port", str(port), "--lan", language, "--model_dir", model,
                *(part for name, value in chosen.items() for part in ((name,) if value is None else (name, value)))]
    from whisperlivekit.basic_server import main

    main()


def greeting(language: str, model: str) -> list[str]:
    """A stream says nothing before its sound."""
    del language, model
    return []


def readiness(message: Mapping[str, Any]) -> bool | str:
    """True if sound may be sent, False if it is to be waited for, a sentence if the stream is refused."""
    if message.get("type") == "error":
        return f"refused: {message.get('error', '')}"
    return message.get("type") == "config"


def heard(message: Mapping[str, Any], at_ms: float, said_ms: float) -> Heard | None:
    """The meaning of a message; None if it brings no text.  `said_ms`: sound of the stream that was sent by then."""
    lines = [one for one in message.get("lines") or () if one.get("speaker") != _SILENCE and one.get("text")]
    if not lines and not message.get("buffer_transcription"):
        return None
    final_ms = max((_milliseconds(str(one["end"])) for one in lines), default=0.0)
    remains = message.get(_REMAINS)
    decoded_ms = said_ms - float(remains) * 1000 if remains is not None else 0.0
    return Heard(at_ms, max(final_ms, decoded_ms), final_ms)


def _milliseconds(clock: str) -> float:
    """`0:01:02.50` -> 62500."""
    seconds = 0.0
    for part in clock.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds * 1000
