"""Workstations, invitations and users: who may connect, and who sits there.

In: names, public keys, roles, password hashes (never passwords).  Out: records.  Next: `server.auth`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import sqlite_utils

from protocol.message import Role

from . import audit
from .database import Database, rows
from .errors import StorageError, UnknownRecord


@dataclass(frozen=True)
class Workstation:
    """An enrolled machine."""

    id: str
    """Made by the server; the ZAP user id of its connections."""
    name: str
    """Chosen by the administrator."""
    public_key: str
    """Z85, 40 characters."""
    user: str = ""
    """The person it is bound to, or empty."""
    enrolled_at: str = ""
    """ISO 8601."""
    revoked_at: str | None = None
    """ISO 8601, or None while it may connect."""


@dataclass(frozen=True)
class Invitation:
    """A one-time key that may enrol one workstation."""

    public_key: str
    """Of the one-time key, Z85."""
    name: str
    """Name that the workstation will get."""
    user: str
    """Person it will be bound to, or empty."""
    expires_s: float
    """Unix time after which it is refused."""


@dataclass(frozen=True)
class User:
    """A person who signs in."""

    name: str
    """Sign-in name."""
    display_name: str
    """Shown to others."""
    role: Role
    """What the person may do."""
    password: str
    """Hash in the form of `server.passwords`, or empty if only a bound workstation signs this person in."""
    team: str = ""
    """Whose operations a supervisor may approve: those of the same team; empty: the house has no teams."""


@dataclass(frozen=True)
class KeyTable:
    """Every key that may connect now; what `server.auth` holds in memory."""

    workstations: dict[str, Workstation]
    """Public key -> workstation that is not revoked."""
    invitations: dict[str, Invitation]
    """Public key -> invitation, expired ones included (time is checked at use)."""
    users: frozenset[str] = frozenset()
    """Names of all persons."""


class People:
    """The tables of people and machines.  All methods are synchronous; each is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def key_table(self) -> KeyTable:
        """Every key that may connect."""
        def read(db: sqlite_utils.Database) -> KeyTable:
            stations = [Workstation(**row) for row in rows(db, "SELECT * FROM workstations WHERE revoked_at IS NULL")]
            invited = [Invitation(**row) for row in rows(db, "SELECT * FROM invitations")]
            names = frozenset(str(row["name"]) for row in rows(db, "SELECT name FROM users"))
            return KeyTable({w.public_key: w for w in stations}, {i.public_key: i for i in invited}, names)
        return self._database.read(read)

    def workstations(self) -> list[Workstation]:
        """All, revoked ones included."""
        return self._database.read(
            lambda db: [Workstation(**row) for row in rows(db, "SELECT * FROM workstations ORDER BY enrolled_at, id")])

    def invite(self, invitation: Invitation, role: Role, actor: str) -> None:
        """List a one-time key; makes the person it is bound to if there is none of that name."""
        def write(db: sqlite_utils.Database) -> None:
            known = rows(db, "SELECT name FROM users WHERE name = ?", [invitation.user])
            if invitation.user and not known:
                self._insert_user(db, User(invitation.user, invitation.user, role, ""))
            db.table("invitations").insert({"public_key": invitation.public_key, "name": invitation.name,
                                            "user": invitation.user, "expires_s": invitation.expires_s})
            audit.append(db, self._database.master, actor, "workstation.invite",
                         {"workstation": invitation.name, "user": invitation.user})
        self._database.work(write)

    def enrol(self, one_time_key: str, public_key: str, now_s: float) -> Workstation:
        """Turn an invitation into a workstation; the one-time key is gone afterwards.

        Raises:
            UnknownRecord: the invitation was used or has expired.
            StorageError: the workstation's key is listed already.
        """
        def write(db: sqlite_utils.Database) -> Workstation:
            found = rows(db, "SELECT * FROM invitations WHERE public_key = ? AND expires_s > ?", [one_time_key, now_s])
            if not found:
                raise UnknownRecord("the enrolment code was used or has expired; ask for a new one")
            if rows(db, "SELECT id FROM workstations WHERE public_key = ?", [public_key]):
                raise StorageError("this workstation's key is listed already; make a new key and try again")
            db.execute("DELETE FROM invitations WHERE public_key = ?", [one_time_key])
            return self._insert_workstation(db, str(found[0]["name"]), public_key, str(found[0]["user"]), "enrolment")
        return self._database.work(write)

    def add_workstation(self, name: str, public_key: str, user: str, actor: str) -> Workstation:
        """List a key without an invitation."""
        return self._database.work(lambda db: self._insert_workstation(db, name, public_key, user, actor))

    def revoke(self, name_or_id: str, actor: str) -> list[Workstation]:
        """Refuse the workstations of this name or id from now on.

        Raises:
            UnknownRecord: none of that name may connect.
        """
        def write(db: sqlite_utils.Database) -> list[Workstation]:
            found = [Workstation(**row) for row in rows(
                db, "SELECT * FROM workstations WHERE (id = ? OR name = ?) AND revoked_at IS NULL",
                [name_or_id, name_or_id])]
            if not found:
                raise UnknownRecord(f"no workstation {name_or_id!r} may connect; see `seatmate-server keys list`")
            for station in found:
                db.table("workstations").update(station.id, {"revoked_at": audit.now_text()})
                audit.append(db, self._database.master, actor, "workstation.revoke",
                             {"workstation": station.name, "id": station.id})
            return found
        return self._database.work(write)

    def drop_expired_invitations(self, now_s: float) -> None:
        """Forget one-time keys that nobody used in time."""
        self._database.work(lambda db: db.execute("DELETE FROM invitations WHERE expires_s <= ?", [now_s]))

    def users(self) -> list[User]:
        """All persons."""
        return self._database.read(lambda db: [User(**row) for row in rows(
            db, "SELECT name, display_name, role, password, team FROM users ORDER BY name")])

    def user(self, name: str) -> User | None:
        """The person of this sign-in name."""
        return next((user for user in self.users() if user.name == name), None)

    def add_user(self, user: User, actor: str) -> None:
        """Add a person.

        Raises:
            StorageError: the name is taken.
        """
        def write(db: sqlite_utils.Database) -> None:
            if rows(db, "SELECT name FROM users WHERE name = ?", [user.name]):
                raise StorageError(f"there is a user {user.name!r} already; choose another name or set the password")
            self._insert_user(db, user)
            audit.append(db, self._database.master, actor, "user.add", {"user": user.name, "role": user.role, "team": user.team})
        self._database.work(write)

    def set_password(self, name: str, password: str, actor: str) -> None:
        """Store a new hash.

        Raises:
            UnknownRecord: no such person.
        """
        def write(db: sqlite_utils.Database) -> None:
            self._require_user(db, name)
            db.table("users").update(name, {"password": password})
            audit.append(db, self._database.master, actor, "user.password", {"user": name})
        self._database.work(write)

    def remove_user(self, name: str, actor: str) -> None:
        """Remove a person and the bindings of workstations to them; calls keep the name.

        Raises:
            UnknownRecord: no such person.
        """
        def write(db: sqlite_utils.Database) -> None:
            self._require_user(db, name)
            db.execute("UPDATE workstations SET user = '' WHERE user = ?", [name])
            db.execute("UPDATE invitations SET user = '' WHERE user = ?", [name])
            db.execute("DELETE FROM users WHERE name = ?", [name])
            audit.append(db, self._database.master, actor, "user.remove", {"user": name})
        self._database.work(write)

    @staticmethod
    def _require_user(db: sqlite_utils.Database, name: str) -> None:
        if not rows(db, "SELECT name FROM users WHERE name = ?", [name]):
            raise UnknownRecord(f"there is no user {name!r}; see `seatmate-server users list`")

    @staticmethod
    def _insert_user(db: sqlite_utils.Database, user: User) -> None:
        db.table("users").insert({"name": user.name, "display_name": user.display_name, "role": user.role,
                                  "password": user.password, "team": user.team, "created_at": audit.now_text()})

    def _insert_workstation(self, db: sqlite_utils.Database, name: str, public_key: str, user: str,
                            actor: str) -> Workstation:
        station = Workstation(f"ws-{secrets.token_hex(6)}", name, public_key, user, audit.now_text())
        db.table("workstations").insert({"id": station.id, "name": name, "public_key": public_key, "user": user,
                                         "enrolled_at": station.enrolled_at, "revoked_at": None})
        audit.append(db, self._database.master, actor, "workstation.enrol", {"workstation": name, "id": station.id})
        return station
