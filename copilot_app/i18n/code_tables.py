"""English words of alert categories, risky operations and cues, marked for translation; `codes` looks them up.

The sentences of errors stand in `notice_table`.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

CATEGORIES: dict[str, str] = {
    "guaranteed_return": QT_TRANSLATE_NOOP("Categories", "Guaranteed return"),
    "no_risk": QT_TRANSLATE_NOOP("Categories", "“No risk” claim"),
    "guaranteed_approval": QT_TRANSLATE_NOOP("Categories", "Guaranteed approval"),
    "superlative": QT_TRANSLATE_NOOP("Categories", "Superlative"),
    "deposit_confusion": QT_TRANSLATE_NOOP("Categories", "Sounds like a deposit"),
    "rate_omission": QT_TRANSLATE_NOOP("Categories", "Rate told in part"),
    "misstatement": QT_TRANSLATE_NOOP("Categories", "Wrong figure"),
    "over_borrowing": QT_TRANSLATE_NOOP("Categories", "Urged to over-borrow"),
    "pressure": QT_TRANSLATE_NOOP("Categories", "Pressure"),
    "threat": QT_TRANSLATE_NOOP("Categories", "Threat"),
    "insult": QT_TRANSLATE_NOOP("Categories", "Insult"),
    "impersonation": QT_TRANSLATE_NOOP("Categories", "Impersonation"),
    "third_party_disclosure": QT_TRANSLATE_NOOP("Categories", "Told a third party"),
    "credential_request": QT_TRANSLATE_NOOP("Categories", "Asked for a secret"),
    "off_channel": QT_TRANSLATE_NOOP("Categories", "Off the official channel"),
    "privacy": QT_TRANSLATE_NOOP("Categories", "Privacy"),
    "tipping_off": QT_TRANSLATE_NOOP("Categories", "Tipping off"),
    "promise_beyond_authority": QT_TRANSLATE_NOOP("Categories", "Promise beyond authority"),
    "missing_disclosure": QT_TRANSLATE_NOOP("Categories", "Disclosure missing"),
    "calling_hours": QT_TRANSLATE_NOOP("Categories", "Calling hours"),
    "aml_cue": QT_TRANSLATE_NOOP("Categories", "Money-laundering cue"),
    "fraud_cue": QT_TRANSLATE_NOOP("Categories", "Fraud cue"),
    "complaint": QT_TRANSLATE_NOOP("Categories", "Complaint"),
    "regulator_mention": QT_TRANSLATE_NOOP("Categories", "Regulator mentioned"),
    "vulnerable": QT_TRANSLATE_NOOP("Categories", "Vulnerable customer"),
    "do_not_call": QT_TRANSLATE_NOOP("Categories", "Do not call"),
    "card_data": QT_TRANSLATE_NOOP("Categories", "Card data spoken"),
    "human_request": QT_TRANSLATE_NOOP("Categories", "Wants another person"),
    "self_harm": QT_TRANSLATE_NOOP("Categories", "Danger to life"),
    "consent": QT_TRANSLATE_NOOP("Categories", "Consent"),
}

OPERATIONS: dict[str, str] = {
    "large_or_overseas_transfer": QT_TRANSLATE_NOOP("Operations", "large or overseas transfer"),
    "transfer_after_fraud_cue": QT_TRANSLATE_NOOP("Operations", "transfer after a sign of fraud"),
    "limit_change": QT_TRANSLATE_NOOP("Operations", "change of a limit"),
    "data_change": QT_TRANSLATE_NOOP("Operations", "change of contact data"),
    "release_hold": QT_TRANSLATE_NOOP("Operations", "release of a hold"),
    "loan_contract": QT_TRANSLATE_NOOP("Operations", "conclusion of a loan"),
    "large_transfer": QT_TRANSLATE_NOOP("Operations", "large transfer"),
    "limit_increase": QT_TRANSLATE_NOOP("Operations", "limit increase"),
    "fee_waiver": QT_TRANSLATE_NOOP("Operations", "fee waiver"),
    "phone_change": QT_TRANSLATE_NOOP("Operations", "change of the registered phone"),
    "password_reset": QT_TRANSLATE_NOOP("Operations", "password reset"),
    "account_closure": QT_TRANSLATE_NOOP("Operations", "closing the account"),
}

CUES: dict[str, str] = {
    "louder": QT_TRANSLATE_NOOP("Cues", "%1 louder"),
    "quieter": QT_TRANSLATE_NOOP("Cues", "%1 quieter"),
    "faster": QT_TRANSLATE_NOOP("Cues", "%1 the pace"),
    "easing": QT_TRANSLATE_NOOP("Cues", "easing off"),
    "slower": QT_TRANSLATE_NOOP("Cues", "only %1 the pace"),
    "higher": QT_TRANSLATE_NOOP("Cues", "voice %1 higher"),
    "lower": QT_TRANSLATE_NOOP("Cues", "voice %1 lower"),
    "said": QT_TRANSLATE_NOOP("Cues", "said “%1”"),
    "worded": QT_TRANSLATE_NOOP("Cues", "from the wording"),
}
"""All but `said` and `worded` compare with the customer's own first minute."""
