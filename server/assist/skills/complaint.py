"""Complaint in two levels: the remedy that an agent may grant at once by the table, or an expert with a target time."""

from __future__ import annotations

from collections.abc import Mapping

from server.assist.cards.calling import called, complaint_reasons, setting_of
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.loans import money
from server.assist.turns import CallView, Turn

RANK = 16
_CARD = "complaint"
_ID = "complaint_handling"
"""An article may be called by the shorter name."""
_REGISTERED = "complaint_registered"
_TOLD = "complaint_deadline"
_LABELS = {
    "zh": {"title": "投诉处理", "reason": "投诉原因", "claimed": "客户要求金额", "level": "处理级别", "one": "第一级：现在解决",
           "two": "第二级：转专家", "remedy": "可以提供", "up_to": "权限上限", "expert": "转给", "within": "答复时限",
           "register": "登记投诉，告知编号", "settle": "提出补救，客户答复", "transfer": "转专家，告知时限", "accepted": "客户接受",
           "refused": "客户不接受", "again": "重新提出", "why_amount": "要求的金额超过权限，不要承诺。", "why_refused": "客户不接受，转专家。",
           "why_none": "这类投诉不在坐席权限内，不要承诺结果。", "source": "投诉处理办法"},
    "en": {"title": "Handling the complaint", "reason": "About", "claimed": "Amount asked for", "level": "Level",
           "one": "1: settle it now", "two": "2: expert", "remedy": "You may offer", "up_to": "Your limit",
           "expert": "Goes to", "within": "Answer within", "register": "Register it and give the reference",
           "settle": "Offer the remedy, hear the answer", "transfer": "Pass it on and say by when", "accepted": "Accepted",
           "refused": "Refused", "again": "Offer again", "why_amount": "More is asked for than you may grant; promise nothing.",
           "why_refused": "The customer refused; it goes to an expert.",
           "why_none": "This is beyond an agent's authority; promise no outcome.", "source": "Complaints procedure"},
}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """The card if the customer complains, else None."""
    if not call.playbook.skills.complaint_reason or setting_of(call, _CARD).off:
        return None
    if turn.intent != "complaint" and not called(turn, call, _CARD):
        return None
    reasons = complaint_reasons(turn.utterance.text, call)
    return Sheet(_ID, {"reason": reasons[0]} if reasons else {}, frozenset({"reason"} if reasons else ()))


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """What may be done about the reason that was chosen."""
    label, lang, done = _LABELS[call.book.lang], call.book.lang, call.dialogue.done
    reasons = call.playbook.skills.complaint_reason
    form = Form(given, lang)
    chosen = form.choice("reason", label["reason"], [(one.id, one.label) for one in reasons])
    claimed = form.amount("claimed", label["claimed"], needed=False, zero=True)
    reason = next((one for one in reasons if one.id == chosen), None)
    answer = given.get("answer", "")
    form.step("registered", label["register"], done=_REGISTERED in done, tick=True)
    if reason is None or not form.good:
        return _made(form, card_id, call)
    beyond = claimed is not None and claimed > reason.up_to
    if reason.remedy and not beyond and answer != "no":
        form.step("settled", label["settle"], done=answer == "yes")
        form.result(label["level"], label["one"], strong=True)
        form.result(label["remedy"], reason.remedy, f"{_CARD}.remedy")
        if reason.up_to:
            form.result(label["up_to"], money(reason.up_to, lang), f"{_CARD}.up_to")
        if answer != "yes":
            form.action("answer", "yes", label["accepted"], primary=True)
            form.action("answer", "no", label["refused"])
    else:
        form.step("transferred", label["transfer"], done=_TOLD in done, tick=True)
        form.result(label["level"], label["two"], strong=True)
        form.result(label["expert"], reason.expert, f"{_CARD}.expert")
        form.result(label["within"], reason.answer_within, f"{_CARD}.within")
        form.warning = label["why_amount" if beyond and reason.remedy else "why_refused" if reason.remedy else "why_none"]
        if reason.remedy and not beyond:
            form.action("answer", "", label["again"])
    return _made(form, card_id, call)


def _made(form: Form, card_id: str, call: CallView) -> Drawn:
    label, setting = _LABELS[call.book.lang], setting_of(call, _CARD)
    return form.drawn("procedure", card_id, label["title"], source=setting.source or label["source"],
                      dated=setting.date)
