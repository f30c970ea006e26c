"""Where a reply comes from, in words that an agent reads."""

from __future__ import annotations

import re

import pytest

from protocol.assist import Alert, Checklist, Suggestion, SuggestionWithdrawn
from server.assist.assistant import Assistant
from server.assist.origins import Titles
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook, list_playbooks, load_playbook
from server.content.playbook import Reply

BOOKS = {name: load_playbook(find_playbook(name)) for name in list_playbooks()}
ZH, EN = BOOKS["zh_finance"], BOOKS["en_finance"]


def assistant(name: str = "zh_finance") -> Assistant:
    """A call of the first customer, identified."""
    playbook = BOOKS[name]
    record = next(iter(playbook.customers.values()))
    made = Assistant(playbook, CallFacts("c", lang=playbook.lang, customer_id=record.id,
                                         customer={"title": record.title, **record.fields}))
    made.note([Checklist(call="c", item="identity_check", state="done")])
    return made


def offered(made: Assistant, text: str, at_ms: int = 3000) -> Suggestion:
    """The suggestion for a line."""
    (one,) = [event for event in made.hear(Utterance(f"customer-{at_ms}", "customer", at_ms - 2000, at_ms, text, made._lang))
              if isinstance(event, Suggestion)]
    return one


def test_topic_table_and_date() -> None:
    assert offered(assistant(), "提前还款要收违约金吗？").source_titles[0] == "提前还款话术 · 星享贷产品表 2026-11-01"
    assert offered(assistant("en_finance"), "What is the interest rate?").source_titles[0] \
        == "Reply: Rates and fees · Harbor Loan, product table of 2026-11-01"


def test_the_record_and_its_date() -> None:
    assert "还款话术 · 客户档案 2026-11-01" in offered(assistant(), "我的还款卡换了，怎么换还款卡？").source_titles


@pytest.mark.parametrize("name", list_playbooks())
def test_every_reply_has_a_title_without_ids(name: str) -> None:
    playbook = BOOKS[name]
    titles = Titles(playbook)
    for reply in playbook.replies.values():
        title = titles.of(reply, reply.intents[0], [])
        assert title and not re.search(r"_|\{", title) and reply.id not in title.split(), title


def test_a_source_of_its_own_comes_first_and_the_unknown_is_left_out() -> None:
    reply = Reply(id="r", text="t", intents=("complaint",), source="投诉办法")
    assert Titles(ZH).of(reply, "complaint", ["said:u1", "product.none.x", "offer.a.b", "reply.r.source"]) == "投诉办法 · 本次报价"


def test_words_against_the_rules_do_not_settle_the_reply_that_says_the_opposite() -> None:
    made = assistant("en_finance")
    assert "can't promise approval" in offered(made, "Will I be approved? I need the money quickly.").text
    line = Utterance("agent-9000", "agent", 6000, 9000,
                     "I promise approval, with complete papers we decide within 3 business days, it depends on nothing.", "en")
    breach = Alert(call="c", id="guaranteed_approval:1", category="guaranteed_approval", severity="stop",
                   rule="guaranteed_approval")
    assert made.hear_after(line, [breach]) == [] and made.active_id
    assert [event.why for event in made.hear(line) if isinstance(event, SuggestionWithdrawn)] == ["said"]


def test_a_correction_is_offered_only_after_the_breach() -> None:
    made = assistant()
    made.hear(Utterance("customer-1", "customer", 0, 1000, "那我能批下来吗？", "zh"))
    calm = made.hear(Utterance("customer-2", "customer", 4000, 5000, "真的吗？那太好了。", "zh"))
    assert not [event for event in calm if isinstance(event, Suggestion)]
    made.note([Alert(call="c", id="guaranteed_approval:1", category="guaranteed_approval", severity="stop",
                     rule="guaranteed_approval")])
    assert offered(made, "真的吗？那太好了。", 9000).text.startswith("更正一下")


def test_hardship_is_offered_only_to_words_of_hardship() -> None:
    made = assistant()
    changed = offered(made, "还款卡换了，怎么换还款卡？")
    assert not [text for text in (changed.text, *changed.alternatives) if "难处" in text]
    assert "协商还款" in offered(made, "我失业了，月供还不上，能不能减免利息？", 9000).text
