"""The demo call as lines on the terminal, while it happens: what was painted, when, and how long after the words."""

from __future__ import annotations

import os
import sys
from typing import TextIO, TypeGuard

from protocol.assist import Alert, AlertCleared, Card, Checklist, Gate, Mood, Promise, Suggestion, SuggestionWithdrawn
from protocol.call import Welcome, WireError
from protocol.message import CallEvent, Channel, Language, Message
from protocol.transcript import Final, Gap

from ..i18n.codes import category_words, cue_words, notice_words, operation_words
from ..link_state import LinkState
from ..notices import Notice
from .report import DemoRecord, percentiles

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"agent": "坐席", "customer": "客户", "alert": "提醒", "suggestion": "建议回复", "card": "卡片", "mood": "客户情绪",
           "checklist": "检查项", "gap": "缺失", "server": "服务器", "stop": "立即纠正", "remind": "注意", "inform": "提示",
           "calm": "平静", "unhappy": "不满", "angry": "愤怒", "anxious": "焦急", "pleased": "满意", "done": "已说",
           "missed": "漏说", "promise": "承诺", "gate": "复核", "cleared": "已解除", "withdrawn": "已撤回", "online": "已连接",
           "offline": "已断开", "refused": "被拒绝", "connecting": "正在连接", "lag": "语音结束到上屏", "none": "无识别引擎",
           "utterances": "句话", "events": "条辅助", "partials": "次实时更新", "final": "定稿", "unseen": "未上屏",
           "waiting": "等待", "approved": "已同意", "denied": "未同意",
           "said": "坐席已说", "corrected": "坐席已更正", "acknowledged": "坐席已确认", "expired": "已过时", "topic": "话题已变",
           "replaced": "换成新的", "network": "网络中断", "paused": "暂停录音", "no_recogniser": "无识别引擎", "audio": "声音有误",
           "card_data": "卡片信息，未录音",
           "over": "通话已结束。关闭窗口即可结束演示。",
           "synthetic": "随附模型只识别合成语音，听不懂真人说话；真实通话请安装真实模型：seatmate-server models pull "
                        "whisper-large-v3-turbo",
           "process": "服务器进程 {pid}，日志 {log}", "restarted": "服务器进程已中断（{how}），已重新启动：进程 {pid}",
           ":": "：", ";": "；", "(": "（", ")": "）"},
    "en": {"agent": "agent", "customer": "customer", "alert": "alert", "suggestion": "reply", "card": "card",
           "mood": "mood", "checklist": "checklist", "gap": "gap", "server": "server", "stop": "correct now",
           "remind": "remember", "inform": "note", "calm": "calm", "unhappy": "unhappy", "angry": "angry",
           "anxious": "anxious", "pleased": "pleased", "done": "said", "missed": "missed", "promise": "promise",
           "gate": "second person", "cleared": "settled", "withdrawn": "withdrawn", "online": "connected",
           "offline": "offline", "refused": "refused", "connecting": "connecting", "lag": "speech end to painted",
           "none": "no recogniser", "utterances": "utterances", "events": "events of help", "partials": "live updates",
           "final": "finals", "unseen": "not painted", "waiting": "waiting", "approved": "approved", "denied": "denied",
           "said": "the agent said it", "corrected": "the agent corrected it", "acknowledged": "the agent acknowledged it",
           "expired": "its time has passed", "topic": "the topic has moved on", "replaced": "a newer one took its place",
           "network": "network", "paused": "recording paused", "no_recogniser": "no recogniser", "audio": "damaged sound",
           "card_data": "card data, not recorded", "over": "The call is over. Close the window to end the demo.",
           "synthetic": "the bundled model hears synthetic voices only and does not understand people; for real calls install a "
                        "real one: seatmate-server models pull whisper-large-v3-turbo",
           "process": "server process {pid}, log {log}",
           "restarted": "the server process ended ({how}) and was started again: process {pid}",
           ":": ": ", ";": "; ", "(": " (", ")": ")"},
}
_WAITS_FOR_PAINT: dict[type[Message], str] = {Final: "final", Alert: "alert", Suggestion: "suggestion", Card: "card",
                                              Mood: "mood"}


