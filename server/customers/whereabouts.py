"""What time is it where the customer is?  The customer's record and number in, time zones and how they are known out.

The record's own zone goes before its state, the state before the number, and a number that tells nothing leaves the house's own
clock.  Several zones mean that any of them may be right: who calls keeps to the hours of all.  Next:
`server.calls.dialling`, `server.calls.opening`, `server.compliance.calling_hours`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from protocol.dialling import ZoneFrom

from .us_zones import COUNTRY_WIDE, zones_of_code, zones_of_state

log = logging.getLogger(__name__)

TIME_ZONE, STATE = "time_zone", "state"
"""Fields of the record: an IANA name, a state or region."""
_COUNTRIES = {
    "86": "Asia/Shanghai", "852": "Asia/Hong_Kong", "853": "Asia/Macau", "886": "Asia/Taipei", "81": "Asia/Tokyo",
    "82": "Asia/Seoul", "65": "Asia/Singapore", "66": "Asia/Bangkok", "60": "Asia/Kuala_Lumpur", "91": "Asia/Kolkata",
    "44": "Europe/London",
    "49": "Europe/Berlin", "33": "Europe/Paris", "39": "Europe/Rome", "31": "Europe/Amsterdam",
    "32": "Europe/Brussels",
    "41": "Europe/Zurich", "43": "Europe/Vienna", "45": "Europe/Copenhagen", "46": "Europe/Stockholm", "47": "Europe/Oslo",
    "48": "Europe/Warsaw", "420": "Europe/Prague", "421": "Europe/Bratislava", "36": "Europe/Budapest", "353": "Europe/Dublin",
    "358": "Europe/Helsinki", "30": "Europe/Athens", "352": "Europe/Luxembourg", "34": "Europe/Madrid Atlantic/Canary",
    "351": "Europe/Lisbon Atlantic/Azores", "40": "Europe/Bucharest", "359": "Europe/Sofia", "385": "Europe/Zagreb",
    "386": "Europe/Ljubljana", "370": "Europe/Vilnius", "371": "Europe/Riga", "372": "Europe/Tallinn", "356": "Europe/Malta",
    "357": "Asia/Nicosia"}
"""Calling code -> zones, of countries with one or two."""


class Whereabouts(msgspec.Struct, frozen=True):
    """Where a customer may be."""

    zones: tuple[str, ...] = ()
    """IANA names; empty: nobody knows, and the house's own clock counts."""
    known_from: ZoneFrom = "house"


def whereabouts(record: Mapping[str, str], phone: str) -> Whereabouts:
    """Where the customer is.

    Args:
        record: field -> value; a zone or state that does not exist is passed over.
        phone: in international form; empty if it is not known.
    """
    for zones, known_from in ((tuple(record.get(TIME_ZONE, "").split()), "record"),
                              (zones_of_state(record.get(STATE, "")), "state"), (zones_of_number(phone), "number")):
        if zones and all(exists(zone) for zone in zones):
            return Whereabouts(zones, known_from)  # type: ignore[arg-type]
    return Whereabouts()


def zones_of_number(phone: str) -> tuple[str, ...]:
    """Zones of a number in international form: of its area code in North America, else of its country."""
    digits = phone.removeprefix("+")
    if not phone.startswith("+") or not digits.isdigit():
        return ()
    if digits.startswith("1"):
        return (zones_of_code(digits[1:4]) or COUNTRY_WIDE) if len(digits) == 11 else ()
    return next((tuple(_COUNTRIES[digits[:length]].split()) for length in (3, 2) if digits[:length] in _COUNTRIES), ())


def exists(zone: str) -> bool:
    """Whether this machine knows the zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # the system's zone files, or the package tzdata
        log.warning("the time zone %r is not known on this machine; install tzdata, or correct the record", zone[:40])
        return False
    return True
