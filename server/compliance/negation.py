"""Does a phrase that was found count, or did the speaker deny it, ask it, quote it or report it?

In come the folded text and the place of the match; out comes why it does not count, or an empty text.  "不保本" and
"is it guaranteed?" do not count, "不是不保本" and "不用担心,保本" do.  Next: `server.compliance.evaluator`.
"""

from __future__ import annotations

import re

from protocol.message import Language

_CLAUSE_ZH = re.compile(r"[,。!?;:,!?;:…]|但是|但|不过|可是|然而|而是|所以|因为|而且|并且|只要|反正|其实是|就是说")
_CLAUSE_EN = re.compile(
    r"[,.!?;:…]|\b(?:but|however|because|so|although|though|anyway|instead)\b|(?=\bnor\b)|"
    r"\b(?:and|or) (?:(?:i|we|you|he|she|it|they|there)(?:'\w{1,2})? )?(?=(?:\w{1,8}n't|cannot|not|never|nobody|no one|"
    r"(?:will|do|does|can|could|would|should|is|are) (?:not|never))\b)")
"""The second of two denials begins anew: "we won't visit and we won't call" denies both."""
_SENTENCE = re.compile(r"[。!?;!?;…]|\.(?=\s|$)")

_NO_DENIAL_ZH = re.compile(
    r"(?:再)?不[^不,。]{1,4}?(?:就|我就|我们就)|不仅|不但|不只|不光|不止|不单|不过|不管|不论|不用担心|不必担心|不用怕|不用愁|不错|不好意思|不客气|不瞒您?说|不瞒你说|没问题|没关系|没错|没事|"
    r"别担心|别怕|别急|别着急|不用着急|不着急|差不多|了不起|不得不|不由得|说不定|不一会儿?|不久|不同|不少|不断|不需要|不用|不要紧|"
    r"不骗[您你]|不会骗[您你]|不蒙[您你]|不会错|不会有错|不吃亏|没什么问题|不存在问题|没有问题|没有任何问题|不成问题|要不|是不是|能不能|会不会|可不可以|要不要|有没有|行不行|好不好|别人|别的|特别|区别|个别|级别|"
    r"分别|未来|未必不")
_DENIAL_ZH = re.compile(
    r"绝不是|并不是|不是说|并非|绝非|绝不|决不|从不|从来不|从没|无法|不能够?|不可能|不可以|不可|不会|不敢|不得|不允许|不准|不许|不应该?|不该|不要|不想|不愿|"
    r"不打算|不建议|不属于|不等于|不等同于?|不代表|不意味着?|不支持|不提供|不承诺|不保证|没有|没办法|没法|没人|没说|没|不是|不|禁止|严禁|杜绝|避免|切勿|请勿|勿|别|"
    r"未必|未曾|未|难以|很难|谁也不|谁都不|拒绝|哪有|哪里有|怎么可能|怎么敢|怎么会")
_NEEDLESS_ZH = re.compile(r"(?:不用|不需要|不必|没必要|无需|用不着)(?:再|去|给我)?$|非$")
_NEUTRAL_ZH = re.compile(r"它是?|这款|这个产品|这是|我们是|咱们")
"""Words that begin a new statement where punctuation is missing."""
_AFTER_ZH = re.compile(
    r"^[^,。!?;]{0,6}?(?:(?:的|这种|这类|之类的?|等)(?:话|说法|承诺|保证|事|行为|东西|表述)?,?(?:我们?|都|也|是)?){0,2}"
    r"(?:不能说|不能讲|不敢说|是?不可能的?|是不(?:对|行|允许|可以|存在|合规|准确)|是违规|是违法|是没有的|没有的事|不存在|说不了|不能保证|保证不了|做不到|给不了|"
    r"是骗人的|是假的|是骗局|都是骗|不成立|不现实|只会(?:越|让[您你]|更)|是大忌|很危险|不可取)")
_REPORT_ZH = re.compile(
    r"(?:(?<!跟)(?<!和)(?<!对)(?<!给)(?<!瞒)您(?:刚才|刚刚|之前|上次)?(?:是)?(?:说|提到|讲|问|听说|认为|觉得|以为|担心|想问|指)(?:的|到|过|是)?|"
    r"有人(?:会|跟您|对您|给您|打电话|向您)?(?:说|承诺|声称|告诉)|别人(?:说|承诺)|网上(?:说|传)|广告(?:上)?(?:说|写)|骗子[^,。]{0,6}(?:说|让|要|承诺|声称)?|"
    r"对方(?:说|让|要求|承诺|声称)|他们?(?:说|声称|承诺)|她说|如果有(?:人|任何人)|凡是|任何(?:人|机构|单位|个人)[^,。]{0,8}|所谓的?|声称|宣称|号称|自称|谎称|"
    r"冒充|听说|传言|据说|中介(?:说|承诺)|朋友说|您的意思是|之前的?同事(?:说|告诉)|市面上(?:有人)?(?:说|宣传))")
