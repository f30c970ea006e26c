"""Every message type, found by walking: there and back, old frames for ever, newer peers, missing fields.

`golden/VERSION.json` holds one frame of each type as that version of the protocol wrote it.  A frame in there never
changes.  After adding a type: `python tests/protocol/test_messages.py` adds its frame to the file of the present
version and leaves the others alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocol import assist, call, transcript, wire
from protocol.audio import Packet
from protocol.call import PROTOCOL_MAJOR, PROTOCOL_MINOR
from protocol.message import Message, utterance_id

GOLDEN = Path(__file__).parent / "golden"
TYPES = wire.message_types()
inspect = msgspec.inspect


def tag(kind: type[Message]) -> str:
    return str(kind.__struct_config__.tag)


def sample(kind: type[Message]) -> Message:
    """One example of a message type with every field set to something else than its default; the same on every run."""
    return msgspec.convert(plain(kind), kind)


def plain(kind: type[Message]) -> dict[str, Any]:
    """That example as plain values, as they stand in a frame."""
    inspected = inspect.type_info(kind)
    assert isinstance(inspected, inspect.StructType)
    return {"type": tag(kind)} | {field.name: value(field.type, field.name, field.default)
                                  for field in inspected.fields}


def value(kind: inspect.Type, name: str, default: object = msgspec.NODEFAULT) -> object:
    """A plain value of an inspected type, other than `default`."""
    match kind:
        case inspect.BoolType():
            return default is not True
        case inspect.IntType():
            return 17
        case inspect.FloatType():
            return 0.25
        case inspect.StrType():
            return f"{name} 您好"
        case inspect.BytesType():
            return bytes(range(256)) * 12 + bytes(128)
        case inspect.LiteralType():
            return next(choice for choice in kind.values if choice != default)
        case inspect.VarTupleType():
            return [value(kind.item_type, name)]
        case inspect.TupleType():
            return [value(item, name) for item in kind.item_types]
        case inspect.DictType():
            return {"customer": value(kind.value_type, name)}
        case inspect.UnionType():
            return value(next(item for item in kind.types if not isinstance(item, inspect.NoneType)), name, default)
        case inspect.StructType():
            return plain(kind.cls)
    raise AssertionError(f"no example for {kind}; add one here")


def golden_frames() -> list[tuple[str, str, dict[str, Any]]]:
    """(version, tag, {`frame`: hexadecimal, `fields`: plain values}) of every frame ever promised."""
    return [(path.stem, name, entry) for path in sorted(GOLDEN.glob("*.json"))
            for name, entry in json.loads(path.read_text(encoding="utf-8")).items()]


@pytest.mark.parametrize("kind", TYPES, ids=tag)
def test_a_message_comes_back_as_it_went(kind: type[Message]) -> None:
    message = sample(kind)
    assert wire.decode([wire.encode(message)]) == message
    assert all(getattr(message, field.name) != field.default for field in msgspec.structs.fields(kind))


@pytest.mark.parametrize("kind", TYPES, ids=tag)
def test_a_field_of_a_newer_peer_is_skipped(kind: type[Message]) -> None:
    newer = plain(kind) | {"added_in_1_9": {"deep": [1, None, "x"]}}
    assert wire.decode([msgspec.msgpack.encode(newer)]) == sample(kind)


REQUIRED = [(kind, field.name) for kind in TYPES for field in msgspec.structs.fields(kind) if field.required]


@pytest.mark.parametrize(("kind", "field"), REQUIRED, ids=lambda item: item if isinstance(item, str) else tag(item))
def test_a_missing_field_is_refused_by_name(kind: type[Message], field: str) -> None:
    short = plain(kind)
    del short[field]
    with pytest.raises(wire.WireFormatError, match=field) as caught:
        wire.decode([msgspec.msgpack.encode(short)])
    assert caught.value.code == "wire.malformed"


@pytest.mark.parametrize("kind", TYPES, ids=tag)
def test_a_message_can_not_be_changed_in_passing(kind: type[Message]) -> None:
    message = sample(kind)
    for field in kind.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(message, field, None)


@pytest.mark.parametrize(("version", "name", "entry"),
                         [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in golden_frames()])
def test_a_golden_frame_still_means_the_same(version: str, name: str, entry: dict[str, Any]) -> None:
    frame = bytes.fromhex(entry["frame"])
    message = wire.decode([frame])
    assert tag(type(message)) == name
    assert json.loads(msgspec.json.encode(message)) == entry["fields"]
    assert wire.encode(message) == frame, f"{version}: an older peer would not know this frame any more"


def test_every_type_has_a_golden_frame() -> None:
    assert {name for _, name, _ in golden_frames()} == {tag(kind) for kind in TYPES}


def test_every_public_event_is_on_the_wire() -> None:
    assert set(assist.Event.__args__) <= set(TYPES)
    assert {call.Hello, call.Welcome, call.WireError, Packet, transcript.Final, transcript.Partial} <= set(TYPES)


def test_tags_are_unique() -> None:
    assert len({tag(kind) for kind in TYPES}) == len(TYPES)


def any_value(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Plain values that an inspected type accepts, as wide as MessagePack carries them."""
    match kind:
        case inspect.IntType():
            return st.integers(min_value=-(2**63), max_value=2**63 - 1)
        case inspect.StrType():
            return st.text(max_size=40)
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.VarTupleType():
            return st.lists(any_value(kind.item_type), max_size=3)
        case inspect.TupleType():
            return st.tuples(*(any_value(item) for item in kind.item_types))
        case inspect.DictType():
            return st.dictionaries(any_value(kind.key_type), any_value(kind.value_type), max_size=3)
        case inspect.UnionType():
            return st.one_of(*(any_value(item) for item in kind.types))
        case inspect.StructType():
            tagged = {"type": st.just(tag(kind.cls))}
            return st.fixed_dictionaries(tagged | {field.name: any_value(field.type) for field in kind.fields})
    plain_types = {inspect.BoolType: st.booleans(), inspect.FloatType: st.floats(), inspect.NoneType: st.none(),
                   inspect.BytesType: st.binary(max_size=3200)}
    return plain_types[type(kind)]


