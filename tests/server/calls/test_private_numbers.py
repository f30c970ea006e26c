"""No frame, log line, export or plain column of a whole call shows more than three digits of a card that was read out in it."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from models.asr import Context, Recognition
from protocol.assist import Alert, Ask, Feedback, Redaction
from protocol.call import CallEnd, CallEnded
from protocol.message import PACKET_SAMPLES, Channel, Language, Message
from protocol.supervision import HandState, RaiseHand
from protocol.transcript import Final, Partial
from server.app import Server
from server.calls.masking import CallMasking
from server.commands.calls import exported
from server.settings import PrivacySettings
from server.storage.calls import CallRecords
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall
from tests.server.fakes import LevelRecogniser, WireClient, eventually, pcm, speech

CARD = "4288013579246802"
WORDS = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)) | {"oh": "0"}
STEP = 8
"""Packets sent at once."""
SAMPLES_PER_WORD = 4_000
"""The recogniser writes one more word for so many samples of a voice: its partials grow."""

LINES: tuple[tuple[Channel, str], ...] = (
    ("agent", "Good morning, could you read me the card number?"),
    ("customer", "sure it is four two double eight"),
    ("agent", "four two eight eight"),
    ("customer", "um oh one three five seven nine"),
    ("agent", "uh huh"),
    ("customer", "two four six, no sorry, two four six eight oh two"),
    ("agent", "there is no risk so 4288 0135 7924 6802 is right"),
    ("customer", "the reference is four four one seven and I paid $1,500 in 36 months"),
)


class ScriptRecogniser(LevelRecogniser):
    """Writes the line of the level that it hears, as many words as there was time for."""

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        return [self._line(window) for window in windows]

    @staticmethod
    def _line(window: NDArray[np.float32]) -> Recognition:
        level = round(float(np.max(window, initial=0.0)) * 32768)
        words = LINES[level - 1][1].split() if level else []
        return Recognition(" ".join(words[:np.count_nonzero(window) // SAMPLES_PER_WORD]), -0.1, 0.0, 1.0, "en")


def shown_digits(text: str) -> str:
    """The text with spoken digits written and the gaps between digits closed."""
    text = re.sub(r"double (\w+)", r"\1 \1", text.lower())
    text = re.sub(r"[a-z]+", lambda word: WORDS.get(word[0], word[0]), text)
    return re.sub(r"(?<=\d)[\s,.-]+(?=\d)", "", text)


def leaks(text: str, length: int = 4) -> list[str]:
    """The stretches of the card that can be read in a text."""
    digits = shown_digits(text)
    return [CARD[at:at + length] for at in range(len(CARD) - length + 1) if CARD[at:at + length] in digits]


def strings(value: object) -> list[str]:
    """Every text in a message or a row."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    return [text for one in value for text in strings(one)] if isinstance(value, list | tuple) else []


async def decoded(server: Server, channel: Channel, packets: int) -> None:
    """Wait until this channel's sound is heard and no partial of it is in work."""
    session = server.calls.session("c1")
    assert session is not None
    hearing, partials = session._intake._channels[channel], session._transcribing._partials
    await eventually(lambda: hearing.heard_sample >= packets * PACKET_SAMPLES and hearing._task is None and not partials)


async def hold_call(server: Server, client: WireClient) -> None:
    """Speak all lines, each long enough for partials, and wait for each final."""
    numbers: dict[Channel, int] = {"customer": 0, "agent": 0}
    for level, (channel, _) in enumerate(LINES, 1):
        sound = [*pcm(level, 42), *pcm(0, 32)]
        other: Channel = "agent" if channel == "customer" else "customer"
        for at in range(0, len(sound), STEP):
            await client.speak("c1", other, pcm(0, len(sound[at:at + STEP])), first=numbers[other] + at)
            await client.speak("c1", channel, sound[at:at + STEP], first=numbers[channel] + at)
            await decoded(server, channel, numbers[channel] + min(at + STEP, len(sound)))
        await client.until(Final, lambda one, channel=channel: one.channel == channel)  # type: ignore[misc]
        for each in numbers:
            numbers[each] += len(sound)
    await client.send(Ask(call="c1", text=f"limits of card {CARD}"))
    await client.send(Feedback(call="c1", item="a1", kind="alert", action="disputed", note=f"it was {CARD}"))
    await client.send(RaiseHand(call="c1", raised=True, reason=f"card {CARD} was charged twice"))
    await client.until(HandState)
    await client.send(CallEnd(call="c1", last_number={channel: number - 1 for channel, number in numbers.items()}))
    await client.until(CallEnded)


