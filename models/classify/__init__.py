"""Small text classifiers that ship with the product.

`features`     a text becomes the numbers of its words, characters and their neighbours; numpy and the standard library only
`classifier`   a model's directory becomes something that answers with labels and calibrated probabilities
`lazy`         the same, loaded when first asked, and silent where there is no working model

`models.training.classifier`, `models.training.paraphrase` and `models.training.mood` make such directories;
`server.assist.second_opinion` asks the one for intents, `server.compliance.paraphrases` the one for paraphrases,
`server.emotion.wording` the one for moods.
"""

from models.classify.classifier import INTENT_MODEL, MOOD_MODEL, PARAPHRASE_MODEL, Scored, TextClassifier
from models.classify.lazy import LazyClassifier

__all__ = ["INTENT_MODEL", "MOOD_MODEL", "PARAPHRASE_MODEL", "LazyClassifier", "Scored", "TextClassifier"]
