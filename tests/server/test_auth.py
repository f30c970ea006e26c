"""Signing in: bound workstations, passwords, attempts; and the key table that lives."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from protocol.call import Hello, WireError
from server import reception
from server.auth import KeyDirectory, is_public_key, new_key_pair, server_keys
from server.clients import TokenBucket
from server.passwords import PasswordTooShort, fits, hash_password
from server.storage.database import open_database
from server.storage.errors import KeyMissing
from server.storage.people import Invitation, People, User
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation


def test_a_password_is_stored_as_a_hash_that_fits_it_only() -> None:
    stored = hash_password("correct horse")
    assert "correct" not in stored and stored != hash_password("correct horse")
    assert fits("correct horse", stored)
    assert not fits("Correct horse", stored) and not fits("", stored)
    assert not fits("anything", "") and not fits("anything", "scrypt$broken")
    with pytest.raises(PasswordTooShort):
        hash_password("short")


async def test_a_person_signs_in_with_a_password(state: StateDirectory, start_server: StartServer,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    # each attempt takes its time, on a slow machine the more
    monkeypatch.setattr(reception, "_ATTEMPT_WINDOW_S", 3_600.0)
    keys = list_workstation(state, user="")
    database = open_database(state)
    People(database).add_user(User("dora", "Dora D", "compliance", hash_password("long enough")), "test")
    database.close()
    quick = fakes.settings(state)
    server = await start_server(replace(quick, gateway=replace(quick.gateway, sign_in_attempts=2)))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.send(Hello(user="nobody", password="long enough"))
        assert (await client.until(WireError)).code == "auth.user"
        welcome = await client.hello(user="dora", password="long enough")
        assert (welcome.user, welcome.display_name, welcome.role) == ("dora", "Dora D", "compliance")
        for _ in range(2):
            await client.send(Hello(user="dora", password="wrong password"))
            assert (await client.until(WireError)).code == "auth.user"
        await client.send(Hello(user="dora", password="long enough"))
        error = await client.until(WireError)
        assert error.code == "auth.too_many" and error.retryable


async def test_a_bound_workstation_does_not_sign_in_another_person(state: StateDirectory,
                                                                   start_server: StartServer) -> None:
    keys = list_workstation(state)
    database = open_database(state)
    People(database).add_user(User("eve", "Eve", "administrator", hash_password("long enough")), "test")
    database.close()
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.send(Hello(user="eve"))
        assert (await client.until(WireError)).code == "auth.user"


async def test_the_key_table_follows_what_another_process_writes(state: StateDirectory) -> None:
    database, other = open_database(state), open_database(state)
    try:
        directory = KeyDirectory(People(database))
        await directory.refresh()
        keys = new_key_pair()
        assert await directory.user_id(keys.public) is None
        station = await asyncio.to_thread(People(other).add_workstation, "W", keys.public, "", "test")
        assert await directory.user_id(keys.public) == station.id
        await asyncio.to_thread(People(other).revoke, "W", "test")
        await directory.refresh()
        assert directory.workstation(station.id) is None and await directory.user_id(keys.public) is None
    finally:
        database.close()
        other.close()


async def test_an_invitation_dies_after_its_time(state: StateDirectory) -> None:
    database = open_database(state)
    try:
        now = time.time()
        keys = new_key_pair()
        People(database).invite(Invitation(keys.public, "W", "", now + 600), "agent", "test")
        late = KeyDirectory(People(database), clock=lambda: now + 601)
        early = KeyDirectory(People(database), clock=lambda: now + 599)
        assert await early.user_id(keys.public) == f"once-{keys.public}"
        assert await late.user_id(keys.public) is None
    finally:
        database.close()


def test_the_server_s_key_is_for_its_user_only(state: StateDirectory) -> None:
    pair = server_keys(state)
    assert is_public_key(pair.public) and pair.secret not in repr(pair)
    state.server_key.chmod(0o644)
    with pytest.raises(KeyMissing, match="chmod 600"):
        server_keys(state)
    state.server_key.chmod(0o600)
    state.server_key.write_text("not a key\n")
    with pytest.raises(KeyMissing, match="safe copy") as caught:
        server_keys(state)
    assert pair.secret not in str(caught.value)


@pytest.mark.parametrize("text", ["", "short", "x" * 39, "#" * 40, "ä" * 40])
def test_what_is_no_key(text: str) -> None:
    assert not is_public_key(text)


def test_a_bucket_allows_a_burst_and_then_the_rate() -> None:
    bucket = TokenBucket(rate=10.0, burst=3.0, now_s=0.0)
    assert [bucket.take(0.0) for _ in range(4)] == [True, True, True, False]
    assert not bucket.take(0.05) and bucket.take(0.15)
    assert [bucket.take(100.0) for _ in range(4)] == [True, True, True, False]
