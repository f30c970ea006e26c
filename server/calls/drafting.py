"""The language model's part of one call: what it is asked for, what streams to the screen, what is given to the
pipeline.

In: what the pipeline wants written and each line that it has heard (`session`).  Out: `SuggestionPart` to the call's
client as clauses are approved, an input of kind `written` for the pipeline, and a `Translation` of a customer's line.
The model works outside of the call's turns: nothing waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from protocol.assist import SuggestionPart, Translation
from protocol.message import CallEvent, Channel, Language, Message
from server.assist.engines.written import Wanted
from server.clients import Client
from server.logs import trace
from server.storage.calls import Input

from .parts import CallParts
from .pipeline import Pipeline
from .utterance import Utterance

log = logging.getLogger(__name__)

TRANSLATIONS = 2
"""Lines of one call in translation at once; a line more stays as it was said."""


class Drafting:
    """The drafts of one call.  Used on the loop's thread."""

    def __init__(
        self,
        call: str,
        lang: Language,
        parts: CallParts,
        pipeline: Pipeline,
        in_use: asyncio.Lock,
        client: Callable[[], Client | None],
        give: Callable[[Input], None],
        announce: Callable[[CallEvent], None],
        show: Callable[[Message], bool],
    ) -> None:
        """`in_use` is held while a worker thread has the pipeline; `give` and `announce` queue a job of the call; `show`
        sends to whoever looks."""
        self._call = call
        self._lang: Language = lang
        self._parts = parts
        self._pipeline = pipeline
        self._in_use = in_use
        self._client = client
        self._give = give
        self._announce = announce
        self._tell = show
        self._writing = ""
        self._task: asyncio.Task[None] | None = None
        self._translating: set[asyncio.Task[None]] = set()

    def ready(self, channel: Channel) -> bool:
        """Whether a language model is to word what this line asks for; it is not while the server is busy or nobody
        looks."""
        busy = self._parts.recognition.spares_assistance
        self._pipeline.spares_assistance = busy
        writer = self._parts.writer
        return (
            channel == "customer"
            and writer is not None
            and writer.available
            and not busy
            and self._client() is not None
        )

    def follow(self, line: Utterance, *, drafting: bool) -> None:
        """The pipeline has heard a line: ask for what it wants now, and no longer for what it wanted before."""
        wanted = self._pipeline.wanted
        if self._task is not None and (wanted is None or wanted.id != self._writing):
            self._task.cancel()
            self._task = None
        if drafting and wanted is not None and wanted.id != self._writing:
            self._writing = wanted.id
            self._task = asyncio.create_task(self._write(wanted), name=f"drafting-{self._call}")
        into = self._parts.translate_to
        if drafting and into and line.lang != into and len(self._translating) < TRANSLATIONS:
            task = asyncio.create_task(self._translate(line, into), name=f"translating-{self._call}")
            self._translating.add(task)
            task.add_done_callback(self._translating.discard)

    async def stop(self) -> None:
        """Nobody waits for it any more."""
        tasks = [*self._translating, *([self._task] if self._task is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _write(self, wanted: Wanted) -> None:
        writer = self._parts.writer
        assert writer is not None
        try:
            written = await writer.write(wanted, self._approve, partial(self._show, wanted, writer.name))
        except Exception as error:  # noqa: BLE001 - after five seconds the pipeline shows the approved reply by itself
            log.error("call %s: a suggestion could not be drafted: %s", self._call, trace(error))
            return
        self._give(Input(kind="written", written=written))

    async def _approve(self, text: str) -> str:
        async with self._in_use:
            return await self._parts.workbench.run(partial(self._pipeline.approve, text))

    def _show(self, wanted: Wanted, engine: str, text: str) -> None:
        if self._pipeline.waits_for == wanted.id:
            self._tell(SuggestionPart(call=self._call, id=wanted.id, text=text, engine=engine, answers=wanted.answers,
                                      speech_end_ms=wanted.at_ms))

    async def _translate(self, line: Utterance, into: Language) -> None:
        writer = self._parts.writer
        assert writer is not None
        try:
            text = await writer.translate(line.text, line.lang, into)
        except Exception as error:  # noqa: BLE001 - the line stands there as it was said
            log.error("call %s: a line could not be translated: %s", self._call, trace(error))
            return
        if text:
            self._announce(
                Translation(
                    call=self._call, at_ms=line.end_ms, utterance=line.id, text=text, lang=into, engine=writer.name
                )
            )
