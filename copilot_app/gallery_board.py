"""Fictional teams for pictures and tests of the wall-board: 300 live calls, one of them opened, as a server tells them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from protocol.assist import Severity
from protocol.message import CallEvent, Language, Message
from protocol.supervision import (
    Coaching,
    CoachingList,
    HandState,
    NoteAnswered,
    NoteShown,
    Observers,
    Observing,
    QueueEntry,
    Queues,
    SpeakerOwner,
    TransferState,
    WaitingGate,
    WaitingGates,
)
from protocol.wallboard import BoardRow, CallOpened, CatchUp, LineQuality, ScreenState, TeamFigures

from .board_state import BoardState
from .board_window import BoardWindow
from .call_state import CallState
from .gallery_calls import CALL, NOW_MS, call_messages
from .i18n.board_table import TOPICS
from .theme import Theme
from .watch_state import WatchState

_ZH_FAMILY = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_ZH_GIVEN = ("敏", "强", "静", "丽", "军", "洋", "艳", "杰", "涛", "超", "霞", "平", "桂英", "建华", "晓燕", "志远", "文博", "雨欣", "子涵", "思远")
_EN_FAMILY = ("Hale", "Ford", "Price", "Boyd", "Lane", "Shaw", "Cole", "Reed", "Wade", "Nash", "Hart", "Kerr", "Finch",
              "Dunn", "Voss")
_EN_GIVEN = ("Mia", "Owen", "Ruth", "Dean", "Ivy", "Hugh", "Nora", "Seth", "Lena", "Carl", "Jude", "Tess", "Noel", "Vera",
             "Kit")
_TEAMS = {"zh": ("贷款一组", "贷款二组", "信用卡组", "客户关怀组"), "en": ("Loans A", "Loans B", "Cards", "Care")}
_ALERTS: dict[Language, tuple[tuple[Severity, str, str], ...]] = {
    "zh": (("stop", "guaranteed_approval", "请更正：“刚才说得不准确，最终以审批结果为准。”"),
           ("remind", "complaint", "客户提出投诉：登记投诉，告知编号和3天内回电。"),
           ("remind", "missing_disclosure", "说明年化综合成本。"), ("inform", "rate_omission", "说利率时同时说明年化综合成本。")),
    "en": (("stop", "guaranteed_approval", "Correct it: “I cannot guarantee approval; it depends on the final review.”"),
           ("remind", "complaint", "Register the complaint, give the reference and promise a call within 3 days."),
           ("remind", "missing_disclosure", "State the annual percentage rate."),
           ("inform", "rate_omission", "With the rate, also state the total cost.")),
}
_REASONS = {"zh": ("客户要求主管", "拿不准怎么回答", "客户情绪激动"), "en": ("Customer asks for a supervisor", "Not sure what to say",
                                                                "Customer is very upset")}
_OBSERVERS = {"zh": "张主管", "en": "Mia Ford"}
_URGENCY = {"stop": 60.0, "remind": 20.0, "inform": 5.0}


def board_rows(lang: Language, calls: int, now: datetime, seed: int = 7) -> list[BoardRow]:
    """So many live calls; the first of them is the one of `gallery_calls`."""
    chance = random.Random(seed)
    return [_first(lang, now), *(_row(lang, number, now, chance) for number in range(1, calls))]


def _first(lang: Language, now: datetime) -> BoardRow:
    return BoardRow(
        call=CALL, agent="chen", agent_name="陈雨欣" if lang == "zh" else "Nora Chen", team=_TEAMS[lang][0], lang=lang,
        started_at=(now - timedelta(milliseconds=NOW_MS)).isoformat(), topic="complaint", mood="angry",
        mood_trend=(0.35, 0.3, 0.4, 0.2, -0.15, -0.3, -0.78), alerts={"stop": 1, "remind": 1, "inform": 1},
        alert_text=_ALERTS[lang][0][2], alert_category="guaranteed_approval", done=3, required=7, missed=1, hand=True,
        hand_reason=_REASONS[lang][0], hand_queue="supervisor", hand_at=(now - timedelta(seconds=48)).isoformat(), gates=1,
        suggestions=6, accepted=2, observers=(_OBSERVERS[lang],), bridge=True, urgency=200.0)


def _row(lang: Language, number: int, now: datetime, chance: random.Random) -> BoardRow:
    score = max(-1.0, min(1.0, chance.gauss(0.25, 0.35)))
    trend = tuple(max(-1.0, min(1.0, score + chance.gauss(0.0, 0.18))) for _ in range(chance.randint(3, 12)))
    mood = "angry" if trend[-1] < -0.5 else "anxious" if trend[-1] < -0.1 else "pleased" if trend[-1] > 0.7 else "calm"
    found = [alert for alert in _ALERTS[lang] if chance.random() < (0.03 if alert[0] == "stop" else 0.12)]
    alerts: dict[str, int] = {severity: sum(alert[0] == severity for alert in found) for severity, _, _ in found}
    hand = chance.random() < 0.05
    required = chance.randint(3, 8)
    done = chance.randint(0, required)
    suggestions = chance.randint(0, 14)
    quality: LineQuality = chance.choices(("good", "poor", "gone"), (94, 5, 1))[0]  # type: ignore[assignment]
    name = (chance.choice(_ZH_FAMILY) + chance.choice(_ZH_GIVEN) if lang == "zh" else
            f"{chance.choice(_EN_GIVEN)} {chance.choice(_EN_FAMILY)}")
    return BoardRow(
        call=f"c{number:03}", agent=f"agent{number:03}", agent_name=name, team=chance.choice(_TEAMS[lang]), lang=lang,
        training=chance.random() < 0.04, started_at=(now - timedelta(seconds=chance.randint(4, 1500))).isoformat(),
        topic=chance.choice(list(TOPICS)), mood=mood, mood_trend=trend, alerts=alerts,
        alert_text=found[0][2] if found else "", alert_category=found[0][1] if found else "", done=done, required=required,
        missed=int(done < required and chance.random() < 0.15), hand=hand,
        hand_reason=chance.choice(_REASONS[lang]) if hand else "",
        hand_at=(now - timedelta(seconds=chance.randint(3, 150))).isoformat() if hand else "",
        suggestions=suggestions, accepted=chance.randint(0, suggestions), quality=quality, away=chance.random() < 0.01,
        paused=chance.random() < 0.02, observers=(_OBSERVERS[lang],) if chance.random() < 0.02 else (),
        urgency=sum(_URGENCY[severity] * count for severity, count in alerts.items()) + (80.0 if hand else 0.0) - trend[-1] * 8)


def team_figures(lang: Language, now: datetime) -> list[TeamFigures]:
    """The day of four teams at a quarter past three."""
    chance = random.Random(3)
    found = []
    for team in _TEAMS[lang]:
        hours = tuple(0 if hour < 8 else int(chance.gauss(62, 9) * (0.55 if hour == 15 else 0.7 if hour in (8, 12) else 1.0))
                      for hour in range(16))
        calls = sum(hours)
        found.append(TeamFigures(
            team=team, day=now.date().isoformat(), calls=calls, live=75, alerts=int(calls * chance.uniform(0.3, 0.6)),
            required=calls * 4, said=int(calls * 4 * chance.uniform(0.95, 0.99)), suggestions=calls * 5,
            accepted=int(calls * 5 * chance.uniform(0.4, 0.6)), handling_s=chance.uniform(230, 330), hours=hours))
    return found


def queues(lang: Language) -> Queues:
    """The house's queues, reasons and answers."""
    zh = lang == "zh"
    return Queues(
        queues=(QueueEntry(id="supervisor", title="本组主管" if zh else "Own supervisor", target_s=60),
                QueueEntry(id="expert", title="贷款专家" if zh else "Loan expert", target_s=90),
                QueueEntry(id="compliance", title="合规" if zh else "Compliance", target_s=180)),
        reasons=_REASONS[lang], answers=("好的", "请接手", "稍后") if zh else ("OK", "Please take over", "Later"))


