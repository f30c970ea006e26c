"""Inside the house or not."""

from __future__ import annotations

import socket
from typing import Any

import httpx2
import pytest

from server.assist.engines.addresses import host_of, inside, listed, require_inside
from server.assist.engines.bounded_http import BoundedTransport
from server.assist.engines.errors import EngineMisset


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "172.31.0.9", "192.168.4.5", "::1", "fd00::7", "::ffff:10.0.0.1"]
)
def test_private_addresses_are_inside(address: str) -> None:
    assert inside(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "172.32.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "2001:db8::1",
        "::ffff:8.8.8.8",
        "fe80::1%eth0",
        "0.0.0.0",
        "nonsense",
    ],
)
def test_others_are_not(address: str) -> None:
    assert not inside(address)


def test_a_listed_host_passes_whatever_its_address() -> None:
    require_inside("models.example", listed(" Models.Example , other"))
    with pytest.raises(EngineMisset, match="not known here"):
        require_inside("models.invalid")


def test_one_address_outside_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def two(*_args: Any, **_more: Any) -> list[Any]:
        return [(0, 0, 0, "", ("10.0.0.1", 0)), (0, 0, 0, "", ("93.184.216.34", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", two)
    with pytest.raises(EngineMisset, match=r"93\.184\.216\.34"):
        require_inside("models.internal")


@pytest.mark.parametrize("url", ["", "127.0.0.1:8000", "http://", "http://[::1", "http://h:port/v1"])
def test_no_url(url: str) -> None:
    with pytest.raises(EngineMisset):
        host_of(url)


async def test_a_name_that_comes_to_mean_another_machine_is_refused_before_the_request() -> None:
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200)
    transport = BoundedTransport(httpx2.MockTransport(answer), ())
    async with httpx2.AsyncClient(transport=transport) as client:
        with pytest.raises(EngineMisset):
            await client.get("http://8.8.8.8/v1")
    assert sent == []
