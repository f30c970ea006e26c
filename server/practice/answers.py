"""Was what the customer wants answered?  Words of the trainee in; `answered`, `wrong`, `evaded`, `told` or `ignored` out.

Figures are compared by value, however spoken; an approved reply counts when most of its content was said.  `Facts`
also fills the placeholders of a scenario's texts.  Next: `mind` moves on, `checking` refuses a good answer that does
not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from protocol.message import Language
from server.assist.figures import Figure, figures, same
from server.assist.phrases import PhraseFinder, fold
from server.assist.suggesting import close, content_of
from server.compliance.negation import denied
from server.content.forms import phrases_of
from server.content.playbook import Playbook
from server.speech.normalising import normalise

from .scenario import Answer, PracticeScenario
from .wording import PLACEHOLDER

Verdict = Literal["answered", "wrong", "evaded", "told", "ignored"]
"""`told`: something was said about it, but not enough."""
_EVADING = {
    "zh": re.compile(r"(?:不清楚|不知道|不太了解|不好说|说不准|看情况|视情况|不一定|要核实|需要核实|需要确认|得问一下|帮您问问|以.{0,6}为准吧|您自己看|看一下官网|"
                     r"这个嘛|再说吧|到时候再|按规定办|没法说|无法回答|不归我|不是我负责)"),
    "en": re.compile(r"\b(?:i (?:don't|do not) know|not sure|hard to say|it depends|have to check|need to check|"
                     r"can't say|cannot say|look it up|check (?:the|our) website|not my department|we'll see|"
                     r"somebody else|no idea|that's the rule)\b"),
}
_ABOUT = 0.22
"""Share of an item's content from which a line speaks about it."""


class Facts:
    """What can be named or said in one scenario."""

    def __init__(self, playbook: Playbook, scenario: PracticeScenario) -> None:
        self.lang: Language = scenario.lang
        self._playbook = playbook
        customer = playbook.customers.get(scenario.customer_id)
        self._values = {f"fact.{name}": value for name, value in scenario.facts.items()}
        self._values["persona.name"] = scenario.persona.name
        if customer is not None:
            self._values |= {f"customer.{name}": value for name, value in customer.fields.items()}
            self._values |= {"customer.name": customer.name, "customer.title": customer.title}
        self.figures: tuple[Figure, ...] = tuple(
            one for name, value in self._values.items() if name != "persona.name" for one in spoken_figures(value, self.lang))

    def unknown(self, text: str) -> str:
        """The first placeholder that names nothing; empty if all do."""
        return next((name for name in PLACEHOLDER.findall(text) if self._value(name) is None), "")

    def fill(self, text: str) -> str:
        """A text with its placeholders filled; what is unknown becomes empty."""
        return PLACEHOLDER.sub(lambda match: self._value(match[1]) or "", text)

    def products_of(self, texts: Iterable[str]) -> tuple[Figure, ...]:
        """Figures of every term of the products that placeholders in these texts name."""
        ids = {name.split(".")[1] for text in texts for name in PLACEHOLDER.findall(text)
               if name.startswith("product.") and name.count(".") == 2}
        return tuple(one for product in sorted(ids) if product in self._playbook.products
                     for term in self._playbook.products[product].terms.values() for one in figures(term.value, self.lang))

    def reply(self, name: str) -> str:
        """An approved reply as this customer would be told it."""
        return self.fill(self._playbook.replies[name].text)

    def _value(self, name: str) -> str | None:
        parts = name.split(".")
        if parts[0] == "product" and len(parts) == 3:
            product = self._playbook.products.get(parts[1])
            if product is None:
                return None
            if parts[2] == "name":
                return product.name
            return product.terms[parts[2]].value if parts[2] in product.terms else None
        return self._values.get(name)


def spoken_figures(text: str, lang: Language) -> tuple[Figure, ...]:
    """The figures of a text in spoken form: "one two zero eight" is 1208, as a transcript writes it."""
    return figures(normalise(text, lang), lang)


@dataclass(frozen=True, slots=True)
class Said:
    """What the trainee has said of an open item."""

    text: str
    """Since it was raised, all turns together."""
    now: str
    """The last of them."""
    ticks: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()


class Item:
    """One answer to be judged, with everything about it worked out."""

    def __init__(self, facts: Facts, answer: Answer, *, good: str, asked: Sequence[str] = (), known: Sequence[str] = (),
                 wrong: Sequence[str] = ()) -> None:
        lang = self._lang = facts.lang
        self._answer = answer
        self._required = tuple(figures(facts.fill(entry), lang) for entry in answer.figures)
        right = [facts.fill(text) for text in (*answer.figures, *known, good, *asked)]
        self._right = (*facts.figures, *facts.products_of((*answer.figures, *known, good)),
                       *(one for text in right for one in figures(text, lang)))
        self._kinds = {one.kind for entry in self._required for one in entry}
        self._groups = PhraseFinder[int](
            ((phrase, group) for group, words in enumerate(answer.words) for word in words for phrase in phrases_of(word)), lang)
        self._wrong = PhraseFinder[str](((phrase, word) for word in wrong for phrase in phrases_of(word)), lang)
        self._replies = tuple(content_of(facts.reply(name), lang) for name in answer.replies)
        self._about = content_of(" ".join((facts.fill(good), *(facts.fill(text) for text in asked))), lang)

    def judge(self, said: Said) -> Verdict:
        """What the trainee's words come to."""
        if self.contradicts(said.now):
            return "wrong"
        if self._answered(said):
            return "answered"
        if _EVADING[self._lang].search(fold(said.now)):
            return "evaded"
        content = content_of(said.now, self._lang)
        # Chinese terms are pairs of characters, so a short line shares few of a long answer's.
        shared = sum(1 for term in content if term in self._about)
        return "told" if content and shared >= max(1.0, _ABOUT * min(len(content), len(self._about))) else "ignored"

    def contradicts(self, text: str) -> bool:
        """True if these words state a figure that no fact supports, or words that are wrong."""
        folded = fold(text)
        if any(not denied(folded, start, end, self._lang) for start, end, _ in self._wrong.find(folded)):
            return True
        return any(one.kind in self._kinds and not any(same(one, right) for right in self._right)
                   for one in figures(text, self._lang))

    def _answered(self, said: Said) -> bool:
        answer = self._answer
        if said.ticks.intersection(answer.items):
            return True
        if self._replies and any(close(content, content_of(said.text, self._lang).keys()) for content in self._replies):
            return True
        if not (answer.figures or answer.words or answer.acts):
            return False
        if not said.acts.issuperset(answer.acts):
            return False
        stated = figures(said.text, self._lang)
        if not all(any(same(one, other) for one in entry for other in stated) for entry in self._required):
            return False
        found = {group for _, _, group in self._groups.find(fold(said.text))}
        return len(found) == len(answer.words)
