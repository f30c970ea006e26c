"""The version of the installed program, told to clients and administrators."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def server_version() -> str:
    """Of the installed package; `0+source` when run from a plain source tree."""
    try:
        return version("seatmate")
    except PackageNotFoundError:
        return "0+source"
