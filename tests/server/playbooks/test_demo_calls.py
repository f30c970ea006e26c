"""The demo dialogues as an agent sees them: nothing wrong, late, noisy; also where the recogniser garbles the words."""

from __future__ import annotations

from functools import cache

import pytest

from protocol.assist import Alert, Card, Checklist, Event, Intent, Mood, Suggestion
from protocol.message import Channel
from server.assist.assistant import Assistant
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts, Utterance, VoiceMeasures
from server.content.loading import find_playbook, list_playbooks, load_playbook
from server.content.playbook import Playbook
from server.speech.normalising import normalise

GARBLED = {"我要投诉你们": "我要头诉你们", "你们这是骗人！": "你们这是片人！", "核对无误": "和对无物", "再贷二十万": "在贷款在二十十万",
           "利率是多少": "利率十八十万", "好吧。": "好把。", "行，那": "形那"}
"""What a small recogniser made of some words."""
MEASURES = VoiceMeasures(-24.0, 180.0, 4.0, 4.0)


@cache
def book(name: str) -> Playbook:
    return load_playbook(find_playbook(name))


def play(name: str, scenario: str, *, garbled: bool = False) -> list[tuple[str, Event]]:
    """(the line as it was heard, event) of a dialogue at its pace; louder and faster lines sound so."""
    playbook = book(name)
    script = playbook.scenarios[scenario]
    record = playbook.customers[script.customer_id]
    pipeline = Pipeline(playbook, CallFacts("c", lang=playbook.lang, customer_id=record.id, started_at="2026-11-20T10:00:00+08:00",
                                            customer={"name": record.name, "title": record.title, **record.fields}))
    seen: list[tuple[str, Event]] = []
    at_ms, text = 0, ""
    for line in script.line:
        start_ms = at_ms + line.pause_ms
        for tick_ms in range(at_ms // 1000 * 1000 + 1000, start_ms, 1000):
            seen += [(text, event) for event in pipeline.tick(tick_ms)]
        text = line.text
        for right, wrong in GARBLED.items() if garbled else ():
            text = text.replace(right, wrong)
        text = normalise(text, playbook.lang)
        at_ms = start_ms + len(line.text) * (210 if playbook.lang == "zh" else 65)
        faster, louder = (line.rate or 175) / 175, ((line.volume or 100) - 100) / 10
        voice = VoiceMeasures(MEASURES.loudness_dbfs + louder, MEASURES.pitch_hz, 4.0, MEASURES.syllables_per_s * faster)
        said = Utterance(f"{line.channel}-{at_ms}", line.channel, start_ms, at_ms, text, playbook.lang,
                         0.9, voice if line.channel == "customer" else None)
        seen += [(text, event) for event in pipeline.hear(said).events]
    seen += [(text, event) for event in pipeline.finish(at_ms)]
    assert pipeline.state().failures == {}
    return seen


def moods(seen: list[tuple[str, Event]]) -> list[str]:
    return [event.mood for _, event in seen if isinstance(event, Mood)]


CALLS = [(name, scenario, garbled) for name in list_playbooks() for scenario in ("loan_complaint", "card_loss")
         for garbled in ((False, True) if name.startswith("zh") else (False,))]


@pytest.mark.parametrize(("name", "scenario", "garbled"), CALLS)
def test_nothing_is_missed_that_nobody_had_to_say(name: str, scenario: str, garbled: bool) -> None:
    seen = play(name, scenario, garbled=garbled)
    assert [event.item for _, event in seen if isinstance(event, Checklist) and event.state == "missed"] == []
    assert not [event.rule for _, event in seen if isinstance(event, Alert) and event.category == "missing_disclosure"]


@pytest.mark.parametrize("garbled", [False, True])
@pytest.mark.parametrize("name", list_playbooks())
def test_the_mood_rises_and_calms(name: str, garbled: bool) -> None:
    told = moods(play(name, "loan_complaint", garbled=garbled and name.startswith("zh")))
    changes = [mood for place, mood in enumerate(told) if place == 0 or told[place - 1] != mood]
    assert changes == ["anxious", "pleased", "angry", "calm"]
    scores = [event.score for _, event in play(name, "loan_complaint") if isinstance(event, Mood)]
    assert scores[-1] == 0 and min(scores) < -0.8


@pytest.mark.parametrize("name", list_playbooks())
def test_a_polite_end_is_calm_not_pleased(name: str) -> None:
    assert moods(play(name, "card_loss")) == ["anxious", "calm"]


@pytest.mark.parametrize(("name", "scenario", "garbled"), CALLS)
def test_identity_is_checked_when_it_is_confirmed(name: str, scenario: str, garbled: bool) -> None:
    states = [(event.state, line) for line, event in play(name, scenario, garbled=garbled)
              if isinstance(event, Checklist) and event.item == "identity_check"]
    assert [state for state, _ in states] == ["due", "due", "done"]
    assert any(word in states[-1][1] for word in ("核对无误", "和对无物", "Mister Grant", "verified"))


@pytest.mark.parametrize(("name", "scenario", "garbled"), CALLS)
def test_no_calculation_with_an_amount_nobody_meant(name: str, scenario: str, garbled: bool) -> None:
    principals = [event.rows[0].value for _, event in play(name, scenario, garbled=garbled)
                  if isinstance(event, Card) and event.kind == "calculator"]
    expected = {("zh_finance", False): ["200,000元"], ("en_finance", False): ["$20,000"]}
    assert principals == (expected.get((name, garbled), []) if scenario == "loan_complaint" else [])


@pytest.mark.parametrize("garbled", [False, True])
def test_the_complaint_is_heard_and_the_words_to_register_it_are_offered(garbled: bool) -> None:
    seen = play("zh_finance", "loan_complaint", garbled=garbled)
    assert [event.rule for _, event in seen if isinstance(event, Alert)] == ["guaranteed_approval", "complaint", "card_data"]
    offered = [event.text for _, event in seen if isinstance(event, Suggestion)]
    assert "非常抱歉。我现在为您登记投诉，给您编号，3天内给您回电。" in offered


@pytest.mark.parametrize(("name", "scenario", "garbled"), CALLS)
def test_suggestions_name_their_sources_and_at_most_two_cards_come_at_once(name: str, scenario: str, garbled: bool) -> None:
    cards: dict[str, int] = {}
    for line, event in play(name, scenario, garbled=garbled):
        if isinstance(event, Suggestion):
            assert event.source_titles and all(event.source_titles)
        cards[line] = cards.get(line, 0) + isinstance(event, Card)
    assert max(cards.values()) <= 2


@pytest.mark.parametrize("name", list_playbooks())
def test_a_new_card_number_is_no_agreement(name: str) -> None:
    intents = {line: event.intent for line, event in play(name, "loan_complaint") if isinstance(event, Intent)}
    assert "agree" not in intents.values()


INTENTS = [
    ("我的卡被刷了三千块，怎么回事？", "transaction_dispute"), ("卡里少了两千块，怎么回事", "transaction_dispute"),
    ("昨天扣了我五百块是怎么回事啊", "transaction_dispute"), ("能不能减免利息", "repayment"), ("我失业了，能减免一点利息吗", "repayment"),
    ("我担心被盗刷", "card_loss"), ("我要头诉你们", "complaint"), ("我要诉你们", "complaint"), ("贷款怎么办理", "loan_inquiry"),
    ("利率是多少", "rate_fee"), ("好的，没问题", "agree"), ("为什么我的申请被拒", "rejection_reason"),
    ("My application was declined, why?", "rejection_reason"), ("Application declined", "rejection_reason"),
    ("You declined my application", "rejection_reason"), ("What is the status of my application?", "application_status"),
    ("Why was I charged three hundred dollars?", "transaction_dispute"), ("Why was I charged a late fee?", "rate_fee"),
    ("I lost my job and can't make my payment", "repayment"), ("I lost my card", "card_loss"),
    ("All right. My new card number is four two eight eight.", "other"), ("All right, sounds good.", "agree"),
    ("That's fine, go ahead.", "agree"), ("I don't recognize this charge", "transaction_dispute"),
]


@pytest.mark.parametrize(("text", "intent"), INTENTS)
def test_what_customers_mean(text: str, intent: str) -> None:
    playbook = book("en_finance" if text.isascii() else "zh_finance")
    assistant = Assistant(playbook, CallFacts("c", lang=playbook.lang))
    channel: Channel = "agent"
    assistant.hear(Utterance("a", channel, 0, 900, "可以吗？" if playbook.lang == "zh" else "Is that all right?", playbook.lang))
    found = [event.intent for event in assistant.hear(Utterance("c", "customer", 1000, 3000, text, playbook.lang))
             if isinstance(event, Intent)]
    assert found == [intent]


@pytest.mark.parametrize("text", ["麻烦您帮我查一下余额", "贷款怎么办理？", "现在不方便说，明天再打", "Can you say that again?", "好的好的，谢谢",
                                  "Okay, thank you for your help.", "I have no problem with that", "好的，谢谢你，辛苦了。"])
def test_plain_and_polite_words_are_no_mood(text: str) -> None:
    playbook = book("en_finance" if text.isascii() else "zh_finance")
    pipeline = Pipeline(playbook, CallFacts("c", lang=playbook.lang))
    heard = pipeline.hear(Utterance("customer-1", "customer", 0, 2000, text, playbook.lang))
    assert moods([(text, event) for event in heard.events]) == []
