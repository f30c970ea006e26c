"""Every duty of the shipped law tables stands in a shipped pack, marked with its source and that it is no legal advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.content.loading import BUILT_IN, load_with_packs
from server.content.playbook import Playbook

DUTIES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # row: (playbook, said, not said, done)
    "PIPL": ("zh", ("recording_notice", "recording_purpose", "separate_consent"), ("bundled_consent", "privacy"),
             ("declines_recording", "do_not_call")),
    "JR/T 0171": ("zh", ("why_id_is_needed",), ("credential_request",), ("card_data",)),
    "marketing": ("zh", ("institution_and_agent", "not_a_deposit", "risk_level", "product_fees", "suitability"),
                  ("guaranteed_return", "no_risk", "guaranteed_approval", "superlative", "deposit_confusion"),
                  ("discouraged_complaint",)),
    "loan cost": ("zh", ("principal", "fees", "annualised_cost", "default_cost", "no_other_charges"),
                  ("rate_omission", "over_borrowing"), ("gate_contract",)),
    "collection": ("zh", ("institution_and_agent", "debt_to_debtor_only"),
                   ("threat", "insult", "impersonation", "third_party_disclosure"),
                   ("calling_hours", "collection_calls_a_day", "do_not_call_known")),
    "insurance telesales": ("zh", ("insurer", "is_insurance", "cover", "exclusions", "premium_and_term", "surrender_loss",
                                    "cooling_off"),
                            ("deposit_confusion", "skipped_terms"), ("calling_hours_insurance", "do_not_call_known")),
    "AML": ("zh", ("cdd_purpose",), ("tipping_off",), ("aml_cue", "gate_large_transfer")),
    "anti-fraud": ("zh", ("fraud_warning", "police_hotline_96110"), ("beyond_authority",), ("fraud_cue", "gate_fraud_transfer")),
    "Regulation F": ("en", ("debt_collector_mini_miranda", "debt_to_debtor_only"), ("threat", "third_party_disclosure"),
                     ("calling_hours", "collection_calls_a_week", "collection_after_a_talk")),
    "TCPA": ("en", ("institution_and_agent", "callback_number"), (), ("calling_hours", "do_not_call", "do_not_call_known")),
    "UDAAP, Regulation E": ("en", ("dispute_registered", "reg_e_timeline", "provisional_credit", "written_confirmation"),
                            ("misstated_terms",), ()),
    "PCI DSS": ("en", ("recording_paused_for_card",), ("credential_request", "privacy"), ("card_data",)),
    "GDPR, MiFID II": ("en", ("eu_recording_notice",), ("eu_guaranteed_performance", "eu_forced_consent"),
                       ("eu_declines_recording",)),
    "EU AI Act": ("en", ("eu_emotion_notice", "eu_ai_voice_notice"), ("eu_posing_as_human",), ("eu_declines_mood_analysis",)),
    "recording consent": ("en", ("recording_notice",), (), ("declines_recording",)),
}
PACKS = sorted((BUILT_IN / "packs").iterdir())


@pytest.fixture(scope="module")
def books() -> dict[str, Playbook]:
    return {"zh": load_with_packs(BUILT_IN / "zh_finance", (), Path("x")),
            "en": load_with_packs(BUILT_IN / "en_finance", ("eu_finance",), Path("x"))}


@pytest.mark.parametrize("row", DUTIES)
def test_what_is_said_not_said_and_done_is_there_with_its_source(books: dict[str, Playbook], row: str) -> None:
    lang, said, not_said, done = DUTIES[row]
    book = books[lang]
    items = {item.id: item for item in book.checklist}
    assert [name for name in said if name not in items] == []
    assert [name for name in (*not_said, *done) if name not in book.rules] == []
    forbidden = [book.rules[name] for name in not_said]
    assert all(rule.kind == "forbidden" and rule.positive and rule.negative for rule in forbidden)
    assert all(book.rules[name].source and book.rules[name].evidence for name in (*not_said, *done))


@pytest.mark.parametrize("pack", PACKS, ids=[path.name for path in PACKS])
def test_every_file_says_that_it_is_no_legal_advice_and_every_entry_where_it_comes_from(pack: Path) -> None:
    for file in pack.glob("*.toml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("#") and ("not legal advice; sign off" in first.casefold() or "不是法律意见，使用前须" in first), file
        entries = file.read_text(encoding="utf-8").split("[[")[1:]
        assert all('\nsource = "' in entry and '\nevidence = "' in entry for entry in entries), file


def test_a_bundled_consent_is_stopped_and_a_necessary_one_is_not(books: dict[str, Playbook]) -> None:
    rule = books["zh"].rules["bundled_consent"]
    assert rule.severity == "stop" and "不同意我们分析您的信息，这笔贷款就办不了。" in [one.text for one in rule.positive]
    assert any("征信" in one.text for one in rule.negative)
