"""`seatmate enroll CODE`: this workstation makes its own key, the server lists it, the keyring keeps it.

In: the administrator's code.  Out: the secret in the keyring, the server's address and key in the settings, and the
fingerprint that both screens must show alike.
"""

from __future__ import annotations

import platform
from dataclasses import replace
from pathlib import Path

from protocol.call import Enrolled
from protocol.enrolment import EnrolmentCodeError, decode_code

from .credentials import check_can_store, forget_secret_key, store_secret_key
from .errors import EnrolmentFailed
from .link.enrolling import list_key, new_key_pair
from .settings import load_settings, save_settings

_WAITING = " (not listed yet)"


def enrol(code_text: str, *, workstation: str = "", settings_file: Path | None = None) -> Enrolled:
    """Enrol this workstation; afterwards `seatmate` connects by itself.

    Args:
        code_text: as the administrator gave it; case, spaces and line breaks do not matter.
        workstation: what the administrator will see; empty for the computer's name.

    Raises:
        EnrolmentFailed: the code is wrong, was refused, or the server can not be reached.
        CredentialError: the key could not be kept; nothing was asked of the server then.
    """
    try:
        code = decode_code(code_text)
    except EnrolmentCodeError as error:
        raise EnrolmentFailed(str(error)[:1].upper() + str(error)[1:] + ".", code="enrol.code") from error
    check_can_store()
    settings = load_settings(settings_file)
    keys = new_key_pair()
    # kept beside the old key before the server lists it: neither a refusal nor a locked keyring costs a working key
    store_secret_key(code.server_key + _WAITING, keys.secret)
    try:
        enrolled = list_key(code, keys.public, workstation or platform.node() or "workstation")
        store_secret_key(code.server_key, keys.secret)
    finally:
        forget_secret_key(code.server_key + _WAITING)
    save_settings(replace(settings, endpoint=code.endpoint, server_public_key=code.server_key,
                          workstation=enrolled.workstation), settings_file)
    return enrolled
