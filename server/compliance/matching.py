"""A playbook's rules, checklist items and intents, ready to be looked for in one utterance.

In comes a text, out come the places where each of them was said; built once per playbook and shared by its calls.
Next: `server.compliance.evaluator` and `server.compliance.checklist` decide what follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from protocol.message import Language
from server.assist.indexes import PerPlaybook
from server.content.forms import phrases_of
from server.content.patterns import compile_pattern, needed
from server.content.playbook import Playbook, Rule
from server.speech.numbers_en import write_numbers as write_english_numbers
from server.speech.numbers_zh import write_numbers as write_chinese_numbers

from .lexicon import Folded, Lexicon, fold
from .loose_sounds import LooseSounds
from .negation import excuse, holds_denial, names_denial
from .sounds import SoundLexicon
from .word_forms import FormLexicon

Key = tuple[str, str]
"""`rule`, `item`, `intent`, or `asks`, `answers`, `required_by` of an item; and its id."""
_OF_ITEM = ("asks", "answers", "required_by")
_KEPT = 1024
"""Texts of which it is kept what they hold: greetings, nods and approved wording come again and again."""
SOUND_CHARACTERS = 4
"""A Chinese phrase of so many characters is also found by its sound."""
_HAN = re.compile(r"[\u4e00-\u9fff0-9]+")
_NUMERAL = {"zh": re.compile("[零一二两三四五六七八九十百千万亿]"),
            "en": re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|percent|"
                             r"\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b")}
_WRITE = {"zh": write_chinese_numbers, "en": write_english_numbers}
_SENTENCE_END = re.compile(r"[。!?;!?;]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """Where something was said in the folded text."""

    start: int
    end: int
    pattern: bool = False
    """True if a pattern found it, not a phrase."""
    gap: bool = False
    """True if a pattern found it that names no denial itself: one inside the match then takes it back."""


class Matcher:
    """All phrases and patterns of one playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self.lang: Language = playbook.lang
        phrases: list[tuple[str, Key]] = []
        sounds: dict[str, list[tuple[str, Key]]] = {"agent": [], "customer": []}
        agents: list[tuple[str, Key]] = []
        self._patterns: dict[str, list[tuple[re.Pattern[str], Key, bool]]] = {"agent": [], "customer": []}
        for rule in playbook.rules.values():
            said = _as_written(said_phrases(rule), self.lang)
            phrases.extend((phrase, ("rule", rule.id)) for phrase in said)
            self._add(rule.channel, ("rule", rule.id), rule.patterns)
            sounds[rule.channel].extend((phrase, ("rule", rule.id))
                                        for phrase in (*rule.sounds, *_sounding(said, self.lang)))
            if rule.channel == "agent":
                agents.extend((phrase, ("rule", rule.id)) for phrase in said)
        for item in playbook.checklist:
            phrases.extend((phrase, ("item", item.id)) for phrase in item.phrases)
            self._add("agent", ("item", item.id), item.patterns)
            sounds["agent"].extend((phrase, ("item", item.id)) for phrase in item.sounds)
            for field in _OF_ITEM:
                self._add("agent", (field, item.id), getattr(item, field))
        for intent in playbook.intents.values():
            phrases.extend((phrase, ("intent", intent.id)) for phrase in intent.phrases)
            self._add("customer", ("intent", intent.id), intent.patterns)
        self._lexicon: Lexicon[Key] = Lexicon(phrases, playbook.lang)
        self._hints = {channel: _Hints(found) for channel, found in self._patterns.items()}
        self._sounds = {channel: SoundLexicon(found) for channel, found in sounds.items()}
        self._loose: LooseSounds[Key] | FormLexicon[Key] = (LooseSounds if self.lang == "zh" else FormLexicon)(agents)
        self._corrections = {rule.id: tuple(compile_pattern(one) for one in rule.correction)
                             for rule in playbook.rules.values()}
        self._found = lru_cache(maxsize=_KEPT)(self._look)
        self._unless = {rule.id: tuple(compile_pattern(one) for one in rule.unless) for rule in playbook.rules.values()}

    def _add(self, channel: str, key: Key, patterns: tuple[str, ...]) -> None:
        for pattern in patterns:
            self._patterns[channel].append((compile_pattern(pattern), key, not names_denial(pattern, self.lang)))

    def find(self, folded: Folded, channel: str) -> Mapping[Key, Sequence[Said]]:
        """What this utterance holds, by place; denied and reported words included."""
        return self._found(folded.text, channel)

    def _look(self, text: str, channel: str) -> dict[Key, list[Said]]:
        found: dict[Key, list[Said]] = {}
        for hit in self._lexicon.find(text):
            found.setdefault(hit.value, []).append(Said(hit.start, hit.end))
        for hit in self._sounds[channel].find(text):
            found.setdefault(hit.value, []).append(Said(hit.start, hit.end))
        if channel == "agent":
            for hit in self._loose.find(text):
                if hit.value not in found:
                    found[hit.value] = [Said(hit.start, hit.end)]
        patterns = self._patterns[channel]
        for place in self._hints[channel].worth(text):
            pattern, key, gap = patterns[place]
            for match in pattern.finditer(text):
                found.setdefault(key, []).append(Said(match.start(), match.end(), True, gap))
        for places in found.values():
            places.sort(key=lambda said: (said.start, -said.end))
        return found

    def excused(self, folded: Folded, said: Said, rule: Rule) -> str:
        """Why this match does not break the rule (`denied`, `asked`, `reported`, `quoted`, `unless`), or empty."""
        sentence = _sentence(folded.text, said)
        if any(pattern.search(sentence) for pattern in self._unless[rule.id]):
            return "unless"
        if said.gap and rule.negatable and holds_denial(folded.text[said.start:said.end], self.lang):
            return "denied"
        if rule.kind == "cue":
            # A customer's cue is one however it is put: "they want me to move it to a safe account, is that right?"
            return excuse(folded.text, said.start, said.end, self.lang, asked=False,
                          reported=False) if rule.negatable else ""
        if not rule.negatable:
            return ""
        if rule.askable and any(start <= said.start and said.end <= end for start, end in folded.quoted):
            return "quoted"
        return excuse(folded.text, said.start, said.end, self.lang, asked=rule.askable, reported=rule.askable)

    def correction(self, folded: Folded, rule_id: str, after: int = 0) -> bool:
        """True if the text from `after` on takes back what the rule's alert was raised for."""
        return any(pattern.search(folded.text, after) for pattern in self._corrections.get(rule_id, ()))


