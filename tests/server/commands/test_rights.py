"""`seatmate-server rights`: what it gives, takes back, shows and refuses."""

from __future__ import annotations

import pytest

from server.__main__ import main
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory


@pytest.fixture
def where(state: StateDirectory) -> list[str]:
    database = open_database(state)
    for name, role in (("sun", "supervisor"), ("anna", "agent")):
        People(database).add_user(User(name, name.title(), role, "", "north"), "test")  # type: ignore[arg-type]
    database.close()
    return ["--state", str(state.path)]


def test_a_grant_is_given_listed_and_taken_back(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rights", "grant", "sun", "--actions", "barge, takeover,barge", "--reason", "night", "--until",
                 "2999-06-01T12:00:00+02:00", *where]) == 0
    assert main(["rights", "grant", "sun", "--team", "south", "--actions", "listen", "--reason", "holiday", "--until",
                 "2999-06-01", *where]) == 0
    capsys.readouterr()
    assert main(["rights", "list", *where]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [line[:3] for line in lines] == [["sun", "north", "barge"], ["sun", "north", "takeover"], ["sun", "south", "listen"]]
    assert lines[0][3] == "2999-06-01T10:00:00.000+00:00" and lines[0][5] == "night" and lines[0][4].endswith("@console")
    assert main(["rights", "revoke", "sun", "--reason", "over", *where]) == 0
    assert "barge, takeover in team north" in capsys.readouterr().out
    assert main(["rights", "list", "sun", *where]) == 0 and main(["rights", "list", "anna", *where]) == 0
    assert [line.split("\t")[1] for line in capsys.readouterr().out.splitlines()] == ["south"]


@pytest.mark.parametrize(("given", "says"), [
    (["grant", "anna", "--actions", "listen", "--reason", "r", "--until", "2999-01-01"], "anna is an agent"),
    (["grant", "nobody", "--actions", "listen", "--reason", "r", "--until", "2999-01-01"], "no user 'nobody'"),
    (["grant", "sun", "--actions", "fly", "--reason", "r", "--until", "2999-01-01"], "unknown action fly"),
    (["grant", "sun", "--actions", ",", "--reason", "r", "--until", "2999-01-01"], "unknown action"),
    (["grant", "sun", "--actions", "barge", "--reason", "  ", "--until", "2999-01-01"], "need a reason"),
    (["grant", "sun", "--actions", "barge", "--reason", "r", "--until", "2020-01-01"], "over already"),
    (["grant", "sun", "--actions", "barge", "--reason", "r", "--until", "tomorrow"], "is no time"),
    (["grant", "sun", "--actions", "barge", "--until", "2999-01-01"], "--reason"),
    (["revoke", "sun", "--actions", "barge", "--reason", "r"], "no such grant")])
def test_what_is_wrong_is_said_and_changes_nothing(
        where: list[str], capsys: pytest.CaptureFixture[str], given: list[str], says: str) -> None:
    assert main(["rights", *given, *where]) == 2
    assert says in capsys.readouterr().err
    assert main(["rights", "list", *where]) == 0 and capsys.readouterr().out == ""
