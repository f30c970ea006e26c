"""English words of what the wall-board names by code: topics, moods, states of the line, modes; marked for translation."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

TOPICS: dict[str, str] = {
    "loan_inquiry": QT_TRANSLATE_NOOP("Board", "Loan inquiry"),
    "rate_fee": QT_TRANSLATE_NOOP("Board", "Rates and fees"),
    "repayment": QT_TRANSLATE_NOOP("Board", "Repayment"),
    "early_repayment": QT_TRANSLATE_NOOP("Board", "Early repayment"),
    "limit_increase": QT_TRANSLATE_NOOP("Board", "Limit increase"),
    "application_status": QT_TRANSLATE_NOOP("Board", "Application status"),
    "rejection_reason": QT_TRANSLATE_NOOP("Board", "Reason of a rejection"),
    "card_loss": QT_TRANSLATE_NOOP("Board", "Lost card"),
    "transaction_dispute": QT_TRANSLATE_NOOP("Board", "Disputed payment"),
    "bill_inquiry": QT_TRANSLATE_NOOP("Board", "Bill"),
    "account_inquiry": QT_TRANSLATE_NOOP("Board", "Account"),
    "investment_inquiry": QT_TRANSLATE_NOOP("Board", "Investment"),
    "insurance_inquiry": QT_TRANSLATE_NOOP("Board", "Insurance"),
    "remittance": QT_TRANSLATE_NOOP("Board", "Remittance"),
    "password_reset": QT_TRANSLATE_NOOP("Board", "Password reset"),
    "cancel_service": QT_TRANSLATE_NOOP("Board", "Cancellation"),
    "complaint": QT_TRANSLATE_NOOP("Board", "Complaint"),
    "not_interested": QT_TRANSLATE_NOOP("Board", "Not interested"),
    "agree": QT_TRANSLATE_NOOP("Board", "Agrees"),
    "callback_later": QT_TRANSLATE_NOOP("Board", "Call back later"),
    "identity_question": QT_TRANSLATE_NOOP("Board", "Asks who is calling"),
    "other": QT_TRANSLATE_NOOP("Board", "Other topic"),
}

MOODS: dict[str, tuple[str, str, str]] = {
    "calm": (QT_TRANSLATE_NOOP("Board", "Calm"), "face-calm", "accent"),
    "pleased": (QT_TRANSLATE_NOOP("Board", "Pleased"), "face-calm", "accent"),
    "unhappy": (QT_TRANSLATE_NOOP("Board", "Unhappy"), "face-uneasy", "remind"),
    "anxious": (QT_TRANSLATE_NOOP("Board", "Anxious"), "face-uneasy", "remind"),
    "angry": (QT_TRANSLATE_NOOP("Board", "Angry"), "face-upset", "stop"),
}
"""Mood of the customer -> words, icon, token."""

LINES: dict[str, tuple[str, str, str]] = {
    "good": (QT_TRANSLATE_NOOP("Board", "Line good"), "line", "ink_faint"),
    "poor": (QT_TRANSLATE_NOOP("Board", "Line poor"), "remind", "remind"),
    "gone": (QT_TRANSLATE_NOOP("Board", "No sound"), "unlink", "stop"),
    "away": (QT_TRANSLATE_NOOP("Board", "Client lost"), "unlink", "stop"),
    "paused": (QT_TRANSLATE_NOOP("Board", "Paused"), "pause", "remind"),
}

MODES: dict[str, tuple[str, str, str]] = {
    "": (QT_TRANSLATE_NOOP("Board", "Reading only"), "eye", "ink_soft"),
    "listen": (QT_TRANSLATE_NOOP("Board", "Listen"), "sound", "inform"),
    "whisper": (QT_TRANSLATE_NOOP("Board", "Whisper"), "whisper", "accent"),
    "barge": (QT_TRANSLATE_NOOP("Board", "Barge in"), "barge", "remind"),
    "takeover": (QT_TRANSLATE_NOOP("Board", "Take over"), "takeover", "stop"),
}
"""Mode -> words, icon, token."""

SEVERITIES: dict[str, str] = {
    "stop": QT_TRANSLATE_NOOP("Board", "Stop"),
    "remind": QT_TRANSLATE_NOOP("Board", "Remember"),
    "inform": QT_TRANSLATE_NOOP("Board", "Note"),
}


def board_words(words: str) -> str:
    """An English text of this table in the language of the screen."""
    return QCoreApplication.translate("Board", words)


def topic_words(topic: str) -> str:
    """A topic; one of a playbook's own is shown as it is written, none as empty."""
    return board_words(TOPICS[topic]) if topic in TOPICS else topic.replace("_", " ")


def mood_looks(mood: str) -> tuple[str, str, str]:
    """Words, icon and token of a customer's mood."""
    words, icon, token = MOODS.get(mood, MOODS["calm"])
    return board_words(words), icon, token


def line_looks(quality: str, away: bool, paused: bool) -> tuple[str, str, str]:
    """Words, icon and token of the line: what matters most of it."""
    words, icon, token = LINES["away" if away else "paused" if paused else quality]
    return board_words(words), icon, token


def mode_looks(mode: str) -> tuple[str, str, str]:
    """Words, icon and token of a mode."""
    words, icon, token = MODES.get(mode, MODES[""])
    return board_words(words), icon, token
