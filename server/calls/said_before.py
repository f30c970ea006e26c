"""What an utterance is recognised in the light of: the call's texts and names in, a prompt and hot words out.

In: the playbook and the customer's record when a call opens, and every text that was shown (`transcribing`).  A text that
was rejected never comes here, so nothing invented leads to more of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from protocol.message import CHANNELS, SAMPLE_RATE_HZ, Channel
from server.content.playbook import Playbook

HOT_WORD_TOKENS = 40
"""Of the model's text; more names would crowd out what was said before."""
PROMPT_TOKENS = 48
HOT_WORD_SAMPLES = SAMPLE_RATE_HZ
"""In less speech than this a model hears names that nobody said."""
_ECHO_LETTERS = 6
_NO_LETTERS = re.compile(r"[\W_]")
_WORD = re.compile(r"[^\W\d_a-zA-Z]|[\da-zA-Z']+|[^\w\s]")


def expected_names(playbook: Playbook, customer_id: str) -> tuple[str, ...]:
    """Names that will probably be said, the likeliest first, as many as fit into `HOT_WORD_TOKENS`."""
    customer = playbook.customers.get(customer_id)
    own = () if customer is None else (customer.name, customer.title)
    products = playbook.products.values()
    aliases = (alias for product in products for alias in product.aliases)
    return _fitting((playbook.institution, *own, *(product.name for product in products), *aliases))


def _fitting(names: Iterable[str]) -> tuple[str, ...]:
    chosen: list[str] = []
    room = HOT_WORD_TOKENS
    for name in dict.fromkeys(name.strip() for name in names):
        cost = _tokens(name) + 1
        if name and cost <= room:
            chosen.append(name)
            room -= cost
    return tuple(chosen)


def _tokens(text: str) -> int:
    """About how many tokens a model makes of a text: one a Chinese character or mark, one for four letters."""
    return sum(-(-len(word) // 4) if word.isascii() else 1 for word in _WORD.findall(text))


class SaidBefore:
    """The last texts of one call, by channel."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._names = tuple(names)
        self._texts: dict[Channel, tuple[int, str]] = dict.fromkeys(CHANNELS, (-1, ""))

    def note(self, channel: Channel, end_sample: int, text: str) -> None:
        """A text was shown; its speech ended there."""
        self._texts[channel] = (end_sample, text)

    def forget(self, channel: Channel) -> None:
        """Its last text has misled the recogniser."""
        self._texts[channel] = (-1, "")

    def prompt(self, channel: Channel) -> str:
        """What this channel said last, and the question that the other one has put since then; the end of it if it is long."""
        own_end, own = self._texts[channel]
        asked = [text for other, (end, text) in self._texts.items()
                 if other != channel and end > own_end and text.endswith(("?", "\uff1f"))]
        said = " ".join(text for text in (own, *asked) if text)
        if len(said) <= PROMPT_TOKENS:
            # no text has more tokens than characters
            return said
        words = list(_WORD.finditer(said))
        room = PROMPT_TOKENS
        for word in reversed(words):
            room -= _tokens(word[0])
            if room < 0:
                return said[word.end():].lstrip()
        return said

    def hot_words(self, samples: int) -> tuple[str, ...]:
        """The names to expect in so much speech."""
        return self._names if samples >= HOT_WORD_SAMPLES else ()


def echoes(prompt: str, text: str) -> bool:
    """Whether a text only says again what the recogniser was told was said before."""
    letters = _NO_LETTERS.sub("", text).casefold()
    return len(letters) >= _ECHO_LETTERS and letters in _NO_LETTERS.sub("", prompt).casefold()
