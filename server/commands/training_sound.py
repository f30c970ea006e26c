"""`seatmate-server training check --sound`: the good agent's calls spoken and heard, their events held against the text's.

In: played calls.  Out: a row a scenario and the sums: how much was heard wrongly, which events came again.  It measures
recogniser and assistance together, on synthetic voices: the customer's over a telephone band, the trainee's not.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from models.asr import load_recogniser
from protocol.message import Channel
from server.content.playbook import Playbook
from server.evaluation.running import UNHURRIED
from server.practice.over_sound import OverSound, Rehearing
from server.practice.self_test import Played
from server.practice.voicing import Voicing
from server.speech.scheduler import Scheduler

_SIDES: tuple[Channel, ...] = ("agent", "customer")


def rehear(played: Sequence[tuple[Playbook, Played]], model: str | None) -> list[OverSound]:
    """Speak and hear these calls with a recogniser (None: the one that the server would take), and print a row for each.

    Raises:
        ModelError, SpeechSynthesisError: nothing hears, nothing speaks; each says what to do.
    """
    return asyncio.run(_rehear(played, model))


async def _rehear(played: Sequence[tuple[Playbook, Played]], model: str | None) -> list[OverSound]:
    recogniser = load_recogniser(model)
    voicing = Voicing(synthetic_ears=recogniser.info.synthetic_only)
    scheduler = Scheduler(recogniser, UNHURRIED)
    rehearing = Rehearing(voicing, scheduler)
    found: list[OverSound] = []
    print(f"over sound, {recogniser.info.model}: heard wrongly; events kept, lost, gained")
    try:
        for playbook, one in played:
            found.append(await rehearing.hear(playbook, playbook.practice[one.scenario], one))
            print(f"  {found[-1].scenario}, {found[-1].difficulty}: {_words(found[-1:])}")
    finally:
        scheduler.close()
        await voicing.close()
    if found:
        print(f"  all: {_words(found)}")
        for kind in sorted({kind for one in found for kind in (*one.kept, *one.lost, *one.gained)}):
            kept, lost, gained = (sum(counts[kind] for counts in part) for part in _parts(found))
            print(f"    {kind}: {kept} kept, {lost} lost, {gained} gained")
    return found


def rows(found: Sequence[OverSound]) -> list[dict[str, Any]]:
    """For the JSON result."""
    return [{"scenario": one.scenario, "difficulty": one.difficulty, "error_rate": round(one.error_rate, 4),
             "error_rates": {side: round(one.wrong[side] / max(1, one.wanted[side]), 4) for side in _SIDES},
             "audio_s": round(one.audio_s, 1), "kept": dict(one.kept), "lost": dict(one.lost), "gained": dict(one.gained)}
            for one in found]


def _parts(found: Sequence[OverSound]) -> tuple[list[Counter[str]], ...]:
    return [one.kept for one in found], [one.lost for one in found], [one.gained for one in found]


def _words(found: Sequence[OverSound]) -> str:
    kept, lost, gained = (sum(counts.total() for counts in part) for part in _parts(found))
    wrong = {side: sum(one.wrong[side] for one in found) / max(1, sum(one.wanted[side] for one in found)) for side in _SIDES}
    return f"{wrong['agent']:.1%} of the trainee, {wrong['customer']:.1%} of the customer; {kept}, {lost}, {gained}"
