"""Passwords of persons: stored as scrypt hashes, checked in constant time.

In: a password.  Out: `scrypt$log2(n)$r$p$salt$hash`, or whether it fits one.  Next: `reception`, `commands.users`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

MINIMUM_LENGTH = 8
_LOG2_N, _R, _P = 15, 8, 3
_SALT_BYTES = 16


class PasswordTooShort(ValueError):
    """The password is shorter than allowed."""

    code = "auth.password_short"
    retryable = False


def hash_password(password: str) -> str:
    """The text to store; takes about a quarter of a second on purpose.

    Raises:
        PasswordTooShort: fewer than eight characters.
    """
    if len(password) < MINIMUM_LENGTH:
        raise PasswordTooShort(f"a password has at least {MINIMUM_LENGTH} characters; choose a longer one")
    salt = secrets.token_bytes(_SALT_BYTES)
    return f"scrypt${_LOG2_N}${_R}${_P}${salt.hex()}${_derive(password, salt, _LOG2_N, _R, _P).hex()}"


def fits(password: str, stored: str) -> bool:
    """True if this is the password; an empty or damaged `stored` fits nothing but takes as long."""
    try:
        name, log2_n, r, p, salt, expected = stored.split("$")
        if name != "scrypt":
            raise ValueError(name)
        found = _derive(password, bytes.fromhex(salt), int(log2_n), int(r), int(p))
        return hmac.compare_digest(found, bytes.fromhex(expected))
    except ValueError:
        _derive(password, bytes(_SALT_BYTES), _LOG2_N, _R, _P)
        return False


def _derive(password: str, salt: bytes, log2_n: int, r: int, p: int) -> bytes:
    n = 1 << log2_n
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=129 * n * r * p + (1 << 20), dklen=32)
