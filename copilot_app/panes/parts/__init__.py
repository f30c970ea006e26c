"""The small widgets that the panes are made of; they know the theme and nothing of a call."""

from .buttons import ChoiceBox, IconButton, KeyedButton
from .card_blocks import Actions, Caution, SmallTable, Steps
from .chip import Chip
from .entry import Entry
from .flow import FlowLayout
from .meter import LevelMeter
from .shaping import Shaped, Span
from .trend import Progress, Trend
from .words import Picture, PressableWords, Words

__all__ = ["Actions", "Caution", "Chip", "ChoiceBox", "Entry", "FlowLayout", "IconButton", "KeyedButton", "LevelMeter",
           "Picture", "PressableWords", "Progress", "Shaped", "SmallTable", "Span", "Steps", "Trend", "Words"]
