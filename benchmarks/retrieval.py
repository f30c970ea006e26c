"""How long finding takes with many articles: a search, the articles in the call's situation, and a product's rule.

`python -m benchmarks.retrieval [--articles 10000] [--lang zh] [--json FILE]` makes the articles from templates (products by
subjects by actions, so that their words recur as a house's do), asks each question once so that nothing is cached, on one
thread, and prints milliseconds.  Synthetic text: it measures speed, not quality.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path

import numpy as np

from protocol.message import Language
from server.assist.library import Library, Situation
from server.content.playbook import Article, Playbook, Product, Term

_PARTS: dict[Language, dict[str, tuple[str, ...]]] = {
    "zh": {"name": ("星享", "星居", "星商", "安心", "稳盈", "乐分期", "青年", "钻石", "出国", "银发", "薪享", "小微"),
           "kind": ("贷", "卡", "存款", "理财", "保险", "账户"),
           "subject": ("提前还款", "年费", "逾期罚息", "分期手续费", "额度调整", "挂失补办", "境外汇款", "利率优惠", "赎回到账", "犹豫期退保",
                       "账单日", "征信授权", "密码重置", "所需材料", "面签预约", "自动扣款"),
           "place": ("手机银行", "柜台", "电话银行", "网上银行", "客户经理", "自助终端"),
           "person": ("新客户", "老客户", "小微企业主", "退休人员", "在校学生", "代发工资客户", "港澳居民")},
    "en": {"name": ("Harbor", "Lantern", "Compass", "Milepost", "Meadow", "Summit", "Anchor", "Juniper", "Orchard", "Prairie"),
           "kind": ("loan", "card", "deposit", "fund", "insurance", "account"),
           "subject": ("early repayment", "annual fee", "late payment", "balance transfer", "credit limit increase", "lost card",
                       "wire transfer abroad", "rate discount", "fund redemption", "cooling-off cancellation", "statement date",
                       "credit report consent", "password reset", "required documents", "branch appointment", "automatic payment"),
           "place": ("mobile app", "branch", "phone banking", "online banking", "relationship manager", "kiosk"),
           "person": ("new customers", "long-standing customers", "small businesses", "retirees", "students", "payroll customers",
                      "joint account holders", "non-residents")},
}
_TEXT: dict[Language, str] = {
    "zh": "{person}的{name}{kind}办理{subject}，通过{place}提交申请，{days}个工作日内答复，以合同和产品表为准。编号{number}。",
    "en": "For {person} with a {name} {kind}: {subject} is requested through the {place} and answered within {days} business "
          "days. The contract and the rate sheet prevail. Number {number}.",
}
_ASK: dict[Language, tuple[str, ...]] = {
    "zh": ("我想问一下{name}{kind}的{subject}怎么弄，能在{place}办吗", "{subject}要多少钱啊", "{person}能不能申请{subject}，几天有结果",
           "上次在{place}说{name}{kind}可以{subject}，现在又说不行"),
    "en": ("how does {subject} work on my {name} {kind}, can I do that in the {place}", "what does {subject} cost me",
           "can {person} get {subject} and how many days does it take",
           "last time at the {place} they told me {subject} was fine on the {name} {kind} and now it is not"),
}


def combinations(lang: Language) -> Iterator[dict[str, str]]:
    """Every combination of the parts, the last part changing fastest."""
    parts = _PARTS[lang]
    for number, chosen in enumerate(product(*parts.values())):
        yield dict(zip(parts, chosen, strict=True)) | {"number": str(number), "days": str(1 + number % 15)}


def playbook_of(lang: Language, articles: int) -> Playbook:
    """A playbook with so many articles made from templates, and a product for each name and kind."""
    made: dict[str, Article] = {}
    products: dict[str, Product] = {}
    gap = "" if lang == "zh" else " "
    step = max(1, sum(1 for _ in combinations(lang)) // articles)
    for values in islice(combinations(lang), 0, None, step):
        if len(made) == articles:
            break
        name = f"{values['name']}{gap}{values['kind']}"
        key = f"p{len(products)}"
        key = next((known.id for known in products.values() if known.name == name), key)
        products.setdefault(key, Product(id=key, name=name, kind="loan", terms={
            "early_repayment_fee": Term(label="提前还款违约金" if lang == "zh" else "Early repayment fee", value=f"{len(products)}%")}))
        made[f"a{len(made)}"] = Article(
            id=f"a{len(made)}", title=f"{name}{gap}{values['subject']}", intents=("early_repayment",), products=(key,),
            keywords=(values["subject"],), body=_TEXT[lang].format(**values), asked=tuple(one.format(**values) for one in _ASK[lang]))
    return Playbook(id="many", title="many", lang=lang, version="1", products=products, articles=made)


def questions(lang: Language, count: int) -> list[str]:
    """So many different questions."""
    step = 37
    values = list(islice(combinations(lang), 0, None, step))
    return [_ASK[lang][place % len(_ASK[lang])].format(**values[place * 7 % len(values)]) + ("呢" if lang == "zh" else "") * (place % 3)
            for place in range(count)]


def milliseconds(work: Callable[[str], object], asked: list[str]) -> dict[str, float]:
    """p50 and p95 of one piece of work over all questions, ms: by the clock, and the thread's own time, which other work on
    the machine does not lengthen."""
    clock, own = [], []
    for text in asked:
        began, thread = time.perf_counter(), time.thread_time()
        work(text)
        clock.append((time.perf_counter() - began) * 1000)
        own.append((time.thread_time() - thread) * 1000)
    return {f"{name}_p{share}": round(float(np.percentile(taken, share)), 2)
            for name, taken in (("clock", clock), ("own", own)) for share in (50, 95)}


def measure(lang: Language, articles: int, count: int) -> dict[str, object]:
    """Everything of one language."""
    playbook = playbook_of(lang, articles)
    began = time.perf_counter()
    library = Library(playbook)
    built_s = time.perf_counter() - began
    library.rules.asked("")
    situation = Situation(intent="early_repayment", topic="rate_fee", products=("p0",), named=False, date="2026-11-20")
    asked = list(dict.fromkeys(questions(lang, count)))
    return {"lang": lang, "articles": len(playbook.articles), "questions": len(asked), "build_s": round(built_s, 1),
            "search_ms": milliseconds(library.search, asked),
            "search_rank_rule_ms": milliseconds(
                lambda text: (library.articles(text + " ", situation), library.rules.answer(text, ("p0",))), asked),
            "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--lang", choices=("zh", "en"), action="append")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    rows = [measure(lang, args.articles, args.questions) for lang in args.lang or ("zh", "en")]
    for row in rows:
        print(row)
    if args.json:
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
