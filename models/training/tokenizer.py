"""The recogniser's vocabulary: one token a Chinese character, byte-pair merges for English, Whisper's special tokens.

What CTranslate2 and faster-whisper demand of it without saying so, and `check_tokenizer` verifies:

- an empty token `""` (without it the model counts as English-only);
- `<|endoftext|>` after every text token and right before `<|startoftranscript|>`;
- then the languages, `<|translate|>`, `<|transcribe|>`, `<|startoflm|>`, `<|startofprev|>`, `<|nospeech|>`,
  `<|notimestamps|>` and 1501 time stamps of 20 ms, without a gap;
- no ordinary English word may begin with a lone space token: faster-whisper suppresses that one.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

LANGUAGES = ("zh", "en")
TIMESTAMPS = 1501
SPECIAL_TOKENS = (
    "<|endoftext|>", "<|startoftranscript|>", *(f"<|{language}|>" for language in LANGUAGES), "<|translate|>",
    "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
)
_HAN_OR_MARK = "[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"
_ZH_MARKS = "，。？！、：；"


class TokenizerInvalid(Exception):
    """The vocabulary breaks one of the rules in this module's docstring."""


@functools.cache
def byte_alphabet() -> dict[int, str]:
    """GPT-2's printable stand-in for each byte."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    alphabet = {byte: chr(byte) for byte in visible}
    hidden = [byte for byte in range(256) if byte not in alphabet]
    return alphabet | {byte: chr(256 + index) for index, byte in enumerate(hidden)}


def _pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_HAN_OR_MARK), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )


def _character_merges(characters: Iterable[str]) -> list[tuple[str, str]]:
    alphabet = byte_alphabet()
    merges: dict[tuple[str, str], None] = {}
    for character in characters:
        pieces = [alphabet[byte] for byte in character.encode("utf-8")]
        for length in range(1, len(pieces)):
            merges["".join(pieces[:length]), pieces[length]] = None
    return list(merges)


def _english_merges(sentences: Iterable[str], count: int) -> list[tuple[str, str]]:
    learner = Tokenizer(models.BPE())
    learner.pre_tokenizer = _pre_tokenizer()
    alphabet = list(byte_alphabet().values())
    trainer = trainers.BpeTrainer(vocab_size=256 + count, initial_alphabet=alphabet, show_progress=False)
    learner.train_from_iterator((f" {sentence}" for sentence in sentences), trainer)
    merges = json.loads(learner.to_str())["model"]["merges"]
    return [(pair[0], pair[1]) for pair in merges]


def build_tokenizer(characters: Iterable[str], english: Iterable[str], english_merges: int = 1500) -> Tokenizer:
    """Make the tokenizer from the Chinese characters that get a token and English text for the merges."""
    alphabet = byte_alphabet()
    space = alphabet[ord(" ")]
    first_letters = [(space, chr(letter)) for letter in (*range(48, 58), *range(65, 91), *range(97, 123), 39, 45)]
    wanted = dict.fromkeys([*_ZH_MARKS, *characters])
    merges: dict[tuple[str, str], None] = {}
    for merge in (*_character_merges(wanted), *_english_merges(english, english_merges), *first_letters):
        merges[merge] = None
    vocabulary = {"": 0} | {piece: index + 1 for index, piece in enumerate(alphabet.values())}
    for left, right in merges:
        vocabulary.setdefault(left + right, len(vocabulary))
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=list(merges)))
    tokenizer.pre_tokenizer = _pre_tokenizer()
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([*SPECIAL_TOKENS, *(f"<|{index * 0.02:.2f}|>" for index in range(TIMESTAMPS))])
    check_tokenizer(tokenizer)
    return tokenizer


def load_tokenizer(path: Path) -> Tokenizer:
    """Read and check a `tokenizer.json`.

    Raises:
        TokenizerInvalid: see `check_tokenizer`.
    """
    tokenizer = Tokenizer.from_file(str(path))
    check_tokenizer(tokenizer)
    return tokenizer


def check_tokenizer(tokenizer: Tokenizer) -> None:
    """Verify the rules of this module's docstring.

    Raises:
        TokenizerInvalid: the first rule that is broken.
    """
    if tokenizer.token_to_id("") is None:
        raise TokenizerInvalid("the vocabulary has no empty token")
    end = tokenizer.token_to_id("<|endoftext|>") or 0
    for offset, name in enumerate((*SPECIAL_TOKENS, "<|0.00|>")):
        if tokenizer.token_to_id(name) != end + offset:
            raise TokenizerInvalid(f"{name} is missing or not at its place")
    if tokenizer.get_vocab_size() != end + len(SPECIAL_TOKENS) + TIMESTAMPS:
        raise TokenizerInvalid("a text token stands after <|endoftext|>, or time stamps are missing")
    space = tokenizer.token_to_id(byte_alphabet()[ord(" ")])
    for probe in (" a", " The", " Zebra", " i'm", " -", " '"):
        if tokenizer.encode(probe, add_special_tokens=False).ids[0] == space:
            raise TokenizerInvalid(f"{probe!r} begins with a lone space token")


def vocabulary_list(tokenizer: Tokenizer) -> list[str]:
    """All tokens by id, as CTranslate2 wants them."""
    by_id = {index: token for token, index in tokenizer.get_vocab().items()}
    return [by_id[index] for index in range(len(by_id))]


def written(text: str, language: str) -> str:
    """The text as it is tokenised: English begins with a space, as in Whisper."""
    return f" {text}" if language == "en" else text
