"""Text at rest: SM4-GCM on single fields, one data key a call, wrapped by the key of the state directory.

In: bytes and the place they are stored at (`table|column|row`).  Out: bytes that decrypt at that place only.
Next: the modules that store calls.  Without a call's wrapped key its words are unreadable for good.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.hmac import HMAC

from .errors import KeyMissing, StorageDamaged

KEY_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_FORMAT = b"\x01"


def new_key() -> bytes:
    """A fresh random key, 16 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plain: bytes, nonce: bytes, place: bytes) -> bytes:
    """SM4-GCM: ciphertext and 16-byte tag."""
    encryptor = Cipher(SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(place)
    sealed = encryptor.update(plain) + encryptor.finalize()
    return sealed + encryptor.tag


def check_cipher() -> None:
    """Compare with the published vector of RFC 8998 and refuse to run on a library that computes something else.

    Raises:
        StorageDamaged: the cryptography library is not fit.
    """
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    place = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = b"".join(bytes([letter]) * 8 for letter in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    expected = ("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15"
                "a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec")
    if seal(key, plain, nonce, place).hex() != expected:
        raise StorageDamaged("the cryptography library fails the SM4-GCM test vector; install the pinned version")


class FieldCipher:
    """Encrypts the fields of one call, or wraps keys."""

    def __init__(self, key: bytes) -> None:
        """`key` is 16 bytes; anything else is refused with `ValueError`."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key is {KEY_BYTES} bytes, not {len(key)}")
        self._key = key

    def encrypt(self, plain: bytes, place: str) -> bytes:
        """Format byte, nonce, ciphertext, tag: 29 bytes more than went in."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _FORMAT + nonce + seal(self._key, plain, nonce, place.encode())

    def decrypt(self, stored: bytes, place: str) -> bytes:
        """What was encrypted for exactly this place.

        Raises:
            StorageDamaged: changed, moved from another row, or written with another key.
        """
        if stored[:1] != _FORMAT or len(stored) < 1 + _NONCE_BYTES + _TAG_BYTES:
            raise StorageDamaged(f"the field {place} is not in a known format; restore a backup")
        nonce, body, tag = stored[1:1 + _NONCE_BYTES], stored[1 + _NONCE_BYTES:-_TAG_BYTES], stored[-_TAG_BYTES:]
        decryptor = Cipher(SM4(self._key), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(place.encode())
        try:
            return decryptor.update(body) + decryptor.finalize()
        except InvalidTag:
            raise StorageDamaged(f"the field {place} was changed or moved, or the key is not the one it was "
                                 "written with; restore a backup and its data.key") from None


class MasterKey:
    """The key of the state directory: wraps the calls' keys and signs the audit chain."""

    def __init__(self, key: bytes) -> None:
        self._cipher = FieldCipher(key)
        self._audit_key = hmac.new(key, b"seatmate audit chain", hashlib.sha256).digest()
        self._index_key = hmac.new(key, b"seatmate blind index", hashlib.sha256).digest()

    @classmethod
    def from_text(cls, text: str) -> MasterKey:
        """From the text of the key file.

        Raises:
            KeyMissing: not 32 hexadecimal digits.
        """
        try:
            return cls(bytes.fromhex(text))
        except ValueError:
            raise KeyMissing("data.key does not hold 32 hexadecimal digits; restore it from its safe copy") from None

    def wrap(self, call_key: bytes, place: str) -> bytes:
        """A call's key, for its row."""
        return self._cipher.encrypt(call_key, place)

    def unwrap(self, wrapped: bytes, place: str) -> FieldCipher:
        """The cipher of a call."""
        return FieldCipher(self._cipher.decrypt(wrapped, place))

    def open(self, sealed: bytes, place: str) -> bytes:
        """What `wrap` sealed for this place; raises `StorageDamaged` for anything else."""
        return self._cipher.decrypt(sealed, place)

    def blind(self, text: str) -> str:
        """HMAC-SM3 of a value, hexadecimal: equal values are found, and nobody without the key reads them."""
        code = HMAC(self._index_key, hashes.SM3())
        code.update(text.encode())
        return code.finalize().hex()

    def seal_head(self, number: int, link: str) -> str:
        """What proves that the audit chain ended here; a link alone does not, because every row has one."""
        return self.sign(f"audit head|{number}|{link}".encode())

    def sign(self, text: bytes) -> str:
        """HMAC-SHA-256 of a link of the audit chain, hexadecimal."""
        return hmac.new(self._audit_key, text, hashlib.sha256).hexdigest()
