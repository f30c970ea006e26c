"""A person's rights: a whole copy; erasure by two people that leaves nothing behind, in any file; an audit trail that is whole."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from protocol.assist import Feedback, Promise
from protocol.transcript import Final
from server.__main__ import main
from server.calls.utterance import Utterance
from server.customers.fields import FieldTable
from server.customers.reading import read_record
from server.privacy.persons import find_person
from server.storage import audit
from server.storage.call_people import CallPeople
from server.storage.calls import CallRecords, CallRow, Input, Said, Step
from server.storage.coaching import CoachingRecords
from server.storage.customers import CustomerRecords
from server.storage.database import open_database
from server.storage.erasing import erase_call, tombstones
from server.storage.people import People, User
from server.storage.privacy import Consent, PrivacyRecords
from server.storage.state import StateDirectory
from tests.server.customers.records import PHONE, customer

NAME, ID, WORDS = "许知远", "C7001", "星海路的房子"
OTHER, OTHER_PHONE = "何小满", "+8613900001208"
PERSONAL = (NAME, ID, PHONE, PHONE[1:], PHONE[3:], WORDS, "13800007315", "许先生")
PASSWORD = "a long password"


def store_call(records: CallRecords, call: str, words: str, *, phone: str = "", customer_id: str = "") -> None:
    """A whole closed call: words, inputs, events, feedback with a note, a link to the person."""
    records.open(CallRow(id=call, workstation="ws", user="anna", lang="zh", state="live"))
    said = Utterance("customer-0", "customer", 0, 1000, words)
    records.commit(call, Step(
        said=Said(said, 0, 16_000), inputs=[Input(kind="utterance", utterance=said)],
        events=[Final(call=call, seq=1, utterance="customer-0", channel="customer", start_ms=0, end_ms=1000, text=words),
                Promise(call=call, seq=2, text=words, by="agent")],
        feedback=[Feedback(call=call, item="s1", kind="suggestion", action="dismissed", note=words)]))
    records.commit(call, Step(state="ended"))
    CallPeople(records).link(call, phone=phone, customer_id=customer_id, actor="anna")


@pytest.fixture
def password() -> str:
    """Hashed as the server reads it, at a cost that tests can pay."""
    salt = b"salt of the test"
    hashed = hashlib.scrypt(PASSWORD.encode(), salt=salt, n=4, r=8, p=1, dklen=32)
    return f"scrypt$2$8$1${salt.hex()}${hashed.hex()}"


@pytest.fixture
def filled(state: StateDirectory, password: str) -> StateDirectory:
    """Two people with calls, records, consents, sound and exported files; two officers who may erase."""
    database = open_database(state)
    records = CallRecords(database)
    made = [read_record(one, FieldTable(), "86")[0] for one in (
        customer(ID, name=NAME), customer("C8", name=OTHER, title="何女士", phones=[OTHER_PHONE]))]
    CustomerRecords(database).put([one for one in made if one is not None], "test")
    store_call(records, "aaaa1", f"{NAME}问{WORDS}", phone=PHONE, customer_id=ID)
    store_call(records, "aaaa2", f"还是{WORDS}", phone=PHONE)
    store_call(records, "bbbb1", f"{OTHER}来电", phone=OTHER_PHONE, customer_id="C8")
    privacy = PrivacyRecords(database)
    person = find_person(records, ID, "86").person
    privacy.note_consent(privacy.marks(person), Consent(purpose="marketing", state="refused", at=audit.now_text(), how="said",
                                                        call="aaaa1", quote=f"{NAME}不要推销"))
    database.work(lambda db: audit.append(db, database.master, "clumsy", "note", {"about": f"{NAME} {PHONE}"}))
    for folder, name in (("recordings", "aaaa1-customer.wav"), ("recordings", "bbbb1.wav"), ("exports", "aaaa2.jsonl")):
        (state.path / folder).mkdir(exist_ok=True)
        (state.path / folder / name).write_text(f"sound of {name}: {NAME if name[0] == 'a' else OTHER}", encoding="utf-8")
    for name, role in (("vera", "compliance"), ("igor", "administrator"), ("anna", "agent")):
        People(database).add_user(User(name, name.title(), role, password), "test")  # type: ignore[arg-type]
    database.close()
    return state


@pytest.fixture
def command(filled: StateDirectory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
            ) -> Callable[..., tuple[int, str]]:
    def run(*args: str, password: str = PASSWORD) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
        code = main([*args, "--state", str(filled.path)])
        captured = capsys.readouterr()
        return code, captured.out + captured.err
    return run


def asked(command: Callable[..., tuple[int, str]], by: str = "vera", who: str = ID) -> str:
    code, said = command("subject", "erase", who, "--by", by, "--password-stdin")
    assert code == 0, said
    return said.split()[1].rstrip(":")


def everything(state: StateDirectory) -> str:
    """All that can be read in the state directory: file names, raw bytes, and every row that decrypts."""
    parts = [str(path.relative_to(state.path)) + path.read_bytes().decode("utf-8", "ignore")
             for path in state.path.rglob("*") if path.is_file()]
    database = open_database(state)
    records, privacy = CallRecords(database), PrivacyRecords(database)
    for row in records.list():
        call = str(row["id"])
        stored = records.load(call)
        assert stored is not None
        parts += [msgspec.json.encode(one).decode() for one in (
            stored.row, *stored.inputs, *records.events_after(call, 0), *(said.utterance for said in records.utterances(call)))]
        parts.append(str(records.feedback(call)) + str(CallPeople(records).people(call)))
    parts += [msgspec.json.encode(one).decode() for one in CustomerRecords(database).list()]
    parts += [str(privacy.requests()), str(privacy.exports()), str(privacy.held())]
    for table in database.read(lambda db: db.table_names()):
        parts.append(str(database.read(lambda db, table=table: list(db.query(f"SELECT * FROM [{table}]")))))  # type: ignore[misc]
    database.close()
    return "\n".join(parts)


def test_a_copy_holds_everything_of_the_person_and_nobody_else(command: Callable[..., tuple[int, str]], filled: StateDirectory,
                                                               tmp_path: Path) -> None:
    code, said = command("subject", "export", "138 0000 7315", "--out", str(tmp_path / "copy"))
    assert code == 0, said
    whole = json.loads((tmp_path / "copy" / "subject.json").read_text(encoding="utf-8"))
    assert whole["records"][0]["name"] == NAME and whole["consents"][0]["quote"] == f"{NAME}不要推销"
    assert sorted(whole["calls"]) == ["aaaa1", "aaaa2"]
    call = json.loads((tmp_path / "copy" / "calls" / "aaaa1.json").read_text(encoding="utf-8"))
    assert call["transcript"][0]["text"] == f"{NAME}问{WORDS}" and {one["event"] for one in call["events"]} >= {"final", "promise"}
    assert (tmp_path / "copy" / "sound" / "aaaa1-customer.wav").exists()
    texts = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "copy").rglob("*") if path.is_file())
    assert OTHER not in texts and OTHER_PHONE not in texts
    assert command("subject", "export", ID, "--out", str(tmp_path / "copy"))[0] == 2, "a directory in use is refused"


def test_erasure_leaves_nothing_of_the_person(command: Callable[..., tuple[int, str]], filled: StateDirectory,
                                              tmp_path: Path) -> None:
    assert command("subject", "export", ID, "--out", str(tmp_path / "copy"))[0] == 0
    assert all(text in everything(filled) for text in (NAME, WORDS, ID, PHONE))
    code, said = command("subject", "erase", "--confirm", asked(command), "--by", "igor", "--password-stdin")
    assert code == 0, said
    left = everything(filled)
    assert [text for text in PERSONAL if text in left] == []
    assert not any((tmp_path / "copy").rglob("*.json")), "exported files go too"
    assert OTHER in left and "bbbb1.wav" in left and OTHER_PHONE in left, "nobody else loses anything"


def test_the_audit_trail_is_whole_and_says_what_happened(command: Callable[..., tuple[int, str]], filled: StateDirectory) -> None:
    name = asked(command)
    assert command("subject", "erase", "--confirm", name, "--by", "igor", "--password-stdin")[0] == 0
    code, said = command("audit", "verify")
    assert code == 0 and "emptied on request" in said, said
    database = open_database(filled)
    assert {(stone.call, stone.why, stone.request) for stone in tombstones(database)} == {
        ("aaaa1", "erasure", name), ("aaaa2", "erasure", name)}
    rows = {str(row["action"]): str(row["detail"]) for row in database.read(lambda db: list(db.query("SELECT * FROM audit")))}
    assert json.loads(rows["subject.erase"])["asked_by"] == "vera" and '"calls": "2"' in rows["subject.erase"]
    database.close()


def test_a_call_removed_without_a_request_is_no_erasure(filled: StateDirectory) -> None:
    database = open_database(filled)
    assert erase_call(database, "aaaa1", "erasure", "r1", "vera") is not None
    assert audit.verify(database).problems == ()
    assert erase_call(database, "aaaa1", "erasure", "r1", "vera") is None, "twice is once"
    database.work(lambda db: [db.execute(f"DELETE FROM {table} WHERE call = 'bbbb1'")
                              for table in ("utterances", "inputs", "events", "feedback", "channels", "call_people")])
    database.work(lambda db: db.execute("DELETE FROM calls WHERE id = 'bbbb1'"))
    assert any("bbbb1" in problem for problem in audit.verify(database).problems)
    database.work(lambda db: db.execute("UPDATE audit SET detail = '', salt = '' WHERE n = 2"))
    assert any("row 2 was changed" in problem for problem in audit.verify(database).problems), "emptied, and no row says so"
    database.work(lambda db: db.execute("UPDATE erased SET rows = 1"))
    with pytest.raises(Exception, match="not written by this server"):
        tombstones(database)
    database.close()


@pytest.mark.parametrize(("by", "given", "says"), [
    ("vera", PASSWORD, "second person"), ("igor", "wrong password", "wrong password"), ("anna", PASSWORD, "agent"),
    ("nobody", PASSWORD, "unknown user")])
def test_one_person_alone_erases_nothing(command: Callable[..., tuple[int, str]], filled: StateDirectory, by: str, given: str,
                                         says: str) -> None:
    name = asked(command)
    code, said = command("subject", "erase", "--confirm", name, "--by", by, "--password-stdin", password=given)
    assert code == 2 and says in said
    assert NAME in everything(filled)


def test_a_legal_hold_forbids_it(command: Callable[..., tuple[int, str]], filled: StateDirectory) -> None:
    assert command("retention", "hold", "aaaa2", "--reason", "court")[0] == 0
    name = asked(command)
    code, said = command("subject", "erase", "--confirm", name, "--by", "igor", "--password-stdin")
    assert code == 2 and "legal hold" in said and NAME in everything(filled)
    assert command("retention", "release", "aaaa2")[0] == 0
    assert command("subject", "erase", "--confirm", name, "--by", "vera", "--password-stdin")[0] == 0, "it runs already"
    assert NAME not in everything(filled)


def test_a_run_that_was_killed_goes_on(command: Callable[..., tuple[int, str]], filled: StateDirectory,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    name = asked(command)
    with monkeypatch.context() as patched:
        def killed(*args: object) -> None:
            erase_call(*args)  # type: ignore[arg-type]
            raise KeyboardInterrupt
        patched.setattr("server.privacy.erasing.erase_call", killed)
        assert command("subject", "erase", "--confirm", name, "--by", "igor", "--password-stdin")[0] == 130
    assert "running" in command("subject", "requests")[1]
    assert command("subject", "erase", "--confirm", name, "--by", "igor", "--password-stdin")[0] == 0
    left = everything(filled)
    assert [text for text in PERSONAL if text in left] == []
    assert command("audit", "verify")[0] == 0
    assert command("subject", "erase", "--confirm", name, "--by", "igor", "--password-stdin")[0] == 2, "done is done"


def test_what_can_not_be_deleted_is_named(command: Callable[..., tuple[int, str]], filled: StateDirectory) -> None:
    (filled.path / "notes.txt").write_text(f"call {NAME} back", encoding="utf-8")
    code, said = command("subject", "erase", "--confirm", asked(command), "--by", "igor", "--password-stdin")
    assert code == 2 and "notes.txt" in said


def test_who_is_not_known_or_shares_a_number(command: Callable[..., tuple[int, str]], filled: StateDirectory, tmp_path: Path) -> None:
    code, said = command("subject", "export", "+8613777777777", "--out", str(tmp_path / "x"))
    assert code == 2 and "nothing is kept" in said
    database = open_database(filled)
    record, _ = read_record(customer("C9", name="第三人"), FieldTable(), "86")
    assert record is not None
    CustomerRecords(database).put([record], "test")
    assert PHONE not in find_person(CallRecords(database), ID, "86").person.phones, "a shared number is not one person's"
    database.close()
    code, said = command("subject", "export", PHONE, "--out", str(tmp_path / "x"))
    assert code == 2 and "C7001, C9" in said


def test_a_call_matched_to_somebody_else_stays(filled: StateDirectory) -> None:
    database = open_database(filled)
    records = CallRecords(database)
    store_call(records, "cccc1", "家人来电", phone=PHONE, customer_id="C8")
    assert sorted(find_person(records, ID, "86").calls) == ["aaaa1", "aaaa2"]
    database.close()


def test_a_copy_holds_the_moments_that_were_marked_and_not_the_advice(command: Callable[..., tuple[int, str]],
                                                                     filled: StateDirectory, tmp_path: Path) -> None:
    database = open_database(filled)
    coaching = CoachingRecords(CallRecords(database))
    for kind, text in (("note", "Next time apologise first."), ("bookmark", "Complaint")):
        coaching.add("aaaa1", kind, by="sue", by_name="Sue Supervisor", agent="anna", at_ms=500, text=text,  # type: ignore[arg-type]
                     quote=f"{NAME}问{WORDS}")
    database.close()
    assert command("subject", "export", ID, "--out", str(tmp_path / "copy"))[0] == 0
    text = (tmp_path / "copy" / "calls" / "aaaa1.json").read_text(encoding="utf-8")
    marked = json.loads(text)["marked"]
    assert {one["kind"]: (one["quote"], one.get("label")) for one in marked} == {
        "note": (f"{NAME}问{WORDS}", None), "bookmark": (f"{NAME}问{WORDS}", "Complaint")}
    assert "apologise" not in text and "Sue" not in text
