"""A scenario is read as a whole or refused with file, line and reason, and with it the whole playbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.content.errors import PlaybookError
from server.content.loading import load_playbook
from server.content.playbook import Playbook
from server.practice import scenario as tables
from server.practice.acts import ACTS
from server.practice.house_words import HOUSE
from server.practice.loading import read_draft
from tests.server.practice.scenario_texts import SMALL, changed, line_of, scenario, tiny_playbook


def test_a_sound_scenario_is_read(en_book: Playbook) -> None:
    found = scenario(en_book)
    assert [ask.id for ask in found.ask] == ["fee", "where"]
    assert [one.id for one in found.objections_at("easy")] == [] and [one.id for one in found.objections_at("normal")] == ["unfair"]
    assert [one.id for one in found.traps_at("normal")] == [] and [one.id for one in found.traps_at("hard")] == ["waive"]


def test_a_difficulty_may_choose_its_objections(en_book: Playbook) -> None:
    found = scenario(en_book, SMALL + 'objections = []\n[difficulty.easy]\nobjections = ["unfair"]\n')
    assert not found.objections_at("hard") and [one.id for one in found.objections_at("easy")] == ["unfair"]


BAD_ANSWERS = 'figures = ["{product.harbor_loan.early_repayment_fee}"]'
MISTAKES = [
    ("unknown key", 'goal = "State', 'gaol = "x"\ngoal = "State', "playbook.invalid", 'gaol = "x"', "unknown field `gaol`"),
    ("wrong kind", 'kind = "service"', 'kind = "other"', "playbook.invalid", 'kind = "other"', "complaint"),
    ("id", 'id = "small"', 'id = "a b"', "playbook.invalid", 'id = "a b"', "only hold letters"),
    ("language of it", 'lang = "en"', 'lang = "zh"', "scenario.language", 'lang = "zh"', "the playbook in `en`"),
    ("language of a wording", "So I am punished", "提前还款", "scenario.language", "提前还款", "is not in `en`"),
    ("language of an answer", "You can do it in the app", "可以在手机银行 app", "scenario.language", "可以在手机银行", "is not in `en`"),
    ("customer", 'customer_id = "C1001"', 'customer_id = "C9"', "scenario.unknown", '"C9"', "names no customer"),
    ("name against record", 'name = "Mr Grant"', 'name = "Mr Smith"', "scenario.contradiction", "Mr Smith", "Daniel Grant"),
    ("fact against record", 'day = "on Monday"', 'day = "on Monday"\nmonthly_payment = "$999"', "scenario.contradiction", "$999", "$386"),
    ("fact against the persona", 'day = "on Monday"', 'day = "on Monday"\nage = "fifty years old"', "scenario.contradiction", 'age = "fifty',
     "the persona is 40"),
    ("figure without a fact", "A fee for paying early?", "A fee of 9%?", "scenario.contradiction", "9%", "no fact supports"),
    ("missing fact", 'day = "on Monday"\n', "", "scenario.missing_fact", "selling my house", "[facts] does not hold"),
    ("missing product", "costs {product.harbor_loan.early_repayment_fee}", "costs {product.nothing.fee}", "scenario.missing_fact",
     "product.nothing.fee", "known neither"),
    ("identify", 'identify = ["phone"]', 'identify = ["mail"]', "scenario.unknown", "identify =", "not in [facts]"),
    ("two wordings", ', "Is there a charge for early repayment?"', "", "scenario.no_wording", "[say.opening]", "at least 3"),
    ("same wordings", '"By {fact.day}."', '"It has to be done {fact.day}."', "scenario.no_wording", "[say.when]", "at least 3"),
    ("no words", 'say = "where"', 'say = "nowhere"', "scenario.no_wording", 'say = "nowhere"', "has no words"),
    ("words nobody says", "[say.where]", "[say.somewhere]\nwords = [\"A one.\", \"A two.\", \"A three.\"]\n\n[say.where]", "scenario.unused",
     "[say.somewhere]", "nobody says"),
    ("no answer possible", BAD_ANSWERS, "figures = []", "scenario.unanswerable", "[ask.answer]", "nothing counts"),
    ("figure that is none", BAD_ANSWERS, 'figures = ["soon"]', "scenario.figure", 'figures = ["soon"]', "holds no figure"),
    ("unknown item", BAD_ANSWERS, 'items = ["nothing"]', "scenario.unknown", 'items = ["nothing"]', "does not know"),
    ("unknown reply", BAD_ANSWERS, 'replies = ["nothing"]', "scenario.unknown", 'replies = ["nothing"]', "does not know"),
    ("unknown act", BAD_ANSWERS, 'acts = ["danced"]', "scenario.unknown", 'acts = ["danced"]', "does not know"),
    ("after nothing", 'after = "fee"', 'after = "tea"', "scenario.unknown", 'after = "tea"', "names no ask"),
    ("id twice", 'id = "where"', 'id = "fee"', "scenario.id", "", "used twice"),
    ("trap without handling", 'right = {words = [["not able", "can\'t promise", "cannot promise"]]}', "", "scenario.handling", "[[trap]]",
     "needs `right`"),
    ("need that never comes", 'say = "need"\n', 'say = "need"\nacts = []\n', "scenario.unreachable", "[need]", "nothing brings"),
    ("weights", "knowledge = 2", "charm = 2", "scenario.weights", "charm = 2", "no line of the rubric"),
    ("negative weight", "knowledge = 2", "knowledge = -2", "scenario.weights", "knowledge = -2", "0 to 100"),
    ("range", "patience = 0.7", "patience = 7", "scenario.range", "patience = 7", "0.05 to 1"),
    ("pass mark", 'customer_id = "C1001"', 'customer_id = "C1001"\npass_mark = 101', "scenario.range", "pass_mark", "0 to 100"),
    ("difficulty", "patience = 0.6", 'traps = ["none"]', "scenario.unknown", "traps = [\"none\"]", "is not there"),
    ("end that waits for nothing", 'failed_traps = ["*"]', 'failed_traps = ["flood"]', "scenario.unreachable", "flood", "waits for `flood`"),
    ("end of an unknown item", "wrong_answers = 2", 'items = ["flood"]', "scenario.unreachable", "flood", "not there"),
    ("end of an unknown act", "wrong_answers = 2", "acts = {danced = 1}", "scenario.unreachable", "danced", "waits for the act"),
    ("no mood is both", "wrong_answers = 2", "mood_above = 0.5\nmood_below = 0.1", "scenario.unreachable", "mood_below = 0.1", "no mood"),
    ("below every mood", "wrong_answers = 2", "mood_below = -1.0", "scenario.unreachable", "mood_below = -1.0", "below every mood"),
    ("without condition", "wrong_answers = 2", "", "scenario.unreachable", 'id = "misled"', "at once"),
    ("handled and fallen for", 'failed_traps = ["*"]', 'failed_traps = ["*"]\ntraps = ["waive"]', "scenario.unreachable", 'failed_traps = ["*"]',
     "to be handled and to be fallen for"),
    ("good that does not count", "You can do it in the app or at a branch.", "Ask somebody else.", "scenario.good", "Ask somebody else",
     "does not count"),
    ("good with a wrong figure", "costs {product.harbor_loan.early_repayment_fee}.", "costs 7%.", "scenario.good", "costs 7%", "figure"),
    ("bad that is not noticed", "Sure, I will waive it.", "Sure.", "scenario.bad", 'bad = "Sure."', "would not be noticed"),
]


@pytest.mark.parametrize(("old", "new", "code", "needle", "words"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_a_mistake_is_told_with_its_line(old: str, new: str, code: str, needle: str, words: str, en_book: Playbook) -> None:
    text = changed(old, new)
    _, problems = read_draft(text, en_book)
    told = [one for one in problems if one.code == code and words in one.text]
    assert told, problems
    if needle:
        assert told[0].line == line_of(text, needle), (told[0], line_of(text, needle))


def test_all_weights_zero(en_book: Playbook) -> None:
    lines = ("greeting", "identification", "need", "knowledge", "objection", "disclosure", "compliance", "empathy", "closing", "pace",
             "silence", "interruptions", "length")
    _, problems = read_draft(changed("knowledge = 2", "\n".join(f"{line} = 0" for line in lines)), en_book)
    assert [one.code for one in problems] == ["scenario.weights"]


def test_an_end_after_one_that_always_holds_before_it(en_book: Playbook) -> None:
    text = changed('[say.opening]', '[[end]]\nid = "later"\noutcome = "failure"\nwrong_answers = 3\n\n[say.opening]')
    _, problems = read_draft(text, en_book)
    assert [one.code for one in problems] == ["scenario.unreachable"] and "`misled`, which stands before it" in problems[0].text
    assert problems[0].line == line_of(text, 'id = "later"') - 1


def test_no_way_to_succeed(en_book: Playbook) -> None:
    _, problems = read_draft(changed('outcome = "success"', 'outcome = "failure"'), en_book)
    assert any("no [[end]] has the outcome `success`" in one.text for one in problems)


def test_every_mistake_of_a_draft_is_told(en_book: Playbook) -> None:
    text = changed("knowledge = 2", "charm = 2", changed('after = "fee"', 'after = "tea"'))
    _, problems = read_draft(text, en_book)
    assert {one.code for one in problems} == {"scenario.unknown", "scenario.weights"}


@pytest.mark.parametrize("text", ["", "id = ", "\x00", "a = 1\n" * 10, '[["', "id = 3"])
def test_what_is_no_scenario_is_no_crash(text: str, en_book: Playbook) -> None:
    found, problems = read_draft(text, en_book)
    assert found is None and len(problems) == 1


def test_a_playbook_with_a_faulty_scenario_does_not_load(tmp_path: Path) -> None:
    text = changed('after = "fee"', 'after = "tea"')
    book = tiny_playbook(tmp_path / "tiny", small=text)
    with pytest.raises(PlaybookError, match=r"small\.toml:\d+: scenario small: \[\[objection\]\] `after` names no ask") as caught:
        load_playbook(book)
    # in the objection's own table
    assert caught.value.line == line_of(text, 'id = "unfair"') + 2
    (book / "practice" / "small.toml").write_text(SMALL, encoding="utf-8")
    assert list(load_playbook(book).practice) == ["small"]


def test_an_id_is_used_once(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"two\.toml:1: the id `small` is used twice"):
        load_playbook(tiny_playbook(tmp_path / "tiny", one=SMALL, two=SMALL))


def test_the_page_for_authors_names_every_key_of_the_house_words() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert HOUSE["zh"].keys() == HOUSE["en"].keys()
    assert [key for words in HOUSE.values() for key, ways in words.items() if len(set(ways.words)) < 3] == []
    assert [key for key in HOUSE["en"] if f"`{key}`" not in page] == []


def test_the_page_for_authors_names_every_act() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert [act for act in ACTS if f"`{act}`" not in page] == []


def test_the_page_for_authors_names_every_key_of_a_scenario() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "scenarios.md").read_text(encoding="utf-8")
    kinds = (tables.PracticeScenario, tables.Persona, tables.Need, tables.Answer, tables.Ask, tables.Objection, tables.Trap, tables.Tell,
             tables.End, tables.Words, tables.Change)
    missing = {name for kind in kinds for name in kind.__struct_fields__
               if f"`{name}" not in page and f"[[{name}]]" not in page and f"[{name}" not in page and f"{name} =" not in page}
    assert missing == set()
