"""The small widgets that the panes are made of; they know the theme and nothing of a call."""

from .buttons import ChoiceBox, IconButton, KeyedButton
from .chip import Chip
from .flow import FlowLayout
from .meter import LevelMeter
from .shaping import Shaped, Span
from .trend import Progress, Trend
from .words import Picture, PressableWords, Words

__all__ = ["Chip", "ChoiceBox", "FlowLayout", "IconButton", "KeyedButton", "LevelMeter", "Picture", "PressableWords",
           "Progress", "Shaped", "Span", "Trend", "Words"]
