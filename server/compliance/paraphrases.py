"""The third layer of the rules: sentences of an agent that mean what a rule forbids, in words that no phrase covers.

In comes an utterance in which the agent denied or quoted no rule's words; out comes the rule that it may break, at most as a
reminder, with the whole utterance as evidence.  The bundled classifier answers for one sentence at a time; where it is missing or
damaged the phrases go on and the log says so once.  Next: `server.compliance.evaluator` raises the alert.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.classify import PARAPHRASE_MODEL, LazyClassifier
from protocol.message import Language
from server.content.playbook import Playbook, Rule

from .house_wording import house_wording_of, sentence_pattern
from .lexicon import Folded
from .negation import excuse_whole

MOST_SENTENCES = 6
"""Of one utterance."""
FEARED_FROM = 0.9
"""Probability of a breach from which words that nobody approved are not offered; of the sentences of both playbooks' articles,
judged with their clauses, 7 % (zh) and 10 % (en) reach it."""
_CLAUSES = re.compile(r"[,，;；:：]")
_LEAST = {"zh": 5, "en": 12}
"""Characters below which a sentence says too little."""
_RHETORICAL = {"zh": re.compile(r"[您你那又还]*(?:怕|愁|担心|犹豫|考虑|图)?"
                                r"(?:什么|啥|何必|哪|谁|干嘛|干吗|至于|犯得着|怎么会|怎么可能|何苦|凭什么)"),
               "en": re.compile(r"(?:so |and |then |but )?(?:what|why|how|who|where|want|need|can you believe|imagine)\b")}
"""A question behind a comma that asks nothing: "the state pays it all, so what's there to fear?"."""
_ASKS_FIRST = {"zh": re.compile(r"(?:您|你)?(?:是不是|是否|能不能|会不会|有没有|请问|如果|要是|假如|万一)|.*(?:吗|么|是不是|会不会|多少|哪)"),
               "en": re.compile(r"(?:and |so |but |well |ok |okay )?(?:if|when|whether|is|are|was|were|do|does|did|can|could|"
                                r"will|would|should|has|have|may|what|which|why|how|who|where|am|any)\b")}
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

    def feared(self, folded: Folded) -> Rule | None:
        """The rule that words which nobody approved may break, judged by sentences and by their clauses; None if there is none.

        A machine's sentence that is wrongly refused costs nothing but that sentence, so less suspicion is enough than for an
        agent's, and what is wrapped in courtesies is looked at alone.
        """
        for sentence in sentence_pattern(self._lang).findall(folded.text) if self._works else ():
            for part in dict.fromkeys((sentence, *_CLAUSES.split(sentence))):
                words = part.strip()
                rule = self._judged(words, FEARED_FROM) if len(words) >= _LEAST[self._lang] else None
                if rule is not None:
                    return rule
        return None

    def _judged(self, sentence: str, least: float | None = None) -> Rule | None:
        found = self._model.found(sentence) if least is None else self._model.against_other(sentence)
        rule = self._rules.get(found.label) if found and found.confidence >= (least or 0.0) else None
        if rule is None:
            return None
        excuse = rule.negatable and excuse_whole(sentence, self._lang, asked=rule.askable, reported=rule.askable)
        if excuse == "asked":
            stated = self._stated(sentence)
            return self._judged(stated, least) if stated else None
        if excuse:
            return None
        return None if house_wording_of(self._playbook).holds(sentence) else rule

    def _stated(self, sentence: str) -> str:
        """What a sentence states before a question that only underlines it; empty where it asks in earnest."""
        stated, _, tail = sentence.rpartition(",")
        stated, lang = stated.strip(), self._lang
        earnest = not _RHETORICAL[lang].match(tail.strip()) or _ASKS_FIRST[lang].match(stated)
        return "" if earnest or len(stated) < _LEAST[lang] else stated

    def wording(self, rule: Rule) -> str:
        """The alert's line: what it may be taken for, and what to say instead."""
        return _WORDING[self._lang].format(meaning=MEANINGS[self._lang][rule.id], text=rule.text)


def problem(model: LazyClassifier = bundled) -> str:
    """The health code of a server whose model is missing or damaged; empty if it works."""
    return "" if model.load() else "compliance.no_paraphrases"
