"""The last turns of a call word for word, and a summary of everything before them.

In: lines as they are heard.  Out: `turns`, `older`.  The summary is made of what was recognised and not of words, so
the same lines always give the same summary, however often a server was restarted on the way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from protocol.message import Channel, Language

from .topics import NOT_A_TOPIC

TURNS = 20
"""Lines of both sides that are kept whole."""
_KEPT = 12
"""Products, promises and details in the summary; the oldest go."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of either side and what was recognised in it."""

    utterance: str
    channel: Channel
    end_ms: int
    text: str
    """Masked."""
    intent: str = ""
    """Of a customer's line."""
    confidence: float = 0.0
    """Of the intent, 0..1."""
    named: tuple[tuple[str, str], ...] = ()
    """(slot, value) of a customer's line."""
    products: tuple[str, ...] = ()
    """Ids mentioned."""
    promised: tuple[str, ...] = ()
    """By the agent."""


@dataclass(frozen=True, slots=True)
class Older:
    """What came before the window."""

    lines: int = 0
    until_ms: int = 0
    """Call time at which it ends."""
    topics: tuple[tuple[str, int], ...] = ()
    """(intent, lines about it) in the order in which they came up."""
    named: tuple[tuple[str, str], ...] = ()
    """(slot, value), the last value of each."""
    offered: tuple[str, ...] = ()
    """Ids of products that the agent spoke of."""
    promised: tuple[str, ...] = ()

    def after(self, line: Line) -> Older:
        """With one more line."""
        topics, named, offered = dict(self.topics), dict(self.named), dict.fromkeys(self.offered)
        if line.intent and line.intent not in NOT_A_TOPIC:
            topics[line.intent] = topics.get(line.intent, 0) + 1
        for name, value in line.named:
            named.pop(name, None)
            named[name] = value
        if line.channel == "agent":
            offered |= dict.fromkeys(line.products)
        promised = (*self.promised, *line.promised)
        return Older(self.lines + 1, line.end_ms, tuple(topics.items()), tuple(named.items()), tuple(offered)[-_KEPT:],
                     promised[-_KEPT:])

    def told(self, lang: Language, titles: Mapping[str, str], products: Mapping[str, str]) -> str:
        """In one sentence; `titles` of intents and names of `products` by id.  Empty if there is nothing."""
        if not self.lines:
            return ""
        stop, comma, words = ("；", "、", _ZH) if lang == "zh" else ("; ", ", ", _EN)
        parts = [words["so_far"].format(lines=self.lines, minutes=max(1, round(self.until_ms / 60_000)))]
        for name, found in (("topics", [titles.get(intent, intent) for intent, _ in self.topics]),
                            ("named", [value for _, value in self.named]),
                            ("offered", [products.get(product, product) for product in self.offered]),
                            ("promised", list(self.promised))):
            if found:
                parts.append(words[name].format(comma.join(found)))
        return stop.join(parts)


_ZH = {"so_far": "此前约{minutes}分钟、{lines}句", "topics": "谈过{}", "named": "客户说过{}", "offered": "客服介绍过{}", "promised": "客服答应过{}"}
_EN = {"so_far": "before: {lines} lines in about {minutes} min", "topics": "talked about {}", "named": "the customer named {}",
       "offered": "the agent spoke of {}", "promised": "the agent promised {}"}


class TurnWindow:
    """The lines of one call."""

    def __init__(self) -> None:
        self._turns: deque[Line] = deque()
        self._older = Older()

    @property
    def turns(self) -> tuple[Line, ...]:
        """The last 20, the latest last."""
        return tuple(self._turns)

    @property
    def older(self) -> Older:
        """Everything before them."""
        return self._older

    def add(self, line: Line) -> None:
        """A line was heard."""
        self._turns.append(line)
        if len(self._turns) > TURNS:
            self._older = self._older.after(self._turns.popleft())
