"""A small playbook on the disk, a state directory, and two persons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.authoring.draft import Draft
from server.authoring.places import Places
from server.authoring.publishing import Publishing
from server.authoring.rights import Author
from server.commands.init import set_up
from server.storage.database import Database, open_database
from server.storage.state import StateDirectory

HEAD = '''id = "house"
title = "House"
lang = "en"
version = "1"
'''
KNOWLEDGE = '''# Articles.
[[article]]
id = "wire_hours"
title = "Wire cut-off"
intents = ["remittance"]
keywords = ["cut-off"]
body = "Wires sent before 3 p.m. leave the same day."

# The next one.
[[article]]
id = "card_loss"
title = "Lost card"
intents = ["card_loss"]
keywords = ["lost"]
body = "Block the card first."
'''
INTENTS = '''[[intent]]
id = "remittance"
title = "Wires"
phrases = ["wire money", "send a wire"]

[[intent]]
id = "card_loss"
title = "Lost card"
phrases = ["lost my card"]
'''
WRITER = Author("anna", "trainer")
PUBLISHER = Author("ben", "compliance")


def write_house(directory: Path) -> Path:
    directory.mkdir(parents=True)
    for name, text in (("playbook", HEAD), ("knowledge", KNOWLEDGE), ("intents", INTENTS)):
        (directory / f"{name}.toml").write_text(text, encoding="utf-8")
    return directory


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return write_house(tmp_path / "house")


@pytest.fixture
def state(tmp_path: Path) -> StateDirectory:
    directory = StateDirectory(tmp_path / "state")
    set_up(directory)
    return directory


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    opened = open_database(state)
    yield opened
    opened.close()


@pytest.fixture
def places(state: StateDirectory) -> Places:
    return Places(state, "house")


@pytest.fixture
def draft(places: Places, house: Path) -> Draft:
    begun = Draft(places)
    begun.begin(house)
    return begun


@pytest.fixture
def publishing(places: Places, database: Database) -> Publishing:
    return Publishing(places, database)
