"""A whole call as a role sees it: what the customer must not learn of reaches few, fields of the record as the table says."""

from __future__ import annotations

import pytest

from protocol.assist import Alert, AlertCleared
from protocol.call import CustomerField, CustomerRecord
from protocol.message import CallEvent, Role
from server.customers.fields import FieldTable
from server.customers.views import MASK
from server.supervision.views import seen_events

CALL: tuple[CallEvent, ...] = (
    CustomerRecord(call="c", customer_id="C1", name="Person", fields=(
        CustomerField(key="income", label="Income", value="20,000"), CustomerField(key="city", label="City", value="Lanzhou"))),
    Alert(call="c", id="a1", category="no_risk", severity="stop", rule="no_risk", text="Name the risk."),
    Alert(call="c", id="a2", category="aml_cue", severity="remind", rule="aml_cue", text="Ask for the purpose.", private=True),
    AlertCleared(call="c", id="a2", rule="aml_cue", why="expired"), AlertCleared(call="c", id="a1", rule="no_risk", why="corrected"))


@pytest.mark.parametrize(("role", "alerts", "values"), [
    ("compliance", ["a1", "a2", "a2", "a1"], ["20,000", "Lanzhou"]), ("supervisor", ["a1", "a2", "a2", "a1"], ["20,000", "Lanzhou"]),
    ("quality", ["a1", "a1"], [MASK, MASK]), ("trainer", ["a1", "a1"], [MASK, MASK])])
def test_an_export_holds_what_its_reader_may_see(role: Role, alerts: list[str], values: list[str]) -> None:
    seen = seen_events(CALL, role, FieldTable())
    assert [one.id for one in seen if isinstance(one, (Alert, AlertCleared))] == alerts
    (record,) = [one for one in seen if isinstance(one, CustomerRecord)]
    assert [field.value for field in record.fields] == values
