"""Commands of `seatmate-server`, one file each, with `add_arguments(parser)` and `run(args) -> int`.

A new command is a file here and a row in `COMMANDS`; its module is imported only when it is used.
"""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("server.commands.run", "run the server"),
    "init": ("server.commands.init", "first-time set-up: keys and database"),
    "invite": ("server.commands.invite", "make an enrolment code for a workstation"),
    "users": ("server.commands.users", "persons who sign in"),
    "keys": ("server.commands.keys", "enrolled workstations: list, revoke; the server's fingerprint"),
    "models": ("server.commands.models", "speech models: list, pull, import, verify, remove"),
    "playbook": ("server.commands.playbook", "playbooks: look, check, write, publish by two people, roll back"),
    "customers": ("server.commands.customers", "customers: import, list, show, delete; the bank's CRM: credential, try"),
    "consent": ("server.commands.consent", "what a customer agreed to or refused: show, record, withdraw"),
    "retention": ("server.commands.retention", "how long records are kept: show, run, hold, release"),
    "subject": ("server.commands.subject", "a person's right to a copy and to erasure: export, erase, requests"),
    "calls": ("server.commands.calls", "stored calls: list, show, export"),
    "gate": ("server.commands.gate", "risky operations that wait for a second person: list, approve, deny"),
    "dial": ("server.commands.dial", "numbers that may not be called now: check, release, releases"),
    "rights": ("server.commands.rights", "who may step into calls beyond their role: list, grant, revoke"),
    "coaching": ("server.commands.coaching", "what supervisors wrote about calls: list, export"),
    "disputes": ("server.commands.disputes", "alerts that agents held to be wrong: list, decide, export"),
    "evidence": ("server.commands.evidence", "a call's evidence: export it signed, verify a pack"),
    "audit": ("server.commands.audit", "the audit trail: verify"),
    "backup": ("server.commands.backup", "copy the database while it is in use"),
    "training": ("server.commands.training", "simulated customers: list, check with built-in agents; report, class"),
    "replay": ("server.commands.replay", "run transcribed dialogues through the stages"),
    "eval": ("server.commands.evaluate", "how well a recogniser hears; which help was taken, and what was asked in vain"),
    "bench": ("server.commands.bench", "how many calls one server carries"),
}
"""Name -> (module, one line of help)."""
