"""Without the server: the client says at once that nobody listens, warns from the words it has, and lets the agent tick by hand."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from copilot_app.call_state import CallState
from copilot_app.i18n import Translator
from copilot_app.link_state import LinkState
from copilot_app.local_rules import find, folded
from copilot_app.panes import BannerPane, ChecklistPane
from copilot_app.window import CompanionWindow
from protocol.assist import Alert, Checklist, Feedback
from protocol.call import CallReady, CallStart
from protocol.local import LocalCopy, LocalCopyPart, LocalItem, LocalRule, joined, parts_of
from protocol.transcript import Partial

EN = LocalCopy(playbook="book", version="1", lang="en", rules=(
    LocalRule(id="no_risk", category="no_risk", severity="stop", text="Say that it can lose value.", phrases=("no risk",),
              alerts=240, rejected=12),
    LocalRule(id="return", category="guaranteed_return", severity="stop", text="x", phrases=("guaranteed return",)),
    LocalRule(id="rude", category="insult", severity="stop", text="x", phrases=("stupid",), negatable=False)),
    items=(LocalItem(id="recording_notice", title="Recording notice", say="This call is recorded.", due_ms=10_000),
           LocalItem(id="polite_close", title="Close politely")))
ZH = LocalCopy(playbook="buch", version="1", lang="zh", rules=(
    LocalRule(id="bao", category="guaranteed_return", severity="stop", text="不得承诺保本。", phrases=("保本保息",)),))
C = "c1"


def online(state: CallState) -> None:
    state.set_link(LinkState(phase="online"))


def lost(state: CallState) -> None:
    state.set_link(LinkState(phase="offline", code="server.lost", text="gone"))


@pytest.fixture
def live(state: CallState) -> CallState:
    """A live call of a client that holds the copies."""
    for copy in (EN, ZH):
        for part in parts_of(copy):
            state.apply(part)
    online(state)
    state.begin(C, "en")
    state.apply(CallReady(call=C, next_number={}))
    return state


def pane(window: CompanionWindow, name: str, kind: type[Any]) -> Any:
    found = window.panes[name]
    assert isinstance(found, kind)
    return found


def test_words_are_found_as_the_server_folds_them_and_denied_ones_are_not() -> None:
    assert [found.rule.id for found in find(EN, "There is  NO risk, a guaranteed-return.")] == ["no_risk", "return"]
    assert find(EN, "It is not a guaranteed return.") == [] and find(EN, "moderno risky") == []
    assert [found.rule.id for found in find(EN, "That is not stupid.")] == ["rude"]
    assert [found.rule.id for found in find(ZH, "这款“保本 保息”的。")] == ["bao"]
    assert find(ZH, "这款不是保本保息的。") == []
    assert folded("Ａ  B", "en") == "a b"


def test_a_copy_comes_in_parts_and_a_damaged_one_changes_nothing(state: CallState, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("protocol.local.PART_BYTES", 64)
    parts = parts_of(EN)
    assert len(parts) > 2 and joined(list(parts)) == EN
    for part in reversed(parts):
        state.apply(part)
    assert state.local.copies == {"en": EN}
    newer = parts_of(LocalCopy(playbook="book", version="2", lang="en"))
    for part in (*newer[:-1], LocalCopyPart(playbook="book", lang="en", digest=newer[0].digest, part=len(newer) - 1,
                                            parts=len(newer), data=b"damaged")):
        state.apply(part)
    assert state.local.copies == {"en": EN}
    for number, of in ((1, 1), (-1, 1), (0, 1_000_000)):
        state.apply(LocalCopyPart(playbook="book", lang="en", digest="", part=number, parts=of, data=b""))
    assert state.local.copies == {"en": EN}


def test_without_a_call_a_lost_server_is_no_matter_of_compliance(state: CallState) -> None:
    lost(state)
    assert not state.local.active


@pytest.mark.parametrize(("lang", "words"), [("en", "Nothing that is said is heard"), ("zh", "无人聆听")])
def test_banner_and_checklist_say_plainly_that_nobody_listens(
        window: CompanionWindow, live: CallState, translator: Translator, lang: str, words: str) -> None:
    translator.use(lang)  # type: ignore[arg-type]
    banner, checklist = pane(window, "banner", BannerPane), pane(window, "checklist", ChecklistPane)
    lost(live)
    assert words in banner._text.text() and words in banner.accessibleName() and banner.property("tone") == "remind"
    assert checklist._alone.isVisibleTo(checklist)
    assert {row.id for row in live.checklist} == {"recording_notice", "polite_close"}, "listed from the local copy"
    online(live)
    assert not banner._text.isVisibleTo(banner) and banner.property("tone") == "quiet"
    assert not checklist._alone.isVisibleTo(checklist)


def test_words_that_the_server_had_not_judged_are_judged_here_until_it_is_back(live: CallState) -> None:
    live.apply(Partial(call=C, utterance="agent-0", channel="agent", start_ms=0, heard_ms=900, text="there is no risk"))
    live.apply(Partial(call=C, utterance="customer-0", channel="customer", start_ms=0, heard_ms=900, text="is there no risk"))
    lost(live)
    (row,) = live.alerts
    assert (row.rule, row.severity, row.quote) == ("no_risk", "stop", "no risk")
    online(live)
    assert len(live.alerts) == 0, "the server hears the kept sound itself"


def test_an_alert_of_its_own_is_settled_without_the_server(live: CallState) -> None:
    sent: list[Any] = []
    live.intent.connect(sent.append)
    live.apply(Partial(call=C, utterance="agent-0", channel="agent", start_ms=0, heard_ms=900, text="there is no risk"))
    lost(live)
    live.agent.acknowledge_alert()
    assert len(live.alerts) == 0 and not [one for one in sent if isinstance(one, Feedback) and one.kind == "alert"]


def test_an_open_stop_stays_and_says_that_nothing_more_is_checked(window: CompanionWindow, live: CallState) -> None:
    banner = pane(window, "banner", BannerPane)
    live.apply(Alert(call=C, id="a", category="threat", severity="stop", rule="r", text="Do not threaten.", seq=1))
    lost(live)
    assert banner._text.text() == "Do not threaten." and "the server is gone" in banner._severity.text()


def test_items_fall_due_by_the_clients_own_clock_and_are_ticked_by_hand(window: CompanionWindow, live: CallState) -> None:
    live.apply(Checklist(call=C, item="greeting", state="done", title="Greet", seq=1))
    sent: list[Any] = []
    live.intent.connect(sent.append)
    lost(live)
    row = live.checklist.get("recording_notice")
    assert row is not None and row.state == "due", "the call is minutes old"
    item = pane(window, "checklist", ChecklistPane)._items["recording_notice"]
    assert item.tick.isVisibleTo(window) and "Recording notice" in item.tick.accessibleName()
    QTest.mouseClick(item.tick, Qt.MouseButton.LeftButton)
    live.local.tick("recording_notice")
    live.local.tick("greeting")
    live.local.tick("nothing")
    assert [(one.item, one.action) for one in sent if isinstance(one, Feedback)] == [("recording_notice", "ticked")]
    assert live.checklist.get("recording_notice").state == "done"  # type: ignore[union-attr]
    assert not item.tick.isVisibleTo(window)
    online(live)
    live.local.tick("polite_close")
    assert len(sent) == 1, "while the server hears, it ticks"


def test_the_banner_tells_how_right_a_rule_has_been(window: CompanionWindow, live: CallState) -> None:
    banner = pane(window, "banner", BannerPane)
    live.apply(Alert(call=C, id="a", category="no_risk", severity="stop", rule="no_risk", text="x", seq=1))
    assert "right in 95 % of 240 alerts" in banner._quote.text()
    live.apply(Alert(call=C, id="b", category="threat", severity="stop", rule="unknown", text="y", seq=2))
    assert "right in" not in banner._quote.text()


@pytest.fixture
def real_server(heard: Any, server: Any) -> Iterator[Any]:
    heard.start(server)
    heard.until_phase("online")
    yield server


def test_a_killed_server_is_said_within_two_seconds(
        real_server: Any, heard: Any, window: CompanionWindow, live: CallState) -> None:
    heard.link.state_changed.connect(live.set_link)
    banner = pane(window, "banner", BannerPane)
    real_server.kill()
    killed_s = time.monotonic()
    heard.until(lambda: live.local.active and banner._text.isVisible(), timeout_ms=60_000)
    waited_s = time.monotonic() - killed_s
    print(f"told {waited_s:.2f} s after the server was killed")
    assert "Nothing that is said" in banner._text.text()


def test_a_tick_made_while_the_server_was_away_arrives_when_it_is_back(
        real_server: Any, heard: Any, live: CallState, make_server: Any, call_start: CallStart) -> None:
    from copilot_app.capture.ring import PacketRing
    heard.link.start_call(call_start, PacketRing())
    heard.link.state_changed.connect(live.set_link)
    live.intent.connect(heard.link.send)
    real_server.kill()
    heard.until(lambda: live.local.active)
    live.local.tick("recording_notice")
    with make_server(heard.public_key, port=real_server.port, server_secret=real_server.server_secret) as again:
        heard.until(lambda: bool(again.of(Feedback)))
        assert [(one.item, one.action) for one in again.of(Feedback)] == [("recording_notice", "ticked")]
        heard.until(lambda: not live.local.active)


FURTHER = (LocalItem(id="callback_number", title="Give a number to call back", direction="outbound", due_ms=60_000),
           LocalItem(id="caller_only", title="Only when they call", direction="inbound"),
           LocalItem(id="fraud_warning", title="Warn of fraud", only_if=True),
           LocalItem(id="mini_miranda", title="Say who collects", direction="outbound", only_if=True))


@pytest.mark.parametrize(("outbound", "listed", "unnoticed"), [
    (True, "callback_number", ("Warn of fraud", "Say who collects")), (False, "caller_only", ("Warn of fraud",))])
def test_items_of_one_direction_are_listed_and_what_nobody_notices_is_said(
        window: CompanionWindow, state: CallState, outbound: bool, listed: str, unnoticed: tuple[str, ...]) -> None:
    for part in parts_of(replace(EN, further=FURTHER)):
        state.apply(part)
    online(state)
    state.local.outbound = outbound
    state.begin(C, "en")
    state.apply(CallReady(call=C, next_number={}))
    assert state.local.unnoticed == ()
    lost(state)
    assert {row.id for row in state.checklist} == {"recording_notice", "polite_close", listed}
    assert state.local.unnoticed == unnoticed
    shown = pane(window, "checklist", ChecklistPane)._alone
    assert f"{len(unnoticed)} more a duty" in shown.text() and all(title in shown.text() for title in unnoticed)
    state.apply(Checklist(call=C, seq=9, item="fraud_warning", title="Warn of fraud", state="due"))
    assert "Warn of fraud" not in state.local.unnoticed, "what the server had asked for stays and is ticked by hand"
    online(state)
    assert not shown.isVisible()


def test_a_due_outbound_item_warns_without_the_server(state: CallState, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in parts_of(replace(EN, further=(FURTHER[0],))):
        state.apply(part)
    online(state)
    state.local.outbound = True
    state.begin(C, "en")
    state.apply(CallReady(call=C, next_number={}))
    monkeypatch.setattr(state, "call_clock", lambda: 61_000)
    lost(state)
    row = state.checklist.get("callback_number")
    assert row is not None and row.state == "due"
