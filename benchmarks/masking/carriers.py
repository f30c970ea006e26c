"""The sentences that private numbers, mail addresses and addresses come in.  All names and places are made up."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from protocol.message import Language

from .spoken import Piece


@dataclass(frozen=True, slots=True)
class Carrier:
    """What is said around a number."""

    before: str
    after: str
    asked: tuple[str, ...] = ()
    """Questions of the agent of which one comes before."""
    form: tuple[str, ...] = ()
    """For words instead of digits: lists by name of `_WORDS`, or fixed text, in order."""

    def words(self, rng: Random) -> list[Piece]:
        """The pieces of an address or a mail address."""
        return [Piece(rng.choice(_WORDS[one]), 4) if one in _WORDS else Piece(one) for one in self.form]


_WORDS = {
    "zh_road": ("幸福路", "长青街", "桂花大道", "青石巷", "望江东路", "新华南街", "柳林胡同"),
    "zh_house": ("十二号", "88号", "一百零三号", "7号", "三十六弄"),
    "zh_room": ("三单元502", "二栋1803室", "5号楼3单元201室", "十六楼一六零二", "A座906室"),
    "en_house": ("12", "4410", "one twenty", "88", "thirty five"),
    "en_road": ("Maple Street", "Hollow Creek Road", "Second Avenue", "Birch Lane", "Orchard Drive"),
    "en_flat": ("apartment 4B", "unit 12", "apt 302", "suite 9"),
    "mail": ("li.min@mail-example.cn", "j.grant88@example.com", "wang_fang@example.org", "anna-w@post.example.com"),
    "mail_spoken": ("john dot grant at example dot com", "anna underscore w at mail example dot org", "mary at example dot co dot uk"),
}

INTERJECTIONS: dict[Language, tuple[str, ...]] = {
    "zh": ("嗯。", "好的。", "您请说。", "嗯,您继续。", "对。", "好,后面呢?", "收到。"),
    "en": ("Uh-huh.", "Go ahead.", "Okay.", "Got it.", "Yes?", "And the rest?", "Right."),
}

CARRIERS: dict[Language, dict[str, tuple[Carrier, ...]]] = {
    "zh": {
        "card": (Carrier("我的卡号是", "。"), Carrier("", "。", ("请您报一下银行卡号。", "麻烦您说一下卡号好吗?")),
                 Carrier("我报给你啊,", ",你查一下。"), Carrier("你记一下,信用卡号", "。"), Carrier("", "。"),
                 Carrier("我用的是那张工行的,", "这张卡。")),
        "id_card": (Carrier("身份证号码是", "。"), Carrier("", "。", ("请提供一下您的身份证号。", "您的证件号码是多少?")),
                    Carrier("我身份证", ",对吧?"), Carrier("好的,", "。")),
        "phone": (Carrier("我的手机号是", "。"), Carrier("", "。", ("您预留的手机号是多少?", "请说一下联系电话。")),
                  Carrier("你打这个,", "。"), Carrier("我老婆的电话", ",你打她的也行。")),
        "account": (Carrier("账号是", "。"), Carrier("", "。", ("对方账号是多少?", "请报一下您的账户号码。")), Carrier("打到这个账户,", "。")),
        "cvv": (Carrier("安全码是", "。"), Carrier("", "。", ("卡背面的后三位是多少?", "请说一下CVV2码。")), Carrier("背面三位是", "。")),
        "otp": (Carrier("验证码是", "。"), Carrier("", "。", ("您收到的验证码是多少?",)), Carrier("短信里写的是验证码", ",要告诉你吗?")),
        "password": (Carrier("我的密码是", "。"), Carrier("", "。", ("请在电话里输入您的密码。",)), Carrier("取款密码我设的是", "。")),
        "email": (Carrier("邮箱是", "。", form=("mail",)), Carrier("发到", "就行。", form=("mail",)), Carrier("你记一下", "。", form=("mail",))),
        "address": (Carrier("我住在江城市", "。", form=("zh_road", "zh_house", "zh_room")),
                    Carrier("地址是江城市东湖区", "。", form=("zh_road", "zh_house")),
                    Carrier("", "。", ("请问您的地址是哪里?", "账单寄到哪里?"), ("zh_road", "zh_house", ",", "zh_room")),
                    Carrier("寄到", "吧。", form=("zh_road", "zh_house", "zh_room"))),
    },
    "en": {
        "card": (Carrier("My card number is ", "."), Carrier("", ".", ("Could you read me the card number?", "What is your card number, please?")),
                 Carrier("Sure, it's ", ", did you get that?"), Carrier("", "."), Carrier("The Visa one is ", " I think."),
                 Carrier("Can you check the card ", "?")),
        "phone": (Carrier("My phone number is ", "."), Carrier("", ".", ("What is the best number to reach you?", "Your phone number, please?")),
                  Carrier("Call me at ", " after lunch."), Carrier("You can reach my wife on ", ".")),
        "account": (Carrier("The account number is ", "."), Carrier("", ".", ("What is the account number?", "And the routing number?")),
                    Carrier("Send it to account ", ", please.")),
        "ssn": (Carrier("My social is ", "."), Carrier("My social security number is ", "."),
                Carrier("", ".", ("What is your social security number?", "I need your full social, please.")), Carrier("Okay, ", ".")),
        "cvv": (Carrier("The security code is ", "."), Carrier("", ".", ("And the three digits on the back?", "What is the CVV?")),
                Carrier("On the back it says ", ".", ("What is the security code?",))),
        "otp": (Carrier("The code they texted me is ", "."), Carrier("", ".", ("What is the verification code?", "Read me the one-time passcode.")),
                Carrier("I got a passcode, ", ".")),
        "password": (Carrier("My PIN is ", "."), Carrier("", ".", ("What is your PIN?",)), Carrier("the password is ", ", I think.")),
        "email": (Carrier("My email is ", ".", form=("mail",)), Carrier("Send it to ", ", please.", form=("mail_spoken",)),
                  Carrier("It's ", ".", ("What is your email address?",), ("mail_spoken",))),
        "address": (Carrier("I live at ", ".", form=("en_house", " ", "en_road", ", ", "en_flat")),
                    Carrier("My address is ", ", Springdale.", form=("en_house", " ", "en_road")),
                    Carrier("", ".", ("What is your address?", "Where should we mail it?"), ("en_house", " ", "en_road", ", ", "en_flat")),
                    Carrier("Mail it to ", ".", form=("en_house", " ", "en_road"))),
    },
}
