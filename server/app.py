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
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, get_args

from models.asr import Recogniser
from models.errors import ModelError
from models.vad import SileroVad
from protocol.call import EngineInfo, Pong
from protocol.message import Language

from .assist.engines.opening import open_writing
from .auth import KeyDirectory, server_keys
from .authoring.desk import AuthoringDesk
from .authoring.in_force import WATCH_S, Playbooks
from .calls.dialling import DialDesk
from .calls.feed import CallFeed
from .calls.health import Health
from .calls.hearing import EarMaker
from .calls.number_check import NumberCheck
from .calls.parts import CallParts, Measure
from .calls.pipeline import Pipeline
from .calls.registry import CallRegistry
from .calls.server_clock import ServerClock
from .calls.utterance import CallFacts, Utterance
from .calls.voice import listening_ears, measure_voice, unhearing_ears
from .calls.workbench import Workbench
from .collection import rare_collection
from .compliance.local_copy import LocalCopies
from .compliance.paraphrases import problem as paraphrase_problem
from .content.playbook import Playbook
from .content.validity import ReviewWatch
from .customers.opening import open_desk
from .desks import Desks
from .gateway import Gateway
from .learning.trial import open_trial
from .learning.watch import LearningWatch
from .practice.call_flow import CallFlow, Cast
from .practice.catalogue import Speaking
from .practice.drafts import Drafts
from .practice.rehearsal import expert_call
from .practice.reporting import Reporting
from .practice.training_desk import TrainingDesk
from .practice.voicing import Voicing
from .privacy.consent import ConsentLedger
from .reception import Reception
from .settings import Settings, SpeechSettings
from .speech.engines import Engines, open_engines
from .speech.guards import GuardSettings, phantom_letters
from .speech.scheduler import Scheduler, SchedulerSettings
from .speech.worker import Reopen
from .storage.calls import CallRecords
from .storage.database import Database, open_database
from .storage.disputes import DisputeRecords
from .storage.grouping import GroupedCommits
from .storage.people import People
from .storage.practice import PracticeRecords
from .storage.sound import SoundFile
from .storage.state import StateDirectory
from .supervision.board import required_items
from .supervision.desk import SupervisionDesk
from .supervision.grants import Rights
from .supervision.stepping_in import SteppingIn

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
        self.playbooks = Playbooks(settings.playbooks, state, drafts=settings.drafts)
        self.database: Database = open_database(state)
        self.speech = speech or open_speech(settings.speech)
        self.scheduler = self._open_scheduler()
        self.workers = ThreadPoolExecutor(settings.speech.vad_threads, thread_name_prefix="call")
        self.health = Health()
        self.health.watched.append(lambda: self.scheduler.degraded)
        self.clock = ServerClock.of(self.database, self.health)
        if not self.speech.hears:
            self.health.raise_code(_NO_EARS, "app")
        if without := paraphrase_problem():
            self.health.raise_code(without, "app")
        self.writing = open_writing(settings.assistance, state)
        if self.writing.problem:
            self.health.raise_code(self.writing.problem, "app")
        if (writer := self.writing.writer) is not None:
            self.health.watched.append(lambda: writer.degraded)
        self.health.watched.append(ReviewWatch(lambda: self.playbooks.all).codes)
        self.experiment, off = open_trial(settings, state)
        if off:
            self.health.raise_code(off, "app")
        people = People(self.database)
        self._directory = KeyDirectory(people)
        records = CallRecords(self.database)
        self.customers = open_desk(settings.customers, state, records)
        self.feed = CallFeed()
        self.drafts = Drafts(state, self.database, settings.playbooks)
        self.voicing = Voicing(synthetic_ears=self.engine().synthetic_only)
        self.practice = self._call_flow(records)
        self.numbers = self._number_check()
        self.calls = CallRegistry(self._call_parts(records), settings.gateway)
        reception = Reception(people, self._directory, settings.gateway, self.playbooks.of, self.engine,
                              LocalCopies(lambda: self.playbooks.all, DisputeRecords(self.database), time.monotonic).messages)
        self.authoring = AuthoringDesk(state, self.database, settings.playbooks)
        self.rights = Rights(self.database, self.calls.session)
        self.stepping_in = SteppingIn(self.rights, records, self._follows_words, delay_s=settings.supervision.listen_delay_s)
        self.supervision = self._supervision(records)
        self.training = TrainingDesk(
            self.database, Reporting(CallRecords(self.database), self.playbooks.of, self.playbooks.version, expert_call,
                                     self.drafts.playable), self.drafts, self.playbooks.of, self._speaking,
            draft_from=settings.privacy.trainers_draft_from)
        self.feed.listen(self.training)
        self.supervision.plug(self.training)
        self.gateway = Gateway(keys, self._directory, reception,
                               Desks(self.calls, (self.authoring, self.practice, self.stepping_in, self.supervision,
                                                  self.training, self._dialling())),
                               self.pong, settings.gateway, hurried=lambda call: bool(self.stepping_in.present(call)))
        self._watching: asyncio.Task[None] | None = None
        self.endpoint = ""
        """Address by which workstations reach this server; empty before `start`."""

    def _number_check(self) -> NumberCheck:
        """What speaks against an outgoing call."""
        country = self.settings.customers.country
        return NumberCheck(self.database, ConsentLedger(self.database, country), self.playbooks.of, self.settings.dialling,
                           country)

    def _dialling(self) -> DialDesk:
        return DialDesk(self.numbers, self.database, self.workers, self.settings.gateway.sign_in_attempts)

    def _open_scheduler(self) -> Scheduler:
        """Who shares the recognisers out among the calls."""
        phantoms = phantom_letters(phrase for playbook in self.playbooks.all for phrase in playbook.phantoms)
        languages: tuple[str, ...] = get_args(Language) if self.settings.speech.follow_languages else ()
        scheduling = SchedulerSettings(guards=GuardSettings(phantoms=phantoms), languages=languages)
        return Scheduler(self.speech.recogniser, scheduling,
                         others=self.speech.others, reopen=self.speech.reopen)

    def _call_flow(self, records: CallRecords) -> CallFlow:
        """Who plays the customers of training calls."""
        writer = self.writing.writer
        cast = Cast(self.playbooks.of, self.playbooks.version, lambda scenario, lang: self.drafts.playable(lang, scenario),
                    model=writer.engine if writer is not None else None)
        flow = CallFlow(PracticeRecords(records), cast, self.voicing, lambda: self.scheduler.available,
                        lambda call: self.calls.session(call))
        self.feed.listen(flow)
        return flow

    def _supervision(self, records: CallRecords) -> SupervisionDesk:
        """Who looks on; its listeners come before stepping in, so that a row knows of a raised hand first."""
        desk = SupervisionDesk(records, self.rights, self.stepping_in, self.feed, self.settings.supervision,
                               self.customers.fields, required_items(self.playbooks.of), self.calls.session,
                               lambda: self.calls.live)
        self.feed.listen(self.stepping_in)
        return desk

    def _call_parts(self, records: CallRecords) -> CallParts:
        """What every call shares."""
        settings = self.settings
        return CallParts(
            records=records, commits=GroupedCommits(records), recognition=self.scheduler, make_ear=self.speech.make_ear,
            measure=self.speech.measure, workers=self.workers,
            workbench=Workbench(self.workers, settings.speech.vad_threads), settings=settings.calls, health=self.health,
            playbook_of=self.playbooks.of, playbook_version=self.playbooks.version,
            ledger=ConsentLedger(self.database, settings.customers.country),
            customers=self.customers, experiment=self.experiment, numbers=self.numbers,
            learning=LearningWatch(records, self.health), pause_for_cards=settings.privacy.pause_for_cards,
            sound_of=lambda call: SoundFile(self.state, call, records.cipher(call)) if settings.privacy.keep_sound else None,
            sound_tone=settings.privacy.sound_mask == "tone", feed=self.feed, practice=self.practice,
            transcribe_declined=settings.privacy.transcribe_declined,
            writer=self.writing.writer, translate_to=self.writing.translate_to,
            make_pipeline=partial(Pipeline, mask_addresses=settings.privacy.mask_addresses,
                                  mask_names=settings.privacy.mask_names))

    async def start(self) -> None:
        """Bind and serve.

        Raises:
            NotReady: the address is taken.
        """
        await asyncio.to_thread(self._warm_up)
        bound = await self.gateway.start()
        self.calls.start()
        await self.rights.refresh()
        self.rights.start()
        self.stepping_in.start()
        self.supervision.start()
        self.practice.start()
        self._watching = asyncio.create_task(self._watch_playbooks())
        self.endpoint = self.settings.gateway.public_endpoint or reachable(bound)
        engine = self.engine()
        log.info("listening on %s; recogniser %s on %s", bound, engine.model or "none", engine.device or "-")

    def _warm_up(self) -> None:
        """Load dictionaries and build indexes now rather than in the first call."""
        tried = self.experiment.playbook if self.experiment is not None else None
        for playbook in (*self.playbooks.all, *(() if tried is None else (tried,))):
            self._prepare(playbook)

    @staticmethod
    def _prepare(playbook: Playbook) -> None:
        facts = CallFacts(call="warm-up", lang=playbook.lang)
        greeting = Utterance("agent-0", "agent", 0, 1000, playbook.title, playbook.lang)
        Pipeline(playbook, facts).hear(greeting)

    async def _watch_playbooks(self) -> None:
        """A version published on this machine, by whichever way, is in force for new calls a moment later."""
        while True:
            await asyncio.sleep(WATCH_S)
            await asyncio.to_thread(self.playbooks.refresh, self._prepare)

    async def stop(self) -> None:
        """Tell everybody, keep what is committed, close."""
        if self._watching is not None:
            self._watching.cancel()
        await self.gateway.stop()
        # calls first: with the recogniser gone, their last words would look like gaps
        await self.calls.close()
        await self.supervision.stop()
        await self.stepping_in.stop()
        await self.rights.stop()
        await self.practice.close()
        await self.training.close()
        await self.authoring.close()
        self.customers.close()
        if self.writing.writer is not None:
            await self.writing.writer.close()
        await asyncio.to_thread(self.scheduler.close)
        self.workers.shutdown(wait=True)
        self.database.close()

    def _follows_words(self) -> bool:
        """Whether words are known while they are said; without that nobody knows when sound has to be silent."""
        return self.speech.recogniser is not None and "partials.none" not in self.scheduler.degraded

    def engine(self) -> EngineInfo:
        """What transcribes, for the strip of every client."""
        if self.speech.recogniser is None:
            return EngineInfo(problem=self.speech.problem or "There is no recogniser; ask the administrator.")
        info = self.speech.recogniser.info
        return EngineInfo(engine=info.engine, model=info.model, device=info.device, compute_type=info.compute_type,
                          synthetic_only=info.synthetic_only, languages=info.languages, problem=self.speech.problem)

    def _speaking(self, lang: Language) -> Speaking:
        """Who plays a simulated customer, and with which voices."""
        writer = self.writing.writer
        self.practice.expect(lang)
        return Speaking(self.voicing.engines(lang), self.voicing.problem(lang),
                        writer.engine.name if writer is not None else "script")

    def pong(self, sent_ms: float) -> Pong:
        """Alive, and how busy."""
        return Pong(sent_ms=sent_ms, queue_depth=self.scheduler.queue_depth, load=round(self.scheduler.load, 3),
                    recognition_lag_ms=round(self.scheduler.recognition_lag_ms, 1), degraded=self.health.codes,
                    at=self.clock.now)

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
        with rare_collection():
            write_ready(server.state.endpoint, server.ready())
            ready(server.ready())
            await stop.wait()
    finally:
        await server.stop()
