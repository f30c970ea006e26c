"""One HTTPS question to another system of the house: bounded in time and size, no redirect, no proxy.

In: a request.  Out: the JSON of the answer, or `CrmFailed` with the reason.  The standard library's client is used
because every bound has to be set here: total time, bytes, no redirect, no environment.  Next: `crm`.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .errors import CrmFailed, CrmSettings

_CHUNK = 16 * 1024


@dataclass(frozen=True)
class Bounds:
    """How long and how much."""

    connect_s: float
    """Until the connection stands."""
    total_s: float
    """Until the whole answer is there, connecting included."""
    bytes: int
    """Of the answer's body."""


class Address:
    """Where a system of the house is: an https address, or http on this machine or in the private network."""

    def __init__(self, url: str, ca_file: Path | None = None) -> None:
        """Check the address and load the certificate authority, if the house has its own.

        Raises:
            CrmSettings: not such an address, or the file is no certificate.
        """
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            raise CrmSettings(f"{url!r}: the port is no number") from None
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or parts.query or parts.fragment:
            raise CrmSettings(f"{url!r} is no address of a CRM; expected https://HOST[:PORT][/PATH] without user or query")
        if parts.scheme == "http" and not _nearby(parts.hostname):
            raise CrmSettings(f"{url!r} is not encrypted and {parts.hostname} is not in the house; use https")
        self.host = parts.hostname
        self.port = port or (443 if parts.scheme == "https" else 80)
        self.path = parts.path.rstrip("/")
        self.context: ssl.SSLContext | None = None
        if parts.scheme == "https":
            try:
                self.context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
            except (OSError, ssl.SSLError) as error:
                raise CrmSettings(f"{ca_file} can not be used as certificate authority: {error}") from error
        elif ca_file is not None:
            raise CrmSettings("a certificate authority is set for an address without https")


def ask(address: Address, method: str, path: str, headers: dict[str, str], body: bytes | None, bounds: Bounds) -> Any:
    """The JSON of the answer, None for "404 there is none".

    Raises:
        CrmFailed: with the reason; the text names no value of the answer.
    """
    deadline_s = time.monotonic() + bounds.total_s
    connection = _connection(address, min(bounds.connect_s, bounds.total_s))
    # a peer that drips one byte a second never lets a read time out
    line = _Line(deadline_s)
    cut = threading.Timer(bounds.total_s, line.cut)
    cut.daemon = True
    cut.start()
    try:
        connection.connect()
        line.sock = connection.sock
        line.bound()
        connection.request(method, address.path + path, body, headers)
        with connection.getresponse() as response:
            return _read(response, line, bounds)
    except ssl.SSLCertVerificationError as error:
        raise CrmFailed("certificate", f"the CRM's certificate is not trusted: {error.verify_message}") from error
    except TimeoutError as error:
        raise CrmFailed("timeout", f"the CRM did not answer within {bounds.total_s:g} s") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline_s:
            raise CrmFailed("timeout", f"the CRM did not answer within {bounds.total_s:g} s") from error
        raise CrmFailed("unreachable", f"the CRM can not be reached ({type(error).__name__})") from error
    finally:
        cut.cancel()
        connection.close()


class _Line:
    """The socket under a question; the client's connection lets go of it as soon as the answer begins."""

    def __init__(self, deadline_s: float) -> None:
        self.sock: socket.socket | None = None
        self._deadline_s = deadline_s

    def bound(self) -> None:
        """No wait from here on lasts longer than the time that is left."""
        left_s = self._deadline_s - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        if self.sock is not None:
            self.sock.settimeout(left_s)

    def cut(self) -> None:
        """The time is over."""
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _read(response: http.client.HTTPResponse, line: _Line, bounds: Bounds) -> Any:
    status = response.status
    if 300 <= status < 400:
        raise CrmFailed("redirect", "the CRM sends us to another address, which is not followed")
    if status in (401, 403):
        raise CrmFailed("refused", "the CRM refuses our credential; set it anew with `seatmate-server customers credential`")
    if status == 404:
        return None
    if status != 200:
        raise CrmFailed("status", f"the CRM answers with status {status}")
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise CrmFailed("not_json", "the CRM's answer is not JSON")
    parts: list[bytes] = []
    size = 0
    while True:
        line.bound()
        part = response.read1(_CHUNK)
        if not part:
            break
        size += len(part)
        if size > bounds.bytes:
            raise CrmFailed("too_large", f"the CRM's answer is larger than {bounds.bytes // 1024} KiB")
        parts.append(part)
    line.bound()
    if response.length:
        raise CrmFailed("unreachable", "the CRM broke off in the middle of its answer")
    try:
        return json.loads(b"".join(parts), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise CrmFailed("not_json", "the CRM's answer is not JSON") from error


def _connection(address: Address, timeout_s: float) -> http.client.HTTPConnection:
    if address.context is not None:
        return http.client.HTTPSConnection(address.host, address.port, timeout=timeout_s, context=address.context)
    return http.client.HTTPConnection(address.host, address.port, timeout=timeout_s)


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _nearby(host: str) -> bool:
    """True for this machine and for addresses of a private network; a name can be pointed anywhere, so only `localhost`."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address.is_loopback or address.is_private
