"""A small ONNX network on one thread of the CPU: its file in, a session of onnxruntime out.  `vad` and `classify` use it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.errors import ModelError, ModelMissing


def open_session(path: Path, what_for: str, failure: type[ModelError], advice: str) -> Any:
    """Load the network.

    `what_for` begins the sentence for a server without onnxruntime ("Voice activity"); `advice` ends the one for a file
    that can not be loaded.

    Raises:
        ModelMissing: onnxruntime is not installed.
        failure: the file can not be loaded.
    """
    try:
        import onnxruntime  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise ModelMissing(
            f"{what_for} needs the package onnxruntime. Install the server's packages: pip install seatmate[server]."
        ) from error
    options = onnxruntime.SessionOptions()
    # One run costs a fraction of a millisecond on one thread; more threads only wake each other.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base class
        raise failure(f"{path} can not be loaded ({error}). {advice}") from error
