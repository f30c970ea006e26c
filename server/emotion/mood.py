"""The customer's mood over the call: in come utterances, out come `Mood` events when it changes.

Built for the customer channel alone: an utterance of the agent is put aside before anything is looked at, so no
score of the agent exists anywhere.  Words (`server.emotion.words`, `server.emotion.wording`) say which mood, the voice
(`server.emotion.voice`) says how strongly; both fade, and a mood is left later than it is entered, so the screen does not
flicker.
Next: `server.assist`, which prefers replies that fit the mood.
"""

from __future__ import annotations

from protocol.assist import Event, Mood, MoodName
from protocol.message import Channel
from server.assist.indexes import PerPlaybook
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook
from server.emotion.voice import VoiceBaseline
from server.emotion.wording import WEIGHT, shown_mood
from server.emotion.words import MoodWords

CHANNEL: Channel = "customer"
"""The only channel that is ever read."""

HALF_LIFE_MS = 40_000
"""A word counts half after so long …"""
PER_UTTERANCE = 0.55
"""… and every further utterance of the customer without one takes it down by this factor: who speaks plainly has calmed."""
MOST = 2.5
"""Evidence never exceeds this, so that calming does not depend on how much was said in anger."""
RAISED = 0.4
"""Arousal from which a voice alone keeps a mood up."""
ENTER = 0.6
LEAVE = 0.35
STEP = 0.25
"""A change of the score that is worth telling though the mood's name stays."""

_MOODS: tuple[MoodName, ...] = ("angry", "anxious", "unhappy", "pleased")
_BAD: tuple[MoodName, ...] = ("angry", "anxious", "unhappy")
_DAMPED = 0.3
"""What is left of a mood that the words speak against."""
_DEPTH: dict[MoodName, float] = {"angry": -1.0, "unhappy": -0.6, "anxious": -0.5, "pleased": 0.8, "calm": 0.0}
_FULL = 2.0
"""Evidence at which a score reaches its depth."""
_words = PerPlaybook(MoodWords)


class MoodTracker:
    """The mood of one call's customer."""

    def __init__(self, playbook: Playbook, facts: CallFacts) -> None:
        self._call = facts.call
        self._coaching = playbook.coaching
        self._lang = playbook.lang
        self._words = _words.of(playbook)
        self._voice = VoiceBaseline()
        self._evidence: dict[MoodName, float] = dict.fromkeys(_MOODS, 0.0)
        self._heard_ms = 0
        self._told = 0.0
        self._coached: dict[MoodName, int] = {}
        self.mood: MoodName = "calm"
        """The mood now."""
        self.score = 0.0
        """-1 (worst) .. 1."""

    def hear(self, utterance: Utterance) -> list[Event]:
        """A `Mood` if the mood changed or its score moved by a marked step; nothing for the agent, ever."""
        if utterance.channel != CHANNEL:
            return []
        said = self._words.find(utterance.text)
        meant = None if said else shown_mood(utterance.text, self._lang)
        sounded = self._voice.compare(utterance, neutral=not said and meant is None)
        showing = [word for word in said if word.mood != "calm"]
        self._fade(utterance.end_ms, bool(showing) or meant is not None or (not said and sounded.arousal >= RAISED))
        for word in said:
            if word.mood == "calm":
                # Also a polite `thank you`: it ends a bad mood, but shows no good one.
                self._damp(_MOODS if word.strength >= 1 else _BAD, word.strength)
            else:
                self._evidence[word.mood] += word.strength * (1 + 0.5 * sounded.arousal)
        if meant is not None:
            self._evidence[meant] += WEIGHT * (1 + 0.5 * sounded.arousal)
        if not said and sounded.arousal:
            # A raised voice without a word for it: impatience, read as the mildest bad mood, more so on top of a bad one.
            heated: MoodName = "angry" if self.mood == "angry" else "unhappy"
            if self.mood != "pleased":
                self._evidence[heated] += sounded.arousal
        if any(word.mood in _BAD for word in said):
            self._damp(("pleased",))
        elif any(word.mood == "pleased" for word in said):
            self._damp(_BAD)
        for mood in _MOODS:
            self._evidence[mood] = min(MOST, self._evidence[mood])
        worded = () if meant is None else ("worded",)
        cues = (*sounded.cues, *worded, *dict.fromkeys(f"said:{word.phrase}" for word in said))
        return self._judge(cues)

    def forget(self) -> list[Event]:
        """The customer wants no analysis: nothing of it stays, and a mood that was told is taken back."""
        told, self._told = self.mood != "calm" or self._told != 0.0, 0.0
        self._evidence = dict.fromkeys(_MOODS, 0.0)
        self._voice = VoiceBaseline()
        self.mood, self.score = "calm", 0.0
        return [Mood(call=self._call, mood="calm", score=0.0)] if told else []

    def tick(self, at_ms: int) -> list[Event]:
        """Nothing: a mood is only told with the words that show it."""
        return []

    def _fade(self, at_ms: int, shown: bool) -> None:
        factor = 0.5 ** (max(0, at_ms - self._heard_ms) / HALF_LIFE_MS) * (1.0 if shown else PER_UTTERANCE)
        self._heard_ms = max(at_ms, self._heard_ms)
        for mood in _MOODS:
            self._evidence[mood] *= factor

    def _damp(self, moods: tuple[MoodName, ...], strength: float = 1.0) -> None:
        for mood in moods:
            self._evidence[mood] *= _DAMPED ** min(1.0, strength)

    def _judge(self, cues: tuple[str, ...]) -> list[Event]:
        strongest = max(_MOODS, key=lambda mood: self._evidence[mood])
        before, before_score = self.mood, self.score
        if self._evidence[strongest] >= ENTER:
            self.mood = strongest
        elif before == "calm" or self._evidence[before] < LEAVE:
            self.mood = "calm"
        strength = 0.0 if self.mood == "calm" else self._evidence[self.mood]
        self.score = round(_DEPTH[self.mood] * min(1.0, 0.4 + 0.6 * strength / _FULL), 2) if strength else 0.0
        if self.mood == before and abs(self.score - self._told) < STEP:
            return []
        self._told = self.score
        if self.mood == before and self.mood in _BAD and self.score > before_score:
            # Kind words are no cause of a bad mood that still holds.
            cues = ("easing", *(cue for cue in cues if cue.startswith("said:")))[:2]
        return [Mood(call=self._call, mood=self.mood, score=self.score, cues=cues, coaching=self._sentence())]

    def _sentence(self) -> str:
        """The next coaching sentence for this mood, in the playbook's order, round and round."""
        sentences = self._coaching.get(self.mood, ())
        if not sentences:
            return ""
        turn = self._coached.get(self.mood, 0)
        self._coached[self.mood] = turn + 1
        return sentences[turn % len(sentences)]
