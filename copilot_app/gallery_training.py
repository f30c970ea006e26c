"""`python -m copilot_app.gallery_training --out DIR`: pictures of training mode; fictional scenarios, a class, a report."""

from __future__ import annotations

import argparse
import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from protocol.call import CallReady
from protocol.message import Language, Message
from protocol.training import (
    RUBRIC,
    Attempt,
    Attempts,
    BetterLine,
    ClassOverview,
    CustomerVoice,
    ReportMoment,
    RubricLine,
    ScenarioEntry,
    ScenarioProblem,
    ScenarioText,
    ScenarioTried,
    Trainee,
    TrainingCatalogue,
    TrainingReport,
)
from protocol.transcript import Final

from .call_state import CallState
from .class_state import ClassState
from .gallery import fill_at_rest
from .gallery_calls import NOW_MS, call_messages
from .i18n import Translator
from .practice import Plan
from .scenario_toml import new_scenario
from .theme import Choice, Theme
from .training_state import TrainingState
from .training_window import PageName, TrainingWindow
from .window import CompanionWindow

CALL = "practice"
_NAMES = ("lin", "chen", "wei", "zhao")


@dataclass(frozen=True)
class _Matter:
    scenarios: tuple[tuple[str, str, str, str, str, str], ...]
    """Id, title, kind, goal, persona, mood."""
    names: tuple[str, ...]
    by: str
    why: tuple[str, ...]
    quotes: tuple[str, ...]
    moments: tuple[tuple[int, str, str, str], ...]
    better: tuple[tuple[int, str, str, str], ...]
    best: tuple[str, ...]
    comment: str
    said: tuple[str, ...]
    customer: tuple[str, ...]
    problem: str
    lines: tuple[tuple[str, str], ...]


