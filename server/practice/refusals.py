"""What the training desk refuses.

Errors::

    TrainingError            code `training`
    ├── NotAllowed           code `training.rights`: the role, or the team, does not allow it
    ├── NothingThere         code `training.missing`: no such call, report, draft or trainee
    ├── StillRunning         code `training.running`, retryable: the call has not ended, or its report is being made
    ├── NoReport             code `training.no_report`: practice without a simulated customer
    ├── ValueRefused         code `training.value`: a date, a mark or a name that can not be
    ├── RecordingDeclined    code `training.declined`: the customer refused the recording of a call that was to be drafted
    ├── DraftChanged         code `training.draft_changed`: somebody else has written this draft meanwhile
    └── NotPlaced            code `training.playbook`: kept, but not in the playbook's draft: that has a mistake elsewhere
"""

from __future__ import annotations


class TrainingError(Exception):
    """Base of the tree; never raised itself."""

    code = "training"
    retryable = False


class NotAllowed(TrainingError):
    """Another role, or another team."""

    code = "training.rights"


class NothingThere(TrainingError):
    """No such call, report, draft or trainee."""

    code = "training.missing"


class StillRunning(TrainingError):
    """There will be a report, but not yet."""

    code = "training.running"
    retryable = True


class NoReport(TrainingError):
    """A call that has none, now or later."""

    code = "training.no_report"


class ValueRefused(TrainingError):
    """A value that can not be."""

    code = "training.value"


class RecordingDeclined(TrainingError):
    """No scenario is made of what must not be kept."""

    code = "training.declined"


class DraftChanged(TrainingError):
    """Two persons write one draft."""

    code = "training.draft_changed"


class NotPlaced(TrainingError):
    """A scenario is sound and kept, but the playbook's draft can not take it."""

    code = "training.playbook"
