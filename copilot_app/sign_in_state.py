"""Must the person sign in, and what came of the last try: `LinkState`s in, what `panes.sign_in` shows out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .link_state import LinkState

SIGNED_OUT = "auth.signed_out"
"""Code of a link that stays closed until somebody signs in."""
SIGN_IN_CODES = frozenset({"auth.user", "auth.too_many", SIGNED_OUT})
"""Refusals that a name and a password can lift."""


@dataclass(frozen=True, slots=True)
class SignInState:
    """One moment; a new one is made for every change of the connection."""

    wanted: bool = False
    """True from the server's refusal to the next welcome."""
    tried: bool = False
    """True once a person gave a password; before that, a refusal is a question and no error."""
    waiting: bool = False
    """True while the server has not answered the last try."""
    code: str = ""
    """Why the last try failed; empty if it did not."""

    def pressed(self) -> SignInState:
        """A person gave name and password."""
        return replace(self, tried=True, waiting=True, code="")

    def after(self, link: LinkState) -> SignInState:
        """The connection changed."""
        if link.code in SIGN_IN_CODES:
            tried = self.tried and link.code != SIGNED_OUT
            return SignInState(wanted=True, tried=tried, code=link.code if tried or link.code == "auth.too_many" else "")
        if link.phase == "online" or link.phase == "refused":
            return SignInState()
        return replace(self, waiting=self.waiting and link.phase == "connecting")
