"""Rule packs: included by name, from beside the playbook or from the server; a mistake refuses the whole playbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from server.content.loading import BUILT_IN, PlaybookError, inspect_playbook, load_playbook, load_with_packs

HEAD = 'id = "tiny"\ntitle = "Tiny"\nlang = "en"\nversion = "1"\npacks = ["mine"]\n'
PACK = 'id = "mine"\ntitle = "Mine"\nlang = "en"\nversion = "3"\njurisdiction = "XX"\neffective = "2026-01-01"\n'
RULE = """[[rule]]
id = "r"
version = "1"
kind = "forbidden"
category = "no_risk"
severity = "stop"
phrases = ["no risk"]
text = "Name the risk."
source = "A law"
evidence = "read"
positive = [{text = "No risk here."}]
negative = [{text = "Is there no risk?", channel = "customer"}]
"""
ITEM = '[[item]]\nid = "greeting"\ntitle = "Greeting"\nphrases = ["hello"]\n'


def write(directory: Path, head: str = HEAD, pack: str = PACK, rules: str = RULE + ITEM) -> Path:
    (directory / "packs" / "mine").mkdir(parents=True)
    (directory / "playbook.toml").write_text(head, encoding="utf-8")
    (directory / "packs" / "mine" / "pack.toml").write_text(pack, encoding="utf-8")
    (directory / "packs" / "mine" / "topic.toml").write_text(rules, encoding="utf-8")
    return directory


def test_rules_and_items_of_a_pack_join_the_playbook_and_take_its_law_and_first_day(tmp_path: Path) -> None:
    playbook = load_playbook(write(tmp_path))
    assert (playbook.rules["r"].jurisdiction, playbook.rules["r"].effective) == ("XX", "2026-01-01")
    assert [item.id for item in playbook.checklist] == ["greeting"]
    assert playbook.packs["mine"].version == "3"


BAD = [
    ("unknown pack", {"head": HEAD.replace("mine", "theirs")}, "playbook.toml", 5, "expected one of: cn_finance, eu_finance, mine"),
    ("path as a name", {"head": HEAD.replace("mine", "../mine")}, "playbook.toml", 5, "no rule pack"),
    ("no list", {"head": HEAD.replace('["mine"]', '"mine"')}, "playbook.toml", 5, "must be a list"),
    ("twice", {"head": HEAD.replace('["mine"]', '["mine", "mine"]')}, "playbook.toml", 5, "twice"),
    ("other language", {"pack": PACK.replace('"en"', '"zh"')}, "playbook.toml", 5, "is in `zh`"),
    ("other id", {"pack": PACK.replace('id = "mine"', 'id = "yours"')}, "packs/mine/pack.toml", 1, "name of its directory"),
    ("unknown key", {"pack": PACK + 'colour = "red"\n'}, "packs/mine/pack.toml", 7, "unknown field `colour`"),
    ("ends before it begins", {"pack": PACK + 'expires = "2025-01-01"\n'}, "packs/mine/pack.toml", 7, "lies before"),
    ("unknown key of a rule", {"rules": RULE + 'colour = "red"\n'}, "packs/mine/topic.toml", 13, "unknown field `colour`"),
    ("unknown table", {"rules": RULE + "[[word]]\n"}, "packs/mine/topic.toml", 13, "unknown key `word`"),
    ("no source", {"rules": RULE.replace('source = "A law"\n', "")}, "packs/mine/topic.toml", 1, "needs `source`"),
    ("no evidence", {"rules": RULE.replace('"read"', '" "')}, "packs/mine/topic.toml", 10, "needs `evidence`"),
    ("no examples", {"rules": RULE.split("negative")[0]}, "packs/mine/topic.toml", 1, "examples of both kinds"),
    ("id twice", {"rules": RULE + RULE}, "packs/mine/topic.toml", 14, "used twice"),
    ("rule ends before it begins", {"rules": RULE + 'effective = "2026-05-01"\nexpires = "2026-04-01"\n'},
     "packs/mine/topic.toml", 14, "lies before"),
]


@pytest.mark.parametrize(("files", "file", "line", "says"), [entry[1:] for entry in BAD], ids=[entry[0] for entry in BAD])
def test_every_mistake_refuses_the_playbook_with_file_and_line(tmp_path: Path, files: dict[str, str], file: str, line: int,
                                                               says: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(write(tmp_path, **files))
    assert (caught.value.file, caught.value.line) == (tmp_path / file, line)
    assert says in caught.value.message


def test_a_rule_that_is_in_the_playbook_and_in_its_pack_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "rules.toml").write_text(RULE, encoding="utf-8")
    with pytest.raises(PlaybookError, match="used twice"):
        load_playbook(tmp_path)


def test_dates_that_do_not_hold_today_and_a_missing_sign_off_are_flagged_with_file_and_line(tmp_path: Path) -> None:
    rules = RULE + 'expires = "2026-02-01"\n' + RULE.replace('"r"', '"later"') + 'effective = "2030-01-01"\n'
    write(tmp_path, pack=PACK + 'expires = "2026-06-30"\n', rules=rules)
    playbook, flags = inspect_playbook(tmp_path, date(2026, 11, 20))
    topic, pack = tmp_path / "packs/mine/topic.toml", tmp_path / "packs/mine/pack.toml"
    assert set(playbook.rules) == {"r", "later"}
    assert [(flag.file, flag.line) for flag in flags] == [(pack, 7), (pack, 1), (topic, 13), (topic, 26)]
    assert [word in flag.reason for flag, word in zip(flags, ("reviewed up to", "signed off", "ended on", "in force from"),
                                                       strict=True)] == [True] * 4
    assert str(flags[0]).startswith(f"{pack}:7: ")


def test_a_pack_of_the_future_is_flagged_and_a_signed_one_in_force_is_not(tmp_path: Path) -> None:
    write(tmp_path, pack=PACK + 'sign_off = "Compliance, 2026-01-02"\n')
    assert inspect_playbook(tmp_path, date(2026, 11, 20))[1] == ()
    assert [flag.line for flag in inspect_playbook(tmp_path, date(2025, 11, 20))[1]] == [6]


@pytest.mark.parametrize("pack", ["cn_finance", "eu_finance", "us_finance"])
def test_the_packs_that_ship_can_be_included(tmp_path: Path, pack: str) -> None:
    lang = "zh" if pack == "cn_finance" else "en"
    (tmp_path / "playbook.toml").write_text(HEAD.replace("mine", pack).replace('"en"', f'"{lang}"'), encoding="utf-8")
    playbook = load_playbook(tmp_path)
    assert playbook.packs[pack].notice
    assert all(rule.source and rule.evidence and rule.jurisdiction and rule.effective for rule in playbook.rules.values())
    assert (BUILT_IN / "packs" / pack / "pack.toml").is_file()


def test_an_installation_adds_packs_and_the_version_says_so(tmp_path: Path) -> None:
    settings = tmp_path / "server.toml"
    book = load_with_packs(BUILT_IN / "en_finance", ("eu_finance", "us_finance"), settings)
    assert list(book.packs) == ["us_finance", "eu_finance"] and book.version.endswith("+eu_finance")
    notices = {item.id: item.notice for item in book.checklist if item.id.startswith("eu_")}
    assert notices == {"eu_recording_notice": "recording", "eu_emotion_notice": "emotion", "eu_ai_voice_notice": ""}
    assert load_with_packs(BUILT_IN / "en_finance", ("eu_finance", "us_finance"), settings) is book
    assert load_playbook(BUILT_IN / "en_finance").version == book.version.partition("+")[0]
    same = load_with_packs(BUILT_IN / "en_finance", ("us_finance",), settings)
    assert same.version == load_playbook(BUILT_IN / "en_finance").version, "what it has already changes nothing"


@pytest.mark.parametrize(("packs", "reason"), [(("eu_financ",), "no rule pack `eu_financ`"), (("cn_finance",), "is in `zh`")])
def test_a_pack_that_an_installation_can_not_add_is_named_with_its_settings(
        tmp_path: Path, packs: tuple[str, ...], reason: str) -> None:
    with pytest.raises(PlaybookError, match=reason) as refused:
        load_with_packs(BUILT_IN / "en_finance", packs, tmp_path / "server.toml")
    assert refused.value.file == tmp_path / "server.toml"