def board_messages(lang: Language, calls: int, now: datetime) -> list[Message]:
    """Everything that fills the board."""
    gate = WaitingGate(call=CALL, gate="g1", operation="limit_increase", agent="chen", asked_at=now.isoformat(), left_s=43.0)
    return [queues(lang), *team_figures(lang, now), *board_rows(lang, calls, now), WaitingGates(gates=(gate,))]


def opened_messages(lang: Language, now: datetime) -> Iterator[Message]:
    """What the server sends for the opened call: the past, then how it stands."""
    zh, by = lang == "zh", _OBSERVERS[lang]
    row = _first(lang, now)
    yield CallOpened(call=CALL, agent=row.agent, agent_name=row.agent_name, team=row.team, lang=lang, started_at=row.started_at,
                     modes=("listen", "whisper", "note", "bookmark", "coach"),
                     refused={"barge": "supervision.no_bridge", "takeover": "supervision.no_bridge"})
    last = 0
    for message in call_messages(lang):
        last = max(last, message.seq) if isinstance(message, CallEvent) else last
        yield message
    yield Observers(call=CALL, names=(by,), modes=("whisper",), seq=last + 1)
    yield HandState(call=CALL, raised=True, reason=_REASONS[lang][0], queue="supervisor", taken_by=by, seq=last + 2)
    yield note(lang, last + 3)
    yield NoteAnswered(call=CALL, id="n1", answer="好的" if zh else "OK", seq=last + 4)
    yield CatchUp(
        call=CALL, upto_ms=192_000, topics=("complaint", "loan_inquiry", "early_repayment"),
        lines=(("客户问提前还款的违约金，坐席说不满一年收剩余本金的1% [00:24]", "客户更换了还款卡 [01:01]",
                "客户想再贷20万，坐席说“保证能批” [02:41]", "客户得知不能保证后非常生气，要投诉 [03:12]") if zh else
               ("The customer asked what early repayment costs; told 1% in the first year [00:24]",
                "The customer gave a new card for the payments [01:01]",
                "Wants $20,000 more; the agent said “guaranteed to be approved” [02:41]",
                "The customer is angry about it and wants to complain [03:12]")),
        promises=(("3天内回电",) if zh else ("a call within 3 days",)),
        open_questions=(("能不能批下来？",) if zh else ("Will the loan be approved?",)))
    yield ScreenState(call=CALL, at_ms=NOW_MS, banner="a0", waiting_alerts=2, suggestion="s1", chosen=1,
                      cards=("complaint", "xingxiang" if zh else "harbor"), pinned=("complaint",), due="complaint_registered")
    yield Observing(call=CALL, mode="whisper", epoch=2)
    yield CoachingList(call=CALL, entries=(
        Coaching(id="k2", call=CALL, kind="bookmark", at_ms=161_000, by=by, agent="chen", made_at=now.isoformat(),
                 quote="您放心，保证能批" if zh else "you are guaranteed to be approved"),
        Coaching(id="k1", call=CALL, kind="note", at_ms=24_600, by=by, agent="chen", made_at=now.isoformat(),
                 text="违约金说得清楚，语速合适。" if zh else "The fee was explained clearly and calmly.")))


