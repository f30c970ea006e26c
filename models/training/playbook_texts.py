"""Sentences of the playbooks (`server/playbooks/*/**/*.toml`): the demo's lines and those of simulated customers among them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from models.training.texts import Sentence
from models.tts.numerals import spoken_form

UNSPOKEN_KEYS = frozenset(
    {"id", "kind", "lang", "variant", "channel", "version", "jurisdiction", "date", "source", "verified", "private", "rows",
     "unit", "pattern", "patterns", "regex", "rule", "severity", "customer_id", "role", "roles", "needs", "slot", "slots"}
)
UNSPOKEN_FILES = frozenset({"phantoms.toml"})
"""What recognisers invent in silence: the last thing to teach one."""
PRACTICE = "practice"
"""Folder of the simulated customers, and the kind of their lines."""
_FACT = re.compile(r"\{fact\.(\w+)\}")
SCENARIO_WEIGHT = 20
"""A scenario line counts this many times: it must be heard right in the demo."""
_LONGEST = {"zh": 60, "en": 170}
_HAN = re.compile(r"[\u4e00-\u9fff]")
FULL_WIDTH_MARKS = str.maketrans(",?!:;", "，？！：；")


def strings_of(value: object, key: str = "") -> Iterator[str]:
    """All strings except those under keys that name or code something."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings_of(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner, key)
    elif isinstance(value, str) and key not in UNSPOKEN_KEYS:
        yield value


def spoken_sentences(text: str) -> list[tuple[str, str]]:
    """Split a text into (sentence, language) of a length that one breath speaks; texts with placeholders are left out."""
    if re.search(r"[{}<>|#*\[\]_/\\]|https?:", text):
        return []
    language = "zh" if _HAN.search(text) else "en"
    text = spoken_form(" ".join(text.split()), language)
    if language == "zh":
        text = re.sub(r"[“”《》（）()「」\"'—…]", "", text.translate(FULL_WIDTH_MARKS)).replace(" ", "")
    else:
        text = re.sub(r"[“”()\"]", "", text).replace("’", "'")
    pieces = re.findall(r"[^。！？.!?]+[。！？.!?]*", text)
    sentences: list[tuple[str, str]] = []
    held = ""
    for piece in pieces:
        if held and len(held) + len(piece) > _LONGEST[language]:
            sentences.append((held.strip(), language))
            held = ""
        held += piece
    if held:
        sentences.append((held.strip(), language))
    return [(sentence, name) for sentence, name in sentences if _speakable(sentence, name)]


def _speakable(sentence: str, language: str) -> bool:
    if len(sentence) > 2 * _LONGEST[language]:
        return False
    return len(_HAN.findall(sentence)) >= 2 if language == "zh" else len(re.findall(r"[A-Za-z']{2,}", sentence)) >= 2


def _filled(text: str, facts: Mapping[str, object]) -> str:
    return _FACT.sub(lambda named: str(facts.get(named[1], named[0])), text)


def read_playbooks(root: Path) -> list[Sentence]:
    """Every sentence under `root`; scenario lines repeated `SCENARIO_WEIGHT` times. Unreadable files are skipped."""
    found: list[Sentence] = []
    for path in sorted(root.rglob("*.toml")):
        if path.name in UNSPOKEN_FILES:
            continue
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
            continue
        scenario = "scenarios" in path.parts
        kind = "scenario" if scenario else PRACTICE if PRACTICE in path.parts else "playbook"
        facts = content.get("facts", {}) if kind == PRACTICE else {}
        for text in strings_of(content):
            for sentence, language in spoken_sentences(_filled(text, facts)):
                found += [Sentence(sentence, language, kind)] * (SCENARIO_WEIGHT if scenario else 1)
    return found
