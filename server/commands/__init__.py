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
    "playbook": ("server.commands.playbook", "playbooks: list, check a directory"),
    "calls": ("server.commands.calls", "stored calls: list, show, export"),
    "audit": ("server.commands.audit", "the audit trail: verify"),
    "backup": ("server.commands.backup", "copy the database while it is in use"),
    "replay": ("server.commands.replay", "run transcribed dialogues through the stages"),
    "eval": ("server.commands.evaluate", "how well a recogniser hears a folder of sound and text"),
    "bench": ("server.commands.bench", "how many calls one server carries"),
}
"""Name -> (module, one line of help)."""
