"""The language of the screen: `Translator` installs the compiled sentences, `codes` words what the server names by code.

Sources are `seatmate_zh_CN.ts` and `seatmate_en.ts`; `python -m copilot_app.i18n.build` refreshes and compiles them.
"""

from .translator import LANGUAGES, Translator

__all__ = ["LANGUAGES", "Translator"]
