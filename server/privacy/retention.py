"""How long each kind of record is kept, and the run that deletes what is due.

In: the periods of the settings, the state directory, the time.  Out: what is due, or what was deleted.  One record a
transaction: a run that was killed has deleted some and not others, and the next goes on.  Next:
`server.commands.retention`.

The sources are to be confirmed by counsel for each house; they are no legal advice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.calls.record_kinds import KINDS
from server.errors import SettingsError
from server.settings import RetentionSettings
from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.due import DueRecords
from server.storage.erasing import erase_call
from server.storage.privacy import PrivacyRecords
from server.storage.record_kinds import kinds_of
from server.storage.state import StateDirectory
from server.storage.training import TrainingRecords

from .call_files import FOLDERS, belongs, delete, delete_files, owner

LEAST_DAYS, MOST_DAYS = 180, 3650
"""Audit records have a floor of 180 days; ten years is the longest duty that is known."""
TO_CONFIRM = "to be confirmed, not legal advice"
SOURCES: dict[str, str] = {
    "sound_days": "floor of 180 days for quality records",
    "calls_days": "house rule: 5 years, as long as most of the duties below",
    "insurance_days": "telephone sales of life insurance: 5 years for policies of up to one year, else 10 years",
    "wealth_days": "MiFID II Art. 76: 5 years, 7 years where the authority asks for it",
    "loan_days": "house rule: as long as a loan of 5 years runs; rule on the costs of personal loans",
    "complaint_days": "house rule: as long as a complaint may be taken up again",
    "suspicion_days": "anti-money-laundering law 2025: up to 10 years",
    "training_days": "house rule",
    "exports_days": "data minimisation: a copy serves one purpose",
    "customers_days": "PIPL Art. 19: the shortest period that the purpose needs; imported again with each delivery",
    "consents_days": "PIPL Art. 56: 3 years for the assessment behind a consent",
    "coaching_days": "house rule: a note has served its purpose once it was talked about",
    "grants_days": "house rule: a right that is over; who had it and why stays in the audit trail",
    "audit_days": "anti-money-laundering and insurance records: up to 10 years",
}
"""Setting -> where the default comes from."""
WITH_SOUND = ("insurance", "wealth")
"""Kinds of calls whose sound is as long a record as their words."""


@dataclass(frozen=True)
class Kind:
    """One kind of record and its period."""

    name: str
    days: int
    source: str


@dataclass
class Done:
    """What a run deleted, or would delete."""

    counts: dict[str, int]
    """Kind -> records."""
    held: int = 0
    """Calls that are due but under a legal hold."""


def kinds(settings: RetentionSettings) -> list[Kind]:
    """All kinds.

    Raises:
        SettingsError: a period outside 180 days to 10 years.
    """
    found = []
    for name, source in SOURCES.items():
        days = int(getattr(settings, name))
        if not LEAST_DAYS <= days <= MOST_DAYS:
            raise SettingsError(f"[retention] {name} = {days}: expected {LEAST_DAYS} to {MOST_DAYS} days")
        found.append(Kind(name.removesuffix("_days"), days, source))
    return found


class Retention:
    """The run over one state directory."""

    def __init__(self, state: StateDirectory, records: CallRecords, settings: RetentionSettings, actor: str,
                 now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._state, self._records, self._actor, self._now = state, records, actor, now
        self._days = {kind.name: kind.days for kind in kinds(settings)}
        self._privacy = PrivacyRecords(records.database)
        self._due = DueRecords(records.database)

    def unfinished(self) -> bool:
        """True if the last run was broken off."""
        return self._due.unfinished()

    def run(self, *, dry: bool) -> Done:
        """Delete what is due; with `dry`, only count.

        Raises:
            StorageError: what was deleted until then stays deleted; run it again.
        """
        done = Done({})
        if not dry:
            self._note("retention.begin", {})
        self._sound(done, dry)
        # before the calls, with which their exports would go uncounted
        self._exports(done, dry)
        self._calls(done, "training", self._due.calls(self._limit("training"), True), dry)
        for kind, calls in self._due_by_kind().items():
            self._calls(done, kind, calls, dry)
        done.counts["coaching"] = self._due.coaching(self._limit("coaching"), dry)
        done.counts["grants"] = self._due.grants(self._limit("grants"), dry)
        done.counts["training"] += TrainingRecords(self._records.database).forget_assignments(self._limit("training"), dry=dry)
        done.counts["customers"] = self._due.customers(self._limit("customers"), dry)
        done.counts["consents"] = self._due.consents(self._limit("consents"), dry)
        done.counts["audit"] = self._due.audit(self._limit("audit"), self._actor, dry)
        if not dry:
            self._records.database.settle_deletions()
            self._note("retention.end", {name: str(count) for name, count in done.counts.items() if count})
        return done

    def _due_by_kind(self) -> dict[str, list[str]]:
        """Kind -> calls whose time is over, each under the kind that keeps it longest; `calls` if it was about none."""
        kinds = kinds_of(self._records.database, KINDS)
        found: dict[str, list[str]] = {kind: [] for kind in ("calls", *KINDS)}
        before = {kind: set(self._due.calls(self._limit(kind), False)) for kind in found}
        for call in sorted(set().union(*before.values())):
            kind = max(kinds.get(call, ("calls",)), key=lambda name: (self._days[name], name))
            if call in before[kind]:
                found[kind].append(call)
        return found

    def _calls(self, done: Done, kind: str, due: list[str], dry: bool) -> None:
        held = self._privacy.held()
        done.held += sum(call in held for call in due)
        free = [call for call in due if call not in held]
        done.counts[kind] = len(free)
        for call in () if dry else free:
            delete_files(self._state, self._privacy, (call,))
            erase_call(self._records.database, call, "retention", kind, self._actor)
            self._records.forget_key(call)

    def _sound(self, done: Done, dry: bool) -> None:
        folder, limit = self._state.path / FOLDERS[0], self._limit("sound")
        held = self._privacy.held()
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        due = [path for path in paths if _written(path) < limit and not any(belongs(path, call) for call in held)]
        longer = kinds_of(self._records.database, WITH_SOUND) if due else {}
        due = [path for path in due if _written(path) < min(
            limit, *(self._limit(kind) for kind in longer.get(owner(path, longer), ())), limit)]
        done.counts["sound"] = len(due)
        for path in () if dry else due:
            delete(path)

    def _exports(self, done: Done, dry: bool) -> None:
        held, limit = self._privacy.held(), self._limit("exports")
        due = [(number, file) for number, owner, at, file in self._privacy.exports() if at < limit and owner not in held]
        done.counts["exports"] = len(due)
        for number, file in () if dry else due:
            delete(Path(file))
            self._privacy.forget_exports([number])

    def _limit(self, kind: str) -> str:
        """ISO time before which a record of this kind is due."""
        return (self._now() - timedelta(days=self._days[kind])).isoformat(timespec="milliseconds")

    def _note(self, action: str, detail: dict[str, str]) -> None:
        database = self._records.database
        database.work(lambda db: audit.append(db, database.master, self._actor, action, detail))


def _written(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="milliseconds")
