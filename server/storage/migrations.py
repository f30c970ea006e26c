"""The schema, as numbered steps that are applied once each and never edited afterwards.

In: an open database.  Out: the same, at the newest step.  Next: `database`.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlite_utils

from .errors import StorageDamaged

MIGRATIONS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (1, "people and machines", (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
        """CREATE TABLE workstations (id TEXT PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE,
           user TEXT NOT NULL DEFAULT '', enrolled_at TEXT NOT NULL, revoked_at TEXT)""",
        """CREATE TABLE invitations (public_key TEXT PRIMARY KEY, name TEXT NOT NULL, user TEXT NOT NULL DEFAULT '',
           expires_s REAL NOT NULL)""",
        """CREATE TABLE users (name TEXT PRIMARY KEY, display_name TEXT NOT NULL DEFAULT '', role TEXT NOT NULL,
           password TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL)""",
    )),
    (2, "calls", (
        """CREATE TABLE calls (id TEXT PRIMARY KEY, workstation TEXT NOT NULL, user TEXT NOT NULL, lang TEXT NOT NULL,
           customer_id TEXT NOT NULL, direction TEXT NOT NULL, started_at TEXT NOT NULL, opened_at TEXT NOT NULL,
           training INTEGER NOT NULL, playbook TEXT NOT NULL, playbook_version TEXT NOT NULL,
           state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'ended', 'interrupted')), closed_at TEXT,
           data_key BLOB NOT NULL)""",
        "CREATE INDEX calls_by_state ON calls (state)",
        """CREATE TABLE channels (call TEXT NOT NULL REFERENCES calls (id), channel TEXT NOT NULL,
           position INTEGER NOT NULL, PRIMARY KEY (call, channel)) WITHOUT ROWID""",
        """CREATE TABLE utterances (call TEXT NOT NULL REFERENCES calls (id), channel TEXT NOT NULL,
           start_sample INTEGER NOT NULL, end_sample INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,
           PRIMARY KEY (call, channel, start_sample))""",
        """CREATE TABLE inputs (call TEXT NOT NULL REFERENCES calls (id), n INTEGER NOT NULL, kind TEXT NOT NULL,
           body BLOB NOT NULL, PRIMARY KEY (call, n)) WITHOUT ROWID""",
        """CREATE TABLE events (call TEXT NOT NULL REFERENCES calls (id), seq INTEGER NOT NULL, type TEXT NOT NULL,
           at_ms INTEGER NOT NULL, utterance TEXT NOT NULL, body BLOB NOT NULL,
           PRIMARY KEY (call, seq)) WITHOUT ROWID""",
        """CREATE TABLE feedback (n INTEGER PRIMARY KEY, call TEXT NOT NULL REFERENCES calls (id), item TEXT NOT NULL,
           kind TEXT NOT NULL, action TEXT NOT NULL, at_ms INTEGER NOT NULL, lag_ms REAL NOT NULL, note BLOB,
           received_at TEXT NOT NULL)""",
        "CREATE INDEX feedback_by_call ON feedback (call)",
    )),
    (3, "audit", (
        """CREATE TABLE audit (n INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
           detail TEXT NOT NULL, link TEXT NOT NULL)""",
        "CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), n INTEGER NOT NULL, link TEXT NOT NULL)",
    )),
    (4, "second persons, disputes, contacts", (
        "ALTER TABLE users ADD COLUMN team TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE audit_head ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls ADD COLUMN number_mark TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE gates (call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE, gate TEXT NOT NULL,
           operation TEXT NOT NULL, state TEXT NOT NULL, asked_at TEXT NOT NULL, decided_at TEXT,
           by TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '', PRIMARY KEY (call, gate)) WITHOUT ROWID""",
        "CREATE INDEX gates_by_state ON gates (state)",
        """CREATE TABLE gate_answers (n INTEGER PRIMARY KEY, call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
           gate TEXT NOT NULL, approved INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL)""",
        """CREATE TABLE disputes (call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE, alert TEXT NOT NULL,
           playbook TEXT NOT NULL, rule TEXT NOT NULL, rule_version TEXT NOT NULL, utterance TEXT NOT NULL,
           asked_by TEXT NOT NULL, asked_at TEXT NOT NULL, verdict TEXT NOT NULL DEFAULT '',
           decided_by TEXT NOT NULL DEFAULT '', decided_at TEXT, PRIMARY KEY (call, alert)) WITHOUT ROWID""",
        """CREATE TABLE rule_alerts (playbook TEXT NOT NULL, rule TEXT NOT NULL, rule_version TEXT NOT NULL,
           alerts INTEGER NOT NULL, PRIMARY KEY (playbook, rule, rule_version)) WITHOUT ROWID""",
        """CREATE TABLE contacts (number_mark TEXT NOT NULL, rule TEXT NOT NULL, call TEXT NOT NULL, at TEXT NOT NULL,
           PRIMARY KEY (number_mark, rule, call)) WITHOUT ROWID""",
    )),
    (40, "customers", (
        """CREATE TABLE customers (id TEXT PRIMARY KEY, data_key BLOB NOT NULL, body BLOB NOT NULL, source TEXT NOT NULL,
           imported_at TEXT NOT NULL)""",
        """CREATE TABLE customer_phones (phone TEXT NOT NULL, customer TEXT NOT NULL REFERENCES customers (id),
           PRIMARY KEY (phone, customer)) WITHOUT ROWID""",
        """CREATE TABLE call_people (call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE, kind TEXT NOT NULL,
           person TEXT NOT NULL, PRIMARY KEY (call, kind, person)) WITHOUT ROWID""",
        "CREATE INDEX call_people_by_person ON call_people (kind, person)",
        "CREATE INDEX calls_by_customer ON calls (customer_id)",
    )),
    (41, "privacy", (
        """CREATE TABLE consents (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, purpose TEXT NOT NULL,
           state TEXT NOT NULL, at TEXT NOT NULL, how TEXT NOT NULL, call TEXT NOT NULL DEFAULT '',
           utterance TEXT NOT NULL DEFAULT '', quote BLOB)""",
        "CREATE INDEX consents_by_person ON consents (kind, person)",
        "CREATE TABLE holds (call TEXT PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, reason BLOB NOT NULL)",
        """CREATE TABLE exports (n INTEGER PRIMARY KEY, call TEXT NOT NULL, at TEXT NOT NULL, file BLOB NOT NULL)""",
        """CREATE TABLE erased (call TEXT PRIMARY KEY, at TEXT NOT NULL, why TEXT NOT NULL, request TEXT NOT NULL,
           rows INTEGER NOT NULL, digest TEXT NOT NULL, mark TEXT NOT NULL)""",
        """CREATE TABLE subject_requests (id TEXT PRIMARY KEY, state TEXT NOT NULL, asked_by TEXT NOT NULL,
           asked_at TEXT NOT NULL, confirmed_by TEXT NOT NULL DEFAULT '', finished_at TEXT, subject BLOB)""",
        "ALTER TABLE audit ADD COLUMN digest TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE audit ADD COLUMN salt TEXT NOT NULL DEFAULT ''",
    )),
    (50, "learning", (
        "ALTER TABLE calls ADD COLUMN experiment TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls ADD COLUMN arm TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE call_figures (call TEXT PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE, lines INTEGER NOT NULL,
           unknown INTEGER NOT NULL, misses INTEGER NOT NULL, blocked INTEGER NOT NULL)""",
        """CREATE TABLE outcomes (call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE, item TEXT NOT NULL,
           kind TEXT NOT NULL, source TEXT NOT NULL, version TEXT NOT NULL, engine TEXT NOT NULL, outcome TEXT NOT NULL,
           likeness REAL, lag_ms REAL, at_ms INTEGER NOT NULL, PRIMARY KEY (call, kind, item)) WITHOUT ROWID""",
        "CREATE INDEX outcomes_by_source ON outcomes (kind, source)",
    )),
    (80, "training", (
        """CREATE TABLE practice_calls (n INTEGER PRIMARY KEY, call TEXT NOT NULL UNIQUE REFERENCES calls (id) ON DELETE CASCADE,
           user TEXT NOT NULL, scenario TEXT NOT NULL, lang TEXT NOT NULL, difficulty TEXT NOT NULL, assistance TEXT NOT NULL,
           begun_at TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', total REAL, passed INTEGER NOT NULL DEFAULT 0,
           outcome TEXT NOT NULL DEFAULT '', lines TEXT NOT NULL DEFAULT '{}', report BLOB, comment BLOB,
           signed_by TEXT NOT NULL DEFAULT '', signed_at TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX practice_calls_by_user ON practice_calls (user)",
        "CREATE INDEX practice_calls_by_scenario ON practice_calls (scenario)",
        """CREATE TABLE practice_path (call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE, n INTEGER NOT NULL,
           body BLOB NOT NULL, PRIMARY KEY (call, n)) WITHOUT ROWID""",
        """CREATE TABLE practice_assignments (trainee TEXT NOT NULL, scenario TEXT NOT NULL, due TEXT NOT NULL,
           difficulty TEXT NOT NULL, assistance TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
           PRIMARY KEY (trainee, scenario)) WITHOUT ROWID""",
        "CREATE TABLE practice_pass_marks (scenario TEXT PRIMARY KEY, pass_mark REAL NOT NULL)",
        """CREATE TABLE practice_drafts (scenario TEXT NOT NULL, lang TEXT NOT NULL, body BLOB NOT NULL, by TEXT NOT NULL,
           at TEXT NOT NULL, call TEXT NOT NULL DEFAULT '', PRIMARY KEY (scenario, lang))""",
    )),
    (90, "supervisors' grants", (
        """CREATE TABLE grants (n INTEGER PRIMARY KEY, user TEXT NOT NULL, team TEXT NOT NULL, action TEXT NOT NULL,
           reason TEXT NOT NULL, until TEXT NOT NULL, given_by TEXT NOT NULL, given_at TEXT NOT NULL, ended_at TEXT,
           ended_by TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX grants_by_user ON grants (user, team, action)",
    )),
    (91, "coaching", (
        """CREATE TABLE coaching (id TEXT PRIMARY KEY, call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
           kind TEXT NOT NULL, "by" TEXT NOT NULL, by_name TEXT NOT NULL, agent TEXT NOT NULL, at_ms INTEGER NOT NULL,
           made_at TEXT NOT NULL, read_at TEXT NOT NULL DEFAULT '', scenario TEXT NOT NULL DEFAULT '', body BLOB NOT NULL)""",
        "CREATE INDEX coaching_by_agent ON coaching (agent, read_at)",
        """CREATE TABLE call_tallies (call TEXT PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE, alerts INTEGER NOT NULL,
           required INTEGER NOT NULL, said INTEGER NOT NULL, suggestions INTEGER NOT NULL, accepted INTEGER NOT NULL,
           length_ms INTEGER NOT NULL)""",
    )),
    (92, "kinds of records", (
        """CREATE TABLE call_kinds (call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE, mark TEXT NOT NULL,
           PRIMARY KEY (call, mark)) WITHOUT ROWID""",
    )),
    (93, "seals of the consent ledger", (
        "ALTER TABLE consents ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
    )),
    (94, "counted ledgers, released calls", (
        """CREATE TABLE dial_releases (n INTEGER PRIMARY KEY, number_mark TEXT NOT NULL, agent TEXT NOT NULL, by TEXT NOT NULL,
           at TEXT NOT NULL, until TEXT NOT NULL, reason BLOB NOT NULL)""",
        "CREATE INDEX dial_releases_by_number ON dial_releases (number_mark)",
        """CREATE TABLE ledger_heads (ledger TEXT PRIMARY KEY, lines INTEGER NOT NULL, total TEXT NOT NULL,
           anchored INTEGER NOT NULL) WITHOUT ROWID""",
    )),
)
"""(number, title, statements)."""
SEALED_CONSENTS = 93
"""With this step every line of the consent ledger is sealed; those from before are sealed when the step is applied."""
COUNTED_LEDGERS = 94
"""With this step lines of ledgers are counted; those from before are counted when the step is applied."""
SEALED_HEAD = 4
"""With this step the head of the audit trail is sealed; one from before is sealed when the step is applied."""


def migrate(db: sqlite_utils.Database) -> list[int]:
    """Apply what is missing, each step in a transaction of its own; the numbers applied now.

    Raises:
        StorageDamaged: the database was written by a newer program.
    """
    db.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, title TEXT, applied_at TEXT)")
    done = {int(row[0]) for row in db.execute("SELECT number FROM migrations").fetchall()}
    known = {number for number, _, _ in MIGRATIONS}
    if done - known:
        raise StorageDamaged(f"the database is at step {max(done)}, this program knows {max(known)}; "
                             "install the newer program, or restore a backup made by this one")
    applied = []
    for number, title, statements in MIGRATIONS:
        if number in done:
            continue
        with db.atomic():
            for statement in statements:
                db.execute(statement)
            db.table("migrations").insert({"number": number, "title": title,
                                           "applied_at": datetime.now(UTC).isoformat(timespec="seconds")})
        applied.append(number)
    return applied
