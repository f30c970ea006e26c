"""An index is read whole or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.evaluation.errors import DataUnusable
from server.evaluation.index import Item, read_index
from tests.server.evaluation.sounds import row, write_index

GOOD = '{"audio": "a.wav", "text": "好", "lang": "zh", "condition": "clean"}'


def test_items_in_their_order(tmp_path: Path) -> None:
    write_index(tmp_path, [row("b.wav", " 您好 "), row("sub/a.flac", "", "en", "hold music")])
    assert read_index(tmp_path) == [
        Item("b.wav", tmp_path / "b.wav", "您好", "zh", "clean"),
        Item("sub/a.flac", tmp_path / "sub/a.flac", "", "en", "hold music"),
    ]


def test_blank_lines_further_fields_and_marks_of_other_systems_do_no_harm(tmp_path: Path) -> None:
    text = f"\ufeff{GOOD}\r\n\r\n" + GOOD.replace('"audio"', '"speaker": 7, "audio"')
    (tmp_path / "index.jsonl").write_text(text, encoding="utf-8")
    assert len(read_index(tmp_path)) == 2


@pytest.mark.parametrize("line", [
    "{", "[]", '{"audio": "a.wav"}', GOOD.replace('"zh"', '"de"'), GOOD.replace('"zh"', "5"), GOOD.replace("a.wav", ""),
    GOOD.replace("clean", " "), GOOD.replace("好", "……"), GOOD.replace("a.wav", "a\\u0000.wav"), GOOD + GOOD,
])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "index.jsonl").write_text(f"{GOOD}\n\n{line}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(DataUnusable, match=r"index\.jsonl:3: "):
        read_index(tmp_path)


def test_a_line_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.jsonl").write_bytes(GOOD.encode() + b"\n" + GOOD.encode("gbk"))
    with pytest.raises(DataUnusable, match=r"index\.jsonl:2: "):
        read_index(tmp_path)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(DataUnusable, match="no folder"):
        read_index(tmp_path / "none")
    with pytest.raises(DataUnusable, match=r"no index\.jsonl"):
        read_index(tmp_path)
    (tmp_path / "index.jsonl").write_text("\n \n", encoding="utf-8")
    with pytest.raises(DataUnusable, match="empty"):
        read_index(tmp_path)
    (tmp_path / "sub" / "index.jsonl").mkdir(parents=True)
    with pytest.raises(DataUnusable, match="can not be read"):
        read_index(tmp_path / "sub")
