"""What the server finds wrong with an entry is read in the language of the screen: every mistake that the form can hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from copilot_app.i18n import Translator
from copilot_app.i18n.mistake_table import FIELDS, MISTAKES
from copilot_app.i18n.mistakes import mistake_words
from protocol.authoring import EntryForm, EntryTable
from server.authoring.entry_text import entry_of
from server.authoring.forms import entry_from
from server.content.errors import PlaybookError
from server.content.loading import load_playbook

ENGLISH = re.compile(r"[a-z]+ [a-z]+ [a-z]+")
HEAD = 'id = "tiny"\ntitle = "Tiny"\nlang = "zh"\nversion = "1"\n'
PRODUCT = """[[product]]
id = "loan"
name = "小贷"
kind = "loan"
[product.terms]
rate = {label = "利率", value = "5%", number = 5, unit = "percent_per_year"}
"""
OLD = '[[article]]\nid = "old"\ntitle = "旧"\nbody = "正文"\nasked = ["旧的问法"]\n'
GOOD = EntryForm(id="new", title="新", text="正文", intents=("remittance",), asked=("怎么办理",))


def mistake(folder: Path, form: EntryForm, table: EntryTable = "article") -> str:
    """What the server says of a form that is put into a playbook."""
    for name, text in (("playbook", HEAD), ("products", PRODUCT), ("knowledge", OLD)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    book = load_playbook(folder)
    file = folder / ("replies.toml" if table == "reply" else "knowledge.toml")
    with pytest.raises(PlaybookError) as found:
        entry = entry_of(table, entry_from(form, book, table))
        file.write_text((OLD if table == "article" else "") + entry.text, encoding="utf-8")
        load_playbook(folder)
    return found.value.message


@pytest.mark.parametrize(("table", "wrong"), [
    ("article", {"intents": ("fly",)}), ("article", {"products": ("car",)}), ("article", {"date": "soon"}),
    ("article", {"expires": "2026-13-01"}), ("article", {"text": ""}), ("article", {"rows": (("a", "1"), ("a", "2"))}),
    ("article", {"rows": tuple((str(number), "1") for number in range(7))}), ("article", {"text": "{customer.shoe}"}),
    ("article", {"text": "{product.car.rate}"}), ("article", {"text": "{product.loan.fee}"}), ("article", {"text": "{slot.shoe}"}),
    ("article", {"text": "{rate}"}), ("article", {"text": "{rate"}), ("article", {"id": "a b"}), ("article", {"text": "a\u200bb"}),
    ("article", {"asked": ("旧的问法",)}), ("article", {"asked": (" ",)}), ("reply", {"text": ""}), ("reply", {"text": "字" * 51}),
    ("reply", {"intents": ("fly",)})])
def test_every_mistake_of_the_form_is_said_in_the_language_of_the_screen(
        table: EntryTable, wrong: dict[str, Any], tmp_path: Path, translator: Translator) -> None:
    said = mistake(tmp_path, msgspec.structs.replace(GOOD, **wrong), table)
    translator.use("en")
    assert ENGLISH.search(mistake_words(said)), said
    translator.use("zh")
    words = mistake_words(said)
    assert words != said and re.search("[\u4e00-\u9fff]{2}", words) and not ENGLISH.search(words), (said, words)
    assert "%" not in words


def test_the_names_of_fields_are_those_of_the_form_and_values_stay(translator: Translator) -> None:
    translator.use("zh")
    assert mistake_words("`intents`: `fly` is not known; expected one of: a, b") == "“意图”里的“fly”不认识；可以填：a, b"
    assert mistake_words("`shoe` must not be empty") == "“shoe”不能为空"
    assert mistake_words("anna proposed this version; a second person has to publish it").startswith("这个版本是 anna 提出的")
    assert mistake_words("a sentence of a newer server") == "a sentence of a newer server" and mistake_words("") == ""


def test_a_value_that_holds_a_mark_is_not_filled_again(translator: Translator) -> None:
    translator.use("en")
    assert mistake_words("the placeholder {%2} names no product; known: x") == "the placeholder {%2} names no product; known: x"


def test_every_sentence_keeps_what_was_found(translator: Translator) -> None:
    translator.use("zh")
    for sentence in map(str, MISTAKES):
        marks = sorted(re.findall("%[0-9f]", sentence))
        filled = sentence
        for mark in marks:
            filled = filled.replace(mark, f"v{mark[1]}v")
        words = mistake_words(filled)
        assert words != filled and all(f"v{mark[1]}v" in words for mark in marks), sentence
    assert set(FIELDS) >= {"intents", "products", "keywords", "asked", "rows", "text", "date", "expires"}
