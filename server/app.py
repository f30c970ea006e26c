"""Builds the server's objects and connects them; nothing else does.

In: settings and a state directory that `init` has set up.  Out: a running server, until `stop`.  `commands.run` is the
front door; `gateway` is where messages come in.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from models.asr import Recogniser
from models.errors import ModelError
from models.vad import SileroVad
from protocol.call import EngineInfo, Pong
from protocol.message import Language

from .auth import KeyDirectory, server_keys
from .calls.health import Health
from .calls.hearing import EarMaker
from .calls.parts import CallParts, Measure
from .calls.pipeline import Pipeline
from .calls.registry import CallRegistry
from .calls.utterance import CallFacts, Utterance
from .calls.voice import listening_ears, measure_voice, unhearing_ears
from .calls.workbench import Workbench
from .content.loading import find_playbook, load_playbook
from .content.playbook import Playbook
from .gateway import Gateway
from .reception import Reception
from .settings import Settings, SpeechSettings
from .speech.engines import Engines, open_engines
from .speech.guards import GuardSettings, phantom_letters
from .speech.scheduler import Scheduler, SchedulerSettings
from .speech.worker import Reopen
from .storage.calls import CallRecords
from .storage.database import Database, open_database
from .storage.grouping import GroupedCommits
from .storage.people import People
from .storage.state import StateDirectory

log = logging.getLogger(__name__)

_ANYWHERE = ("0.0.0.0", "[::]", "*")
_MAPPED = re.compile(r"^\[::ffff:(\d+\.\d+\.\d+\.\d+)\]$")
"""How libzmq writes an IPv4 address of a socket that speaks IPv6 too."""
_NO_EARS = "asr.no_voice_activity"


@dataclass(frozen=True)
class Speech:
    """What listens and what transcribes."""

    recogniser: Recogniser | None
    problem: str
    """Why there is no recogniser or no ear, and what to do; empty if all is well."""
    make_ear: EarMaker
    hears: bool
    """False if there is no voice activity model."""
    measure: Measure | None = measure_voice
    """How a customer's voice is measured; None if it is not."""
    others: tuple[Recogniser, ...] = ()
    """More engines that share the work of `recogniser`."""
    reopen: Reopen | None = None
    """Opens the model of an engine again after it failed; None keeps it."""


def open_speech(settings: SpeechSettings) -> Speech:
    """Load the models; one that is missing or damaged is a problem to show, not a reason to stop."""
    problems: list[str] = []
    engines: Engines | None = None
    try:
        engines = open_engines(settings.model, settings.device, settings.engines)
    except ModelError as error:
        log.error("no recogniser: %s", error)
        problems.append(str(error))
    make_ear: EarMaker = unhearing_ears
    hears = False
    try:
        make_ear, hears = listening_ears(SileroVad()), True
    except ModelError as error:
        log.error("no voice activity: %s", error)
        problems.append(str(error))
    if engines is None or not hears:
        return Speech(None, " ".join(problems), make_ear, hears)
    return Speech(engines.first, " ".join(problems), make_ear, hears, others=engines.others, reopen=engines.reopen)


class Playbooks:
    """The playbooks that are in force."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Load them all.

        Raises:
            PlaybookError: one of them has an error: file, line, what is expected.
        """
        self.all: tuple[Playbook, ...] = tuple(load_playbook(find_playbook(name)) for name in names)

    def of(self, lang: Language) -> Playbook:
        """The first of this language, else the first."""
        return next((playbook for playbook in self.all if playbook.lang == lang), self.all[0])


