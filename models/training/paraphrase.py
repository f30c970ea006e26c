"""The recipe of the paraphrase classifier: what an agent's sentence may break when none of a rule's phrases was said.

The labels are ids of rules and `other`.  `thresholded` trains; `server.compliance.paraphrases` asks what comes out.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from models.training.classifier import ClassifierOptions
from models.training.classifier_texts import OTHER, Phrasing, paraphrase_lines, playbook_phrasings, template_phrasings
from models.training.thresholded import Task, make


def phrasings_of(root: Path) -> list[Phrasing]:
    """The recipe's own phrasings, the examples of the rule packs under `root`, and what the playbooks let agents say."""
    found = template_phrasings("paraphrase")
    labels = {phrasing.label for phrasing in found}
    for path in sorted(root.glob("packs/*/*.toml")):
        lang = str(tomllib.loads((path.parent / "pack.toml").read_text(encoding="utf-8"))["lang"])
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            for kind, label in (("positive", str(rule["id"])), ("negative", OTHER)):
                found += (Phrasing(_plain(example["text"]), label, lang, "agent") for example in rule.get(kind, ())
                          if label in labels and example.get("channel", "agent") == "agent")
    return found + [phrasing for phrasing in playbook_phrasings(root) if phrasing.label == OTHER]


def _plain(text: str) -> str:
    """A sentence without the signs that a template gives a meaning to."""
    return text.lower().translate(dict.fromkeys(map(ord, "[]{}|")))


TASK = Task("paraphrase-seatmate-zh-en", "paraphrase", phrasings_of, paraphrase_lines, Path(__file__).with_name("paraphrase_card.md"),
            other_share=12.0, false_share=0.0002, found="rule", harmless="lines that break nothing")


def make_paraphrase(options: ClassifierOptions) -> None:
    """Run the recipe; `options.out` is replaced as a whole."""
    make(TASK, options)
