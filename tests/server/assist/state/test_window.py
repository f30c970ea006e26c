"""Topics, the window of turns and the summary of what is older."""

from __future__ import annotations

from protocol.assist import Promise, Suggestion, SuggestionWithdrawn
from server.assist.state.offers import AgentSpoken
from server.assist.state.topics import DEPTH, TopicStack
from server.assist.state.window import TURNS, Line, Older, TurnWindow


def test_a_topic_that_comes_back_is_on_top_again() -> None:
    stack = TopicStack()
    moved = [stack.hear(intent, at * 1000) for at, intent in enumerate(
        ("loan_inquiry", "rate_fee", "complaint", "card_loss", "loan_inquiry"))]
    assert moved == [True, False, False, True, True]
    assert [topic.intent for topic in stack] == ["loan_inquiry", "card_loss", "rate_fee"] and stack.current == "loan_inquiry"
    top = next(iter(stack))
    assert (top.since_ms, top.last_ms, top.lines) == (0, 4000, 2)
    for number in range(2 * DEPTH):
        stack.hear(f"topic{number}", number)
    assert len(list(stack)) == DEPTH


def lines(count: int) -> TurnWindow:
    window = TurnWindow()
    for place in range(count):
        if place % 2:
            window.add(Line(f"a{place}", "agent", place * 3000, "text", products=("loan",) if place == 1 else (),
                            promised=("三天内回电",) if place == 3 else ()))
        else:
            window.add(Line(f"c{place}", "customer", place * 3000, "text", "rate_fee" if place else "loan_inquiry", 0.8,
                            (("amount", f"{place + 1}万"),)))
    return window


def test_the_last_turns_are_whole_and_the_others_a_summary() -> None:
    window = lines(TURNS)
    assert len(window.turns) == TURNS and window.older == Older()
    window = lines(TURNS + 6)
    assert len(window.turns) == TURNS and window.turns[0].utterance == "c6"
    older = window.older
    assert (older.lines, older.until_ms) == (6, 15_000)
    assert older.topics == (("loan_inquiry", 1), ("rate_fee", 2)) and older.named == (("amount", "5万"),)
    assert older.offered == ("loan",) and older.promised == ("三天内回电",)


def test_the_summary_in_words() -> None:
    older = lines(TURNS + 6).older
    said = older.told("zh", {"loan_inquiry": "贷款咨询"}, {"loan": "星享贷"})
    assert said == "此前约1分钟、6句；谈过贷款咨询、rate_fee；客户说过5万；客服介绍过星享贷；客服答应过三天内回电"
    assert older.told("en", {}, {}).startswith("before: 6 lines in about 1 min; talked about") and Older().told("en", {}, {}) == ""


def test_a_long_call_stays_small() -> None:
    window = TurnWindow()
    for place in range(5000):
        window.add(Line(f"a{place}", "agent", place, "t", products=(f"p{place}",), promised=(f"later {place}",)))
    assert len(window.older.offered) <= 12 and len(window.older.promised) <= 12 and window.older.lines == 5000 - TURNS


def test_what_the_agent_offered_said_and_promised() -> None:
    spoken = AgentSpoken("zh")
    spoken.note([Promise(call="", text="三天内回电", by="agent"), Promise(call="", text="明天还款", by="customer"),
                 Suggestion(call="", id="s1", text="x", source=("rate",)), Suggestion(call="", id="s2", text="x", source=("fee",))])
    assert spoken.hear("a1", "星享贷年化利率3.65%", ["loan"], 4000) == ("三天内回电",)
    assert spoken.hear("a2", "星享贷最长36个月", ["loan"], 9000) == ()
    (offer,) = spoken.offers
    assert (offer.since_ms, offer.utterance, offer.figures) == (4000, "a2", ("3.65%", "36个月"))
    spoken.note([SuggestionWithdrawn(call="", id="s1", why="said"), SuggestionWithdrawn(call="", id="s2", why="topic")])
    assert spoken.said == ("rate",) and spoken.promises == ("三天内回电",)