class _Hints:
    """Which of many patterns can match a text at all: those that need no known text, or one that it holds."""

    def __init__(self, patterns: list[tuple[re.Pattern[str], Key, bool]]) -> None:
        self._always: list[int] = []
        texts: dict[str, list[int]] = {}
        for place, (pattern, _, _) in enumerate(patterns):
            hints = needed(pattern.pattern)
            if not hints:
                self._always.append(place)
            for hint in hints:
                texts.setdefault(hint, []).append(place)
        self._places = list(texts.values())
        self._automaton = AhoCorasick(list(texts)) if texts else None

    def worth(self, text: str) -> list[int]:
        """Places of the patterns that may match, in order."""
        if self._automaton is None:
            return self._always
        found = set(self._always)
        for index, _, _ in self._automaton.find_matches_as_indexes(text.lower(), overlapping=True):
            found.update(self._places[index])
        return sorted(found)


def said_phrases(rule: Rule) -> list[str]:
    """What a rule looks for: its phrases, and those that its forms stand for."""
    return list(dict.fromkeys((*rule.phrases, *(phrase for form in rule.forms for phrase in phrases_of(form)))))


def _as_written(phrases: list[str], lang: Language) -> list[str]:
    """The phrases, and those that name a number as a transcript writes it ("3年" for "三年") as well."""
    numbered = (phrase for phrase in phrases if _NUMERAL[lang].search(phrase))
    return list(dict.fromkeys((*phrases, *(_WRITE[lang](phrase) for phrase in numbered))))


def _sounding(phrases: list[str], lang: Language) -> list[str]:
    """Phrases long enough that other words hardly sound like them."""
    if lang != "zh":
        return []
    return [phrase for phrase in phrases if len(phrase) >= SOUND_CHARACTERS and _HAN.fullmatch(phrase)]


def _sentence(text: str, said: Said) -> str:
    begin = 0
    for match in _SENTENCE_END.finditer(text, 0, said.start):
        begin = match.end()
    stop = _SENTENCE_END.search(text, said.end)
    return text[begin:stop.start() if stop else len(text)]


_matchers: PerPlaybook[Matcher] = PerPlaybook(Matcher)


def matcher_of(playbook: Playbook) -> Matcher:
    """The matcher of a playbook, built the first time it is asked for."""
    return _matchers.of(playbook)


@lru_cache(maxsize=1024)
def folded_text(text: str, lang: Language) -> Folded:
    """`fold`, remembered for the stages that read the same utterance."""
    return fold(text, lang)
