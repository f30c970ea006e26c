"""The interface of a language model, and the one table of engines.

In come settings; out comes an engine, or None for `playbook`.  Its module is imported only then, so that a server
without a language model needs none of the libraries.  Next: `writer` asks it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from server.settings import AssistanceSettings

from .errors import EngineMisset

PLAYBOOK = "playbook"
_MODULES = {"openai": "openai_server", "optimum": "optimum_local"}
ENGINES = (PLAYBOOK, *_MODULES)
"""Names that the setting `assistance.engine` may have."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is given."""

    system: str
    """What it is to do; nothing that anybody said stands here."""
    user: str
    """Facts and what was said, as data."""
    most_tokens: int = 120
    """It is to stop after so many."""


class Engine(Protocol):
    """A language model."""

    name: str
    """As in `Suggestion.engine`: `openai:qwen3-8b`."""

    def stream(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Pieces of the answer as they come; closing the iterator ends the model's work.

        Raises:
            EngineError: while iterating; what came before is no whole answer then.
        """
        ...

    async def close(self) -> None:
        """Let go of connections and memory."""
        ...


def open_engine(settings: AssistanceSettings, key: Callable[[], str] = lambda: "") -> Engine | None:
    """The engine that the settings name; None for the playbook alone.

    Args:
        key: gives the secret of the model server, asked only by an engine that has one; empty if there is none.

    Raises:
        EngineMisset: an unknown name, an address outside the house, a library or a model that is not there.
    """
    if settings.engine == PLAYBOOK:
        return None
    if settings.engine not in _MODULES:
        raise EngineMisset(f"assistance.engine is {settings.engine!r}; expected one of {', '.join(ENGINES)}")
    module = import_module(f"{__package__}.{_MODULES[settings.engine]}")
    return cast(Engine, module.open_engine(settings, key))
