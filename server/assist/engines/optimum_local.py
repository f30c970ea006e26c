"""The engine `optimum`: a local ONNX language model through optimum's ORTModelForCausalLM, in a thread of this process.

In: a prompt.  Out: pieces of the answer.  optimum brings PyTorch along, so it is an extra of the install and imported
only when the settings ask for it.  One answer at a time: a model on processor cores is not faster for two.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from server.settings import AssistanceSettings

from .engine import Prompt
from .errors import EngineGarbage, EngineMisset

MOST_PROMPT_TOKENS = 3_000
"""A longer prompt is refused rather than cut: the beginning holds the facts, the end what was said."""


def open_engine(settings: AssistanceSettings, _key: Callable[[], str]) -> OptimumLocal:
    """The engine of these settings; loads the model.

    Raises:
        EngineMisset: optimum is not installed, or `assistance.model` is no directory of an exported model.
    """
    directory = Path(settings.model)
    if not settings.model or not directory.is_dir():
        raise EngineMisset(
            f"assistance.model is {settings.model!r}; the engine optimum expects the directory of a model exported "
            "with `optimum-cli export onnx --task text-generation-with-past`"
        )
    try:
        runtime, transformers = import_module("optimum.onnxruntime"), import_module("transformers")
    except ImportError as error:
        raise EngineMisset("the engine optimum needs the packages optimum-onnx and transformers; install "
                           "seatmate[server,llm-local] or set assistance.engine = \"playbook\"") from error
    try:
        # Without `export` a directory that holds no ONNX file would be converted at the server's start.
        model = runtime.ORTModelForCausalLM.from_pretrained(directory, local_files_only=True, export=False)
        tokenizer = transformers.AutoTokenizer.from_pretrained(directory, local_files_only=True)
    except Exception as error:
        raise EngineMisset(
            f"the model in {directory} can not be loaded ({type(error).__name__}); export it again"
        ) from error
    return OptimumLocal(f"optimum:{directory.name}", model, tokenizer, transformers, settings.temperature)


class OptimumLocal:
    """One ONNX model with its tokenizer."""

    def __init__(self, name: str, model: Any, tokenizer: Any, transformers: Any, temperature: float) -> None:
        self.name = name
        self._model = model
        self._tokenizer = tokenizer
        self._transformers = transformers
        self._temperature = temperature
        self._one_at_a_time = asyncio.Lock()

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Pieces of the answer; raises `EngineGarbage` if the model or its tokenizer fails."""
        async with self._one_at_a_time:
            loop = asyncio.get_running_loop()
            pieces: asyncio.Queue[str | Exception | None] = asyncio.Queue()
            stop = threading.Event()

            def hand_over(piece: str | Exception | None) -> None:
                loop.call_soon_threadsafe(pieces.put_nowait, piece)
            work = loop.run_in_executor(None, self._generate, prompt, hand_over, stop)
            try:
                while (piece := await pieces.get()) is not None:
                    if isinstance(piece, EngineGarbage):
                        raise piece
                    if isinstance(piece, Exception):
                        raise EngineGarbage(
                            f"the local model failed ({type(piece).__name__}); export it again"
                        ) from piece
                    yield piece
            finally:
                stop.set()
                await work

    def _generate(
        self, prompt: Prompt, hand_over: Callable[[str | Exception | None], None], stop: threading.Event
    ) -> None:
        """In a thread."""
        try:
            ids = self._ids(prompt)
            streamer = _Pieces(self._tokenizer, hand_over)
            criteria = self._transformers.StoppingCriteriaList([_StopWhen(stop)])
            warm = self._temperature > 0
            self._model.generate(
                **ids,
                streamer=streamer,
                stopping_criteria=criteria,
                max_new_tokens=prompt.most_tokens,
                do_sample=warm,
                **({"temperature": self._temperature} if warm else {}),
            )
        except Exception as error:  # noqa: BLE001 - whatever fails in there, the call goes on
            hand_over(error)
        finally:
            hand_over(None)

    def _ids(self, prompt: Prompt) -> Any:
        if getattr(self._tokenizer, "chat_template", None):
            text = self._tokenizer.apply_chat_template(
                [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
                tokenize=False, add_generation_prompt=True)
        else:
            text = f"{prompt.system}\n\n{prompt.user}\n\n"
        made = self._tokenizer(text, return_tensors="pt")
        if made["input_ids"].shape[-1] > MOST_PROMPT_TOKENS:
            raise EngineGarbage(f"the prompt has more than {MOST_PROMPT_TOKENS} tokens of the local model; "
                                "use a model whose tokenizer knows the language")
        # Some tokenizers give more (`token_type_ids`), which a causal model refuses.
        return {name: made[name] for name in ("input_ids", "attention_mask") if name in made}

    async def close(self) -> None:
        """Let go of the model."""
        self._model = None


class _StopWhen:
    """A stopping criterion: nobody waits for the answer any more."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __call__(self, input_ids: Any, scores: Any, **_kwargs: Any) -> Any:
        return self._stop.is_set()


class _Pieces:
    """A streamer of the library: whole characters of the answer, without the prompt."""

    def __init__(self, tokenizer: Any, hand_over: Callable[[str | Exception | None], None]) -> None:
        self._tokenizer = tokenizer
        self._hand_over = hand_over
        self._prompt_seen = False
        self._ids: list[int] = []
        self._given = ""

    def put(self, value: Any) -> None:
        """New token ids; the first call holds the prompt."""
        if not self._prompt_seen:
            self._prompt_seen = True
            return
        self._ids.extend(int(one) for one in value.flatten().tolist())
        text = self._tokenizer.decode(self._ids, skip_special_tokens=True)
        # A character of several tokens is not whole yet.
        if not text.endswith("\ufffd") and len(text) > len(self._given):
            self._hand_over(text[len(self._given):])
            self._given = text

    def end(self) -> None:
        """Nothing more comes; `_generate` says so itself."""
