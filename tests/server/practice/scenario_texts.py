"""A small scenario as its author writes it, to be changed by tests."""

from __future__ import annotations

import shutil
from pathlib import Path

from server.content.loading import BUILT_IN
from server.content.playbook import Playbook
from server.practice.loading import read_draft
from server.practice.scenario import PracticeScenario

SMALL = '''id = "small"
title = "Paying early"
lang = "en"
kind = "service"
goal = "State the fee and close politely."
customer_id = "C1001"
identify = ["phone"]

[persona]
name = "Mr Grant"
age = 40
patience = 0.7

[facts]
phone = "it ends in seven three one five"
day = "on Monday"

[need]
text = "He sells his house."
say = "need"

[[ask]]
id = "fee"
say = "opening"
good = "Paying off early costs {product.harbor_loan.early_repayment_fee}."
wrong = ["it is free"]
[ask.answer]
figures = ["{product.harbor_loan.early_repayment_fee}"]

[[ask]]
id = "where"
say = "where"
good = "You can do it in the app or at a branch."
[ask.answer]
words = [["app", "branch"]]

[[objection]]
id = "unfair"
say = "unfair"
after = "fee"
difficulty = "normal"
good = "I understand; it is part of the contract you signed."
answer = {words = [["contract", "agreement"]]}

[[trap]]
id = "waive"
kind = "other"
say = "waive"
after = "where"
difficulty = "hard"
wrong = ["i will waive it"]
good = "I am not able to promise that, it is decided by another team."
bad = "Sure, I will waive it."
right = {words = [["not able", "can't promise", "cannot promise"]]}

[[tell]]
id = "when"
words = ["when"]
say = "when"

[[end]]
id = "helped"
outcome = "success"
asks = ["*"]
objections = ["*"]
traps = ["*"]
closed = true

[[end]]
id = "waived"
outcome = "failure"
failed_traps = ["*"]

[[end]]
id = "misled"
outcome = "failure"
wrong_answers = 2

[say.opening]
words = ["What does it cost to pay off my loan early?", "I want to repay my loan now, is there a fee?", "Is there a charge for early repayment?"]

[say.where]
words = ["And where do I do that?", "How do I go about it?", "Where can I arrange it?"]

[say.unfair]
words = ["A fee for paying early? That is unfair.", "So I am punished for paying?", "That makes no sense to me."]

[say.waive]
words = ["Just waive the fee for me.", "Promise me you drop the fee.", "You can cancel that fee, can't you?"]

[say.need]
words = ["I am selling my house {fact.day}.", "My house is sold {fact.day}.", "The buyer signs {fact.day}."]

[say.when]
words = ["It has to be done {fact.day}.", "By {fact.day}.", "I need it {fact.day}."]

[weights]
knowledge = 2

[difficulty.hard]
patience = 0.6
'''


def scenario(playbook: Playbook, text: str = SMALL) -> PracticeScenario:
    """A scenario that must be sound."""
    found, problems = read_draft(text, playbook)
    assert found is not None and not problems, problems
    return found


def changed(old: str, new: str, text: str = SMALL) -> str:
    """The text with one place changed, which must be there."""
    assert old in text
    return text.replace(old, new, 1)


def line_of(text: str, needle: str) -> int:
    """1-based line of the first line that holds a text."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if needle in line)


def tiny_playbook(directory: Path, **scenarios: str) -> Path:
    """A playbook that is quick to load, with these scenarios (file name -> text)."""
    head = 'id = "tiny"\ntitle = "Tiny"\nlang = "en"\nversion = "1"\ninstitution = "Northlight Bank"\n'
    (directory / "practice").mkdir(parents=True)
    (directory / "playbook.toml").write_text(head, encoding="utf-8")
    shutil.copytree(BUILT_IN / "en_finance" / "products", directory / "products")
    for name in ("customers.toml", "checklist.toml", "intents.toml"):
        shutil.copy(BUILT_IN / "en_finance" / name, directory / name)
    for name, text in scenarios.items():
        (directory / "practice" / f"{name}.toml").write_text(text, encoding="utf-8")
    return directory
