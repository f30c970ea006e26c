"""Rule packs: the rules and checklist items of one jurisdiction, shared by playbooks.

A pack is a directory `packs/<id>/`, beside the playbook's own files or among those that come with the server (the
playbook's own comes first): `pack.toml`, and any number of topic files of [[rule]] and [[item]].  In comes the list of
packs that a playbook names, out come their entries beside the playbook's own; a mistake refuses the whole playbook.
Next: `server.content.loading`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from .checking import Origins
from .errors import PlaybookError
from .files import TomlFile, convert, entries_of, read_file, refuse_keys
from .lines import TomlLines
from .playbook import ChecklistItem, Pack, Rule

HEAD = "pack.toml"
_EXAMPLES = ("forbidden", "cue", "gate", "consent")
"""Kinds of rules that must show what they are for."""


def include_packs(head: TomlFile, own: Path, built_in: Path, parts: dict[str, list[msgspec.Struct]],
                  origins: Origins) -> dict[str, Pack]:
    """The packs that a playbook's head names, by id; adds their rules and items to `parts`.

    Args:
        head: `playbook.toml`.
        own: the playbook's directory.
        built_in: where the packs that come with the server lie.

    Raises:
        PlaybookError: an unknown pack, one of another language, or any mistake in its files.
    """
    names = head.data.get("packs", [])
    line = head.lines.key((1, head.lines.count), "packs")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PlaybookError(head.path, line, '`packs` must be a list of names, such as packs = ["cn_finance"]')
    packs: dict[str, Pack] = {}
    for name in names:
        directory = next((place / name for place in (own / "packs", built_in) if _is_pack(place, name)), None)
        if directory is None:
            known = sorted({path.parent.name for place in (own / "packs", built_in) for path in place.glob(f"*/{HEAD}")})
            raise PlaybookError(head.path, line, f"no rule pack `{name}`; expected one of: {', '.join(known)}")
        if name in packs:
            raise PlaybookError(head.path, line, f"names the rule pack `{name}` twice")
        packs[name] = _read_pack(directory, head, line, parts, origins)
    return packs


def add_packs(names: Sequence[str], chosen_in: Path, head: TomlFile, own: Path, built_in: Path,
              parts: dict[str, list[msgspec.Struct]], origins: Origins) -> dict[str, Pack]:
    """The packs that an installation adds to those of the playbook's head, by id; those that it has already are passed over.

    Args:
        chosen_in: the settings that name them.

    Raises:
        PlaybookError: as `include_packs`, naming the settings.
    """
    wanted = [name for name in dict.fromkeys(names) if name not in head.data.get("packs", [])]
    asked = TomlFile(chosen_in, {**head.data, "packs": wanted}, TomlLines("\n"))
    return include_packs(asked, own, built_in, parts, origins)


def pack_names(built_in: Path) -> tuple[str, ...]:
    """Ids of the packs that come with the server, sorted."""
    return tuple(sorted(path.parent.name for path in built_in.glob(f"*/{HEAD}")))


def read_pack_head(directory: Path) -> Pack:
    """What a pack says of itself.

    Raises:
        PlaybookError: its head has a mistake.
    """
    file = read_file(directory / HEAD)
    return convert(file, file.data, Pack, (1, file.lines.count), HEAD)


def _is_pack(place: Path, name: str) -> bool:
    return Path(name).name == name and (place / name / HEAD).is_file()


def _read_pack(directory: Path, head: TomlFile, line: int, parts: dict[str, list[msgspec.Struct]],
               origins: Origins) -> Pack:
    file = read_file(directory / HEAD)
    pack = convert(file, file.data, Pack, (1, file.lines.count), HEAD)
    if pack.id != directory.name:
        raise PlaybookError(file.path, file.lines.key((1, file.lines.count), "id"),
                            f"the id `{pack.id}` must be the name of its directory, `{directory.name}`")
    if pack.lang != head.data.get("lang"):
        raise PlaybookError(head.path, line, f"the rule pack `{pack.id}` is in `{pack.lang}`, the playbook in "
                            f"`{head.data.get('lang')}`")
    origins.place("pack", pack.id, file.path, file.lines, (1, file.lines.count))
    origins.name("pack", pack.id, pack.id)
    rules, items = parts.setdefault("rule", []), parts.setdefault("item", [])
    for path in sorted(directory.glob("*.toml")):
        if path.name == HEAD:
            continue
        topic = read_file(path)
        first = len(rules)
        entries = list(entries_of(topic, "rule", Rule, first, origins))
        rules.extend(_completed(rule, pack, str(first + place), origins) for place, rule in enumerate(entries))
        items.extend(entries_of(topic, "item", ChecklistItem, len(items), origins))
        refuse_keys(topic, ("rule", "item"))
    return pack


def _completed(rule: Rule, pack: Pack, key: str, origins: Origins) -> Rule:
    """The rule with what it takes from its pack; refused without what every rule of a pack must tell."""
    for field in ("source", "evidence"):
        if not getattr(rule, field).strip():
            raise origins.error("rule", key, f"a rule of a pack needs `{field}`", field)
    if rule.kind in _EXAMPLES and not rule.known and not (rule.positive and rule.negative):
        raise origins.error("rule", key, "a rule of a pack needs examples of both kinds, `positive` and `negative`")
    taken: dict[str, Any] = {}
    if not rule.jurisdiction:
        taken["jurisdiction"] = pack.jurisdiction
    if not rule.effective:
        taken["effective"] = pack.effective
    return msgspec.structs.replace(rule, **taken)
