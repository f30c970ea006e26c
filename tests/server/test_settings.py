"""Settings come from a file, are checked, and describe themselves."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from server.errors import SettingsError
from server.settings import Settings, SpeechSettings, describe, load_settings


def test_a_missing_file_leaves_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "server.toml") == Settings()


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text('playbooks = ["en_finance"]\n[gateway]\nbind = "tcp://127.0.0.1:5"\nclient_timeout_s = 3\n'
                    "[calls]\nmax_calls = 7\n", encoding="utf-8")
    settings = load_settings(file)
    assert settings.gateway.bind == "tcp://127.0.0.1:5" and settings.gateway.client_timeout_s == 3.0
    assert settings.calls.max_calls == 7 and settings.playbooks == ("en_finance",)
    assert settings.speech == SpeechSettings()


@pytest.mark.parametrize(("text", "said"), [
    ("[gateway]\nbnd = 'x'", "unknown key 'bnd'"), ("[nothing]\na = 1", r"unknown section \[nothing\]"),
    ("[calls]\nmax_calls = 'many'", "max_calls must be a number"), ("[calls]\nmax_calls = -1", "above 0"),
    ("[calls]\nmax_calls = true", "must be a number"), ("[gateway]\nbind = 5", "must be text"), ("[gateway", "server.toml"),
    ("playbooks = 'one'", "must be a list"), ("playbooks = []", "must be a list")])
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "server.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings(file)
    assert "server.toml" in str(caught.value)


def test_every_setting_describes_itself() -> None:
    described = {name for name, _, unit, text in describe() if unit and text.endswith(".")}
    sections = [one for one in fields(Settings) if is_dataclass(one.default)]
    assert len(sections) > 4 and described == {f"{section.name}.{one.name}" for section in sections for one in fields(section.default)}


def test_addresses_can_be_masked(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text("[privacy]\nmask_addresses = true\n", encoding="utf-8")
    assert load_settings(file).privacy.mask_addresses and not Settings().privacy.mask_addresses
    file.write_text('[privacy]\nmask_addresses = "yes"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="must be true or false"):
        load_settings(file)


def test_the_house_names_its_queues_reasons_and_answers(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text('[supervision]\nnotes_per_minute = 3\nlisten_delay_s = 2.5\nreasons = [{ zh = "累了", en = "Tired" }]\n'
                    '[[supervision.queues]]\nid = "vip"\nzh = "贵宾"\nen = "VIP"\ntarget_s = 20\n', encoding="utf-8")
    supervision = load_settings(file).supervision
    assert [(queue.id, queue.title("zh"), queue.title("en"), queue.target_s) for queue in supervision.queues] == [("vip", "贵宾", "VIP", 20)]
    assert supervision.reasons[0].text("en") == "Tired" and supervision.notes_per_minute == 3.0
    assert supervision.listen_delay_s == 2.5 and Settings().supervision.listen_delay_s < 0.2, "live, if the house says nothing"
    assert supervision.answers == Settings().supervision.answers


@pytest.mark.parametrize(("text", "said"), [
    ("queues = []", "queues: expected 1 to 12"), ("queues = 'expert'", "queues: expected"), ("answers = ['Yes']", "answers: expected"),
    ("queues = [{ id = 'a', zh = 'a', en = 'a' }]", "target_s"), ("reasons = [{ zh = 'a' }]", "expected the keys en, zh"),
    ("queues = [{ id = 'a', zh = 'a', en = 'a', target_s = 0 }]", "1 to 86400"),
    ("queues = [{ id = 'a', zh = 'a', en = 'a', target_s = 1 }, { id = 'a', zh = 'b', en = 'b', target_s = 1 }]", "same id"),
    ("answers = [{ zh = 'a', en = 'a' }, { zh = 'b', en = 'b' }, { zh = 'c', en = 'c' }, { zh = 'd', en = 'd' }]", "1 to 3"),
    ("reasons = [{ zh = '', en = 'a' }]", "1 to 60"), ("note_answers = 1", "unknown key"), ("listen_delay_s = 11", "at most 10"),
    ("listen_delay_s = -1", "above 0"), ("listen_delay_s = '3'", "must be a number")])
def test_a_house_that_can_not_be_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "server.toml"
    file.write_text(f"[supervision]\n{text}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        load_settings(file)
