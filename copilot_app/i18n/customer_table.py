"""Words of the customer pane for what the wire names by code: groups of fields, channels, topics, outcomes, sources.

A code that is not listed is shown as it came: a house may have channels and systems of its own.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

GROUPS: dict[str, str] = {
    "identity": QT_TRANSLATE_NOOP("Customers", "Identity"),
    "holdings": QT_TRANSLATE_NOOP("Customers", "Holdings"),
    "payments": QT_TRANSLATE_NOOP("Customers", "Payments"),
    "offers": QT_TRANSLATE_NOOP("Customers", "Offers"),
    "service": QT_TRANSLATE_NOOP("Customers", "Service"),
}
CHANNELS: dict[str, str] = {
    "phone": QT_TRANSLATE_NOOP("Customers", "Phone"),
    "branch": QT_TRANSLATE_NOOP("Customers", "Branch"),
    "app": QT_TRANSLATE_NOOP("Customers", "App"),
    "mail": QT_TRANSLATE_NOOP("Customers", "Mail"),
    "chat": QT_TRANSLATE_NOOP("Customers", "Chat"),
}
TOPICS: dict[str, str] = {
    "loan_inquiry": QT_TRANSLATE_NOOP("Customers", "loan"),
    "rate_fee": QT_TRANSLATE_NOOP("Customers", "rates and fees"),
    "repayment": QT_TRANSLATE_NOOP("Customers", "repayment"),
    "early_repayment": QT_TRANSLATE_NOOP("Customers", "early repayment"),
    "limit_increase": QT_TRANSLATE_NOOP("Customers", "limit increase"),
    "application_status": QT_TRANSLATE_NOOP("Customers", "state of an application"),
    "rejection_reason": QT_TRANSLATE_NOOP("Customers", "reason of a rejection"),
    "card_loss": QT_TRANSLATE_NOOP("Customers", "lost card"),
    "transaction_dispute": QT_TRANSLATE_NOOP("Customers", "disputed transaction"),
    "bill_inquiry": QT_TRANSLATE_NOOP("Customers", "bill"),
    "account_inquiry": QT_TRANSLATE_NOOP("Customers", "account"),
    "investment_inquiry": QT_TRANSLATE_NOOP("Customers", "investment"),
    "insurance_inquiry": QT_TRANSLATE_NOOP("Customers", "insurance"),
    "remittance": QT_TRANSLATE_NOOP("Customers", "remittance"),
    "password_reset": QT_TRANSLATE_NOOP("Customers", "password reset"),
    "cancel_service": QT_TRANSLATE_NOOP("Customers", "cancelling a service"),
    "complaint": QT_TRANSLATE_NOOP("Customers", "complaint"),
    "not_interested": QT_TRANSLATE_NOOP("Customers", "not interested"),
    "callback_later": QT_TRANSLATE_NOOP("Customers", "call back later"),
    "identity_question": QT_TRANSLATE_NOOP("Customers", "identity question"),
}
OUTCOMES: dict[str, str] = {
    "ended": QT_TRANSLATE_NOOP("Customers", "ended"),
    "interrupted": QT_TRANSLATE_NOOP("Customers", "broken off"),
    "live": QT_TRANSLATE_NOOP("Customers", "still running"),
    "complaint": QT_TRANSLATE_NOOP("Customers", "complaint"),
}
SOURCES: dict[str, str] = {
    "playbook": QT_TRANSLATE_NOOP("Customers", "fictional customer of the playbook"),
    "seatmate": QT_TRANSLATE_NOOP("Customers", "call with Seatmate"),
}


def words_of(table: dict[str, str], code: str) -> str:
    """The words of a code, or the code."""
    words = table.get(code)
    return QCoreApplication.translate("Customers", words) if words else code
