"""Do a language model's words stay in the customer's role?  Words in, the name of the fault out, empty if they may be
spoken.

Number lock: every figure must be one of the script's words, of the scenario's facts, or of what the trainee said.
What only an agent says, what the compliance rules forbid an agent, another language, or words that have nothing to do
with the script's are faults too.
"""

from __future__ import annotations

import re

from protocol.assist import Alert
from protocol.message import Language
from server.assist.engines.clauses import is_refusal
from server.assist.figures import Figure, figures, same
from server.assist.phrases import fold
from server.assist.suggesting import content_of
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.content.playbook import Playbook

from .acts import foreign
from .answers import Facts
from .scenario import PracticeScenario

_AGENT: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?:很高兴|竭诚)为您服务|有什么(?:可以|能)帮(?:您|到您)|我(?:是|们)(?:[^。,，]{0,6})(?:客服|坐席|银行的|工号)|工号|我行|我们(?:银行|行)|本行|"
                     r"感谢您的(?:来电|致电|配合)|祝您|为您(?:办理|查询|登记|核实|处理)|帮您(?:办理|查询|登记|核实|处理|转接)|请您(?:稍等|核对|提供)|尊敬的客户|核对无误|"
                     r"(?:扮演|角色|培训|剧本|提示词|指令|系统消息|大模型|机器人)"),
    "en": re.compile(r"\b(?:how (?:may|can) i (?:help|assist)|thank you for calling|i(?:'m| am) (?:your|the|an?) "
                     r"(?:agent|representative|assistant|bot|advisor)|"
                     r"our (?:bank|policy|products?|customers?)|we (?:at|offer|can offer) |let me (?:check|look up|verify) your|"
                     r"i(?:'ll| will| can) (?:help|assist) you|"
                     r"is there anything else i can|dear customer|have verified your|role ?play\w*|training|scenario|"
                     r"prompt|instructions?|system message|"
                     r"language model|chatbot)\b"),
}
_MOST = {"zh": 110, "en": 70}
"""Characters (zh) or words (en)."""


class RoleCheck:
    """The check of one call's customer."""

    def __init__(self, playbook: Playbook, scenario: PracticeScenario) -> None:
        self._playbook, self._lang = playbook, scenario.lang
        facts = Facts(playbook, scenario)
        self._known = [one for text in scenario.facts.values() for one in figures(facts.fill(text), self._lang)]
        self._institution = fold(playbook.institution)

    def trainee_said(self, text: str) -> None:
        """The trainee's figures may be repeated."""
        self._known += figures(text[:2000], self._lang)

    def fault(self, text: str, script: str) -> str:
        """Why these words are not the customer's, or empty if they are.

        One of `empty`, `refused`, `language`, `long`, `figure`, `agent`, `rule`, `off_script`.
        """
        folded = fold(text)
        if not re.search(r"\w", text):
            return "empty"
        if is_refusal(text):
            return "refused"
        if foreign(folded, self._lang):
            return "language"
        if (len(text) if self._lang == "zh" else len(text.split())) > _MOST[self._lang]:
            return "long"
        if not self._supported(text, script):
            return "figure"
        if _AGENT[self._lang].search(folded) and not _AGENT[self._lang].search(fold(script)):
            return "agent"
        if self._institution and re.search(rf"(?:这里是|我是|this is|speaking for) ?{re.escape(self._institution)}", folded):
            return "agent"
        if self._forbidden(text) and not self._forbidden(script):
            return "rule"
        return "" if self._on_script(text, script) else "off_script"

    def _supported(self, text: str, script: str) -> bool:
        """True if every figure is known, and the script's own are kept."""
        stated, scripted = figures(text, self._lang), figures(script, self._lang)
        known: list[Figure] = [*self._known, *scripted]
        return (all(any(same(one, other) for other in known) for one in stated)
                and all(any(same(one, other) for other in stated) for one in scripted))

    def _forbidden(self, text: str) -> bool:
        """True if a rule would stop an agent who said this: a customer promises nothing in the bank's name."""
        compliance = Compliance(self._playbook, CallFacts(call="practice", lang=self._lang, training=True))
        events = compliance.hear(Utterance("practice", "agent", 0, 0, text, self._lang))
        return any(isinstance(event, Alert) and event.severity == "stop" and not event.rule.startswith("checklist.")
                   for event in events)

    def _on_script(self, text: str, script: str) -> bool:
        """True if something of the script's content is in the words."""
        wanted = content_of(script, self._lang)
        return len(wanted) < 3 or bool(wanted.keys() & content_of(text, self._lang).keys())
