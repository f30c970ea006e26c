"""The guided check: a chirp is found in noise, and what is wrong is named; on real outputs of a sound server too."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copilot_app.capture import pulse
from copilot_app.capture.devices import SoundDevice, list_devices
from copilot_app.capture.outputs import SoundOutput, choose_output, far_side, list_outputs
from copilot_app.errors import NoOutput
from copilot_app.voice import bridge_check
from copilot_app.voice.bridge_check import CheckResult, check_bridge, chirp, find_chirp

OUTPUT = SoundOutput(id="MME:CABLE Input (VB)", name="CABLE Input (VB)", backend="portaudio", rate_hz=48_000, channels=2,
                     index=3, is_cable=True)


def far(name: str, role: Any = "virtual") -> SoundDevice:
    return SoundDevice(id=name, name=name, role=role, backend="portaudio", rate_hz=48_000, channels=2)


def test_the_chirp_is_found_to_the_sample_in_noise() -> None:
    random = np.random.default_rng(1)
    sound = (0.05 * random.standard_normal(32_000)).astype(np.float32)
    sound[5_000:5_000 + len(chirp())] += 0.3 * chirp()
    at, likeness = find_chirp(sound)
    assert at == 5_000 and likeness > 0.5
    assert find_chirp(sound[:4_000]) == (0, 0.0)
    _, noise = find_chirp((0.05 * random.standard_normal(32_000)).astype(np.float32))
    assert noise < 0.2


@pytest.mark.parametrize(("gain", "noise", "code"), [(0.5, 0.0, ""), (0.0, 0.0, "bridge.silent"),
                                                    (0.0, 0.2, "bridge.wrong_device")])
def test_what_arrives_decides(gain: float, noise: float, code: str) -> None:
    random = np.random.default_rng(2)
    sound = (noise * random.standard_normal(24_000)).astype(np.float32)
    sound[8_000:8_000 + len(chirp())] += gain * chirp()
    result = bridge_check._verdict(sound, 101.5, 100.4, OUTPUT, far("CABLE Output (VB)"))
    assert result.code == code and result.passed is not bool(code)
    assert result.far == "CABLE Output (VB)"
    assert result.delay_ms == (100 if not code else -1)


def test_the_far_side_of_a_cable_is_found_by_its_name() -> None:
    devices = [far("Microphone", "microphone"), far("CABLE Output (VB)"), far("BlackHole 2ch")]
    found = far_side(OUTPUT, devices)
    assert found is not None and found.name == "CABLE Output (VB)"
    hole = SoundOutput(id="x", name="BlackHole 2ch", backend="portaudio", rate_hz=48_000, channels=2, index=1)
    found = far_side(hole, devices)
    assert found is not None and found.name == "BlackHole 2ch"
    assert far_side(SoundOutput(id="y", name="Headphones", backend="portaudio", rate_hz=48_000, channels=2, index=0),
                    devices) is None


def test_no_output_and_one_that_is_not_plugged_in() -> None:
    with pytest.raises(NoOutput, match="not connected"):
        choose_output([OUTPUT], "gone")
    with pytest.raises(NoOutput, match="headset"):
        choose_output([OUTPUT])
    assert choose_output([OUTPUT], OUTPUT.id) is OUTPUT


def test_real_outputs_are_listed_set_up_and_checked(sound_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge_check, "_LISTEN_S", 1.0)
    outputs = {output.id: output for output in list_outputs()}
    assert {"pulse:customer", "pulse:agent"} <= set(outputs) and all(output.is_cable for output in outputs.values())
    assert check_bridge("") == CheckResult("bridge.none")
    assert check_bridge("pulse:gone").code == "bridge.lost"
    assert bridge_check.can_set_up()
    made = bridge_check.set_up()
    assert bridge_check.made_here(made) and bridge_check.set_up() == made, "making it twice makes it once"
    try:
        result = check_bridge(made)
        assert result.passed and 0 <= result.delay_ms < 1_000 and result.level_dbfs > -20, result
        assert "microphone" in result.far, "the softphone is offered a microphone, not a monitor"
        monkeypatch.setattr(bridge_check, "list_devices",
                            lambda: [device for device in list_devices() if device.source == "customer.monitor"])
        assert check_bridge(made).code == "bridge.wrong_device"
        monkeypatch.setattr(bridge_check, "far_side", lambda output, devices: devices[0])
        assert check_bridge(made).code == "bridge.silent"
    finally:
        for line in pulse.pactl("list", "short", "modules").splitlines()[::-1]:
            if bridge_check.NULL_SINK in line:
                pulse.pactl("unload-module", line.split("\t")[0])
    assert check_bridge(made).code == "bridge.lost"
