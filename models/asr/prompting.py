"""What stands before a window's text in the decoder: context in, token ids of a few fixed lengths out.

CTranslate2 decodes a batch only if `<|startoftranscript|>` stands at one position in all of it.  So what was said before is
brought to one of `BUCKETS`: cut from the front, or filled up in front with a neutral beginning.
"""

from __future__ import annotations

from typing import Any

from .recogniser import Context
from .whisper_files import SpecialTokens

BUCKETS = (0, 32, 96)
"""Tokens before the start of the transcript, `<|startofprev|>` not counted."""
MOST_HOT_WORD_TOKENS = 48
"""Of the last bucket; the rest is left to what was said."""
BEGINNINGS = {
    "zh": "\u4ee5\u4e0b\u662f\u666e\u901a\u8bdd\u901a\u8bdd\uff0c\u7b80\u4f53\u4e2d\u6587\u3002",
    "en": "The following is a telephone call, in English, with full punctuation.",
}
"""Without a punctuated simplified beginning, Whisper writes traditional characters or no marks at times."""
_MARKS = "\uff0c\u3002,. "


class Prompting:
    """Makes the tokens before a window's text; one a model."""

    def __init__(self, tokenizer: Any, tokens: SpecialTokens, *, prompts: bool, seeded: bool) -> None:
        """`prompts`: the model follows what stands before; `seeded`: it needs a beginning to write proper Chinese."""
        self._tokenizer = tokenizer
        self._tokens = tokens
        self._prompts = prompts and tokens.start_of_prev is not None
        self._seeded = seeded

    def start(self, lang: str, context: Context) -> list[int]:
        """Token ids up to where the text begins; their number depends on the bucket alone."""
        tokens = self._tokens
        before = self._before(lang, context)
        if before and tokens.start_of_prev is not None:
            before = [tokens.start_of_prev, *before]
        language = [tokens.language_ids[lang], tokens.transcribe] if tokens.multilingual else []
        return [*before, tokens.start, *language, tokens.no_timestamps]

    def is_beginning(self, text: str, lang: str) -> bool:
        """Whether a text is only the beginning said again."""
        return lang in BEGINNINGS and len(text) > 3 and text.strip(_MARKS) in BEGINNINGS[lang]

    def _before(self, lang: str, context: Context) -> list[int]:
        if not self._prompts:
            return []
        seed = lang == "zh" and self._seeded
        hot = self._ids(", ".join(context.hot_words))[:MOST_HOT_WORD_TOKENS]
        said = self._ids(context.prompt)
        if not (hot or said or seed):
            return []
        room = next((bucket for bucket in BUCKETS if len(hot) + len(said) <= bucket and bucket), BUCKETS[-1])
        said = said[-(room - len(hot)) :]
        missing = room - len(hot) - len(said)
        filling = self._ids(BEGINNINGS.get(lang, BEGINNINGS["en"])) or said or hot
        if not filling:
            return []
        repeats = -(-missing // len(filling))
        return [*(filling * repeats)[len(filling) * repeats - missing :], *hot, *said]

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(" " + text, add_special_tokens=False).ids) if text else []
