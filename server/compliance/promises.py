"""What one side promised, and for when: an utterance in, `Promise` events out, each promise once.

The due date comes from the call's start and the time named ("三天内", "by Friday", "五个工作日").
Next: `server.compliance.evaluator` sends them on; wrap-up and callbacks read them later.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from protocol.assist import Event, Promise
from protocol.message import Language
from server.assist.figures import Figure, figures
from server.calls.utterance import Utterance

from .lexicon import Folded
from .negation import denied, holds_denial

_ACTS = {
    ("zh", "agent"): re.compile(
        r"回电|回(?:您|你)?(?:一?个)?电话|(?:给|向)(?:您|你)(?:打|回)(?:一?个)?(?:电话)?|打(?:电话)?给(?:您|你)|回复|答复|联系(?:您|你)|反馈|"
        r"通知(?:您|你)|处理(?:完|好)|(?:给您|帮您)?解决|退(?:款|还|给您|回)|到账|寄(?:出|到|给您|送)|发(?:送|给您|到您)|"
        r"给(?:您|你)(?:一个)?(?:结果|说法|答案|消息)|办(?:好|完)"),
    ("zh", "customer"): re.compile(r"(?<!给)我.{0,10}?(?:还(?:款|钱|上|清|掉|进去)|付(?:款|清|上|掉)?|存(?:进|上|钱|够)|交(?:上|齐|钱|过)?|转(?:过去|账|进)|补上|"
                                   r"打(?:过去|回去|给你们)|过来办|去办)"),
    ("en", "agent"): re.compile(
        r"\b(?:(?:i|we)(?:'ll| will| shall| can)|i promise|someone will|(?:a|the|my) (?:manager|supervisor|specialist|"
        r"colleague) will|"
        r"you(?:'ll| will)|and)\b[^.!?]{0,40}?\b(?:call(?: you)?(?: back)?|phone you|get back to you|email|e mail|send|refund|"
        r"resolve|"
        r"follow up|reply|respond|answer|let you know|contact you|update you|hear (?:back|from us)|receive|arrive|credit|fix)"),
    ("en", "customer"): re.compile(r"\bi(?:'ll| will| can| promise to| promise i'll| am going to|'m going to)\b[^.!?]{0,30}?"
                                   r"\b(?:pay|send|transfer|deposit|make (?:a|the|my) payment|call(?: you)?|clear|settle|mail)"),
}
_VOWS = {"zh": re.compile(r"我(?:们)?(?:一定|保证|承诺|答应)(?:会|给|帮|为|马上)?|我们?会"),
         "en": re.compile(r"\bi promise\b|\bi(?:'ll| will) (?:personally |definitely )?(?:call|get back|follow up|email|send|"
                          r"update)|"
                          r"\bwe(?:'ll| will) (?:call|get back|follow up|email|refund|update)")}
_ARRIVES = re.compile(r"寄(?:出|到)|到账|送到|答复|回复|回电|退款|arrives?\b|answer\b")
"""Acts that are a promise without a subject: "七个工作日寄到"."""
_FARTHEST = 400
"""A larger number of days or hours is no deadline, rather digits that run into one (编号0326三天内)."""
_DAYS_ZH = {"今天": 0, "今晚": 0, "今日": 0, "下班前": 0, "明天": 1, "明早": 1, "明日": 1, "后天": 2, "大后天": 3}
_WEEK_ZH = "一二三四五六日天"
_WEEK_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {
    "zh": re.compile(r"大后天|后天|明天|明早|明日|今天|今晚|今日|下班前|(?P<next>下(?:个)?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])|"
                     r"(?P<end>月底|周末|年底)|(?P<weekafter>下周)"),
    "en": re.compile(r"\b(?:tomorrow|today|tonight|(?:by |the )*end of (?:the |this )?(?P<end>day|week|month)|"
                     r"(?:(?P<next>next) |by |on |this )(?P<day>" + "|".join(_WEEK_EN) + r")|(?P<weekafter>next week))\b"),
}
_SENTENCE = {"zh": re.compile(r"[,。!?;…]|[,!?;]"), "en": re.compile(r"[!?;]|\.(?:\s|$)")}


class PromiseFinder:
    """The promises of one call."""

    def __init__(self, lang: Language, started: datetime | None) -> None:
        self._lang = lang
        self._started = started
        self._known: set[tuple[str, str | None, str]] = set()

    def hear(self, utterance: Utterance, folded: Folded) -> list[Event]:
        """New promises of this utterance."""
        acts = _ACTS[self._lang, utterance.channel]
        vows = _VOWS[self._lang]
        if not acts.search(folded.text):
            return []
        events: list[Event] = []
        for start, end, stop in _sentences(folded.text, self._lang):
            clause = folded.text[start:end]
            act = acts.search(clause)
            if act is None or stop == "?" or clause.endswith(("吗", "么")):
                continue
            if (denied(folded.text, start + act.start(), start + act.end(), self._lang)
                    or holds_denial(act.group(), self._lang)):
                continue
            timed = _time_named(clause, self._lang)
            vowed = vows.search(clause) is not None
            if timed is None and not (vowed and utterance.channel == "agent"):
                continue
            if utterance.channel == "agent" and not (vowed or "我" in clause or "给您" in clause or self._lang == "en"
                                                     or _ARRIVES.search(clause)):
                continue
            due = self._due(timed, utterance.end_ms)
            key = (utterance.channel, due, "" if due else act.group())
            if key in self._known:
                continue
            self._known.add(key)
            span = folded.span(start, end)
            events.append(Promise(call="", text=utterance.text[span[0]:span[1]].strip(), by=utterance.channel, due=due))
        return events

    def _due(self, named: Figure | re.Match[str] | None, at_ms: int) -> str | None:
        if named is None or self._started is None:
            return None
        moment = self._started + timedelta(milliseconds=at_ms)
        if isinstance(named, Figure):
            return _figure_due(named, moment)
        return _named_due(named, moment.date()).isoformat()


def _sentences(text: str, lang: Language) -> list[tuple[int, int, str]]:
    """(start, end, mark) of the clauses (Chinese) or sentences (English) of a text."""
    parts: list[tuple[int, int, str]] = []
    start = 0
    for match in _SENTENCE[lang].finditer(text):
        if match.start() > start:
            parts.append((start, match.start(), match.group()[0]))
        start = match.end()
    if start < len(text):
        parts.append((start, len(text), ""))
    return parts


def _time_named(clause: str, lang: Language) -> Figure | re.Match[str] | None:
    for figure in figures(clause, lang):
        if figure.kind in ("days", "workdays", "hours", "minutes", "months", "date"):
            return figure
    return _NAMED[lang].search(clause)


def _figure_due(figure: Figure, moment: datetime) -> str | None:
    if figure.kind == "date":
        return _next_date(figure.value, moment.date())
    count = float(figure.number)
    if not 0 <= count <= _FARTHEST:
        return None
    if figure.kind == "workdays":
        day = moment.date()
        left = int(count)
        while left > 0:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return day.isoformat()
    if figure.kind == "months":
        month = moment.month - 1 + int(count)
        year, month = moment.year + month // 12, month % 12 + 1
        return min(_days_of(year, month), key=lambda day: abs(day.day - moment.day)).isoformat()
    unit = {"days": timedelta(days=1), "hours": timedelta(hours=1), "minutes": timedelta(minutes=1)}[figure.kind]
    return (moment + unit * count).date().isoformat()


def _days_of(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    return [first + timedelta(days=offset) for offset in range(31) if (first + timedelta(days=offset)).month == month]


def _next_date(value: str, today: date) -> str | None:
    """The first day from today on that a figure such as `*-11-25` can mean."""
    pattern = re.compile(value.replace("*", r"\d+"))
    for offset in range(370):
        day = today + timedelta(days=offset)
        if pattern.fullmatch(day.isoformat()):
            return day.isoformat()
    return None


def _named_due(named: re.Match[str], today: date) -> date:
    groups = named.groupdict()
    if groups.get("day"):
        place = _WEEK_EN.index(groups["day"]) if groups["day"] in _WEEK_EN else min(_WEEK_ZH.index(groups["day"]), 6)
        if groups.get("next"):
            monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
            return monday + timedelta(days=place)
        return today + timedelta(days=(place - today.weekday()) % 7)
    if groups.get("weekafter"):
        return today - timedelta(days=today.weekday()) + timedelta(days=11)
    end = groups.get("end")
    if end in ("月底", "month"):
        return _days_of(today.year, today.month)[-1]
    if end == "年底":
        return date(today.year, 12, 31)
    if end in ("week", "周末"):
        return today + timedelta(days=((4 if end == "week" else 6) - today.weekday()) % 7)
    word = named.group()
    if word == "tomorrow":
        return today + timedelta(days=1)
    return today + timedelta(days=_DAYS_ZH.get(word, 0))
