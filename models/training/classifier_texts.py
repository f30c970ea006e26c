"""The lines that the intent classifier is trained on: templates and the playbooks' phrases in, labelled texts out.

A *phrasing* is one template line or one phrase of a playbook; whole phrasings are set apart for calibration, and the
two held-out tests (`classifier_unseen_*.txt`, `classifier_spoken_*.txt`) are made of others, written
separately.  Lines are worn down as recognisers and people do: hesitations, homophones, lost words.  `classifier` is
next.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from models.classify.concepts import Concepts
from models.classify.features import hashes
from models.training.playbook_texts import spoken_sentences, strings_of
from models.training.slots import SLOTS, Slot

LANGUAGES = ("zh", "en")
OTHER = "other"
_HERE = Path(__file__).resolve().parent
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_MARKS = re.compile(r"\W")
_WEIGHTS = {"composed": 3.0, "template": 1.0, "phrase": 0.5, "agent": 0.3, "rule": 0.1}
"""Frames and phrases of playbooks are bare; templates are how people talk, and one composed of many words says many things."""
_AGENT_FILES = ("checklist.toml", "replies")
"""What agents say asks for nothing, whichever channel it leaks into."""
_LONGEST_AGENT_LINE = {"zh": 40, "en": 120}


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way of putting something."""

    template: str
    label: str
    lang: str
    source: str
    """`template`, `composed` (of many words), `phrase` (of the recipe or a playbook), `rule` (words of one), or `agent`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text and what it asks for."""

    text: str
    label: str
    lang: str
    template: str
    """The phrasing it was made from."""


def read_sections(path: Path) -> list[tuple[str, str]]:
    """(label, line) of a text file: `# label` opens a section, `;` a remark.  Raises `ValueError` for a line before any."""
    found: list[tuple[str, str]] = []
    label = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            label = line[1:].strip()
        elif line.strip() and not line.startswith(";"):
            if not label:
                raise ValueError(f"{path.name}: {line!r} stands before any section")
            found.append((label, line.strip()))
    return found


def unseen_lines() -> list[Line]:
    """The hard held-out test: lines that share few words with the templates."""
    return _held_out("unseen")


def spoken_lines() -> list[Line]:
    """The held-out test of plain talk."""
    return _held_out("spoken")


def paraphrase_lines() -> list[Line]:
    """The held-out test of the paraphrase classifier."""
    return _held_out("unseen", "paraphrase")


def mood_lines() -> list[Line]:
    """The held-out test of the mood classifier."""
    return _held_out("unseen", "mood")


def _held_out(name: str, recipe: str = "classifier") -> list[Line]:
    return [Line(text, label, lang, text) for lang in LANGUAGES
            for label, text in read_sections(_HERE / f"{recipe}_{name}_{lang}.txt")]


def template_files(recipe: str, lang: str, root: Path = _HERE) -> list[Path]:
    """`RECIPE_LANG.txt` and every `RECIPE_LANG_*.txt` beside it, by name; all of one format."""
    return [root / f"{recipe}_{lang}.txt", *sorted(root.glob(f"{recipe}_{lang}_*.txt"))]


def template_phrasings(recipe: str = "classifier") -> list[Phrasing]:
    """A recipe's own templates, and its lists of words."""
    found: list[Phrasing] = []
    for lang in LANGUAGES:
        for label, text in (one for path in template_files(recipe, lang) for one in read_sections(path)):
            if text.startswith("~"):
                found += (Phrasing(word.strip(), label, lang, "phrase") for word in text[1:].split("|"))
            else:
                found.append(Phrasing(text, label, lang, "template"))
    return found


def playbook_phrasings(root: Path) -> list[Phrasing]:
    """The intents' phrases of every playbook under `root`, and the agents' sentences as `other`; never the scenarios."""
    found: list[Phrasing] = []
    for path in sorted(root.glob("*/intents.toml")):
        lang = str(tomllib.loads((path.parent / "playbook.toml").read_text(encoding="utf-8"))["lang"])
        for intent in tomllib.loads(path.read_text(encoding="utf-8"))["intent"]:
            found += (Phrasing(phrase.lower(), intent["id"], lang, "phrase") for phrase in intent["phrases"])
        sources = [inner for name in _AGENT_FILES
                   for inner in (sorted((path.parent / name).glob("*.toml")) or [path.parent / name]) if inner.is_file()]
        sentences = {pair for source in sources for text in strings_of(tomllib.loads(source.read_text(encoding="utf-8")))
                     for pair in spoken_sentences(text)}
        found += (Phrasing(text.lower(), OTHER, lang, "agent") for text, said in sorted(sentences)
                  if said == lang and len(text) <= _LONGEST_AGENT_LINE[lang])
    return found


