"""What the callers of a benchmark say: a playbook in, sentences of each channel out.  Pure; `voices` is next.

Only sentences of the playbook itself, so that nothing has to be written twice and every shipped language has some.
"""

from __future__ import annotations

from collections.abc import Iterable

from protocol.message import CHANNELS, Channel
from server.content.playbook import Playbook

SHORTEST_CHARACTERS = {"zh": 5, "en": 15}
LONGEST_CHARACTERS = {"zh": 32, "en": 110}
"""About 6 s; callers say less in one breath."""
_NOT_SPEAKABLE = "{}<>|*#&"


def sentences(playbook: Playbook) -> dict[Channel, tuple[str, ...]]:
    """Sentences by channel, each once, in the order of the playbook."""
    said: dict[Channel, list[str]] = {channel: [] for channel in CHANNELS}
    for scenario in playbook.scenarios.values():
        for line in scenario.line:
            said[line.channel].append(line.text)
    said["agent"] += [reply.text for reply in playbook.replies.values()]
    said["agent"] += [item.say for item in playbook.checklist]
    for rule in playbook.rules.values():
        for example in (*rule.positive, *rule.negative):
            if example.channel == "customer":
                said["customer"].append(example.text)
    return {channel: tuple(_fitting(texts, playbook.lang)) for channel, texts in said.items()}


def _fitting(texts: Iterable[str], lang: str) -> list[str]:
    found: dict[str, None] = {}
    for text in texts:
        if (SHORTEST_CHARACTERS[lang] <= len(text) <= LONGEST_CHARACTERS[lang]
                and not any(mark in text for mark in _NOT_SPEAKABLE)):
            found[text] = None
    return list(found)
