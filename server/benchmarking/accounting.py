"""What became of everything that was said: a finished drive in, lags, losses and errors out.  Pure; `report` is next.

A line is *lost* if nothing came of it: no final covers it, no gap says why, and no stopwatch saw the recogniser hear it
and believe no word of it (then it is *rejected*).  Calls that the server refused count apart and lose nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLE_RATE_HZ, SAMPLES_PER_MS, Channel, Language
from protocol.transcript import Final
from server.evaluation.folding import units
from server.evaluation.scoring import edit_distance

from .client import Arrived, CallClient
from .conversation import Said
from .driving import TAIL_S, Drive

COVERED_SHARE = 0.5
"""Of a line, for it to count as heard."""
Watched = dict[tuple[Channel, int], list[dict[str, Any]]]
"""Channel and start (ms) -> utterances that the stopwatches saw there, of any call."""
STAGES = ("end_pointing", "hearing", "queue", "decode", "delivery")
"""Parts of a final's lag: silence waited for until the utterance counts as over; sound on its way and voice activity;
waiting for the recogniser; decoding; rules, commit and the way back.  What was decoded while the silence lasted took no time."""
_PACKETISATION_SAMPLES = PACKET_SAMPLES
_SAME_SAMPLES = 2 * SAMPLES_PER_MS


@dataclass(slots=True)
class Account:
    """All that was found out; lags in milliseconds, of the measured time only."""

    final_lag_ms: list[float] = field(default_factory=list)
    """Last voiced sample of an utterance -> its final at the client."""
    partial_lag_ms: list[float] = field(default_factory=list)
    """Last sample that a partial covers -> the partial at the client."""
    partial_interval_ms: list[float] = field(default_factory=list)
    """Between two partials of an utterance."""
    stages_ms: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in STAGES})
    lines: int = 0
    """Sentences that were said and count."""
    lost: int = 0
    rejected: int = 0
    gaps: int = 0
    """Lines that came back as a gap with a reason."""
    partials: int = 0
    refused_calls: int = 0
    refusals: dict[str, int] = field(default_factory=dict)
    """Code of the refusal -> calls."""
    cut_calls: int = 0
    """Calls whose server was gone, or that it never ended."""
    speech_s: float = 0.0
    errors: dict[Language, int] = field(default_factory=dict)
    """Language -> wrong units (Chinese characters, English words)."""
    sizes: dict[Language, int] = field(default_factory=dict)
    """Language -> units said."""
    asked_again: int = 0
    """Packets."""
    changed_words: float | None = None
    """Share of the characters shown as settled in partials that a later text took back; None without partials."""


def account(drive: Drive, figures: Mapping[str, Any]) -> Account:
    """Go through every call; `figures` are those of the server's stopwatches, empty if there were none."""
    found = Account()
    watched: Watched = defaultdict(list)
    for one in figures.get("utterances", ()):
        watched[one["channel"], one["start_sample"] // SAMPLES_PER_MS].append(one)
    kept, shown = 0, 0
    for client in drive.clients:
        if client.phase == "refused":
            found.refused_calls += 1
            code = client.received.errors[-1].code if client.received.errors else ""
            found.refusals[code] = found.refusals.get(code, 0) + 1
            continue
        found.cut_calls += not client.carried
        found.asked_again += client.received.missing
        first, last = _span(client, drive)
        found.speech_s += client.conversation.speech_s(first, last)
        for channel in CHANNELS:
            finals = [one for one in client.received.finals if one.message.channel == channel]
            said = [one for one in client.conversation.said[channel] if first <= one.end_sample <= last]
            _lags(found, client, channel, finals, watched, drive)
            _losses(found, client, said, finals, watched)
            _errors(found, client, said, finals)
        _partials(found, client, drive)
        client_kept, client_shown = settled(client)
        kept, shown = kept + client_kept, shown + client_shown
    found.changed_words = 1 - kept / shown if shown else None
    return found


def settled(client: CallClient) -> tuple[int, int]:
    """(kept, shown) characters that partials showed as settled: those of the next text of the utterance that are equal."""
    texts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for partial in client.received.partials:
        texts[partial.message.utterance].append((partial.message.text, partial.message.stable_chars))
    for final in client.received.finals:
        texts[final.message.utterance].append((final.message.text, 0))
    kept = shown = 0
    for shown_texts in texts.values():
        for (text, stable), (following, _) in pairwise(shown_texts):
            shown += stable
            kept += sum(one == other for one, other in zip(text[:stable], following, strict=False))
    return kept, shown


def _span(client: CallClient, drive: Drive) -> tuple[int, int]:
    """Samples of this call that are measured."""
    if not client.spoke_from_s:
        # never begun: everything it would have said is lost
        start_s = drive.plan.measure_from_s - client.start_after_s
        return int(start_s * SAMPLE_RATE_HZ), int((start_s + drive.plan.seconds - TAIL_S) * SAMPLE_RATE_HZ)
    first_s, last_s = drive.window_s
    return (int((first_s - client.spoke_from_s) * SAMPLE_RATE_HZ),
            int((last_s - TAIL_S - client.spoke_from_s) * SAMPLE_RATE_HZ))


def _in_window(at_s: float, drive: Drive) -> bool:
    first_s, last_s = drive.window_s
    return first_s <= at_s <= last_s


def _lags(found: Account, client: CallClient, channel: Channel, finals: Sequence[Arrived[Final]],
          watched: Watched, drive: Drive) -> None:
    for final in finals:
        voice_end = client.conversation.voice_end_sample(channel, final.message.end_ms * SAMPLES_PER_MS)
        said_s = client.said_at_s(voice_end)
        if not _in_window(said_s, drive):
            continue
        found.final_lag_ms.append((final.at_s - said_s) * 1000)
        seen = _watched_of(client, final, watched.get((channel, final.message.start_ms), ()))
        if seen is None or "decode_end_s" not in seen:
            continue
        # the packet of the deciding sample leaves when its last sample was said
        position_s = client.said_at_s(-(-seen["heard_sample"] // _PACKETISATION_SAMPLES) * _PACKETISATION_SAMPLES)
        decided_s = seen["decided_s"]
        decode_s = (max(decided_s, seen["decode_start_s"]), max(decided_s, seen["decode_end_s"]))
        moments_s = (said_s, position_s, decided_s, *decode_s, final.at_s)
        for name, (start_s, end_s) in zip(STAGES, pairwise(moments_s), strict=True):
            found.stages_ms[name].append((end_s - start_s) * 1000)


def _watched_of(client: CallClient, final: Arrived[Final], watched: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The stopwatches do not know calls: the utterance of the same place, decided after it was said and before it arrived."""
    for one in watched:
        if (abs(one["speech_end_sample"] - final.message.end_ms * SAMPLES_PER_MS) < _SAME_SAMPLES
                and client.said_at_s(one["speech_end_sample"]) <= one["decided_s"] <= final.at_s):
            return one
    return None


def _losses(found: Account, client: CallClient, said: Sequence[Said], finals: Sequence[Arrived[Final]],
            watched: Watched) -> None:
    texts = [(final.message.start_ms * SAMPLES_PER_MS, final.message.end_ms * SAMPLES_PER_MS) for final in finals]
    for line in said:
        found.lines += 1
        needed = COVERED_SHARE * len(line.line.pcm)
        if _covered(line, texts) >= needed:
            continue
        gaps = [(gap.start_ms * SAMPLES_PER_MS, gap.end_ms * SAMPLES_PER_MS) for gap in client.received.gaps
                if gap.channel == line.channel]
        silent = [(one["start_sample"], one["speech_end_sample"]) for (channel, _), ones in watched.items() for one in ones
                  if channel == line.channel and "decode_end_s" in one
                  and client.said_at_s(one["speech_end_sample"]) <= one["decided_s"] <= client.said_at_s(line.end_sample) + 5]
        if _covered(line, texts + gaps) >= needed:
            found.gaps += 1
        elif client.carried and _covered(line, texts + gaps + silent) >= needed:
            found.rejected += 1
        else:
            found.lost += 1


def _covered(line: Said, spans: Sequence[tuple[int, int]]) -> int:
    """Samples of the line within any of the spans."""
    covered, reached = 0, line.start_sample
    for start, end in sorted(spans):
        start, end = max(start, reached), min(end, line.end_sample)
        if end > start:
            covered += end - start
            reached = end
    return covered


def _errors(found: Account, client: CallClient, said: Sequence[Said], finals: Sequence[Arrived[Final]]) -> None:
    """Lines and finals that overlap are compared together: a line may be cut in two, two may be heard as one."""
    lang = client.conversation.lang
    for lines, texts in _together(said, finals):
        if any(mark.kind == "redacted" for text in texts for mark in text.marks):
            # what is masked on purpose can not be compared
            continue
        wanted = units(" ".join(line.line.text for line in lines), lang)
        joined = ("" if lang == "zh" else " ").join(text.text for text in texts)
        found.errors[lang] = found.errors.get(lang, 0) + edit_distance(wanted, units(joined, lang))
        found.sizes[lang] = found.sizes.get(lang, 0) + len(wanted)


def _together(said: Sequence[Said], finals: Sequence[Arrived[Final]]) -> Iterator[tuple[list[Said], list[Final]]]:
    spans: list[tuple[int, int, Said | Final]] = [(line.start_sample, line.end_sample, line) for line in said]
    spans += [(one.message.start_ms * SAMPLES_PER_MS, one.message.end_ms * SAMPLES_PER_MS, one.message) for one in finals]
    lines: list[Said] = []
    texts: list[Final] = []
    reached = 0
    for start, end, one in sorted(spans, key=lambda span: span[:2]):
        if start >= reached:
            if lines:
                yield lines, texts
            lines, texts = [], []
        reached = max(reached, end)
        if isinstance(one, Said):
            lines.append(one)
        else:
            texts.append(one)
    if lines:
        yield lines, texts


def _partials(found: Account, client: CallClient, drive: Drive) -> None:
    last_s: dict[str, float] = {}
    for partial in client.received.partials:
        message = partial.message
        said_s = client.said_at_s(message.heard_ms * SAMPLES_PER_MS)
        if not _in_window(said_s, drive):
            continue
        found.partials += 1
        found.partial_lag_ms.append((partial.at_s - said_s) * 1000)
        if message.utterance in last_s:
            found.partial_interval_ms.append((partial.at_s - last_s[message.utterance]) * 1000)
        last_s[message.utterance] = partial.at_s
