"""What a customer's words show of the mood though none of the playbook's mood words was said.

In comes an utterance without one; out comes the mood that the bundled classifier finds in it, or nothing.  Where the model is
missing or damaged, mood words and the voice go on and the log says so once.  Next: `server.emotion.mood`, where this weighs less
than a mood word.
"""

from __future__ import annotations

from typing import cast

from models.classify import MOOD_MODEL, LazyClassifier
from protocol.assist import MoodName
from protocol.message import Language

WEIGHT = 0.4
"""Of one such utterance, beside 1 and more of a mood word: alone it tells nothing, with a second or a raised voice it does."""
_LEAST = {"zh": 5, "en": 12}
"""Characters below which words show too little."""
_MOODS = frozenset({"angry", "anxious", "unhappy", "pleased"})

bundled = LazyClassifier(MOOD_MODEL, "moods are read from mood words and the voice alone")
"""The one of this process."""


def shown_mood(text: str, lang: Language, model: LazyClassifier = bundled) -> MoodName | None:
    """The mood that these words show; None if they show none, or there is no working model."""
    if len(text) < _LEAST[lang]:
        return None
    found = model.found(text)
    return cast(MoodName, found.label) if found is not None and found.label in _MOODS else None
