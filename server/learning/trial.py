"""The experiment that the settings ask for.

In: `[experiment]` of the settings.  Out: an `Experiment`, or none and why.  Next: `server.app`.

An experiment that can not run is no reason to be without a server: all calls stay as they are, the log says why, and
the strip of administrators shows it.
"""

from __future__ import annotations

import logging

from server.authoring.errors import AuthoringError
from server.authoring.in_force import load_in_force
from server.authoring.places import Places, checking_key
from server.content.errors import PlaybookError
from server.content.loading import load_playbook
from server.content.playbook import Playbook
from server.content.published import read_record
from server.settings import Settings
from server.storage.errors import StorageError
from server.storage.state import StateDirectory

from .experiments import Experiment

log = logging.getLogger(__name__)

CANNOT_RUN = "learning.experiment_off"
_APPROVED = "playbook"


def open_trial(every: Settings, state: StateDirectory) -> tuple[Experiment | None, str]:
    """(the experiment, code of what keeps it from running); (None, "") if nothing is to be tried."""
    settings, engine = every.experiment, every.assistance.engine
    if not settings.name:
        return None, ""
    if not settings.playbook and not settings.engine:
        return _off(settings.name, "it names neither a playbook nor an engine; name one, or leave the section out")
    if settings.percent > 100:
        return _off(settings.name, f"{settings.percent:g} % of the calls can not be drawn; name 100 or less")
    if settings.engine and engine == _APPROVED:
        return _off(settings.name, "to try an engine, set the language model up under [assistance]; the experiment then decides "
                                   "which calls have it")
    if settings.engine not in ("", _APPROVED, engine):
        return _off(settings.name, f"the engine {settings.engine!r} is not the one that [assistance] sets up, {engine!r}")
    try:
        playbook = _playbook(settings.playbook, state, drafts=every.drafts) if settings.playbook else None
    except (PlaybookError, AuthoringError, StorageError) as error:
        return _off(settings.name, str(error))
    return Experiment(settings.name, settings.percent / 100, settings.salt, playbook, settings.engine), ""


def _playbook(name: str, state: StateDirectory, *, drafts: bool) -> Playbook:
    """A playbook as the settings name one, or `NAME@VERSION`: a published version that need not be the one in force."""
    playbook, pinned, version = name.partition("@")
    if not pinned:
        return load_in_force(name, state, drafts=drafts)
    directory = Places(state, playbook).version(version)
    read_record(directory, checking_key(state))
    return load_playbook(directory)


def _off(name: str, why: str) -> tuple[None, str]:
    log.error("experiment %s does not run, all calls stay as they are: %s", name, why)
    return None, CANNOT_RUN
