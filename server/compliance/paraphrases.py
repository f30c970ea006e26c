"""The third layer of the rules: sentences of an agent that mean what a rule forbids, in words that no phrase covers.

In comes an utterance in which the agent denied or quoted no rule's words; out comes the rule that it may break, at most as a
reminder, with the whole utterance as evidence.  The bundled classifier answers for one sentence at a time; where it is missing or
damaged the phrases go on and the log says so once.  Next: `server.compliance.evaluator` raises the alert.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.classify import PARAPHRASE_MODEL, LazyClassifier
from protocol.message import Language
from server.content.playbook import Playbook, Rule

from .house_wording import house_wording_of, sentence_pattern
from .lexicon import Folded
from .negation import excuse_whole

MOST_SENTENCES = 6
"""Of one utterance."""
_LEAST = {"zh": 5, "en": 12}
"""Characters below which a sentence says too little."""
_WORDING = {"zh": "这句话可能被理解为“{meaning}”。{text}", "en": "May be understood as {meaning}. {text}"}
MEANINGS: dict[Language, dict[str, str]] = {
    "zh": {"guaranteed_return": "承诺收益", "no_risk": "没有风险", "guaranteed_approval": "承诺审批通过", "superlative": "夸大或贬低他人",
           "deposit_confusion": "当作存款", "rate_omission": "淡化费用成本", "over_borrowing": "劝客户多借", "beyond_authority": "越权承诺",
           "pressure": "催促客户", "threat": "威胁", "insult": "侮辱", "impersonation": "冒充机关", "third_party_disclosure": "向他人透露欠款",
           "credential_request": "索要密码或验证码", "off_channel": "绕开官方渠道", "skipped_terms": "省略告知或教客户作答",
           "privacy": "泄露个人信息", "tipping_off": "透露可疑交易调查", "discouraged_complaint": "劝阻投诉"},
    "en": {"guaranteed_return": "a promise of returns", "no_risk": "a promise that nothing can be lost",
           "guaranteed_approval": "a promise of approval", "superlative": "a superlative or belittling others",
           "deposit_confusion": "calling it a deposit", "rate_omission": "playing down the cost",
           "over_borrowing": "pushing for more debt", "beyond_authority": "a promise beyond your authority",
           "pressure": "rushing the customer", "threat": "a threat", "insult": "an insult",
           "impersonation": "posing as an authority", "third_party_disclosure": "telling others of a debt",
           "credential_request": "asking for a password or code", "off_channel": "leaving the bank's channels",
           "skipped_terms": "skipping terms or coaching answers", "privacy": "giving away personal data",
           "tipping_off": "revealing an investigation", "discouraged_complaint": "discouraging a complaint"},
}
"""Language -> rule id -> how the alert names what was understood; a label of the model without an entry is never told."""

bundled = LazyClassifier(PARAPHRASE_MODEL, "rules are judged by their phrases alone")
"""The one of this process."""


class Paraphrases:
    """The third layer of one playbook's rules."""

    def __init__(self, playbook: Playbook, rules: Mapping[str, Rule], model: LazyClassifier = bundled) -> None:
        self._lang: Language = playbook.lang
        self._model = model
        self._rules = {rule.id: rule for rule in rules.values()
                       if playbook.paraphrases and rule.paraphrases and rule.kind == "forbidden" and rule.channel == "agent"
                       and rule.id in MEANINGS[playbook.lang]}
        self._works = bool(self._rules) and model.load() is not None
        self._playbook = playbook

    def meant(self, folded: Folded) -> Rule | None:
        """The rule that one of an agent's sentences may break; None if there is none, or no working model."""
        if not self._works or folded.quoted:
            return None
        for match in list(sentence_pattern(self._lang).finditer(folded.text))[:MOST_SENTENCES]:
            sentence = match.group().strip()
            rule = self._judged(sentence) if len(sentence) >= _LEAST[self._lang] else None
            if rule is not None:
                return rule
        return None

    def _judged(self, sentence: str) -> Rule | None:
        found = self._model.found(sentence)
        rule = self._rules.get(found.label) if found else None
        if rule is None:
            return None
        if rule.negatable and excuse_whole(sentence, self._lang, asked=rule.askable, reported=rule.askable):
            return None
        return None if house_wording_of(self._playbook).holds(sentence) else rule

    def wording(self, rule: Rule) -> str:
        """The alert's line: what it may be taken for, and what to say instead."""
        return _WORDING[self._lang].format(meaning=MEANINGS[self._lang][rule.id], text=rule.text)


def problem(model: LazyClassifier = bundled) -> str:
    """The health code of a server whose model is missing or damaged; empty if it works."""
    return "" if model.load() else "compliance.no_paraphrases"