_OWN_WORDS_ZH = re.compile(r"(?:我|咱|我们)(?:跟|和|对|给|可以|就|敢)?(?:您|你)?(?:说|讲|保证|承诺)|说实话|实话说|说白了|这么说")
_LEADS_ON_ZH = re.compile(r"(?:说|称|承诺|讲|告诉您?|让您?|要求您?|问|表示)$")
_QUESTION_ZH = re.compile(r"是不是|是否|会不会|能不能|有没有|可不可以|要不要|算不算|难道|(?:怎么|什么)(?:叫|是|样算)|为什么")
_ASKED_ZH = re.compile(r"^[^,。!?;]{0,10}?(?:吗|么|嘛|不是吗|不|没有|与否)?\s*[??]|^[^,。!?;]{0,8}?(?:吗|么)(?:[,。!]|$)")
_TAG_ZH = re.compile(r"^[^,。!?;]{0,10}?(?:对吧|好吧|是吧|行吧|好吗|行吗|可以吗|对吗|好不好|怎么样|如何)")

_NO_DENIAL_EN = re.compile(
    r"\b(?:if (?:you|i|we|they|he|she) (?:don't|do not|won't|will not|can't|cannot)|not only|not just|not to mention|"
    r"not merely|no problem|no doubt|no question|no worries|no matter|why not|"
    r"don't worry|do not worry|don't hesitate|no need to worry|can't wait|couldn't be|nothing to worry|don't be afraid|"
    r"no wonder|if not|not bad|don't forget|do not forget|why don't (?:we|you|i)|no hassle|no time|"
    r"never been (?:better|easier))\b")
_DENIAL_EN = re.compile(
    r"\b(?:cannot|can not|not|no|never|nobody|none|nothing|neither|nor|without|unable|isn't|aren't|wasn't|weren't|don't|"
    r"doesn't|didn't|won't|wouldn't|can't|couldn't|shouldn't|mustn't|haven't|hasn't|ain't|hardly|refuse|refuses|prohibited|"
    r"forbidden|illegal|avoid|against the rules|deny|stop)\b|n't\b")
_AFTER_EN = re.compile(
    r"^[^,.!?;]{0,24}?\b(?:is|are|was|would be|isn't|aren't|can't be|cannot be|does)(?:n't| not|)\s?(?:not |never )?"
    r"(?:possible|something (?:i|we) (?:can|could)|allowed|permitted|true|correct|a word|what (?:i|we)|exist)?")
_AFTER_DENIED_EN = re.compile(r"\b(?:not|never|isn't|aren't|wasn't|can't|cannot|n't|doesn't|impossible|illegal|false|"
                              r"untrue)\b|n't\b")
_REPORT_EN = re.compile(
    r"\b(?:you (?:said|say|told|mentioned|asked|heard|think|thought|were told|mean|meant|are asking|saw|read)|"
    r"(?:he|she|they|someone|somebody|anyone|anybody|people|scammers?|fraudsters?|callers?|criminals?|some companies|the ad|"
    r"your (?:friend|broker|neighbor|son|daughter)|my (?:wife|husband|son|daughter|mother|father|friend|neighbor)|"
    r"another (?:agent|bank)|a colleague)"
    r"(?:'s| who| that| may| might| will| can| could| often| ever| is| are)* "
    r"(?:said|says|say|told|tells|tell|asks?|asking|claims?|claiming|promis(?:es|ed|e|ing)|offer(?:s|ed|ing)?|pretend(?:s|"
    r"ing)?|calls?)|"
    r"if (?:anyone|someone|anybody|a caller)|anyone who|so called|claims? (?:that|to)|whether|rumou?rs?)\b")
_QUESTION_EN = re.compile(r"(?:^|[,.;!] ?)(?:and |so |but |then |ok |okay |well )?(?:is|are|was|were|do|does|did|can|could|"
                          r"will|would|should|has|have|am|"
                          r"what|which|why|how|who|when|where)\b")
_TAG_EN = re.compile(r"^[^.!?;]{0,30}?, ?(?:right|okay|ok|alright|all right|yes|isn't it|don't you|sound good|deal|yeah|"
                     r"agreed)\s*\?")
_REFUSED = {
    "zh": re.compile(r"(?:绝不|从不|从来不|不会|不能|无法|没法|不可以|不敢|不得|没权|无权)(?:给|向|跟|对|为)?(?:您|你|客户|任何人)?"
                     r"(?:保证|承诺|打包票|索要|要求|打听|透露|评价|泄露|决定|(?<!不会)说)"),
    "en": re.compile(r"\b(?:can't|cannot|can not|never|don't|do not|won't|will not|unable to) (?:ever |really )?"
                     r"(?:promise|guarantee|ask (?:you )?for|discuss|disclose|threaten|compare|comment)\b"),
}
"""The speaker says of himself that he does not do it."""
_ENDS_ASKING = {"zh": re.compile(r"(?:[吗么][??。]?|[??])$"), "en": re.compile(r"\?$")}
_TAGGED = {"zh": re.compile(r"(?:对吧|好吧|是吧|行吧|好吗|行吗|可以吗|对吗|好不好|怎么样|如何|[吧嘛])[??。]*$"),
           "en": re.compile(r", ?(?:right|okay|ok|alright|all right|yes|isn't it|don't you|sound good|deal|yeah|agreed)\?$")}
