"""A whole sentence is over sooner than one that may go on: in a call, packet by packet."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from models.asr import Recognition
from protocol.message import PACKET_SAMPLES
from protocol.transcript import Final
from tests.server.calls.conftest import OpenCall
from tests.server.fakes import LevelRecogniser, eventually, pcm, speech

SILENT = 4
"""Packets of silence: more than a whole sentence waits for, less than any other utterance."""


class Sentence(LevelRecogniser):
    """Writes this, whatever is said."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _recognition(self, window: NDArray[np.float32]) -> Recognition:  # type: ignore[override]
        return Recognition(self.text if window.any() else "", -0.1, 0.0, 1.0, "en")


@pytest.mark.parametrize(("text", "over"), [("I lost my card.", True), ("I lost my card because", False)])
async def test_four_silent_packets_end_a_whole_sentence_only(open_call: OpenCall, text: str, over: bool) -> None:
    server, client = await open_call(speech=speech(Sentence(text)))
    session = server.calls.session("c1")
    assert session is not None
    hearing, partials = session._intake._channels["customer"], session._transcribing._partials
    sound = [*pcm(11, 20), *pcm(0, SILENT)]
    for number, packet in enumerate(sound):
        await client.speak("c1", "customer", [packet], first=number)
        heard = (number + 1) * PACKET_SAMPLES
        await eventually(partial(lambda end: hearing.heard_sample >= end and hearing._task is None and not partials, heard))
    ear = hearing._ear
    assert ear is not None and (ear.open_start_sample is None) == over
    if over:
        assert (await client.until(Final)).text == text
