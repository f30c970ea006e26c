"""Settings: kept, checked, and readable by an older program."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from copilot_app.errors import SettingsUnreadable
from copilot_app.settings import Settings, load_settings, save_settings, settings_path


def test_nothing_stored_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()
    assert not Settings().enrolled


def test_what_is_saved_is_loaded() -> None:
    settings = replace(Settings(), lang="en", theme="dark", always_on_top=False, font_scale=1.25, endpoint="tcp://h:1",
                       server_public_key="k", agent_device="pulse:x")
    save_settings(settings)
    assert load_settings() == settings and settings.enrolled
    assert settings_path().parent.name == "seatmate"
    assert list(settings_path().parent.iterdir()) == [settings_path()]


def test_a_newer_programs_fields_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"lang": "zh", "hologram": True}), encoding="utf-8")
    assert load_settings(path) == replace(Settings(), lang="zh")


@pytest.mark.parametrize(("text", "says"), [("{", "delete it"), ("[]", "no settings"), ('{"lang": "fr"}', "one of"),
                                            ('{"font_scale": 9}', "between"), ('{"font_scale": true}', "a number"),
                                            ('{"always_on_top": 1}', "true or false"), ('{"endpoint": 5}', "text")])
def test_a_damaged_file_says_where_and_what(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsUnreadable, match=says) as caught:
        load_settings(path)
    assert str(path) in str(caught.value)


def test_every_setting_has_a_title() -> None:
    assert all(one.metadata["title"] for one in fields(Settings))


def test_no_secret_is_among_the_settings() -> None:
    assert not any("secret" in one.name or "password" in one.name for one in fields(Settings))
