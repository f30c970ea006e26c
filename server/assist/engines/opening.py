"""The writer of a server, with the secret of its model server; wiring for `server.app`.

In come settings and the state directory; out comes a `Writer`, or None where approved replies are all there is.  A
language model that can not be used is a problem to show, not a reason to stop.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from protocol.message import Language
from server.settings import AssistanceSettings
from server.storage.errors import StorageError
from server.storage.state import StateDirectory

from .engine import open_engine
from .errors import EngineError, EngineMisset
from .writer import Writer

log = logging.getLogger(__name__)

CREDENTIAL = "seatmate-llm-key"
"""Name of the key among systemd's credentials; it goes before the file in the state directory."""
_LANGUAGES: dict[str, Language | None] = {"": None, "zh": "zh", "en": "en"}


@dataclass(frozen=True, slots=True)
class Writing:
    """What a language model does on this server."""

    writer: Writer | None = None
    translate_to: Language | None = None
    problem: str = ""
    """Code of what keeps it from working, or empty."""


def open_writing(settings: AssistanceSettings, state: StateDirectory) -> Writing:
    """The language model's part of a server; one that can not be used is logged, and the playbook goes on alone."""
    try:
        if settings.translate_to not in _LANGUAGES:
            raise EngineMisset(f"assistance.translate_to is {settings.translate_to!r}; expected zh, en or nothing")
        engine = open_engine(settings, partial(_key, state))
    except EngineError as error:
        log.error("no language model: %s", error)
        return Writing(problem=error.code)
    if engine is None:
        return Writing()
    log.info("suggestions are worded by %s", engine.name)
    return Writing(Writer(engine, settings), _LANGUAGES[settings.translate_to])


def _key(state: StateDirectory) -> str:
    """The model server's secret, or empty if none was laid down."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY", "")
    found = [file for file in (Path(credentials) / CREDENTIAL if credentials else None, state.llm_key)
             if file is not None and file.exists()]
    try:
        return state.read_key(found[0]) if found else ""
    except StorageError as error:
        raise EngineMisset(str(error)) from error
