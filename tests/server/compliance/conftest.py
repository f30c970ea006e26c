"""A small playbook and a way to hear lines, for the tests of the compliance stage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from protocol.assist import Event
from protocol.message import Channel
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.content.playbook import ChecklistItem, IntentWords, Playbook, Product, Rule, Term

RULES = (
    Rule(id="risk", version="7", kind="forbidden", category="no_risk", severity="stop", phrases=("零风险",),
         text="说明风险等级。", correction=("更正", "有风险"), unless=("国债",), source="规章"),
    Rule(id="urge", version="1", kind="forbidden", category="pressure", severity="remind", phrases=("赶紧买",), text="不要催。"),
    Rule(id="pin", version="1", kind="forbidden", category="credential_request", severity="stop", askable=False,
         phrases=("密码是多少",), text="不要问密码。"),
    Rule(id="rude", version="1", kind="forbidden", category="insult", severity="stop", negatable=False, phrases=("笨蛋",),
         text="道歉。"),
    Rule(id="sue", version="1", kind="cue", category="complaint", severity="inform", channel="customer", phrases=("投诉",),
         text="登记投诉。"),
    Rule(id="again", version="1", kind="count", category="pressure", severity="remind", phrases=("再考虑",), limit=2,
         text="停止推销。"),
    Rule(id="hours", version="1", kind="window", category="calling_hours", severity="stop", window=("08:00", "21:00"),
         text="太晚了。"),
    Rule(id="opening", version="1", kind="window", category="calling_hours", severity="stop", window=("08:00", "21:00"),
         phrases=("给您来电",), text="太晚了。"),
    Rule(id="release", version="1", kind="gate", category="privacy", severity="inform", operation="release_hold",
         phrases=("解除冻结",), text="须复核。"),
    Rule(id="old", version="1", kind="forbidden", category="privacy", severity="stop", phrases=("旧规定",), text="x",
         expires="2020-01-01"),
    Rule(id="new", version="1", kind="forbidden", category="privacy", severity="stop", phrases=("新规定",), text="x",
         effective="2030-01-01"),
)
ITEMS = (
    ChecklistItem(id="recording_notice", title="录音", say="本次通话会录音。", phrases=("会录音",), due_ms=10_000, grace_ms=5_000,
                  source="规章"),
    ChecklistItem(id="greeting", title="问候", phrases=("您好",), due_ms=5_000, required=False),
    ChecklistItem(id="polite_close", title="结束", phrases=("再见",)),
    ChecklistItem(id="early_repayment_fee", title="违约金", patterns=("违约金.{0,8}(?:不收|百分之)",),
                  intents=("early_repayment",), due_ms=20_000),
)
LOAN = Product(id="loan", name="星享贷", aliases=("消费贷",), kind="loan", source="产品表", terms={
    "annual_rate": Term(label="年化利率", value="3.65%", number=3.65, unit="percent_per_year"),
    "max_term": Term(label="最长期限", value="36个月", number=36, unit="months"),
    "early_repayment_fee": Term(label="提前还款违约金", value="剩余本金的1%", number=1, unit="percent")})
HOME = Product(id="home", name="星居贷", aliases=("房贷",), kind="loan", terms={
    "annual_rate": Term(label="年化利率", value="3.15%", number=3.15, unit="percent_per_year")})


class Line:
    """One call that is fed line by line; a line takes a second, a pause a second."""

    def __init__(self, playbook: Playbook, facts: CallFacts) -> None:
        self.compliance = Compliance(playbook, facts)
        self.at_ms = 0

    def say(self, channel: Channel, text: str, at_ms: int | None = None) -> list[Event]:
        """The events of one line."""
        start = self.at_ms if at_ms is None else at_ms
        self.at_ms = start + 2_000
        return self.compliance.hear(Utterance(f"{channel}-{start}", channel, start, start + 1_000, text, "zh"))

    def agent(self, text: str, at_ms: int | None = None) -> list[Event]:
        """The events of a line of the agent."""
        return self.say("agent", text, at_ms)

    def customer(self, text: str, at_ms: int | None = None) -> list[Event]:
        """The events of a line of the customer."""
        return self.say("customer", text, at_ms)


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    return Playbook(id="t", title="t", lang="zh", version="9", rules={rule.id: rule for rule in RULES}, checklist=ITEMS,
                    products={"loan": LOAN, "home": HOME},
                    intents={"early_repayment": IntentWords(id="early_repayment", title="提前还款", phrases=("提前还",))})


@pytest.fixture
def call(playbook: Playbook) -> Callable[..., Line]:
    """Makes a call; keywords go to `CallFacts`."""
    return lambda **facts: Line(playbook, CallFacts(call="c", **facts))
