"""What a house names itself: the queues that may be asked for help, ready reasons for a raised hand, ready answers to a note.

In: `[supervision]` of the settings, where a queue is a table `[[supervision.queues]]`.  Out: checked tuples, and the message
`Queues` in one language.  Next: `settings` holds them, `desk` sends them behind the welcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from protocol.message import Language
from protocol.supervision import QueueEntry, Queues
from server.errors import SettingsError

LONGEST = 60
"""Characters of a title, a reason or an answer."""
MOST = 12
MOST_DELAY_S = 10.0
MOST_ANSWERS = 3
"""An answer has a key of its own."""


@dataclass(frozen=True)
class Queue:
    """Whom an agent may call for help or hand a call over to."""

    id: str
    zh: str
    """Title on a Chinese screen."""
    en: str
    target_s: int
    """An answer is aimed at within this time."""

    def title(self, lang: Language) -> str:
        """In this language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Phrase:
    """A ready line in both languages."""

    zh: str
    en: str

    def text(self, lang: Language) -> str:
        """In this language."""
        return self.zh if lang == "zh" else self.en


QUEUES = (Queue("supervisor", "班组长", "Supervisor", 30), Queue("expert", "产品专家", "Product expert", 60),
          Queue("compliance", "合规", "Compliance", 60), Queue("complaints", "投诉处理", "Complaints", 120))
REASONS = (Phrase("客户情绪激动", "The customer is upset"), Phrase("不确定怎么答", "Not sure what to answer"),
           Phrase("客户要求找上级", "The customer asks for a supervisor"), Phrase("疑似诈骗", "Possible fraud"),
           Phrase("需要授权", "I need an approval"))
ANSWERS = (Phrase("收到", "Got it"), Phrase("需要帮助", "I need help"), Phrase("稍后再看", "Later"))


def queues_of(settings_queues: tuple[Queue, ...], reasons: tuple[Phrase, ...], answers: tuple[Phrase, ...],
              lang: Language) -> Queues:
    """The house's words in the language of a screen."""
    return Queues(queues=tuple(QueueEntry(id=one.id, title=one.title(lang), target_s=one.target_s)
                               for one in settings_queues),
                  reasons=tuple(one.text(lang) for one in reasons), answers=tuple(one.text(lang) for one in answers))


def read_house(values: dict[str, Any], where: str) -> dict[str, Any]:
    """The lists of a section as checked tuples; everything else as it came.

    Raises:
        SettingsError: not a list of tables with the expected keys, an id twice, too many, too long; too long a delay.
    """
    read = dict(values)
    delay_s = values.get("listen_delay_s")
    if isinstance(delay_s, (int, float)) and delay_s > MOST_DELAY_S:
        raise SettingsError(f"{where}: listen_delay_s must be at most {MOST_DELAY_S:g} s; nobody follows a call later than that")
    if "queues" in values:
        read["queues"] = tuple(_queue(one, f"{where}: queues") for one in _tables(values["queues"], f"{where}: queues"))
        names = [queue.id for queue in read["queues"]]
        if len(set(names)) < len(names):
            raise SettingsError(f"{where}: queues: two of them have the same id")
    for name, most in (("reasons", MOST), ("answers", MOST_ANSWERS)):
        if name in values:
            read[name] = tuple(Phrase(**_texts(one, f"{where}: {name}", {"zh", "en"}))
                               for one in _tables(values[name], f"{where}: {name}", most))
    return read


def _tables(value: Any, where: str, most: int = MOST) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not 1 <= len(value) <= most or not all(isinstance(one, dict) for one in value):
        raise SettingsError(f"{where}: expected 1 to {most} tables with zh and en, such as {{ zh = \"收到\", en = \"Got it\" }}")
    return value


def _queue(value: dict[str, Any], where: str) -> Queue:
    values = dict(value)
    target_s = values.pop("target_s", None)
    texts = _texts(values, where, {"id", "zh", "en"})
    if isinstance(target_s, bool) or not isinstance(target_s, int) or not 1 <= target_s <= 86_400:
        raise SettingsError(f"{where}: target_s must be seconds, 1 to 86400")
    return Queue(target_s=target_s, **texts)


def _texts(value: dict[str, Any], where: str, keys: set[str]) -> dict[str, str]:
    if set(value) != keys:
        raise SettingsError(f"{where}: expected the keys {', '.join(sorted(keys))}, not {', '.join(sorted(value)) or 'none'}")
    for name, text in value.items():
        if not isinstance(text, str) or not 0 < len(text) <= LONGEST:
            raise SettingsError(f"{where}: {name} must be text of 1 to {LONGEST} characters")
    return value


__all__ = ["ANSWERS", "LONGEST", "Phrase", "QUEUES", "Queue", "REASONS", "queues_of", "read_house"]