def note(lang: Language, seq: int, key: str = "n1") -> NoteShown:
    """A supervisor's note."""
    text = ("先道歉，再登记投诉；不要再谈审批。" if lang == "zh" else
            "Apologise first, then register the complaint. No more about approval.")
    return NoteShown(call=CALL, id=key, text=text, by=_OBSERVERS[lang], seq=seq,
                     answers=("好的", "请接手", "稍后") if lang == "zh" else ("OK", "Please take over", "Later"))


def transfer(lang: Language, now: datetime) -> TransferState:
    """An expert was asked."""
    return TransferState(call=CALL, state="asked", queue="expert", queue_title="贷款专家" if lang == "zh" else "Loan expert",
                         asked_by="chen", target_s=90, asked_at=now.isoformat(), at_ms=NOW_MS - 31_000, seq=990)


def board_window(theme: Theme, lang: Language, calls: int, *, opened: bool) -> BoardWindow:
    """The supervisor's window, filled; one call stands open beside the board if wanted."""
    board = BoardState()
    window = BoardWindow(board, WatchState(board), theme)
    board.setParent(window)
    board.begin()
    now = datetime.now().astimezone()
    for message in board_messages(lang, calls, now):
        board.apply(message)
    board.rows.arrange()
    if opened:
        window.open_call(CALL)
        for message in opened_messages(lang, now):
            window.watch.apply(message)
    return window


def supervise(state: CallState, lang: Language) -> None:
    """The agent's side: a supervisor whispers, and a note waits for its answer."""
    by = _OBSERVERS[lang]
    state.apply(queues(lang))
    state.apply(Observers(call=CALL, names=(by,), modes=("whisper",), seq=900))
    state.apply(SpeakerOwner(call=CALL, owner="agent", epoch=1, mode="whisper", by=by, seq=901))
    state.apply(note(lang, 902))