_ZH = _Matter(
    scenarios=(
        ("early_repayment", "想提前还清贷款", "service", "核对身份，说清违约金和办理方法，问出客户为什么着急，礼貌结束。", "周先生，38 岁，说话直爽", "calm"),
        ("safe_account", "有人让我转到安全账户", "fraud", "认出诈骗，劝住客户，不替他操作转账。", "孙阿姨，67 岁，很着急", "anxious"),
        ("fee_complaint", "被多扣了年费，要投诉", "complaint", "道歉，查清楚，给出时限，不超出权限承诺。", "刘女士，45 岁，没有耐心", "angry"),
        ("card_sale", "考虑办一张信用卡", "sale", "了解需要，如实说清费用，不施压。", "何先生，29 岁，货比三家", "calm"),
    ),
    names=("陈晨", "林晓", "魏来", "赵一"), by="吴老师",
    why=("报了机构、姓名和工号，说明了录音。", "核对了姓名和手机后四位。", "只问了封闭式问题，没有问出过户的原因。", "违约金比例说对了，免收条件没有说。",
         "客户质疑时只重复规定，没有表示理解。", "没有说明本次试算仅供参考。", "没有违规用语。", "全程两次表示理解。", "确认了客户没有其他问题。",
         "每分钟 236 字，合适。", "最长停顿 4 秒。", "打断了客户一次。", "5 分 12 秒，计划 5 分钟。"),
    quotes=("您好，这里是星辰银行，工号0821，本次通话会录音。", "请说一下预留手机的后四位。", "您是现在就要办吗？", "违约金是剩余本金的百分之一。",
            "这是规定，都要收的。"),
    moments=((4_000, "done", "问候并说明录音", "greeting"), (21_000, "done", "核对身份", "identification"),
             (58_000, "objection", "客户：“我提前还钱还要罚我，凭什么？”", "objection"),
             (66_000, "missed", "没有表示理解，也没有说明合同约定", "objection"), (96_000, "interruption", "打断了客户", "interruptions"),
             (131_000, "trap", "客户要求口头减免违约金，已妥善拒绝", "compliance"), (184_000, "missed", "没有问出下周三要过户", "need"),
             (240_000, "missed", "试算后没有提示“仅供参考”", "disclosure"), (312_000, "end", "客户道别", "closing")),
    better=((66_000, "这是规定，都要收的。", "我理解您的感受。违约金是合同里约定的，还款满12个月就不收了，您可以算一下再决定。", "提前还款异议"),
            (184_000, "您是现在就要办吗？", "方便问一下，您这边有什么安排吗？我看看哪种方式来得及。", "了解需要")),
    best=("您好，这里是星辰银行，本次通话会录音。", "我理解您着急，先核对一下身份，马上为您查。", "违约金是剩余本金的1%，满12个月免收。"),
    comment="开场和核身很稳。下次客户生气时，先说一句理解，再讲规定。",
    said=("您好，这里是星辰银行，请问有什么可以帮您？", "违约金是剩余本金的1%，满12个月免收。"),
    customer=("喂，你好。", "我的贷款想提前还清，要收违约金吗？", "那我要怎么办理提前还款？"),
    problem="第三个问法和第一个一样，客户需要至少三种不同的说法",
    lines=(("agent", "您好，这里是星辰银行，工号0821，本次通话会录音。"), ("customer", "我的贷款想提前还清，要收违约金吗？"),
           ("agent", "请先核对身份，请说一下预留手机的后四位。")),
)
_EN = _Matter(
    scenarios=(
        ("early_repayment", "Paying a loan back early", "service",
         "Check who calls, explain the fee and the way, find out why it is urgent, close politely.", "Mr Webb, 38, direct",
         "calm"),
        ("safe_account", "Told to move money to a “safe account”", "fraud",
         "Recognise the fraud, hold the customer back, do not help with the transfer.", "Mrs Hale, 67, frightened", "anxious"),
        ("fee_complaint", "Charged twice and complaining", "complaint",
         "Apologise, find out, name a date, promise nothing beyond your authority.", "Ms Brandt, 45, impatient", "angry"),
        ("card_sale", "Thinking about a credit card", "sale",
         "Find out what is needed, tell all the costs, do not press.", "Mr Okafor, 29, compares offers", "calm"),
    ),
    names=("Chen Lu", "Lin Hart", "Wei Adams", "Zoe Marsh"), by="Ms Wood",
    why=("Bank, name and recording were told.", "Surname and phone number were checked.",
         "Closed questions only; the house sale was not found out.",
         "The rate was right, the exemption was not told.", "The rule was repeated, no understanding was shown.",
         "That the estimate is not binding was not said.", "No forbidden words.", "Understanding was shown twice.",
         "Asked whether anything else was needed.", "152 words a minute, comfortable.", "Longest pause 4 s.",
         "The customer was interrupted once.",
         "5 min 12 s, planned 5 min."),
    quotes=("Good morning, Northlight Bank, this call is recorded.", "What are the last four digits of your phone?",
            "Do you want to do it right now?", "The fee is one per cent of what is left.",
            "That is the rule, everybody pays it."),
    moments=((4_000, "done", "greeted and told of the recording", "greeting"),
             (21_000, "done", "checked who calls", "identification"),
             (58_000, "objection", "customer: “You fine me for paying early?”", "objection"),
             (66_000, "missed", "no understanding, no word of the contract", "objection"),
             (96_000, "interruption", "the customer was interrupted", "interruptions"),
             (131_000, "trap", "asked to waive the fee by word of mouth; well refused", "compliance"),
             (184_000, "missed", "the house sale next Wednesday was not found out", "need"),
             (240_000, "missed", "the estimate was not called “not binding”", "disclosure"),
             (312_000, "end", "goodbye", "closing")),
    better=((66_000, "That is the rule, everybody pays it.",
             "I understand. The fee is agreed in the contract; after twelve months there is none, so it may pay to wait.",
             "Early repayment, objection"),
            (184_000, "Do you want to do it right now?",
             "May I ask what your plans are? Then I can see which way is quick enough.",
             "Finding the need")),
    best=("Good morning, Northlight Bank, this call is recorded.",
          "I understand that it is urgent; let me check who you are first.",
          "The fee is 1% of what is left, after twelve months there is none."),
    comment="A steady opening. When the customer is upset, first show that you understand, then explain the rule.",
    said=("Good morning, Northlight Bank, how can I help?", "The fee is 1% of what is left; after twelve months there is none."),
    customer=("Hello?", "I want to pay my loan back early. Is there a fee?", "And how do I do it?"),
    problem="the third wording is the same as the first; at least three different ones are needed",
    lines=(("agent", "Good morning, Northlight Bank, this call is recorded."),
           ("customer", "I want to pay my loan back early. Is there a fee?"),
           ("agent", "Let me check who you are: the last four digits of your phone, please.")),
)
MATTER: dict[Language, _Matter] = {"zh": _ZH, "en": _EN}
_SCORES = (100.0, 92.0, 34.0, 71.0, 28.0, 40.0, 100.0, 66.0, 88.0, 95.0, 90.0, 62.0, -1.0)


