"""Who may write playbooks and who may publish them, by role.

Publishing takes two: whoever proposed a version can not be the one who publishes it, whatever the role.
"""

from __future__ import annotations

from dataclasses import dataclass

from protocol.message import Role

from .errors import NotAllowed

WRITERS: frozenset[Role] = frozenset({"trainer", "quality", "compliance", "administrator"})
"""May see, write and propose drafts."""
PUBLISHERS: frozenset[Role] = frozenset({"compliance", "administrator"})
"""May publish what somebody else proposed, and roll back."""


@dataclass(frozen=True, slots=True)
class Author:
    """The person who acts."""

    name: str
    """Sign-in name."""
    role: Role


def require_writer(author: Author) -> None:
    """Raises `NotAllowed` unless this person may write."""
    if author.role not in WRITERS:
        raise NotAllowed(f"the role {author.role} does not write playbooks; ask a trainer, quality or compliance")


def require_publisher(author: Author) -> None:
    """Raises `NotAllowed` unless this person may publish."""
    if author.role not in PUBLISHERS:
        raise NotAllowed(f"the role {author.role} does not publish playbooks; ask compliance or an administrator")
