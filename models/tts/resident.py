"""The speech program kept running: clauses in, their samples out, a new program when one dies.

In: `Request`s of `serving`, from any number of callers; they are spoken one after the other.  Out: samples.  A
synthesiser that is GPL-3 or that crashes never shares a process with whoever asks.  Next: `server.practice.voicing`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from . import EngineFailed, EngineMissing, Pcm16, SpeechSynthesisError, VoiceUnknown, piper
from .serving import Request, frame, frame_length

log = logging.getLogger(__name__)

START_S = 60.0
"""For the program to begin: it loads numpy and a library, on a busy machine."""
ANSWER_S = 10.0
"""For one clause."""
_ROOT = Path(__file__).resolve().parents[2]
_ERRORS: dict[str, type[SpeechSynthesisError]] = {one.code: one for one in (EngineMissing, EngineFailed, VoiceUnknown)}


def speaking_engines(language: str) -> tuple[str, ...]:
    """Engines that can speak this language here, best first; nothing is loaded."""
    if getattr(sys, "frozen", False):
        return ()
    found = ["piper"] if piper.can_speak(language) else []
    return (*found, *(["espeak"] if find_spec("espeakng_loader") is not None else []))


class ResidentSynthesiser:
    """One speech program.  Used on one event loop.

    Args:
        engine: name of an engine (`models.tts.ENGINES`).
        command: what is run instead of this product's own program; tests give one.
    """

    def __init__(self, engine: str = "espeak", command: Sequence[str] = ()) -> None:
        self.engine = engine
        self.starts = 0
        """How often a program was started."""
        self._command = tuple(command) or (sys.executable, "-m", "models.tts", "serve", "--engine", engine)
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._number = 0

    @property
    def pid(self) -> int:
        """Of the program that runs; 0 if none does."""
        return self._process.pid if self._process is not None and self._process.returncode is None else 0

    async def warm_up(self) -> None:
        """Start the program now, so that the first clause need not wait for it.

        Raises:
            SpeechSynthesisError: it can not be started.
        """
        async with self._turn:
            await self._running()

    async def speak(self, request: Request) -> Pcm16:
        """Samples [n] at 16 kHz of one clause.  A program that dies over it is replaced once.

        Raises:
            VoiceUnknown: the engine has no such voice, or refuses it.
            EngineFailed, EngineMissing: it can not be spoken.
        """
        async with self._turn:
            for last_try in (False, True):
                try:
                    return await self._ask(request)
                except (OSError, TimeoutError, asyncio.IncompleteReadError, EngineFailed) as error:
                    if isinstance(error, EngineFailed) and self.pid:
                        # it said so itself and lives
                        raise
                    log.warning("the speech program %s is gone (%s)", self.engine, type(error).__name__)
                    await self._kill()
                    if last_try:
                        raise EngineFailed("The speech program ended twice over one sentence.") from error
                except asyncio.CancelledError:
                    # its answer would be taken for that of the next clause
                    await self._kill()
                    raise
        raise AssertionError

    async def close(self) -> None:
        """End the program."""
        async with self._turn:
            await self._kill()

    async def _ask(self, request: Request) -> Pcm16:
        process = await self._running()
        self._number += 1
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(frame(asdict(replace(request, number=self._number))))
        await process.stdin.drain()
        answer = await asyncio.wait_for(self._answer(process), ANSWER_S)
        if answer.get("number") != self._number and not answer.get("code"):
            await self._kill()
            raise EngineFailed("The speech program answered something else.")
        pcm = await asyncio.wait_for(process.stdout.readexactly(int(answer.get("samples", 0)) * 2), ANSWER_S)
        if code := str(answer.get("code", "")):
            raise _ERRORS.get(code, EngineFailed)(str(answer.get("text", "")))
        samples: Pcm16 = np.frombuffer(pcm, dtype="<i2").astype(np.int16)
        return samples

    async def _running(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(
            part for part in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if part), "PYTHONUNBUFFERED": "1"}
        try:
            process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE,
                                                           stderr=asyncio.subprocess.DEVNULL, env=environment)
        except OSError as error:
            raise EngineMissing(f"The speech program could not be started ({error}).") from error
        self.starts += 1
        self._process = process
        try:
            ready = await asyncio.wait_for(self._answer(process), START_S)
        except TimeoutError as error:
            await self._kill()
            raise EngineFailed("The speech program takes too long to start; the machine is very busy.") from error
        except (asyncio.IncompleteReadError, EngineFailed) as error:
            await self._kill()
            raise EngineMissing(f"The speech engine {self.engine!r} does not start; install the extra: "
                                "pip install 'seatmate[voices]'.") from error
        if code := str(ready.get("code", "")):
            await self._kill()
            raise _ERRORS.get(code, EngineFailed)(str(ready.get("text", "")))
        return process

    @staticmethod
    async def _answer(process: Process) -> dict[str, Any]:
        assert process.stdout is not None
        body = await process.stdout.readexactly(frame_length(await process.stdout.readexactly(4)))
        try:
            content = json.loads(body)
        except ValueError as error:
            raise asyncio.IncompleteReadError(body, None) from error
        if not isinstance(content, dict):
            raise asyncio.IncompleteReadError(body, None)
        return content

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            try:
                process.kill()
            except ProcessLookupError:
                log.debug("it was gone already")
        await process.wait()
