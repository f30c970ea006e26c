"""The real server process under the demo's watch."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from copilot_app.demo.server import DemoServer
from copilot_app.errors import DemoFailed
from copilot_app.link.enrolling import new_key_pair


def test_a_killed_server_comes_back_at_the_same_address_with_the_same_key(tmp_path: Path) -> None:
    key = next(pair.public for pair in iter(new_key_pair, None) if pair.public.startswith("-"))
    server = DemoServer(tmp_path, key)
    server.start()
    try:
        address = server.wait_ready()
        assert address.endpoint.startswith("tcp://127.0.0.1:") and len(address.public_key) == 40
        assert server.revive() == ""
        first = server.pid
        os.kill(first, signal.SIGKILL)
        until_s = time.monotonic() + 60
        how = ""
        while not how and time.monotonic() < until_s:
            how = server.revive()
            time.sleep(0.02)
        assert how == f"signal {int(signal.SIGKILL)}" and server.pid != first and server.restarts == 1
        assert server.wait_ready() == address
    finally:
        server.stop()
    server.stop()


def test_a_server_that_can_not_start_is_quoted(tmp_path: Path) -> None:
    server = DemoServer(tmp_path, "no key")
    server.start()
    with pytest.raises(DemoFailed, match="--demo-client-key"):
        server.wait_ready(60)
    server.stop()
