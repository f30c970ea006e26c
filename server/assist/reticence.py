"""When nothing is suggested, and which words of a line are evidence for a reply.  An agent reads what is rare.

In: the turn, the view of the call, how many suggestions were shown.  Out: silence or not, and the weight of keywords.  Next:
`choosing`.
"""

from __future__ import annotations

from collections.abc import Collection

from protocol.message import Language
from server.assist.intents import AGREE
from server.assist.library import compared_terms
from server.assist.phrases import PhraseFinder, fold
from server.assist.state.asking import asks
from server.assist.turns import CallView, Turn
from server.content.playbook import Playbook

ENOUGH = 0.6
"""Weight of keywords from which a reply may be meant to something else than the recognised intent, on the present subject …"""
ENOUGH_ALONE = 1.0
"""… and on another one: a single word (`money`, `phone`) stands in too many lines."""
_SHORT = 0.3
"""Weight of a keyword of one character or one short English word; one of three characters, or two words, counts 1."""
_LONG = 7
"""An English word of so many letters says more than a short one."""
_ASKING = frozenset({
    "怎么", "多少", "多久", "哪里", "什么时候", "为什么", "能不能", "怎么办", "办理", "可以", "几点", "多少钱", "什么", "一笔", "时间",
    "how", "how much", "how long", "how do i", "how can i", "where do i", "can i do", "what do i need",
    "how much can i", "when", "where", "why"})
"""Keywords that only ask: they choose among replies to what was recognised, and are evidence for nothing."""


class Reticence:
    """The do-not-trigger list of a playbook, and what holds for every one.  Built once per playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._quiet: PhraseFinder[int] = PhraseFinder(
            ((phrase, place) for place, quiet in enumerate(playbook.quiet) for phrase in quiet.phrases), playbook.lang)

    def silent(self, view: CallView, turn: Turn, shown: int) -> bool:
        """True if nothing is to be suggested to this line.

        Args:
            shown: suggestions of this call so far.
        """
        playbook, dialogue = self._playbook, view.dialogue
        if turn.settled and not turn.ends:
            return True
        # A yes means something only to a question; to anything else it says `I am listening`.
        if turn.intent == AGREE and not dialogue.agent_asked():
            return True
        if playbook.most_suggestions and shown >= playbook.most_suggestions:
            return True
        if not playbook.quiet:
            return False
        said = {place for _, _, place in self._quiet.find(fold(turn.utterance.text))}
        return any(place in said or turn.intent in quiet.intents or not dialogue.done.isdisjoint(quiet.after)
                   for place, quiet in enumerate(playbook.quiet))


def goes_on(view: CallView, turn: Turn) -> bool:
    """True if the customer tells more of the present subject and asks nothing: only words of his own call for a reply."""
    topic = next(iter(view.dialogue.topics), None)
    return (topic is not None and turn.intent == topic.intent and topic.lines > 1 and not turn.upset
            and not asks(turn.utterance.text, view.book.lang))


def strays(view: CallView, intents: Collection[str]) -> bool:
    """True if the subject is new, and the one before it is none of these."""
    topics = tuple(view.dialogue.topics)[:2]
    return len(topics) == 2 and topics[0].lines == 1 and topics[1].intent not in intents


def evidence(keywords: Collection[str], lang: Language) -> float:
    """How much these keywords of a line say by themselves: about 0.3 for a short one, 1 for one of two words."""
    return sum(_weight(keyword, lang) for keyword in keywords)


def _weight(keyword: str, lang: Language) -> float:
    if keyword in _ASKING:
        return 0.0
    if lang == "zh":
        size = len(keyword)
    else:
        # "what can i do" says nothing; "have to bring" one thing, and sure enough for its form.
        telling, words = compared_terms(keyword, lang), keyword.split()
        size = max(2 * len(telling) - 1 + (max(map(len, words)) >= _LONG), len(words)) if telling else 0
    return min(1.0, _SHORT + (1 - _SHORT) * (size - 1) / 2) if size else 0.0
