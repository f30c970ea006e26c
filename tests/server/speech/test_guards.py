"""What recognisers invent is kept off the screen; what people say is not."""

from __future__ import annotations

import pytest

from models.asr import Recognition
from server.speech.guards import GuardSettings, judge, phantom_letters


def recognition(text: str, log_prob: float = -0.2, no_speech: float = 0.05, lang: str = "zh") -> Recognition:
    return Recognition(text, log_prob, no_speech, 1.0, lang)


@pytest.mark.parametrize(
    "text", ["您好，这里是星辰银行。", "谢谢大家", "谢谢观看", "嗯", "对对对", "8888 8888 8888 8888", "Thank you."]
)
def test_speech_is_believed(text: str) -> None:
    assert judge(recognition(text), 3.0, 0.95).text == text


@pytest.mark.parametrize("text", ["谢谢观看", "字幕志愿者", "Thanks for watching!", "you", "请订阅"])
def test_phantoms_need_a_voice(text: str) -> None:
    assert judge(recognition(text), 3.0, 0.4).reason == "phantom"


def test_credits_need_certainty() -> None:
    text = "字幕由Amara.org社区提供"
    assert judge(recognition(text, no_speech=0.5), 3.0, 0.95).reason == "phantom"
    assert judge(recognition(text, log_prob=-1.4), 3.0, 0.95).reason == "phantom"


@pytest.mark.parametrize("text", ["", "  ", "。。。", "...", "♪♪"])
def test_text_without_letters_is_nothing(text: str) -> None:
    assert judge(recognition(text), 1.0).reason == "empty"


def test_silence_by_the_models_own_opinion() -> None:
    assert judge(recognition("好的", log_prob=-1.5, no_speech=0.8), 1.0).reason == "no_speech"
    assert judge(recognition("好的", log_prob=-0.3, no_speech=0.8), 1.0).text == "好的"


def test_guesses_need_a_voice() -> None:
    assert judge(recognition("好的", log_prob=-1.5), 1.0, 0.4).reason == "low_confidence"
    assert judge(recognition("好的", log_prob=-1.5), 1.0, 0.95).text == "好的"


def test_more_than_anybody_can_say_is_refused() -> None:
    text = "今天天气真不错我们一起去公园散步吧然后再去吃饭看电影"
    assert judge(recognition(text), 1.0).reason == "too_long"
    assert judge(recognition(text), 4.0).text == text


def test_a_loop_is_cut_to_its_phrase_or_dropped() -> None:
    looped = "我想问一下" + "利率是多少" * 8
    verdict = judge(recognition(looped), 8.0)
    assert (verdict.text, verdict.shortened) == ("我想问一下利率是多少", True)
    assert judge(recognition(looped, log_prob=-1.3), 8.0).reason == "loop"
    assert judge(recognition(looped), 8.0, 0.3).reason == "loop"


def test_a_prompt_read_back_is_dropped_when_doubtful() -> None:
    prompt = "您好这里是星辰银行请问有什么可以帮您"
    echoed = recognition("这里是星辰银行", log_prob=-1.2)
    assert judge(echoed, 3.0, 0.9, prompt).reason == "prompt_echo"
    assert judge(recognition("这里是星辰银行"), 3.0, 0.9, prompt).text
    assert judge(recognition("银行", log_prob=-1.2), 3.0, 0.9, prompt).text


@pytest.mark.parametrize("text", ["八八八八八八", "seven seven seven seven", "对对对对", "好好好", "no no no no", "谢谢大家", "Thank you.",
                                  "卡号六二二二零零零零零零零零八八八八八八八", "零零零零零零零零零零零零", "Okay.", "再见", "Bye-bye."])
def test_clear_speech_is_believed_however_it_repeats_itself(text: str) -> None:
    said = Recognition(text, -0.2, 0.05, 1.0, "zh" if ord(text[0]) > 255 else "en", tuple(text))
    assert judge(said, 3.0, 0.9).text == text


def test_no_text_is_believed_without_any_voice() -> None:
    assert judge(recognition("我想查一下余额", log_prob=-0.1), 3.0, 0.1).reason == "no_voice"
    assert judge(recognition("我想查一下余额", log_prob=-0.1), 3.0, 0.3).text == "我想查一下余额"


def test_short_words_of_a_clear_voice_are_no_phantoms() -> None:
    # the silence around a short word lowers its mean
    for text in ("对对对", "谢谢", "再见", "嗯", "好好好", "Thank you.", "Bye.", "Yes."):
        assert judge(recognition(text, log_prob=-0.75, lang="en" if text.isascii() else "zh"), 0.8, 0.5).text == text
    for text in ("谢谢", "Thank you.", "Thank you. Thank you."):
        assert judge(recognition(text), 0.8, 0.4).reason == "phantom"
    assert judge(recognition("谢谢观看"), 0.8, 0.5).reason == "phantom"


def test_less_voice_asks_for_more_certainty() -> None:
    assert judge(recognition("我想查一下余额", log_prob=-0.8), 3.0, 0.4).reason == "low_confidence"
    assert judge(recognition("我想查一下余额", log_prob=-0.8), 3.0, 0.9).text == "我想查一下余额"


def test_tokens_that_make_no_text_loop_too() -> None:
    pieces = ("我", "想", *("\ufffd", "\ufffe", "\ufffd") * 4)
    assert judge(Recognition("我想" + "\ufffd\ufffe" * 2, -0.3, 0.1, 1.0, "zh", pieces), 8.0, 0.9).reason == "loop"


def test_a_playbook_adds_phantoms() -> None:
    settings = GuardSettings(phantoms=phantom_letters(["本节目由星辰赞助。", "…"]))
    heard = Recognition(text="本节目由星辰赞助", avg_log_prob=-0.3, no_speech_prob=0.1, compression_ratio=1.0, lang="zh")
    assert judge(heard, 2.0, 0.4, "", settings).reason == "phantom"
    assert judge(heard, 2.0, 0.9, "", settings).text == "本节目由星辰赞助"
