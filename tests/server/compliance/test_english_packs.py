"""Sentences beside the rules of the English packs: denial, question, quotation, report and role decide which of them count.

The rules were mended where they failed here, so this is no measure of them; the third layer is off, so that their own
words decide.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from protocol.assist import Alert
from protocol.message import Channel
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.content.loading import load_playbook
from server.content.playbook import Playbook

Case = tuple[Channel, str, str]
"""Who says it, what, and the rule that it breaks; empty for none."""

US_FINANCE: list[Case] = [
    ("agent", "This fund does not come with guaranteed returns.", ""),
    ("agent", "I'm not going to tell you there's no risk, because there is.", ""),
    ("agent", "There's no such thing as a guaranteed profit in a fund.", ""),
    ("agent", "You are not guaranteed to be approved, the underwriter decides.", ""),
    ("agent", "We do check credit, so it isn't a done deal.", ""),
    ("agent", "I'd never say that ours are the best rates in the country.", ""),
    ("agent", "An annuity is not the same as a CD and it isn't FDIC insured.", ""),
    ("agent", "It isn't interest free, the APR is nineteen percent.", ""),
    ("agent", "You should not borrow more than you need.", ""),
    ("agent", "Please do not take a new loan to pay the old one.", ""),
    ("agent", "I can't guarantee a refund, the disputes team decides.", ""),
    ("agent", "This is not your last chance, the offer stays open all month.", ""),
    ("agent", "We won't come to your house and we won't call your employer.", ""),
    ("agent", "Nobody will have you arrested over a credit card.", ""),
    ("agent", "I'm not a lawyer and I'm not from the government.", ""),
    ("agent", "I'm not able to tell you whether he owes us anything.", ""),
    ("agent", "You don't have to tell me your PIN.", ""),
    ("agent", "Don't ever read the code to anybody, and that includes me.", ""),
    ("agent", "I can't text you from my personal phone.", ""),
    ("agent", "You can't skip the terms, I have to read them.", ""),
    ("agent", "You don't have to agree to marketing to get the card.", ""),
    ("agent", "It doesn't cover everything, floods are excluded.", ""),
    ("agent", "It's not a savings account, but you can't lose money with it.", "no_risk"),
    ("agent", "Don't worry, the principal is guaranteed.", "guaranteed_return"),
    ("agent", "No problem, you'll definitely be approved.", "guaranteed_approval"),
    ("agent", "You don't need a lawyer, there's no risk here.", "no_risk"),
    ("agent", "Why not borrow more than you need while you can?", "over_borrowing"),
    ("agent", "If you don't pay, we will call your employer.", "threat"),
    ("agent", "I'm not joking, you'll go to jail.", "threat"),
    ("agent", "Were you asking whether the return is guaranteed?", ""),
    ("agent", "Did someone tell you it was risk free?", ""),
    ("agent", "Is it important to you that the principal is guaranteed?", ""),
    ("agent", "It's risk free, okay?", "no_risk"),
    ("agent", "Can you tell me the code we just sent?", "credential_request"),
    ("agent", "Are you deaf?", "insult"),
    ("agent", "Should I call your boss about it?", "threat"),
    ("customer", "So there's no risk at all, right?", ""),
    ("customer", "Are you going to send the police?", ""),
    ("agent", "The man wrote \"guaranteed returns\" in his ad, and that's a scam.", ""),
    ("agent", "If a caller says this is the IRS, please hang up.", ""),
    ("agent", "You said the other adviser promised you double your money.", ""),
    ("agent", "Scammers tell people there is no risk.", ""),
    ("agent", "Anyone who asks you to tell them the code is a thief.", ""),
    ("agent", "He told you that you'd be arrested, is that right?", ""),
    ("agent", "A caller who claims to be a police officer is not from us.", ""),
    ("agent", "You mentioned that your neighbor was told approval is guaranteed.", ""),
    ("agent", "My colleague is right, it's a guaranteed return.", "guaranteed_return"),
    ("customer", "Your agent said approval is guaranteed.", ""),
    ("customer", "My personal number has changed.", ""),
    ("customer", "You idiot, give me my money.", ""),
    ("customer", "I will tell my family, and I'm filing a complaint.", "complaint"),
    ("customer", "I'm not calling to complain, I just need my balance.", ""),
    ("agent", "I'm sorry you want to file a complaint, I'll register it.", ""),
    ("customer", "Stop calling me.", "do_not_call"),
    ("agent", "We will stop calling you, I've registered it.", ""),
    ("customer", "They told me to buy gift cards and keep it secret.", "fraud_cue"),
    ("agent", "Did they tell you to buy gift cards?", ""),
    ("customer", "He said I'd be arrested and told me to wire the money.", "fraud_cue"),
    ("agent", "Were you asked to share your screen?", ""),
    ("agent", "Let me speak to a supervisor for you.", ""),
    ("agent", "Please call your family before we do it for you.", "threat"),
    ("agent", "Please tell your boss that you owe us, or we will.", "threat"),
    ("agent", "Please call your family and say goodbye, you're going to prison.", "threat"),
    ("agent", "Please tell your family to find the money by Friday.", "threat"),
    ("agent", "I recommend calling your family before you decide.", ""),
    ("agent", "Pay today, otherwise someone from the office will inform your landlord.", "threat"),
    ("agent", "Please phone your wife, or I will.", "threat"),
    ("agent", "Please warn your parents, the man who said you would go to jail is a fraud.", ""),
    ("agent", "This looks like a scam, please tell your family and don't send anything.", ""),
    ("agent", "Please call your family before you send money to anyone.", ""),
    ("agent", "You should tell your wife about those calls.", ""),
    ("agent", "Call your son on his old number first, it may not be him.", ""),
    ("agent", "It might help to talk it over or call your parents.", ""),
    ("agent", "Please call your employer and ask when the salary was sent.", ""),
    ("agent", "Could you tell your wife that her card has arrived at the branch?", ""),
    ("agent", "We'd rather not have to contact your landlord, so pay up.", "threat"),
    ("agent", "Somebody from our office will visit your parents tonight.", "threat"),
    ("agent", "Don't make me call your mother.", "threat"),
    ("agent", "I think this is fraud, please tell your family.", ""),
    ("agent", "We don't contact your employer about this.", ""),
    ("agent", "You asked, so here it is, your wife owes us three thousand.", "third_party_disclosure"),
    ("agent", "You asked what your wife owes, I can't tell you that.", ""),
    ("agent", "Did you send me the code yet?", "credential_request"),
    ("agent", "Did you tell the caller your password?", ""),
    ("agent", "I'll call you an idiot if I like.", "insult"),
    ("agent", "You called me an idiot, please don't.", ""),
    ("agent", "You pay no interest, trust me.", "rate_omission"),
    ("agent", "Our checking account pays no interest.", ""),
    ("agent", "There's no risk, that's beyond dispute.", "no_risk"),
    ("agent", "You won't lose your place in the line.", ""),
    ("agent", "You'd better watch out when you walk home.", "threat"),
    ("agent", "Watch out for calls from people who want your card.", ""),
    ("agent", "Scammers tell people that they will call your family.", ""),
]
EU_FINANCE: list[Case] = [
    ("customer", "Please don't record this conversation.", "eu_declines_recording"),
    ("customer", "I refuse to be recorded.", "eu_declines_recording"),
    ("customer", "I do not agree to the recording.", "eu_declines_recording"),
    ("customer", "I don't want you to record my voice.", "eu_declines_recording"),
    ("customer", "I don't want this call recorded.", "eu_declines_recording"),
    ("customer", "Stop recording, please.", "eu_declines_recording"),
    ("customer", "No recording, please.", "eu_declines_recording"),
    ("customer", "Turn the recording off.", "eu_declines_recording"),
    ("customer", "I take back my consent to being recorded.", "eu_declines_recording"),
    ("customer", "I object to being recorded.", "eu_declines_recording"),
    ("customer", "I don't mind if you record this.", ""),
    ("customer", "You may record the call.", ""),
    ("customer", "Is this call being recorded?", ""),
    ("customer", "Why do you record calls?", ""),
    ("customer", "My wife said don't record this, but I'm fine with it.", ""),
    ("customer", "I didn't say stop recording.", ""),
    ("customer", "I'm not asking you to turn off the recording.", ""),
    ("customer", "Could you send me the recording of last week?", ""),
    ("customer", "I'd like a record of my payments.", ""),
    ("customer", "For the record, I paid on Monday.", ""),
    ("agent", "If you don't want to be recorded, please tell me.", ""),
    ("agent", "You said please don't record this, so I've stopped it.", ""),
    ("agent", "I have turned off the recording.", ""),
    ("customer", "Could you please not record this?", "eu_asks_not_to_record"),
    ("customer", "Can we stop recording?", "eu_asks_not_to_record"),
    ("customer", "Would you turn off the recording?", "eu_asks_not_to_record"),
    ("customer", "I'm just asking, could you turn off the recording?", ""),
    ("customer", "Could you record my new address?", ""),
    ("customer", "Don't analyse my voice.", "eu_declines_mood_analysis"),
    ("customer", "Stop analyzing my emotions.", "eu_declines_mood_analysis"),
    ("customer", "I don't want my mood to be tracked.", "eu_declines_mood_analysis"),
    ("customer", "I don't consent to any emotion analysis.", "eu_declines_mood_analysis"),
    ("customer", "I object to the mood analysis.", "eu_declines_mood_analysis"),
    ("customer", "Turn off the emotion recognition.", "eu_declines_mood_analysis"),
    ("customer", "What does the mood analysis do?", ""),
    ("customer", "I don't object to the mood analysis.", ""),
    ("customer", "Is my voice analysed?", ""),
    ("customer", "I'm in a bad mood today.", ""),
    ("agent", "You may say that you don't want my mood tracking, I mean the analysis.", ""),
    ("agent", "I'm not a robot, I promise.", "eu_posing_as_human"),
    ("agent", "Yes, I am a real person.", "eu_posing_as_human"),
    ("agent", "You are talking to a human being, of course.", "eu_posing_as_human"),
    ("agent", "I'm a person, my name is Ines, I'm not a robot.", ""),
    ("agent", "I am an automated assistant.", ""),
    ("customer", "I am a real person, unlike you.", ""),
    ("customer", "Are you a robot?", ""),
    ("agent", "Would you like to talk to a real person?", ""),
    ("agent", "The fund's performance is guaranteed.", "eu_guaranteed_performance"),
    ("agent", "Past performance guarantees future results.", "eu_guaranteed_performance"),
    ("agent", "The performance is certain, believe me.", "eu_guaranteed_performance"),
    ("agent", "With us you get assured growth.", "eu_guaranteed_performance"),
    ("agent", "Past performance never guarantees future results.", ""),
    ("agent", "No one can promise guaranteed performance.", ""),
    ("agent", "Are you asking if the performance is guaranteed?", ""),
    ("agent", "If someone tells you the performance is guaranteed, be careful.", ""),
    ("agent", 'The adviser you saw wrote "assured growth", that was wrong.', ""),
    ("customer", "The leaflet says guaranteed growth.", ""),
    ("agent", "You must consent to profiling.", "eu_forced_consent"),
    ("agent", "You have to agree to the emotion analysis or I'll hang up.", "eu_forced_consent"),
    ("agent", "I'm afraid you cannot opt out of marketing.", "eu_forced_consent"),
    ("agent", "You don't have to consent to profiling.", ""),
    ("agent", "You never have to agree to marketing.", ""),
    ("agent", "Nobody says you must agree to marketing.", ""),
    ("agent", "You can opt out of marketing at any time.", ""),
    ("agent", "You can object to profiling, that's your right.", ""),
    ("agent", "You asked whether you have to agree to marketing, and you don't have to.", ""),
    ("customer", "I can't opt out of marketing in the app.", ""),
    ("customer", "Do I have to agree to marketing?", ""),
]


@lru_cache
def only(pack: str, home: Path) -> Playbook:
    """A playbook of one pack and nothing else."""
    (home / "playbook.toml").write_text(
        f'id = "calls"\ntitle = "Calls"\nlang = "en"\nversion = "1"\npacks = ["{pack}"]\n', encoding="utf-8")
    return replace(load_playbook(home), paraphrases=False, checklist=())


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {pack: tmp_path_factory.mktemp(pack) for pack in ("us_finance", "eu_finance")}


@pytest.mark.parametrize(("pack", "case"), [*(("us_finance", case) for case in US_FINANCE),
                                            *(("eu_finance", case) for case in EU_FINANCE)],
                         ids=lambda value: value if isinstance(value, str) else value[1][:48])
def test_who_says_it_and_how_decides(homes: dict[str, Path], pack: str, case: Case) -> None:
    channel, text, rule = case
    compliance = Compliance(only(pack, homes[pack]), CallFacts(call="a", lang="en", started_at="2026-11-20T10:00:00+00:00"))
    events = compliance.hear(Utterance("u", channel, 0, 1_000, text, "en"))
    assert sorted({event.rule for event in events if isinstance(event, Alert)}) == ([rule] if rule else [])


def test_both_packs_have_fifty_sentences_with_enough_of_either_kind() -> None:
    for cases in (US_FINANCE, EU_FINANCE):
        counted = sum(bool(rule) for _, _, rule in cases)
        assert len({text for _, text, _ in cases}) == len(cases) >= 50 and 20 <= counted <= len(cases) - 20
