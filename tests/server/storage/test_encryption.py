"""SM4-GCM on fields: right by the published vector, bound to its place, refused when touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.storage import encryption
from server.storage.encryption import FieldCipher, MasterKey, check_cipher, new_key
from server.storage.errors import KeyMissing, StorageDamaged


def test_the_library_computes_the_published_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    check_cipher()
    monkeypatch.setattr(encryption, "seal", lambda *_: b"something else")
    with pytest.raises(StorageDamaged):
        check_cipher()


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_is_encrypted_comes_back(plain: bytes, place: str) -> None:
    cipher = FieldCipher(new_key())
    stored = cipher.encrypt(plain, place)
    assert cipher.decrypt(stored, place) == plain and len(stored) == len(plain) + 29


def test_a_field_can_not_be_moved_changed_or_read_with_another_key() -> None:
    key = new_key()
    cipher = FieldCipher(key)
    stored = cipher.encrypt("余额".encode(), "events|body|c1/1")
    assert "余额".encode() not in stored
    with pytest.raises(StorageDamaged):
        cipher.decrypt(stored, "events|body|c1/2")
    with pytest.raises(StorageDamaged):
        FieldCipher(new_key()).decrypt(stored, "events|body|c1/1")
    for at in range(len(stored)):
        with pytest.raises(StorageDamaged):
            cipher.decrypt(stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1:], "events|body|c1/1")
    with pytest.raises(StorageDamaged):
        cipher.decrypt(stored[:20], "events|body|c1/1")


def test_the_same_text_never_looks_the_same() -> None:
    cipher = FieldCipher(new_key())
    assert len({cipher.encrypt(b"yes", "p") for _ in range(100)}) == 100


def test_a_call_s_key_travels_wrapped() -> None:
    master, call_key = MasterKey(new_key()), new_key()
    wrapped = master.wrap(call_key, "calls|data_key|c1")
    assert call_key not in wrapped
    stored = FieldCipher(call_key).encrypt(b"x", "p")
    assert master.unwrap(wrapped, "calls|data_key|c1").decrypt(stored, "p") == b"x"
    with pytest.raises(StorageDamaged):
        master.unwrap(wrapped, "calls|data_key|c2")


@pytest.mark.parametrize("text", ["", "zz", "00" * 15, "00" * 17])
def test_a_damaged_key_file_is_refused(text: str) -> None:
    with pytest.raises(KeyMissing):
        MasterKey.from_text(text)
