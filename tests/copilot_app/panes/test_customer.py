"""The customer pane: facts with their sources, the choice among several, and plain words when nobody could be asked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from copilot_app.call_state import CallState
from copilot_app.i18n import Translator
from copilot_app.panes.customer import CustomerPane
from copilot_app.panes.parts import KeyedButton, Words
from copilot_app.theme import Theme
from protocol.call import CallReady, CustomerField, CustomerMatch, CustomerRecord, EarlierContact, FindCustomer
from protocol.message import Language


def field(key: str, value: str, **changes: str) -> CustomerField:
    return CustomerField(**{"key": key, "label": key, "value": value, "source": "core banking", "verified": "2026-11-01",
                            "group": "holdings", **changes})


@pytest.fixture
def state(qapp: QApplication) -> CallState:
    made = CallState(lambda: 0)
    made.begin("c1", "en")
    made.apply(CallReady(call="c1", next_number={}))
    return made


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication, state: CallState, translator: Translator) -> CustomerPane:
    translator.use("en")
    made = CustomerPane(state, Theme(qapp))
    qtbot.addWidget(made)
    made.arrange("wide")
    made.resize(420, 600)
    made.show()
    return made


def seen(pane: CustomerPane) -> list[str]:
    return [words.text() for words in pane.findChildren(Words) if words.isVisible() and words.text()]


def record(**changes: object) -> CustomerRecord:
    return CustomerRecord(**{"call": "c1", "customer_id": "C1", "name": "Daniel Grant", **changes})  # type: ignore[arg-type]


def test_facts_stand_in_groups_with_source_and_date_on_hover(pane: CustomerPane, state: CallState) -> None:
    state.apply(record(fields=(field("balance", "$14,200"), field("phone", "7315", group="identity"),
                               field("rate", "7.1%", verified="2026-10-02"))))
    words = seen(pane)
    assert words[:3] == ["Daniel Grant", "Identity", "phone"] and "Holdings" in words
    assert "record of 2026-10-02" in words and words.count("record of 2026-11-01") == 1
    value = next(one for one in pane.findChildren(Words) if one.text() == "$14,200")
    assert value.toolTip() == "core banking · record of 2026-11-01"


def test_a_field_without_a_source_is_not_shown(pane: CustomerPane, state: CallState) -> None:
    state.apply(record(fields=(field("balance", "$14,200", source=""), field("rate", "7.1%"))))
    assert "7.1%" in seen(pane) and "$14,200" not in seen(pane)


@pytest.mark.parametrize(("changes", "lang", "says"), [
    ({"status": "unavailable", "problem": "customer.crm.timeout"}, "en", "Customer record not available: The CRM did not answer"),
    ({"status": "unavailable", "problem": "customer.crm.timeout"}, "zh", "客户资料不可用：CRM 未及时应答"),
    ({"status": "unavailable", "problem": "customer.crm.too_large"}, "en", "no usable answer"),
    ({"status": "none", "phone": "****7315"}, "zh", "没有客户使用号码 ****7315"),
    ({"status": "none"}, "en", "No such customer"),
])
def test_nobody_known_is_said_in_plain_words(pane: CustomerPane, state: CallState, translator: Translator,
                                            changes: dict[str, str], lang: Language, says: str) -> None:
    translator.use(lang)
    state.apply(record(name="", customer_id="", **changes))
    assert any(says in one for one in seen(pane))
    translator.use("en")


def test_what_was_left_out_and_who_did_not_answer_stand_beside_the_facts(pane: CustomerPane, state: CallState) -> None:
    state.apply(record(fields=(field("rate", "7.1%"),), faulty=("Loan balance",), problem="customer.crm.unreachable"))
    words = " ".join(seen(pane))
    assert "can not be right: Loan balance" in words and "Not every system answered" in words and "7.1%" in words


def test_the_agent_chooses_among_several(pane: CustomerPane, state: CallState) -> None:
    sent: list[object] = []
    state.intent.connect(sent.append)
    pane.arrange("narrow")
    assert pane.isHidden()
    state.apply(record(name="", customer_id="", status="choose", phone="****7315", matches=(
        CustomerMatch(customer_id="C1", name="Daniel Grant", hint="Card 4802"), CustomerMatch(customer_id="C2", name="Mary Grant"))))
    assert not pane.isHidden(), "the agent has to act"
    assert "Daniel Grant · Card 4802" in seen(pane)
    buttons = [one for one in pane.findChildren(KeyedButton) if one.isVisible() and one.isEnabled()]
    buttons[1].click()
    assert sent == [FindCustomer(call="c1", customer_id="C2")]
    state.apply(record())
    assert not any("Several customers" in one for one in seen(pane))


@pytest.mark.parametrize(("typed", "asked"), [
    ("138 0000 7315", {"phone": "138 0000 7315"}), ("+1 (415) 555-0142", {"phone": "+1 (415) 555-0142"}),
    ("C1001", {"customer_id": "C1001"}), ("4471", {"customer_id": "4471"})])
def test_the_agent_looks_for_a_number_or_an_id(pane: CustomerPane, state: CallState, typed: str, asked: dict[str, str]) -> None:
    sent: list[object] = []
    state.intent.connect(sent.append)
    line = pane.findChildren(QLineEdit)[0]
    line.setText(f"  {typed} ")
    line.returnPressed.emit()
    assert sent == [FindCustomer(call="c1", **asked)] and line.text() == ""
    line.returnPressed.emit()
    assert len(sent) == 1


def test_the_time_line_names_channel_topic_and_outcome(pane: CustomerPane, state: CallState) -> None:
    state.apply(record(contacts=(
        EarlierContact(at="2025-10-02T10:00:00+00:00", channel="phone", topics=("early_repayment",), outcome="complaint", source="seatmate"),
        EarlierContact(at="2025-08-14", channel="kiosk", summary="Changed the phone", source="crm"))))
    words = seen(pane)
    assert "Phone · early repayment · complaint" in words and "kiosk · Changed the phone" in words and "2025-08-14" in words


def test_long_and_strange_values_do_not_break_the_pane(pane: CustomerPane, state: CallState) -> None:
    state.apply(record(name="Ὀ" * 300, fields=(field("x" * 200, "y" * 2000, group="other"),),
                       contacts=(EarlierContact(at="no date", channel=""),)))
    assert pane.minimumSizeHint().width() <= 420
