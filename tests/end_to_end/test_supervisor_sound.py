"""Stepping in with real sound: server, an agent's and a supervisor's client as processes, null outputs for every device.

What the supervisor says arrives in the headset and on the line exactly when the mode says so, and the line always has one owner,
also when either side is killed.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.copilot_app.sound_server import SoundServer
from tests.end_to_end.sound_hall import HEARD, Desk, Ears, Hall, Sound, hall, sweep

VOICE, AGENT, CUSTOMER = sweep(400, 3_000), sweep(2_800, 500), sweep(1_200, 300)
PATIENCE_S = 60.0
"""What a busy machine tore to pieces on its way is said again, for so long."""
REACHES = {"listen": (False, False, True), "whisper": (True, False, True), "barge": (True, True, True),
           "takeover": (True, True, False)}
"""Mode -> the supervisor is heard in the headset, and on the line; the agent is heard on the line."""


def _says(desk: Desk, mode: str) -> None:
    desk.tell(observe=mode)
    said = desk.until(lambda said: "observing" in said or "error" in said)
    assert said.get("observing") == mode, said
    time.sleep(0.25)


def _heard(place: Hall, **spoken: Sound) -> dict[str, float | None]:
    """Delay of the supervisor's voice in headset and bridge in ms, of the agent's (`own`) 0; None: not heard."""
    before = place.speak(**spoken)
    found = {name: ears.delay_ms(VOICE, before[name]) for name, ears in place.ears.items()} if "boss_mic" in spoken else {}
    found["own"] = 0.0 if place.ears["bridge"].likeness(AGENT, before["bridge"]) > HEARD else None
    assert place.ears["headset"].likeness(AGENT, before["headset"]) < HEARD
    return found


def _check(place: Hall, mode: str) -> None:
    """Supervisor and agent speak at once; who arrives where?  A stutter of a busy machine is asked again, a leak never."""
    wanted = dict(zip(("headset", "bridge", "own"), REACHES[mode], strict=True))
    until_s = time.monotonic() + PATIENCE_S
    while True:
        found = _heard(place, boss_mic=VOICE, agent=AGENT)
        for name, reaches in wanted.items():
            assert reaches or found[name] is None, f"{mode}: heard in {name}"
        if all(found[name] is not None for name, reaches in wanted.items() if reaches):
            break
        assert time.monotonic() < until_s, f"{mode}: {found}"
    print(f"{mode}: " + ", ".join(f"{name} after {found[name]:.0f} ms" for name in ("headset", "bridge") if found[name]))


@pytest.mark.timeout(300)
def test_a_supervisor_is_heard_exactly_where_the_mode_says(tmp_path: Path, sound_server: SoundServer) -> None:
    with hall(tmp_path, sound_server) as place:
        agent = place.agent()
        supervisor = place.supervisor()
        _says(supervisor, "listen")
        listening = Ears("customer", "boss_ear")
        try:
            time.sleep(0.7)
            delay_ms, until_s = None, time.monotonic() + PATIENCE_S
            while delay_ms is None:
                assert time.monotonic() < until_s, "the customer is not in the supervisor's ear"
                since = listening.now()
                place.speak(customer=CUSTOMER)
                delay_ms = listening.delay_ms(CUSTOMER, since)
            print(f"listen: the customer is in the supervisor's ear after {delay_ms:.0f} ms")
        finally:
            listening.stop()
        for mode in REACHES:
            if mode != "listen":
                _says(supervisor, mode)
            _check(place, mode)
        agent.until(lambda said: said.get("state", {}).get("owner") == "supervisor")

        supervisor.process.kill()
        killed_s = time.monotonic()
        agent.until(lambda said: said.get("state", {}).get("owner") == "agent", timeout_s=60)
        print(f"the agent has the line again {time.monotonic() - killed_s:.1f} s after the supervisor's client was killed")
        _check(place, "listen")

        supervisor = place.supervisor("spare_mic")
        _says(supervisor, "takeover")
        agent.until(lambda said: said.get("state", {}).get("owner") == "supervisor")
        # silence is sent as well, so what comes has begun to come
        time.sleep(0.5)
        place.unplug("spare_mic")
        unplugged_s = time.monotonic()
        supervisor.until(lambda said: said.get("problem") == "talk.mic_lost")
        supervisor.until(lambda said: said.get("observing") == "listen")
        agent.until(lambda said: said.get("state", {}).get("owner") == "agent")
        print(f"the agent has the line again {time.monotonic() - unplugged_s:.1f} s after the supervisor's microphone was unplugged")
        _check(place, "listen")
        supervisor.end()

        supervisor = place.supervisor()
        _says(supervisor, "takeover")
        agent.until(lambda said: said.get("state", {}).get("owner") == "supervisor")
        agent.process.kill()
        before = place.speak(boss_mic=VOICE)
        for name, ears in place.ears.items():
            assert ears.likeness(VOICE, before[name]) < HEARD, "nothing of the supervisor flows on without the agent's client"
