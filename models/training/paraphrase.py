"""The recipe of the paraphrase classifier: what an agent's sentence may break when none of a rule's phrases was said.

The labels are ids of rules and `other`.  `thresholded` trains; `server.compliance.paraphrases` asks what comes out.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from zlib import crc32

from models.training import templates_en, templates_zh
from models.training.classifier import ClassifierOptions
from models.training.classifier_texts import (
    AGENTS,
    LANGUAGES,
    OTHER,
    Line,
    Phrasing,
    paraphrase_lines,
    playbook_phrasings,
    read_sections,
    template_phrasings,
)
from models.training.thresholded import Task, make

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_FIGURE = {"zh": "5元", "en": "5"}
_SENTENCE = re.compile(r"(?:[^。！？.!?]|\.(?=\d))+")
_SHORTEST = {"zh": 5, "en": 12}
_MAYBE = re.compile(r"(\w)\?")
_WORD = re.compile(r"<(\w+)>")
_TALK = (("zh", templates_zh.AGENT), ("en", templates_en.AGENT))
_HERE = Path(__file__).resolve().parent
_CONCEPTS = _HERE / "paraphrase_concepts.txt"

def phrasings_of(root: Path) -> list[Phrasing]:
    """The recipe's own phrasings, the examples of the rule packs under `root`, and what the playbooks let agents say."""
    apart = {line.text.lower() for line in paraphrase_lines()}
    own = [*template_phrasings("paraphrase"), *(one for lang in LANGUAGES for one in composed_phrasings(lang))]
    found = [one for one in own if one.template.strip("。.!?？").lower() not in apart]
    labels = {phrasing.label for phrasing in found}
    for path in sorted(root.glob("packs/*/*.toml")):
        lang = str(tomllib.loads((path.parent / "pack.toml").read_text(encoding="utf-8"))["lang"])
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            if rule["id"] in labels:
                found += (Phrasing(text, str(rule["id"]), lang, "rule") for text in words_of(rule)
                          if len(text) >= _SHORTEST[lang])
            for kind, label in (("positive", str(rule["id"])), ("negative", OTHER)):
                found += (Phrasing(_plain(example["text"]), label, lang, "agent") for example in rule.get(kind, ())
                          if label in labels and example.get("channel", "agent") == "agent")
    explained = (Phrasing(_plain(text), OTHER, lang, "agent") for text, lang in explanations(root) if not kept_apart(text))
    talk = (Phrasing(text.strip(), OTHER, lang, "agent") for lang, lines in _TALK for text in lines.splitlines() if text.strip())
    return [*found, *explained, *talk, *(phrasing for phrasing in playbook_phrasings(root) if phrasing.label == OTHER)]


def composed_phrasings(lang: str, root: Path = _HERE) -> list[Phrasing]:
    """The templates of `paraphrase_composed_LANG_*.txt`: `<name>` is one of the words of that name.

    Such a template says very many things, so more lines are drawn from it than from others (`classifier_texts.draw`).
    Raises `KeyError` for an unknown name.
    """
    words = words_alike(lang, root)
    return [Phrasing(_WORD.sub(lambda match: f"[{words[match[1]]}]", text), label, lang, "composed")
            for path in sorted(root.glob(f"paraphrase_composed_{lang}_*.txt")) for label, text in read_sections(path)]


def words_alike(lang: str, root: Path = _HERE) -> dict[str, str]:
    """Name -> words that agents use alike, `|` between them (`paraphrase_words_LANG.txt`)."""
    lines = (root / f"paraphrase_words_{lang}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith(";"))
    return {name.strip(): words.strip() for name, _, words in pairs}


def words_of(rule: dict[str, Any]) -> list[str]:
    """A rule's phrases and forms as templates: what they are made of is what a paraphrase is made of."""
    forms = (_MAYBE.sub(r"[\1|]", form.replace(")?", "|)").replace("(", "[").replace(")", "]")) for form in rule.get("forms", ()))
    return [*map(_plain, rule.get("phrases", ())), *(form.lower() for form in forms if not set(form) & set("{}\\.*+^$"))]


def concept_table() -> dict[str, list[str]]:
    """Name -> words that mean nearly the same (`paraphrase_concepts.txt`)."""
    found: dict[str, list[str]] = {}
    for line in _CONCEPTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(";"):
            name, _, words = line.partition(":")
            found[name.strip()] = [word.strip() for word in words.split(",")]
    return found


def explanations(root: Path) -> list[tuple[str, str]]:
    """(sentence, language) of every article of the playbooks under `root`: what agents explain breaks nothing."""
    found: dict[tuple[str, str], None] = {}
    for path in sorted(root.glob("*/knowledge/*.toml")):
        lang = str(tomllib.loads((path.parents[1] / "playbook.toml").read_text(encoding="utf-8"))["lang"])
        for article in tomllib.loads(path.read_text(encoding="utf-8")).get("article", ()):
            text = _PLACEHOLDER.sub(_FIGURE[lang], str(article.get("body", ""))).lower()
            found.update(((sentence.strip(), lang), None) for sentence in _SENTENCE.findall(text)
                         if len(sentence.strip()) >= _SHORTEST[lang])
    return list(found)


def kept_apart(text: str) -> bool:
    """Whether a sentence of an article is kept out of the training, as a third is, so that false alarms can be counted."""
    return crc32(text.encode()) % 3 == 0


def _plain(text: str) -> str:
    """A sentence without the signs that a template gives a meaning to."""
    return text.lower().translate(dict.fromkeys(map(ord, "[]{}|")))


def _kept_explanations(root: Path) -> list[Line]:
    return [Line(text, OTHER, lang, text) for text, lang in explanations(root) if kept_apart(text)]


TASK = Task("paraphrase-seatmate-zh-en", "paraphrase", phrasings_of, paraphrase_lines,
            Path(__file__).with_name("paraphrase_card.md"), other_share=12.0, false_share=0.05, found="rule",
            harmless="lines that break nothing", plain=_kept_explanations, plainly="sentences of articles kept apart",
            manner=AGENTS, concepts=concept_table, members=3, width=32, common=3, shortest=_SHORTEST,
            false_shares={"zh": 0.07, "en": 0.09})


def make_paraphrase(options: ClassifierOptions) -> None:
    """Run the recipe; `options.out` is replaced as a whole."""
    make(TASK, options)
