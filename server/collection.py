"""How often Python looks for garbage in cycles: rarely, and not among what was loaded at the start.

Playbooks and models are hundreds of thousands of objects that stay.  To look through them again and again takes a tenth of a
replay's time, and stops every call of a server for as long as it takes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_ALLOCATED = 50_000
"""More objects made than freed since the last look; Python's own limit is 700."""


@contextmanager
def rare_collection() -> Iterator[None]:
    """For a program's main part, entered once everything is loaded."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATED, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
