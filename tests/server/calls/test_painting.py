"""What of a growing text reaches the screen: settled, masked, decided, and never less than before."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from protocol.message import Channel, Message, utterance_id
from protocol.transcript import Partial, UtteranceDropped
from server.calls.known import KnownUtterances
from server.calls.painting import Painting
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts
from server.content.loading import load_playbook
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.scheduler import Transcript
from tests.server.fakes import write_playbook

SOUND = np.zeros(8_000, np.float32)
CHANNEL: Channel = "customer"


class Painted:
    """A painting and what it has sent."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.sent: list[Message] = []
        self.carried: list[str] = []
        self.painting = Painting("c", pipeline, asyncio.Lock(), KnownUtterances(()), self._show,
                                 lambda start, end, text: False, carry=self._carry)

    def _show(self, message: Message) -> bool:
        self.sent.append(message)
        return True

    def _carry(self, call: str, name: str, lang: str, text: str) -> tuple[str, int]:
        self.carried.append(text)
        return text, len(text)

    def hear(self, text: str, stable_chars: int, start: int = 0, follows: int | None = None) -> None:
        due = PartialDue(start, start + 8_000, SOUND, follows_sample=follows)
        self.painting.show(CHANNEL, due, Transcript(text, stable_chars, 0.9, 0.0, 1.0, 1.0, "zh"))

    def texts(self, start: int = 0) -> list[str]:
        return [one.text for one in self.sent if isinstance(one, Partial) and one.utterance == utterance_id(CHANNEL, start)]


@pytest.fixture
def painted(tmp_path: Path) -> Painted:
    playbook = load_playbook(write_playbook(tmp_path / "playbook"))
    return Painted(Pipeline(playbook, CallFacts("c", "zh")))


def cut(painted: Painted, text: str) -> str:
    """The utterance is cut at 4000 and this is the final of its first part; what was heard behind it."""
    ended = UtteranceEnded(0, 4_000, SOUND[:4_000], 0.9, 4_000, goes_on=True)
    behind = painted.painting.behind(CHANNEL, ended, text, "zh")
    painted.painting.settled(utterance_id(CHANNEL, 0))
    return behind


async def test_settled_words_behind_the_cut_begin_the_next_row_and_the_guess_is_only_known(painted: Painted) -> None:
    painted.hear("我想提前还款要多少违约金吗", 11)
    assert cut(painted, "我想提前还款。") == "要多少违约金吗"
    carried = painted.sent[-1]
    assert isinstance(carried, Partial) and carried.text == "要多少违约" and carried.follows == utterance_id(CHANNEL, 0)
    assert carried.start_ms == 250 and carried.heard_ms == 500 and carried.stable_chars == 5


async def test_a_partial_that_was_on_its_way_takes_nothing_back(painted: Painted) -> None:
    painted.hear("我想提前还款要多少违约金吗", 11)
    cut(painted, "我想提前还款。")
    painted.hear("要多", 1, 4_000, follows=0)
    painted.hear("要多少违约金吗谢谢", 7, 4_000, follows=0)
    assert painted.texts(4_000) == ["要多少违约", "要多少违约金吗"]


async def test_an_utterance_that_ends_by_itself_carries_nothing(painted: Painted) -> None:
    painted.hear("我想提前还款要多少", 9)
    ended = UtteranceEnded(0, 4_000, SOUND[:4_000], 0.9, 4_000)
    assert painted.painting.behind(CHANNEL, ended, "我想提前还款", "zh") == ""
    painted.painting.settled(utterance_id(CHANNEL, 0))
    assert painted.carried == [] and len(painted.sent) == 1


async def test_what_was_carried_leaves_when_it_was_no_speech(painted: Painted) -> None:
    painted.hear("我想提前还款要多少违约金吗", 11)
    cut(painted, "我想提前还款。")
    painted.painting.drop(CHANNEL, 4_000)
    assert isinstance(painted.sent[-1], UtteranceDropped) and painted.sent[-1].utterance == utterance_id(CHANNEL, 4_000)
    assert painted.painting._growing == {} and painted.painting._rests == {}


async def test_a_number_is_shown_when_it_is_known_what_it_is(painted: Painted) -> None:
    painted.hear("我还想再贷20", 7)
    painted.hear("我还想再贷20万利率是多少呢", 14)
    painted.hear("卡号是6222020012345678", 19, 8_000)
    assert painted.texts() == ["我还想再贷", "我还想再贷20万利率是多少呢"]
    assert painted.texts(8_000) == ["卡号是" + "*" * 16]
