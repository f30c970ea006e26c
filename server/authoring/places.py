"""Where drafts, proposals and versions lie below the state directory, and the key that signs them.

Next: `draft`, `publishing`, `in_force`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from server.content.errors import PlaybookTampered
from server.storage.errors import KeyMissing
from server.storage.state import StateDirectory

from .errors import NothingThere

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
"""What a playbook or a version may be called: never a path."""


@dataclass(frozen=True, slots=True)
class Places:
    """The directories of one playbook."""

    state: StateDirectory
    playbook: str

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.playbook):
            raise NothingThere(f"{self.playbook!r} can not be the id of a playbook; see `seatmate-server playbook list`")

    @property
    def root(self) -> Path:
        """Everything of this playbook."""
        return playbooks_of(self.state) / self.playbook

    @property
    def draft(self) -> Path:
        """What is being written."""
        return self.root / "draft"

    @property
    def proposals(self) -> Path:
        """Frozen copies that wait for the second person."""
        return self.root / "proposals"

    @property
    def versions(self) -> Path:
        """Published ones."""
        return self.root / "versions"

    @property
    def current(self) -> Path:
        """File that names the version in force."""
        return self.root / "current"

    def version(self, name: str) -> Path:
        """The directory of a version; raises `NothingThere` for what can not be one's name."""
        if not NAME.fullmatch(name):
            raise NothingThere(f"{name!r} can not be a version; see `seatmate-server playbook versions {self.playbook}`")
        return self.versions / name

    def in_force(self) -> str:
        """Name of the version in force; empty if none was published."""
        try:
            name = self.current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        if not NAME.fullmatch(name):
            raise PlaybookTampered(self.current, 1, "does not hold the name of a version; roll back to one: "
                                   f"seatmate-server playbook rollback {self.playbook} VERSION")
        return name


def playbooks_of(state: StateDirectory) -> Path:
    """Where all playbooks of this server lie."""
    return state.path / "playbooks"


def key_file(state: StateDirectory) -> Path:
    """The secret key, hexadecimal, mode 0600."""
    return state.path / "playbook.key"


def signing_key(state: StateDirectory) -> Ed25519PrivateKey:
    """The key that signs; made at the first proposal.

    Raises:
        KeyMissing: it is gone though versions were signed with it, others may read it, or it is no key.
    """
    file = key_file(state)
    if not file.exists():
        if any(playbooks_of(state).glob("*/versions/*")):
            raise KeyMissing(f"{file} is missing, and published playbooks were signed with it; restore it from its safe copy")
        state.write_key(file, Ed25519PrivateKey.generate().private_bytes_raw().hex())
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(state.read_key(file)))
    except ValueError:
        raise KeyMissing(f"{file} does not hold 64 hexadecimal digits; restore it from its safe copy") from None


def checking_key(state: StateDirectory) -> Ed25519PublicKey:
    """The key that proves a signature.

    Raises:
        KeyMissing: as `signing_key`, and if there is none yet.
    """
    if not key_file(state).exists():
        raise KeyMissing(f"{key_file(state)} is missing; without it no published playbook can be proved; restore it from its "
                         "safe copy")
    return signing_key(state).public_key()
