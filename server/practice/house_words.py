"""What every customer says in the same situations, in several wordings; a scenario replaces any of them under `[say.<key>]`.

In: `server/playbooks/practice/house_words.toml`, part of the program.  Out: `HOUSE`.  `wording` reads the table;
`docs/scenarios.md` lists the keys for authors.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from protocol.message import Language

from .scenario import Words

FILE = Path(__file__).resolve().parent.parent / "playbooks" / "practice" / "house_words.toml"


def _read(path: Path) -> dict[Language, dict[str, Words]]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    languages: tuple[Language, ...] = ("zh", "en")
    return {lang: {key: Words(words=tuple(ways)) for key, ways in table[lang].items()} for lang in languages}


HOUSE: dict[Language, dict[str, Words]] = _read(FILE)
"""Language -> key -> words."""
