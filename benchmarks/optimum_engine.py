"""The engine `optimum` with a real model: loaded, streamed, stopped, cancelled, timed out, damaged.

    pip install 'seatmate[server,llm-local]' torch
    python -m benchmarks.optimum_engine

Makes a causal language model of two layers by code, exports it with optimum-onnx and runs the server's own engine and
writer on it through `ORTModelForCausalLM` and onnxruntime.  Each check prints what it saw; the exit status is 1 if one fails and 2 where the
libraries are not installed.  The model is of no use but this: its speed says nothing about a real one.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from server.assist.engines.engine import Engine, Prompt, open_engine
from server.assist.engines.errors import EngineGarbage, EngineMisset
from server.assist.engines.writer import Writer
from server.assist.engines.written import Brief, Wanted, Written
from server.settings import AssistanceSettings

from .tiny_language_model import make

SAYS = "您好，我先帮您查一下，请稍等。"
_NEEDS = ("optimum-onnx", "transformers", "torch", "onnxruntime")
_PROMPT = Prompt("你是坐席。", "客户：贷款利率是多少？", 120)
_LATE_S = 5.0
"""No check waits longer than this for an end that must come at once."""

Check = Callable[[Path, Path], Awaitable[str]]
"""(model that says `SAYS`, model that never ends) -> what was seen; raises `AssertionError` for what must not be."""


async def streams(known: Path, _babbling: Path) -> str:
    """Whole characters come one after another, the prompt does not, and the model's own end is the end."""
    pieces, first_ms, all_ms = await _stream(_open(known), _PROMPT)
    assert "".join(pieces) == SAYS, pieces
    assert len(pieces) > 5, pieces
    return f"{len(pieces)} pieces, first {first_ms:.0f} ms, all {all_ms:.0f} ms: {''.join(pieces)}"


async def keeps_to_the_token_limit(_known: Path, babbling: Path) -> str:
    """A model without an end is ended by `most_tokens`."""
    pieces, _, all_ms = await _stream(_open(babbling), Prompt("a", "b", 40))
    assert 0 < len("".join(pieces).encode()) <= 3 * 40, pieces
    return f"40 tokens in {all_ms:.0f} ms"


async def samples(known: Path, _babbling: Path) -> str:
    """A temperature is passed on."""
    pieces, _, _ = await _stream(_open(known, temperature=0.1), _PROMPT)
    assert "".join(pieces) == SAYS, pieces
    return "temperature 0.1 says it too"


async def ends_when_nobody_waits(_known: Path, babbling: Path) -> str:
    """Closing the stream, as a new line of the customer does, ends the model's work."""
    stream = _open(babbling).stream(Prompt("a", "b", 4_000))
    await anext(stream)
    began_s = time.perf_counter()
    await asyncio.wait_for(stream.aclose(), _LATE_S)
    return f"stopped {1000 * (time.perf_counter() - began_s):.0f} ms after closing"


async def is_cancelled(_known: Path, babbling: Path) -> str:
    """Cancelling the writer's task, in the midst of an answer, ends it; the next answer comes."""
    engine = _open(babbling)
    writer = Writer(engine, AssistanceSettings(engine="optimum", first_clause_s=60.0, total_s=60.0, most_tokens=4_000))
    task = asyncio.create_task(_write(writer))
    await asyncio.sleep(0.3)
    began_s = time.perf_counter()
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=_LATE_S)
    assert done and task.cancelled()
    took_ms = 1000 * (time.perf_counter() - began_s)
    pieces, _, _ = await _stream(engine, Prompt("a", "b", 5))
    assert pieces
    return f"cancelled within {took_ms:.0f} ms, the next answer comes"


async def times_out(_known: Path, babbling: Path) -> str:
    """Without a clause in time there is a reason instead of a text, and the thread is free again."""
    engine = _open(babbling)
    writer = Writer(engine, AssistanceSettings(engine="optimum", first_clause_s=0.2, most_tokens=4_000))
    began_s = time.perf_counter()
    written = await asyncio.wait_for(_write(writer, refuse=False), _LATE_S)
    took_ms = 1000 * (time.perf_counter() - began_s)
    assert not written.text, written
    return f"no text, `{written.why}`, after {took_ms:.0f} ms (limit 200 ms)"


