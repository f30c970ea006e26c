"""A playbook is read once for each content of its files, wherever they lie and whenever they were written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from server.content.errors import PlaybookError
from server.content.kept import KeptPlaybooks
from server.content.loading import load_playbook
from server.content.playbook import Playbook
from tests.server.fakes import write_playbook


def renamed(book: Path, version: str) -> Path:
    """Another version with as many letters, and the time of the file as it was."""
    head = book / "playbook.toml"
    before = head.stat()
    head.write_text(head.read_text(encoding="utf-8").replace('version = "1"', f'version = "{version}"'), encoding="utf-8")
    os.utime(head, ns=(before.st_atime_ns, before.st_mtime_ns))
    return book


def test_the_same_files_are_the_same_playbook_in_any_folder(tmp_path: Path) -> None:
    first = load_playbook(write_playbook(tmp_path / "a"))
    assert load_playbook(tmp_path / "a") is first
    assert load_playbook(write_playbook(tmp_path / "b")) is first


def test_a_changed_file_is_read_though_its_size_and_time_are_the_same(tmp_path: Path) -> None:
    book = write_playbook(tmp_path / "a")
    assert (load_playbook(book).version, load_playbook(renamed(book, "2")).version) == ("1", "2")


@pytest.mark.parametrize("place", ["rules/more.toml", "packs/mine/topic.toml", "strange.toml", "strange/one.toml"])
def test_a_file_more_anywhere_is_another_content(tmp_path: Path, place: str) -> None:
    book = write_playbook(tmp_path / "a")
    first = load_playbook(book)
    more = book / place
    more.parent.mkdir(parents=True, exist_ok=True)
    more.write_text("", encoding="utf-8")
    try:
        assert load_playbook(book) is not first
    except PlaybookError as error:
        assert "strange" in str(error.file)


def test_a_mistake_is_said_every_time_and_gone_when_it_is_mended(tmp_path: Path) -> None:
    book = write_playbook(tmp_path / "a")
    rules = book / "rules.toml"
    right = rules.read_text(encoding="utf-8")
    rules.write_text(right + "colour = 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PlaybookError, match="colour"):
            load_playbook(book)
    rules.write_text(right, encoding="utf-8")
    assert "no_risk" in load_playbook(book).rules


def made(version: str) -> Playbook:
    return Playbook(id="t", title="t", lang="en", version=version)


def test_what_was_written_while_it_was_read_is_not_kept(tmp_path: Path) -> None:
    book, kept = write_playbook(tmp_path / "a"), KeptPlaybooks()
    head = book / "playbook.toml"
    first = head.read_text(encoding="utf-8")

    def read() -> Playbook:
        renamed(book, "2")
        return made("either")
    assert kept.load((book,), read).version == "either"
    assert kept.load((book,), lambda: made("2")).version == "2"
    head.write_text(first, encoding="utf-8")
    assert kept.load((book,), lambda: made("1")).version == "1"


def test_only_the_last_few_are_kept(tmp_path: Path) -> None:
    kept = KeptPlaybooks(most=2)
    books = [renamed(write_playbook(tmp_path / name), name) for name in "234"]
    for book in books:
        kept.load((book,), lambda: made("first"))
    assert [kept.load((book,), lambda: made("again")).version for book in reversed(books)] == ["first", "first", "again"]


def test_what_can_not_be_read_is_left_to_the_loader(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    versions = iter("12")
    kept = KeptPlaybooks()
    assert [kept.load((tmp_path,), lambda: made(next(versions))).version for _ in range(2)] == ["1", "2"]
