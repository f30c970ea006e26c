"""What can go wrong with a playbook.

Errors::

    PlaybookError            code `playbook.invalid`: an error in a file; says file, line and what is expected
    ├── PlaybookNotFound     code `playbook.missing`: no such playbook
    ├── PlaybookTampered     code `playbook.tampered`: a published version is not what was signed
    └── PlaybookUnsigned     code `playbook.draft`: a draft, which runs only if that is asked for
"""

from __future__ import annotations

from pathlib import Path


class PlaybookError(Exception):
    """A playbook can not be used; it is never loaded in part."""

    code = "playbook.invalid"
    retryable = False

    def __init__(self, file: Path, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line
        """1-based; 0 if the whole file or directory is meant."""
        self.message = message


class PlaybookNotFound(PlaybookError):
    """There is no playbook of that name or in that directory."""

    code = "playbook.missing"


class PlaybookTampered(PlaybookError):
    """A published version, or its record, is not what was signed; nothing of it is loaded."""

    code = "playbook.tampered"


class PlaybookUnsigned(PlaybookError):
    """A directory that nobody published; it runs only if drafts are asked for."""

    code = "playbook.draft"
