"""May words that a language model wrote be shown?  Language, number lock, names, claims, rules of the agent's speech.

In come a text, the view of the call it is for and what was approved for the same line; out comes a
`GeneratedVerdict`.  Asked for each clause while a text streams, before any of it is painted, and again when the whole
text enters the pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from protocol.message import Language
from server.assist.facts import Known
from server.assist.figures import NO_FIGURES, Figure, figures, same
from server.assist.indexes import PerPlaybook
from server.assist.names import KnownNames, clause_around
from server.assist.rule_check import breach, disguised
from server.assist.turns import CallView

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u4e00-\u9fff]")
_GIVES = {
    "zh": re.compile(r"退|赔|补|减|免|返|送|给您|为您(?:申请|争取)|批|提高|降|保证|承诺"),
    "en": re.compile(
        r"\b(?:refund|waive|compensat|credit|pay you|give you|send you|approv|reduc|lower|rais|increas|guarantee|promise|grant|"
        r"offer)",
        re.IGNORECASE,
    ),
}
"""Words that give something: the customer's own figure beside them would be a promise, not a repetition."""
_NUMERALS = re.compile(r"[零〇一二两三四五六七八九十百千万亿]{2,}|[零〇一二两三四五六七八九十百千万亿](?=元|块|%|成(?!功|为|本|长|立|员|交))")
_ROLES = {
    "zh": (re.compile(r"费(?!用?卡)|违约金|滞纳金|fee"), re.compile(r"利率|年化|利息|收益|基准|rate|yield|benchmark")),
    "en": (
        re.compile(r"fee|charge|cost|penalty", re.IGNORECASE),
        re.compile(r"rate\b|ap[ry]\b|interest|yield", re.IGNORECASE),
    ),
}
"""What a clause, and the name or label of a term, may say that a figure is."""


@dataclass(frozen=True, slots=True)
class GeneratedVerdict:
    """What is said of a text."""

    why: str = ""
    """`language`, `number:8%`, `name:…`, `rule:<id>`; empty if it may be shown."""
    facts: tuple[Known, ...] = ()
    """One for each figure, as it stands in the text."""


_names = PerPlaybook(KnownNames)


def judge(
    text: str, view: CallView, products: Iterable[str], approved: Iterable[Known], replies: str, said: str
) -> GeneratedVerdict:
    """The verdict on a text.

    Args:
        products: ids of the products that the customer's line is about; those named in the text are added.
        approved: facts of the approved replies to the same line.
        replies: those replies, filled.
        said: the customer's own words in this call.
    """
    lang = view.book.lang
    if not _in_language(text, lang) or disguised(text, lang):
        return GeneratedVerdict("language")
    names = _names.of(view.playbook)
    about = frozenset(products) | {product for _, _, product in names.products.find(text.lower())}
    bare = names.without_products(text)
    found = figures(bare, lang)
    loose = _unread(bare, found) if lang == "zh" else ""
    if loose:
        return GeneratedVerdict(f"number:{loose}")
    facts: list[Known] = []
    house = {known.value: known.origin for known in approved if known.origin.startswith("reply.")}
    for figure in found:
        origin = view.book.support(figure, about)
        if origin.startswith("said:") and figure.kind == "percent":
            # A rate that the customer names is a wish.
            origin = ""
        if origin.startswith(("product.", "offer.")) and not _in_its_role(figure, text, view, about):
            # The right figure for the wrong thing: a limit told as a fee.
            origin = ""
        if origin.startswith("said:") and _gives(text, figure.start, lang):
            origin = ""
        origin = origin or house.get(figure.text, "")
        if not origin:
            return GeneratedVerdict(f"number:{figure.text}")
        facts.append(Known(figure.text, origin))
    terms = (f"{term.label} {term.value}" for name in about if name in view.playbook.products
             for term in view.playbook.products[name].terms.values())
    record = (value for name, value in view.facts.customer.items() if view.book.speakable(name))
    unknown = names.unknown(text, said, " ".join((*terms, *record)), replies)
    if unknown:
        return GeneratedVerdict(f"name:{unknown}")
    return GeneratedVerdict(breach(view.playbook, view.facts, text, about), tuple(facts))


def _unread(text: str, found: Iterable[Figure]) -> str:
    """Numerals that make no number, such as 二十万十四: they would pass the number lock unseen."""
    taken = [(figure.start, figure.end) for figure in found]
    for match in _NUMERALS.finditer(text):
        inside = any(start <= match.start() and match.end() <= end for start, end in taken)
        if not inside and match[0] not in NO_FIGURES:
            return match[0]
    return ""


def _gives(text: str, place: int, lang: Language) -> bool:
    """True if the clause around a place gives the customer something."""
    return _GIVES[lang].search(clause_around(text, place)) is not None


def _in_its_role(figure: Figure, text: str, view: CallView, about: Iterable[str]) -> bool:
    """False if the clause tells a figure as a fee or a rate, and no term that says the same is one."""
    roles = _ROLES[view.book.lang]
    clause = clause_around(text, figure.start)
    told = [role for role in roles if role.search(clause)]
    return not told or any(role.search(f"{name} {term.label}") for product in about
                           for name, term, known in view.book.products.by_product.get(product, ())
                           if any(same(one, figure) for one in known) for role in told)


def _in_language(text: str, lang: Language) -> bool:
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    if _OTHER_SCRIPT.search(text):
        return False
    return letters <= han if lang == "zh" else han == 0 and letters > 0
