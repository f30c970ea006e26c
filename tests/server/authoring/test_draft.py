"""Entries put into a draft, replaced, taken out; a mistake changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.authoring.draft import Draft, changed_entries
from server.authoring.entry_text import Entry, entries_in, entry_of
from server.authoring.errors import AlreadyThere, NothingThere
from server.authoring.places import Places
from server.content.errors import PlaybookError
from server.content.loading import load_playbook
from server.content.playbook import Article, Reply

NEW = Entry("article", "fees", '[[article]]\nid = "fees"\ntitle = "Wire fees"\nbody = "None."\n')


def written(draft: Draft) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in draft.places.draft.rglob("*.toml")}


def test_a_draft_starts_as_a_copy_and_leaves_its_source_alone(draft: Draft, house: Path) -> None:
    before = {path: path.read_bytes() for path in house.iterdir()}
    draft.add([NEW])
    assert "fees" in draft.read().articles and "fees" not in load_playbook(house).articles
    assert {path: path.read_bytes() for path in house.iterdir()} == before


def test_a_second_draft_is_refused_until_the_first_is_gone(draft: Draft, house: Path) -> None:
    with pytest.raises(AlreadyThere):
        draft.begin(house)
    draft.drop()
    assert not draft.exists
    draft.begin(house)


def test_a_draft_of_another_playbook_is_refused(places: Places, tmp_path: Path, house: Path) -> None:
    with pytest.raises(PlaybookError, match="has the id `house`, not `other`"):
        Draft(Places(places.state, "other")).begin(house)


def test_an_entry_is_replaced_where_it_stands(draft: Draft) -> None:
    text = '[[article]]\nid = "wire_hours"\ntitle = "Cut-off for wires"\nbody = "4 p.m."\n'
    book = draft.edit([Entry("article", "wire_hours", text)])
    assert book.articles["wire_hours"].body == "4 p.m." and draft.text_of("article", "wire_hours") == text
    assert list(book.articles) == ["wire_hours", "card_loss"]
    # what is said about the next entry stays with it
    assert b"# The next one." in written(draft)["knowledge.toml"]


def test_an_entry_is_taken_out(draft: Draft) -> None:
    assert list(draft.remove("article", "wire_hours").articles) == ["card_loss"]
    with pytest.raises(NothingThere):
        draft.remove("article", "wire_hours")


def test_an_id_that_is_taken_is_refused(draft: Draft) -> None:
    before = written(draft)
    with pytest.raises(PlaybookError, match=r"authored\.toml:7: the id `fees` is used twice"):
        draft.add([NEW, NEW])
    with pytest.raises(AlreadyThere, match="wire_hours"):
        draft.add([Entry("article", "wire_hours", NEW.text)])
    with pytest.raises(NothingThere):
        draft.edit([Entry("reply", "nobody", "")])
    draft.put([NEW])
    assert written(draft) == {**before, "authored.toml": NEW.text.encode()}


@pytest.mark.parametrize(("text", "expected"), [
    ('[[article]]\nid = "bad"\ntitle = "x"\nbody = "{product.nothing.rate}"\n', r"authored\.toml:4: .*names no product"),
    ('[[article]]\nid = "bad"\ntitle = "x"\nbody = "y"\nproducts = ["gold"]\n', r"authored\.toml:5: .*`gold` is not known"),
    ('[[article]]\nid = "bad"\ntitle = "x"\nbody = "y"\nfollows = ["bad"]\n', r"authored\.toml:5: `follows` goes in a circle: bad, bad"),
    ('[[article]]\nid = "bad"\ntitle = "x"\nbody = "pay\u202e here"\n', r"authored\.toml:4: holds the hidden character U\+202E"),
    ('[[article]]\nid = "bad"\ntitle = 3\n', r"authored\.toml:3: .*Expected `str`"),
    ('[[article]]\nid = "bad"\ntitle = "x\n', r"authored\.toml:3: is not TOML"),
])
def test_a_mistake_is_named_and_the_draft_is_as_it_was(draft: Draft, text: str, expected: str) -> None:
    before = written(draft)
    with pytest.raises(PlaybookError, match=expected):
        draft.add([Entry("article", "bad", text)])
    assert written(draft) == before
    with pytest.raises(PlaybookError):
        draft.edit([Entry("article", "card_loss", text)])
    assert written(draft) == before


def test_the_version_is_named(draft: Draft) -> None:
    assert draft.set_version("2026.12").version == "2026.12"


def test_what_changed(draft: Draft, house: Path) -> None:
    draft.add([NEW])
    draft.remove("article", "card_loss")
    after = draft.edit([Entry("article", "wire_hours", '[[article]]\nid = "wire_hours"\ntitle = "t"\nbody = "b"\n')])
    assert changed_entries(load_playbook(house), after) == {
        "added": ["article fees"], "changed": ["article wire_hours"], "removed": ["article card_loss"]}


def test_what_changed_beside_the_entries_with_a_form(draft: Draft, house: Path) -> None:
    before = load_playbook(house)
    (draft.places.draft / "everyday.toml").write_text('[[alike]]\nwords = ["cash machine", "atm"]\n')
    (draft.places.draft / "checklist.toml").write_text('[[item]]\nid = "greeting"\ntitle = "Greeting"\nphrases = ["good morning"]\n')
    intents = draft.places.draft / "intents.toml"
    intents.write_text(intents.read_text().replace("lost my card", "card is gone"))
    assert changed_entries(before, draft.read()) == {
        "added": ["item greeting", "everyday cash machine"], "changed": ["intent card_loss"], "removed": []}


def test_fields_are_written_so_that_they_are_read_again(draft: Draft) -> None:
    article = Article(id="odd", title='He said "no"\\', intents=("card_loss",), keywords=("a\tb", "利率"),
                      rows={"1 step": "call\nus", 'a "b"': "ü"}, date="2026-11-01")
    reply = Reply(id="r", text="Is it {slot.amount}?", keywords=("much",), keywords_only=True, house_figures=("3 p.m.",))
    book = draft.put([entry_of("article", article), entry_of("reply", reply)])
    assert book.articles["odd"] == article and book.replies["r"] == reply


def test_a_file_of_entries(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text('# why\n[[reply]]\nid = "r"\ntext = "Yes."\n\n' + NEW.text + "\n[[reply]]\nid = \"s\"\ntext = \"No.\"\n")
    assert [(one.table, one.id) for one in entries_in(file)] == [("reply", "r"), ("article", "fees"), ("reply", "s")]
    assert entries_in(file)[1] == NEW


@pytest.mark.parametrize(("text", "expected"), [
    ("", "new.toml:1: holds no entry"), ("[[article]]\ntitle = 'x'\n", "new.toml:1: .*needs an `id`"),
    ("\n[settings]\nx = 1\n", "new.toml:2: `settings` can not be added"), ("[[customer]]\nid = 'x'\n", "can not be added"),
])
def test_a_file_that_holds_something_else(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "new.toml"
    file.write_text(text)
    with pytest.raises(PlaybookError, match=expected):
        entries_in(file)
