"""What can go wrong with authoring.

Errors::

    AuthoringError           code `authoring.failed`
    ├── NotAllowed           code `authoring.rights`: this person may not do this
    ├── SamePerson           code `authoring.two_people`: who proposed a version can not publish it
    ├── NothingThere         code `authoring.missing`: no such draft, entry, proposal or version
    ├── AlreadyThere         code `authoring.exists`: an id or a version that is taken
    └── PlaceUnusable        code `authoring.disk`, retryable: the state directory can not be written

A mistake in an entry is a `server.content.errors.PlaybookError` with file and line.
"""

from __future__ import annotations


class AuthoringError(Exception):
    """Base of the tree; never raised itself."""

    code = "authoring.failed"
    retryable = False


class NotAllowed(AuthoringError):
    """The role does not allow it."""

    code = "authoring.rights"


class SamePerson(AuthoringError):
    """Publishing takes a second person."""

    code = "authoring.two_people"


class NothingThere(AuthoringError):
    """No such draft, entry, proposal or version."""

    code = "authoring.missing"


class AlreadyThere(AuthoringError):
    """The id or the version is taken."""

    code = "authoring.exists"


class PlaceUnusable(AuthoringError):
    """The state directory can not be written."""

    code = "authoring.disk"
    retryable = True
