"""A model server must stand inside the house: which addresses are, and which are not.

In comes a URL or a host; out comes nothing, or `EngineMisset` with what to do.  Used by `openai_server` when it is
opened and by
`bounded_http` before each request, because a name may come to mean another machine while the server runs.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from .errors import EngineMisset

_INSIDE = tuple(ipaddress.ip_network(net) for net in (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
"""Loopback and the networks that no router of the internet passes on.  Link-local is none of them: cloud metadata
answers there."""


def listed(hosts: str) -> frozenset[str]:
    """The hosts of a comma-separated list, lower case."""
    return frozenset(host.strip().lower() for host in hosts.split(",") if host.strip())


def host_of(url: str) -> str:
    """The host of a model server's URL.

    Raises:
        EngineMisset: no http(s) URL with a host, or a secret stands in it.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise EngineMisset(f"assistance.base_url is {url!r}; expected something like http://127.0.0.1:8000/v1")
    if parts.username or parts.password or parts.query:
        raise EngineMisset(
            "assistance.base_url holds a name, a password or a query; put the secret into llm.key in the "
            "state directory instead"
        )
    return host.lower()


def require_inside(host: str, allowed: Collection[str] = ()) -> None:
    """Refuse a host that is, or may be, outside the house; `allowed` names those that the administrator vouches for.

    Raises:
        EngineMisset: says which setting lets it pass.
    """
    if host.lower() in allowed:
        return
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise EngineMisset(f"the model server's name {host!r} is not known here; correct assistance.base_url") from None
    outside = [address for address in sorted(map(str, found)) if not inside(address)]
    if outside:
        raise EngineMisset(
            f"the model server {host!r} is at {outside[0]}, which is no private address; nothing of a call may leave "
            "the building. If this machine is yours, add its name to assistance.allowed_hosts"
        )


def inside(address: str) -> bool:
    """True for loopback and private addresses."""
    try:
        one = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped is not None:
        one = one.ipv4_mapped
    return any(one in net for net in _INSIDE if net.version == one.version)
