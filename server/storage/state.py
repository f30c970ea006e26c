"""The state directory: which file is what, and key files that nobody else may read.

In: a path.  Out: paths and key texts.  Next: `database` and the commands.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .errors import KeyMissing, from_sqlite


def default_state_directory() -> Path:
    """`$SEATMATE_STATE`, else systemd's `$STATE_DIRECTORY`, else `~/.local/state/seatmate-server`."""
    for name in ("SEATMATE_STATE", "STATE_DIRECTORY"):
        value = os.environ.get(name, "")
        if value:
            return Path(value.split(":")[0])
    return Path.home() / ".local" / "state" / "seatmate-server"


@dataclass(frozen=True)
class StateDirectory:
    """The files of one server."""

    path: Path
    """The directory itself, mode 0700."""

    @property
    def database(self) -> Path:
        """The SQLite database."""
        return self.path / "seatmate.sqlite3"

    @property
    def server_key(self) -> Path:
        """The server's secret CURVE key, Z85, mode 0600."""
        return self.path / "server.key"

    @property
    def data_key(self) -> Path:
        """The key that wraps the data keys of calls, hexadecimal, mode 0600."""
        return self.path / "data.key"

    @property
    def proof_key(self) -> Path:
        """The secret key that signs evidence packs and the audit trail's head, hexadecimal, mode 0600."""
        return self.path / "proof.key"

    @property
    def llm_key(self) -> Path:
        """Optional secret of the language model's server, mode 0600; written by the administrator."""
        return self.path / "llm.key"

    @property
    def settings(self) -> Path:
        """Optional settings file."""
        return self.path / "server.toml"

    @property
    def endpoint(self) -> Path:
        """Address and public key of the server that last ran here, so that `invite` can name them."""
        return self.path / "endpoint.json"

    @property
    def initialised(self) -> bool:
        """True once `init` has made the keys."""
        return self.server_key.exists() and self.data_key.exists()

    def create(self) -> None:
        """Make the directory for this user alone.

        Raises:
            StorageError: it can not be made here.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise from_sqlite(error) from error

    def write_key(self, file: Path, text: str) -> None:
        """Write a new key file with mode 0600; an existing one is never overwritten.

        Raises:
            KeyMissing: the file exists already.
        """
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise KeyMissing(f"{file} exists already and is left as it is; this server is already set up") from None
        except OSError as error:
            raise from_sqlite(error) from error
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(text + "\n")
            out.flush()
            os.fsync(out.fileno())

    def read_key(self, file: Path) -> str:
        """The text of a key file.

        Raises:
            KeyMissing: no such file, or others may read it.
        """
        try:
            mode = file.stat().st_mode
            text = file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise KeyMissing(f"{file} is missing; run `seatmate-server init` first, or restore it from its safe copy"
                             ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise KeyMissing(f"{file} can not be read: {error}") from error
        if os.name == "posix" and mode & 0o077 and not _is_credential(file):
            raise KeyMissing(f"others may read {file}; run `chmod 600 {file}` and consider making a new key")
        return text


def _is_credential(file: Path) -> bool:
    """True if systemd keeps this file in the unit's own memory, where access lists and not the mode protect it."""
    directory = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return bool(directory) and file.resolve().is_relative_to(Path(directory).resolve())
