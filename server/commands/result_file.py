"""A command's result as a JSON file: written whole or not at all.

In: the place, what was found, and the command's own error for a place that can not be written.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def check_place(file: Path, failure: type[Exception]) -> None:
    """Said before the work begins, which may take hours.

    Raises:
        failure: nothing can be written there; the message says what to do.
    """
    if file.is_dir() or not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise failure(f"{file} can not be written; name a file in a folder that is there and can be written to.")


def write_result(file: Path, found: dict[str, Any], failure: type[Exception]) -> None:
    """Write beside the target and rename, so that a broken run leaves no half file.

    Raises:
        failure: the disk is full, or the place is none for a file.
    """
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        partial.write_text(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
        os.replace(partial, file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise failure(f"{file} can not be written ({error.strerror}); free some space, or name another.") from error