class Narration:
    """Prints one call; of what is painted the line comes when it is painted, with its lag."""

    def __init__(self, lang: Language, out: TextIO | None = None) -> None:
        self._words = _WORDS[lang]
        self._out = out or sys.stdout
        self._waiting: dict[tuple[str, str], CallEvent] = {}
        self._categories: dict[str, str] = {}
        self._phase = ""

    def refused(self, message: WireError) -> None:
        """The server refused something or failed."""
        self.say(f"  ! {notice_words(Notice(message.code, message.text, tuple(message.params.items())))}")

    def say(self, text: str) -> None:
        """One line as it is.  Where nobody reads any more (`| head`), the call goes on silently."""
        try:
            print(text, file=self._out, flush=True)
        except BrokenPipeError:
            self._out = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lives as long as the process
            # the interpreter flushes what is left at its end, and would fail again
            os.dup2(self._out.fileno(), sys.stdout.fileno())

    def server_runs(self, version: str, pid: int, log: str) -> None:
        """The server process, for those who want to look at it or kill it."""
        self.say(f"Seatmate {version}{self._words[':']}{self._words['process'].format(pid=pid, log=log)}")

    def server_restarted(self, how: str, pid: int) -> None:
        """The server process died and was started again."""
        self.say(f"  ! {self._words['restarted'].format(how=how, pid=pid)}")

    def link(self, state: LinkState, at_ms: int) -> None:
        """The connection changed."""
        if state.phase != self._phase:
            self._phase = state.phase
            said = self._words[state.phase]
            if state.code:
                said = self._pair(said, notice_words(Notice(state.code, state.text)))
            self._line(at_ms, self._words["server"], said)

    def welcome(self, message: Welcome) -> None:
        """What recognises, on what."""
        engine = message.recogniser
        what = " · ".join(part for part in (engine.engine or self._words["none"], engine.model, engine.device,
                                            engine.compute_type) if part)
        self.say(f"  {what} · {message.playbook_title or message.playbook} {message.playbook_version}".rstrip())
        if engine.synthetic_only:
            self.say(f"  {self._words['synthetic']}")
        if engine.problem:
            self.say(f"  ! {notice_words(Notice('asr.none', engine.problem))}")
            self.say(f"    {engine.problem}")

    def take(self, message: Message) -> None:
        """A message of the call arrived."""
        if isinstance(message, Alert):
            self._categories[message.id] = message.category
        if _is_timed(message):
            kind = _WAITS_FOR_PAINT[type(message)]
            item = message.utterance if isinstance(message, (Final, Mood)) else str(getattr(message, "id", ""))
            self._waiting[kind, item] = message
        elif isinstance(message, CallEvent) and (words := self._describe(message)):
            self._line(message.at_ms, *words)

    def painted(self, kind: str, item: str, lag_ms: float) -> None:
        """An item was painted so long after the words that it answers."""
        message = self._waiting.pop((kind, item), None)
        if message is not None and (words := self._describe(message)):
            self._line(message.at_ms, *words, lag_ms)

    def over(self) -> None:
        """The call has ended and the window stays until it is closed."""
        self.say(f"\n{self._words['over']}")

    def summary(self, record: DemoRecord) -> None:
        """What it came to."""
        labels = self._words
        for message in self._waiting.values():
            if described := self._describe(message):
                self._line(message.at_ms, described[0], f"{described[1]}  ({labels['unseen']})")
        self.say(f"\n{len(record.utterances)} {labels['utterances']} · {record.partials} {labels['partials']} · "
                 f"{len(record.events)} {labels['events']}")
        lags = {"final": record.final_lags_ms(), **record.painted_lags_ms}
        for kind, values in lags.items():
            if values:
                ranks = percentiles(values)
                self.say(f"  {labels['lag']}, {labels.get(kind, kind)}: p50 {ranks['p50']:.0f} ms, p95 {ranks['p95']:.0f} ms")
        for error in record.errors:
            self.say(f"  ! {error}")

    def _line(self, at_ms: int, label: str, text: str, lag_ms: float | None = None) -> None:
        lag = f"  +{lag_ms:.0f} ms" if lag_ms is not None else ""
        self.say(f"{_time(at_ms)} {_padded(label, 10)} {text}{lag}")

    def _describe(self, message: CallEvent) -> tuple[str, str] | None:
        words = self._words
        if isinstance(message, Final):
            return self._channel(message.channel), message.text
        if isinstance(message, Gap):
            span = f"{self._channel(message.channel)} {_time(message.start_ms)}–{_time(message.end_ms)}"
            why = "card_data" if message.why == "card" else message.why
            return words["gap"], span + self._aside(words.get(why, why))
        if isinstance(message, Alert):
            return words["alert"], f"[{words[message.severity]}] " + self._pair(category_words(message.category), message.text)
        if isinstance(message, AlertCleared):
            what = category_words(self._categories.get(message.id, message.rule))
            return words["alert"], self._pair(words["cleared"] + self._aside(words[message.why]), what)
        if isinstance(message, Suggestion):
            return words["suggestion"], f"“{message.text}”"
        if isinstance(message, SuggestionWithdrawn):
            return words["suggestion"], words["withdrawn"] + self._aside(words[message.why])
        if isinstance(message, Card):
            return words["card"], message.title
        if isinstance(message, Mood):
            cues = words[";"].join(filter(None, map(cue_words, message.cues)))
            return words["mood"], words[message.mood] + (self._aside(cues) if cues else "")
        if isinstance(message, Checklist) and message.state in ("done", "missed"):
            return words["checklist"], self._pair(words[message.state], message.title or message.item)
        if isinstance(message, Promise):
            due = self._aside(message.due) if message.due else ""
            return words["promise"], self._pair(self._channel(message.by), message.text) + due
        if isinstance(message, Gate):
            return words["gate"], self._pair(operation_words(message.operation), words[message.state])
        return None

    def _pair(self, label: str, text: str) -> str:
        return label + self._words[":"] + text

    def _aside(self, text: str) -> str:
        return self._words["("] + text + self._words[")"]

    def _channel(self, channel: Channel) -> str:
        return self._words[channel]


def _time(at_ms: int) -> str:
    """Call time as `01:07.4`."""
    seconds, tenth = divmod(max(0, at_ms) // 100, 10)
    return f"{seconds // 60:02d}:{seconds % 60:02d}.{tenth}"


def _is_timed(message: Message) -> TypeGuard[CallEvent]:
    """True for what is painted and answers words, so that its lag is measured."""
    if isinstance(message, Final):
        return True
    return isinstance(message, CallEvent) and type(message) in _WAITS_FOR_PAINT and message.speech_end_ms >= 0


def _padded(text: str, width: int) -> str:
    """Filled up to a width in terminal columns; Chinese characters take two."""
    return text + " " * max(0, width - sum(2 if ord(letter) > 0x2E80 else 1 for letter in text))
