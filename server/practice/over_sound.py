"""The whole assistance over sound: a played call is spoken and heard, and its events are compared with those of the text.

In: a call that a built-in agent has played.  Out: what was heard of each line, and which events of the text came again
(`kept`), did not (`lost`), or came although the text has none (`gained`).  Only what a person sees
of an event counts, not its times or words: a card that is shown again is one card, of a suggestion the reply on top counts,
a topic that is none is nothing.
Used by `seatmate-server training check --sound`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from models.tts.numerals import spoken_form
from models.vad import SileroVad
from protocol.assist import Alert, Card, Checklist, Event, Gate, Intent, Mood, Redaction, Suggestion
from protocol.message import SAMPLE_RATE_HZ, Channel
from server.content.playbook import Playbook
from server.evaluation.folding import units
from server.evaluation.running import speech_probability
from server.evaluation.scoring import edit_distance
from server.speech.scheduler import Scheduler

from .scenario import PracticeScenario, Voice
from .self_test import Line, Played, through_the_pipeline
from .voicing import Line as LineSound
from .voicing import Voicing

_NO_TOPIC = ("other", "agree")
_AGENT = Voice(variant="f2", pitch=50, rate=175)


@dataclass(slots=True)
class OverSound:
    """One call, spoken and heard."""

    scenario: str
    difficulty: str
    wanted: Counter[Channel] = field(default_factory=Counter)
    """Characters (zh) or words (en) that each side said."""
    wrong: Counter[Channel] = field(default_factory=Counter)
    """Of these, heard wrongly, left out or added."""
    audio_s: float = 0.0
    heard: list[str] = field(default_factory=list)
    """One for each line; empty if nothing was believed."""
    kept: Counter[str] = field(default_factory=Counter)
    """Type of event -> how many came over sound as from the text."""
    lost: Counter[str] = field(default_factory=Counter)
    gained: Counter[str] = field(default_factory=Counter)

    @property
    def error_rate(self) -> float:
        """Share of what was said that was heard wrongly."""
        return self.wrong.total() / max(1, self.wanted.total())


class Rehearing:
    """Speaks and hears calls.  Used on one event loop."""

    def __init__(self, voicing: Voicing, scheduler: Scheduler) -> None:
        self._voicing = voicing
        self._scheduler = scheduler
        # as in a call: the customer's voice comes over a narrow line, the trainee's from a headset
        self._sound: dict[Channel, LineSound] = {"customer": LineSound(telephone=True), "agent": LineSound()}
        self._vad = SileroVad()

    async def hear(self, playbook: Playbook, scenario: PracticeScenario, played: Played) -> OverSound:
        """One call, line by line.

        Raises:
            SpeechSynthesisError: nothing can speak.
            SpeechError, ModelError: nothing can hear.
        """
        found = OverSound(played.scenario, played.difficulty)
        lines: list[Line] = []
        for number, line in enumerate(played.lines):
            pcm = await self._spoken(scenario, line)
            found.audio_s += len(pcm) / SAMPLE_RATE_HZ
            audio = pcm.astype(np.float32) / np.float32(32768)
            transcript = await self._scheduler.submit_final(
                f"{played.scenario}-{played.difficulty}", line.channel, f"line-{number}", audio, scenario.lang,
                speech_probability=speech_probability(self._vad.stream(), pcm))
            text = transcript.text if transcript is not None else ""
            found.heard.append(text)
            wanted = units(line.text, scenario.lang)
            found.wanted[line.channel] += len(wanted)
            found.wrong[line.channel] += edit_distance(wanted, units(text, scenario.lang))
            lines.append(replace(line, text=text))
        self._compare(playbook, scenario, played, replace(played, lines=tuple(lines)), found)
        return found

    async def _spoken(self, scenario: PracticeScenario, line: Line) -> NDArray[np.int16]:
        voice = scenario.persona.voice if line.channel == "customer" else _AGENT
        mood = line.mood if line.channel == "customer" else 0.0
        pieces = [np.frombuffer(clause.pcm, "<i2") async for clause in
                  self._voicing.speak(spoken_form(line.text, scenario.lang), scenario.lang, voice, mood,
                                      self._sound[line.channel])]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)

    @staticmethod
    def _compare(playbook: Playbook, scenario: PracticeScenario, text: Played, sound: Played, found: OverSound) -> None:
        wanted, heard = (
            Counter(seen for one in through_the_pipeline(playbook, scenario, played)
                    for event in one.events if (seen := what_is_seen(event)) is not None)
            for played in (text, sound))
        for counts in (wanted, heard):
            for seen in counts:
                if seen[0] == "card":
                    counts[seen] = 1
        for counts, target in ((wanted & heard, found.kept), (wanted - heard, found.lost), (heard - wanted, found.gained)):
            for (kind, _), count in counts.items():
                target[kind] += count


def what_is_seen(event: Event) -> tuple[str, str] | None:
    """(type, what tells it from others of its type) of an event that a person sees; None for others."""
    match event:
        case Alert():
            return "alert", event.rule
        case Checklist():
            return ("checklist", event.item) if event.state == "done" else None
        case Intent():
            return ("intent", event.intent) if event.intent not in _NO_TOPIC else None
        case Mood():
            return "mood", event.mood
        case Card():
            return "card", event.id
        case Suggestion():
            return "suggestion", event.source[0] if event.source else event.text
        case Redaction():
            return "redaction", event.entity
        case Gate():
            return ("gate", event.operation) if event.state == "waiting" else None
    return None
