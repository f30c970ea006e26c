"""Whether a recognition is speech at all: what the engine wrote in, the text that may be shown out, or the reason for none.

Recognisers write something for every sound.  Nobody speaks, and they write credits and thanks; they are lost, and they
write one phrase again and again.  `scheduler` asks before it normalises.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.asr import Recognition

Reason = Literal["", "empty", "no_speech", "low_confidence", "too_fast", "loop", "phantom", "prompt_echo"]

PHANTOMS: frozenset[str] = frozenset(
    {
        # What recognisers trained on subtitles write for silence and music; letters and characters only, lower case.
        "字幕", "字幕志愿者", "字幕由amaraorg社区提供", "中文字幕志愿者", "请不吝点赞订阅转发打赏支持明镜与点点栏目",
        "谢谢观看", "感谢观看", "谢谢收看", "感谢收看", "谢谢大家", "谢谢大家观看", "谢谢您的观看", "下期再见",
        "我们下期再见", "请订阅", "点赞订阅", "记得订阅", "优优独播剧场yoyotelevisionseriesexclusive", "thankyou",
        "thanks", "thanksforwatching", "thankyouforwatching", "thankyouverymuch", "pleasesubscribe", "subscribe",
        "seeyounexttime", "seeyouinthenextvideo", "subtitlesbytheamaraorgcommunity", "you", "bye", "byebye", "music",
        "applause", "silence", "theend", "okay", "so", "oh", "hmm", "uh", "um",
    }
)  # fmt: skip
"""Whole texts that count as nothing when the voice activity was low; a customer may say each of them."""
_CREDITS = re.compile(
    r"amara\.?org|字幕(?:由|by|提供|制作|志愿者)|subtitles? by|transcri(?:bed|pt) by|点赞.{0,4}订阅", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """When a text is not believed."""

    no_speech_prob: float = 0.6
    """Above it, with a low log-probability, nobody speaks."""
    low_log_prob: float = -1.0
    """Below it the model guesses."""
    compression_ratio: float = 2.4
    """Above it the text goes in circles."""
    low_speech_probability: float = 0.6
    """Mean voice activity below which phantoms and guesses are dropped."""
    zh_chars_per_s: float = 12.0
    """Nobody speaks faster."""
    en_chars_per_s: float = 32.0
    """Nobody speaks faster."""
    spare_chars: int = 12
    """Characters on top, so that short utterances are not judged by their rate."""
    phantoms: frozenset[str] = frozenset()
    """More of them, from the playbooks; see `phantom_letters`."""
    loop_repeats: int = 4
    """So many times the same phrase in a row are a loop; single characters need twice as many."""


def phantom_letters(phrases: Iterable[str]) -> frozenset[str]:
    """Phrases as `GuardSettings.phantoms` wants them: letters and characters only, lower case."""
    return frozenset(_LETTERS.sub("", phrase).lower() for phrase in phrases) - {""}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be shown."""

    text: str
    """Empty if nothing may."""
    reason: Reason = ""
    """Why nothing may."""
    shortened: bool = False
    """True if a loop was cut to its first phrase."""


def judge(
    recognition: Recognition,
    seconds: float,
    speech_probability: float = 1.0,
    prompt: str = "",
    settings: GuardSettings | None = None,
) -> Verdict:
    """Judge one recognition of `seconds` of sound whose frames had this mean voice activity (0..1)."""
    settings = settings or GuardSettings()
    text = recognition.text.strip()
    letters = _LETTERS.sub("", text).lower()
    if not letters:
        return Verdict("", "empty")
    doubtful = recognition.avg_log_prob < settings.low_log_prob
    quiet = speech_probability < settings.low_speech_probability
    if doubtful and recognition.no_speech_prob > settings.no_speech_prob:
        return Verdict("", "no_speech")
    if doubtful and quiet:
        return Verdict("", "low_confidence")
    if _CREDITS.search(text) and (quiet or recognition.no_speech_prob > 0.3 or doubtful):
        return Verdict("", "phantom")
    if quiet and (letters in PHANTOMS or letters in settings.phantoms):
        return Verdict("", "phantom")
    if prompt and len(letters) >= 6 and letters in _LETTERS.sub("", prompt).lower() and (quiet or doubtful):
        return Verdict("", "prompt_echo")
    shorter = collapse_loops(text, settings.loop_repeats)
    looped = shorter != text
    if looped and (doubtful or quiet):
        return Verdict("", "loop")
    if _compression_ratio(shorter) > settings.compression_ratio:
        return Verdict("", "loop")
    rate = settings.zh_chars_per_s if recognition.lang == "zh" else settings.en_chars_per_s
    if len(shorter) > seconds * rate + settings.spare_chars:
        return Verdict("", "too_fast")
    return Verdict(shorter, shortened=looped)


def collapse_loops(text: str, repeats: int = 4) -> str:
    """Cut each phrase of up to 30 characters that stands `repeats` times in a row (one character: twice as often) to one.

    Digits stay: an account may well end in 8888 8888.
    """
    longer = re.compile(rf"(?P<unit>(?=[^\d]*[^\W\d])[^\d]{{2,30}}?)(?P=unit){{{repeats - 1},}}")
    single = re.compile(rf"(?P<unit>[^\W\d])(?P=unit){{{2 * repeats - 1},}}")
    return longer.sub(lambda match: match["unit"], single.sub(lambda match: match["unit"], text))


def _compression_ratio(text: str) -> float:
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw))
