"""A bank's CRM as a connector: customers by id or by phone, as `docs/customer-record.openapi.yaml` describes.

In: an id or a number.  Out: records whose every field was checked, and the fields that were left out.  After a few
failures in a row the CRM is left alone for a while, so that calls do not wait for a system that is down.  Next:
`desk`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .asking import Address, Bounds, ask
from .errors import CrmFailed
from .fields import FieldTable
from .reading import read_record
from .record import MOST_MATCHES, Fault, Record


@dataclass(frozen=True)
class Found:
    """What a connector knows."""

    records: tuple[Record, ...] = ()
    faults: tuple[Fault, ...] = ()
    """What of its answer was left out."""


class Breaker:
    """Counts failures in a row; open, it refuses for a while, then lets one question through to see."""

    def __init__(self, failures: int, pause_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._pause_s, self._clock = failures, pause_s, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until_s = 0.0

    def check(self) -> None:
        """Raises `CrmFailed` (`paused`) while the CRM is left alone."""
        with self._lock:
            left_s = self._open_until_s - self._clock()
            if self._failures >= self._most:
                if left_s > 0:
                    raise CrmFailed("paused", f"the CRM failed {self._failures} times; it is asked again in {left_s:.0f} s")
                # whoever comes first tries; the others wait for the outcome
                self._open_until_s = self._clock() + self._pause_s

    def failed(self) -> None:
        """One more failure."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._open_until_s = self._clock() + self._pause_s

    def worked(self) -> None:
        """It answers."""
        with self._lock:
            self._failures = 0


class Crm:
    """The CRM.  Its methods block for at most `Bounds.total_s`; called in worker threads."""

    name = "crm"

    def __init__(self, address: Address, bounds: Bounds, breaker: Breaker, table: FieldTable, country: str,
                 token: Callable[[], str]) -> None:
        self._address, self._bounds, self._breaker = address, bounds, breaker
        self._table, self._country, self._token = table, country, token

    def by_id(self, customer_id: str) -> Found:
        """The customer of this id, if there is one.

        Raises:
            CrmFailed: no usable answer.
        """
        answer = self._ask("GET", f"/customers/{quote(customer_id, safe='')}", None)
        found = Found() if answer is None else self._records([answer])
        if any(record.customer_id != customer_id for record in found.records):
            raise self._malformed("the CRM answers with another customer than it was asked for")
        return found

    def by_phone(self, phone: str) -> Found:
        """The customers with this number (`+8613800007315`).

        Raises:
            CrmFailed: no usable answer.
        """
        # in the body: addresses end up in the logs of every proxy on the way
        answer = self._ask("POST", "/customers/search", {"phone": phone})
        entries = answer.get("customers") if isinstance(answer, Mapping) else None
        if answer is not None and not isinstance(entries, list):
            raise self._malformed("the CRM's answer to a search holds no list of customers")
        return self._records(entries or [])

    def _records(self, entries: list[Any]) -> Found:
        if len(entries) > MOST_MATCHES:
            raise self._malformed(f"the CRM names {len(entries)} customers for one number")
        records: list[Record] = []
        faults: list[Fault] = []
        for entry in entries:
            record, found = read_record(entry, self._table, self._country)
            if record is None:
                raise self._malformed(f"the CRM's answer is not as agreed: {found[0].text}")
            records.append(record)
            faults += found
        if len({record.customer_id for record in records}) < len(records):
            raise self._malformed("the CRM names one customer twice")
        return Found(tuple(records), tuple(faults))

    def _ask(self, method: str, path: str, body: dict[str, str] | None) -> Any:
        self._breaker.check()
        headers = {"Accept": "application/json", "User-Agent": "seatmate-server"}
        token = self._token()
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            answer = ask(self._address, method, path, headers, None if body is None else json.dumps(body).encode(),
                         self._bounds)
        except CrmFailed:
            self._breaker.failed()
            raise
        self._breaker.worked()
        return answer

    def _malformed(self, text: str) -> CrmFailed:
        self._breaker.failed()
        return CrmFailed("malformed", text)
