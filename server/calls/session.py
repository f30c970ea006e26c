"""One live call: sound and the agent's actions in, texts and assistance out, everything committed before it is sent.

In: packets and control messages of the client that owns the call (`registry`).  Out: messages to that client's outbox.
On the way: `hearing` (a channel each) -> `transcribing` -> `pipeline` -> `commits`.

Everything that changes the call runs as a job, one after the other, so that events are numbered in the order in which
they were decided and a restarted server can repeat what the pipeline was given.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from protocol.assist import Ask, Feedback
from protocol.audio import Acknowledged, Packet, PacketsGone
from protocol.call import CallEnd, CallEnded, CallReady, RecordingPause, RecordingState
from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLES_PER_MS, CallEvent, Channel, utterance_id
from protocol.supervision import HandState, RaiseHand
from protocol.transcript import Final, Gap, Partial, UtteranceDropped
from server.clients import Client
from server.errors import CallRefused, wire_error
from server.logs import trace
from server.speech.holding import extra_silence_ms
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.scheduler import Transcript
from server.storage.calls import Input, Said, State, Step

from .commits import StepWriter
from .intake import Intake
from .opening import OpenedCall, repeat_input
from .parts import CallParts
from .resending import send_past
from .transcribing import Transcribing
from .utterance import Utterance

log = logging.getLogger(__name__)

FEEDBACK_WAITING = 1_000
JOBS_WAITING = 500

Job = Callable[[], Awaitable[None]]


class CallSession:
    """One call, from its opening until it has ended, was interrupted, or the server stops."""

    def __init__(self, opened: OpenedCall, parts: CallParts) -> None:
        self.row = opened.row
        self.call = opened.row.id
        self.client: Client | None = None
        """Whose messages are taken; None while the client is away."""
        self.closed = asyncio.Event()
        """Set when the call has ended and all of it is committed."""
        self._parts = parts
        self._pipeline = opened.pipeline
        self._pipeline_lock = asyncio.Lock()
        self._known = opened.utterances
        self._finals = len(opened.utterances)
        self._committed: dict[Channel, int] = dict(opened.positions)
        self._acknowledged: dict[Channel, int] = {}
        self._caught_up = False
        self._recording = opened.recording
        self._writer = StepWriter(self.call, parts.records, opened.last_seq, parts.settings.commit_retry_s,
                                  parts.health, self._storage_refused)
        self._transcribing = Transcribing(self.call, self.row.lang, parts, self)
        self._intake = Intake(self.call, self._committed, self._recording, self._transcribing, parts)
        self._jobs: asyncio.Queue[Job] = asyncio.Queue()
        self._feedback: deque[Feedback] = deque(maxlen=FEEDBACK_WAITING)
        self._painted: set[str] = set()
        self._ticked_ms = opened.heard_ms
        self._tick_waits = False
        self._last_number: dict[Channel, int] | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._closing: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to work."""
        self._transcribing.start()
        self._intake.start()
        self._tasks = [asyncio.create_task(self._work(), name=f"call-{self.call}"),
                       asyncio.create_task(self._keep_time(), name=f"clock-{self.call}")]

    async def attach(self, client: Client, seen_seq: int, resumed: bool) -> None:
        """Take this client as the call's own, tell it from where to send, and send what it has not applied."""
        self.client, self._caught_up = client, False
        self._acknowledged = {channel: self._next_number(channel) for channel in CHANNELS}
        client.send(CallReady(call=self.call, resumed=resumed,
                              next_number={channel: self._acknowledged[channel] for channel in CHANNELS}))
        self._transcribing.wants_partials = True
        caught_up = await send_past(client, self._parts.records, self.call, seen_seq,
                                    last_seq=lambda: self._writer.seq, wanted=lambda: self.client is client)
        if self.client is client:
            self._caught_up = caught_up

    def detach(self, client: Client) -> None:
        """The client is gone; the call goes on with the sound it has and waits to be resumed."""
        if self.client is client:
            self.client, self._caught_up = None, False
            self._transcribing.wants_partials = False

    async def stop(self) -> None:
        """The server stops: keep the call as it is committed; it resumes after the restart."""
        for task in [*self._tasks, *([self._closing] if self._closing else [])]:
            task.cancel()
        await asyncio.gather(*self._tasks, *([self._closing] if self._closing else []), return_exceptions=True)
        await self._intake.stop()
        await self._transcribing.stop()
        self._parts.health.clear_all(self.call)

    async def interrupt(self) -> None:
        """Nobody came back: finish with the sound there is."""
        self._close("interrupted")
        await self.closed.wait()

    def packet(self, packet: Packet) -> None:
        """Take one packet; raises `CallRefused` if it is none of this call's format."""
        self._intake.packet(packet)

    def gone(self, message: PacketsGone) -> None:
        """The client no longer holds these packets; raises `CallRefused` if the numbers can not be right."""
        self._intake.gone(message)

    def end(self, message: CallEnd) -> None:
        """The call is over once everything up to these packets is committed."""
        if self._last_number is None:
            self._last_number = {channel: message.last_number.get(channel, -1) for channel in CHANNELS}
            self._close("ended")

    def pause(self, message: RecordingPause) -> None:
        """Pause or resume recording from a call time on."""
        at_ms = message.at_ms or self._intake.heard_ms
        if message.paused:
            span = self._recording.pause(at_ms, message.reason)
            if span is not None:
                self._queue(partial(self._announce, RecordingState(
                    call=self.call, paused=True, reason=span.reason, until_ms=span.end_ms, at_ms=span.start_ms)))
        else:
            self._resume(at_ms, message.reason)

    def feedback(self, message: Feedback) -> None:
        """Note what became of an item; acknowledging and dismissing also change the call."""
        self._feedback.append(message)
        if message.action == "acknowledged" and message.kind == "alert":
            self._queue(partial(self._give, Input(kind="acknowledge", at_ms=self._intake.heard_ms, text=message.item)))
        elif message.action == "dismissed" and message.kind == "suggestion":
            self._queue(partial(self._give, Input(kind="dismiss", at_ms=self._intake.heard_ms, text=message.item)))

    def ask(self, message: Ask) -> None:
        """Answer a typed question with cards."""
        self._queue(partial(self._give, Input(kind="ask", at_ms=self._intake.heard_ms, text=message.text[:200])))

    def raise_hand(self, message: RaiseHand) -> None:
        """Show the raised hand to those who watch."""
        self._queue(partial(self._announce, HandState(call=self.call, raised=message.raised, reason=message.reason,
                                                      at_ms=self._intake.heard_ms)))

    # -- what transcribing says (its `Texts`) -------------------------------------------------------------------

    def partial(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        """Mask and send a partial, unless its final is out; a speaker who only pauses is given time."""
        self._intake.hold(channel, due.start_sample, extra_silence_ms(transcript.text, self.row.lang))
        self._track(asyncio.create_task(self._send_partial(channel, due, transcript)))

    async def final(self, channel: Channel, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        """Run an utterance through the pipeline and commit what follows."""
        await self._do(partial(self._say, channel, ended, transcript), channel, ended.start_sample, ended.end_sample)

    async def gap(self, channel: Channel, start_sample: int, end_sample: int, why: str) -> None:
        """Commit a gap."""
        async def commit() -> None:
            self._transcribing.settled(channel, start_sample)
            start_ms, end_ms = start_sample // SAMPLES_PER_MS, end_sample // SAMPLES_PER_MS
            await self._commit(events=[Gap(call=self.call, at_ms=end_ms, channel=channel, start_ms=start_ms,
                                           end_ms=end_ms, why=why)])
            self._drop_partial(channel, start_sample)
        await self._do(commit, channel, start_sample, end_sample)

    async def _work(self) -> None:
        while True:
            job = await self._jobs.get()
            try:
                await job()
            except Exception as error:  # noqa: BLE001 - a bug in one job must not end the call
                log.error("call %s: a job failed: %s", self.call, trace(error))

    def _queue(self, job: Job) -> None:
        if self._jobs.qsize() >= JOBS_WAITING:
            raise CallRefused("the server is busy with this call; try again in a moment", code="call.busy")
        self._jobs.put_nowait(job)

    async def _do(self, job: Job, channel: Channel, start_sample: int, end_sample: int) -> None:
        """Run a job in its turn and wait for it; if it fails, its sound becomes a gap rather than staying open."""
        done = asyncio.Event()

        async def run() -> None:
            try:
                await job()
            except Exception:
                self._transcribing.settled(channel, start_sample)
                await self._commit(events=[Gap(
                    call=self.call, at_ms=end_sample // SAMPLES_PER_MS, channel=channel, why="audio",
                    start_ms=start_sample // SAMPLES_PER_MS, end_ms=end_sample // SAMPLES_PER_MS)])
                raise
            finally:
                done.set()
        self._jobs.put_nowait(run)
        await done.wait()

    async def _say(self, channel: Channel, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        name = utterance_id(channel, ended.start_sample)
        if transcript is None or not transcript.text or name in self._known:
            self._transcribing.settled(channel, ended.start_sample)
            self._drop_partial(channel, ended.start_sample)
            return
        end_ms = ended.voice_end_sample // SAMPLES_PER_MS
        loop = asyncio.get_running_loop()
        voice = None
        if channel == "customer" and self._parts.measure is not None:
            # the agent's voice is never measured
            voice = await loop.run_in_executor(self._parts.workers, self._parts.measure, ended.audio, transcript.text,
                                               self.row.lang)
        spoken = Utterance(name, channel, ended.start_sample // SAMPLES_PER_MS, end_ms, transcript.text, self.row.lang,
                           transcript.confidence, voice)
        async with self._pipeline_lock:
            heard = await loop.run_in_executor(self._parts.workers, self._pipeline.hear, spoken)
        masked = heard.utterance
        final = Final(call=self.call, at_ms=end_ms, utterance=name, speech_end_ms=end_ms, channel=channel,
                      start_ms=masked.start_ms, end_ms=end_ms, text=masked.text, marks=heard.marks,
                      confidence=round(masked.confidence, 4), lang=masked.lang)
        self._transcribing.settled(channel, ended.start_sample)
        self._known.add(name)
        self._finals += 1
        self._painted.discard(name)
        await self._commit(events=[final, *heard.events], inputs=[Input(kind="utterance", at_ms=end_ms, utterance=masked)],
                           said=Said(masked, ended.start_sample, ended.end_sample))

    async def _give(self, given: Input) -> None:
        """Hand the pipeline something other than words."""
        events = await self._pipeline_events(given)
        await self._commit(events=events, inputs=[given])
        if given.kind == "ask" and not events and self.client is not None:
            self.client.send(wire_error(CallRefused("nothing in the knowledge base answers this; try other words",
                                                    code="assist.nothing"), self.call))

    async def _pipeline_events(self, given: Input) -> Sequence[CallEvent]:
        async with self._pipeline_lock:
            return await asyncio.get_running_loop().run_in_executor(
                self._parts.workers, partial(repeat_input, self._pipeline, given))

    async def _announce(self, event: CallEvent) -> None:
        await self._commit(events=[event])

    async def _tick(self) -> None:
        self._tick_waits = False
        at_ms = self._intake.heard_ms
        if self._recording.expired(at_ms):
            self._resume(at_ms, "limit")
        events: Sequence[CallEvent] = ()
        inputs: list[Input] = []
        # Without a recogniser nobody knows what was said, so nothing may count as left unsaid.
        if at_ms > self._ticked_ms and self._parts.recognition.available:
            self._ticked_ms = at_ms
            tick = Input(kind="tick", at_ms=at_ms)
            events = await self._pipeline_events(tick)
            inputs = [tick] if events else []
        behind = max(self._position(channel) - self._committed[channel] for channel in CHANNELS)
        if events or self._feedback or behind >= self._parts.settings.commit_silence_ms * SAMPLES_PER_MS:
            await self._commit(events=events, inputs=inputs)

    async def _ended(self, state: State) -> None:
        """The last job."""
        await self._tick()
        at_ms = self._intake.heard_ms
        missed: Sequence[CallEvent] = ()
        if self._parts.recognition.available:
            missed = await self._pipeline_events(Input(kind="finish", at_ms=at_ms))
        ended = CallEnded(call=self.call, at_ms=at_ms, utterances=self._finals, duration_ms=at_ms)
        await self._commit(events=[*missed, ended], state=state)

    async def _commit(self, *, events: Sequence[CallEvent] = (), inputs: Sequence[Input] = (), said: Said | None = None,
                      state: State | None = None) -> None:
        positions = {channel: self._position(channel) for channel in CHANNELS}
        feedback = list(self._feedback)
        self._feedback.clear()
        step = Step(said=said, inputs=list(inputs), events=list(events), positions=positions, feedback=feedback,
                    state=state)
        written = await self._writer.write(step)
        if written is None:
            written = await self._writer.write(Step(positions=positions, feedback=feedback, state=state))
        self._committed.update(positions)
        self._send(written or ())

    def _send(self, events: Sequence[CallEvent]) -> None:
        client = self.client
        if client is None:
            return
        if self._caught_up:
            for event in events:
                client.send(event)
        for channel in CHANNELS:
            number = self._next_number(channel)
            if number > self._acknowledged.get(channel, 0):
                self._acknowledged[channel] = number
                client.send(Acknowledged(call=self.call, channel=channel, next_number=number))

    async def _keep_time(self) -> None:
        settings = self._parts.settings
        elapsed_s = 0.0
        while True:
            await asyncio.sleep(settings.ask_again_s)
            elapsed_s += settings.ask_again_s
            if self.client is not None:
                self._intake.ask_for_missing(self.client.send)
            self._intake.set_partial_interval(self._parts.recognition.partial_interval_ms)
            if elapsed_s >= settings.tick_s and not self._tick_waits:
                elapsed_s = 0.0
                self._tick_waits = True
                self._jobs.put_nowait(self._tick)

    def _close(self, state: State) -> None:
        if self._closing is None:
            self._closing = asyncio.create_task(self._finish(state), name=f"closing-{self.call}")

    async def _finish(self, state: State) -> None:
        await self._intake.finish(self._last_number, present=lambda: self.client is not None)
        await self._transcribing.finish()
        if self._recording.current is not None:
            self._resume(self._intake.heard_ms, "end")
        done = asyncio.Event()

        async def last_job() -> None:
            try:
                await self._ended(state)
            finally:
                done.set()
        self._jobs.put_nowait(last_job)
        await done.wait()
        for task in self._tasks:
            task.cancel()
        self._parts.health.clear_all(self.call)
        self.closed.set()

    def _resume(self, at_ms: int, reason: str) -> None:
        span = self._recording.resume(at_ms)
        if span is None:
            return
        gaps: list[CallEvent] = [Gap(call=self.call, at_ms=span.end_ms, channel=channel, start_ms=span.start_ms,
                                     end_ms=span.end_ms, why="paused") for channel in CHANNELS]
        state = RecordingState(call=self.call, paused=False, reason=reason, at_ms=span.end_ms)

        async def announce() -> None:
            await self._commit(events=[state, *gaps] if span.end_ms > span.start_ms else [state])
        self._jobs.put_nowait(announce)

    async def _send_partial(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        name = utterance_id(channel, due.start_sample)
        heard_ms = due.end_sample // SAMPLES_PER_MS
        async with self._pipeline_lock:
            text = await asyncio.get_running_loop().run_in_executor(
                self._parts.workers, partial(self._pipeline.mask_partial, channel, transcript.text, heard_ms))
        if self.client is None or name in self._known:
            return
        self._painted.add(name)
        self.client.send(Partial(call=self.call, utterance=name, channel=channel,
                                 start_ms=due.start_sample // SAMPLES_PER_MS, heard_ms=heard_ms, text=text,
                                 stable_chars=min(transcript.stable_chars, len(text))))

    def _drop_partial(self, channel: Channel, start_sample: int) -> None:
        name = utterance_id(channel, start_sample)
        self._known.add(name)
        if name in self._painted:
            self._painted.discard(name)
            if self.client is not None:
                self.client.send(UtteranceDropped(call=self.call, utterance=name))

    def _position(self, channel: Channel) -> int:
        """First sample of the channel that is not settled."""
        open_sample = self._transcribing.open_sample(channel)
        clear = self._intake.clear_sample(channel)
        return max(self._committed[channel], clear if open_sample is None else min(clear, open_sample))

    def _next_number(self, channel: Channel) -> int:
        return self._committed[channel] // PACKET_SAMPLES

    def _storage_refused(self, error: Exception) -> None:
        if self.client is not None:
            self.client.send(wire_error(error, self.call))

    def _track(self, task: asyncio.Task[None]) -> None:
        self._tasks.append(task)
        task.add_done_callback(lambda done: self._tasks.remove(done) if done in self._tasks else None)
