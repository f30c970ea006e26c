"""The dictionary cuts as jieba does, without reading all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import jieba
import pytest

from server.compliance import sounds
from server.content.loading import BUILT_IN
from server.knowledge import dictionary
from server.knowledge.dictionary import Weights, count, longer_words

RUNS = re.compile(r"[\u4e00-\u9fff]+")


@pytest.fixture(scope="module")
def tokenizer() -> jieba.Tokenizer:
    made = jieba.Tokenizer()
    made.initialize()
    return made


def test_the_words_are_jiebas(tokenizer: jieba.Tokenizer) -> None:
    texts = [path.read_text(encoding="utf-8") for name in ("rules", "knowledge", "replies")
             for path in sorted((BUILT_IN / "zh_finance").glob(f"{name}/*.toml"))]
    runs = sorted({run for text in texts for run in RUNS.findall(text)})
    rng = Random(3)
    characters = sorted(set("".join(runs)))
    runs += ["".join(rng.choices(characters, k=rng.randint(1, 12))) for _ in range(500)]
    runs += ["\u9fff\u4e2d\u56fd\u4eba\u6c11\u9fd6\u94f6\u884c", "\u4e2d\u534e\u4eba\u6c11\u5171\u548c\u56fd"]
    assert len(runs) > 2_000
    for run in runs:
        assert longer_words(run) == [word for word in tokenizer.cut_for_search(run, HMM=False) if len(word) > 2], run


def test_how_often_a_word_was_met_is_jiebas(tokenizer: jieba.Tokenizer) -> None:
    for word in ("\u4e2d\u56fd", "\u6797\u7ecf", "\u4e00", "\u94f6\u884c", "\u94f6\u884c\u5bb6", "\u9f98\u9f98"):
        assert count(word) == tokenizer.FREQ.get(word, 0), word


def test_little_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "dict.txt"
    file.write_text("\u4fdd\u672c 40 n\n\u4fdd\u672c\u578b 10 n\n\u6536\u76ca 50 n\n\u4fdd 5 v\n", encoding="utf-8")
    weights = Weights(file)
    monkeypatch.setattr(dictionary, "_KEPT", 3)
    assert weights.count("\u4fdd\u672c\u578b") == 10 and weights.count("\u4fdd\u672c\u578b\u6b3e") == 0 == weights.count("\u76ca")
    for said in ("\u4fdd", "\u4fdd\u672c", "\u6536", "\u6536\u76ca", "\u5229"):
        assert weights[said] < 0.0 or weights[said] >= 1.0
    assert len(weights) <= 3 and abs(weights["\u6536\u76ca"] - -0.742) < 0.001, "50 of 105"


def test_a_characters_reading_is_pypinyins() -> None:
    from pypinyin import Style, pinyin

    table = json.loads(json.dumps(dict(sounds._readings())))
    for code in range(0x4E00, 0xA000, 7):
        wanted = pinyin(chr(code), style=Style.NORMAL, errors="ignore")
        readings = table.get(str(code), "")
        assert (sounds._plain(readings.partition(",")[0]) if readings else "") == (wanted[0][0] if wanted else ""), chr(code)