def _one_of(*texts: str) -> Slot:
    return lambda rng: rng.choice(texts)


_OWN_SLOTS: dict[str, dict[str, Slot]] = {
    "zh": {"loan": _one_of("消费贷", "经营贷", "房贷", "车贷", "信用贷", "装修贷", "抵押贷", "贷款"),
           "fund": _one_of("基金", "理财", "债券", "黄金", "股票基金", "混合基金"),
           "month": _one_of("一月", "三月", "五月", "八月", "十月", "上个月"),
           "tail": lambda rng: SLOTS["zh"]["code"](rng), "number": lambda rng: str(rng.randint(2, 90)),
           "name_short": _one_of(*"王李张刘陈杨赵黄周吴")},
    "en": {"loan": _one_of("personal loan", "car loan", "home loan", "mortgage", "business loan", "student loan", "loan"),
           "fund": _one_of("mutual funds", "bonds", "gold", "an index fund", "the growth fund", "treasuries"),
           "month": _one_of("january", "march", "may", "august", "october"),
           "tail": lambda rng: SLOTS["en"]["code"](rng), "number": lambda rng: str(rng.randint(2, 90))},
}


def expand(template: str, lang: str, rng: Random) -> str:
    """Choose alternatives and fill slots.  Raises `KeyError` for an unknown slot."""
    while "[" in template:
        chosen = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)
        if chosen == template:
            raise ValueError(f"unbalanced brackets: {template!r}")
        template = chosen

    def fill(match: re.Match[str]) -> str:
        slot = _OWN_SLOTS[lang].get(match[1]) or SLOTS[lang][match[1]]
        # Half of what was said as a number is written as one by recognisers that do so.
        digits = match[1] in ("amount", "rate", "code", "tail") and rng.random() < 0.4
        return str(rng.randint(3, 90_000)) if digits else slot(rng)

    return " ".join(_SLOT.sub(fill, template).split())


_BEFORE = {"zh": ("你好，", "您好，", "请问", "我想问一下，", "那个，", "嗯，", "呃，", "就是，", "不好意思，", "哎，", "麻烦问下，", "喂，你好，",
                  "是这样的，", "那", "对了，", "还有，", "另外，", "然后，", "好的，那", "我说，"),
           "en": ("hi, ", "hello, ", "um, ", "uh, ", "well, ", "so, ", "yeah, ", "okay, ", "listen, ", "excuse me, ",
                  "good morning, ", "i was wondering, ", "and ", "also ", "by the way, ",
                  "actually ", "look, ", "oh and ", "please, ", "right, ")}
_AFTER = {"zh": ("，谢谢", "啊", "呢", "吧", "，麻烦了", "，行吗", "，你看", "，对吧", "哈", "，是吧"),
          "en": (", please", ", thanks", ", thank you", ", you know", ", right", " then", ", okay",
                 " or something", ", if possible")}


@dataclass(frozen=True, slots=True)
class Manner:
    """How people of one side talk around what they want to say."""

    before: dict[str, tuple[str, ...]]
    """Language -> what may stand before it."""
    after: dict[str, tuple[str, ...]]
    """Language -> what may follow it."""
    aside: float = 0.1
    """Share of lines with a sentence that asks for nothing before them."""
    worn: float = 0.35
    """Share of lines with a recogniser's errors."""
    wear: float = 1.0
    """How many errors these have; 1: in Chinese one character in ten, in English one word in twenty."""


CUSTOMERS = Manner(_BEFORE, _AFTER)
AGENTS = Manner(
    {"zh": ("那个，", "嗯，", "就是说，", "其实，", "这样啊，", "我跟您说，", "说实话，", "您看，", "先生，", "女士，", "阿姨，", "是这样的，",
            "呃，", "对，", "好的，", "那", "所以说，", "反正", "然后", "您听我说，", "不瞒您说，", "您放心，", "哎，", "嗯那个，"),
     "en": ("um, ", "uh, ", "well, ", "so, ", "okay, ", "look, ", "listen, ", "honestly, ", "sir, ", "ma'am, ", "and ",
            "actually, ", "you know, ", "like i said, ", "all right, ", "to be honest, ", "trust me, ", "basically, ",
            "right, ", "you see, ",
            "i mean, ", "oh, ", "yeah, ")},
    {"zh": ("啊", "呢", "哈", "嘛", "哦", "了", "，对吧", "，您说是吧", "，好吧", "，您看", "的", "，先生", "，是不是", "呀"),
     "en": (", okay", ", right", ", you know", ", sir", ", ma'am", " then", ", all right", ", you see", " so", ", really")},
    aside=0.04, worn=0.2, wear=0.5)
