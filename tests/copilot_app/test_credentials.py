"""The secret key: only into a keyring that encrypts, and every refusal says what to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from copilot_app import credentials
from copilot_app.credentials import check_can_store, forget_secret_key, load_secret_key, store_secret_key
from copilot_app.errors import KeyringFailed, NoKeyring, NotEnrolled

SERVER = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
SECRET = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"


class Vault(KeyringBackend):
    """Stands for the Secret Service: the same interface, in memory."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgets = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked("locked")
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


Vault.__module__ = "keyring.backends.SecretService"


class Plain(Vault):
    """Stands for keyrings.alt."""


Plain.__module__ = "keyrings.alt.file"


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEATMATE_KEY_FD", raising=False)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(credentials, "_read_from_outside", {})


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Vault:
    vault = Vault()
    monkeypatch.setattr(keyring, "get_keyring", lambda: vault)
    return vault


def test_what_was_stored_is_loaded_for_its_server_only(vault: Vault) -> None:
    store_secret_key(SERVER, SECRET)
    assert load_secret_key(SERVER) == SECRET
    with pytest.raises(NotEnrolled, match="seatmate enroll"):
        load_secret_key("another")
    forget_secret_key(SERVER)
    forget_secret_key(SERVER)
    assert vault.kept == {}


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Plain])
def test_no_keyring_and_plain_ones_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backend: Any) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend())
    for act in (lambda: load_secret_key(SERVER), lambda: store_secret_key(SERVER, SECRET), check_can_store):
        with pytest.raises(NoKeyring) as caught:
            act()
        assert caught.value.code == "keyring.none" and "never written to a plain file" in str(caught.value)


def test_of_a_chain_only_the_encrypting_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, vault = Plain(), Vault()
    Chain = type("ChainerBackend", (), {"backends": [plain, vault], "__module__": "keyring.backends.chainer"})
    monkeypatch.setattr(keyring, "get_keyring", lambda: Chain())
    store_secret_key(SERVER, SECRET)
    assert plain.kept == {} and len(vault.kept) == 1


def test_a_locked_or_forgetful_keyring_is_said(vault: Vault) -> None:
    vault.locked = True
    with pytest.raises(KeyringFailed, match="unlock"):
        load_secret_key(SERVER)
    vault.locked, vault.forgets = False, True
    with pytest.raises(KeyringFailed, match="did not keep"):
        store_secret_key(SERVER, SECRET)


def test_a_damaged_key_asks_for_a_new_enrolment(vault: Vault) -> None:
    vault.set_password(credentials.SERVICE, SERVER, "short")
    with pytest.raises(KeyringFailed, match="enrol it again"):
        load_secret_key(SERVER)


def test_a_key_handed_in_through_a_descriptor(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, SECRET.encode() + b"\n")
    os.close(writing)
    monkeypatch.setenv("SEATMATE_KEY_FD", str(reading))
    assert load_secret_key(SERVER) == SECRET
    assert load_secret_key(SERVER) == SECRET
    with pytest.raises(KeyringFailed, match="handed in"):
        store_secret_key(SERVER, SECRET)


def test_a_key_from_a_systemd_credential(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "seatmate-key").write_text(SECRET, encoding="ascii")
    assert load_secret_key(SERVER) == SECRET


@pytest.mark.parametrize("descriptor", ["987", "none"])
def test_a_descriptor_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, descriptor: str) -> None:
    monkeypatch.setenv("SEATMATE_KEY_FD", descriptor)
    with pytest.raises(KeyringFailed, match="can not be read"):
        load_secret_key(SERVER)
