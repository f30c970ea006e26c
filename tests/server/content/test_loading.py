"""A playbook loads as a whole or not at all; every kind of mistake names its file, its line and what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.content.loading import PlaybookError, PlaybookNotFound, find_playbook, list_playbooks, load_playbook

HEAD = """id = "tiny"
title = "Tiny"
lang = "en"
version = "1"
"""
PRODUCT = """[[product]]
id = "loan"
name = "Small Loan"
kind = "loan"
[product.terms]
rate = {label = "APR", value = "5%", number = 5, unit = "percent_per_year"}
"""
RULE = """[[rule]]
id = "r"
version = "1"
kind = "forbidden"
category = "no_risk"
severity = "stop"
phrases = ["no risk"]
text = "Name the risk."
"""
REPLY = """[[reply]]
id = "a"
text = "The rate is {product.loan.rate}."
"""
ITEM = """[[item]]
id = "greeting"
title = "Greeting"
phrases = ["hello"]
"""
SCENARIO = """id = "s"
title = "S"
lang = "en"
[[line]]
channel = "agent"
text = "Hello."
"""


def write(directory: Path, **files: str) -> Path:
    """A playbook directory; `products="…"` writes products.toml, `rules__more="…"` rules/more.toml."""
    (directory / "playbook.toml").write_text(files.pop("playbook", HEAD), encoding="utf-8")
    for name, text in files.items():
        path = directory / (name.replace("__", "/") + ".toml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def refused(directory: Path) -> PlaybookError:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(directory)
    assert caught.value.code == "playbook.invalid"
    assert not caught.value.retryable
    return caught.value


def test_a_small_playbook_loads_from_files_and_folders(tmp_path: Path) -> None:
    playbook = load_playbook(write(tmp_path, products=PRODUCT, rules__one=RULE, rules__two=RULE.replace('"r"', '"r2"'),
                                   replies=REPLY, checklist=ITEM, scenarios__s=SCENARIO,
                                   phantoms='phrases = ["thank you for watching"]'))
    assert playbook.id == "tiny"
    assert playbook.products["loan"].terms["rate"].number == 5
    assert set(playbook.rules) == {"r", "r2"}
    assert [item.id for item in playbook.checklist] == ["greeting"]
    assert playbook.scenarios["s"].line[0].channel == "agent"
    assert playbook.phantoms == ("thank you for watching",)


def test_windows_line_ends_and_a_byte_order_mark_are_taken(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "rules.toml").write_bytes(b"\xef\xbb\xbf" + RULE.replace("\n", "\r\n").encode())
    assert "r" in load_playbook(tmp_path).rules


BAD: list[tuple[str, dict[str, str], str, int, str]] = [
    ("bad toml", {"rules": RULE + "text =\n"}, "rules.toml", 9, "is not TOML"),
    ("unknown key", {"rules": RULE + 'colour = "red"\n'}, "rules.toml", 9, "unknown field `colour`"),
    ("unknown key of the head", {"playbook": HEAD + "extra = 1\n"}, "playbook.toml", 5, "unknown key `extra`"),
    ("unknown table", {"rules": RULE + "[[rulle]]\n"}, "rules.toml", 9, "unknown key `rulle`"),
    ("unknown file", {"rule": RULE}, "rule.toml", 1, "expected playbook.toml or one of"),
    ("single brackets", {"rules": RULE.replace("[[rule]]", "[rule]")}, "rules.toml", 1, "double brackets"),
    ("wrong type", {"rules": RULE.replace('"1"', "1")}, "rules.toml", 3, "Expected `str`, got `int`"),
    ("missing field", {"rules": RULE.replace('version = "1"\n', "")}, "rules.toml", 1, "missing required field `version`"),
    ("wrong language", {"playbook": HEAD.replace('"en"', '"fr"')}, "playbook.toml", 3, "'fr'"),
    ("missing head field", {"playbook": HEAD.replace('id = "tiny"\n', "")}, "playbook.toml", 1, "`id`"),
    ("empty title", {"playbook": HEAD.replace("Tiny", " ")}, "playbook.toml", 2, "`title` must not be empty"),
    ("id twice", {"rules__a": RULE, "rules__b": "\n" + RULE}, "rules/b.toml", 3, "used twice"),
    ("checklist id twice", {"checklist": ITEM + ITEM}, "checklist.toml", 6, "used twice"),
    ("scenario id twice", {"scenarios__a": SCENARIO, "scenarios__b": SCENARIO}, "scenarios/b.toml", 1, "used twice"),
    ("bad id", {"rules": RULE.replace('"r"', '"a b"')}, "rules.toml", 2, "may only hold letters"),
    ("unknown category", {"rules": RULE.replace("no_risk", "risky")}, "rules.toml", 5, "unknown category `risky`"),
    ("category of the other side", {"rules": RULE.replace("no_risk", "complaint")}, "rules.toml", 5, "does not belong"),
    ("unknown severity", {"rules": RULE.replace('"stop"', '"halt"')}, "rules.toml", 6,
     "'halt'; expected one of stop, remind, inform at `severity`"),
    ("empty phrase", {"rules": RULE.replace('"no risk"', '"no risk", ""')}, "rules.toml", 7, "almost everything"),
    ("one-letter phrase", {"rules": RULE.replace('"no risk"', '"a"')}, "rules.toml", 7, "almost everything"),
    ("punctuation phrase", {"rules": RULE.replace('"no risk"', '"...!"')}, "rules.toml", 7, "almost everything"),
    ("no phrases", {"rules": RULE.replace('phrases = ["no risk"]\n', "")}, "rules.toml", 4, "needs phrases or patterns"),
    ("broken pattern", {"rules": RULE + "patterns = ['(a']\n"}, "rules.toml", 9, "not a regular expression"),
    ("nested quantifier", {"rules": RULE + "patterns = ['(a+)+b']\n"}, "rules.toml", 9, "take forever"),
    ("nested quantifier in unless", {"rules": RULE + "unless = ['(a+)+b']\n"}, "rules.toml", 9, "take forever"),
    ("pattern for everything", {"rules": RULE + "patterns = ['a*']\n"}, "rules.toml", 9, "every line"),
    ("pattern that matches any line", {"rules": RULE + "patterns = ['.']\n"}, "rules.toml", 9, "100 % of ordinary lines"),
    ("phrase of every other line", {"rules": RULE.replace('"no risk"', '"the"')}, "rules.toml", 7, "of ordinary lines"),
    ("broken form", {"rules": RULE + 'forms = ["no (risk|danger"]\n'}, "rules.toml", 9, "has a bracket"),
    ("form of too many phrases", {"rules": RULE + 'forms = ["' + "(a|b|c|d)" * 7 + '"]\n'}, "rules.toml", 9, "write it as two"),
    ("form with a one-letter phrase", {"rules": RULE + 'forms = ["(a|risk)"]\n'}, "rules.toml", 9, "almost everything"),
    ("window without times", {"rules": RULE.replace("forbidden", "window")}, "rules.toml", 1, "window ="),
    ("window with bad times", {"rules": RULE.replace("forbidden", "window") + 'window = ["8", "25:00"]\n'},
     "rules.toml", 9, "window ="),
    ("count without limit", {"rules": RULE.replace("forbidden", "count")}, "rules.toml", 1, "`limit`"),
    ("talks without a period", {"rules": RULE.replace("forbidden", "count") + 'limit = 1\ncounts = "talks"\n'}, "rules.toml", 10,
     "`period_hours`"),
    ("two turns of one consent", {"rules": RULE.replace("forbidden", "consent").replace("no_risk", "consent").replace(
        'severity', 'channel = "customer"\nseverity') + 'agrees = "calls"\ndeclines = "calls"\n'}, "rules.toml", 4, "one of"),
    ("an agreement of the agent", {"rules": RULE + 'agrees = "recording"\n'}, "rules.toml", 4, "customer"),
    ("a refusal that nobody knows", {"rules": RULE + 'known = "recording"\n'}, "rules.toml", 9, "'recording'"),
    ("on demand of nobody", {"checklist": ITEM + "on_demand = true\n"}, "checklist.toml", 5, "`required_by`"),
    ("gate without operation", {"rules": RULE.replace("forbidden", "gate")}, "rules.toml", 4, "`operation`"),
    ("empty text", {"rules": RULE.replace("Name the risk.", " ")}, "rules.toml", 8, "what to do or say"),
    ("bad date", {"rules": RULE + 'effective = "tomorrow"\n'}, "rules.toml", 9, "2026-11-01"),
    ("date that is no text", {"rules": RULE + "effective = 2026-11-01\n"}, "rules.toml", 9, "Expected `str`"),
    ("unknown product", {"products": PRODUCT, "replies": REPLY.replace(".loan.", ".lone.")}, "replies.toml", 3,
     "names no product"),
    ("unknown term", {"products": PRODUCT, "replies": REPLY.replace(".rate", ".rat")}, "replies.toml", 3, "names no term"),
    ("unknown customer field", {"replies": REPLY.replace("product.loan.rate", "customer.shoe")}, "replies.toml", 3,
     "names no field"),
    ("unknown slot", {"replies": REPLY.replace("product.loan.rate", "slot.shoe")}, "replies.toml", 3, "names no slot"),
    ("unknown placeholder", {"replies": REPLY.replace("product.loan.rate", "x")}, "replies.toml", 3, "is not known"),
    ("open brace", {"replies": REPLY.replace("{product.loan.rate}", "{product")}, "replies.toml", 3, "brace"),
    ("reply too long", {"replies": REPLY.replace("The rate is {product.loan.rate}.", "word " * 26)}, "replies.toml", 3,
     "26 words"),
    ("reply to an unknown intent", {"products": PRODUCT, "replies": REPLY + 'intents = ["hunger"]\n'}, "replies.toml", 4,
     "`hunger` is not known"),
    ("reply after an unknown item", {"products": PRODUCT, "replies": REPLY + 'after = ["nothing"]\n'}, "replies.toml", 4,
     "`nothing` is not known"),
    ("unknown intent", {"intents": '[[intent]]\nid = "hunger"\ntitle = "H"\n'}, "intents.toml", 2, "`hunger`"),
    ("rows of unknown terms", {"products": PRODUCT.replace('kind = "loan"', 'kind = "loan"\nrows = ["fee"]')},
     "products.toml", 5, "`fee` is not known"),
    ("unknown product kind", {"products": PRODUCT.replace('kind = "loan"', 'kind = "boat"')}, "products.toml", 4, "`boat`"),
    ("product without terms", {"products": PRODUCT.split("rate =")[0]}, "products.toml", 1, "no terms"),
    ("term without a value", {"products": PRODUCT.replace('"5%"', '""')}, "products.toml", 6, "needs a label and a value"),
    ("unknown key of a term", {"products": PRODUCT.replace("number", "numbr")}, "products.toml", 6, "`numbr`"),
    ("article with nothing in it", {"knowledge": '[[article]]\nid = "a"\ntitle = "A"\n'}, "knowledge.toml", 1, "a body or rows"),
    ("article with seven rows", {"knowledge": '[[article]]\nid = "a"\ntitle = "A"\nrows = {a="1",b="1",c="1",d="1",e="1",'
                                              'f="1",g="1"}\n'}, "knowledge.toml", 4, "7 rows"),
    ("article with a wrong placeholder", {"knowledge": '[[article]]\nid = "a"\ntitle = "A"\nbody = "{product.x.y}"\n'},
     "knowledge.toml", 4, "names no product"),
    ("item without words", {"checklist": '[[item]]\nid = "x"\ntitle = "X"\n'}, "checklist.toml", 1, "phrases or patterns"),
    ("item with a negative time", {"checklist": ITEM + "due_ms = -1\n"}, "checklist.toml", 5, "negative"),
    ("scenario in another language", {"scenarios__s": SCENARIO.replace('"en"', '"zh"')}, "scenarios/s.toml", 3, "`zh`"),
    ("scenario with an unknown customer", {"scenarios__s": 'customer_id = "C9"\n' + SCENARIO}, "scenarios/s.toml", 1, "`C9`"),
    ("scenario without lines", {"scenarios__s": SCENARIO.split("[[line]]")[0]}, "scenarios/s.toml", 1, "at least one"),
    ("scenario with a wild rate", {"scenarios__s": SCENARIO + "rate = 9000\n"}, "scenarios/s.toml", 7, "between 80 and 450"),
    ("phantoms of numbers", {"phantoms": "phrases = [1]"}, "phantoms.toml", 1, "list of texts"),
    ("private field that is none", {"customers": '[[customer]]\nid = "C1"\nname = "A"\nprivate = ["income"]\n'},
     "customers.toml", 4, "no field"),
    ("mood that is none", {"mood": '[[word]]\nphrase = "ok"\nmood = "sad"\n'}, "mood.toml", 3, "'sad'"),
]


@pytest.mark.parametrize(("files", "file", "line", "says"), [entry[1:] for entry in BAD], ids=[entry[0] for entry in BAD])
def test_every_mistake_is_refused_with_file_and_line(tmp_path: Path, files: dict[str, str], file: str, line: int,
                                                     says: str) -> None:
    error = refused(write(tmp_path, **files))
    assert error.file == tmp_path / file
    assert says in error.message
    assert error.line == line
    assert f"{file}:{line}: " in str(error).replace("\\", "/")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "rules.toml").write_bytes(b"# ok\n[[rule]]\nid = \"\xff\"\n")
    error = refused(tmp_path)
    assert "UTF-8" in error.message and error.line == 3


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path, rules="#" * (2 * 1024 * 1024 + 1))
    assert "split it" in refused(tmp_path).message


def test_a_folder_that_belongs_to_nothing_is_refused(tmp_path: Path) -> None:
    write(tmp_path, products=PRODUCT, product__x=PRODUCT)
    assert "no folder of a playbook" in refused(tmp_path).message


def test_the_length_is_counted_after_filling_for_the_longest_customer(tmp_path: Path) -> None:
    customers = "".join(f'[[customer]]\nid = "{name}"\nname = "{name}"\n[customer.fields]\nnote = "{note}"\n'
                        for name, note in (("A", "short"), ("B", "long " * 30)))
    error = refused(write(tmp_path, customers=customers, replies=REPLY.replace("product.loan.rate", "customer.note")))
    assert "the limit is 25" in error.message


def test_chinese_replies_are_counted_in_characters(tmp_path: Path) -> None:
    head = HEAD.replace('"en"', '"zh"')
    reply = '[[reply]]\nid = "a"\ntext = "' + "字" * 50 + '"\n'
    assert load_playbook(write(tmp_path, playbook=head, replies=reply)).replies
    write(tmp_path, playbook=head, replies=reply.replace("字字", "字字字", 1))
    assert "51 characters" in refused(tmp_path).message


def test_no_playbook_there(tmp_path: Path) -> None:
    with pytest.raises(PlaybookNotFound) as caught:
        load_playbook(tmp_path)
    assert caught.value.code == "playbook.missing"
    with pytest.raises(PlaybookNotFound) as caught:
        find_playbook(str(tmp_path / "nothing"))
    assert "zh_finance" in str(caught.value)


def test_playbooks_are_found_by_name_and_by_path(tmp_path: Path) -> None:
    assert list_playbooks() == ("en_finance", "zh_finance")
    assert find_playbook("zh_finance").name == "zh_finance"
    write(tmp_path)
    assert find_playbook(tmp_path) == tmp_path
    assert find_playbook(tmp_path / "playbook.toml") == tmp_path
