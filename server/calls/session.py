"""One live call: sound and the agent's actions in, texts and assistance out, everything committed before it is sent.

In: packets and control messages of the client that owns the call (`registry`).  Out: messages to that client's outbox.
On the way: `hearing` (a channel each) -> `transcribing` -> `pipeline` -> `commits`.

Everything that changes the call runs as a job, one after the other, so that events are numbered in the order in which
they were decided and a restarted server can repeat what the pipeline was given.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from protocol.audio import Packet, PacketsGone
from protocol.call import CallEnd, CallEnded, CallStart
from protocol.consent import ConsentState
from protocol.message import CHANNELS, SAMPLES_PER_MS, CallEvent, Channel, Language, Message, utterance_id
from protocol.transcript import Gap
from server.clients import Client
from server.errors import LanguageHeard, NothingFound
from server.speech.holding import extra_silence_ms, finished
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.scheduler import Transcript
from server.storage.audit import now_text
from server.storage.calls import Input, Said, State, Step

from .commits import StepWriter
from .consent_lines import consent_audit, ledger_lines
from .customer import CallCustomer
from .delivery import Delivery
from .drafting import Drafting
from .intake import Intake
from .kept_sound import KeptSound
from .known import KnownUtterances
from .opening import OpenedCall, repeat_input
from .painting import Painting
from .parts import CallParts
from .pausing import Pausing
from .pipeline import Heard
from .practising import PracticeSide
from .second_person import GateWatch, gate_audit
from .transcribing import Transcribing, language_of
from .turns import Job, Turns
from .utterance import Utterance
from .wishes import AgentWishes


class CallSession:
    """One call, from its opening until it has ended, was interrupted, or the server stops."""

    def __init__(self, opened: OpenedCall, parts: CallParts, gates_changed: Callable[[], None] = lambda: None) -> None:
        self.row = opened.row
        self.call = opened.row.id
        self.closed = asyncio.Event()
        """Set when the call has ended and all of it is committed."""
        self._parts = parts
        self._pipeline = opened.pipeline
        self._pipeline_lock = asyncio.Lock()
        """Held while a worker thread has the pipeline; on the loop it is used without, between two jobs or in one."""
        self._known = KnownUtterances(opened.utterances)
        self._finals = len(opened.utterances)
        self._committed: dict[Channel, int] = dict(opened.positions)
        self._delivery = Delivery(self.call, parts.records, self._committed, lambda: self._writer.seq, opened.assistance,
                                  lambda: self._intake.heard_ms)
        self._writer = StepWriter(self.call, parts.commits, opened.last_seq, parts.settings.commit_retry_s,
                                  parts.health, self._delivery.refuse)
        self._transcribing = Transcribing(self.call, self.row.lang, parts, self, opened.names)
        self._sound = KeptSound(self.call, parts.sound_of(self.call), opened.recording, parts.workers, parts.health,
                                self._pipeline.consents, tone=parts.sound_tone)
        self._intake = Intake(self.call, self._committed, opened.recording, self._transcribing, parts, self._sound.take)
        self._transcribing.echoes.held = self._intake.open_sound
        self._turns = Turns(self.call)
        self.practice = PracticeSide(self.row, opened.utterances, opened.practice, self._turns,
                                     lambda: self._intake.heard_ms, self._hear, self._later)
        self._pausing = Pausing(self.call, opened.recording, parts.pause_for_cards,
                                self.announce)
        self.wishes = AgentWishes(self.call, self._pipeline, self._turns, self._pausing, lambda: self._intake.heard_ms,
                                  lambda given: self._turns.add(partial(self._give, given)), self.announce,
                                  lambda message: parts.feed.feedback(self, message))
        self._painting = Painting(self.call, self._pipeline, self._pipeline_lock, self._known, self._show_passing,
                                  self._pausing.hides, partial(parts.feed.guessed, self), parts.recognition.carry)
        self._drafting = Drafting(self.call, self.row.lang, parts, self._pipeline, self._pipeline_lock, lambda: self.client,
                                  self._later, self.announce, self._show_passing)
        self._gates = GateWatch(opened.gates, gates_changed)
        self.customer = CallCustomer(self.row, parts.customers, parts.ledger,
                                     lambda: self.client.role if self.client else "agent",
                                     lambda text: self._later(Input(kind="customer", text=text)))
        self._ticked_ms = opened.heard_ms
        self._tick_waits = False
        self._since_tick_s = 0.0
        self._last_number: dict[Channel, int] | None = None
        self._closing: asyncio.Task[None] | None = None
        if self._pipeline.consents.declined("recording") and not parts.transcribe_declined:
            self._pausing.decline(opened.heard_ms)
        if opened.owed is not None:
            self._turns.add(partial(self._commit, events=opened.owed.events, inputs=opened.owed.inputs))

    @property
    def client(self) -> Client | None:
        """Whose messages are taken; None while the client is away."""
        return self._delivery.client

    @property
    def heard_ms(self) -> int:
        """Call time up to which sound has arrived."""
        return self._intake.heard_ms

    def start(self) -> None:
        """Begin to work."""
        self._transcribing.start()
        self._intake.start()

    def beat(self) -> None:
        """Called every `ask_again_s`: ask for missing packets, set the partials' cadence, let the call's time pass."""
        settings = self._parts.settings
        if self.closed.is_set():
            return
        if self.client is not None:
            self._intake.ask_for_missing(self.client.send)
        self._intake.set_partial_interval(self._parts.recognition.partial_interval_ms)
        for gate in self._gates.expired():
            self._later(Input(kind="gate", text=gate))
        self._since_tick_s += settings.ask_again_s
        if self._since_tick_s < settings.tick_s or self._tick_waits:
            return
        self._since_tick_s = 0.0
        if not self._turns.idle:
            self._tick_waits = True
            self._turns.add(self._tick)
        elif (step := self._time_passes()) is not None:
            self._turns.add(partial(self._commit, events=step.events, inputs=step.inputs))

    def meet_customer(self, start: CallStart) -> None:
        """Ask who is calling, once."""
        self.customer.meet(start, self._pipeline.customer_from)

    async def attach(self, client: Client, seen_seq: int, resumed: bool) -> None:
        """Take this client as the call's own, tell it from where to send, and send what it has not applied."""
        self._transcribing.wants_partials = True
        self._parts.feed.attached(self, client)
        await self._delivery.attach(client, seen_seq, resumed)

    def detach(self, client: Client) -> None:
        """The client is gone; the call goes on with the sound it has and waits to be resumed."""
        if self._delivery.detach(client):
            self._transcribing.wants_partials = False
            self._parts.feed.detached(self)

    async def stop(self) -> None:
        """The server stops: keep the call as it is committed; it resumes after the restart."""
        if self._closing is not None:
            self._closing.cancel()
            await asyncio.gather(self._closing, return_exceptions=True)
        await self.customer.stop()
        await self._drafting.stop()
        await self._turns.stop()
        await self._painting.stop()
        await self._intake.stop()
        await self._transcribing.stop()
        self._parts.health.clear_all(self.call)

    async def interrupt(self) -> None:
        """Nobody came back: finish with the sound there is."""
        self._close("interrupted")
        await self.closed.wait()

    def packets(self, packets: Sequence[Packet]) -> None:
        """Take packets that came together; raises `CallRefused` if one is none of this call's format."""
        taken, refused = self._intake.packets(packets)
        self._parts.feed.packets(self, taken)
        if refused is not None:
            raise refused

    def gone(self, message: PacketsGone) -> None:
        """The client no longer holds these packets; raises `CallRefused` if the numbers can not be right."""
        self._intake.gone(message)

    def end(self, message: CallEnd) -> None:
        """The call is over once everything up to these packets is committed."""
        if self._last_number is None:
            self._last_number = {channel: message.last_number.get(channel, -1) for channel in CHANNELS}
            self._close("ended")

    def decide(self, gate: str, *, approved: bool, by: str) -> None:
        """A second person, who was checked, answers for a risky operation; one that is decided already changes nothing."""
        self._queue(partial(self._give, Input(kind="gate", at_ms=self._intake.heard_ms, text=gate, approved=approved, by=by)))

    def announce(self, *events: CallEvent) -> None:
        """Commit these events in their turn."""
        self._turns.add(partial(self._commit, events=events))

    def mask_typed(self, text: str) -> str:
        """A typed line without private numbers."""
        return self._pipeline.mask_typed(text)

    def settled_ms(self, channel: Channel) -> int:
        """Call time up to which all that was said on this channel has its final, and all else is no speech."""
        return self._position(channel) // SAMPLES_PER_MS

    def hides(self, start_sample: int, end_sample: int, text: str = "") -> bool:
        """Whether a pause of the recording forbids that this stretch (16 kHz) is heard or shown."""
        return self._pausing.hides(start_sample, end_sample, text)

    # -- what transcribing says (its `Texts`) -------------------------------------------------------------------

    def partial(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        """Mask and send a partial, unless its final is out; a speaker who only pauses is given time."""
        lang = language_of(transcript) or self.row.lang
        self._intake.hold(channel, due.start_sample, extra_silence_ms(transcript.text, lang))
        if due.ending and finished(transcript.text, lang):
            self._intake.finished(channel, due.start_sample, due.end_sample)
        self._pausing.listen(channel, transcript.text, lang, due.end_sample // SAMPLES_PER_MS, final=False)
        self._painting.show(channel, due, transcript)

    async def final(self, channel: Channel, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        """Run an utterance through the pipeline and commit what follows."""
        await self._do(partial(self._say, channel, ended, transcript), channel, ended.start_sample, ended.end_sample)

    async def gap(self, channel: Channel, start_sample: int, end_sample: int, why: str) -> None:
        """Commit a gap."""
        async def commit() -> None:
            await self._commit_gap(channel, start_sample, end_sample, why)
            self._painting.drop(channel, start_sample)
        await self._do(commit, channel, start_sample, end_sample)

    def language_changed(self, channel: Channel, lang: Language) -> None:
        """Tell who looks; the texts themselves say it again."""
        self._delivery.refuse(LanguageHeard(channel, lang))

    def _show_passing(self, message: Message) -> bool:
        """Show what is not stored to whoever looks; False if the agent's client is away."""
        self._parts.feed.passing(self, message)
        self._delivery.tell(message)
        return self.client is not None

    def _later(self, given: Input) -> None:
        """Hand the pipeline an input in its turn, as of then."""
        self._turns.add(partial(self._give, replace(given, at_ms=self._intake.heard_ms)))

    def _queue(self, job: Job) -> None:
        self._turns.require_room()
        self._turns.add(job)

    async def _do(self, job: Job, channel: Channel, start_sample: int, end_sample: int) -> None:
        """Run a job in its turn and wait for it; if it fails, its sound becomes a gap rather than staying open."""
        await self._turns.do(job, partial(self._commit_gap, channel, start_sample, end_sample, "audio"))

    async def _commit_gap(self, channel: Channel, start_sample: int, end_sample: int, why: str) -> None:
        self._transcribing.settled(channel, start_sample)
        self._sound.unknown(start_sample, end_sample)
        start_ms, end_ms = start_sample // SAMPLES_PER_MS, end_sample // SAMPLES_PER_MS
        await self._commit(events=[Gap(call=self.call, at_ms=end_ms, channel=channel, start_ms=start_ms, end_ms=end_ms,
                                       why=why)])

    async def _say(self, channel: Channel, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        name = utterance_id(channel, ended.start_sample)
        if transcript is None or not transcript.text or name in self._known or self._pausing.hides(
                ended.start_sample, ended.end_sample, transcript.text):
            self._sound.unknown(ended.start_sample, ended.end_sample)
            self._transcribing.settled(channel, ended.start_sample)
            self._painting.drop(channel, ended.start_sample)
            return
        end_ms, lang = ended.voice_end_sample // SAMPLES_PER_MS, language_of(transcript) or self.row.lang
        voice = None  # the agent's is never measured
        if channel == "customer" and self._parts.measure is not None and self._pipeline.consents.on("emotion"):
            voice = await self._parts.workbench.run(partial(self._parts.measure, ended.audio, transcript.text, lang))
        spoken = Utterance(name, channel, ended.start_sample // SAMPLES_PER_MS, end_ms, transcript.text, lang,
                           transcript.confidence, voice)

        def settle(heard: Heard) -> None:
            self._pausing.listen(channel, heard.utterance.text, lang, end_ms)
            self._sound.said(ended.start_sample, ended.voice_end_sample, transcript.text, heard)
            self._transcribing.settled(channel, ended.start_sample)
        behind = self._painting.behind(channel, ended, transcript.text, lang)
        await self._hear(spoken, ended.start_sample, ended.end_sample, settle, behind)

    async def _hear(self, spoken: Utterance, start_sample: int, end_sample: int,
                    settle: Callable[[Heard], None] = lambda heard: None, behind: str = "") -> None:
        """Run words through the pipeline and commit what follows; `settle` their sound before; `behind` goes on from them."""
        async with self._pipeline_lock:
            drafting = self._drafting.ready(spoken.channel)
            heard = await self._parts.workbench.run(partial(self._pipeline.hear, spoken, drafting=drafting, behind=behind))
        masked = heard.utterance
        settle(heard)
        self._known.add(masked.id)
        self._finals += 1
        self._painting.settled(masked.id)
        await self._commit(events=[heard.final(self.call), *heard.events],
                           inputs=[Input(kind="utterance", at_ms=masked.end_ms, utterance=masked, drafting=drafting)],
                           said=Said(masked, start_sample, end_sample, heard.contacts, heard.kinds))
        self._drafting.follow(masked, drafting=drafting)

    async def _give(self, given: Input) -> None:
        """Hand the pipeline something other than words."""
        events: Sequence[CallEvent]
        if given.kind in ("ask", "written"):
            # the acts that search and check
            async with self._pipeline_lock:
                events = await self._parts.workbench.run(partial(repeat_input, self._pipeline, given))
        else:
            events = repeat_input(self._pipeline, given)
        if given.kind != "gate" or events:
            await self._commit(events=events, inputs=[given])
        if given.kind == "ask" and not events:
            self._delivery.refuse(NothingFound("nothing in the knowledge base answers this; try other words"))

    async def _tick(self) -> None:
        self._tick_waits = False
        if (step := self._time_passes()) is not None:
            await self._commit(events=step.events, inputs=step.inputs)

    def _time_passes(self) -> Step | None:
        """What follows from the passing of time, as far as there is anything to commit; runs while no other job does."""
        at_ms = self._intake.heard_ms
        self._pausing.pass_time(at_ms)
        step = Step()
        # Without a recogniser nobody knows what was said, so nothing may count as left unsaid.
        if at_ms > self._ticked_ms and self._parts.recognition.available:
            self._ticked_ms = at_ms
            tick = Input(kind="tick", at_ms=at_ms)
            step.events.extend(repeat_input(self._pipeline, tick))
            step.inputs = [tick] if step.events else []
        behind = max(self._position(channel) - self._committed[channel] for channel in CHANNELS)
        enough = behind >= self._parts.settings.commit_silence_ms * SAMPLES_PER_MS
        return step if step.events or self.wishes.feedbacks or enough else None

    async def _ended(self, state: State) -> None:
        """The last job."""
        await self._tick()
        at_ms = self._intake.heard_ms
        missed: Sequence[CallEvent] = ()
        if self._parts.recognition.available:
            missed = repeat_input(self._pipeline, Input(kind="finish", at_ms=at_ms))
        ended = CallEnded(call=self.call, at_ms=at_ms, utterances=self._finals, duration_ms=at_ms)
        await self._commit(events=[*missed, ended], state=state)
        await self._sound.write(self._committed, all_of_it=True)

    async def _commit(self, *, events: Sequence[CallEvent] = (), inputs: Sequence[Input] = (), said: Said | None = None,
                      state: State | None = None) -> None:
        positions = {channel: position for channel in CHANNELS
                     if (position := self._position(channel)) > self._committed[channel]}
        feedback = list(self.wishes.feedbacks)
        self.wishes.feedbacks.clear()
        lines = [] if self.row.training else ledger_lines(self.call, events, said.utterance if said else None, now_text())
        step = Step(said=said, inputs=list(inputs), events=list(events), positions=positions, feedback=feedback, state=state,
                    consents=lines, audited=[*gate_audit(self.call, self.row.user, events),
                                             *consent_audit(self.call, self.row.user, lines)])
        written = await self._writer.write(step)
        if written is None:
            written = await self._writer.write(Step(positions=positions, feedback=feedback, state=state))
        self._committed.update(positions)
        self._known.forget_before(self._committed)
        self._delivery.send(written or ())
        self._parts.feed.committed(self, written or ())
        self._gates.note(written or ())
        self._heed(written or ())
        await self._sound.write(self._committed)

    def _heed(self, events: Sequence[CallEvent]) -> None:
        """A refusal of the recording ends the hearing as well, where the house wants it so."""
        for event in events:
            if isinstance(event, ConsentState) and event.purpose == "recording" and not self._parts.transcribe_declined:
                if event.on:
                    self._pausing.agree(event.at_ms)
                else:
                    self._pausing.decline(event.at_ms)

    def _close(self, state: State) -> None:
        if self._closing is None:
            self._closing = asyncio.create_task(self._finish(state), name=f"closing-{self.call}")

    async def _finish(self, state: State) -> None:
        await self._intake.finish(self._last_number, present=lambda: self.client is not None)
        await self.customer.stop()
        await self._transcribing.finish()
        await self._drafting.stop()
        self._pausing.end(self._intake.heard_ms, "end")
        done = asyncio.Event()

        async def last_job() -> None:
            try:
                await self._ended(state)
            finally:
                done.set()
        self._turns.last(last_job)
        await done.wait()
        await self._turns.stop()
        await self._painting.stop()
        self._parts.health.clear_all(self.call)
        self.closed.set()

    def _position(self, channel: Channel) -> int:
        """First sample of the channel that is not settled."""
        open_sample = self._transcribing.open_sample(channel)
        clear = self._intake.clear_sample(channel)
        return max(self._committed[channel], clear if open_sample is None else min(clear, open_sample))
