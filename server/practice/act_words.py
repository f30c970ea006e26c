"""How the acts of a trainee sound, by language: patterns for what no rule of a playbook looks for.

`acts` adds what the playbook's own rules and checklist find.  All patterns run on folded text (small letters, plain marks).
"""

from __future__ import annotations

import re

from protocol.message import Language

_ZH = {
    "greeted": r"您好|你好|早上好|上午好|下午好|晚上好|很高兴为您服务",
    "closed": r"再见|拜拜|祝您(?:生活|工作|一切|心情)?.{0,2}(?:愉快|顺利|快乐)|感谢您的?(?:来电|致电|接听)",
    "thanked": r"谢谢|感谢|多谢",
    "apologised": r"对不起|抱歉|不好意思|向您(?:道歉|致歉)|深表歉意|给您(?:带来|添).{0,4}(?:不便|麻烦)",
    "acknowledged": r"理解您|能理解|可以理解|明白您的|(?:您的?|这种)(?:心情|感受|担心|顾虑|着急)|换(?:做|成|作)(?:是)?(?:我|谁)|确实(?:让人|不好受|挺|很|会)|"
                    r"(?:您)?(?:别|不要|不用|先别)(?:着急|急|担心|紧张|害怕)|体谅|辛苦您|您受委屈|听得出来|难为您|您说得(?:对|有道理)",
    "promised": r"我(?:一定|保证|承诺|答应您)|(?:今天|明天|后天|[一二三四五两\d]+(?:个)?(?:工作日|小时|天)内?).{0,8}(?:回电|回复|联系您|答复|处理好|解决)",
    "explained": r"因为|所以|也就是说?|就是说|意思是|简单(?:来)?说|打个比方|举个例子|比如|具体(?:来说|是)|原因是|这样(?:计算|算)|为什么",
    "refused": r"(?:不能|无法|没法|没有权限|无权|不可以|不允许|不便|做不到|不支持).{0,10}(?:保证|承诺|答应|透露|提供|办理|减免|告诉|帮您|代|免|接受|保密|"
               r"隐瞒|配合|操作|查|给)|(?:不能|无法)(?:这样|那样)(?:做|办)|没有(?:这个)?权限",
    "warned": r"诈骗|骗子|骗局|96110|110|报警|安全账户(?:都|是|就)?(?:是)?(?:假|骗|没有|不存在)|(?:没有|不存在)(?:什么|所谓的?)?安全账户|"
              r"(?:不要|别|切勿|千万不要|请勿)(?:再)?(?:转账|汇款|转钱|点|透露|告诉|相信|操作|共享|下载)|风险(?:提示|自担)|提醒您|请(?:您)?(?:注意|小心|警惕)",
    "alternative": r"您(?:也|还|另外)?可以|建议您|另外一个(?:办法|方案)|还有(?:一个|一种|别的)(?:办法|方式|方案)|(?:或者|要不)|我(?:可以|来)?(?:帮|为|给)您"
                   r"(?:登记|申请|提交|转|查|记录|反馈|办|预约|冻结|挂失)",
    "held": r"(?:请|麻烦)?(?:您)?(?:稍等|稍候|等一下|等我一下|别挂|不要挂)|我(?:帮您|给您|来|先)?(?:查|看|核实|核对|确认)(?:一下|一查)",
    "identified": r"(?:核对|核实|验证|确认)(?:一下)?(?:您的?)?(?:身份|信息|本人)|(?:后|末|最后)[四4三3六6]位|您贵姓|怎么称呼|您的(?:姓名|全名|名字)|"
                  r"是(?:您)?本人吗|请问您?是.{1,6}(?:先生|女士|本人)吗|身份证(?:号|后)",
    "asked_name": r"是(?:您)?本人吗|(?:请问)?您?是.{1,6}(?:先生|女士|本人|小姐)(?:吗|吧|么)",
    "asked_open": r"什么|怎么|为什么|哪|如何|多少|什么时候|怎样|能(?:跟|和)我(?:说|讲)|请(?:您)?(?:说|讲)(?:一下|说)|具体(?:情况|说)|方便(?:说|讲)",
    "summarised": r"您的(?:意思|需求|问题|诉求)是|我(?:确认|重复|复述|总结)一下|您是(?:说|想)|也就是说您",
    "stopped": r"(?:不用|不要|别|请不要|先别|请勿|千万别|不需要|不必)(?:再)?(?:您)?(?:念|说|读|告诉我|报|提供|发).{0,8}|(?:卡号|密码|验证码|cvv|安全码|后三位)"
               r"[^。!?]{0,6}(?:不用|不要|别|不能|不可以|不必|无需)[^。!?]{0,4}(?:念|说|读|告诉|报|提供)|请(?:您)?(?:停一下|先停)",
    "read_on": r"(?:请|您)(?:继续)?(?:念|读|报|说)(?:一下)?(?:您的)?(?:完整的?)?(?:卡号|密码|验证码|cvv|安全码)|(?:卡号|密码|验证码)(?:是)?(?:多少|告诉我|"
               r"报一下)|"
               r"好的?[,，]?(?:您)?(?:请)?(?:念|说|读|报)(?:吧|一下|$)|我记(?:一下|着|下来)",
    "agreed_secret": r"(?:我)?(?:会|一定|可以|帮您|替您)保密|不(?:会)?(?:告诉|跟|和)(?:别人|家人|任何人|他|她|他们|您(?:家人|爱人|儿子|女儿))(?:说)?|"
                     r"(?:放心|好的?)[,，]?(?:我)?(?:不说|谁也不说|替您瞒|不记录)",
    "helped_transfer": r"(?:帮|给|为|替)您(?:转|汇|操作转)|(?:您)?(?:可以|就)(?:放心)?(?:转|汇)(?:过去|账|吧)|(?:请|您)(?:说|提供|"
                   r"报)(?:一下)?(?:对方)?(?:账号|账户)|"
                       r"(?:没|没有|不会有)(?:什么)?(?:问题|风险)[,，]?(?:您)?(?:转|放心)|限额(?:给您)?(?:调高|提高)",
    "no_guarantee": r"(?:不能|无法|没法|不敢|不会|不可以|没有办法|不得)(?:向您|给您|跟您|为您)?(?:保证|承诺|打包票|答应)|不(?:保证|承诺|保本|保收益)|没有(?:谁|人)(?:能|"
                    r"可以)?保证|"
                    r"以(?:最终|实际|审批|审核).{0,6}(?:为准)|不是(?:存款|保本|稳赚|固定)|可能(?:会)?(?:亏|损失|不通过|下跌)|有(?:亏损|损失|风险)|非保本",
    "guaranteed": r"(?:保证|肯定|绝对|百分之百|包|一定)(?:能|可以|会|给您)?(?:批|通过|退|赚|不亏|没(?:有)?(?:问题|风险)|赔|成功|到手|办下来)",
    "not_secret": r"(?<!不)(?<!别)(?<!不会)(?<!不要)(?:告诉|联系|通知)(?:您的?)?(?:家人|家里|子女|儿子|女儿|老伴|爱人|孩子)|"
                  r"不能(?:替|帮|为)?您?(?:保密|隐瞒|瞒)|(?:不能|无法|没法|不可以)(?:答应|配合|不告诉|不说|不记录)|(?:需要|必须|要|得)(?:告诉|联系|通知|上报|报告|记录|让)"
                  r"(?:您的)?(?:家人|家里|子女|儿子|女儿|爱人|警方|警察|同事|主管)?|(?:跟|和|请)(?:您的)?(?:家人|家里人|子女|儿子|女儿|爱人)(?:商量|说一声|联系|确认|"
                  r"沟通)|报警",
    "pressured": r"(?:今天|现在|马上|立刻|赶紧)(?:就)?(?:必须|一定要|不.{0,3}就).{0,8}|(?:再)?不(?:办|买|还|签|交).{0,4}就(?:没|晚|来不及|要|会|等着)|"
                 r"最后(?:一次|的?)?机会|"
                 r"错过就(?:没|不会)|名额(?:有限|不多|快)|(?:您)?(?:到底|还)?(?:办不办|买不买|还不还)|您(?:赶紧|快点)(?:决定|定|办|还)",
    "insulted": r"闭嘴|蠢|笨蛋|白痴|傻|滚|神经病|有病(?:吧|啊)?|脑子.{0,4}(?:有问题|坏|进水)|废物|无理取闹|胡搅蛮缠|不可理喻|没文化|土包子|老糊涂|穷(?:鬼|就)|活该|"
                r"你(?:算|是)什么东西|听不懂人话|爱(?:办|买|还|要)不(?:办|买|还|要)|关我(?:什么|屁)事|烦死了",
    "swore": r"他妈|妈的|你妈|操你|我操|卧槽|尼玛|傻逼|煞笔|傻b|牛逼|混蛋|王八蛋|狗屁|放屁|去死|滚蛋|贱人|屁话|老子",
}
_EN = {
    "greeted": r"\b(?:good (?:morning|afternoon|evening|day)|hello|hi|welcome|thank you for calling)\b",
    "closed": r"\b(?:goodbye|good bye|bye(?: now| bye)?|have a (?:good|great|nice|lovely) (?:day|one|evening|weekend|"
              r"afternoon)|take care now)\b",
    "thanked": r"\b(?:thank you|thanks|appreciate)\b",
    "apologised": r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies)|regret)\b",
    "acknowledged": r"\b(?:i (?:(?:can|do|fully|completely|totally|really) )*(?:understand|see why|hear you|"
                    r"appreciate (?:how|that|your))|"
                    r"that (?:must|sounds?) (?:be |have been |like )?(?:really |very |so )?(?:frustrating|worrying|"
                    r"upsetting|stressful|hard|annoying|difficult|scary)|"
                    r"you(?:'re| are) right|anyone would|(?:no need to|don't|please don't) (?:worry|panic)|"
                    r"take your time|i know how|that's understandable|"
                    r"i can (?:imagine|hear))\b",
    "promised": r"\bi promise\b|\b(?:i|we)(?:'ll| will) (?:personally |definitely )?(?:call|get back|follow up|email|"
                r"send|update|refund|sort|make sure)\b",
    "explained": r"\b(?:because|that means|which means|in other words|in plain|for example|for instance|the reason|"
                 r"so that|this is how|basically|what happens is)\b",
    "refused": r"\b(?:can't|cannot|can not|unable to|not able to|not allowed to|not authori[sz]ed to|"
               r"won't be able to|may not)\b.{0,30}?"
               r"\b(?:promise|guarantee|tell|share|discuss|disclose|give|do that|waive|do this|accept|keep|transfer|"
               r"help with that|offer|skip|agree|confirm)\b",
    "warned": r"\b(?:scam|scammers?|fraud|fraudsters?|police|warn|be careful|beware|please note|remind you|"
              r"(?:never|don't|do not|please don't) (?:ever )?(?:share|transfer|send|give|click|install|trust|move|"
              r"tell))\b",
    "alternative": r"\b(?:you (?:can|could|may) (?:also |still |always )?|what i can do|instead|alternatively|"
                   r"another (?:option|way)|i can (?:offer|set up|file|register|open|"
                   r"arrange|connect|block|help|put|submit|request)|i(?:'d| would) (?:suggest|recommend)|"
                   r"let me (?:file|register|open|arrange|connect|block|submit))\b",
    "held": r"\b(?:one moment|just a moment|hold on|bear with me|give me a (?:second|moment|minute)|let me (?:check|"
            r"look|see|pull up|verify)|please (?:hold|wait|stay))\b",
    "identified": r"\b(?:verify (?:your|who|that)|confirm (?:your|who|that i)|last (?:four|4|three) digits|"
                  r"your (?:full |first |last )?name\b|date of birth|"
                  r"am i speaking (?:with|to)|who am i speaking|may i (?:have|take) your name|is this (?:mr|ms|mrs)|"
                  r"security question)\b",
    "asked_name": r"\bam i (?:speaking|talking) (?:with|to)\b|\bis this (?:mr|ms|mrs|miss)\b",
    "asked_open": r"\b(?:what|how|why|which|when|where|tell me (?:more|about|what)|could you (?:tell|describe|"
                  r"explain|walk)|can you (?:tell|describe|explain|walk))\b",
    "summarised": r"\b(?:so (?:you|what you)(?:'d like|'re| are| want| need)|let me (?:repeat|recap|summari[sz]e|"
                  r"confirm)|if i understand|just to confirm|to recap|to sum up)\b",
    "stopped": r"\b(?:don't|do not|please don't|no need to|you don't need to|never|stop|wait|"
               r"hold on)\b.{0,24}?\b(?:read|say|tell|give|share|reading|number|code|pin|digits)\b|"
               r"\bplease stop\b",
    "read_on": r"\b(?:go ahead|read|tell|give)(?: me)?(?: it| out)?(?: please)?\b.{0,16}?\b(?:card number|"
               r"full number|code|pin|password|cvv|security code)\b|"
               r"\b(?:what(?:'s| is)) (?:your|the) (?:full )?(?:card number|code|pin|password|cvv|security code)\b|"
               r"\bi(?:'m| am) (?:writing|noting) (?:it|that) down\b|"
               r"\b(?:sure|okay|ok|yes),? go ahead\b",
    "agreed_secret": r"\b(?:i(?:'ll| will| can)|we(?:'ll| will| can)|let's) (?:keep (?:it|this|that)|"
                     r"not tell)\b.{0,24}?|\bjust between us\b|\bour (?:little )?secret\b|"
                     r"\b(?:won't|will not) (?:tell|mention|say|record|note)\b|\bmy lips are sealed\b",
    "helped_transfer": r"\b(?:i(?:'ll| will| can) (?:help you )?(?:make|send|transfer|move|raise|increase)|"
                   r"go ahead and (?:transfer|send|move)|"
                       r"you can (?:safely )?(?:transfer|send|move) (?:it|the money|that)|what(?:'s|"
                       r" is) the account (?:number)?)\b",
    "no_guarantee": r"\b(?:can't|cannot|can not|unable to|not able to|never|won't|don't|not allowed to|nobody can|"
                    r"no one can) (?:\w+ ){0,2}(?:promise|guarantee)\b|"
                    r"\b(?:no guarantee|not guaranteed|isn't guaranteed|depends on (?:the )?(?:review|approval|"
                    r"market)|could lose|can lose|may lose|may be declined|not a deposit|"
                    r"is not certain|subject to (?:approval|review))\b",
    "guaranteed": r"\b(?:i|we) (?:can )?(?:absolutely |totally )?guarantee\b|\b(?:is|are|"
                  r"it's) (?:fully )?guaranteed\b|\bhundred percent (?:sure|certain|safe)\b|"
                  r"\byou(?:'ll| will) (?:definitely|certainly|surely|for sure) (?:get|be approved|have)\b|"
                  r"\bno risk at all\b",
    "not_secret": r"\b(?:can't|cannot|can not|won't be able to|unable to|not able to|"
                  r"not allowed to) (?:\w+ ){0,2}(?:keep|hide|agree|promise)\b|"
                  r"\b(?:have to|need to|must|should|please|would like to|i'd like to|let's) (?:\w+ ){0,2}(?:note|"
                  r"record|report|tell|inform|call|involve|talk to|speak (?:to|with))\b|\bpolice\b",
    "pressured": r"\b(?:last chance|only today|today only|right now or|or else|act now|before it's too late|"
                 r"now or never|limited (?:spots|offer)|you (?:must|have to|need to) (?:decide|sign|pay|"
                 r"buy) (?:now|today|right now|immediately)|what are you waiting for|hurry up|you'll (?:regret|"
                 r"lose it)|make up your mind)\b",
    "insulted": r"\b(?:shut up|stupid|idiot|moron|dumb|fool|loser|ridiculous person|crazy|you(?:'re| are) (?:lying|"
                r"a liar|wasting my time|too old|slow)|whatever|not my problem|get lost|"
                r"who cares|i don't care|pathetic|clueless|are you deaf|your own fault|serves you right)\b",
    "swore": r"\b(?:fuck\w*|shit\w*|damn (?:it|you)|asshole|bastard|bitch|crap|bullshit|go to hell|screw you|"
             r"piss off|wtf)\b",
}
PATTERNS: dict[Language, dict[str, re.Pattern[str]]] = {
    "zh": {act: re.compile(pattern) for act, pattern in _ZH.items()},
    "en": {act: re.compile(pattern) for act, pattern in _EN.items()},
}
"""Language -> act -> how it sounds."""
JARGON: dict[Language, tuple[str, ...]] = {
    "zh": ("LPR", "基点", "等额本息", "等额本金", "头寸", "敞口", "贷后", "授信", "用信", "循环授信", "挂账", "轧账", "核销", "展期", "风控模型",
           "征信查询授权", "受托支付", "贷审会",
           "穿透", "T+1", "T+0", "净值型", "摊余成本", "业绩比较基准", "久期", "申赎", "犹豫期退保", "现金价值", "等待期", "保全", "核保", "KYC",
           "反洗钱尽调", "EAST", "工单流转",
           "二线", "SLA", "回单", "交易流水号", "联行号", "落地审核", "调额", "临额", "容时", "免息还款期", "最低还款循环利息", "罚息复利", "账单分期手续费率",
           "柜面渠道", "冲正", "调单",
           "拒付", "司法划扣", "贷记", "借记"),
    "en": ("basis points", "amortization", "amortisation", "amortizing", "underwriting", "escrow", "chargeback",
           "provisional credit", "regulation e", "reg e", "kyc", "cip", "ach", "originator", "adverse action",
           "debt to income", "dti", "ltv", "charge off", "charged off", "delinquency bucket", "tradeline", "sla",
           "net asset value", "nav", "expense ratio", "duration risk", "surrender charge", "rider", "subrogation",
           "indemnity", "coinsurance", "lien", "principal curtailment", "recast", "payoff quote per diem",
           "per diem", "hard pull", "soft pull", "ofac", "edd", "sar", "tier two", "ticket", "backend",
           "reconciliation", "ledger balance"),
}
"""Words of the trade that a customer may not know."""
