"""A sentence-embedding model of three words, written by hand: vectors, the store, and every kind of damage."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from models import embed, store, store_cli
from models.embed import TextEmbedder
from models.errors import ModelDamaged, ModelError, ModelMissing
from server.assist.library import Library
from server.content.playbook import Article, Playbook
from server.knowledge.vectors import VectorIndex

WORDS = {"[UNK]": 0, "card": 1, "plastic": 2, "loan": 3}
TABLE = np.array([[0, 0, 0, 1], [1, 0.1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0]], np.float32)


def field(number: int, value: bytes | int) -> bytes:
    """One field of a protocol buffer."""
    def number_of(value: int) -> bytes:
        return bytes([value]) if value < 128 else bytes([value & 127 | 128]) + number_of(value >> 7)
    if isinstance(value, int):
        return number_of(number << 3) + number_of(value)
    return number_of(number << 3 | 2) + number_of(len(value)) + value


def port(name: str, kind: int, *sizes: str) -> bytes:
    """A named input or output: ONNX element kind, names of its dimensions."""
    shape = b"".join(field(1, field(2, size.encode())) for size in sizes)
    return field(1, name.encode()) + field(2, field(1, field(1, kind) + field(2, shape)))


def network() -> bytes:
    """An ONNX model that looks each token up in `TABLE`."""
    node = field(1, b"table") + field(1, b"input_ids") + field(2, b"out") + field(4, b"Gather")
    table = b"".join(field(1, size) for size in TABLE.shape) + field(2, 1) + field(8, b"table") + field(9, TABLE.tobytes())
    graph = (field(1, node) + field(2, b"g") + field(5, table) + field(11, port("input_ids", 7, "texts", "tokens"))
             + field(12, port("out", 1, "texts", "tokens", "size")))
    return field(1, 8) + field(7, graph) + field(8, field(1, b"") + field(2, 13))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    directory = tmp_path / "tiny"
    directory.mkdir()
    (directory / "model.onnx").write_bytes(network())
    tokenizer = Tokenizer(WordLevel(WORDS, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(directory / "tokenizer.json"))
    return directory


def test_near_texts_have_near_vectors(model: Path) -> None:
    card, plastic, loan = TextEmbedder(model).embed(["card", "plastic plastic", "loan"])
    assert card @ plastic > 0.9 > 0.1 > card @ loan
    assert np.allclose(np.linalg.norm([card, plastic, loan], axis=1), 1, atol=1e-6)


def test_padding_changes_no_vector(model: Path) -> None:
    embedder = TextEmbedder(model)
    assert np.allclose(embedder.embed(["card", "loan card loan card loan"])[0], embedder.embed(["card"])[0])


def test_the_library_finds_by_meaning_what_shares_no_word(model: Path) -> None:
    articles = {one.id: one for one in (Article(id="card", title="card"), Article(id="loan", title="loan"))}
    book = Playbook(id="p", title="p", lang="en", version="1", articles=articles)
    assert [hit.id for hit in Library(book, TextEmbedder(model)).search("plastic")] == ["card"]
    assert Library(book).search("plastic") == ()


def test_a_model_that_fails_leaves_the_words(model: Path) -> None:
    class Broken:
        def embed(self, texts: object) -> object:
            raise ModelError("broken")
    index = VectorIndex(Broken(), ["card"])  # type: ignore[arg-type]
    assert not index.nearness("card").any()


@pytest.mark.parametrize(("file", "content", "kind"), [
    ("model.onnx", b"no network", ModelDamaged), ("tokenizer.json", b"{}", ModelDamaged), ("embedding.json", b"[]", ModelDamaged),
    ("embedding.json", b'{"pooling": "max"}', ModelDamaged), ("model.onnx", None, ModelMissing), ("tokenizer.json", None, ModelMissing)])
def test_damage_is_named(model: Path, file: str, content: bytes | None, kind: type[ModelError]) -> None:
    if content is None:
        (model / file).unlink()
    else:
        (model / file).write_bytes(content)
    with pytest.raises(kind, match=file):
        TextEmbedder(model)


def test_in_the_store(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(store.STORE_VARIABLE, str(tmp_path / "store"))
    assert store_cli.run(["list"]) == 0 and "Embedding models: none" in capsys.readouterr().out
    assert store_cli.run(["import", str(model), "--name", "near"]) == 0
    assert [one.name for one in embed.installed()] == ["near"]
    capsys.readouterr()
    assert store_cli.run(["list"]) == 0 and "near" in capsys.readouterr().out
    assert store_cli.run(["verify", str(tmp_path / "store" / "near")]) == 0
    (tmp_path / "store" / "near" / "model.onnx").write_bytes(network() + b"\0")
    with pytest.raises(ModelDamaged, match=r"model\.onnx is damaged"):
        TextEmbedder(tmp_path / "store" / "near")


def test_its_facts(model: Path) -> None:
    (model / "embedding.json").write_text(json.dumps({"pooling": "first", "max_tokens": 4, "query_prefix": "loan "}))
    assert TextEmbedder(model).embed(["card"])[0] @ TABLE[3] == pytest.approx(1)
