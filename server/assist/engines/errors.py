"""What can go wrong with a language model, as one tree; none of it ever stops a call, the playbook's reply is shown
instead.

EngineError               code `llm.failed`, retryable
├── EngineDown            code `llm.down`, retryable: nobody answers there, or the connection broke
├── EngineSlow            code `llm.slow`, retryable: no approved clause in time
├── EngineGarbage         code `llm.garbage`, retryable: no answer of the protocol, or far too much of it
├── EngineRefused         code `llm.refused`: the server refuses the key, the model's name or the request
└── EngineMisset          code `llm.settings`: settings that can not be used; names the key and what is expected
"""

from __future__ import annotations


class EngineError(Exception):
    """Base of the tree: a language model could not be used."""

    code = "llm.failed"
    retryable = True


class EngineDown(EngineError):
    """Nobody answers at the model server's address, or the connection broke."""

    code = "llm.down"


class EngineSlow(EngineError):
    """The model took longer than an agent can wait."""

    code = "llm.slow"


class EngineGarbage(EngineError):
    """The answer is none of the protocol, or far too long."""

    code = "llm.garbage"


class EngineRefused(EngineError):
    """The model server refuses the key, the model's name or the request."""

    code = "llm.refused"
    retryable = False


class EngineMisset(EngineError):
    """Settings of the language model that can not be used."""

    code = "llm.settings"
    retryable = False
