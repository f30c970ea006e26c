"""The same on customers' own English: `python -m benchmarks.cards_found.banking77 TRAIN.csv [--each 20] [--json FILE]`.

Reads questions that customers of another bank typed (BANKING77, CC-BY 4.0: columns `text`, `category`; not part of this repository)
and counts how often an article of `en_finance` that answers the category is found.  Which articles answer which category was written
down from the categories' names alone, nothing was fitted to the questions; categories about what this bank does not offer are left
out.  Typed, not spoken, and of a bank with other products: low figures are to be expected, differences between versions count.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from models.classify import INTENT_MODEL, TextClassifier
from server.assist.intents import IntentIndex
from server.assist.library import Library
from server.content.loading import find_playbook, load_playbook
from server.learning.proportions import Share

from .__main__ import NEAR, cards, ranked

ANSWERS: dict[str, str] = {
    "activate_my_card": "card_activate", "balance_not_updated_after_cheque_or_cash_deposit": "mobile_deposit_hold",
    "cancel_transfer": "ach_cancel wrong_transfer quick_pay_wrong_person", "card_about_to_expire": "card_expiring",
    "card_arrival": "card_arrival", "card_delivery_estimate": "card_arrival", "card_not_working": "card_declined card_damaged",
    "card_payment_fee_charged": "card_fees card_abroad", "card_payment_not_recognised": "dispute card_merchant_name",
    "card_swallowed": "card_swallowed", "cash_withdrawal_charge": "atm_fees card_cash_advance",
    "cash_withdrawal_not_recognised": "dispute", "change_pin": "pin_reset password_reset",
    "compromised_card": "dispute card_loss password_exposed", "declined_transfer": "transfer_held",
    "direct_debit_payment_not_recognised": "dispute card_merchant_name dispute_subscription",
    "edit_personal_details": "address_change name_change change_phone", "lost_or_stolen_card": "card_loss",
    "lost_or_stolen_phone": "sign_in_new_phone password_exposed", "passcode_forgotten": "password_reset pin_reset username_forgot",
    "pending_card_payment": "card_pending", "pin_blocked": "pin_reset password_reset sign_in_attempts",
    "receiving_money": "wire_incoming direct_deposit", "Refund_not_showing_up": "dispute_refund_missing",
    "terminate_account": "cancel close_checking", "transaction_charged_twice": "dispute",
    "transfer_fee_charged": "transfer_which remittance wire_total_cost", "transfer_not_received_by_recipient": "transfer_not_there",
    "transfer_timing": "transfer_which remittance transfer_not_there", "verify_source_of_funds": "due_diligence",
    "why_verify_identity": "identity_verification",
}
"""Category -> ids of the articles that answer it."""


def lines(file: Path, each: int) -> Iterator[tuple[frozenset[str], str]]:
    """(ids that answer it, question): the first of each category, in the order of the file."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for category, ids in ANSWERS.items():
        for row in islice((row for row in rows if row["category"] == category), each):
            yield frozenset(ids.split()), row["text"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", type=int, default=20, help="questions of a category")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    playbook = load_playbook(find_playbook("en_finance"))
    library, index, classifier = Library(playbook), IntentIndex(playbook), TextClassifier(INTENT_MODEL)
    first = near = shown = silent = count = 0
    for right, text in lines(args.file, args.each):
        order, screen = ranked(library, index, classifier, text), cards(playbook, text)
        count += 1
        first += bool(right & set(order[:1]))
        near += bool(right & set(order[:NEAR]))
        shown += bool(right & set(screen))
        silent += not screen
    found = {"questions": count, "categories": len(ANSWERS), "first_place": Share(first, count).facts(),
             "first_three": Share(near, count).facts(), "on_screen": Share(shown, count).facts(), "no_card": Share(silent, count).facts()}
    print(found)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
