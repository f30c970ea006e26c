"""What is said and how it is spoken: sentences of the playbooks, the true ends of the voice, and no synthesiser."""

from __future__ import annotations

import numpy as np
import pytest

from protocol.message import CHANNELS, Language
from server.benchmarking import voices
from server.benchmarking.errors import VoicesMissing
from server.benchmarking.texts import LONGEST_CHARACTERS, sentences
from server.benchmarking.voices import speak, stretches
from server.content.loading import find_playbook, load_playbook

LANGS: tuple[Language, ...] = ("zh", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_has_enough_to_say_on_both_sides(lang: Language) -> None:
    said = sentences(load_playbook(find_playbook(f"{lang}_finance")))
    for channel in CHANNELS:
        assert len(said[channel]) >= 40 and len(set(said[channel])) == len(said[channel])
        assert max(map(len, said[channel])) <= LONGEST_CHARACTERS[lang]
        assert not any("{" in text for text in said[channel])


def test_stretches_of_voice_end_where_the_sound_ends() -> None:
    sound = np.zeros(16_000, np.int16)
    sound[1600:4800] = sound[5120:6400] = sound[9600:12_800] = 3000
    assert stretches(sound) == ((1600, 6400), (9600, 12_800)), "a gap of 20 ms belongs to the voice, one of 200 ms does not"
    assert stretches(np.zeros(16_000, np.int16)) == ()


def test_vowels_stand_in_for_every_sentence() -> None:
    playbook = load_playbook(find_playbook("zh_finance"))
    lines = speak(playbook, "vowels")
    assert [len(lines.by_channel[channel]) for channel in CHANNELS] == [len(sentences(playbook)[channel])
                                                                        for channel in CHANNELS]
    one = lines.by_channel["agent"][0]
    assert one.voiced[0][0] == 0 and one.voiced[-1][1] == len(one.pcm)


def test_sentences_are_spoken_by_the_synthesiser(monkeypatch: pytest.MonkeyPatch) -> None:
    playbook = load_playbook(find_playbook("zh_finance"))
    monkeypatch.setattr(voices, "sentences", lambda _: {"customer": ["你好。"], "agent": ["您好，请讲。", "好的。"]})
    lines = speak(playbook, "espeak")
    assert [line.text for line in lines.by_channel["agent"]] == ["您好，请讲。", "好的。"]
    spoken = lines.by_channel["agent"][0]
    assert 0.6 < len(spoken.pcm) / 16_000 < 4 and spoken.voiced[-1][1] == len(spoken.pcm)


def test_without_a_synthesiser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "find_spec", lambda name: None)
    with pytest.raises(VoicesMissing, match="--voices vowels"):
        speak(load_playbook(find_playbook("zh_finance")), "espeak")
