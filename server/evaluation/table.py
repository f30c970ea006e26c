"""The result for a terminal: the JSON object in, lines out.  Pure; `server.commands.evaluate` prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from server.speech.dropped import in_words

from .report import Scored

_HEADER = ("lang", "condition", "n", "measure", "rate", "95 % interval")


def lines(result: dict[str, Any]) -> list[str]:
    """The whole result."""
    rtf = "-" if result["rtf"] is None else f"{result['rtf']:.3f}"
    found = [f"{result['model']} on {result['device']}, {result['audio_s'] / 60:.1f} minutes of sound, "
             f"real-time factor {rtf}, {result['mode']}"]
    if result["synthetic_only"]:
        found.append("The model was trained on synthetic voices only.")
    found += [""] + _columns([_HEADER, *(_group_row(group) for group in result["groups"])])
    if result["without_speech"]:
        found += ["", "Words a minute without speech"]
        rows = [(group["condition"], str(group["n"]), f"{group['words_per_minute']:.2f}",
                 _range(group["words_per_minute_interval"], 1, 2)) for group in result["without_speech"]]
        if len(rows) > 1:
            rows.append(("all", str(sum(group["n"] for group in result["without_speech"])),
                         f"{result['words_per_minute_without_speech']:.2f}",
                         _range(result["words_per_minute_without_speech_interval"], 1, 2)))
        found += _columns(rows)
    found += [""] + _further(result) if _further(result) else []
    return found


def worst_lines(scored: Sequence[Scored]) -> list[str]:
    """Each sound with what is said and what was heard."""
    found: list[str] = []
    for one in scored:
        item = one.heard.item
        found += ["", f"{item.audio} ({item.lang}, {item.condition}): {one.errors} of {one.size} wrong",
                  f"  said   {item.text}", f"  heard  {one.heard.text or '(nothing)'}"]
    return found


def _group_row(group: dict[str, Any]) -> tuple[str, ...]:
    measure = "cer" if group["cer"] is not None else "wer"
    return (group["lang"], group["condition"], str(group["n"]), measure.upper(), f"{100 * group[measure]:.1f} %",
            _range(group[f"{measure}_interval"], 100, 1))


def _range(ends: Sequence[float], factor: int, digits: int) -> str:
    return f"{factor * ends[0]:.{digits}f}-{factor * ends[1]:.{digits}f}"


def _further(result: dict[str, Any]) -> list[str]:
    found = []
    if result["not_shown"]:
        found.append(f"Recognised and not shown: {in_words(result['not_shown'])}")
    if "language_accuracy" in result:
        found.append(f"Language told apart: {100 * result['language_accuracy']:.1f} % "
                     f"({_range(result['language_accuracy_interval'], 100, 1)})")
    if "digit_strings" in result:
        digits = result["digit_strings"]
        found.append(f"Numbers of 11 to 19 digits right: {100 * digits['right']:.1f} % "
                     f"({_range(digits['right_interval'], 100, 1)}) of {digits['n']}")
    if "live" in result:
        for name, title in (("final_lag_ms", "Final"), ("partial_lag_ms", "Partial")):
            lags = result["live"][name]
            if lags:
                found.append(f"{title} lag at real-time pace: " + ", ".join(
                    f"{percent} {value:.0f} ms" for percent, value in lags.items()))
    return found


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
