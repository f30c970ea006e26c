"""A stub of an OpenAI-compatible server: real HTTP, scripted answers, every way in which a model server fails.

In: a function from the request's body to an `Answer`.  Out: streamed chat completions on 127.0.0.1.  Used by the
benchmark and by the tests of the engine `openai`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Trouble = Literal[
    "",
    "garbage",
    "no_json",
    "half",
    "refusal",
    "endless",
    "silent",
    "huge",
    "error",
    "wrong_model",
    "wrong_key",
    "redirect",
    "broken_line",
    "no_choices",
]
"""What goes wrong; see `_Reply`."""


@dataclass(frozen=True)
class Answer:
    """What the model says."""

    pieces: Sequence[str] = ()
    trouble: Trouble = ""
    wait_s: float = 0.0
    """Before the first piece."""
    gap_s: float = 0.0
    """Between pieces."""


@dataclass
class StubServer:
    """Answers as it is told; keeps what it was asked."""

    answer: Callable[[dict[str, Any]], Answer]
    asked: list[dict[str, Any]] = field(default_factory=list)
    """Bodies of the requests."""
    headers: list[str] = field(default_factory=list)
    """Heads of the requests."""
    broken_off: int = 0
    """Answers that the client did not read to the end."""
    url: str = ""
    """Base address, with /v1."""

    async def __aenter__(self) -> StubServer:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"
        self._open: set[asyncio.StreamWriter] = set()
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._server.close()
        for writer in list(self._open):
            writer.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                length = next((int(line.split(":")[1]) for line in head.split("\r\n")
                               if line.lower().startswith("content-length:")), 0)
                body = json.loads(await reader.readexactly(length)) if length else {}
                self.headers.append(head)
                self.asked.append(body)
                await _Reply(writer).give(self.answer(body))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        except asyncio.CancelledError:
            self.broken_off += 1
        finally:
            self._open.discard(writer)
            writer.close()


class _Reply:
    """One answer on the wire."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    async def give(self, answer: Answer) -> None:
        """Send it, with its trouble."""
        trouble = answer.trouble
        if trouble in _STATUS:
            status, text = _STATUS[trouble]
            await self._whole(status, json.dumps({"error": {"message": text, "type": "stub"}}))
        elif trouble == "redirect":
            await self._whole("307 Temporary Redirect", "", "Location: http://203.0.113.7/v1/chat/completions\r\n")
        elif trouble == "garbage":
            await self._whole("200 OK", "<html>It works!</html>", kind="text/html")
        else:
            await self._stream(answer)

    async def _whole(self, status: str, text: str, more: str = "", kind: str = "application/json") -> None:
        body = text.encode()
        self._writer.write(
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
        )
        await self._writer.drain()

    async def _stream(self, answer: Answer) -> None:
        self._writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        await self._writer.drain()
        trouble = answer.trouble
        if answer.wait_s:
            await asyncio.sleep(answer.wait_s)
        if trouble == "no_json":
            await self._event("this is no JSON")
        elif trouble == "no_choices":
            await self._event(
                json.dumps(
                    {
                        "id": "stub",
                        "object": "chat.completion.chunk",
                        "created": 0,
                        "model": "stub",
                        "choices": [{"nothing": 1}],
                    }
                )
            )
        elif trouble == "broken_line":
            await self._chunk(b"data: {\"choices\": [\xff\xfe\n\n")
        elif trouble == "huge":
            for _ in range(160):
                await self._chunk(b"data: " + b"x" * 65_536)
        elif trouble == "silent":
            await asyncio.sleep(3600)
        elif trouble == "refusal":
            await self._event(_delta({"refusal": "I can not help with that."}))
        for piece in answer.pieces:
            await self._event(_delta({"content": piece}))
            if answer.gap_s:
                await asyncio.sleep(answer.gap_s)
        while trouble == "endless":
            await self._event(_delta({"content": answer.pieces[-1] if answer.pieces else "x"}))
        if trouble != "half":
            await self._event(_delta({}, "stop"))
            await self._event("[DONE]")
        await self._chunk(b"")

    async def _event(self, data: str) -> None:
        await self._chunk(f"data: {data}\n\n".encode())

    async def _chunk(self, data: bytes) -> None:
        self._writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await self._writer.drain()


_STATUS = {"error": ("500 Internal Server Error", "out of memory"),
           "wrong_model": ("404 Not Found", "the model does not exist"),
           "wrong_key": ("401 Unauthorized", "wrong key")}


def _delta(delta: dict[str, str], ended: str | None = None) -> str:
    return json.dumps({"id": "stub", "object": "chat.completion.chunk", "created": 0, "model": "stub",
                       "choices": [{"index": 0, "delta": delta, "finish_reason": ended}]}, ensure_ascii=False)
