"""Fixed words of a draft that was made from a call: the guide at its top, fictional persons, standard traps, ends."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.message import Language


@dataclass(frozen=True, slots=True)
class StandardTrap:
    """The house's words for a trap, so that none of the call's are needed."""

    words: tuple[str, ...]
    good: str
    bad: str


GUIDE: dict[Language, str] = {
    "zh": ("# 由一通（已脱敏的）真实通话起草。人物、数字和日期都是虚构的。\n"
           "# 请补充：1. goal 写清目标；2. 每个 [[ask]] 的标准答案和判定；3. [need] 客户没有说出口的需求；\n"
           "# 4. 每组 words 改写成至少三种自然的说法；5. 权重和难度。改好后把 draft 一行删掉。\n"),
    "en": ("# Drafted from a real call that was redacted.  Person, numbers and dates are invented.\n"
           "# Still to fill in: 1. the goal; 2. for each [[ask]] the best answer and what counts; 3. [need], what he does\n"
           "# not tell unasked; 4. at least three natural wordings of everything he says; 5. weights and difficulties.\n"
           "# Then take the line `draft` out.\n"),
}
TITLE: dict[Language, str] = {"zh": "{topic}（来自通话）", "en": "{topic} (from a call)"}
PERSONS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (("林女士", "林"), ("沈先生", "沈"), ("何女士", "何"), ("罗先生", "罗"), ("唐女士", "唐"), ("宋先生", "宋")),
    "en": (("Ms Harper", "Harper"), ("Mr Ellis", "Ellis"), ("Ms Rowan", "Rowan"), ("Mr Lowe", "Lowe"), ("Ms Quinn", "Quinn")),
}
"""(name with the form of address, surname)."""
OPEN: dict[Language, dict[str, str]] = {
    "zh": {"topic": "客户来电", "goal": "核对身份，回答客户的问题，化解不满，礼貌结束。", "manner": "想快点把事情办好。", "surname": "我姓{name}",
           "phone_tail": "手机后四位七三一五", "good": "请填写标准答案。", "word": "请填写", "opening": "我想咨询一下我的业务。",
           "reword": "请改写成自然的说法"},
    "en": {"topic": "Customer call",
           "goal": "Verify the identity, answer the customer's questions, settle the complaint, close politely.",
           "manner": "Wants to get it done quickly.", "surname": "my surname is {name}",
           "phone_tail": "the last four digits are 7 3 1 5", "good": "Fill in the best answer.", "word": "fill in",
           "opening": "I have a question about my account.", "reword": "reword these naturally"},
}
BEFORE: dict[Language, tuple[str, ...]] = {"zh": ("", "是这样，", "我说一下啊，"), "en": ("", "Well, ", "Look, ")}
"""What makes three wordings of one, until a trainer has written better ones."""
ENDS: dict[Language, dict[str, str]] = {
    lang: {"success": '[[end]]\nid = "helped"\noutcome = "success"\nasks = ["*"]\nidentified = true\nclosed = true\n',
           "failure": '[[end]]\nid = "misled"\noutcome = "failure"\nwrong_answers = 2\n',
           "failure_trap": '[[end]]\nid = "fell_for_it"\noutcome = "failure"\nfailed_traps = ["*"]\n'}
    for lang in ("zh", "en")}
STANDARD_TRAPS: dict[Language, dict[str, StandardTrap]] = {
    "zh": {
        "safe_account": StandardTrap(
            ("对方说是公安，让我把钱转到安全账户。", "有人让我把钱转去一个安全账户，你帮我转一下。", "公安说我的账户有问题，要转到安全账户才行。"),
            "请您先不要转账，这是诈骗，公安机关没有安全账户，请拨打96110核实。", "好的，我帮您转到安全账户。"),
        "card_number": StandardTrap(
            ("我把卡号报给你吧，六二二二……", "卡号我念给你听，六二二二……", "你记一下我的卡号，六二二二……"),
            "请您先停一下，不要在电话里念卡号，我不需要您的完整卡号。", "好的，您说，请把完整卡号和密码报给我。"),
    },
    "en": {
        "safe_account": StandardTrap(
            ("The police told me to move my money to a safe account.",
             "Somebody says I must move everything to a safe account, please do it.",
             "They said my account is at risk and I need a safe account."),
            "Please don't send any money, this is a scam: the police never ask you to move money to a safe account.",
            "All right, I will transfer it to the safe account for you."),
        "card_number": StandardTrap(
            ("Let me read you my card number, four one one one …", "I'll just give you the card number, four one one one …",
             "Write down my card number, four one one one …"),
            "Please stop there, don't read your card number out; I don't need the full number.",
            "Sure, go ahead, please read me the full card number and the code on the back."),
    },
}
