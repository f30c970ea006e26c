"""How many utterances one core takes through everything after transcription: the path of `seatmate-server replay`.

    python -m benchmarks.replay_speed [--lang zh en] [--case mixed new silent] [--lines 10000] [--keep DIR]

The dialogues are made from the playbook's own words, half the lines the agent's:

    mixed    phrasings, approved replies, checklist lines, nods and small talk; what people say recurs
    new      the same, but no line is said twice
    silent   every line new and none holds a phrase of an intent, so that search and classifier do all the work

Each case runs in a process of its own.  Printed: lines per second of processor time, start-up included; without it; the
99th percentile of all rules on one utterance; and the share of each stage.  `--keep` leaves dialogues and events there.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import ClassVar, TypeVar

from protocol.message import CHANNELS, Language
from server.calls.pipeline import Pipeline
from server.commands import replay
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

CASES = ("mixed", "new", "silent")
LINES_OF_A_CALL = 40
T = TypeVar("T")

_TALK: dict[Language, tuple[tuple[str, ...], ...]] = {
    "zh": (("昨天", "今天早上", "前两天", "刚才", "上个礼拜", "中午", "吃饭的时候", "下班以后", "那会儿", "周末"),
           ("我妈", "我们家孩子", "我爱人", "楼下邻居", "我朋友", "我们单位同事", "小区门口那个店", "我同学", "他们公司", "我自己"),
           ("去了趟超市", "路过公园看到很多人", "在家里收拾东西", "坐地铁坐过了站", "说外面雨下得特别大", "把手机忘在车里了", "跟我聊了半天",
            "排了很长的队", "听别人说起这个事", "正好在开会没听见"),
           ("，你说是不是", "，反正就这样", "，我也没办法", "，挺有意思的", "，然后就回来了", "，不过也还好", "，所以才现在说", "，真是的", "", "，就这么回事")),
    "en": (("Yesterday ", "This morning ", "The other day ", "Just now ", "Last week ", "Around noon ", "After work ", "Back then ",
            "On Sunday ", "Earlier "),
           ("my mother", "my son", "my neighbour", "a friend of mine", "my husband", "someone at work", "the lady downstairs", "my cousin",
            "our driver", "my brother"),
           (" went over to the supermarket", " walked past the park", " was tidying up the garage", " missed the right stop",
            " said it was raining hard", " left the phone in the car", " talked to me for ages", " stood in a long queue",
            " heard somebody mention it", " was sitting in a meeting"),
           (", you see.", ", so there we are.", " and came back home.", ", it was quite funny.", ", not that it matters.",
            ", which is why I ring now.", ", as it happens.", ", honestly.", ".", ", or so I hear.")),
}
_NODS: dict[Language, tuple[str, ...]] = {
    "zh": ("嗯。", "好的。", "对。", "是的。", "哦，这样啊。", "好的，谢谢。", "明白了。", "嗯，你说。", "可以。"),
    "en": ("Okay.", "Right.", "Uh-huh.", "Yes.", "I see.", "Got it, thanks.", "Sure.", "Yeah.", "Alright."),
}
_AROUND: dict[Language, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "zh": (("", "", "我想问一下，", "那个，", "你好，", "是这样的，", "麻烦问一下，", "还有就是，"), ("。", "。", "，怎么办？", "，可以吗？", "，谢谢。", "，是吗？")),
    "en": (("", "", "I wanted to ask, ", "So, ", "Hi, ", "Well, ", "Could you tell me, ", "One more thing, "),
           (".", ".", ", what do I do?", ", is that possible?", ", thanks.", ", right?")),
}
_EMPTY = re.compile(r"\{[^}]*\}")


class Timed(Pipeline):
    """A pipeline that adds up the processor time of its stages."""

    spent_ns: ClassVar[Counter[str]] = Counter()
    """Stage -> processor time, of all calls."""
    rules_ns: ClassVar[list[int]] = []
    """Of the compliance stage, per utterance."""
    _what = "hear"

    def tick(self, at_ms: int):  # type: ignore[no-untyped-def]
        """As one stage."""
        self._what = "tick"
        begun_ns = time.process_time_ns()
        events = super().tick(at_ms)
        self.spent_ns["tick"] += time.process_time_ns() - begun_ns
        self._what = "hear"
        return events

    def _run(self, stage: str, step: Callable[[], T], otherwise: T) -> T:
        if self._what == "tick":
            return super()._run(stage, step, otherwise)
        begun_ns = time.process_time_ns()
        result = super()._run(stage, step, otherwise)
        spent_ns = time.process_time_ns() - begun_ns
        self.spent_ns[stage] += spent_ns
        if stage == "compliance":
            self.rules_ns.append(spent_ns)
        return result


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description="Lines per processor second of replay.")
    parser.add_argument("--lang", nargs="+", choices=("zh", "en"), default=["zh", "en"])
    parser.add_argument("--case", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        measure(args.lang[0], args.case[0], args.lines, args.keep)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for lang in args.lang:
            playbook = load_playbook(find_playbook(f"{lang}_finance"))
            for case in args.case:
                write(playbook, case, args.lines, folder / f"{lang}_{case}.jsonl")
                subprocess.run([sys.executable, "-m", "benchmarks.replay_speed", "--one", "--lang", lang, "--case", case,
                                "--lines", str(args.lines), "--keep", str(folder)], check=True)


def measure(lang: Language, case: str, count: int, folder: Path) -> None:
    """Replays one file in this process, which has done nothing else, and prints what it took."""
    replay.Pipeline = Timed  # type: ignore[attr-defined]  # the one place where replay takes it from
    ready_s = time.process_time()
    parser = argparse.ArgumentParser()
    replay.add_arguments(parser)
    code = replay.run(parser.parse_args([str(folder / f"{lang}_{case}.jsonl"), "--playbook", f"{lang}_finance", "--out",
                                         str(folder / f"{lang}_{case}.events.jsonl")]))
    if code:
        raise SystemExit(code)
    whole_s = time.process_time() - ready_s
    stages = {name: spent_ns / 1e9 for name, spent_ns in Timed.spent_ns.most_common()}
    working_s = sum(stages.values())
    rules_ms = sorted(one / 1e6 for one in Timed.rules_ns)
    shares = ", ".join(f"{name} {1e6 * spent / count:.0f} µs" for name, spent in stages.items())
    print(f"{lang} {case}: {count / (whole_s + imported_s):.0f} lines per CPU second with start-up, "
          f"{count / working_s:.0f} in the stages; rules p99 {rules_ms[int(0.99 * len(rules_ms))]:.2f} ms; {shares}; "
          f"imports {imported_s:.2f} s, all else {whole_s - working_s:.2f} s", flush=True)


def write(playbook: Playbook, case: str, count: int, path: Path) -> None:
    """One dialogue file; the same arguments give the same file."""
    rng = Random(7)
    sides = {"agent": agent_lines(playbook, case, rng), "customer": customer_lines(playbook, case, rng)}
    said: set[str] = set()
    rows: list[str] = []
    at_ms = 0
    for place in range(count):
        at_ms = 0 if place % LINES_OF_A_CALL == 0 else at_ms
        channel = CHANNELS[place % 2]
        text = next(sides[channel])
        while case != "mixed" and text in said:
            text = f"{text.rstrip()} {small_talk(playbook.lang, rng)}"
        said.add(text)
        spoken_ms = 600 + 60 * len(text) * (3 if playbook.lang == "zh" else 1)
        rows.append(json.dumps({"call": f"c{place // LINES_OF_A_CALL}", "channel": channel, "start_ms": at_ms,
                                "end_ms": at_ms + spoken_ms, "text": text}, ensure_ascii=False))
        at_ms += spoken_ms + rng.randrange(200, 1800)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def agent_lines(playbook: Playbook, case: str, rng: Random) -> Iterator[str]:
    """What the agent says: approved replies and checklist lines, small talk, nods."""
    spoken = [_EMPTY.sub("", reply.text) for reply in playbook.replies.values()]
    spoken += [item.say for item in playbook.checklist if item.say]
    while True:
        chance = rng.random()
        if chance < 0.25 and case == "mixed":
            yield rng.choice(_NODS[playbook.lang])
        elif chance < 0.55 or case == "silent":
            yield small_talk(playbook.lang, rng)
        else:
            yield rng.choice(spoken)


def customer_lines(playbook: Playbook, case: str, rng: Random) -> Iterator[str]:
    """What the customer says: phrasings of the intents, words of mood, small talk, nods."""
    phrases = [phrase for intent in playbook.intents.values() for phrase in intent.phrases]
    moods = [word.phrase for word in playbook.mood_words]
    before, after = _AROUND[playbook.lang]
    while True:
        chance = rng.random()
        if case == "silent" or 0.35 <= chance < 0.55:
            yield small_talk(playbook.lang, rng)
        elif chance < 0.3 and case == "mixed":
            yield rng.choice(_NODS[playbook.lang])
        else:
            yield rng.choice(before) + rng.choice(moods if chance < 0.35 else phrases) + rng.choice(after)


def small_talk(lang: Language, rng: Random) -> str:
    """One of 10,000 lines that ask for nothing."""
    return "".join(rng.choice(part) for part in _TALK[lang])


imported_s = time.process_time()
if __name__ == "__main__":
    main()
