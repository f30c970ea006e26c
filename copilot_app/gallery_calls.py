"""The messages of one fictional call in Chinese and in English, for `gallery` and for the tests of the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from protocol.assist import (
    Alert,
    Card,
    CardKind,
    CardRow,
    Checklist,
    Fact,
    Mood,
    MoodName,
    Promise,
    Severity,
    Suggestion,
)
from protocol.call import CallReady, CustomerField, CustomerRecord
from protocol.message import Channel, Language, Message
from protocol.supervision import Observers
from protocol.transcript import Final, Gap, Partial, Word

CALL = "gallery"
NOW_MS = 204_000
"""Call time at which the picture is taken."""

_Lines = tuple[tuple[Channel, int, str], ...]


@dataclass(frozen=True)
class _Call:
    lines: _Lines
    partial: tuple[Channel, int, str]
    masked: tuple[int, str]
    """Number of the line with a masked number, and the number."""
    wrong: tuple[int, str]
    """Number of the line with the forbidden words, and the words."""
    complaint: tuple[int, str]
    alerts: tuple[tuple[str, Severity, str, str], ...]
    reply: Suggestion
    moods: tuple[tuple[MoodName, float], ...]
    cues: tuple[str, ...]
    coaching: str
    checklist: tuple[tuple[str, str, str, str, int], ...]
    cards: tuple[tuple[CardKind, str, str, tuple[tuple[str, str], ...], str, str, str], ...]
    name: str
    fields: tuple[tuple[str, str, str], ...]
    promise: str
    observer: str
    record_system: str


_ZH = _Call(
    lines=(
        ("agent", 1_200, "您好，这里是星辰银行，工号0821，本次通话会录音。"),
        ("customer", 7_400, "你好，我的贷款想提前还款，要收违约金吗？"),
        ("agent", 13_000, "好的，请先核对身份，请说一下预留手机的后四位。"),
        ("customer", 19_800, "7315，我姓周。"),
        ("agent", 24_600, "核对无误，周先生。不满一年，违约金是剩余本金的1%。"),
        ("customer", 61_000, "知道了。还款卡换了，卡号是*************802。"),
        ("agent", 72_000, "好的，卡号已收到，不用再重复了。"),
        ("customer", 140_000, "我还想再贷20万，利率是多少？"),
        ("agent", 146_500, "星享贷年化利率3.65%，最长36个月。"),
        ("customer", 155_000, "那我能批下来吗？我急着用钱。"),
        ("agent", 161_000, "您放心，保证能批，肯定没问题。"),
        ("customer", 192_000, "什么？你刚说能批，现在又不算数了！太过分了，我要投诉你们！"),
    ),
    partial=("agent", 200_500, "非常抱歉，是我表达"),
    masked=(5, "*************802"), wrong=(10, "保证能批"), complaint=(11, "我要投诉你们"),
    alerts=(
        ("guaranteed_approval", "stop", "请更正：“刚才说得不准确，最终以审批结果为准。”", "个人贷款销售行为规范 第12条"),
        ("complaint", "remind", "客户提出投诉：登记投诉，告知编号和3天内回电。", "投诉处理办法 第5条"),
        ("rate_omission", "inform", "说利率时同时说明年化综合成本和还款方式。", "贷款年化利率公示要求"),
    ),
    reply=Suggestion(
        call=CALL, id="s1", text="非常抱歉，最终以审批为准。我现在登记投诉，3天内给您回电。",
        alternatives=("周先生，是我说错了，对不起。投诉已为您登记，3天内一定回电。",
                      "给您添麻烦了。我把审批条件逐条说明，再为您登记投诉。"),
        source_titles=("投诉受理话术", "星享贷产品表 2026-11-01"),
        facts=(Fact(value="3天", origin="product.complaint.reply_days"),),
        answers="你刚说能批，现在又不算数了！太过分了，我要投诉你们！"),
    moods=(("calm", 0.35), ("calm", 0.3), ("calm", 0.4), ("calm", 0.2), ("anxious", -0.15), ("anxious", -0.3),
           ("angry", -0.78)),
    cues=("louder:6dB", "faster:1.3x", "said:投诉"), coaching="先道歉并承认说错，再说下一步；不要解释流程。",
    checklist=(
        ("greeting", "问候并报工号", "done", "", 15_000), ("recording_notice", "告知通话录音", "done", "", 20_000),
        ("identity_check", "核对客户身份", "done", "", 60_000),
        ("annualised_cost", "说明年化综合成本", "missed", "这笔贷款的年化综合成本是3.65%。", 180_000),
        ("complaint_registered", "登记投诉并告知编号", "due", "我已为您登记投诉，编号是……", 222_000),
        ("complaint_deadline", "告知答复时限", "due", "3天内给您回电。", 237_000),
        ("polite_close", "礼貌结束", "open", "", -1),
    ),
    cards=(
        ("procedure", "complaint", "客户投诉受理", (("第一步", "致歉，不争辩、不推责"), ("第二步", "登记并告知投诉编号"),
                                               ("答复时限", "3天内回电"), ("升级", "客户要求时转主管")),
         "", "投诉处理办法", "2026-09-15"),
        ("product", "xingxiang", "星享贷", (("年化利率", "3.65% 起"), ("期限", "12–36 个月"), ("额度", "最高 500,000 元"),
                                         ("提前还款", "不满一年收剩余本金 1%"), ("审批", "以系统审批结果为准")),
         "", "产品表", "2026-11-01"),
        ("knowledge", "early", "提前还款怎么算", (("违约金", "剩余本金 86,400 元 × 1% = 864 元"),), "", "知识库", "2026-10-08"),
    ),
    name="周明远",
    fields=(("贷款产品", "星享贷", "2026-11-01"), ("贷款余额", "86,400 元", "2026-11-01"), ("每月还款", "2,680 元", "2026-11-01"),
            ("执行年利率", "4.35%", "2026-11-01"), ("还款卡尾号", "4802", "2026-11-01"), ("登记月收入", "******", "2026-11-01")),
    promise="回复利率调整申请", observer="主管 李敏", record_system="客户系统")

_EN = _Call(
    lines=(
        ("agent", 1_200, "Hello, this is Northlight Bank, agent 417. This call is recorded."),
        ("customer", 7_400, "Hi, I want to pay off my loan early. Is there a fee?"),
        ("agent", 13_000, "Let me verify you first. What are the last four digits of your phone number?"),
        ("customer", 19_800, "7315. My name is Grant."),
        ("agent", 24_600, "Thank you, Mr Grant. In the first year, the early repayment fee is 1%."),
        ("customer", 61_000, "All right. My new card number is *************802."),
        ("agent", 72_000, "Thank you, I have it. Please do not repeat the number."),
        ("customer", 140_000, "I also need $20,000 more. What is the interest rate?"),
        ("agent", 146_500, "The Harbor Loan has an annual percentage rate of 6.5%, up to 60 months."),
        ("customer", 155_000, "Will I be approved? I need the money quickly."),
        ("agent", 161_000, "Don't worry, you are guaranteed to be approved."),
        ("customer", 192_000, "What? You just told me it was guaranteed! This is ridiculous, I want to file a complaint!"),
    ),
    partial=("agent", 200_500, "I am very sorry, I gave you"),
    masked=(5, "*************802"), wrong=(10, "guaranteed to be approved"), complaint=(11, "file a complaint"),
    alerts=(
        ("guaranteed_approval", "stop", "Correct it: “I cannot guarantee approval; it depends on the final review.”",
         "Fair lending sales standard 12"),
        ("complaint", "remind", "Register the complaint, give the reference and promise a call within 3 days.",
         "Complaints procedure 5"),
        ("rate_omission", "inform", "With the rate, also state the total cost and the repayment schedule.",
         "Loan cost disclosure rule"),
    ),
    reply=Suggestion(
        call=CALL, id="s1",
        text="I am sorry, approval depends on the final review. I will register your complaint and call you within 3 days.",
        alternatives=("You are right, Mr Grant, I misspoke. Your complaint is registered; we call you within 3 days.",
                      "I apologise. Let me go through the conditions, then register your complaint."),
        source_titles=("Complaint intake reply", "Harbor Loan, product table of 2026-11-01"),
        facts=(Fact(value="3 days", origin="product.complaint.reply_days"),),
        answers="You just told me it was guaranteed! This is ridiculous, I want to file a complaint!"),
    moods=(("calm", 0.35), ("calm", 0.3), ("calm", 0.4), ("calm", 0.2), ("anxious", -0.15), ("anxious", -0.3),
           ("angry", -0.78)),
    cues=("louder:6dB", "faster:1.3x", "said:complaint"),
    coaching="Apologise and own the mistake first, then say the next step.",
    checklist=(
        ("greeting", "Greeting and agent number", "done", "", 15_000),
        ("recording_notice", "Say that the call is recorded", "done", "", 20_000),
        ("identity_check", "Verify the customer's identity", "done", "", 60_000),
        ("annualised_cost", "State the annual percentage rate", "missed", "The annual percentage rate is 6.5%.", 180_000),
        ("complaint_registered", "Register the complaint, give the reference", "due",
         "Your complaint is registered, the reference is …", 222_000),
        ("complaint_deadline", "Say when we answer", "due", "We call you back within 3 days.", 237_000),
        ("polite_close", "Polite close", "open", "", -1),
    ),
    cards=(
        ("procedure", "complaint", "Taking a complaint", (("First", "Apologise; do not argue"),
                                                          ("Then", "Register it and give the reference"),
                                                          ("Answer", "Call back within 3 days"),
                                                          ("Escalate", "To a supervisor if asked")),
         "", "Complaints procedure", "2026-09-15"),
        ("product", "harbor", "Harbor Loan", (("APR", "from 6.5%"), ("Term", "12–60 months"), ("Amount", "up to $50,000"),
                                              ("Early payoff", "1% of the balance in year one"),
                                              ("Approval", "subject to the final review")),
         "", "Product table", "2026-11-01"),
        ("knowledge", "early", "What early payoff costs", (("Fee", "$12,400 × 1% = $124"),), "", "Knowledge base",
         "2026-10-08"),
    ),
    name="Daniel Grant",
    fields=(("Loan", "Harbor Loan", "2026-11-01"), ("Balance", "$12,400", "2026-11-01"),
            ("Monthly payment", "$386", "2026-11-01"), ("Rate", "7.2% APR", "2026-11-01"),
            ("Card ending", "6802", "2026-11-01"), ("Income", "******", "2026-11-01")),
    promise="answer about the rate review", observer="Mia Ford", record_system="CRM")


def call_messages(lang: Language) -> list[Message]:
    """The messages of the call, numbered like those of a server."""
    call = _ZH if lang == "zh" else _EN
    messages: list[Message] = [CallReady(call=CALL, next_number={"agent": 0, "customer": 0})]
    number = 0
    for message in (*_record(call), *_talk(call), *_help(call)):
        number += 1
        messages.append(message.__class__(**{**_fields(message), "seq": number}))
    channel, start_ms, text = call.partial
    messages.append(Partial(call=CALL, utterance=f"{channel}-{start_ms * 16}", channel=channel, start_ms=start_ms,
                            heard_ms=NOW_MS - 200, text=text, stable_chars=len(text)))
    return messages


def _fields(message: Message) -> dict[str, object]:
    return {name: getattr(message, name) for name in message.__struct_fields__}


def _key(call: _Call, line: int) -> str:
    channel, start_ms, _ = call.lines[line]
    return f"{channel}-{start_ms * 16}"


def _record(call: _Call) -> Iterator[Message]:
    yield CustomerRecord(call=CALL, customer_id="C1001", name=call.name, fields=tuple(
        CustomerField(key=f"f{at}", label=label, value=value, verified=when, source=call.record_system)
        for at, (label, value, when) in enumerate(call.fields)))
    yield Observers(call=CALL, names=(call.observer,), modes=("listen",))


def _talk(call: _Call) -> Iterator[Message]:
    for at, (channel, start_ms, text) in enumerate(call.lines):
        marks: tuple[Word, ...] = ()
        if at == call.masked[0]:
            first = text.index(call.masked[1])
            marks = (Word(start=first, end=first + len(call.masked[1]), kind="redacted"),)
        yield Final(call=CALL, utterance=_key(call, at), channel=channel, start_ms=start_ms,
                    end_ms=start_ms + 1_500 + 60 * len(text), text=text, marks=marks)
    yield Gap(call=CALL, channel="customer", start_ms=80_000, end_ms=132_000, why="paused")


def _help(call: _Call) -> Iterator[Message]:
    for at, (item, title, item_state, say, due_ms) in enumerate(call.checklist):
        yield Checklist(call=CALL, item=item, title=title, say=say, state=item_state,  # type: ignore[arg-type]
                        due_ms=due_ms, at_ms=at)
    for kind, card, title, rows, body, source, date in reversed(call.cards):
        yield Card(call=CALL, kind=kind, id=card, title=title, body=body, source=source, date=date,
                   rows=tuple(CardRow(label=label, value=value) for label, value in rows))
    for number, (category, severity, text, source) in enumerate(call.alerts):
        line, words = {0: call.wrong, 1: call.complaint}.get(number, (8, ""))
        said = call.lines[line][2]
        first = said.index(words)
        yield Alert(call=CALL, id=f"a{number}", category=category, severity=severity, rule=category,
                    channel=call.lines[line][0], utterance=_key(call, line), span=(first, first + len(words)),
                    quote=words, text=text, source=source)
    for at, (mood, score) in enumerate(call.moods):
        last = at == len(call.moods) - 1
        yield Mood(call=CALL, mood=mood, score=score, at_ms=20_000 * at, cues=call.cues if last else (),
                   coaching=call.coaching if last else "")
    yield call.reply
    yield Promise(call=CALL, text=call.promise, by="agent", due="2026-11-25")
