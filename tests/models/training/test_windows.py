from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from models.training.curriculum import Augmentation
from models.training.dataset import Dataset, Item
from models.training.features import LONGEST_WINDOW_FRAMES, pack
from models.training.sequences import IGNORED, SpecialIds, collate, sequence
from models.training.synthesis import Utterance
from models.training.tokenizer import build_tokenizer
from models.training.windows import Piece, WindowPlan, _warped, pad, plan_window, render

PLAIN = Augmentation(0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 0)
TEXT = "您好，贷款"
WORDS = [(0, 2, 0.2, 0.8), (3, 5, 1.2, 1.8)]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return build_tokenizer("贷款利率您好", ["Thank you for calling."] * 10, 40)


@pytest.fixture(scope="module")
def item(tokenizer: Tokenizer) -> Item:
    raw = np.random.default_rng(1).uniform(-4, 0, (100, 80)).astype(np.float32)
    utterance = Utterance(TEXT, "zh", "template", "zh+f2", "train", 0, 100, WORDS, [("n", 0.2), ("_:", 0.8), ("t", 1.2)], [2, 3, 0, 4, 3])
    return Dataset(tokenizer, ["", "n", "t"]).items([utterance], pack(raw))[0]


@pytest.fixture(scope="module")
def ids(tokenizer: Tokenizer) -> SpecialIds:
    return SpecialIds.of(tokenizer)


def test_an_item_is_tokenised_and_aligned(item: Item) -> None:
    assert len(item.tokens) == 5 and item.spans.shape == (5, 3)
    assert item.phonemes[15] == 1 and item.phonemes[50] == 0 and item.phonemes[70] == 2
    assert item.tones[12] == 2 and item.tones[88] == 3


def test_a_window_that_is_cut_within_a_word_ends_with_the_word_before(item: Item) -> None:
    plan = WindowPlan((Piece(item, 0, 0, 75),), 0)
    window = render(plan, 76, np.random.default_rng(1), PLAIN, None)
    assert window.tokens.tolist() == item.tokens[:3].tolist()
    shorter = render(WindowPlan((Piece(item, 0, 0, 35),), 0), 36, np.random.default_rng(1), PLAIN, None)
    assert shorter.tokens.tolist() == []


def test_a_window_that_begins_late_moves_the_times(item: Item) -> None:
    window = render(WindowPlan((Piece(item, 10, 58, 100),), 0), 52, np.random.default_rng(1), PLAIN, None)
    assert window.tokens.tolist() == item.tokens[3:].tolist()
    assert window.spans[0, 0] == pytest.approx(1.2 - 1.16 + 0.2, abs=1e-3)
    assert window.features.shape == (52, 80) and np.ptp(window.features) <= 2.0 + 1e-5


def test_joined_pieces_stand_one_after_the_other(item: Item) -> None:
    window = render(WindowPlan((Piece(item, 0, 0, 100), Piece(item, 20, 0, 100)), 0), 220, np.random.default_rng(1), PLAIN, None)
    assert len(window.tokens) == 10
    assert window.spans[5, 0] == pytest.approx(0.2 + 120 * 0.02, abs=1e-4)


def test_plans_stay_within_the_longest_window(item: Item) -> None:
    rng = np.random.default_rng(2)
    strength = Augmentation(long_join=0.5, join=0.3)
    plans = [plan_window([item] * 40, rng, strength) for _ in range(100)]
    assert max(plan.frames for plan in plans) <= LONGEST_WINDOW_FRAMES
    assert max(len(plan.pieces) for plan in plans) > 5


