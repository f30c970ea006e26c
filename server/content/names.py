"""The fixed names of the event files: alert categories, checklist items, intents.  Content may use no other category or intent.

Evaluation sets and administrators' scripts are written against these, so a name is added here, never renamed.
"""

from __future__ import annotations

AGENT_CATEGORIES: tuple[str, ...] = (
    "guaranteed_return", "no_risk", "guaranteed_approval", "superlative", "deposit_confusion", "rate_omission",
    "misstatement", "over_borrowing", "pressure", "threat", "insult", "impersonation", "third_party_disclosure",
    "credential_request", "off_channel", "privacy", "tipping_off", "promise_beyond_authority", "missing_disclosure",
    "calling_hours",
)
"""What an agent may do wrong."""

CUSTOMER_CATEGORIES: tuple[str, ...] = (
    "aml_cue", "fraud_cue", "complaint", "regulator_mention", "vulnerable", "do_not_call", "card_data",
    "human_request", "self_harm", "consent",
)
"""What a customer's words may call for."""

CATEGORIES: tuple[str, ...] = AGENT_CATEGORIES + CUSTOMER_CATEGORIES

CHECKLIST_ITEMS: tuple[str, ...] = (
    "greeting", "identity_check", "institution_and_agent", "recording_notice", "recording_purpose", "caller_and_entity",
    "callback_number", "need_found", "objection_handled", "summary_of_request", "read_back", "polite_close",
    "principal", "fees", "annualised_cost", "voucher_terms", "default_cost", "no_other_charges",
    "cost_table_confirmed", "terms_confirmed", "early_repayment_fee", "early_repayment_terms", "payoff_amount",
    "repayment_channel", "credit_reporting", "credit_report_right", "rejection_reason", "documents_needed",
    "hardship_options", "risk_level", "suitability", "not_a_deposit", "past_performance", "lock_up",
    "early_withdrawal_loss", "product_fees", "is_insurance", "insurer", "cover", "exclusions", "premium_and_term",
    "cooling_off", "surrender_loss", "fraud_warning", "police_hotline_96110", "otp_warning", "transfers_held",
    "family_contact", "stop_payment", "cdd_purpose", "source_of_funds", "no_tipping_off", "second_person_review",
    "why_id_is_needed", "card_blocked", "temporary_block_term", "recording_paused_for_card", "dispute_registered",
    "provisional_credit", "written_confirmation", "reg_e_timeline", "complaint_registered", "complaint_reference",
    "complaint_deadline", "where_to_report", "debt_collector_mini_miranda", "debt_to_debtor_only",
    "do_not_call_confirmed", "separate_consent",
)
"""Known checklist items; a playbook may add its own."""

INTENTS: tuple[str, ...] = (
    "loan_inquiry", "rate_fee", "repayment", "early_repayment", "limit_increase", "application_status",
    "rejection_reason", "card_loss", "transaction_dispute", "bill_inquiry", "account_inquiry", "investment_inquiry",
    "insurance_inquiry", "remittance", "password_reset", "cancel_service", "complaint", "not_interested", "agree",
    "callback_later", "identity_question", "other",
)

ENTITIES: tuple[str, ...] = ("card", "id_card", "phone", "account", "cvv", "otp", "password", "ssn", "email", "address",
                            "name")
"""What redaction finds."""

SLOTS: tuple[str, ...] = ("amount", "months", "rate", "date", "product", "card_tail", "name")
"""Names that a reply may use as `{slot.<name>}`: what the customer said in this call."""

PRODUCT_KINDS: tuple[str, ...] = ("loan", "card", "deposit", "wealth", "insurance", "account", "remittance")
