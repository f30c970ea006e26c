"""Entries and keys are found again in the text of a file."""

from __future__ import annotations

from server.content.lines import TomlLines

TEXT = '''# comment
[[rule]]
id = "a"
text = """
[[rule]]
id = "not this one"
"""
[rule.more]
limit = 3

[[ "rule" ]]
id = "b"
terms = {rate = {value = "1"}, fee = {value = "2"}}

[[other]]
id = "c"
'''


def test_entries_end_where_the_next_one_begins() -> None:
    lines = TomlLines(TEXT)
    assert lines.entry("rule", 0) == (2, 10)
    assert lines.entry("rule", 1) == (11, 14)
    assert lines.entry("other", 0) == (15, 16)


def test_what_is_not_there_stands_for_the_whole_file() -> None:
    lines = TomlLines(TEXT)
    assert lines.entry("nothing", 0) == (1, 16)
    assert TomlLines("").entry("rule", 0) == (1, 1)


def test_keys_are_found_inside_their_entry_and_not_inside_texts() -> None:
    lines = TomlLines(TEXT)
    assert lines.key(lines.entry("rule", 0), "id") == 3
    assert lines.key(lines.entry("rule", 0), "more", "limit") == 9
    assert lines.key(lines.entry("rule", 1), "id") == 12
    assert lines.key(lines.entry("rule", 1), "terms", "fee", "value") == 13
    assert lines.key(lines.entry("rule", 1), "unknown") == 11


def test_a_text_is_found_inside_its_entry() -> None:
    lines = TomlLines(TEXT)
    assert lines.text(lines.entry("rule", 1), '"b"') == 12
    assert lines.text(lines.entry("rule", 1), "nowhere") == 11


def test_every_table_keeps_its_own_entries() -> None:
    lines = TomlLines("[[one]]\nid = 1\n[[two]]\nid = 2\n[[one]]\nid = 3\n")
    assert [lines.entry("one", 0), lines.entry("one", 1), lines.entry("two", 0)] == [(1, 2), (5, 6), (3, 4)]
    assert lines.entry("two", 1) == (1, 6)
