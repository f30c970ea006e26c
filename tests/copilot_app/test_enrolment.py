"""Enrolment against a real ROUTER that knows only the one-time key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from copilot_app import enrolment
from copilot_app.enrolment import enrol
from copilot_app.errors import EnrolmentFailed, NoKeyring
from copilot_app.link import enrolling
from copilot_app.settings import load_settings
from protocol.call import Enrol, Enrolled, WireError
from protocol.enrolment import encode_code


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The keyring, as far as enrolment sees it."""
    kept: dict[str, str] = {}
    monkeypatch.setattr(enrolment, "check_can_store", lambda: None)
    monkeypatch.setattr(enrolment, "store_secret_key", kept.__setitem__)
    monkeypatch.setattr(enrolment, "forget_secret_key", lambda key: kept.pop(key, None))
    return kept


@pytest.fixture
def one_time() -> tuple[str, str]:
    public, secret = zmq.curve_keypair()
    return public.decode(), secret.decode()


@pytest.fixture
def desk(make_server: Any, one_time: tuple[str, str]) -> Iterator[Any]:
    with make_server(one_time[0]) as server:
        server.answer = lambda message: [Enrolled(workstation=message.workstation, fingerprint="ab12-cd34")]
        yield server


def test_the_key_is_made_listed_and_kept(desk: Any, one_time: tuple[str, str], kept: dict[str, str], tmp_path: Path) -> None:
    code = encode_code(desk.endpoint, desk.public_key, one_time[1])
    enrolled = enrol(f"  {code.upper()} ", workstation="desk 7", settings_file=tmp_path / "s.json")
    assert enrolled == Enrolled(workstation="desk 7", fingerprint="ab12-cd34")
    settings = load_settings(tmp_path / "s.json")
    assert (settings.endpoint, settings.server_public_key, settings.workstation) == (desk.endpoint, desk.public_key, "desk 7")
    assert list(kept) == [desk.public_key]
    asked = desk.of(Enrol)
    assert zmq.curve_public(kept[desk.public_key].encode()).decode() == asked[0].public_key
    assert kept[desk.public_key] not in (tmp_path / "s.json").read_text(encoding="utf-8")


def test_a_refusal_keeps_the_old_key(desk: Any, one_time: tuple[str, str], kept: dict[str, str], tmp_path: Path) -> None:
    kept[desk.public_key] = "the old key"
    desk.answer = lambda message: [WireError(code="enrol.refused", text="The invitation is used up.")]
    with pytest.raises(EnrolmentFailed, match="used up") as caught:
        enrol(encode_code(desk.endpoint, desk.public_key, one_time[1]), settings_file=tmp_path / "s.json")
    assert caught.value.code == "enrol.refused"
    assert kept == {desk.public_key: "the old key"}
    assert not load_settings(tmp_path / "s.json").enrolled


def test_an_old_code_is_refused_by_the_server(desk: Any, kept: dict[str, str], tmp_path: Path) -> None:
    other = zmq.curve_keypair()[1].decode()
    with pytest.raises(EnrolmentFailed, match="new one") as caught:
        enrol(encode_code(desk.endpoint, desk.public_key, other), settings_file=tmp_path / "s.json")
    assert caught.value.code == "enrol.refused" and kept == {} and desk.of(Enrol) == []


def test_no_server_there(kept: dict[str, str], one_time: tuple[str, str], tmp_path: Path,
                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolment, "list_key", lambda code, public, name: enrolling.list_key(code, public, name, 300))
    code = encode_code("tcp://127.0.0.1:1", one_time[0], one_time[1])
    with pytest.raises(EnrolmentFailed, match="same code") as caught:
        enrol(code, settings_file=tmp_path / "s.json")
    assert caught.value.code == "enrol.unreachable" and caught.value.retryable and kept == {}


def test_a_mistyped_code_asks_nobody(kept: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(EnrolmentFailed) as caught:
        enrol("seat1-abcdefgh", settings_file=tmp_path / "s.json")
    assert caught.value.code == "enrol.code"


def test_without_a_keyring_the_code_is_not_used_up(desk: Any, one_time: tuple[str, str], kept: dict[str, str],
                                                   tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise NoKeyring("none here")

    monkeypatch.setattr(enrolment, "check_can_store", refuse)
    with pytest.raises(NoKeyring):
        enrol(encode_code(desk.endpoint, desk.public_key, one_time[1]), settings_file=tmp_path / "s.json")
    assert desk.received == []
