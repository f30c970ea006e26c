"""What the customer wants with one line: the playbook's phrases and patterns, scored; a classifier where they are silent.

In comes a masked line and the topic so far; out comes an intent with a confidence, `other` where nothing is sure.
Next: `dialogue`, `suggesting`, the skills.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.message import Language
from server.assist.library import Hit, Hits
from server.assist.phrases import PhraseFinder, fold
from server.assist.second_opinion import Ask, bundled
from server.content.playbook import IntentWords, Playbook

OTHER = "other"
AGREE = "agree"
"""Only a whole line agrees: `All right. My new card number is …` says something else."""
THRESHOLD = 0.4
"""Below this confidence a line is `other`."""

_SATURATION = 0.45
_FURTHER_HIT = 0.35
_NEAR = 0.35
"""Retrieval score from which shared words alone may show an intent …"""
_NEAR_MOST = 0.55
"""… and the confidence it has at most."""
_AGREES = 0.45
"""Probability from which the classifier agrees with what shared words show."""
_TOPIC_BONUS = 0.15
_PATTERN = 1.2
_UNSURE = 0.7
_FAR = 0.6
_FAR_LEAD = 0.2
"""An intent whose phrases were found with less than `_UNSURE` yields to one of so high a score and so much lead."""
_DISAGREE = 0.95
"""Phrases of two intents whose scores are nearer than this leave the choice between them to the classifier."""
_OF_PRODUCT = {"loan": "loan_inquiry", "wealth": "investment_inquiry", "insurance": "insurance_inquiry",
               "remittance": "remittance"}
_BY_PRODUCT = 0.45

_BACKCHANNEL = {
    # Longer words first and possessive: each place is read one way only, so the time stays linear.
    "zh": re.compile(r"(?:原来如此|没问题|知道了|知道|明白了|明白|了解了|了解|清楚了|清楚|谢谢您|谢谢你|谢谢|辛苦了|"
                     r"麻烦您了|麻烦了|这样啊|好的|好吧|好嘞|好啊|行吧|对的|对啊|是的|是啊|可以|懂了|收到|多谢|没事|"
                     r"这样|你好|您好|再见|拜拜|嗯|哦|噢|啊|呃|额|唉|哎|喂|好|行|对|是|那|呢|吧|了)++"),
    "en": re.compile(r"(?:(?:uh[ -]?huh|mm+ ?hmm+|mhm+|hmm+|mm+|uh|um|oh|ah|okay|ok|alright|all right|right|sure|yes|yeah|yep|"
                     r"yup|that's fine|fine|great|good|perfect|cool|got it|i see|i understand|understood|thanks|"
                     r"thank you very much|thank you so much|thank you|hello|hi|goodbye|bye|no problem|sounds good|of course|"
                     r"please)(?:\s+|$))++"),
}
_NEGATION = {"zh": re.compile(r"(?:不想要?|不要|不用|不需要|没有?|别|不是|不打算|不)$"),
             "en": re.compile(r"(?:\bnot|n't|\bnever|\bno)(?:\s+(?:want|need|looking|trying|going|here|to|about|for|a|any|"
                              r"your|the|my))*\s*$")}
_GIVES = {"zh": re.compile(r"我叫|我姓|名字[是叫]|号码?[是为]|[后末]四位|\*{3}"),
          "en": re.compile(r"\bmy (?:full |last |first )?(?:name|number|phone|date of birth|address)|"
                           r"number is|last four|\*{3}")}
"""Answers to the agent's questions: they name things, but ask for nothing."""
_OWN_NEGATION = re.compile(r"^(?:[不没无别]|not |no |never |don't |can't |won't |didn't |haven't )")
_BESIDE_AGREEMENT: dict[Language, int] = {"zh": 8, "en": 30}
"""Characters that a line may hold beside the words that agree."""
_PUNCTUATION = re.compile(r"[\s，。！？；、,.!?;:：…~～-]+")
_AGREE = re.compile(r"好|行|可以|没问题|是|对|嗯|ok|yes|yeah|yep|sure|fine|sounds good|of course|alright|please")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The intent of one line."""

    intent: str
    confidence: float
    """0..1."""
    backchannel: bool = False
    """True for `嗯`, `好的`, `okay`: nothing to answer."""
    negated: bool = False
    """True if phrases of an intent were found, but too weak or denied to count."""


class IntentIndex:
    """The intents of a playbook, ready to be recognised."""

    def __init__(self, playbook: Playbook, opinion: Ask = bundled) -> None:
        """`opinion` is asked where phrases say nothing or disagree."""
        self._lang: Language = playbook.lang
        self._opinion = opinion
        self._finder: PhraseFinder[tuple[IntentWords, float]] = PhraseFinder(
            ((phrase, (intent, self._specificity(phrase) * intent.weight))
             for intent in playbook.intents.values() for phrase in intent.phrases), playbook.lang)
        self._patterns = [(re.compile(pattern), intent) for intent in playbook.intents.values()
                          for pattern in intent.patterns]
        self._known = frozenset(playbook.intents)

    def recognise(self, text: str, topic: str = "", asked: bool = False) -> Recognised:
        """The intent of a line.

        Args:
            topic: the subject so far; speaks a little for itself.
            asked: True if the agent has just asked something, so that a bare yes means `agree`.
        """
        folded = fold(text)
        if is_backchannel(folded, self._lang):
            if asked and _AGREE.search(folded):
                return Recognised("agree", 0.8, backchannel=True)
            return Recognised(OTHER, 0.9, backchannel=True)
        scores = self._scores(folded)
        if AGREE in scores and not self._agrees(folded):
            del scores[AGREE]
        if not scores:
            return self._by_opinion(text)
        if topic in scores:
            scores[topic] += _TOPIC_BONUS
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        best, score = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if second > _DISAGREE * score:
            chosen = self._by_opinion(text)
            if chosen.intent in (ranked[0][0], ranked[1][0]) and chosen.intent != OTHER:
                return chosen
        confidence = score / (score + _SATURATION) * score / (score + 0.3 * second)
        if confidence < THRESHOLD:
            return Recognised(OTHER, round(1 - confidence, 2), negated=True)
        return Recognised(best, round(min(confidence, 0.99), 2))

    def nearest(self, text: str, hits: Sequence[Hit]) -> Recognised:
        """The intent of a line that holds none of the phrases, by the words it shares with them; `other` if unclear."""
        if isinstance(hits, Hits) and not hits.may_hold("intent", _NEAR):
            return Recognised(OTHER, 0.5)
        found = [hit for hit in hits if hit.kind == "intent" and hit.id != AGREE]
        if not found or found[0].score < _NEAR or gives_data(text, self._lang):
            return Recognised(OTHER, 0.5)
        lead = found[0].score - (found[1].score if len(found) > 1 else 0.0)
        confidence = round(min(_NEAR_MOST, found[0].score * 0.75 + lead), 2)
        if confidence < THRESHOLD:
            return Recognised(OTHER, round(1 - confidence, 2))
        # Shared words alone are a weak sign: what the classifier takes for something else is left open.
        opinion = self._opinion(text)
        if opinion is not None and (opinion.intent != found[0].id or opinion.confidence < _AGREES):
            return Recognised(OTHER, 0.5)
        return Recognised(found[0].id, confidence)

    def settle(self, found: Recognised, hits: Sequence[Hit]) -> Recognised:
        """An unsure intent, given up for one that the whole line's words show far better than they show this one."""
        if found.confidence >= _UNSURE:
            return found
        scores = {hit.id: hit.score for hit in hits if hit.kind == "intent" and hit.id != AGREE}
        if not scores:
            return found
        best = max(scores, key=lambda name: scores[name])
        if scores[best] < _FAR or scores[best] - scores.get(found.intent, 0.0) < _FAR_LEAD or best == OTHER:
            return found
        return Recognised(best, _NEAR_MOST)

    def of_product(self, kind: str) -> Recognised:
        """What someone who only names a product most likely wants."""
        intent = _OF_PRODUCT.get(kind, OTHER)
        return Recognised(intent, _BY_PRODUCT) if intent in self._known else Recognised(OTHER, 0.5)

    def _by_opinion(self, text: str) -> Recognised:
        """What the classifier is sure of; `other` if that is nothing, or is no intent of this playbook."""
        opinion = None if gives_data(text, self._lang) else self._opinion(text)
        if opinion is None or not opinion.sure or opinion.intent not in self._known or opinion.intent == OTHER:
            return Recognised(OTHER, 0.5)
        return Recognised(opinion.intent, round(min(opinion.confidence, 0.99), 2))

    def _scores(self, folded: str) -> dict[str, float]:
        """Intent -> score.  A phrase inside a longer phrase of another intent does not count."""
        hits: list[tuple[int, int, str, float]] = []
        for start, end, (intent, weight) in self._finder.find(folded):
            hits.append((start, end, intent.id, weight))
        for pattern, intent in self._patterns:
            match = pattern.search(folded)
            if match:
                hits.append((match.start(), match.end(), intent.id, _PATTERN * intent.weight))
        hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
        kept: list[tuple[int, int, str, float]] = []
        for hit in hits:
            if not any(_covers(other, hit) for other in kept):
                kept.append(hit)
        weights: dict[str, list[float]] = defaultdict(list)
        for start, _, name, weight in kept:
            before = re.split(r"[，。！？；,.!?;]", folded[max(0, start - 30):start])[-1]
            negated = _NEGATION[self._lang].search(before) and not _OWN_NEGATION.search(folded[start:])
            weights[name].append(weight * (0.25 if negated else 1.0))
        return {name: sum(value if place == 0 else value * _FURTHER_HIT
                          for place, value in enumerate(sorted(values, reverse=True)))
                for name, values in weights.items()}

    def _agrees(self, folded: str) -> bool:
        """True if a line says little beside its agreement, and gives no data."""
        if gives_data(folded, self._lang):
            return False
        said = sum(end - start for start, end, (intent, _) in self._finder.find(folded) if intent.id == AGREE)
        bare = _PUNCTUATION.sub("" if self._lang == "zh" else " ", folded).strip()
        return len(bare) - said <= _BESIDE_AGREEMENT[self._lang]

    def _specificity(self, phrase: str) -> float:
        """Longer phrases say more: 0.7 .. 1.3."""
        size = len(phrase) if self._lang == "zh" else 2 * len(phrase.split())
        return 0.5 + 0.1 * min(max(size, 2), 8)


def _covers(longer: tuple[int, int, str, float], hit: tuple[int, int, str, float]) -> bool:
    """True if a hit lies in another one of its own intent, or in a longer one of another."""
    inside = longer[0] <= hit[0] and hit[1] <= longer[1]
    return inside and (longer[2] == hit[2] or longer[1] - longer[0] > hit[1] - hit[0])


def gives_data(text: str, lang: Language) -> bool:
    """True if a line answers with a name or a number."""
    return bool(_GIVES[lang].search(fold(text)))


def is_backchannel(folded: str, lang: Language) -> bool:
    """True if a folded line only shows that the customer is listening."""
    bare = _PUNCTUATION.sub("" if lang == "zh" else " ", folded).strip()
    return not bare or bool(_BACKCHANNEL[lang].fullmatch(bare))
