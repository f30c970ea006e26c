"""Small text classifiers that ship with the product.

`features`     a text becomes the numbers of its words, characters and their neighbours; numpy and the standard library only
`classifier`   a model's directory becomes something that answers with labels and calibrated probabilities

`models.training.classifier` makes such a directory; `server.assist.second_opinion` asks the one for intents.
"""

from models.classify.classifier import INTENT_MODEL, Scored, TextClassifier

__all__ = ["INTENT_MODEL", "Scored", "TextClassifier"]