def catalogue(lang: Language, **changes: object) -> TrainingCatalogue:
    """Four scenarios: one overdue, one recommended, one passed, one draft."""
    today = datetime.date.today()
    entries = []
    for place, (name, title, kind, goal, persona, mood) in enumerate(MATTER[lang].scenarios):
        extra: list[dict[str, object]] = [
            {"due": (today - datetime.timedelta(days=2)).isoformat(), "assigned_by": MATTER[lang].by, "attempts": 3, "best": 71.0,
             "last": 68.0, "assigned_difficulty": "normal", "assigned_assistance": "hint", "pass_mark": 75.0},
            {"recommended": True, "why": "objection", "minutes": 6},
            {"passed": True, "attempts": 2, "best": 86.0, "last": 86.0, "minutes": 7},
            {"draft": True}]
        entries.append(ScenarioEntry(id=name, title=title, kind=kind, goal=goal, persona=persona, mood=mood,
                                     **extra[place]))  # type: ignore[arg-type]
    given: dict[str, object] = {"voices": ("espeak-ng",), **changes}
    return TrainingCatalogue(lang=lang, scenarios=tuple(entries), **given)  # type: ignore[arg-type]


def report(lang: Language, **changes: object) -> TrainingReport:
    """A finished call, just not passed."""
    matter = MATTER[lang]
    quotes = {"greeting": (matter.quotes[0], 4_000), "identification": (matter.quotes[1], 21_000),
              "need": (matter.quotes[2], 184_000),
              "knowledge": (matter.quotes[3], 47_000), "objection": (matter.quotes[4], 66_000)}
    lines = tuple(RubricLine(line=line, weight=2.0 if line == "knowledge" else 1.0, score=score, why=why,
                             quotes=(quotes[line][0],) if line in quotes else (),
                             at_ms=(quotes[line][1],) if line in quotes else ())
                  for line, score, why in zip(RUBRIC, _SCORES, matter.why, strict=True))
    mood = ((0, 0.1), (31_000, 0.15), (58_000, -0.2), (70_000, -0.55), (96_000, -0.7), (131_000, -0.45), (184_000, -0.3),
            (240_000, 0.05), (312_000, 0.2))
    given: dict[str, object] = {
        "call": CALL, "scenario": "early_repayment", "title": matter.scenarios[0][1], "trainee": matter.names[1], "lang": lang,
        "difficulty": "normal", "assistance": "hint", "at": "2026-11-20T10:24:00+08:00", "duration_ms": 312_000,
        "outcome": "failure",
        "why": "unresolved", "total": 68.4, "pass_mark": 75.0, "goal": matter.scenarios[0][3], "lines": lines,
        "moments": tuple(ReportMoment(at_ms=at_ms, kind=kind, text=text, line=line)  # type: ignore[arg-type]
                         for at_ms, kind, text, line in matter.moments),
        "better": tuple(BetterLine(at_ms=at_ms, said=said, better=better, source=source)
                        for at_ms, said, better, source in matter.better),
        "mood": mood,
        "attempts": (("2026-11-12T09:00:00+08:00", 42.0), ("2026-11-16T09:00:00+08:00", 71.0),
                     ("2026-11-20T10:24:00+08:00", 68.4)),
        "best_total": 94.0, "best_by": "expert", "best_lines": tuple((line, 96.0 if score >= 0 else -1.0) for line, score in
                                                                    zip(RUBRIC, _SCORES, strict=True)),
        "best_words": matter.best, "next_scenario": "safe_account", "next_title": matter.scenarios[1][1], "next_why": "objection",
        "comment": matter.comment, "signed_by": matter.by, "signed_at": "2026-11-20T15:00:00+08:00", **changes}
    return TrainingReport(**given)  # type: ignore[arg-type]