async def goes_through_the_writer(known: Path, _babbling: Path) -> str:
    """Clause by clause, approved each time, as a suggestion is."""
    shown: list[str] = []
    writer = Writer(_open(known), AssistanceSettings(engine="optimum", first_clause_s=60.0, total_s=60.0))
    written = await _write(writer, shown)
    assert written.text == SAYS and written.why == "", written
    assert shown == ["您好，", "您好，我先帮您查一下，", SAYS], shown
    return " | ".join(shown)


async def takes_one_at_a_time(known: Path, _babbling: Path) -> str:
    """Four answers at once come one after another, each whole."""
    engine = _open(known)
    found = await asyncio.gather(*(_stream(engine, _PROMPT) for _ in range(4)))
    assert all("".join(pieces) == SAYS for pieces, _, _ in found)
    return "4 answers, each whole"


async def refuses_a_long_prompt(known: Path, _babbling: Path) -> str:
    """A prompt beyond its limit is named, not cut."""
    try:
        await _stream(_open(known), Prompt("a", "长" * 1_001, 5))
    except EngineGarbage as error:
        return str(error)
    raise AssertionError("it was taken")


async def names_a_damaged_model(known: Path, _babbling: Path) -> str:
    """A graph, a tokenizer or a configuration that is cut off or missing is a sentence, not a crash."""
    seen: list[str] = []
    for name in ("model.onnx", "tokenizer.json", "config.json"):
        for how in ("cut", "gone"):
            with tempfile.TemporaryDirectory() as folder:
                broken = Path(shutil.copytree(known, Path(folder) / "model"))
                file = broken / name
                raw = file.read_bytes()
                file.unlink()
                if how == "cut":
                    file.write_bytes(raw[:len(raw) // 2])
                try:
                    _open(broken)
                except EngineMisset as error:
                    seen.append(f"{name} {how}: {str(error).partition('(')[2].partition(')')[0]}")
                else:
                    raise AssertionError(f"{name} {how}: it was loaded")
    return "; ".join(seen)


CHECKS: tuple[Check, ...] = (streams, keeps_to_the_token_limit, samples, goes_through_the_writer, takes_one_at_a_time,
                             ends_when_nobody_waits, is_cancelled, times_out, refuses_a_long_prompt, names_a_damaged_model)


def main() -> int:
    """Make the models, run the checks, print what was seen."""
    try:
        print(", ".join(f"{name} {version(name)}" for name in _NEEDS))
    except PackageNotFoundError as error:
        print(f"this check needs {', '.join(_NEEDS)}; missing: {error.name}. "
              "Install seatmate[server,llm-local] and torch.", file=sys.stderr)
        return 2
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        known, babbling = Path(folder) / "known", Path(folder) / "babbling"
        make(known, SAYS)
        make(babbling)
        for check in CHECKS:
            name = check.__name__.replace("_", " ")
            try:
                print(f"ok      {name}: {asyncio.run(_run(check, known, babbling))}")
            except Exception as error:  # noqa: BLE001 - every check is told, whatever befell one
                failed += 1
                print(f"FAILED  {name}: {type(error).__name__}: {error}")
    return 1 if failed else 0


async def _run(check: Check, known: Path, babbling: Path) -> str:
    return await check(known, babbling)


def _open(directory: Path, temperature: float = 0.0) -> Engine:
    engine = open_engine(AssistanceSettings(engine="optimum", model=str(directory), temperature=temperature))
    assert engine is not None
    return engine


async def _stream(engine: Engine, prompt: Prompt) -> tuple[list[str], float, float]:
    """Pieces; milliseconds to the first and to the end."""
    began_s = time.perf_counter()
    pieces: list[str] = []
    first_s = began_s
    async with aclosing(engine.stream(prompt)) as stream:
        async for piece in stream:
            if not pieces:
                first_s = time.perf_counter()
            pieces.append(piece)
    return pieces, 1000 * (first_s - began_s), 1000 * (time.perf_counter() - began_s)


async def _write(writer: Writer, shown: list[str] | None = None, *, refuse: bool = False) -> Written:
    async def approve(_text: str) -> str:
        return "no" if refuse else ""
    brief = Brief(lang="zh", institution="星辰银行", mood="calm", coaching="", customer="", facts=(), turns=(("customer", "利率多少？"),))
    return await writer.write(Wanted("s1", "customer-0", 0, "利率多少？", brief), approve,
                              (shown if shown is not None else []).append)


if __name__ == "__main__":
    raise SystemExit(main())
