"""What was heard in, the result as one JSON object out, and the worst of it on request.  Pure; `table` prints it.

    model, device, audio_s, rtf
    groups [{lang, condition, n, cer, wer, …}]     Chinese has a `cer`, English a `wer`; the other is null
    words_per_minute_without_speech                null where the index has no sound without speech
    …                                              further fields, each described in docs/evaluating.md

No text of a recording is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.asr import RecogniserInfo

from .folding import digit_strings, units
from .running import Heard, Run
from .scoring import Rate, edit_distance, percentiles, rate

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """One sound with speech, compared."""

    heard: Heard
    errors: int
    size: int
    """Units of what is said."""

    @property
    def share(self) -> float:
        """Errors per unit."""
        return self.errors / self.size


def score(heard: Sequence[Heard]) -> list[Scored]:
    """Compare every sound with speech."""
    scored: list[Scored] = []
    for one in heard:
        if one.item.text:
            wanted = units(one.item.text, one.item.lang)
            scored.append(Scored(one, edit_distance(wanted, units(one.text, one.item.lang)), len(wanted)))
    return scored


def worst(scored: Sequence[Scored], count: int) -> list[Scored]:
    """Those with the largest share of errors, right ones left out."""
    return sorted((one for one in scored if one.errors), key=lambda one: (-one.share, -one.errors))[:count]


def result(run: Run, info: RecogniserInfo, scored: Sequence[Scored]) -> dict[str, Any]:
    """The result."""
    audio_s = sum(one.audio_s for one in run.heard)
    silent = [one for one in run.heard if not one.item.text]
    words = _words_per_minute(silent)
    found: dict[str, Any] = {
        "model": info.model,
        "device": info.device,
        "audio_s": round(audio_s, 2),
        "rtf": round(run.engine_s / audio_s, _DIGITS) if audio_s else None,
        "groups": [_group(lang, condition, [one for one in scored if _key(one.heard) == (lang, condition)])
                   for lang, condition in sorted({_key(one.heard) for one in scored})],
        "words_per_minute_without_speech": _value(words),
        "words_per_minute_without_speech_interval": _interval(words),
        "without_speech": _silent_groups(silent),
        "not_shown": dict(sorted(run.not_shown.items())),
        "synthetic_only": info.synthetic_only,
        "mode": "whole" if run.lags is None else "live",
        "failed": [{"audio": failure.audio, "reason": failure.reason} for failure in run.failures],
    }
    if any(one.heard.language is not None for one in scored):
        right = [float(one.heard.language == one.heard.item.lang) for one in scored]
        told = rate(right, [1.0] * len(right))
        found |= {"language_accuracy": _value(told), "language_accuracy_interval": _interval(told)}
    digits = _digit_strings(scored)
    if digits is not None:
        found["digit_strings"] = digits
    if run.lags is not None:
        found["live"] = {
            "pace": "real time",
            "final_lag_ms": percentiles(run.lags.final_ms),
            "partial_lag_ms": percentiles(run.lags.partial_ms),
            "finals": len(run.lags.final_ms),
            "partials": len(run.lags.partial_ms),
            "superseded_partials": run.superseded_partials,
        }
    return found


def _key(heard: Heard) -> tuple[str, str]:
    return heard.item.lang, heard.item.condition


def _group(lang: str, condition: str, scored: Sequence[Scored]) -> dict[str, Any]:
    errors = rate([one.errors for one in scored], [one.size for one in scored])
    name, other = ("cer", "wer") if lang == "zh" else ("wer", "cer")
    return {
        "lang": lang,
        "condition": condition,
        "n": len(scored),
        name: _value(errors),
        other: None,
        f"{name}_interval": _interval(errors),
        "errors": sum(one.errors for one in scored),
        "units": sum(one.size for one in scored),
        "audio_s": round(sum(one.heard.audio_s for one in scored), 2),
    }


def _words_per_minute(silent: Sequence[Heard]) -> Rate | None:
    return rate([len(units(one.text, one.item.lang)) for one in silent], [one.audio_s / 60 for one in silent])


def _silent_groups(silent: Sequence[Heard]) -> list[dict[str, Any]]:
    groups = []
    for condition in sorted({one.item.condition for one in silent}):
        chosen = [one for one in silent if one.item.condition == condition]
        words = _words_per_minute(chosen)
        groups.append({"condition": condition, "n": len(chosen), "audio_s": round(sum(one.audio_s for one in chosen), 2),
                       "words": sum(len(units(one.text, one.item.lang)) for one in chosen),
                       "words_per_minute": _value(words), "words_per_minute_interval": _interval(words)})
    return groups


def _digit_strings(scored: Sequence[Scored]) -> dict[str, Any] | None:
    """The share of long numbers that were heard without an error; each heard one counts once."""
    wanted_by_sound, right_by_sound = [], []
    for one in scored:
        item = one.heard.item
        wanted = Counter(digit_strings(item.text, item.lang))
        if wanted:
            wanted_by_sound.append(wanted.total())
            right_by_sound.append((wanted & Counter(digit_strings(one.heard.text, item.lang))).total())
    share = rate(right_by_sound, wanted_by_sound)
    if share is None:
        return None
    return {"n": sum(wanted_by_sound), "right": _value(share), "right_interval": _interval(share)}


def _value(found: Rate | None) -> float | None:
    return None if found is None else round(found.value, _DIGITS)


def _interval(found: Rate | None) -> list[float] | None:
    return None if found is None else [round(end, _DIGITS) for end in found.interval]
