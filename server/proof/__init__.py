"""Proof: what happened in a call, so that others can check it without this server; and what people made of its alerts.

`signing` holds the key, `chain` the links, `anchors` the audit trail's ends, `pack` gathers a call, `verifying` checks a
pack, `disputes` counts verdicts, `regression` compares two playbooks on stored calls.

Errors::

    ProofError               code `proof.failed`: says what is wrong and what to do next
    ├── PackUnreadable       code `proof.unreadable`: no evidence pack, or a file of it is missing or damaged
    └── NothingToCompare     code `proof.nothing`: no stored call of that time or language
"""