def stored_texts(state: StateDirectory) -> list[str]:
    """Every text in every column of the database."""
    reader = sqlite3.connect(f"file:{state.database}?mode=ro", uri=True)
    tables = [name for name, in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    texts = [value for table in tables for row in reader.execute(f'SELECT * FROM "{table}"') for value in row
             if isinstance(value, str)]
    reader.close()
    return texts


def would_leak(client: WireClient, unmasked: Sequence[tuple[str, str]]) -> int:
    """Partials that were sent and would show a part of the card if partials were not masked."""
    return sum(any(masked.startswith(one.text) and leaks(text[:len(one.text)]) for text, masked in unmasked)
               for one in client.all(Partial))


def body(message: Message) -> list[str]:
    return strings(msgspec.to_builtins(message))


async def test_no_frame_of_a_call_shows_a_card(state: StateDirectory, open_call: OpenCall,
                                               caplog: pytest.LogCaptureFixture,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level(logging.DEBUG)
    # Without the pause for card data the whole card is decoded, so masking alone has to keep it in.
    settings = replace(fakes.settings(state), privacy=PrivacySettings(pause_for_cards=False))
    server, client = await open_call(settings=settings, speech=speech(ScriptRecogniser()))
    unmasked: list[tuple[str, str]] = []
    mask_partial = CallMasking.mask_partial

    def note(masking: CallMasking, channel: Channel, lang: Language, text: str, at_ms: int) -> str:
        masked = mask_partial(masking, channel, lang, text, at_ms)
        unmasked.append((text, masked))
        return masked
    monkeypatch.setattr(CallMasking, "mask_partial", note)
    await hold_call(server, client)
    assert would_leak(client, unmasked)
    assert client.all(Partial) and client.all(Redaction) and client.all(Alert)
    assert [leaks(text) for message in client.received for text in body(message) if leaks(text)] == []
    finals = [final.text for final in client.all(Final)]
    assert len(finals) == len(LINES)
    assert shown_digits(finals[-1]).endswith("4417 and i paid $1500 in 36 months")
    # All finals together, too, leave no more than the last three.
    assert sum(len(re.findall(r"\d", shown_digits(text))) for text in finals[:-1]) <= 3
    # Hexadecimal checks and ports hold digits of their own, so a longer stretch is looked for there.
    assert [text for text in stored_texts(state) if leaks(text, 6)] == []
    assert leaks(caplog.text, 6) == []
    assert_export_is_clean(server)


def assert_export_is_clean(server: Server) -> None:
    """What an administrator decrypts holds no card either."""
    records = CallRecords(server.database)
    rows = exported(records.events_after("c1", 0), records.utterances("c1"))
    assert rows and [text for row in rows for text in strings(row) if leaks(text)] == []
    stored = records.load("c1")
    assert stored is not None and len(stored.inputs) > len(LINES)
    assert [text for given in stored.inputs for text in strings(msgspec.to_builtins(given)) if leaks(text)] == []
    assert [note for note in strings([dict(row) for row in records.feedback("c1")]) if leaks(note)] == []


def test_the_reader_finds_what_it_looks_for() -> None:
    assert leaks("It is four two double eight") == ["4288"]
    assert leaks("card 4288-0135") and not leaks("*** 802, 1,500 and four two")
