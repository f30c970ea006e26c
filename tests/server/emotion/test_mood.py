"""The customer's mood: transitions, fading, negation, the voice, and the agent's channel left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from protocol.assist import Mood
from server.calls.utterance import Utterance, VoiceMeasures
from server.content.loading import BUILT_IN, load_playbook
from server.content.playbook import MoodWord, Playbook
from server.emotion.mood import MoodTracker

Make = Callable[..., Utterance]
New = Callable[[Playbook], MoodTracker]

PLAIN = VoiceMeasures(-24.0, 180.0, 4.0, 4.0)
RAISED = VoiceMeasures(-16.0, 215.0, 7.0, 5.6)


def moods(tracker: MoodTracker, *lines: Utterance) -> list[str]:
    """Names of the moods told."""
    return [event.mood for one in lines for event in tracker.hear(one) if isinstance(event, Mood)]


def test_anger_is_told_once_with_its_cues_and_a_coaching_sentence(zh: Playbook, tracker: New, line: Make) -> None:
    mood = tracker(zh)
    (event,) = mood.hear(line("你们骗人,我要投诉!", 2))
    assert isinstance(event, Mood)
    assert (event.mood, event.cues, event.coaching) == ("angry", ("said:骗人", "said:投诉"), "先道歉。")
    assert -1 <= event.score < -0.5
    assert moods(mood, line("你们骗人,我要投诉!", 5)) == []


def test_anger_fades_to_calm_over_neutral_lines(zh: Playbook, tracker: New, line: Make) -> None:
    mood = tracker(zh)
    told = moods(mood, line("我要投诉!"), *(line("嗯,您说。", 20 + 15 * step) for step in range(6)))
    assert told[0] == "angry" and told[-1] == "calm"
    assert mood.score == 0.0


def test_mood_turns_from_angry_to_pleased(zh: Playbook, tracker: New, line: Make) -> None:
    told = moods(tracker(zh), line("我很生气"), line("真的吗?太好了", 30), line("太好了", 40))
    assert told == ["angry", "pleased"]


def test_a_calm_word_calms(zh: Playbook, tracker: New, line: Make) -> None:
    assert moods(tracker(zh), line("我很担心"), line("没事,不着急", 6)) == ["anxious", "calm"]


@pytest.mark.parametrize("text", ["我不生气", "我没有生气", "我不是很生气", "别生气"])
def test_negated_words_do_not_count_in_chinese(zh: Playbook, tracker: New, line: Make, text: str) -> None:
    assert moods(tracker(zh), line(text)) == []


@pytest.mark.parametrize("text", ["I'm not angry", "I am not really angry at all", "I wasn't angry"])
def test_negated_words_do_not_count_in_english(en: Playbook, tracker: New, line: Make, text: str) -> None:
    assert moods(tracker(en), line(text, lang="en")) == []


def test_a_weak_word_counts_once_intensified(zh: Playbook, en: Playbook, tracker: New, line: Make) -> None:
    strong, plain = tracker(zh), tracker(zh)
    strong.hear(line("我非常失望"))
    plain.hear(line("我失望"))
    assert strong.score < plain.score < 0
    assert moods(tracker(en), line("I am extremely upset", lang="en")) == ["unhappy"]


def test_a_word_inside_a_longer_one_counts_once(zh: Playbook, tracker: New, line: Make) -> None:
    (event,) = tracker(zh).hear(line("太好了"))
    assert isinstance(event, Mood) and event.cues == ("said:太好了",)


def test_one_hundred_agent_utterances_give_no_event(zh: Playbook, tracker: New, line: Make) -> None:
    mood = tracker(zh)
    for number in range(100):
        assert mood.hear(line("我非常生气,你骗人,我要投诉!", 2 + number, "agent", RAISED)) == []
    assert (mood.mood, mood.score) == ("calm", 0.0)
    # Nor did the agent's voice become the measure for the customer's.
    assert mood.hear(line("我想问一下", 200, voice=RAISED)) == []


def test_voice_alone_against_the_same_speakers_beginning(zh: Playbook, tracker: New, line: Make) -> None:
    mood = tracker(zh)
    calm = [line("我想问一下还款", 3 * step, voice=PLAIN) for step in range(1, 5)]
    assert moods(mood, *calm) == []
    (event,) = mood.hear(line("这个怎么弄的", 20, voice=RAISED))
    assert isinstance(event, Mood) and event.mood == "unhappy"
    assert event.cues == ("louder:8dB", "higher:3.1st", "faster:1.4x")


def test_a_loud_and_high_voice_is_nobodys_mood(zh: Playbook, tracker: New, line: Make) -> None:
    assert moods(tracker(zh), *(line("我想问一下", 3 * step, voice=RAISED) for step in range(1, 12))) == []


def test_words_and_voice_together_weigh_more(zh: Playbook, tracker: New, line: Make) -> None:
    loud, quiet = tracker(zh), tracker(zh)
    for step in range(1, 5):
        for mood in (loud, quiet):
            mood.hear(line("我想问一下", 3 * step, voice=PLAIN))
    loud.hear(line("我要投诉", 20, voice=RAISED))
    quiet.hear(line("我要投诉", 20, voice=PLAIN))
    assert loud.score < quiet.score < 0


def test_time_alone_tells_nothing(zh: Playbook, tracker: New, line: Make) -> None:
    mood = tracker(zh)
    mood.hear(line("我要投诉"))
    assert mood.tick(600_000) == []


def test_thanks_end_a_bad_mood_and_show_no_good_one(tracker: New, line: Make) -> None:
    playbook = Playbook(id="m", title="m", lang="zh", version="1", mood_words=(
        MoodWord(phrase="骗人", mood="angry", weight=2.0), MoodWord(phrase="太过分", mood="angry", weight=2.0),
        MoodWord(phrase="谢谢", mood="calm"), MoodWord(phrase="好吧", mood="calm", weight=0.6),
        MoodWord(phrase="怎么办", mood="anxious"), MoodWord(phrase="怎么办理", mood="calm", weight=0.0)))
    mood = tracker(playbook)
    scores = [event.score for event in mood.hear(line("骗人，太过分，骗人！")) + mood.hear(line("好吧，还款卡换了", 12))
              + mood.hear(line("好的，谢谢", 18)) if isinstance(event, Mood)]
    assert scores[0] == -1.0 and scores == sorted(scores) and (mood.mood, mood.score) == ("calm", 0.0)
    assert moods(tracker(playbook), line("好的，谢谢")) == []
    assert moods(tracker(playbook), line("贷款怎么办理")) == []
    assert moods(tracker(playbook), line("怎么办")) == ["anxious"]


def test_however_much_was_said_in_anger_plain_words_calm(zh: Playbook, tracker: New, line: Make) -> None:
    mood = tracker(zh)
    for step in range(1, 8):
        mood.hear(line("你们骗人,我要投诉!", 3 * step, voice=RAISED))
    told = moods(mood, *(line("三天之内给我回电话", 24 + 6 * step, voice=PLAIN) for step in range(1, 5)))
    assert told[-1] == "calm" and mood.score == 0.0


def test_a_raised_voice_keeps_a_bad_mood_up(zh: Playbook, tracker: New, line: Make) -> None:
    raised, plain = tracker(zh), tracker(zh)
    for mood, voice in ((raised, RAISED), (plain, PLAIN)):
        for step in range(1, 4):
            mood.hear(line("我想问一下", 3 * step, voice=PLAIN))
        mood.hear(line("我要投诉", 14, voice=voice))
        for step in range(1, 4):
            mood.hear(line("三天之内给我回电话", 14 + 5 * step, voice=voice))
    assert (raised.mood, plain.mood) == ("angry", "calm")


def test_a_mood_that_eases_is_not_blamed_on_kind_words(zh: Playbook, tracker: New, line: Make) -> None:
    mood = tracker(zh)
    events = mood.hear(line("你们骗人,我要投诉!"))
    for step in range(1, 4):
        events += mood.hear(line("嗯,您说。", 12 * step))
    easing = [event for event in events if event.mood == "angry" and event.score > events[0].score]
    assert easing and all(event.cues[0] == "easing" for event in easing)


@pytest.mark.parametrize(("book", "plain", "bad"), [
    ("zh_finance", ("算了，没事了。", "行，那就算了。"), ("算了，说了也没用。", "你们就是敷衍，算了。")),
    ("en_finance", ("Never mind, I found it.", "Oh, never mind."), ("Never mind. This is useless.", "I am fed up, never mind.")),
])
def test_taking_a_question_back_is_no_bad_mood_by_itself(tracker: New, line: Make, book: str, plain: tuple[str, ...],
                                                         bad: tuple[str, ...]) -> None:
    playbook = load_playbook(BUILT_IN / book)
    for text in plain:
        assert moods(tracker(playbook), line(text, 2)) == [], text
    for text in bad:
        assert moods(tracker(playbook), line(text, 2), line(text, 6))[:1] in (["unhappy"], ["angry"]), text
