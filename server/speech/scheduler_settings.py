"""What can be set of the scheduler, in one frozen object; `scheduler` and `dispatch` read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .admission import AdmissionSettings
from .guards import GuardSettings
from .load import LoadSettings


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """How much at once, how thoroughly, and what is believed."""

    max_batch_cpu: int = 8
    """Windows of one batch without a GPU."""
    max_batch_cuda: int = 32
    """Windows of one batch on a GPU."""
    partial_batch_ms: float = 200.0
    """A batch of partials or endings should take no longer: a final may be waiting behind it."""
    final_batch_ms: float = 400.0
    """A batch of finals should take no longer."""
    partial_wait_ms: float = 1500.0
    """A partial that waited longer is dropped; a final never is."""
    prompt_partials: bool = False
    """Whether partials follow their prompt too."""
    final_beam: int = 5
    """Hypotheses kept while a final is decoded; partials keep one, and under high load finals do."""
    second_looks: int = 2
    """Repetitions of a doubtful final while there is time."""
    second_look_load: float = 0.5
    """Above this load one repetition at most."""
    second_look_full: float = 0.8
    """Above this load none."""
    second_look_ms: float = 1500.0
    """A doubtful final that is as old as this is delivered as it is."""
    languages: tuple[str, ...] = ()
    """Those that may be spoken whatever a call's own is; empty: only that one."""
    guards: GuardSettings = field(default_factory=GuardSettings)
    load: LoadSettings = field(default_factory=LoadSettings)
    admission: AdmissionSettings = field(default_factory=AdmissionSettings)
