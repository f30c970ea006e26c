"""Is this line a question; does that line answer one?  Pure, by form alone; the intent is judged elsewhere.

In: masked lines.  Out: yes or no.  Next: `questions` and `server.learning.near_misses`.
"""

from __future__ import annotations

import re

from protocol.message import Language
from server.assist.figures import figures
from server.assist.phrases import fold

_ASKS = {
    "zh": re.compile(r"[?？]|吗|么[，。]?$|呢[。]?$|多少|几(?!乎)|怎么|怎样|如何|什么|为啥|为什么|哪[个里些天种儿位]|是不是|能不能|"
                     r"可不可以|行不行|有没有|要不要|会不会|用不用|还是.{1,12}$|多久|多长|多大|啥|咋|几时|谁|请问|想问|帮我查|查一下|想知道|想了解"),
    "en": re.compile(r"\?|\b(?:what|how|when|where|which|why|who|whose|can i|can you|could i|could you|do you|"
                     r"do i|does|is it|is there|"
                     r"are there|is that|are you|am i|will it|will i|would it|would you|may i|should i|did|has my|have you|"
                     r"tell me|i'd like to know|i want to know|wondering|any chance|any way)\b"),
}
_AGENT_ASKS = {"zh": re.compile(r"[?？]|吗[。]?$|呢[。]?$|请问|方便|麻烦您(?:提供|报|说|告诉)|请您?先?(?:核对|提供|报|说|念|告诉)|(?:报|说|念|讲)一下|是不是[。]?"),
               "en": re.compile(r"\?|\b(?:could you (?:tell|give|confirm|spell)|"
                                r"can you (?:tell|give|confirm|spell)|may i (?:have|ask)|"
                                r"please (?:tell|give|confirm|spell))\b")}
_HOLDS = {"zh": re.compile(r"稍等|等一下|等我|(?:我|这个)(?:再|得|要)?(?:我)?(?:帮您|给您|来|先)?(?:查|看|算|问|确认|核实)(?:一下|下|看)|"
                           r"马上(?:帮您|给您)?查|请别挂|不要挂|核实一下|确认一下您的"),
          "en": re.compile(r"\b(?:one moment|hold on|just a (?:moment|second|minute)|bear with me|"
                           r"let me (?:check|look|see|pull|find out|ask|calculate|work (?:it|that) out)|"
                           r"i'll (?:check|look)|give me a (?:moment|second)|stay on the line)\b")}
_COURTESY = {"zh": re.compile(r"您好|你好|感谢|谢谢|抱歉|对不起|不好意思|理解您|明白|好的|没问题|请放心|很高兴|为您服务|再见|[，。！,!. ]"),
             "en": re.compile(r"\b(?:hello|hi|good (?:morning|afternoon|evening)|thanks?|thank you|so much|very much|"
                              r"sorry|apologi[sz]e|"
                              r"i understand|understand|i see|of course|no problem|sure|okay|ok|all right|"
                              r"alright|goodbye|bye|absolutely|"
                              r"certainly|glad|happy to help)\b|[,.! ]+")}
_ENOUGH: dict[Language, int] = {"zh": 6, "en": 12}
"""Characters beside courtesy from which a line of the agent's says something; a figure always does."""
_THOUGHT = {"zh": re.compile(r"以为.{0,16}呢|没有?[^，。！？,.!?]{0,6}什么"), "en": re.compile(r"(?!)")}
"""Words that look like a question and only wonder."""


def asks(text: str, lang: Language) -> bool:
    """True if a customer's line has the form of a question."""
    return _ASKS[lang].search(_THOUGHT[lang].sub("", fold(text))) is not None


def agent_asks(text: str, lang: Language) -> bool:
    """True if a line of the agent's asks the customer something."""
    return _AGENT_ASKS[lang].search(fold(text)) is not None


def answers(text: str, lang: Language) -> bool:
    """True if a line of the agent's says something: no question back, no plea to wait, not courtesy alone."""
    folded = fold(text)
    if _AGENT_ASKS[lang].search(folded) or _HOLDS[lang].search(folded):
        return False
    return len(_COURTESY[lang].sub("", folded)) >= _ENOUGH[lang] or bool(figures(text, lang))
