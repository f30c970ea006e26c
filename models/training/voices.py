"""Which espeak-ng voices are heard in training, and which only in the test."""

from __future__ import annotations

from random import Random

from models.tts import Voice

DEMO_VOICES = (
    Voice("zh", "f2", 50, 175), Voice("zh", "m3", 55, 175), Voice("zh", "m3", 70, 200, 150),
    Voice("en", "f2", 50, 175), Voice("en", "m3", 40, 175), Voice("en", "m3", 60, 200, 150),
)
FIRST_VARIANTS = ("f2", "m3", "f1", "f3", "f4", "m1", "m2", "m4", "m7", "", "Annie", "Alex")
LATER_VARIANTS = (
    "f5", "m5", "m8", "Alicia", "Andy", "anika", "belinda", "benjamin", "boris", "caleb", "david", "ed", "edward",
    "edward2", "Gene", "grandma", "Hugo", "ian", "Jacky", "john", "Marco", "Mario", "michel", "miguel", "pablo", "paul",
    "quincy", "robert", "sandro", "shelby", "travis", "victor", "zac",
)
LAST_VARIANTS = (
    "antonio", "aunty", "announcer", "gustave", "marcelo", "norbert", "pedro", "Denis", "Diogo", "Henrique", "Michael", "Mike",
    "mike2", "Reed", "Nguyen", "kaukovalta", "AnxiousAndy", "Tweaky", "grandpa", "Mr serious", "fast", "Gene2",
)
HELD_OUT_VARIANTS = ("Andrea", "linda", "Lee", "adam", "m6")


def sample_voice(language: str, rng: Random, width: int = 0) -> Voice:
    """Draw a training voice; a tenth of the lines are spoken by the demo's own voices.

    `width` 0: a dozen variants; 1: all that sound like people; 2: the odd ones too, as a stranger's voice is odd.
    """
    if rng.random() < 0.1:
        return rng.choice([voice for voice in DEMO_VOICES if voice.language == language])
    variants = FIRST_VARIANTS + (LATER_VARIANTS if width else ()) + (LAST_VARIANTS if width > 1 else ())
    low, high = (30, 80) if width else (40, 70)
    slowest, fastest = (145, 210) if width else (150, 200)
    return Voice(language, rng.choice(variants), rng.randint(low, high), rng.randint(slowest, fastest))


def held_out_voice(language: str, rng: Random) -> Voice:
    """Draw a voice that no training line has."""
    return Voice(language, rng.choice(HELD_OUT_VARIANTS), rng.randint(38, 62), rng.randint(155, 195))
