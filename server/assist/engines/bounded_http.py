"""How a request reaches a model server: inside the house only, with an answer of a bounded size.

A transport for the client library, which knows neither bound: a server that never ends a line would fill the memory
before a piece of the answer is seen.  Used by `openai_server`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection

import httpx2

from .addresses import require_inside
from .errors import EngineGarbage

MOST_BYTES = 256 * 1024
"""Of one answer: a suggestion of 25 words takes some 10 kB as a stream."""
_LOOK_AGAIN_S = 60.0


class BoundedTransport(httpx2.AsyncBaseTransport):
    """Passes requests on after looking where they go, and answers up to `MOST_BYTES`."""

    def __init__(
        self, inner: httpx2.AsyncBaseTransport, allowed: Collection[str], most_bytes: int = MOST_BYTES
    ) -> None:
        self._inner = inner
        self._allowed = allowed
        self._most_bytes = most_bytes
        self._looked_s: dict[str, float] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; raises `EngineMisset` if its host is outside."""
        host = request.url.host
        now_s = time.monotonic()
        if now_s - self._looked_s.get(host, -_LOOK_AGAIN_S) >= _LOOK_AGAIN_S:
            await asyncio.to_thread(require_inside, host, self._allowed)
            self._looked_s[host] = now_s
        response = await self._inner.handle_async_request(request)
        stream = response.stream
        assert isinstance(stream, httpx2.AsyncByteStream)
        response.stream = _BoundedStream(stream, self._most_bytes)
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class _BoundedStream(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, most_bytes: int) -> None:
        self._inner = inner
        self._left = most_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._inner:
            self._left -= len(piece)
            if self._left < 0:
                raise EngineGarbage(
                    f"the model server's answer is longer than {MOST_BYTES // 1024} kB; look at its settings"
                )
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()
