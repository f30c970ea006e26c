"""`seatmate devices` on real devices: two null outputs of a PulseAudio that the tests start."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from typing import Any

import pytest

from copilot_app import devices_command
from copilot_app.devices_command import show_devices
from copilot_app.settings import Settings


def test_it_lists_listens_and_says_what_was_heard(sound_server: Any, make_tone: Any) -> None:
    settings = replace(Settings(), agent_device="pulse:agent.monitor", customer_device="pulse:customer.monitor")
    players: list[Any] = []
    later = threading.Timer(0.8, lambda: players.append(sound_server.play("customer", make_tone(440, 1.5))))
    later.start()
    out = io.StringIO()
    assert show_devices(settings, check_s=4.0, out=out) == 0
    later.join()
    players[0].wait(10)
    text = out.getvalue()
    assert "pulse:customer.monitor" in text and "<- used for the customer" in text
    assert "customer: heard" in text and "agent: silent" in text


def test_a_chosen_device_that_is_gone_is_said(sound_server: Any) -> None:
    out = io.StringIO()
    assert show_devices(replace(Settings(), agent_device="pulse:headset"), check_s=0, out=out) == 1
    assert "headset" in out.getvalue() and "not connected" in out.getvalue()


def test_nothing_to_record_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices_command, "list_devices", list)
    out = io.StringIO()
    assert show_devices(Settings(), out=out) == 1
    assert "No device can be recorded" in out.getvalue() and "plug one in" in out.getvalue()