_REACH = {"zh": 14, "en": 48}
"""Characters before a match in which a denial is looked for."""


def excuse(text: str, start: int, end: int, lang: Language, *, asked: bool = True, reported: bool = True) -> str:
    """Why the words at [start, end) do not count: `denied`, `asked`, `reported`; empty if they do.

    Args:
        text: folded, see `server.compliance.lexicon.fold`.
        asked: False if asking is the breach itself ("您的密码是多少?").
        reported: False if a report counts as well (a customer who tells of a caller).
    """
    if denied(text, start, end, lang):
        return "denied"
    sentence = _sentence_start(text, start)
    if asked and _is_asked(text, sentence, start, end, lang):
        return "asked"
    if reported and _is_reported(text, sentence, start, lang):
        return "reported"
    return ""


def excuse_whole(sentence: str, lang: Language, *, asked: bool = True, reported: bool = True) -> str:
    """`excuse` for a folded sentence that means something as a whole, without a place at which it says so."""
    if _REFUSED[lang].search(sentence):
        return "denied"
    if asked and _ENDS_ASKING[lang].search(sentence) and not _TAGGED[lang].search(sentence):
        return "asked"
    if reported and _is_reported(sentence, 0, min(len(sentence), _REACH[lang]), lang):
        return "reported"
    return ""


def denied(text: str, start: int, end: int, lang: Language) -> bool:
    """True if a denial governs the words at [start, end)."""
    boundary = _CLAUSE_ZH if lang == "zh" else _CLAUSE_EN
    before = text[max(0, start - _REACH[lang]):start]
    cut = [match.end() for match in boundary.finditer(before)]
    clause = before[cut[-1]:] if cut else before
    if lang == "zh":
        clause = _NO_DENIAL_ZH.sub(lambda match: "~" * len(match.group()), clause)
        if _NEEDLESS_ZH.search(text[max(0, start - 5):start]):
            return True
        denials = list(_DENIAL_ZH.finditer(clause))
        if denials:
            between = clause[denials[-1].end():]
            if len(denials) % 2 and not _NEUTRAL_ZH.search(between):
                return True
        return _AFTER_ZH.search(text[end:end + 24]) is not None
    clause = _NO_DENIAL_EN.sub(lambda match: "~" * len(match.group()), clause)
    if len(_DENIAL_EN.findall(clause)) % 2:
        return True
    after = _AFTER_EN.match(text[end:end + 48])
    return after is not None and _AFTER_DENIED_EN.search(after.group()) is not None


def holds_denial(text: str, lang: Language) -> bool:
    """True if the words of a text deny what they say: for a pattern that leaves a gap ("the fund is not a deposit")."""
    if lang == "zh":
        return len(_DENIAL_ZH.findall(_NO_DENIAL_ZH.sub("~", text))) % 2 == 1
    return len(_DENIAL_EN.findall(_NO_DENIAL_EN.sub("~", text))) % 2 == 1


def names_denial(pattern: str, lang: Language) -> bool:
    """True if a pattern itself spells a denial ("没有.{0,4}风险"), which is then no reason to excuse its matches."""
    spelled = pattern.replace("\\b", " ")
    return (_DENIAL_ZH if lang == "zh" else _DENIAL_EN).search(spelled) is not None


def _sentence_start(text: str, start: int) -> int:
    begin = 0
    for match in _SENTENCE.finditer(text, 0, start):
        begin = match.end()
    return begin


def _is_asked(text: str, sentence: int, start: int, end: int, lang: Language) -> bool:
    after = text[end:end + 60]
    if lang == "zh":
        if _TAG_ZH.match(after):
            return False
        clause = start
        for match in re.finditer(r"[,。!?;:]", text[:start]):
            clause = match.end()
        clause = 0 if clause == start else clause
        return _ASKED_ZH.match(after) is not None or _QUESTION_ZH.search(text[clause:start]) is not None
    if _TAG_EN.match(after):
        return False
    stop = _SENTENCE.search(text, end)
    ends_asking = stop is not None and text[stop.start()] == "?"
    if not ends_asking:
        return False
    return _QUESTION_EN.search(text[sentence:start].lstrip()) is not None or "," not in text[sentence:start]


def _is_reported(text: str, sentence: int, start: int, lang: Language) -> bool:
    before = text[sentence:start]
    if lang == "en":
        return any(len(before) - match.end() <= 40 for match in _REPORT_EN.finditer(before))
    before = _OWN_WORDS_ZH.sub(lambda match: "~" * len(match.group()), before)
    for match in _REPORT_ZH.finditer(before):
        between = before[match.end():]
        crossed = re.search(r"[,,]", between)
        if crossed is None and len(between) <= 14:
            return True
        if crossed is not None and _LEADS_ON_ZH.search(before[:match.end() + crossed.start()]) and len(between) <= 16:
            return True
    return False
