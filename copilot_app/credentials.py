"""The workstation's secret key in the operating system's keyring: Windows Credential Manager, macOS Keychain, Secret Service
or KWallet.  The only owner of keyring.

It never falls back to a plain file: without a keyring that encrypts it says what to install.  A machine without a
person (a kiosk, a thin client's image) may hand the key in from outside, and only if it is told so: SEATMATE_KEY_FD
names an open file descriptor, or systemd passes the credential `seatmate-key` (LoadCredentialEncrypted=).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from .errors import CredentialError, KeyringFailed, NoKeyring, NotEnrolled

SERVICE = "Seatmate workstation key"
FD_VARIABLE = "SEATMATE_KEY_FD"
SYSTEMD_NAME = "seatmate-key"
_ENCRYPTING = ("keyring.backends.SecretService", "keyring.backends.Windows", "keyring.backends.macOS",
               "keyring.backends.kwallet", "keyring.backends.libsecret")
"""Back-ends that keep secrets encrypted; every other one is refused, whatever is installed."""
_KEY_LENGTH = 40
_read_from_outside: dict[str, str] = {}


def load_secret_key(server_public_key: str) -> str:
    """The secret key that this workstation uses with this server; Z85, 40 characters.

    Raises:
        NotEnrolled: there is none yet.
        CredentialError: the keyring is missing, locked, or holds something else.
    """
    secret = _from_outside()
    if secret is None:
        keyring = _encrypting_keyring()
        try:
            secret = keyring.get_password(SERVICE, server_public_key)
        except Exception as error:  # each back-end has errors of its own
            raise _failed(error) from error
    if secret is None:
        raise NotEnrolled("This workstation is not enrolled with the server; ask the administrator for a code and run: "
                          "seatmate enroll CODE")
    if len(secret) != _KEY_LENGTH:
        raise KeyringFailed("The stored key of this workstation is damaged; enrol it again with: seatmate enroll CODE",
                            retryable=False)
    return secret


def check_can_store() -> None:
    """Say at once if a key could not be stored, before a one-time code is used up.

    Raises:
        CredentialError: no keyring, or the key comes from outside.
    """
    if _outside_is_configured():
        raise KeyringFailed(f"The key of this workstation is handed in from outside ({FD_VARIABLE} or a systemd credential), "
                            "so it can not be replaced here; unset that to enrol into the keyring.", retryable=False)
    _encrypting_keyring()


def store_secret_key(server_public_key: str, secret: str) -> None:
    """Keep the key, and read it back to be sure.

    Raises:
        CredentialError: the keyring is missing, locked or did not keep it.
    """
    check_can_store()
    keyring = _encrypting_keyring()
    try:
        keyring.set_password(SERVICE, server_public_key, secret)
        kept = keyring.get_password(SERVICE, server_public_key)
    except Exception as error:  # each back-end has errors of its own
        raise _failed(error) from error
    if kept != secret:
        raise KeyringFailed("The keyring did not keep the key; unlock it and try again.")


def forget_secret_key(server_public_key: str) -> None:
    """Remove a key; nothing happens if there is none.

    Raises:
        CredentialError: the keyring is missing, locked or refuses.
    """
    keyring = _encrypting_keyring()
    try:
        if keyring.get_password(SERVICE, server_public_key) is not None:
            keyring.delete_password(SERVICE, server_public_key)
    except Exception as error:  # each back-end has errors of its own
        raise _failed(error) from error


def _encrypting_keyring() -> Any:
    try:
        import keyring
        backend = keyring.get_keyring()
    except Exception as error:  # a broken back-end may fail in any way while it is being looked for
        raise _none(f"it can not be opened: {error}") from error
    chained = type(backend).__module__ == "keyring.backends.chainer"
    candidates: list[Any] = list(getattr(backend, "backends", ())) if chained else [backend]
    for candidate in candidates:
        if type(candidate).__module__ in _ENCRYPTING or type(candidate).__module__.startswith("keyring.backends.macOS"):
            return candidate
    names = ", ".join(sorted({type(candidate).__module__ for candidate in candidates})) or "none"
    return _refuse(names)


def _refuse(names: str) -> Any:
    raise _none("the only one here does not encrypt: " + names if names not in ("none", "keyring.backends.fail")
                else "there is none here")


def _none(reason: str) -> NoKeyring:
    if sys.platform.startswith("linux"):
        advice = ("Install and unlock GNOME Keyring (sudo apt install gnome-keyring) or KWallet, in a desktop session. A machine "
                  f"without one may hand the key in through {FD_VARIABLE} or the systemd credential {SYSTEMD_NAME!r}.")
    else:
        advice = "Sign in to the desktop and unlock the system's keychain, then try again."
    return NoKeyring(f"The workstation's key needs the operating system's keyring, and {reason}. {advice} "
                     "It is never written to a plain file.")


def _failed(error: Exception) -> CredentialError:
    return KeyringFailed(f"The keyring is locked or refused ({type(error).__name__}); unlock it and try again.")


def _outside_is_configured() -> bool:
    directory = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return FD_VARIABLE in os.environ or bool(directory and (Path(directory) / SYSTEMD_NAME).is_file())


def _from_outside() -> str | None:
    """The key handed in from outside; None if none was configured.  A descriptor can be read once, so it is remembered."""
    if not _outside_is_configured():
        return None
    descriptor = os.environ.get(FD_VARIABLE)
    where = f"fd {descriptor}" if descriptor is not None else "credential"
    if where not in _read_from_outside:
        try:
            if descriptor is not None:
                with os.fdopen(int(descriptor), encoding="ascii") as source:
                    _read_from_outside[where] = source.read().strip()
            else:
                file = Path(os.environ["CREDENTIALS_DIRECTORY"]) / SYSTEMD_NAME
                _read_from_outside[where] = file.read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise KeyringFailed(f"The key that {FD_VARIABLE} or systemd should hand in can not be read; correct the service's "
                                "configuration.", retryable=False) from error
    return _read_from_outside[where]
