"""The way from one channel into the other: bands of both in, delay and loss of the way out, or none.  Pure; `echo` is next.

Wherever one channel repeats the other, short segments of both rise and fall alike at one and the same delay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .echo_bands import HOP_MS, RANGE_DB, Bands, Decibels, Flags

_MEAN_FRAMES = 51
"""Each band is compared about its mean over this long, so that what a line does to its colour does not count."""
_BLOCK_FRAMES = 100
_LEAST_CHANGE_DB = 2.5
"""Sound that changes less is like any other that does not change."""
_DIES_AWAY_DB = 1.2
"""A room's echo falls by so much in 10 ms."""


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What counts as a way from one channel to the other."""

    earliest_ms: int = -30
    """Before zero because the two channels may have been stamped by different sound devices."""
    latest_ms: int = 320
    """No later; who repeats a word needs longer to hear and say it."""
    least_loss_db: float = 2.0
    """An echo is so much quieter than what it repeats."""
    segment_ms: int = 500
    """Stretches that are compared one by one, so that an echo is found beside the channel's own words."""
    alike: float = 0.8
    """Correlation from which a segment counts as the same sound."""
    known_alike: float = 0.5
    """The same at a delay at which this call had an echo before."""
    one_delay: float = 0.9
    """Share of the segments that are alike at whatever delay and are so at this one: a copy keeps its delay throughout, while
    two people who say the same words drift apart."""
    certain: float = 0.85
    """Mean correlation of such segments from which the sound alone decides; below it is only suspected."""
    least_alike_ms: int = 400
    """So much sound that is alike at one delay makes a way."""
    fit_db: float = 4.0
    """Mean deviation of a frame that the other's sound explains."""


@dataclass(frozen=True, slots=True)
class Path:
    """A way that was found."""

    delay_frames: int
    loss_db: Decibels
    """[bands]."""
    alike: float
    """Mean correlation of the segments that fit."""
    frames: Flags
    """[frames of the utterance it was found in], those of the segments that fit beyond doubt."""
    certain: bool
    """False if the words have to tell, too."""


