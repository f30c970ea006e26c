"""How everything looks: design tokens and one style sheet come together here; the panes ask `Theme` for the rest.

Next: `tokens` (the colours of light and dark), `style.qss` (the template), `icons` (SVG files drawn in one style).
"""

from .look import Choice, FontRole, Theme
from .tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "Choice", "FontRole", "Theme", "Tokens"]
