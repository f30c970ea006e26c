"""What recognisers write where nobody speaks: whole texts a language, and credits.  Tables; `guards` is next.

They learnt from subtitled films: silence and music stood beside credits, thanks and calls to subscribe.  Most of these a
caller may also say, so they count as nothing only where voice activity was low.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTERS = re.compile(r"[^\w]|_")


def letters_of(text: str) -> str:
    """What texts are compared by: letters, characters and digits only, lower case."""
    return _LETTERS.sub("", text).casefold()


def phantom_letters(phrases: Iterable[str]) -> frozenset[str]:
    """Phrases as the guards compare them."""
    return frozenset(letters_of(phrase) for phrase in phrases) - {""}


ZH = phantom_letters("""
字幕 字幕志愿者 中文字幕志愿者 中文字幕 字幕组 字幕制作 字幕校对 字幕提供 字幕由amara.org社区提供 由amara.org社区提供的字幕
请不吝点赞订阅转发打赏支持明镜与点点栏目 明镜与点点栏目 明镜需要您的支持 欢迎订阅明镜 请订阅 请订阅我的频道 请订阅频道
订阅 点赞订阅 点赞关注 点赞转发 记得订阅 记得点赞 记得点赞订阅 别忘了点赞 别忘了订阅 欢迎订阅 欢迎关注 请点赞订阅
点赞 关注 请关注 谢谢观看 感谢观看 谢谢收看 感谢收看 谢谢收听 感谢收听 谢谢大家 谢谢大家观看 谢谢您的观看 谢谢您的收看
谢谢大家的观看 感谢大家观看 感谢大家收看 感谢您的观看 感谢您的收看 感谢您的收听 谢谢 谢谢你 谢谢您 再见 拜拜 大家再见 下期再见
我们下期再见 下次再见 我们下次再见 下期见 下集再见 我们明天见 本期节目就到这里 今天的节目就到这里 本集完 全剧终 剧终 完 未完待续 优优独播剧场
优优独播剧场yoyotelevisionseriesexclusive 独播剧场 音乐 背景音乐 轻音乐 鼓掌 掌声 笑声 片头曲 片尾曲 主题曲 作词 作曲 编曲 词曲 演唱
请勿模仿 翻译 校对 时间轴 后期 总监制 监制 制片人 导演 主演 的 了 就
""".split())
"""Whole Chinese texts."""

EN = phantom_letters(line.strip() for line in """
thank you|thank you.|thanks|thank you very much|thank you so much|thanks a lot|thanks for watching|thank you for watching
thanks for watching guys|thank you for watching this video|thanks for listening|thank you for listening|thanks for viewing
thank you for your attention|thanks everyone|thank you everyone|thank you all|thanks for tuning in|thanks for joining us
please subscribe|subscribe|subscribe to my channel|please subscribe to my channel|please like and subscribe|like and subscribe
don't forget to subscribe|don't forget to like and subscribe|like share and subscribe|hit the bell icon|click the bell
see you next time|see you in the next video|see you in the next one|see you next week|see you later|see you soon|see you tomorrow
i'll see you in the next video|i'll see you next time|we'll be right back|stay tuned|to be continued|until next time
subtitles by the amara.org community|subtitles by|captions by|transcribed by|transcription by|translated by|captioning by
the end|end|music|upbeat music|soft music|music playing|music fades|applause|laughter
silence|foreign|inaudible|blank audio|no audio
beep|beeping|phone ringing|ringing|click|clicking|typing|breathing|sighs|coughs|coughing|static|wind blowing
you|bye|bye bye|bye-bye|goodbye|so|oh|ah|hmm|hm|mm|uh|um|i|and|the|a|but
all rights reserved|copyright|www|dot com|for more information visit|visit our website|a film by|directed by|produced by
""".replace("\n", "|").split("|"))
"""Whole English texts."""

EVERYDAY = phantom_letters("""
谢谢 谢谢你 谢谢您 谢谢大家 再见 拜拜 大家再见 thankyou thankyouverymuch thankyousomuch thanks thanksalot bye byebye goodbye you so oh ah hmm hm
mm uh um i
""".split())
"""Those that callers say all the time; they count as nothing only where there is hardly a voice."""

PHANTOMS: dict[str, frozenset[str]] = {"zh": ZH, "en": EN}
"""Language -> texts that count as nothing where voice activity was low."""

_CREDITS = re.compile(
    r"amara\.?org|字幕(?:由|by|提供|制作|志愿者|组)|明镜与点点|独播剧场|yoyo television|点赞.{0,4}订阅|不吝点赞"
    r"|以下是普通话"
    r"|(?:subtitles?|captions?|caption(?:ing|ed)|transcri(?:bed|ption|pt)) by\b|thanks? (?:you )?for watching|"
    r"(?:like|share) (?:and|&) subscribe|subscribe to (?:my|our|the) channel",
    re.IGNORECASE,
)


def is_phantom(letters: str, lang: str, more: frozenset[str] = frozenset(), *, everyday: bool = True) -> bool:
    """Whether a text (`letters_of`) is one of a language's, or of `more`, twice and three times in a row included.

    English phrases are also looked for in Chinese calls: recognisers fall back on them.  `everyday` False leaves out `EVERYDAY`.
    """
    known = PHANTOMS.get(lang, frozenset()) | EN | more
    for times in (1, 2, 3):
        part = letters[:len(letters) // times]
        if part and part * times == letters and part in known and (everyday or part not in EVERYDAY):
            return True
    return False


def has_credits(text: str) -> bool:
    """Whether there is something in it that only subtitles say."""
    return _CREDITS.search(text) is not None