@given(st.sampled_from(TYPES).flatmap(lambda kind: any_value(inspect.type_info(kind))))
@settings(max_examples=200, deadline=None)
def test_any_message_comes_back_as_it_went(fields: dict[str, Any]) -> None:
    frame = wire.encode(wire.decode([msgspec.msgpack.encode(fields)]))
    assert wire.encode(wire.decode([frame])) == frame


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_message_or_refused(frame: bytes) -> None:
    try:
        message = wire.decode([frame])
    except wire.WireFormatError:
        return
    assert isinstance(message, Message)


@given(st.sampled_from(TYPES), st.data())
@settings(max_examples=300, deadline=None)
def test_a_frame_cut_short_is_refused(kind: type[Message], data: st.DataObject) -> None:
    frame = wire.encode(sample(kind))
    cut = data.draw(st.integers(min_value=0, max_value=len(frame) - 1))
    with pytest.raises(wire.WireFormatError):
        wire.decode([frame[:cut]])


def test_ids_are_made_of_channel_and_sample() -> None:
    packet = Packet(call="c1", channel="agent", number=30, pcm=b"")
    assert packet.first_sample == 48_000
    assert utterance_id("agent", packet.first_sample) == "agent-48000"


def write_missing_golden() -> list[str]:
    """Add the frames of types that have none to the file of the present version; returns their tags."""
    known = {name for _, name, _ in golden_frames()}
    path = GOLDEN / f"{PROTOCOL_MAJOR}.{PROTOCOL_MINOR}.json"
    entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    new = [sample(kind) for kind in TYPES if tag(kind) not in known]
    added = {tag(type(message)): {"frame": wire.encode(message).hex(),
                                  "fields": json.loads(msgspec.json.encode(message))} for message in new}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(entries | added, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return list(added)


if __name__ == "__main__":
    print("added:", ", ".join(write_missing_golden()) or "nothing")
