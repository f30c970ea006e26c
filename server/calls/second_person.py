"""The second person of a risky operation: who may answer, and until when.

In: gates as they are asked and decided, answers of supervisors (over the wire or from the console).  Out: an answer that
counts, or why it does not; the gates whose time is over.  The time runs on the server's monotonic clock, so that an operation
is denied after `LIMIT_S` also while the workstation is away and no sound moves the call on.  Next: `session` stores each
answer and each time-out as an input of the pipeline, so that a rebuilt call stands where it stood.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from protocol.assist import Gate
from protocol.message import CallEvent
from server.compliance.evaluator import GATE_MS
from server.errors import CallRefused
from server.storage.gates import OpenGate
from server.storage.people import User

LIMIT_S = GATE_MS / 1000
"""Without an answer by then the operation is denied."""


class SecondPersonRefused(CallRefused):
    """This person may not answer, or there is nothing to answer."""

    code = "gate.refused"


def check_second_person(person: User | None, gate: OpenGate | None) -> None:
    """Whether this person's answer counts for this gate.

    Raises:
        SecondPersonRefused: nothing waits, the agent's own operation, not a supervisor, or another team.
    """
    if gate is None:
        raise SecondPersonRefused("nothing waits under this name any more; look at `seatmate-server gate list`",
                                  code="gate.unknown")
    if person is None or person.role != "supervisor":
        raise SecondPersonRefused("only a supervisor answers for a risky operation; ask one", code="gate.role")
    if person.name == gate.agent:
        raise SecondPersonRefused("nobody approves an operation of their own call; ask another supervisor",
                                  code="gate.self")
    if person.team != gate.team:
        raise SecondPersonRefused("this operation belongs to another team; its own supervisor has to answer",
                                  code="gate.team")


def left_s(gate: OpenGate, now: datetime) -> float:
    """Seconds until a gate is denied by itself; 0 if it is over or its time can not be read."""
    try:
        asked = datetime.fromisoformat(gate.asked_at)
    except ValueError:
        return 0.0
    # A clock that was set back must not give a gate more time than it has.
    return max(0.0, min(LIMIT_S, LIMIT_S - (now - asked).total_seconds()))


def gate_audit(call: str, agent: str, events: Iterable[CallEvent]) -> list[tuple[str, str, dict[str, str]]]:
    """What the audit trail holds of gates: (actor, action, detail)."""
    return [(event.by or agent, f"gate.{event.why or 'asked'}",
             {"call": call, "gate": event.id, "operation": event.operation, "state": event.state})
            for event in events if isinstance(event, Gate)]


class GateWatch:
    """The gates of one call that wait, and when each is over."""

    def __init__(self, waiting: Iterable[OpenGate], changed: Callable[[], None] = lambda: None,
                 clock: Callable[[], float] = time.monotonic) -> None:
        now, now_s = datetime.now(UTC), clock()
        self._clock = clock
        self._changed = changed
        self._until_s = {gate.gate: now_s + left_s(gate, now) for gate in waiting}

    def note(self, events: Iterable[CallEvent]) -> None:
        """Take in what was committed, and say so if anything waits that did not, or the other way round."""
        gates = [event for event in events if isinstance(event, Gate)]
        for gate in gates:
            if gate.state == "waiting":
                self._until_s[gate.id] = self._clock() + LIMIT_S
            else:
                self._until_s.pop(gate.id, None)
        if gates:
            self._changed()

    def expired(self) -> list[str]:
        """Gates whose time is over, each told once."""
        now_s = self._clock()
        over = [gate for gate, until_s in self._until_s.items() if now_s >= until_s]
        for gate in over:
            del self._until_s[gate]
        return over
