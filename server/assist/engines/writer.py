"""The language model's work of a whole server: a bounded queue, time limits, clause by clause approval, fallback.

In come wanted suggestions of all calls with the check that approves a text; out come approved clauses as they stream,
then a
`Written`, always: with a text, or with the reason why the playbook's reply is to be shown.  Used by
`server.calls.drafting`
on the server's loop.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass

from protocol.message import Language
from server.assist.filling import too_long
from server.settings import AssistanceSettings

from .breaker import Breaker
from .clauses import SENTENCE_ENDS, Clauses, is_refusal, joined
from .engine import Engine, Prompt
from .errors import EngineError, EngineGarbage, EngineRefused, EngineSlow
from .prompting import suggestion_prompt
from .translating import translation, translation_prompt
from .written import Wanted, Written

log = logging.getLogger(__name__)

Approve = Callable[[str], Awaitable[str]]
"""A text so far -> why it may not be shown, or empty."""
Part = Callable[[str], None]
"""Told the approved text so far."""
MOST_CHARACTERS = 1_200
"""An answer that is longer than this and still holds no end is no answer."""
_TOLD_EVERY_S = 60.0


@dataclass
class _Draft:
    """One answer under way."""

    text: str = ""
    blocked: str = ""
    why: str = ""
    seen: int = 0
    """Characters of the answer."""


class Writer:
    """One for all calls."""

    def __init__(self, engine: Engine, settings: AssistanceSettings) -> None:
        self._engine = engine
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.parallel)
        self._waiting = 0
        self._breaker = Breaker()
        self._problem = ""
        self._told_s: dict[str, float] = {}
        self.counts: Counter[str] = Counter()
        """What became of the attempts: `written`, `blocked`, or the code of a failure."""

    @property
    def engine(self) -> Engine:
        """Who writes, for a simulated customer's words."""
        return self._engine

    @property
    def name(self) -> str:
        """Of the engine."""
        return self._engine.name

    @property
    def available(self) -> bool:
        """False while it rests after failures, or has as much to do as it may: the playbook answers at once then."""
        return self._breaker.allows(time.monotonic()) and self._waiting < self._settings.waiting

    @property
    def degraded(self) -> tuple[str, ...]:
        """The code of what fails, for every client's screen."""
        return (self._problem,) if self._problem and self._breaker.open else ()

    async def write(self, wanted: Wanted, approve: Approve, part: Part) -> Written:
        """An approved text for a suggestion, or why there is none.  Cancel it when nobody waits any more."""
        draft = _Draft()
        prompt = suggestion_prompt(wanted.brief, self._settings.most_tokens)
        why = await self._attempt(lambda: self._draft(draft, prompt, wanted.brief.lang, approve, part))
        text = _whole(draft.text, bool(why or draft.why))
        self.counts["written" if text else "blocked" if draft.why else why or "empty"] += 1
        return Written(item=wanted.id, text=text, engine=self.name, blocked=draft.blocked,
                       why=draft.why or why or ("" if text else "empty"))

    async def translate(self, text: str, lang: Language, into: Language) -> str:
        """A line in another language; empty if there is no translation that may be shown."""
        found = ""

        async def work() -> None:
            nonlocal found
            answer = ""
            async with aclosing(self._engine.stream(translation_prompt(text, into))) as pieces:
                async for piece in pieces:
                    answer += piece
                    if len(answer) > MOST_CHARACTERS:
                        raise EngineGarbage("the translation does not end")
            found = translation(answer, text, lang, into)
        await self._attempt(lambda: self._within(work(), self._settings.total_s))
        return found

    async def close(self) -> None:
        """The server stops."""
        await self._engine.close()

    async def _attempt(self, work: Callable[[], Awaitable[None]]) -> str:
        """Do one piece of work in its turn; the code of what failed, or empty."""
        if not self.available:
            return "llm.busy" if self._waiting >= self._settings.waiting else self._problem or "llm.failed"
        self._waiting += 1
        begun = False
        try:
            async with asyncio.timeout(self._settings.first_clause_s):
                await self._slots.acquire()
        except TimeoutError:
            return "llm.busy"
        finally:
            self._waiting -= 1
        try:
            self._breaker.begin()
            begun = True
            await work()
        except EngineError as error:
            begun = False
            self._failed(error)
            return error.code
        except Exception as error:  # noqa: BLE001 - a bug in an engine must not end the call
            begun = False
            self._failed(
                EngineError(
                    f"the language model's engine failed ({type(error).__name__}); tell the maker of this program"
                )
            )
            return EngineError.code
        else:
            begun = False
            self._breaker.worked()
            self._problem = ""
            return ""
        finally:
            if begun:
                self._breaker.undecided()
            self._slots.release()

    def _failed(self, error: EngineError) -> None:
        now_s = time.monotonic()
        self._breaker.failed(now_s, for_good=isinstance(error, EngineRefused))
        self._problem = error.code
        if now_s - self._told_s.get(error.code, -_TOLD_EVERY_S) >= _TOLD_EVERY_S:
            self._told_s[error.code] = now_s
            log.warning("%s: %s; the playbook's replies are shown meanwhile", self.name, error)

    async def _within(self, work: Awaitable[None], limit_s: float) -> None:
        try:
            async with asyncio.timeout(limit_s):
                await work
        except TimeoutError:
            raise EngineSlow("the language model takes too long; look at its load or name a smaller model") from None

    async def _draft(self, draft: _Draft, prompt: Prompt, lang: Language, approve: Approve, part: Part) -> None:
        """Fill a draft clause by clause; returns early when a clause is refused or the length is reached."""
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        first_s, total_s = self._settings.first_clause_s, self._settings.total_s
        clauses = Clauses()
        try:
            async with asyncio.timeout_at(began_s + first_s) as limit, \
                    aclosing(self._engine.stream(prompt)) as pieces:
                async for piece in pieces:
                    draft.seen += len(piece)
                    if draft.seen > MOST_CHARACTERS:
                        raise EngineGarbage("the language model's answer does not end")
                    for clause in clauses.push(piece):
                        if not await self._take(draft, clause, lang, approve, part):
                            return
                        limit.reschedule(began_s + total_s)
                rest = clauses.rest()
                if rest:
                    await self._take(draft, rest, lang, approve, part)
        except TimeoutError:
            raise EngineSlow("the language model takes too long; look at its load or name a smaller model") from None
        if not draft.text and not draft.why:
            raise EngineGarbage("the language model's answer holds no words")

    async def _take(self, draft: _Draft, clause: str, lang: Language, approve: Approve, part: Part) -> bool:
        """One clause more, if it may be shown; False ends the draft."""
        text = joined(draft.text, clause)
        if is_refusal(text):
            draft.blocked, draft.why = text, "refusal"
            return False
        if too_long(text, lang):
            if not draft.text:
                draft.blocked, draft.why = text, "length"
            return False
        why = await approve(text)
        if why:
            draft.blocked, draft.why = text, why
            return False
        draft.text = text
        part(text)
        return True


def _whole(text: str, broken: bool) -> str:
    """What of an approved text may stand: all of it, or after a break the sentences that were whole.

    A text that was cut for its length ends at a clause; its comma becomes a full stop.
    """
    text = text.strip()
    if not text:
        return ""
    if text[-1] in SENTENCE_ENDS:
        return text
    if broken:
        return text[:max(text.rfind(mark) for mark in SENTENCE_ENDS) + 1].strip()
    stop = "。" if any("\u4e00" <= char <= "\u9fff" for char in text) else "."
    return text.rstrip(",，;；:：、 ") + stop
