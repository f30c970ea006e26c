"""WhisperLive: what it needs, how it is started, what its clients send, what its messages mean.

One connection is one stream: a JSON object with the options, then sound; back come the last segments with `start`, `end`
(seconds of the stream, as text) and `completed`.  It decodes all sound since the last completed segment again and again.
A text covers the sound up to the end of its last segment; it is final up to the end of the last completed one.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from .heard import Heard

DISTRIBUTION = "whisper-live"
VERSION = "0.10.0"
REQUIREMENTS = ("torch==2.13.0", "faster-whisper==1.2.0", "tokenizers==0.20.3", "fastapi", "uvicorn", "websockets",
                "python-multipart", "numpy<2.5", "onnxruntime<2")
"""What its server imports with this backend; all else that the distribution names is for other backends and its client."""
FAREWELL = b"END_OF_AUDIO"
_MOST_CLIENTS = 1000
_LONGEST_S = 86_400


def url(port: int) -> str:
    """Where a stream connects."""
    return f"ws://127.0.0.1:{port}"


def options(batching: bool) -> dict[str, Any]:
    """Options of the server, as in its documentation for several clients: one shared model, and if asked batching."""
    return {"backend": "faster_whisper", "single_model": True, "max_clients": _MOST_CLIENTS,
            "max_connection_time": _LONGEST_S, **({"batch_enabled": True} if batching else {})}


def serve(model: str, port: int, language: str, chosen: Mapping[str, Any]) -> None:
    """Be the server until the process ends; runs in the peer's environment.  The language is each client's own matter."""
    from whisper_live.server import TranscriptionServer

    del language
    TranscriptionServer().run("127.0.0.1", port=port, faster_whisper_custom_model_path=model,
                              cache_path=os.path.join(os.getcwd(), "whisper-live"), **chosen)


def greeting(language: str, model: str) -> list[str]:
    """What a stream says first: voice activity on, all else as its own client has it by default."""
    return [json.dumps({"uid": uuid.uuid4().hex, "language": language, "task": "transcribe", "model": model, "use_vad": True,
                        "send_last_n_segments": 10, "no_speech_thresh": 0.45, "clip_audio": False,
                        "same_output_threshold": 10, "audio_format": "int16"})]


def readiness(message: Mapping[str, Any]) -> bool | str:
    """True if sound may be sent, False if it is to be waited for, a sentence if the stream is refused."""
    if message.get("message") == "SERVER_READY":
        return True
    if message.get("status") in ("WAIT", "ERROR"):
        return f"refused: {message['status']} {message.get('message', '')}"
    return False


def heard(message: Mapping[str, Any], at_ms: float, said_ms: float) -> Heard | None:
    """The meaning of a message; None if it brings no text."""
    del said_ms
    segments: Sequence[Mapping[str, Any]] = message.get("segments") or ()
    ends_ms = [(float(one["end"]) * 1000, bool(one.get("completed"))) for one in segments if str(one.get("text", "")).strip()]
    if not ends_ms:
        return None
    return Heard(at_ms, max(end for end, _ in ends_ms), max((end for end, completed in ends_ms if completed), default=0.0))