def find_path(mine: Bands, theirs: Bands, settings: PathSettings, known: Path | None = None) -> Path | None:
    """The way by which `theirs` got into `mine`; a `known` one of this call is believed on less evidence."""
    length = min(settings.segment_ms // HOP_MS, len(mine.levels_db))
    if length < settings.least_alike_ms // HOP_MS // 2:
        return None
    delays = np.arange(settings.earliest_ms // HOP_MS, settings.latest_ms // HOP_MS + 1)
    alike, starts = _alike(mine, theirs, delays, length)
    limit = np.full(len(delays), settings.alike)
    if known is not None:
        limit[np.abs(delays - known.delay_frames) <= 2] = settings.known_alike
    weight = np.where(alike > limit[:, None], alike - limit[:, None] + 0.1, 0.0).sum(axis=1)
    best = int(np.argmax(weight))
    if weight[best] <= 0:
        return None
    delay = int(delays[best])
    fits = alike[best] > limit[best]
    if limit[best] == settings.alike and _drifts(alike, best, settings):
        return None
    levels, loud = theirs.span(mine.first_frame - delay, mine.end_frame - delay)
    frames = _covered(starts[fits], length, len(mine.loud)) & mine.loud & loud
    if frames.sum() * HOP_MS < min(settings.least_alike_ms, 0.6 * length * HOP_MS):
        return None
    loss = _loss(levels[frames], mine.levels_db[frames])
    if float(np.median(loss)) < settings.least_loss_db:
        return None
    mean = float(np.mean(alike[best][fits]))
    clear = frames & _covered(starts[alike[best] > settings.certain], length, len(mine.loud))
    return Path(delay, loss, mean, clear, mean >= settings.certain or bool(limit[best] < settings.alike))


def _drifts(alike: NDArray[np.float64], best: int, settings: PathSettings) -> bool:
    """Whether the segments of [delays, segments] are alike at changing delays."""
    nearest = np.argmax(alike, axis=0)[alike.max(axis=0) > settings.alike]
    return float(np.mean(np.abs(nearest - best) <= 2)) < settings.one_delay


def _covered(starts: NDArray[np.int64], length: int, count: int) -> Flags:
    """[count], True in the segments of this length that start there."""
    covered = np.zeros(count, np.bool_)
    for start in starts:
        covered[start:start + length] = True
    return covered


def _loss(theirs: Decibels, mine: Decibels) -> Decibels:
    """[bands]; from the loudest third of each band, as the rest of the copy may lie in noise."""
    strong = theirs >= np.percentile(theirs, 67, axis=0)
    differences = np.where(strong, theirs - mine, np.nan)
    return np.asarray(np.nanmedian(differences, axis=0), np.float32)


def explained(mine: Bands, theirs: Bands, path: Path, settings: PathSettings) -> Flags:
    """[frames of `mine`], where the other's sound on this way is all there is."""
    levels, loud = theirs.span(mine.first_frame - path.delay_frames, mine.end_frame - path.delay_frames)
    least = np.maximum(levels - path.loss_db, np.float32(mine.floor_db))
    most = least.copy()
    for index in range(1, len(most)):
        np.maximum(most[index], most[index - 1] - _DIES_AWAY_DB, out=most[index])
    heard = _grouped(mine.levels_db)
    more = np.maximum(heard - _grouped(most), 0).mean(axis=1)
    less = np.maximum(_grouped(least) - heard, 0).mean(axis=1)
    # Inside segments that are alike it may fit less well: a room's echo, a codec.
    allowed = np.where(path.frames, 1.2, 0.6) * settings.fit_db
    fits = (_mean_of(more, 9) < allowed) & (_mean_of(less, 9) < 2 * settings.fit_db)
    return np.asarray(fits & (_mean_of(loud.astype(np.float64), 51) > 0.02), np.bool_)


def _alike(mine: Bands, theirs: Bands, delays: NDArray[np.int64], length: int
           ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """[delays, segments] correlation, 0 where either is mostly silent or does not change; and where the segments start."""
    count = len(mine.levels_db)
    first, last = int(delays[0]), int(delays[-1])
    levels, loud = theirs.span(mine.first_frame - last, mine.end_frame - first)
    # The quieter copy drowns in its noise where the other is still clear: both get the smaller range.
    span_db = min(RANGE_DB, max(mine.loudest_db - mine.floor_db, 10.0))
    one = _about_mean(mine.levels_db)
    other = _about_mean(np.maximum(levels, np.float32(theirs.loudest_db - span_db)))
    products = np.empty((len(delays), count), np.float32)
    for begin in range(0, count, _BLOCK_FRAMES):
        end = min(count, begin + _BLOCK_FRAMES)
        # Not `@`: the threads of a BLAS wait for each other in a busy loop, and the calls' workers use every core already.
        block = np.einsum("ik,jk->ij", one[begin:end], other[begin:end + len(delays) - 1])
        rows = np.arange(end - begin)
        # Column 0 of a row is the largest delay.
        for index in range(len(delays)):
            products[len(delays) - 1 - index, begin:end] = block[rows, rows + index]
    starts = np.arange(0, count - length + 1, max(1, length // 4))
    power_one = _sums(np.sum(one * one, axis=1), starts, length)
    power_other = np.sum(other * other, axis=1)
    alike = np.zeros((len(delays), len(starts)))
    for index in range(len(delays)):
        shift = len(delays) - 1 - index
        powers = power_one, _sums(power_other[shift:shift + count], starts, length)
        both_loud = _sums((mine.loud & loud[shift:shift + count]).astype(np.float32), starts, length)
        counts = (both_loud >= 0.4 * length) & (np.minimum(*powers) > length * one.shape[1] * _LEAST_CHANGE_DB**2)
        size = np.sqrt(np.maximum(powers[0] * powers[1], 1e-9))
        alike[index] = np.where(counts, _sums(products[index], starts, length) / size, 0)
    return alike, starts


def _about_mean(levels: Decibels) -> Decibels:
    """Each band without its running mean."""
    half = _MEAN_FRAMES // 2
    padded = np.pad(levels, ((half + 1, half), (0, 0)), "edge").astype(np.float64)
    total = np.cumsum(padded, axis=0)
    return (levels - (total[_MEAN_FRAMES:] - total[:-_MEAN_FRAMES]) / _MEAN_FRAMES).astype(np.float32)


def _sums(values: NDArray[np.float32], starts: NDArray[np.int64], length: int) -> NDArray[np.float64]:
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    return np.asarray(total[starts + length] - total[starts])


def _mean_of(values: NDArray[np.float64], frames: int) -> NDArray[np.float64]:
    return np.convolve(np.pad(values, frames // 2, "edge"), np.full(frames, 1 / frames), "valid")


def _grouped(levels: Decibels) -> Decibels:
    """Four bands together: a single one differs by chance."""
    power = (10 ** (levels / np.float32(10))).reshape(len(levels), -1, 4).mean(axis=2)
    return np.asarray(10 * np.log10(power), np.float32)
