"""The key that signs what leaves the server as proof: Ed25519, kept in the state directory beside the other keys.

In: bytes.  Out: a signature that anybody with the public key can check, 64 bytes in hexadecimal.  Next: `pack`, `verifying`.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from server.storage.errors import KeyMissing
from server.storage.state import StateDirectory


def new_signing_key() -> str:
    """A fresh secret key, 64 hexadecimal digits."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()


class Signer:
    """Signs with one secret key."""

    def __init__(self, secret: str) -> None:
        """From 64 hexadecimal digits.

        Raises:
            KeyMissing: they are none.
        """
        try:
            self._key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
        except ValueError:
            raise KeyMissing("proof.key does not hold 64 hexadecimal digits; restore it from its safe copy") from None

    @property
    def public(self) -> str:
        """The public key, 64 hexadecimal digits; hand it to whoever has to check."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, text: bytes) -> str:
        """The signature, hexadecimal."""
        return self._key.sign(text).hex()


def signer_of(state: StateDirectory) -> Signer:
    """The signer of a state directory; a directory of an earlier version gets its key now.

    Raises:
        KeyMissing: the key file is damaged, or others may read it.
    """
    if not state.proof_key.exists():
        state.write_key(state.proof_key, new_signing_key())
    return Signer(state.read_key(state.proof_key))


def given_key(text: str) -> str:
    """A public key as an option gives it: itself, or the file that holds it."""
    return Path(text).read_text(encoding="ascii", errors="replace").strip() if text and Path(text).is_file() else text


def signed_by(public: str, text: bytes, signature: str) -> bool:
    """True if the holder of this key signed this text; False for anything that is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), text)
    except (ValueError, InvalidSignature):
        return False
    return True
