"""Directory of TOML files in, one `Playbook` out, or a `PlaybookError` that names file, line and what is expected.

A playbook never half-loads: everything is read, converted and checked before the object exists.
Next: every stage of a call reads the `Playbook`; `server.content.checking` holds the rules that span files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from server.practice.loading import PART as PRACTICE
from server.practice.loading import check_practice, read_practice
from server.practice.scenario import PracticeScenario

from .checking import Origins, check
from .errors import PlaybookError, PlaybookNotFound
from .everyday import EVERYDAY_TABLES, check_everyday, everyday_of
from .files import TomlFile, convert, entries_of, part_files, read_file, refuse_keys
from .kept import KeptPlaybooks
from .packs import add_packs, include_packs
from .playbook import (
    Article,
    ChecklistItem,
    Coaching,
    CustomerData,
    IntentWords,
    MoodWord,
    Playbook,
    Product,
    Quiet,
    Reply,
    Rule,
    Scenario,
)
from .skill_checking import check_skills
from .skill_tables import SKILL_TABLES, skill_tables
from .validity import Flag, flags_of

BUILT_IN = Path(__file__).resolve().parent.parent / "playbooks"
"""The playbooks that come with the server."""

_TABLES: dict[str, dict[str, type[msgspec.Struct]]] = {
    "products": {"product": Product},
    "knowledge": {"article": Article},
    "replies": {"reply": Reply},
    "rules": {"rule": Rule},
    "intents": {"intent": IntentWords},
    "checklist": {"item": ChecklistItem},
    "mood": {"word": MoodWord, "coaching": Coaching},
    "customers": {"customer": CustomerData},
    "suggestions": {"quiet": Quiet},
    "skills": SKILL_TABLES,
    "everyday": EVERYDAY_TABLES,
}
"""Part of a playbook -> table names in its files."""
_HEAD_KEYS = ("id", "title", "lang", "version", "jurisdiction", "institution", "fictional", "packs", "most_suggestions",
              "paraphrases")
_PLAYABLE_KEPT = 64
_playable: set[bytes] = set()
"""Digests of playbooks whose scenarios were found playable by this process."""
_kept = KeptPlaybooks()
_kept_with: dict[tuple[str, ...], KeptPlaybooks] = {}
"""Packs that the installation adds -> playbooks with them."""
_PARTS = (*_TABLES, "phantoms", "scenarios", PRACTICE, "packs")

def list_playbooks() -> tuple[str, ...]:
    """Names of the playbooks that come with the server, sorted."""
    if not BUILT_IN.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob("*/playbook.toml")))


def find_playbook(name_or_path: str | Path) -> Path:
    """The directory of a playbook: a built-in name, or a path to a directory that holds `playbook.toml`.

    Raises:
        PlaybookNotFound: neither; the message lists the names.
    """
    given = Path(name_or_path)
    if given.name == str(name_or_path) and (BUILT_IN / given / "playbook.toml").is_file():
        return BUILT_IN / given
    if (given / "playbook.toml").is_file():
        return given
    if given.name == "playbook.toml" and given.is_file():
        return given.parent
    raise PlaybookNotFound(given, 0, "no playbook of this name; give a directory that holds playbook.toml, or one of: "
                           + ", ".join(list_playbooks()))


def load_playbook(directory: Path) -> Playbook:
    """The playbook of a directory, checked as a whole; the same object again as long as the same is in its files.

    Raises:
        PlaybookNotFound: the directory holds no `playbook.toml`.
        PlaybookError: any error in any file; nothing of the playbook is used then.
    """
    return _kept.load((directory, BUILT_IN / "packs"), lambda: _load(directory)[0])


def load_with_packs(directory: Path, packs: tuple[str, ...], chosen_in: Path) -> Playbook:
    """`load_playbook` with rule packs beside its own; its version names them (`2026.11.2+eu_finance`).

    Args:
        chosen_in: the settings that name them, for messages.

    Raises:
        PlaybookError: as `load_playbook`; a pack that is unknown or of another language is named with the settings.
    """
    kept = _kept_with.setdefault(packs, KeptPlaybooks())
    return kept.load((directory, BUILT_IN / "packs"), lambda: _load(directory, packs, chosen_in)[0])


def read_playbook(directory: Path) -> tuple[Playbook, Origins]:
    """`load_playbook`, and where each of its entries stands, for who edits it."""
    return _load(directory)


def inspect_playbook(directory: Path, today: date) -> tuple[Playbook, tuple[Flag, ...]]:
    """`load_playbook`, and what a compliance officer should look at: past or future dates, a sign-off that is missing."""
    playbook, origins = _load(directory)
    return playbook, flags_of(playbook, origins, today)


def rule_lines(directory: Path, wanted: Sequence[tuple[str, str, str]]) -> list[Flag]:
    """Where something of a rule stands: (rule, a text in its table, the reason to look) with file and line."""
    _, origins = _load(directory)
    places = [origins.error("rule", rule, reason, needle=needle) for rule, needle, reason in wanted]
    return [Flag(place.file, place.line, reason) for place, (_, _, reason) in zip(places, wanted, strict=True)]


def _load(directory: Path, added: tuple[str, ...] = (), chosen_in: Path = Path()) -> tuple[Playbook, Origins]:
    head_file = directory / "playbook.toml"
    if not head_file.is_file():
        raise PlaybookNotFound(directory, 0, "holds no playbook.toml; a playbook directory starts with that file")
    _refuse_strangers(directory)
    origins = Origins()
    head = read_file(head_file)
    origins.place("playbook", "", head.path, head.lines, (1, head.lines.count))
    parts: dict[str, list[msgspec.Struct]] = {}
    for part, tables in _TABLES.items():
        for file in part_files(directory, part):
            for table, kind in tables.items():
                entries = parts.setdefault(table, [])
                entries.extend(entries_of(file, table, kind, len(entries), origins))
            refuse_keys(file, tuple(tables))
    packs = include_packs(head, directory, BUILT_IN / "packs", parts, origins)
    more = add_packs(added, chosen_in, head, directory, BUILT_IN / "packs", parts, origins) if added else {}
    packs = packs | more
    whole = _assemble(head, parts, _scenarios(directory, origins), _phantoms(directory, origins), origins)
    practice = read_practice(directory)
    whole = msgspec.structs.replace(whole, packs=packs, version="+".join((whole.version, *more)),
                                   practice={name: one for name, (one, _) in practice.items()})
    check(whole, origins)
    check_skills(whole, origins)
    labels = [term.label for product in whole.products.values() for term in product.terms.values()]
    check_everyday(whole.everyday, labels, origins)
    _check_practice_once(whole, practice)
    return whole, origins


def _check_practice_once(whole: Playbook, practice: Mapping[str, tuple[PracticeScenario, TomlFile]]) -> None:
    """Playing through every scenario takes longer than all other checks, and a server reads the same playbook often."""
    digest = sha256(msgspec.msgpack.encode(whole)).digest()
    if digest not in _playable:
        check_practice(whole, practice)
        if len(_playable) >= _PLAYABLE_KEPT:
            _playable.clear()
        _playable.add(digest)


def _assemble(head: TomlFile, parts: dict[str, list[msgspec.Struct]], scenarios: dict[str, Scenario],
              phantoms: tuple[str, ...], origins: Origins) -> Playbook:
    refuse_keys(head, _HEAD_KEYS)
    coaching: dict[str, tuple[str, ...]] = {}
    for entry in parts.get("coaching", []):
        assert isinstance(entry, Coaching)
        coaching[entry.mood] = (*coaching.get(entry.mood, ()), entry.text)
    fields: dict[str, Any] = {key: value for key, value in head.data.items() if key != "packs"}
    for name, table in (("products", "product"), ("articles", "article"), ("replies", "reply"), ("intents", "intent"),
                        ("rules", "rule"), ("customers", "customer")):
        fields[name] = _by_id(table, parts.get(table, []), origins)
    items = parts.get("item", [])
    _by_id("item", items, origins)
    fields.update(checklist=tuple(items), mood_words=tuple(parts.get("word", [])), coaching=coaching,
                  scenarios=scenarios, phantoms=phantoms, quiet=tuple(parts.get("quiet", [])),
                  skills=skill_tables(parts), everyday=everyday_of(parts))
    return convert(head, fields, Playbook, (1, head.lines.count), "playbook.toml")


def _refuse_strangers(directory: Path) -> None:
    for path in sorted(directory.iterdir()):
        known = path.name == "playbook.toml" or (path.stem if path.suffix == ".toml" else path.name) in _PARTS
        if path.suffix == ".toml" and not known:
            raise PlaybookError(path, 1, "is no file of a playbook; expected playbook.toml or one of: "
                                + ", ".join(f"{part}.toml" for part in _PARTS))
        if path.is_dir() and not known and any(path.glob("*.toml")):
            raise PlaybookError(path, 0, "is no folder of a playbook; expected one of: " + ", ".join(_PARTS))


def _by_id(table: str, entries: list[Any], origins: Origins) -> dict[str, Any]:
    by_id: dict[str, Any] = {}
    for index, entry in enumerate(entries):
        if entry.id in by_id:
            raise origins.error(table, str(index), f"the id `{entry.id}` is used twice; every [[{table}]] needs its own",
                                "id")
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", entry.id):
            raise origins.error(table, str(index), f"the id `{entry.id}` may only hold letters, digits, `_`, `-`, `.`",
                                "id")
        origins.name(table, str(index), entry.id)
        by_id[entry.id] = entry
    return by_id


def _scenarios(directory: Path, origins: Origins) -> dict[str, Scenario]:
    scenarios: dict[str, Scenario] = {}
    for file in part_files(directory, "scenarios"):
        scenario = convert(file, file.data, Scenario, (1, file.lines.count), "scenario")
        if scenario.id in scenarios:
            raise PlaybookError(file.path, file.lines.key((1, file.lines.count), "id"),
                                f"the id `{scenario.id}` is used twice; every scenario needs its own")
        origins.place("scenario", scenario.id, file.path, file.lines, (1, file.lines.count))
        scenarios[scenario.id] = scenario
    return scenarios


def _phantoms(directory: Path, origins: Origins) -> tuple[str, ...]:
    phrases: list[str] = []
    for file in part_files(directory, "phantoms"):
        refuse_keys(file, ("phrases",))
        found = file.data.get("phrases", [])
        if not isinstance(found, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in found):
            raise PlaybookError(file.path, file.lines.key((1, file.lines.count), "phrases"),
                                "`phrases` must be a list of texts that are not empty")
        origins.place("phantoms", "", file.path, file.lines, (1, file.lines.count))
        phrases.extend(found)
    return tuple(phrases)


__all__ = ["BUILT_IN", "PlaybookError", "PlaybookNotFound", "find_playbook", "inspect_playbook", "list_playbooks",
           "load_playbook", "load_with_packs", "read_playbook", "rule_lines"]
