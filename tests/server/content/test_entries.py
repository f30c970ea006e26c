"""What is refused of products and articles beside their fields, each with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.content.errors import PlaybookError
from server.content.loading import load_playbook
from tests.server.authoring.conftest import write_house

LOAN = '[[product]]\nid = "l"\nname = "Loan"\nkind = "loan"\n[product.terms]\n'
ARTICLE = '[[article]]\nid = "{id}"\ntitle = "t"\nbody = "b"\n'


def refused(directory: Path, part: str, text: str) -> str:
    (write_house(directory) / f"{part}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PlaybookError) as raised:
        load_playbook(directory)
    return str(raised.value)


def test_a_loan_needs_a_rate_with_its_number(tmp_path: Path) -> None:
    said = refused(tmp_path / "a", "products", LOAN + 'late_fee = {label = "Late fee", value = "$5", number = 5}\n')
    assert "products.toml:1: has no rate" in said
    said = refused(tmp_path / "b", "products", LOAN + 'apr = {label = "APR", value = "5%"}\n')
    assert "products.toml:6: the rate `apr` has no `number`" in said


def test_loose_ends_and_circles(tmp_path: Path) -> None:
    one = ARTICLE.format(id="one")
    assert "knowledge.toml:5: `follows`: there is no article `two`" in refused(tmp_path / "a", "knowledge", one + 'follows = ["two"]\n')
    assert "knowledge.toml:5: `about`: no product has a term `fee`" in refused(tmp_path / "b", "knowledge", one + 'about = ["fee"]\n')
    two = ARTICLE.format(id="two") + 'follows = ["one"]\n'
    assert "`follows` goes in a circle: " in refused(tmp_path / "c", "knowledge", one + 'follows = ["two"]\n' + two)
    assert "the id `one` is used twice" in refused(tmp_path / "d", "knowledge", one + one)
    assert "`expires` must be a date" in refused(tmp_path / "e", "knowledge", one + 'expires = "soon"\n')


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\U000e0041"])
def test_what_nobody_sees_is_refused(tmp_path: Path, hidden: str) -> None:
    said = refused(tmp_path / "a", "knowledge", ARTICLE.format(id="one").replace('"b"', f'"pay {hidden}here"'))
    assert f"knowledge.toml:4: holds the hidden character U+{ord(hidden):04X}" in said
