"""The engine `openai`: any OpenAI-compatible server on the premises, through the official client library, streaming.

In: a prompt.  Out: pieces of the answer.  The address must be inside the house (`addresses`), redirects and proxies
of the environment are not followed, and nothing is tried twice: a late suggestion helps nobody.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from server.settings import AssistanceSettings

from .addresses import host_of, listed, require_inside
from .engine import Prompt
from .errors import EngineDown, EngineError, EngineGarbage, EngineMisset, EngineRefused, EngineSlow

try:
    import httpx2
    import openai
except ImportError as error:
    raise EngineMisset(
        'the engine openai needs the package openai; install seatmate[server,llm] or set assistance.engine = "playbook"'
    ) from error

from .bounded_http import BoundedTransport

for _library in ("openai", "httpx2", "httpcore2"):
    # At level DEBUG they log what was said in a call.
    logging.getLogger(_library).setLevel(logging.WARNING)
_NO_KEY = "none"
"""Servers on the premises often want no key, the client library always wants one."""


def open_engine(settings: AssistanceSettings, key: Callable[[], str]) -> OpenAIServer:
    """The engine of these settings.

    Raises:
        EngineMisset: no model named, an address that is none or outside the house.
    """
    if not settings.model:
        raise EngineMisset("assistance.model is empty; name a model that the server at assistance.base_url offers")
    require_inside(host_of(settings.base_url), listed(settings.allowed_hosts))
    return OpenAIServer(settings, key() or _NO_KEY)


class OpenAIServer:
    """One model behind an OpenAI-compatible address."""

    def __init__(self, settings: AssistanceSettings, key: str) -> None:
        self.name = f"openai:{settings.model}"
        self._settings = settings
        limits = httpx2.Limits(max_connections=settings.parallel + 2, max_keepalive_connections=settings.parallel)
        transport = BoundedTransport(
            httpx2.AsyncHTTPTransport(limits=limits, trust_env=False), listed(settings.allowed_hosts)
        )
        timeout = httpx2.Timeout(settings.total_s, connect=settings.connect_s, read=settings.read_s)
        self._client = openai.AsyncOpenAI(
            base_url=settings.base_url,
            api_key=key,
            organization="",
            project="",
            max_retries=0,
            timeout=timeout,
            http_client=httpx2.AsyncClient(
                transport=transport, timeout=timeout, trust_env=False, follow_redirects=False
            ),
        )

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Pieces of the answer; raises an `EngineError`, also when the stream ends before the model said that it is
        done."""
        try:
            async with aclosing(self._pieces(prompt)) as pieces:
                async for piece in pieces:
                    yield piece
        except EngineError:
            raise
        except openai.APITimeoutError as error:
            raise EngineSlow("the model server takes too long; look at its load or raise assistance.read_s") from error
        except openai.APIConnectionError as error:
            if isinstance(error.__cause__, EngineError):
                raise error.__cause__ from None
            raise EngineDown("the model server does not answer; look whether it runs at assistance.base_url") from error
        except (openai.NotFoundError, openai.BadRequestError) as error:
            raise EngineRefused(
                f"the model server does not take this request ({error.status_code}); look whether "
                f"assistance.model {self._settings.model!r} is the name of a model it offers"
            ) from error
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise EngineRefused("the model server refuses the key; write the right one into llm.key") from error
        except openai.APIStatusError as error:
            raise EngineDown(f"the model server failed ({error.status_code}); look at its log") from error
        except (
            openai.OpenAIError,
            json.JSONDecodeError,
            UnicodeDecodeError,
            AttributeError,
            TypeError,
            ValueError,
        ) as error:
            raise EngineGarbage(
                "the model server's answer is none of the OpenAI protocol; look at assistance.base_url, which "
                "usually ends in /v1"
            ) from error
        except httpx2.TimeoutException as error:
            raise EngineSlow("the model server stopped in the middle of an answer") from error
        except (httpx2.HTTPError, OSError) as error:
            raise EngineDown("the connection to the model server broke in the middle of an answer") from error

    async def _pieces(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        settings = self._settings
        answer = await self._client.chat.completions.create(
            model=settings.model, stream=True, max_tokens=prompt.most_tokens, temperature=settings.temperature,
            messages=[{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}])
        ended = False
        async with answer:
            async for chunk in answer:
                if not chunk.choices:
                    continue
                choice = chunk.choices[0]
                refusal = getattr(choice.delta, "refusal", None)
                if refusal or choice.finish_reason == "content_filter":
                    raise EngineGarbage("the model refused to answer")
                if choice.delta.content:
                    yield choice.delta.content
                ended = ended or choice.finish_reason is not None
        if not ended:
            raise EngineGarbage("the model server's answer ended in the middle")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()
