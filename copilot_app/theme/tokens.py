"""The colours of both themes, by what they mean.  Every text colour reaches 4.5:1 on every ground it stands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme.  `*_soft` is the ground, `*_line` the border that goes with a signal colour."""

    dark: bool
    canvas: str
    """Behind the panes."""
    surface: str
    """A pane."""
    sunken: str
    """Fields, bubbles of the customer, hovered rows."""
    line: str
    """Hairlines."""
    line_strong: str
    """Borders of fields and buttons."""
    ink: str
    """Text."""
    ink_soft: str
    """Secondary text."""
    ink_faint: str
    """Captions, partials, the words that a reply answers."""
    accent: str
    """The one accent: primary action, done, verified, agent."""
    accent_hover: str
    accent_soft: str
    on_accent: str
    stop: str
    stop_soft: str
    stop_line: str
    stop_solid: str
    """Ground of the stop banner."""
    on_stop: str
    remind: str
    remind_soft: str
    remind_line: str
    inform: str
    inform_soft: str
    inform_line: str


LIGHT = Tokens(
    dark=False, canvas="#F3F5F6", surface="#FFFFFF", sunken="#F1F3F5", line="#E2E6EA", line_strong="#C9D0D7",
    ink="#171C22", ink_soft="#434D59", ink_faint="#606B78",
    accent="#0B6E66", accent_hover="#095B54", accent_soft="#E2F1EF", on_accent="#FFFFFF",
    stop="#B3261E", stop_soft="#FCEBEA", stop_line="#EFB8B4", stop_solid="#B3261E", on_stop="#FFFFFF",
    remind="#7F5300", remind_soft="#FDF3DC", remind_line="#E9CC8B",
    inform="#1D58B0", inform_soft="#E9F1FC", inform_line="#B5CDEE",
)

DARK = Tokens(
    dark=True, canvas="#0F1316", surface="#171C20", sunken="#20272D", line="#2A3239", line_strong="#414B55",
    ink="#E9EDF0", ink_soft="#B9C2CB", ink_faint="#939EA9",
    accent="#5CC5B7", accent_hover="#7AD3C7", accent_soft="#17322F", on_accent="#06201D",
    stop="#FF9A91", stop_soft="#3A1D1C", stop_line="#6B322F", stop_solid="#A3211A", on_stop="#FFFFFF",
    remind="#EFC15F", remind_soft="#34290F", remind_line="#5F4B1C",
    inform="#8DB9FF", inform_soft="#17273E", inform_line="#2E4A73",
)

GROUNDS: dict[str, tuple[str, ...]] = {
    "ink": ("canvas", "surface", "sunken", "accent_soft", "stop_soft", "remind_soft", "inform_soft"),
    "ink_soft": ("canvas", "surface", "sunken", "accent_soft", "stop_soft", "remind_soft", "inform_soft"),
    "ink_faint": ("canvas", "surface", "sunken", "accent_soft"),
    "accent": ("canvas", "surface", "sunken", "accent_soft"),
    "on_accent": ("accent", "accent_hover"),
    "stop": ("canvas", "surface", "sunken", "stop_soft", "accent_soft"),
    "on_stop": ("stop_solid",),
    "remind": ("canvas", "surface", "sunken", "remind_soft", "accent_soft"),
    "inform": ("canvas", "surface", "sunken", "inform_soft", "accent_soft"),
}
"""Text colour -> the grounds that it is painted on."""