class Server:
    """One running server."""

    def __init__(self, settings: Settings, state: StateDirectory, speech: Speech | None = None) -> None:
        """Open everything that can fail before a socket is bound; `speech` replaces the models of the settings.

        Raises:
            StorageError, PlaybookError: each says what to do.
        """
        self.settings = settings
        self.state = state
        keys = server_keys(state)
        self.public_key = keys.public
        self.playbooks = Playbooks(settings.playbooks)
        self.database: Database = open_database(state)
        self.speech = speech or open_speech(settings.speech)
        phantoms = phantom_letters(phrase for playbook in self.playbooks.all for phrase in playbook.phantoms)
        self.scheduler = Scheduler(self.speech.recogniser, SchedulerSettings(guards=GuardSettings(phantoms=phantoms)),
                                   others=self.speech.others, reopen=self.speech.reopen)
        self.workers = ThreadPoolExecutor(settings.speech.vad_threads, thread_name_prefix="call")
        self.health = Health()
        self.health.watched.append(lambda: self.scheduler.degraded)
        if not self.speech.hears:
            self.health.raise_code(_NO_EARS, "app")
        people = People(self.database)
        self._directory = KeyDirectory(people)
        records = CallRecords(self.database)
        self.calls = CallRegistry(CallParts(
            records=records, commits=GroupedCommits(records), recognition=self.scheduler, make_ear=self.speech.make_ear,
            measure=self.speech.measure, workers=self.workers,
            workbench=Workbench(self.workers, settings.speech.vad_threads), settings=settings.calls, health=self.health,
            playbook_of=self.playbooks.of,
            make_pipeline=partial(Pipeline, mask_addresses=settings.privacy.mask_addresses)), settings.gateway)
        reception = Reception(people, self._directory, settings.gateway, self.playbooks.of, self.engine)
        self.gateway = Gateway(keys, self._directory, reception, self.calls, self.pong, settings.gateway)
        self.endpoint = ""
        """Address by which workstations reach this server; empty before `start`."""

    async def start(self) -> None:
        """Bind and serve.

        Raises:
            NotReady: the address is taken.
        """
        await asyncio.to_thread(self._warm_up)
        bound = await self.gateway.start()
        self.calls.start()
        self.endpoint = self.settings.gateway.public_endpoint or reachable(bound)
        engine = self.engine()
        log.info("listening on %s; recogniser %s on %s", bound, engine.model or "none", engine.device or "-")

    def _warm_up(self) -> None:
        """Load dictionaries and build indexes now rather than in the first call."""
        for playbook in self.playbooks.all:
            facts = CallFacts(call="warm-up", lang=playbook.lang)
            greeting = Utterance("agent-0", "agent", 0, 1000, playbook.title, playbook.lang)
            Pipeline(playbook, facts).hear(greeting)

    async def stop(self) -> None:
        """Tell everybody, keep what is committed, close."""
        await self.gateway.stop()
        # calls first: with the recogniser gone, their last words would look like gaps
        await self.calls.close()
        await asyncio.to_thread(self.scheduler.close)
        self.workers.shutdown(wait=True)
        self.database.close()

    def engine(self) -> EngineInfo:
        """What transcribes, for the strip of every client."""
        if self.speech.recogniser is None:
            return EngineInfo(problem=self.speech.problem or "There is no recogniser; ask the administrator.")
        info = self.speech.recogniser.info
        return EngineInfo(engine=info.engine, model=info.model, device=info.device, compute_type=info.compute_type,
                          synthetic_only=info.synthetic_only, languages=info.languages, problem=self.speech.problem)

    def pong(self, sent_ms: float) -> Pong:
        """Alive, and how busy."""
        return Pong(sent_ms=sent_ms, queue_depth=self.scheduler.queue_depth, load=round(self.scheduler.load, 3),
                    recognition_lag_ms=round(self.scheduler.recognition_lag_ms, 1), degraded=self.health.codes)

    def ready(self) -> dict[str, Any]:
        """What a client or an installer needs to connect."""
        return {"endpoint": self.endpoint, "public_key": self.public_key}


def reachable(bound: str) -> str:
    """A bound address as others reach it: this machine's name instead of "any address"."""
    host, _, port = bound.removeprefix("tcp://").rpartition(":")
    if mapped := _MAPPED.match(host):
        host = mapped[1]
    return f"tcp://{socket.gethostname() if host in _ANYWHERE else host}:{port}"


def write_ready(file: Path, ready: dict[str, Any]) -> None:
    """Write the address and key in one step, so that nobody reads half of it."""
    partial_file = file.with_name(file.name + ".partial")
    partial_file.write_text(json.dumps(ready) + "\n", encoding="utf-8")
    partial_file.replace(file)


async def serve(server: Server, stop: asyncio.Event, ready: Callable[[dict[str, Any]], None]) -> None:
    """Run until `stop` is set; `ready` is called once, with address and public key, when clients may connect.

    Raises:
        NotReady: the address is taken.
    """
    await server.start()
    try:
        write_ready(server.state.endpoint, server.ready())
        ready(server.ready())
        await stop.wait()
    finally:
        await server.stop()
