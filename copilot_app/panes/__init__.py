"""The panes of the window: one file each, one row each in `PANES`.  They read `lists`, call intents, and never see `link`.

To add a pane: one file with a `Pane`, one row here; `window` gives it its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from protocol.message import Role

from .ask import AskPane
from .banner import BannerPane
from .cards import CardsPane
from .checklist import ChecklistPane
from .coaching import CoachingPane
from .customer import CustomerPane
from .hand import HandPane
from .mood import MoodPane
from .note_shown import NoteShownPane
from .notice import NoticePane
from .pane import Pane
from .practice import PracticePane
from .ready import ReadyPane
from .reply import ReplyPane
from .sign_in import SignInPane
from .speaker import SpeakerPane
from .strip import StripPane
from .transcript import TranscriptPane
from .transfer import TransferPane
from .typed import TypedPane


@dataclass(frozen=True, slots=True)
class PaneEntry:
    """One pane of the window."""

    id: str
    make: type[Pane]
    title: str
    """English source text."""
    shortcut: str = ""
    """Id of the action that leads to it, see `shortcuts`; empty: it needs none."""
    roles: tuple[Role, ...] = ("agent", "supervisor", "trainer", "quality", "compliance", "administrator")


PANES: tuple[PaneEntry, ...] = (
    PaneEntry("strip", StripPane, QT_TRANSLATE_NOOP("Panes", "Call status"), "settings"),
    PaneEntry("notice", NoticePane, QT_TRANSLATE_NOOP("Panes", "Notices")),
    PaneEntry("sign_in", SignInPane, QT_TRANSLATE_NOOP("Panes", "Sign in")),
    PaneEntry("speaker", SpeakerPane, QT_TRANSLATE_NOOP("Panes", "Who speaks to the customer")),
    PaneEntry("coaching", CoachingPane, QT_TRANSLATE_NOOP("Panes", "Coaching notes"), "coaching"),
    PaneEntry("ready", ReadyPane, QT_TRANSLATE_NOOP("Panes", "Ready"), "call"),
    PaneEntry("practice", PracticePane, QT_TRANSLATE_NOOP("Panes", "Practice call"), "practise"),
    PaneEntry("banner", BannerPane, QT_TRANSLATE_NOOP("Panes", "Compliance"), "acknowledge"),
    PaneEntry("note_shown", NoteShownPane, QT_TRANSLATE_NOOP("Panes", "Note from a supervisor"), "answer_1"),
    PaneEntry("hand", HandPane, QT_TRANSLATE_NOOP("Panes", "Raised hand"), "hand"),
    PaneEntry("transfer", TransferPane, QT_TRANSLATE_NOOP("Panes", "Transfer to an expert"), "transfer"),
    PaneEntry("reply", ReplyPane, QT_TRANSLATE_NOOP("Panes", "Suggested reply"), "accept"),
    PaneEntry("mood", MoodPane, QT_TRANSLATE_NOOP("Panes", "Customer's mood")),
    PaneEntry("checklist", ChecklistPane, QT_TRANSLATE_NOOP("Panes", "Checklist")),
    PaneEntry("cards", CardsPane, QT_TRANSLATE_NOOP("Panes", "Cards"), "pin"),
    PaneEntry("customer", CustomerPane, QT_TRANSLATE_NOOP("Panes", "Customer"), "customer"),
    PaneEntry("transcript", TranscriptPane, QT_TRANSLATE_NOOP("Panes", "Transcript"), "newest"),
    PaneEntry("typed", TypedPane, QT_TRANSLATE_NOOP("Panes", "What you type"), "type"),
    PaneEntry("ask", AskPane, QT_TRANSLATE_NOOP("Panes", "Ask"), "ask"),
)
"""From top to bottom of the narrow window."""

__all__ = ["PANES", "AskPane", "BannerPane", "CardsPane", "ChecklistPane", "CustomerPane", "MoodPane", "NoticePane",
           "Pane", "PaneEntry", "PracticePane", "ReadyPane", "ReplyPane", "SignInPane", "StripPane", "TranscriptPane",
           "TypedPane"]