def test_the_decoder_sequence_and_its_targets(item: Item, ids: SpecialIds) -> None:
    window = render(WindowPlan((Piece(item, 0, 0, 100),), 0), 100, np.random.default_rng(1), PLAIN, None)
    tokens, targets, spans = sequence(window, ids, np.random.default_rng(1), PLAIN, [])
    text = item.tokens.tolist()
    assert tokens == [ids.start, ids.languages["zh"], ids.transcribe, ids.no_timestamps, *text, ids.end]
    assert targets == [ids.languages["zh"], ids.transcribe, IGNORED, *text, ids.end]
    assert np.isnan(spans[:4]).all() and np.allclose(spans[4:9], item.spans[:, :2])
    assert spans[9] == pytest.approx([1.8, 2.0])


def test_a_prompt_is_read_but_not_learned(item: Item, ids: SpecialIds) -> None:
    window = render(WindowPlan((Piece(item, 0, 0, 100),), 0), 100, np.random.default_rng(1), PLAIN, None)
    tokens, targets, spans = sequence(window, ids, np.random.default_rng(1), PLAIN, [300, 301])
    assert tokens[:4] == [ids.previous, 300, 301, ids.start]
    assert targets[:3] == [IGNORED] * 3 and targets[3] == ids.languages["zh"]
    assert np.allclose(spans[7:12], item.spans[:, :2])


def test_time_stamps_enclose_the_speech(item: Item, ids: SpecialIds) -> None:
    window = render(WindowPlan((Piece(item, 0, 0, 100),), 0), 100, np.random.default_rng(1), PLAIN, None)
    tokens, targets, _ = sequence(window, ids, np.random.default_rng(1), Augmentation(timestamps=1.0), [])
    first, last = tokens[3] - ids.no_timestamps - 1, tokens[-2] - ids.no_timestamps - 1
    assert (first, last) == (10, 90)
    assert targets[2] == tokens[3]


def test_a_window_without_speech_is_marked_so(item: Item, ids: SpecialIds) -> None:
    silent = Item(item.packed, "en", item.tokens[:0], item.spans[:0], item.phonemes * 0, item.tones * 0, "")
    window = render(WindowPlan((Piece(silent, 0, 0, 50),), 0), 50, np.random.default_rng(1), PLAIN, None)
    _, targets, _ = sequence(window, ids, np.random.default_rng(1), Augmentation(timestamps=1.0), [])
    assert targets == [ids.no_speech, ids.transcribe, IGNORED, ids.end]


def test_a_batch_lines_up_what_is_heard_with_inputs_and_targets(item: Item, ids: SpecialIds) -> None:
    rng = np.random.default_rng(1)
    long = render(WindowPlan((Piece(item, 0, 0, 100),), 0), 100, rng, PLAIN, None)
    short = render(WindowPlan((Piece(item, 0, 0, 60),), 0), 100, rng, PLAIN, None)
    batch = collate([long, short], ids, rng, PLAIN, [[], []])
    assert batch.features.shape == (2, 80, 100) and batch.inputs.shape == batch.targets.shape == (2, 9)
    assert batch.targets[1, 6:].tolist() == [ids.end] + [IGNORED] * 2
    assert np.allclose(batch.heard[0, 4], item.spans[0, :2]) and np.allclose(batch.next_heard[0, 3], item.spans[0, :2])


def test_padding_adds_what_faster_whisper_adds(item: Item) -> None:
    window = render(WindowPlan((Piece(item, 0, 0, 100),), 0), 100, np.random.default_rng(1), PLAIN, None)
    padded = pad(window, 50)
    assert padded.features.shape == (150, 80) and not padded.features[100:].any()
    assert len(padded.phonemes) == len(padded.tones) == 150


def test_a_longer_throat_moves_every_band_down_and_keeps_the_length() -> None:
    power = np.full((3, 80), 1e-6, dtype=np.float32)
    power[:, 40] = 1.0
    longer, shorter = _warped(power, 1.16), _warped(power, 0.86)
    assert longer.shape == shorter.shape == power.shape
    assert int(longer[0].argmax()) < 40 < int(shorter[0].argmax())
    assert np.array_equal(_warped(power, 1.0)[:, :79], power[:, :79])
