"""A blocked number: what blocks, who chooses, who lets it through and who does not, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from protocol.call import CallReady, CallStart, WireError
from protocol.dialling import DialAnswer, DialCheck, DialRelease
from server.__main__ import main
from server.calls.dialling import check_release
from server.calls.number_check import NumberCheck, local
from server.content.loading import load_playbook
from server.errors import CallRefused, SettingsError
from server.passwords import hash_password
from server.privacy.consent import ConsentLedger
from server.settings import DialSettings, load_settings
from server.storage import audit, contacts
from server.storage.calls import CallRecords, CallRow
from server.storage.consents import Consent
from server.storage.database import Database, open_database, rows
from server.storage.people import People, User
from server.storage.privacy import Person, PrivacyRecords
from server.storage.releases import ReleaseRecords
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import ended
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation, write_playbook

PHONE, NUMBER = "138 0000 7315", "+8613800007315"
NOON, NIGHT = "2026-11-17T04:00:00+00:00", "2026-11-17T16:00:00+00:00"
"""12:00 and midnight in Shanghai."""
STORED = hash_password("pass word 1")
RULES = """
[[rule]]
id = "known"
version = "1"
kind = "consent"
known = "calls"
channel = "customer"
category = "do_not_call"
severity = "stop"
text = "Asked not to be called."
[[rule]]
id = "a_week"
version = "1"
kind = "count"
category = "calling_hours"
severity = "stop"
limit = 1
period_hours = 168
phrases = ["balance payment"]
text = "Enough calls."
[[rule]]
id = "hours"
version = "1"
kind = "window"
window = ["08:00", "21:00"]
category = "calling_hours"
severity = "stop"
text = "Too late."
"""


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    opened = open_database(state)
    people = People(opened)
    for name, role, team in (("anna", "agent", "north"), ("boss", "supervisor", "north"), ("other", "supervisor", "south"),
                             ("peer", "agent", "north")):
        people.add_user(User(name, name.title(), role, STORED, team), "test")  # type: ignore[arg-type]
    yield opened
    opened.close()


def refuse(database: Database) -> None:
    privacy = PrivacyRecords(database)
    privacy.note_consent(privacy.marks(Person(phones=(NUMBER,))), Consent(
        purpose="calls", state="refused", at="2026-05-04T10:00:00+00:00", how="said"))


def called_before(database: Database) -> None:
    mark = contacts.number_mark(database, NUMBER, "")
    CallRecords(database).open(CallRow(id="c0", workstation="w", user="anna", lang="en", direction="outbound", number_mark=mark,
                                       opened_at=(datetime.fromisoformat(NOON) - timedelta(days=1)).isoformat()))
    database.work(lambda db: contacts.note(db, database.master, "c0", ("a_week",)))


def checker(database: Database, tmp_path: Path, rules: str = RULES, **settings: str) -> NumberCheck:
    write_playbook(tmp_path / "book")
    (tmp_path / "book" / "rules.toml").write_text(fakes.RULES + rules, encoding="utf-8")
    book = load_playbook(tmp_path / "book")
    chosen = DialSettings(**settings)  # type: ignore[arg-type]
    return NumberCheck(database, ConsentLedger(database, "86"), lambda lang: book, chosen)


def asked(check: NumberCheck, now: str = NOON, agent: str = "anna") -> DialAnswer:
    return check.check(DialCheck(phone=PHONE, lang="en"), now, agent)


def test_a_wish_not_to_be_called_blocks_and_all_else_warns(database: Database, tmp_path: Path) -> None:
    check = checker(database, tmp_path)
    free = asked(check)
    assert (free.blocked, free.warnings, free.clock, free.clock_from) == (False, (), "12:00", "number")
    late = asked(check, NIGHT)
    assert (late.blocked, late.warnings, late.clock) == (False, ("Too late.",), "00:00")
    called_before(database)
    assert asked(check).warnings == ("Enough calls.",) and not asked(check).blocked
    for written in ("+86 138-0000-7315", "008613800007315", "tel:+8613800007315"):
        assert check.check(DialCheck(phone=written, lang="en"), NOON, "anna").warnings == ("Enough calls.",), written
    refuse(database)
    assert asked(check).warnings == ("Asked not to be called.", "Enough calls.") and asked(check).blocked


@pytest.mark.parametrize(("rules", "settings", "blocked"), [
    ("", {}, (True, False, False)),
    ("", {"do_not_call": "warn"}, (False, False, False)),
    ("", {"calling_hours": "block", "counts": "block"}, (True, True, True)),
    ("block", {}, (True, True, True)),
    ("warn", {}, (False, False, False)),
    ("block", {"do_not_call": "warn", "calling_hours": "warn", "counts": "warn"}, (False, False, False))])
def test_the_settings_go_before_the_rules_and_the_rules_before_the_default(
        database: Database, tmp_path: Path, rules: str, settings: dict[str, str], blocked: tuple[bool, ...]) -> None:
    chosen = RULES.replace('text = ', f'dialling = "{rules}"\ntext = ') if rules else RULES
    check = checker(database, tmp_path, chosen, **settings)
    hours = asked(check, NIGHT).blocked
    called_before(database)
    counts = asked(check).blocked
    refuse(database)
    wish = check.check(DialCheck(phone=PHONE, matter="another", lang="en"), NOON, "anna").blocked
    assert (wish, hours, counts) == blocked


def test_a_wish_blocks_also_where_no_rule_has_a_sentence_for_it(database: Database, tmp_path: Path) -> None:
    refuse(database)
    answer = asked(checker(database, tmp_path, ""))
    assert (answer.blocked, answer.warnings, answer.refused_since, answer.clock) == (True, (), "2026-05-04", "")
    assert not asked(checker(database, tmp_path, "", do_not_call="warn")).blocked


def test_a_choice_that_is_none_and_a_rule_that_is_never_looked_at_are_refused(tmp_path: Path) -> None:
    (tmp_path / "server.toml").write_text('[dialling]\ncounts = "never"\n')
    with pytest.raises(SettingsError, match="counts must be text"):
        load_settings(tmp_path / "server.toml")
    write_playbook(tmp_path / "book")
    (tmp_path / "book" / "rules.toml").write_text(fakes.RULES.replace('text = ', 'dialling = "block"\ntext = ', 1),
                                                  encoding="utf-8")
    with pytest.raises(Exception, match="`dialling` belongs to"):
        load_playbook(tmp_path / "book")


def test_a_release_holds_for_one_agent_one_number_and_a_while(database: Database, tmp_path: Path) -> None:
    refuse(database)
    check = checker(database, tmp_path)
    made = check.release(DialCheck(phone=PHONE), "anna", "boss", "asked for by letter", "boss")
    now = datetime.now(UTC)
    answer = asked(check, now.isoformat())
    assert (answer.blocked, answer.released_by, answer.released_until) == (False, "boss", made.until)
    assert "Asked not to be called." in answer.warnings, "what speaks against it stays in sight"
    assert asked(check, now.isoformat(), "peer").blocked
    assert check.check(DialCheck(phone="138 0000 7316", lang="en"), now.isoformat(), "anna").released_by == ""
    assert asked(check, (now + timedelta(minutes=31)).isoformat()).blocked
    (kept,) = ReleaseRecords(database).all()
    assert (kept.agent, kept.by, kept.reason) == ("anna", "boss", "asked for by letter")
    assert b"letter" not in database.file.read_bytes() and NUMBER.encode() not in database.file.read_bytes()
    assert audit.verify(database).problems == ()


@pytest.mark.parametrize(("name", "reason", "code"), [
    ("anna", "why", "gate.role"), ("peer", "why", "gate.role"), ("other", "why", "gate.team"), ("nobody", "why", "gate.role"),
    ("boss", "  ", "dial.reason")])
def test_who_may_not_let_a_call_through(database: Database, name: str, reason: str, code: str) -> None:
    people = People(database)
    with pytest.raises(CallRefused) as refused:
        check_release(people.user(name), "anna", people.user("anna"), reason)
    assert refused.value.code == code
    with pytest.raises(CallRefused) as own:
        check_release(people.user("boss"), "boss", people.user("boss"), "why")
    assert own.value.code == "gate.self"


async def test_over_the_wire_a_supervisor_lets_it_through_at_the_agents_desk(
        state: StateDirectory, database: Database, start_server: StartServer) -> None:
    settings = fakes.settings(state)
    book = Path(settings.playbooks[0])
    write_playbook(book)
    (book / "rules.toml").write_text(fakes.RULES + RULES.partition('[[rule]]\nid = "hours"')[0], encoding="utf-8")
    keys = list_workstation(state)
    refuse(database)
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.send(DialCheck(phone=PHONE, lang="en"))
        assert (await client.until(DialAnswer)).blocked
        await client.send(CallStart(call="c1", lang="en", phone=PHONE, direction="outbound"))
        await client.until(CallReady)
        await ended(client, "c1", -1)
        given = DialRelease(phone=PHONE, lang="en", supervisor="boss", password="wrong", reason="agreed by letter")
        await client.send(given)
        assert (await client.until(WireError)).code == "dial.password"
        agent = database.read(lambda db: str(rows(db, "SELECT user FROM calls WHERE id = 'c1'")[0]["user"]))
        database.work(lambda db: db.execute("UPDATE users SET team = (SELECT team FROM users WHERE name = ?) WHERE name = 'boss'",
                                            [agent]))
        await client.send(replace(given, password="pass word 1"))
        answer = await client.until(DialAnswer, lambda one: bool(one.released_by))
        assert (answer.blocked, answer.released_by) == (False, "boss")
        await client.send(CallStart(call="c2", lang="en", phone=PHONE, direction="outbound"))
        await client.until(CallReady, lambda one: one.call == "c2")
        await ended(client, "c2", -1)
        for _ in range(6):
            await client.send(given)
        await client.until(WireError, lambda one: one.code == "auth.too_many")
    stored = CallRecords(database).load("c1")
    assert stored is not None
    (place,) = [given for given in stored.inputs if given.kind == "place"]
    assert "Asia/Shanghai" in place.text, "where the customer may be is an input, so that a rebuilt call keeps its clock"
    told = database.read(lambda db: [str(row["action"]) for row in rows(
        db, "SELECT action FROM audit WHERE action LIKE 'dial.%' ORDER BY n")])
    assert told[:4] == ["dial.despite_block", "dial.release_refused", "dial.release", "dial.released"]


def test_at_the_console(state: StateDirectory, database: Database, capsys: pytest.CaptureFixture[str],
                        monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(database)
    where = ["--state", str(state.path)]
    assert main(["dial", "check", PHONE, *where]) == 1
    told = capsys.readouterr().out
    assert "该客户此前要求不再来电" in told and "Since 2026-05-04" in told and "(number)" in told and told.endswith("blocked\n")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "pass word 1")
    given = ["dial", "release", PHONE, "--agent", "anna", "--reason", "agreed"]
    assert main([*given, "--user", "other", *where]) == 2
    assert "another team" in capsys.readouterr().err
    assert main([*given, "--user", "boss", *where]) == 0
    assert main(["dial", "releases", *where]) == 0
    assert "anna\tboss\tagreed" in capsys.readouterr().out
    assert main(["dial", "check", "138 0000 9999", *where]) == 0


def test_a_moment_in_utc_is_read_by_this_machines_clock_and_one_with_an_offset_as_it_is() -> None:
    assert datetime.fromisoformat(local(NOON)) == datetime.fromisoformat(NOON)
    assert local("2026-11-17T12:00:00+08:00") == "2026-11-17T12:00:00+08:00"
    assert (local(""), local("no time")) == ("", "no time")