def attempts(lang: Language, trainee: str = "") -> Attempts:
    """Three attempts, newest first."""
    matter = MATTER[lang]
    made = (("practice", "2026-11-20T10:24:00+08:00", 68.4), ("b", "2026-11-16T09:00:00+08:00", 71.0),
            ("c", "2026-11-12T09:00:00+08:00", 42.0))
    return Attempts(trainee=trainee, attempts=tuple(
        Attempt(call=call, trainee=matter.names[1], scenario="early_repayment", title=matter.scenarios[0][1], difficulty="normal",
                assistance="hint", at=at, total=total, passed=total >= 75, signed=call == "c") for call, at, total in made))


def overview(lang: Language) -> ClassOverview:
    """Four persons: one practises now, one is overdue, one has not begun."""
    today = datetime.date.today()
    lines = dict(zip(RUBRIC, _SCORES, strict=True))
    better = {line: min(100.0, max(0.0, score) + 22) for line, score in lines.items()}
    made: list[dict[str, object]] = [
        {"attempts": 6, "last_at": "2026-11-20T10:24:00+08:00", "mean": 64.0, "weakest": "objection", "lines": lines,
         "due": (f"early_repayment@{(today - datetime.timedelta(days=2)).isoformat()}",), "overdue": 1},
        {"attempts": 11, "last_at": "2026-11-19T16:10:00+08:00", "mean": 86.0, "weakest": "need", "lines": better,
         "passed": ("fee_complaint", "card_sale"), "live": "call-2"},
        {"attempts": 2, "last_at": "2026-11-18T09:05:00+08:00", "mean": 51.0, "weakest": "disclosure",
         "lines": {**lines, "disclosure": 12.0}, "due": (f"safe_account@{(today + datetime.timedelta(days=5)).isoformat()}",)},
        {}]
    return ClassOverview(trainees=tuple(Trainee(user=user, name=name, **more)  # type: ignore[arg-type]
                                        for user, name, more in zip(_NAMES, MATTER[lang].names, made, strict=True)))


def tried(lang: Language, number: int, problem: bool = True) -> ScenarioTried:
    """The answer to the editor's text."""
    matter = MATTER[lang]
    problems = (ScenarioProblem(line=29, code="scenario.invalid", text=matter.problem, field="say.opening"),) if problem else ()
    return ScenarioTried(scenario="new", number=number, problems=problems, customer=matter.customer, moods=(0.0, 0.1, 0.35),
                         good="success:helped", bad="failure", silent="hung_up:silence")


def training_messages(lang: Language) -> list[Message]:
    """Everything that fills the window."""
    return [catalogue(lang), attempts(lang)]


def fill_window(window: TrainingWindow, call: CallState, lang: Language) -> None:
    """A trainer's window with class, report and an open scenario."""
    fill_at_rest(call, lang)
    call.apply(call.welcome.__class__(**{name: getattr(call.welcome, name) for name in call.welcome.__struct_fields__
                                         if name != "role"}, role="trainer"))
    window.state.lang = window.trainer.lang = lang
    for message in training_messages(lang):
        window.state.apply(message)
    window.state.waiting_for = CALL
    window.state.apply(report(lang))
    window.trainer.apply(overview(lang))
    window.trainer.mark("chen", True)
    window.trainer.mark("wei", True)
    window.trainer.apply(ScenarioText(scenario="new", lang=lang, text=new_scenario("new", lang)))
    window.trainer.say(MATTER[lang].said[0])
    window.trainer.say(MATTER[lang].said[1])
    window.trainer.try_now(play=True)
    window.trainer.apply(tried(lang, window.trainer._number))


