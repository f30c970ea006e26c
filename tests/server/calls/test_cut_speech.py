"""Somebody speaks on and on and is cut in two: no word leaves the agent's screen, and a number across the cut stays masked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from copilot_app.call_state import CallState
from models.asr import Context, Recognition
from protocol.call import CallEnd, CallEnded, RecordingState
from protocol.message import PACKET_SAMPLES, Message
from protocol.transcript import Final, Partial, UtteranceDropped
from server.app import Server
from server.settings import PrivacySettings
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall
from tests.server.conftest import StartServer
from tests.server.fakes import LevelRecogniser, WireClient, eventually, list_workstation, pcm, speech

WORD_PACKETS = 4
"""A word takes 0.4 s."""
STEP = 4
"""Packets sent at once."""
CUT_BEHIND = 19
"""The word that is said most quietly: the cut is at its end, behind 8 s."""
STORY = ("hello I would like to ask about my loan because last week there was somebody of yours who told me "
         "something about another rate for people with children and then the line broke off again").split()
CARD = "zero four two eight eight zero one three five seven nine two four six eight".split()
DIGITS = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))


class Script(LevelRecogniser):
    """Writes a word for each level that it hears for long enough."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.rejects: set[int] = set()
        """Finals that begin with these words have no text at all."""

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        return [self._heard(window, final) for window in windows]

    def _heard(self, window: NDArray[np.float32], final: bool) -> Recognition:
        levels = np.rint(window * 32768).astype(int)
        said = [number for number in range(len(self.words))
                if np.count_nonzero(levels == level(number)) >= WORD_PACKETS * PACKET_SAMPLES // 2]
        text = "" if final and said and said[0] in self.rejects else " ".join(self.words[number] for number in said)
        return Recognition(text, -0.1, 0.0, 1.0, "en")


def level(number: int) -> int:
    """The loudness that stands for a word."""
    return 500 if number == CUT_BEHIND else 2_000 + 10 * number


async def speak(server: Server, client: WireClient, words: Sequence[str], first: int = 0, count: int | None = None) -> int:
    """Say the words, from a packet on, each step heard before the next is said; the number of packets."""
    sound = [packet for number in range(len(words)) for packet in pcm(level(number), WORD_PACKETS)] + pcm(0, 15)
    session = server.calls.session("c1")
    assert session is not None
    hearing, partials = session._intake._channels["customer"], session._transcribing._partials
    end = len(sound) if count is None else count
    for at in range(first, end, STEP):
        part = sound[at:min(at + STEP, end)]
        await client.speak("c1", "customer", part, first=at)
        heard = (at + len(part)) * PACKET_SAMPLES
        await eventually(partial(lambda end: hearing.heard_sample >= end and hearing._task is None and not partials, heard))
    return end


async def hold_call(server: Server, client: WireClient, words: Sequence[str]) -> None:
    packets = await speak(server, client, words)
    await client.send(CallEnd(call="c1", last_number={"customer": packets - 1, "agent": -1}))
    await client.until(CallEnded)


def frames(messages: Sequence[Message]) -> list[str]:
    """What the agent's screen shows of the customer after each message."""
    state, shown = CallState(lambda: 0), [""]
    state.begin("c1", "en")
    for message in messages:
        state.apply(message)
        rows = sorted((row for row in state.transcript if row.text), key=lambda row: row.start_ms)
        shown.append(" ".join(row.text for row in rows))
    return shown


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z]+|[\d*]", text.casefold())


async def test_no_frame_takes_a_word_back(open_call: OpenCall) -> None:
    server, client = await open_call(speech=speech(Script(STORY)))
    await hold_call(server, client, STORY)
    first, second = client.all(Final)
    assert words_of(first.text) == [word.casefold() for word in STORY[:CUT_BEHIND + 1]]
    seen = [words_of(frame) for frame in frames(client.received)]
    assert seen[-1] == [word.casefold() for word in STORY]
    for before, after in zip(seen, seen[1:], strict=False):
        assert after[:len(before)] == before
    # The words behind the cut had been on the screen before it, and came over with the final.
    carried = next(one for one in client.all(Partial) if one.utterance == second.utterance)
    at = client.received.index(carried)
    behind = words_of(frames(client.received[:at])[-1])[CUT_BEHIND + 1:]
    assert behind and words_of(carried.text)[:len(behind)] == behind
    assert carried.follows == first.utterance and client.received.index(first) > at


async def test_a_number_across_the_cut_is_masked_in_every_frame(open_call: OpenCall, state: StateDirectory) -> None:
    # No word announces it, and neither part alone would be long enough to be one.
    words = [*STORY[:14], *CARD[:14], "and", "then", "they", "wrote", "me", "something"]
    settings = replace(fakes.settings(state), privacy=PrivacySettings(pause_for_cards=False))
    server, client = await open_call(settings=settings, speech=speech(Script(words)))
    await hold_call(server, client, words)
    first, second = client.all(Final)
    assert "******" in first.text.replace(" ", "") and "******" in second.text.replace(" ", "")
    for text in [one.text for one in (*client.all(Partial), *client.all(Final))] + frames(client.received):
        written = [DIGITS.get(word, word) for word in words_of(text)]
        assert not [word for word in written if word.isdigit()], text
    assert [one.follows for one in client.all(Partial) if one.utterance == second.utterance][0] == first.utterance


async def test_a_card_that_pauses_the_call_is_not_carried_over(open_call: OpenCall) -> None:
    words = [*STORY[:10], *"yes sure now my card number is".split(), *CARD, "and", "then", "they", "wrote"]
    server, client = await open_call(speech=speech(Script(words)))
    await speak(server, client, words, count=(len(words) - 2) * WORD_PACKETS)
    await client.until(RecordingState)
    for text in [one.text for one in (*client.all(Partial), *client.all(Final))]:
        assert not [word for word in words_of(text) if DIGITS.get(word, word).isdigit()], text
    assert not [one for one in client.all(Partial) if one.follows]


async def test_what_follows_a_first_part_that_proves_to_be_no_speech_is_shown_by_itself(open_call: OpenCall) -> None:
    recogniser = Script(STORY)
    recogniser.rejects = {0}
    server, client = await open_call(speech=speech(recogniser))
    await hold_call(server, client, STORY)
    final, = client.all(Final)
    assert client.all(UtteranceDropped) and words_of(final.text) == [word.casefold() for word in STORY[CUT_BEHIND + 1:]]
    assert words_of(frames(client.received)[-1]) == words_of(final.text)


async def test_a_restarted_server_gives_the_same_two_lines(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(speech=speech(Script(STORY)))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await speak(server, client, STORY, count=(len(STORY) - 3) * WORD_PACKETS)
        first = (client.all(Final) or [await client.until(Final)])[0]
        await server.stop()
    again = await start_server(speech=speech(Script(STORY)))
    async with WireClient(again.endpoint, again.public_key, keys) as client:
        await client.hello()
        ready = await client.start("c1")
        packets = await speak(again, client, STORY, first=ready.next_number["customer"])
        await client.send(CallEnd(call="c1", last_number={"customer": packets - 1, "agent": -1}))
        await client.until(CallEnded)
        before, behind = client.all(Final)
        assert ready.resumed and before == first
        assert words_of(before.text) + words_of(behind.text) == [word.casefold() for word in STORY]
        assert behind.start_ms == before.end_ms and words_of(frames(client.received)[-1])[-1] == STORY[-1]
