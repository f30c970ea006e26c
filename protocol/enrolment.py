"""The enrolment code: what an administrator hands to a workstation, and what the workstation reads back.

It carries the server's address, its public key and a one-time secret key, so that the very first connection is
already encrypted and goes to the right server.  Text form: `seat1-` and groups of base32, safe to paste into a shell,
into a mail or a chat; upper or lower case, spaces and line breaks do not matter, a mistyped character is noticed.

Bytes: version 1, server public key 32, one-time secret key 32, endpoint in UTF-8, first 5 bytes of the SHA-256 of that.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

PREFIX = "seat1"
_VERSION = 1
_KEY_BYTES = 32
_CHECK_BYTES = 5
_GROUP = 8
_Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_Z85_VALUE = {letter: value for value, letter in enumerate(_Z85)}
_ENDPOINT = re.compile(r"tcp://[^\s/]+:\d{1,5}")


class EnrolmentCodeError(ValueError):
    """The text is no enrolment code, or was copied incompletely."""

    code = "enrol.code"
    retryable = False


@dataclass(frozen=True)
class EnrolmentCode:
    """What a code says."""

    endpoint: str
    """`tcp://host:port` of the server."""
    server_key: str
    """The server's public CURVE key, Z85, 40 characters."""
    one_time_secret: str
    """Secret CURVE key that the server accepts once, for `Enrol` only; Z85, 40 characters."""


def encode_code(endpoint: str, server_key: str, one_time_secret: str) -> str:
    """The text of a code.

    Raises:
        EnrolmentCodeError: the endpoint is not `tcp://host:port`, or a key is not 40 characters of Z85.
    """
    if not _ENDPOINT.fullmatch(endpoint):
        raise EnrolmentCodeError(f"the endpoint must read tcp://host:port, not {endpoint!r}")
    body = bytes([_VERSION]) + _z85_bytes(server_key) + _z85_bytes(one_time_secret) + endpoint.encode()
    letters = base64.b32encode(body + _check(body)).decode().rstrip("=").lower()
    return "-".join([PREFIX, *(letters[at:at + _GROUP] for at in range(0, len(letters), _GROUP))])


def decode_code(text: str) -> EnrolmentCode:
    """What the code says.

    Raises:
        EnrolmentCodeError: not a code, an unknown version, or a character is wrong or missing.
    """
    letters = re.sub(r"[\s-]", "", text).lower()
    if not letters.startswith(PREFIX):
        raise EnrolmentCodeError(f"an enrolment code begins with '{PREFIX}-'; copy it whole from the administrator")
    letters = letters[len(PREFIX):].upper()
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        raise EnrolmentCodeError("the enrolment code has a wrong or missing character; copy it again") from None
    body, check = raw[:-_CHECK_BYTES], raw[-_CHECK_BYTES:]
    if len(body) <= 1 + 2 * _KEY_BYTES or check != _check(body):
        raise EnrolmentCodeError("the enrolment code has a wrong or missing character; copy it again")
    if body[0] != _VERSION:
        raise EnrolmentCodeError("the enrolment code comes from a newer server; update this program")
    try:
        endpoint = body[1 + 2 * _KEY_BYTES:].decode()
    except UnicodeDecodeError:
        raise EnrolmentCodeError("the enrolment code holds no server address; ask for a new one") from None
    return EnrolmentCode(endpoint=endpoint, server_key=_z85_text(body[1:1 + _KEY_BYTES]),
                         one_time_secret=_z85_text(body[1 + _KEY_BYTES:1 + 2 * _KEY_BYTES]))


def fingerprint(public_key: str) -> str:
    """What two people compare over the telephone: eight groups of four hexadecimal digits of the key's SHA-256.

    Raises:
        EnrolmentCodeError: not a key of 40 characters of Z85.
    """
    digits = hashlib.sha256(_z85_bytes(public_key)).hexdigest()[:32]
    return " ".join(digits[at:at + 4] for at in range(0, len(digits), 4))


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_CHECK_BYTES]


def _z85_bytes(key: str) -> bytes:
    if len(key) != 40 or any(letter not in _Z85_VALUE for letter in key):
        raise EnrolmentCodeError("a key is 40 characters of Z85")
    found = bytearray()
    for at in range(0, 40, 5):
        value = 0
        for letter in key[at:at + 5]:
            value = value * 85 + _Z85_VALUE[letter]
        if value > 0xFFFFFFFF:
            raise EnrolmentCodeError("a key is 40 characters of Z85")
        found += value.to_bytes(4, "big")
    return bytes(found)


def _z85_text(key: bytes) -> str:
    letters: list[str] = []
    for at in range(0, len(key), 4):
        value = int.from_bytes(key[at:at + 4], "big")
        group = []
        for _ in range(5):
            value, digit = divmod(value, 85)
            group.append(_Z85[digit])
        letters.extend(reversed(group))
    return "".join(letters)