_PHRASE_FRAMES = {"zh": ("{}", "我{}", "我想问{}", "{}的事", "你们{}", "{}怎么弄", "想问下{}，可以吗", "我这个{}", "关于{}", "{}呢"),
                  "en": ("{}", "i {}", "about {}", "it's {}", "{} question", "what about {}", "i have a question about {}",
                         "can we talk about {}", "{} please", "is it {}")}


def say(phrasing: Phrasing, rng: Random, asides: list[str], manner: Manner = CUSTOMERS) -> str:
    """One line as someone might say it; `asides` are sentences that ask for nothing and may stand before it."""
    text = expand(phrasing.template, phrasing.lang, rng)
    if phrasing.source == "phrase":
        text = rng.choice(_PHRASE_FRAMES[phrasing.lang]).format(text)
    if rng.random() < 0.3:
        text = rng.choice(manner.before[phrasing.lang]) + text
    if rng.random() < 0.15:
        text += rng.choice(manner.after[phrasing.lang])
    if asides and rng.random() < manner.aside:
        text = rng.choice(asides) + ("，" if phrasing.lang == "zh" else ", ") + text
    return worn(text, phrasing.lang, rng, manner.wear) if rng.random() < manner.worn else text


def worn(text: str, lang: str, rng: Random, wear: float = 1.0) -> str:
    """A text with a recogniser's errors: a lost or doubled word, in Chinese another character of the same sound."""
    parts = list(text) if lang == "zh" else text.split()
    kept: list[str] = []
    for part in parts:
        roll = rng.random()
        if roll < 0.03 * wear and len(parts) > 3:
            continue
        if lang == "zh" and roll < 0.1 * wear:
            part = rng.choice(_sounds().get(part, [part]))
        kept.append(part)
        if roll > 1 - 0.015 * wear:
            kept.append(part)
    return ("" if lang == "zh" else " ").join(kept)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, list[str]]:
    """Character -> characters of the training text and of the slots that sound the same, tones apart."""
    from pypinyin import lazy_pinyin

    text = (_HERE / "classifier_zh.txt").read_text(encoding="utf-8")
    by_sound: dict[str, list[str]] = {}
    for character in sorted(set(re.findall(r"[\u4e00-\u9fff]", text))):
        by_sound.setdefault(lazy_pinyin(character)[0], []).append(character)
    return {character: [other for other in same if other != character]
            for same in by_sound.values() if len(same) > 1 for character in same}


def draw(phrasings: list[Phrasing], count: int, rng: Random, shares: dict[str, float],
         manner: Manner = CUSTOMERS) -> list[Line]:
    """`count` lines: labels by their shares (1 unless told), and within a label every phrasing as often as any other."""
    by_label: dict[tuple[str, str], list[Phrasing]] = {}
    asides: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for phrasing in phrasings:
        by_label.setdefault((phrasing.label, phrasing.lang), []).append(phrasing)
        if phrasing.label == OTHER and phrasing.source == "template":
            asides[phrasing.lang].append(expand(phrasing.template, phrasing.lang, rng))
    keys = sorted(by_label)
    chosen = rng.choices(keys, [shares.get(label, 1.0) for label, _ in keys], k=count)
    weights = {key: [_WEIGHTS[phrasing.source] for phrasing in by_label[key]] for key in keys}
    picked = ((key, rng.choices(by_label[key], weights[key])[0]) for key in chosen)
    return [Line(say(phrasing, rng, asides[lang], manner), label, lang, phrasing.template) for (label, lang), phrasing in picked]


def without_held_out(lines: list[Line], within: list[Line] | None = None) -> list[Line]:
    """The lines that do not happen to be a line of a held-out test, nor hold one of `within`; marks and case do not count."""
    held_out = {_bare(line.text) for line in [*unseen_lines(), *spoken_lines(), *paraphrase_lines()]}
    parts = [_bare(line.text) for line in within or ()]
    bare = ((line, _bare(line.text)) for line in lines)
    return [line for line, text in bare if text not in held_out and not any(part in text for part in parts)]


def _bare(text: str) -> str:
    return _MARKS.sub("", text.lower())


def vocabulary_of(lines: list[Line], least: int = 2, concepts: Concepts | None = None) -> NDArray[np.uint32]:
    """The features that occur in at least so many phrasings, sorted."""
    seen: dict[int, set[str]] = {}
    for line in lines:
        for feature in hashes(line.text, concepts).tolist():
            templates = seen.setdefault(feature, set())
            if len(templates) < least:
                templates.add(line.template)
    return np.array(sorted(feature for feature, templates in seen.items() if len(templates) >= least), np.uint32)