def fill_practice(state: CallState, lang: Language, *, exam: bool = False, typing: bool = True) -> None:
    """A practice call in its first minute; the customer writes and waits."""
    fill_at_rest(state, lang)
    state.practice.prepare(Plan("early_repayment", MATTER[lang].scenarios[0][1], MATTER[lang].scenarios[0][3],
                                assistance="exam" if exam else "shown", voice=not typing, typing=typing))
    state.begin(CALL, lang)
    state.apply(CallReady(call=CALL, next_number={}))
    if not exam:
        for message in call_messages(lang):
            if message.__class__.__name__ in ("Suggestion", "Checklist", "Mood"):
                state.apply(_of_call(message))
    for place, (channel, text) in enumerate(MATTER[lang].lines):
        start_ms = NOW_MS - 40_000 + place * 9_000
        state.apply(Final(call=CALL, utterance=f"{channel}-{start_ms * 16}", channel=channel,  # type: ignore[arg-type]
                          start_ms=start_ms, end_ms=start_ms + 6_000, text=text, seq=900 + place))
    if typing:
        state.practice.apply(CustomerVoice(call=CALL, turn=2, number=0, pcm=b"", last=True, text=MATTER[lang].customer[-1]))
    else:
        state.practice.set_speaking(True)


def _of_call(message: Message) -> Message:
    """The same message in the practice call."""
    return message.__class__(**{**{name: getattr(message, name) for name in message.__struct_fields__}, "call": CALL})


def _shoot(window: CompanionWindow | TrainingWindow, size: QSize, file: Path) -> None:
    window.resize(size)
    window.show()
    for _ in range(8):
        QApplication.processEvents()
    window.grab().save(str(file))


def main() -> None:
    """Write all pictures."""
    parser = argparse.ArgumentParser(description="Pictures of training mode.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--font-scale", type=float, default=1.0)
    parser.add_argument("--lang", choices=("zh", "en"), action="append")
    parser.add_argument("--theme", choices=("light", "dark"), action="append")
    parser.add_argument("--page", action="append")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    options.out.mkdir(parents=True, exist_ok=True)
    theme, translator = Theme(app), Translator(app)  # type: ignore[arg-type]
    languages: tuple[Language, ...] = ("zh", "en")
    themes: tuple[Choice, ...] = ("light", "dark")
    for lang in options.lang or languages:
        translator.use(lang)
        theme.speak(lang)
        for choice in options.theme or themes:
            theme.use(choice, options.font_scale)
            _training_pictures(theme, lang, f"{lang}_{choice}", options.out, options.page)
            _call_pictures(theme, lang, f"{lang}_{choice}", options.out, options.page)


def _training_pictures(theme: Theme, lang: Language, name: str, out: Path, pages: list[str] | None) -> None:
    call = CallState(lambda: NOW_MS)
    window = TrainingWindow(TrainingState(call), ClassState(), theme)
    fill_window(window, call, lang)
    shown: tuple[PageName, ...] = ("choice", "report", "class", "editor")
    for page in shown:
        if pages and page not in pages:
            continue
        window.show_page(page)
        window.trainer.apply(overview(lang))
        for width, height in ((1180, 820), (460, 980)):
            _shoot(window, QSize(width, height), out / f"training_{page}_{width}_{name}.png")
        if page == "report":
            _shoot(window, QSize(1180, 2100), out / f"training_report_whole_{name}.png")
    window.close()
    window.deleteLater()


def _call_pictures(theme: Theme, lang: Language, name: str, out: Path, pages: list[str] | None) -> None:
    for kind, exam, typing in (("typed", False, True), ("spoken", False, False), ("exam", True, True)):
        if pages and kind not in pages:
            continue
        state = CallState(lambda: NOW_MS)
        window = CompanionWindow(state, theme)
        fill_practice(state, lang, exam=exam, typing=typing)
        for width, height in ((420, 1040), (1180, 820)):
            _shoot(window, QSize(width, height), out / f"practice_{kind}_{width}_{name}.png")
        window.close()
        window.deleteLater()


__all__ = ["CALL", "MATTER", "attempts", "catalogue", "fill_practice", "fill_window", "overview", "report", "tried"]

if __name__ == "__main__":
    main()
