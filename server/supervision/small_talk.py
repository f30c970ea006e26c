"""Is this line of the customer's only about the talk itself?  "Hello, are you still there?" asks for nothing.

In: a masked line.  Out: yes or no, by form alone.  Next: `catch_up`, which lists only questions that want an answer.
"""

from __future__ import annotations

import re

from protocol.message import Language

_TALK = {
    "zh": re.compile(r"(?:(?:你|您)?(?:还|人)?在(?:不在|线|听|电话旁)?(?:吗|嘛|么|吧)|"
                     r"(?:你|您)?(?:能|可以)?听(?:得|不)?(?:到|见|清楚?)(?:我(?:说话)?)?(?:吗|嘛|么)?|"
                     r"(?:你|您)(?:是|贵姓|怎么称呼|好吗)(?:谁|哪位|哪里)?|怎么(?:没(?:有)?(?:声音|人)(?:了|说话)?|不说话(?:了)?)|"
                     r"(?:是|真)的?(?:吗|嘛|么)|(?:对|好|行|可以|是不是|对不对|知道|明白)(?:吗|嘛|么|吧)|什么(?:意思)?|啊哈?|"
                     r"喂+|哎|诶|嗯+|哦+|啊|呃|您?好的?|你好|那|那就|太好了|太谢谢了?|谢谢(?:你|您|啊)?|不客气|"
                     r"请(?:你|您)?(?:再)?(?:说|讲)一?遍|再说一?[遍次下]|(?:你|您)(?:说|请讲)|没听(?:清|懂|见|到)楚?|等一下|稍等)"),
    "en": re.compile(r"\b(?:(?:are you|anyone|anybody|is anyone|is anybody|somebody|you) (?:still )?"
                     r"(?:there|with me|listening|on the line)|"
                     r"(?:can|do|could|did) you (?:still )?(?:hear|get|understand) (?:me|that|what i said)|"
                     r"i can(?:'t|not) hear you|how are you(?: doing)?(?: today)?|"
                     r"who(?: am i speaking (?:to|with)| is this| are you)|"
                     r"(?:is that|are you) (?:right|sure|correct|okay|ok|serious)|really|"
                     r"(?:sorry |i beg your )?pardon(?: me)?|(?:could|can) you (?:say|repeat) that(?: again)?(?: please)?|"
                     r"say that again|come again|what (?:was|did you say)(?: that)?|do you (?:know what i mean|see)|you know|"
                     r"see what i mean|that(?:'s| is) (?:great|good|nice|fine|wonderful)|(?:good|great|fine|nice|wonderful)|"
                     r"(?:good )?(?:morning|afternoon|evening)|hello|hi|hey|thanks?(?: you)?(?: so much| very much)?|please|"
                     r"yes|yeah|yep|no|ok|okay|right|all right|alright|sure|well|so|oh|um+|uh+|hm+|excuse me|what|sorry|then)\b"),
}
_LEFT: dict[Language, int] = {"zh": 2, "en": 3}
"""Letters beside it from which a line is about something."""
_LETTER = re.compile(r"[^\W_]")


def is_small_talk(text: str, lang: Language) -> bool:
    """True if nothing is left of a line without what talks about the talk."""
    folded = text.casefold().replace("’", "'")
    return len(_LETTER.findall(_TALK[lang].sub(" ", folded))) < _LEFT[lang]
