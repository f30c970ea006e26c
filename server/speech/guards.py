"""Whether a recognition is speech at all: what the engine wrote in, the text that may be shown out, or the reason for none.

Recognisers write something for every sound.  Nobody speaks, and they write credits and thanks (`phantoms`); they are lost,
and they write one phrase again and again (`loops`).  `outcome` asks before a text is normalised; `dropped` counts the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.asr import Recognition

from .loops import collapse_loops, compression_ratio, looping_tokens
from .phantoms import has_credits, is_phantom, letters_of, phantom_letters

__all__ = ["GuardSettings", "Reason", "Verdict", "judge", "phantom_letters"]

Reason = Literal["", "empty", "no_voice", "no_speech", "low_confidence", "too_long", "loop", "phantom", "prompt_echo"]


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """When a text is not believed."""

    no_speech_prob: float = 0.6
    """Above it, with a low log-probability, nobody speaks."""
    low_log_prob: float = -1.0
    """Below it the model guesses."""
    faint_log_prob: float = -0.7
    """The same where there was hardly a voice."""
    compression_ratio: float = 2.4
    """Above it the text goes in circles."""
    low_speech_probability: float = 0.6
    """Mean voice activity below which phantoms and guesses are dropped."""
    faint_speech_probability: float = 0.45
    """Below it thanks and farewells are phantoms too, and more certainty is asked for; short clear words lie above."""
    no_speech_probability: float = 0.15
    """Mean voice activity below which no text is believed; speech in loud noise has twice as much."""
    credits_no_speech_prob: float = 0.3
    """Above it credits are dropped though voice activity was high, as it is for singing."""
    zh_chars_per_s: float = 12.0
    """Nobody speaks faster."""
    en_chars_per_s: float = 32.0
    """Nobody speaks faster."""
    spare_chars: int = 12
    """Characters on top, so that short utterances are not judged by their rate."""
    least_prompt_chars: int = 6
    """Shorter texts may stand in the prompt by chance."""
    phantoms: frozenset[str] = frozenset()
    """More of them, from the playbooks; see `phantom_letters`."""
    loop_repeats: int = 4
    """So many times the same phrase in a row are a loop; short ones need more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be shown."""

    text: str
    """Empty if nothing may."""
    reason: Reason = ""
    """Why nothing may."""
    shortened: bool = False
    """True if a loop was cut to its first phrase."""


_USUAL = GuardSettings()


def judge(
    recognition: Recognition,
    seconds: float,
    speech_probability: float = 1.0,
    prompt: str = "",
    settings: GuardSettings | None = None,
) -> Verdict:
    """Judge one recognition of `seconds` of sound whose frames had this mean voice activity (0..1)."""
    settings = settings or _USUAL
    text = recognition.text.strip()
    letters = letters_of(text)
    if not letters:
        return Verdict("", "empty")
    quiet = speech_probability < settings.low_speech_probability
    faint = speech_probability < settings.faint_speech_probability
    doubtful = recognition.avg_log_prob < (settings.faint_log_prob if faint else settings.low_log_prob)
    reason = _nobody(recognition, letters, speech_probability, quiet, doubtful, settings)
    if not reason and _read_back(letters, prompt, settings) and (quiet or doubtful):
        reason = "prompt_echo"
    if reason:
        return Verdict("", reason)
    return _straightened(recognition, text, seconds, quiet or doubtful, settings)


def _nobody(recognition: Recognition, letters: str, speech_probability: float, quiet: bool, doubtful: bool,
            settings: GuardSettings) -> Reason:
    """Why there is no speech behind a text; empty if there may be."""
    if speech_probability < settings.no_speech_probability:
        return "no_voice"
    if recognition.avg_log_prob < settings.low_log_prob and recognition.no_speech_prob > settings.no_speech_prob:
        return "no_speech"
    if doubtful and quiet:
        return "low_confidence"
    if has_credits(recognition.text) and (quiet or doubtful or recognition.no_speech_prob > settings.credits_no_speech_prob):
        return "phantom"
    everyday = speech_probability < settings.faint_speech_probability
    if quiet and is_phantom(letters, recognition.lang, settings.phantoms, everyday=everyday):
        return "phantom"
    return ""


def _read_back(letters: str, prompt: str, settings: GuardSettings) -> bool:
    return bool(prompt) and len(letters) >= settings.least_prompt_chars and letters in letters_of(prompt)


def _straightened(recognition: Recognition, text: str, seconds: float, uncertain: bool, settings: GuardSettings) -> Verdict:
    """The text without its loops, if what is left can have been said in that time."""
    shorter = collapse_loops(text, settings.loop_repeats)
    looped = shorter != text
    if looped and uncertain:
        return Verdict("", "loop")
    if not looped and looping_tokens(recognition.tokens_words, settings.loop_repeats):
        return Verdict("", "loop")
    if compression_ratio(shorter) > settings.compression_ratio:
        return Verdict("", "loop")
    rate = settings.zh_chars_per_s if recognition.lang == "zh" else settings.en_chars_per_s
    if len(shorter) > seconds * rate + settings.spare_chars:
        return Verdict("", "too_long")
    return Verdict(shorter, shortened=looped)
