"""People at one real server: who they are, how they enter a call, what was audited.  The fixture `join` signs them in."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from protocol.supervision import Observe, Observing
from server.app import Server
from server.auth import KeyPair, new_key_pair
from server.settings import Settings, SupervisionSettings
from server.storage.database import open_database
from server.storage.grants import GrantRecords
from server.storage.people import People, User
from server.storage.state import StateDirectory
from server.supervision.relaying import PIECE_BYTES
from tests.server import fakes
from tests.server.fakes import WireClient

LOUD = fakes.pcm(10, 1)[0]
VOICE = b"\1\2" * (PIECE_BYTES // 2)
Join = Callable[..., Awaitable[WireClient]]


def person(state: StateDirectory, name: str, role: str = "supervisor", grants: tuple[str, ...] = (), team: str = "") -> KeyPair:
    """A listed person at a workstation of their own, with grants for an hour."""
    keys, database = new_key_pair(), open_database(state)
    People(database).add_user(User(name, name.title(), role, "", team), "test")  # type: ignore[arg-type]
    People(database).add_workstation(f"W-{name}", keys.public, name, "test")
    if grants:
        until = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="milliseconds")
        GrantRecords(database).give(name, "", grants, reason="shift", until=until, actor="test")
    database.close()
    return keys


def live(state: StateDirectory, delay_s: float = 0.0) -> Settings:
    """Listeners hear so late."""
    return replace(fakes.settings(state), supervision=SupervisionSettings(listen_delay_s=delay_s))


def server_of(join: Join) -> Server:
    return join.servers[0]  # type: ignore[attr-defined,no-any-return]


async def enter(client: WireClient, mode: str, reason: str = "complaint", call: str = "c1") -> Observing:
    await client.send(Observe(call=call, mode=mode, reason=reason))  # type: ignore[arg-type]
    return await client.until(Observing)


def audited(server: Server) -> list[tuple[str, str, str]]:
    """(actor, action, outcome or why) of everything about stepping in."""
    rows = server.database.read(lambda db: list(db.query(
        "SELECT actor, action, detail FROM audit WHERE action LIKE 'supervise.%' ORDER BY n")))
    details = [json.loads(row["detail"]) for row in rows]
    return [(row["actor"], row["action"], one.get("outcome", one.get("why"))) for row, one in zip(rows, details, strict=True)]
