"""What every call shares, handed in by `server.app`; the shapes of what is written elsewhere, so tests can give their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from protocol.message import Language
from server.assist.engines.writer import Writer
from server.content.playbook import Playbook
from server.customers.desk import CustomerDesk
from server.learning.experiments import Experiment
from server.learning.watch import LearningWatch
from server.privacy.consent import ConsentLedger
from server.settings import CallSettings
from server.speech.dropped import Dropped
from server.speech.scheduler import Transcript
from server.storage.calls import CallRecords
from server.storage.grouping import GroupedCommits
from server.storage.sound import SoundFile

from .feed import CallFeed
from .health import Health
from .hearing import EarMaker
from .number_check import NumberCheck
from .pipeline import Pipeline
from .practising import Practising
from .utterance import CallFacts, VoiceMeasures
from .workbench import Workbench

Measure = Callable[[NDArray[np.float32], str, Language], VoiceMeasures | None]
"""Sound (16 kHz mono), its text and language -> how it sounded; called in a worker thread, for customers only."""


class Recognition(Protocol):
    """What a call needs of `server.speech.scheduler.Scheduler`."""

    @property
    def available(self) -> bool:
        """Whether there is a recogniser at all."""
        ...

    @property
    def dropped(self) -> Dropped:
        """Counts of utterances that were not shown, by reason."""
        ...

    @property
    def partial_interval_ms(self) -> int:
        """New speech that the next partial should wait for."""
        ...

    @property
    def spares_assistance(self) -> bool:
        """True while alternatives and the work of a language model should be left out."""
        ...

    @property
    def call_capacity(self) -> int | None:
        """Calls that fit; None until it is measured."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that may be spoken whatever a call's own is."""
        ...

    @property
    def hears_endings(self) -> bool:
        """Whether there is time for what may not be a final."""
        ...

    def refuses_call(self, live_calls: int) -> bool:
        """Whether one call more than these would break the lag target of all."""
        ...

    async def submit_final(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                           prompt: str = "", hot_words: Sequence[str] = (), speech_probability: float = 1.0,
                           languages: Sequence[str] = ()) -> Transcript | None:
        """The text of a whole utterance, None if nobody speaks in it; it may be in one of `languages` instead."""
        ...

    async def submit_partial(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                             prompt: str = "", hot_words: Sequence[str] = (), speech_probability: float = 1.0
                             ) -> Transcript | None:
        """The text so far, None if there is nothing to show."""
        ...

    async def submit_ending(self, call: str, channel: str, utterance_id: str, audio: NDArray[np.float32], lang: str,
                            prompt: str = "", hot_words: Sequence[str] = (), speech_probability: float = 1.0,
                            languages: Sequence[str] = ()) -> Transcript | None:
        """The text of an utterance that may be over; its final asks for the same and has it at once."""
        ...

    def voice_returned(self, call: str, utterance_id: str) -> None:
        """It was not over."""
        ...

    def carry(self, call: str, utterance_id: str, lang: str, text: str) -> tuple[str, int]:
        """Words on the screen that belong to the beginning of this utterance -> what is shown of it, how much is settled."""
        ...


@dataclass(frozen=True)
class CallParts:
    """Everything a call stands on."""

    records: CallRecords
    commits: GroupedCommits
    """Writes what the calls do, many calls at once."""
    recognition: Recognition
    make_ear: EarMaker
    measure: Measure | None
    """None if voices are not measured."""
    workers: Executor
    """Threads for what takes its time: opening a call, measuring a voice."""
    workbench: Workbench
    """The same threads, for the small work of all calls: ears and stages."""
    settings: CallSettings
    health: Health
    playbook_of: Callable[[Language], Playbook]
    make_pipeline: Callable[[Playbook, CallFacts], Pipeline]
    playbook_version: Callable[[str, str], Playbook | None] = lambda playbook, version: None
    """Id and version of a playbook -> it, for a call that began with it; None: that version is gone.  May read files."""
    writer: Writer | None = None
    """The language model that words suggestions; None: approved replies only."""
    translate_to: Language | None = None
    """What customers say in another language is shown in this one too, if there is a language model."""
    ledger: ConsentLedger | None = None
    """What callers refused before; None: nothing is looked up."""
    customers: CustomerDesk | None = None
    """Finds out who is calling; None: only the playbook's fictional customers are known."""
    numbers: NumberCheck | None = None
    """What speaks against an outgoing call, and where the customer may be; None: only rules and this machine's clock."""
    experiment: Experiment | None = None
    """What is tried on a part of the calls."""
    sound_of: Callable[[str], SoundFile | None] = lambda call: None
    """Where the sound of a call is kept; None if it is not."""
    sound_tone: bool = False
    """A tone instead of silence stands in kept sound for a private number."""
    pause_for_cards: bool = True
    """Recording and transcription pause by themselves while card data are read out."""
    transcribe_declined: bool = True
    """Words are written down though the customer refuses the recording; else nothing is heard then."""
    learning: LearningWatch | None = None
    """Takes in what each call came to; None: the reports do it when they are asked for."""
    feed: CallFeed = field(default_factory=CallFeed)
    """Who looks on: supervision and training."""
    practice: Practising | None = None
    """Who plays the customers of training calls; None: training calls have no simulated customer."""

    def number(self, phone: str) -> str:
        """The other side's number in international form, so that calls are counted however it is written."""
        return self.numbers.number(phone) if self.numbers is not None and phone else phone
