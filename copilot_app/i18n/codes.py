"""What the wire names by code, in the language of the screen: errors, alert categories, cues, origins of figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ..notices import Notice
from .code_tables import CATEGORIES, CUES, OPERATIONS
from .notice_table import NOTICES


def notice_words(notice: Notice) -> str:
    """The sentence of an error or degradation: by its code, else by the first part of its code, else as it came."""
    code = notice.code
    while code:
        if code in NOTICES:
            words = QCoreApplication.translate("Notices", NOTICES[code])
            for name, value in notice.params:
                words = words.replace("{" + name + "}", value)
            return words
        code = code.rpartition(".")[0]
    return notice.text or QCoreApplication.translate("Notices", NOTICES["unknown"]).replace("{code}", notice.code)


def category_words(category: str) -> str:
    """An alert's category; an unknown one of a playbook's own is shown as it is written."""
    words = CATEGORIES.get(category)
    return QCoreApplication.translate("Categories", words) if words else category.replace("_", " ")


def operation_words(operation: str) -> str:
    """A risky operation that waits for a second person."""
    words = OPERATIONS.get(operation)
    return QCoreApplication.translate("Operations", words) if words else operation.replace("_", " ")


def cue_words(cue: str) -> str:
    """A cue such as `louder:6dB`; empty if this client does not know its kind."""
    kind, _, value = cue.partition(":")
    if kind not in CUES:
        return ""
    if value.endswith("dB"):
        value = value[:-2] + " dB"
    elif value.endswith("st"):
        value = QCoreApplication.translate("Cues", "%1 semitones").replace("%1", value[:-2])
    elif value.endswith("x"):
        value = QCoreApplication.translate("Cues", "%1 times").replace("%1", value[:-1])
    return QCoreApplication.translate("Cues", CUES[kind]).replace("%1", value)


def origin_words(origin: str) -> str:
    """Where a figure comes from, by the first part of `customer.<field>`, `product.<id>.<term>` …"""
    kind = origin.replace(":", ".").partition(".")[0]
    words = {
        "customer": QCoreApplication.translate("Origins", "customer record"),
        "product": QCoreApplication.translate("Origins", "product table"),
        "calculator": QCoreApplication.translate("Origins", "calculator"),
        "said": QCoreApplication.translate("Origins", "said by the customer"),
    }
    return words.get(kind, QCoreApplication.translate("Origins", "playbook"))
