"""The day so far of each team: the day's calls from the database, kept up by what the calls do.

In: finished calls' counts, live calls' pictures (`board`).  Out: `TeamFigures` to everybody with an open board, for the teams
whose calls the person may watch.  Training calls never count.  A call that ended while nobody counted it (the server was
killed) is counted from its stored events when the day is read.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from protocol.wallboard import TeamFigures
from server.clients import Client
from server.storage.calls import CallRecords, CallRow
from server.storage.errors import StorageError
from server.storage.supervision_figures import DayCall, Tally, TallyRecords

from .board import Board, RequiredOf
from .board_row import CallPicture, picture_of
from .grants import Rights
from .past_call import PastCall

log = logging.getLogger(__name__)


@dataclass
class _Counted:
    """One call of the day."""

    user: str
    opened_at: datetime
    tally: Tally | None
    """None while it is live."""


class DayFigures:
    """The figures of one server's day.  Used on the loop's thread."""

    def __init__(self, records: CallRecords, rights: Rights, board: Board, required_of: RequiredOf, *,
                 run: Callable[[Coroutine[Any, Any, None]], object],
                 now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._records = records
        self._tallies = TallyRecords(records.database)
        self._rights = rights
        self._board = board
        self._required_of = required_of
        self._run = run
        self._now = now
        self._day = ""
        self._reading = False
        self._calls: dict[str, _Counted] = {}
        self._sent: dict[tuple[Client, str], TeamFigures] = {}
        board.closed_calls.append(self._closed)

    def forget(self, client: Client) -> None:
        """The client closed its board or left; what it is told next begins anew."""
        self._sent = {key: figures for key, figures in self._sent.items() if key[0] is not client}

    async def beat(self) -> None:
        """Tell every reader what has changed."""
        readers = self._board.readers
        if not readers:
            return
        await self._read_day()
        if self._day:
            teams = self._by_team()
            for client in readers:
                self._tell(client, teams)

    def _tell(self, client: Client, teams: dict[str, list[tuple[str, _Counted]]]) -> None:
        person = self._rights.person(client.user)
        own = {person.team} if person is not None and person.role == "supervisor" else set()
        for team in sorted(own | {team for team, calls in teams.items() if self._may(client.user, calls)}):
            figures = self._figures(team, teams.get(team, []))
            if self._sent.get((client, team)) != figures:
                self._sent[client, team] = figures
                client.send(figures)

    def _may(self, user: str, calls: Iterable[tuple[str, _Counted]]) -> bool:
        other = next(((call, one) for call, one in calls if one.user != user), None)
        if other is None:
            return False
        row = CallRow(id=other[0], workstation="", user=other[1].user, lang="zh")
        return self._rights.decide(user, "watch", PastCall(row)).allowed

    def _by_team(self) -> dict[str, list[tuple[str, _Counted]]]:
        for call, entry in self._board.entries.items():
            row = entry.live.row
            if call not in self._calls and not row.training and (opened := _time(row.opened_at)) >= self._midnight():
                self._calls[call] = _Counted(row.user, opened, None)
        teams: dict[str, list[tuple[str, _Counted]]] = {}
        for call, one in self._calls.items():
            person = self._rights.person(one.user)
            teams.setdefault(person.team if person is not None else "", []).append((call, one))
        return teams

    def _figures(self, team: str, calls: list[tuple[str, _Counted]]) -> TeamFigures:
        now = self._now().astimezone()
        hours = [0] * (now.hour + 1)
        tallies, finished, live = [], [], 0
        for call, one in calls:
            hour = one.opened_at.astimezone(now.tzinfo).hour
            hours[min(hour, now.hour)] += 1
            tally = one.tally
            if tally is None:
                live += call in self._board.entries
                entry = self._board.entries.get(call)
                tally = entry.picture.tally if entry is not None and entry.ready.is_set() else Tally()
            else:
                finished.append(tally.length_ms)
            tallies.append(tally)
        return TeamFigures(
            team=team, day=self._day, calls=len(calls), live=live, alerts=sum(one.alerts for one in tallies),
            required=sum(one.required for one in tallies), said=sum(one.said for one in tallies),
            suggestions=sum(one.suggestions for one in tallies), accepted=sum(one.accepted for one in tallies),
            handling_s=round(sum(finished) / len(finished) / 1000, 1) if finished else 0.0, hours=tuple(hours))

    async def _read_day(self) -> None:
        """Read the day at its first beat, and again when another has begun."""
        midnight = self._midnight()
        day = midnight.date().isoformat()
        if day == self._day or self._reading:
            return
        self._reading = True
        try:
            found = await self._offload(partial(self._tallies.day, _text(midnight), _text(midnight + timedelta(days=1))))
            self._calls = {one.id: _Counted(one.user, _time(one.opened_at), one.tally or (None if one.live else Tally()))
                           for one in found}
            self._day = day
            for one in found:
                if one.tally is None and not one.live:
                    self._run(self._count(one))
        except StorageError as error:
            log.error("the figures of the day can not be read: %s", error)
        finally:
            self._reading = False

    async def _count(self, call: DayCall) -> None:
        """A call that ended uncounted."""
        try:
            tally = await self._offload(partial(self._counted, call.id))
        except StorageError as error:
            log.error("call %s is not in the figures of the day: %s", call.id, error)
            return
        if tally is not None and call.id in self._calls:
            self._calls[call.id].tally = tally

    def _counted(self, call: str) -> Tally | None:
        stored = self._records.load(call)
        if stored is None:
            return None
        tally = picture_of(stored.row, self._required_of(stored.row), self._records.events_after(call, 0),
                           self._tallies.suggestion_signs(call), 0.0).tally
        self._tallies.put(call, tally)
        return tally

    def _closed(self, picture: CallPicture) -> None:
        if picture.row.training:
            return
        tally = picture.tally
        if picture.row.id in self._calls:
            self._calls[picture.row.id].tally = tally
        elif self._day and _time(picture.row.opened_at) >= self._midnight():
            self._calls[picture.row.id] = _Counted(picture.row.user, _time(picture.row.opened_at), tally)
        self._run(self._keep(picture.row.id, tally))

    async def _keep(self, call: str, tally: Tally) -> None:
        try:
            await self._offload(partial(self._tallies.put, call, tally))
        except StorageError as error:
            # it is counted from its events when the day is read the next time
            log.error("the counts of call %s are not stored: %s", call, error)

    async def _offload(self, task: Callable[[], Any]) -> Any:
        return await asyncio.shield(self._records.database.offload(task))

    def _midnight(self) -> datetime:
        return self._now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
