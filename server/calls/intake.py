"""Both channels' sound of one call: packets checked and put in order, holes asked for, the end awaited.

In: packets and what the client says of them (`session`).  Out: sound in order to each channel's `hearing`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from protocol.audio import Missing, Packet, PacketsGone
from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLES_PER_MS, Channel
from server.errors import CallRefused

from .hearing import ChannelHearing, Listeners
from .packets import Lost, Sound
from .parts import CallParts
from .plausible import last_packet, lost_range, packet_number
from .recording import Recording

log = logging.getLogger(__name__)

PACKET_BYTES = PACKET_SAMPLES * 2
_LOOK_S = 0.05


class Intake:
    """The sound of one call."""

    def __init__(self, call: str, positions: dict[Channel, int], recording: Recording, listeners: Listeners,
                 parts: CallParts, keep: Callable[[Channel, Sequence[Sound | Lost]], None]) -> None:
        """`keep` is given a channel's sound in order too."""
        self._call = call
        self._keep = keep
        self._end_timeout_s = parts.settings.end_timeout_s
        self._channels: dict[Channel, ChannelHearing] = {
            channel: ChannelHearing(channel, positions[channel], parts.make_ear, recording, listeners, parts.workbench)
            for channel in CHANNELS}
        self._asked_at: dict[Channel, int] = dict.fromkeys(CHANNELS, -1)
        self._last_number: dict[Channel, int] | None = None
        self._closed = False

    def start(self) -> None:
        """Begin to listen."""
        for hearing in self._channels.values():
            hearing.start()

    async def stop(self) -> None:
        """Stop at once."""
        self._closed = True
        for hearing in self._channels.values():
            await hearing.stop()

    @property
    def heard_ms(self) -> int:
        """Call time up to which sound was heard, of the channel that is farther."""
        return max(hearing.heard_sample for hearing in self._channels.values()) // SAMPLES_PER_MS

    def clear_sample(self, channel: Channel) -> int:
        """Nothing that is still to be said on this channel starts before this sample."""
        return self._channels[channel].clear_sample

    def open_sound(self, channel: Channel) -> Sequence[tuple[int, NDArray[np.int16]]]:
        """What is being said on this channel and is not handed out yet."""
        return self._channels[channel].open_sound

    def set_partial_interval(self, interval_ms: int) -> None:
        """How much new speech a partial waits for."""
        for hearing in self._channels.values():
            hearing.partial_interval_ms = interval_ms

    def hold(self, channel: Channel, start_sample: int, more_ms: int) -> None:
        """The speaker of this utterance is only pausing: wait so much longer for the end of it."""
        self._channels[channel].hold(start_sample, more_ms)

    def finished(self, channel: Channel, start_sample: int, end_sample: int) -> None:
        """The utterance that starts and may end there is a whole sentence: less silence ends it."""
        self._channels[channel].finished(start_sample, end_sample)

    def packets(self, packets: Sequence[Packet]) -> tuple[Sequence[Packet], CallRefused | None]:
        """Take packets that came together; those of this call's format, and what is wrong with the last of the others."""
        refused: CallRefused | None = None
        wrong: list[Packet] = []
        taken: dict[Channel, list[Sound | Lost]] = {}
        for packet in packets:
            channel, number, pcm = packet.channel, packet.number, packet.pcm
            hearing = self._channels[channel]
            if not 0 < len(pcm) <= PACKET_BYTES or len(pcm) % 2:
                refused = CallRefused(f"a packet holds up to {PACKET_BYTES} bytes of 16 kHz 16-bit sound, this one "
                                      f"{len(pcm)}; update the workstation's program", code="audio.packet")
                wrong.append(packet)
                continue
            if not packet_number(number, hearing.order.next_number):
                refused = CallRefused(f"packet number {number} is out of place; start the call anew", code="audio.number")
                wrong.append(packet)
                continue
            parts = taken.get(channel)
            if parts is None:
                if hearing.full or self._closed:
                    continue
                parts = taken[channel] = []
            if self._last_number is None or number <= self._last_number[channel]:
                parts += hearing.order.arrived(number, pcm)
        for channel, parts in taken.items():
            self._keep(channel, parts)
            self._channels[channel].take(parts)
        return [packet for packet in packets if packet not in wrong] if wrong else packets, refused

    def gone(self, message: PacketsGone) -> None:
        """The client no longer holds these packets.

        Raises:
            CallRefused: the numbers can not be right.
        """
        hearing = self._channels[message.channel]
        if not lost_range(message.first, message.last, hearing.order.next_number):
            raise CallRefused("the missing packets named are out of place; start the call anew", code="audio.number")
        if not (hearing.full or self._closed):
            hearing.take(hearing.order.gone(message.first, message.last))

    def ask_for_missing(self, send: Callable[[Missing], None]) -> None:
        """Ask for the first hole of each channel, unless sound still comes in before it."""
        for channel, hearing in self._channels.items():
            moving = hearing.order.next_number != self._asked_at[channel]
            self._asked_at[channel] = hearing.order.next_number
            hole = (hearing.order.missing() if self._last_number is None
                    else hearing.order.missing_before_end(self._last_number[channel]))
            if hole is not None and not moving:
                send(Missing(call=self._call, channel=channel, first=hole[0], last=hole[1]))

    async def finish(self, last_number: dict[Channel, int] | None, present: Callable[[], bool]) -> None:
        """Hear everything up to the last packets, or what there is if they are not known or impossible; then stop.

        Packets that do not come are given up after a while without progress during which the client was there.
        """
        if last_number is not None and not all(
                last_packet(number, self._channels[channel].order.next_number) for channel, number in last_number.items()):
            log.warning("call %s ends with an impossible packet number; it ends with the sound there is", self._call)
            last_number = None
        self._last_number = last_number
        if last_number is not None:
            await self._all_arrived(last_number, present)
        self._closed = True
        for channel, hearing in self._channels.items():
            hearing.take(hearing.order.give_up(None if last_number is None else last_number[channel]))
            await hearing.finish()

    async def _all_arrived(self, last: dict[Channel, int], present: Callable[[], bool]) -> None:
        waited_s, seen = 0.0, -1
        while any(self._channels[channel].order.next_number <= last[channel] for channel in CHANNELS):
            progress = sum(hearing.order.next_number for hearing in self._channels.values())
            if progress != seen or not present():
                waited_s, seen = 0.0, progress
            if waited_s >= self._end_timeout_s:
                log.warning("call %s ended without all of its sound", self._call)
                return
            await asyncio.sleep(_LOOK_S)
            waited_s += _LOOK_S
