"""Files of an evidence pack, by name (`pack` says what is in them)."""

from __future__ import annotations

HEAD, ROWS, TRANSCRIPT, SIGNATURE, PUBLIC_KEY = "pack.json", "rows.jsonl", "transcript.txt", "signature", "public_key"
