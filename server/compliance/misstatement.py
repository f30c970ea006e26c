"""Figures the agent says against the product table: an utterance in, wrong and right figures out.

A figure counts if a word beside it names one of the product's terms ("利率", "early repayment fee").  The product is the
one named last by either side, else the customer's loan.  What holds for this call only (`CallFacts.offer`) goes before
the table, and a figure of the customer's own record is never wrong.  Next: `server.compliance.evaluator` raises it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from protocol.message import Language
from server.assist.figures import Figure, Kind, figures, same
from server.assist.indexes import PerPlaybook
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook, Product, Term

from .lexicon import Folded, Lexicon, fold
from .negation import excuse

_UNITS: dict[str, Kind] = {"percent": "percent", "percent_per_year": "percent", "yuan": "money", "usd": "money",
                           "months": "months", "days": "days", "minutes": "minutes"}
@dataclass(frozen=True, slots=True)
class _Family:
    """Terms of one kind, under whatever name a table or a call's facts has them."""

    name: str
    parts: str
    """Found in the name of a term."""
    words: dict[Language, str]
    """Name it in speech."""
    bare: Kind = "percent"
    """What a number without a unit means."""


_FAMILIES: tuple[_Family, ...] = (
    _Family("early_repayment_fee", r"early_repay\w{0,4}_(?:fee|penalty|charge)|prepayment|penalty|early_payoff_fee", {
        "zh": r"违约金|提前(?:还款|结清|还)(?:手续费|费用|要收|收)?|罚金",
        "en": r"early (?:repayment|payoff|payment|settlement) (?:fee|charge|penalty)|prepayment (?:fee|penalty)|"
              r"pay(?:ing)? (?:it )?off early"}),
    _Family("daily_rate", r"daily_rate", {"zh": r"日利率|日息|每天.{0,4}利息", "en": r"daily (?:interest )?rate"}),
    _Family("rate", r"rate|apr|apy|interest(?!_free)|yield|benchmark", {
        "zh": r"利率|年化|年息|年利|利息|业绩比较基准",
        "en": r"\bapr\b|\bapy\b|(?:interest|annual|annual percentage|percentage|fixed|yearly) rate|\brate\b|\binterest\b"}),
    _Family("late_fee", r"late_fee|overdue|default", {"zh": r"滞纳金|逾期(?:费|罚息)|罚息",
                                                      "en": r"late (?:fee|charge|payment fee)"}, "money"),
    _Family("annual_fee", r"annual_fee|yearly_fee", {"zh": r"年费", "en": r"annual fee|yearly fee"}, "money"),
    _Family("max_term", r"term|tenor|months|installments", {"zh": r"最长|期限|分.{0,3}期|贷款期",
                                                            "en": r"up to|term|maximum|longest"}, "months"),
    _Family("min_amount", r"min_amount|minimum", {"zh": r"起存|起购|最低|最少", "en": r"minimum|at least"}, "money"),
    _Family("max_amount", r"amount|limit|principal|quota", {"zh": r"额度|最高|最多|上限|本金|金额",
                                                            "en": r"up to|maximum|limit|borrow|principal|amount"}, "money"),
    _Family("down_payment", r"down_payment", {"zh": r"首付", "en": r"down payment|at least"}),
    _Family("replacement_fee", r"replacement_fee", {"zh": r"补卡|工本费", "en": r"replacement"}, "money"),
    _Family("cooling_off", r"cooling_off|free_look|hesitation", {"zh": r"犹豫期", "en": r"free look|cooling off"}, "days"),
    _Family("lock_up", r"lock_up|lockup|closed_period", {"zh": r"封闭期|锁定期|不能赎回", "en": r"lock ?up|locked"}, "days"),
    _Family("waiting_period", r"waiting_period", {"zh": r"等待期", "en": r"waiting period"}, "days"),
    _Family("premium", r"premium", {"zh": r"保费", "en": r"premium"}, "money"),
    _Family("deductible", r"deductible", {"zh": r"免赔额?", "en": r"deductible"}, "money"),
    _Family("interest_free_days", r"interest_free|grace", {"zh": r"免息期?|最长", "en": r"interest free|grace period"}, "days"),
    _Family("fee", r"fee|charge", {"zh": r"手续费|费率|管理费|收费", "en": r"\bfee\b|charge"}),
)
"""Of several that fit a term the first is taken."""
_ROUGH = {"zh": re.compile(r"约|大概|左右|差不多"), "en": re.compile(r"\b(?:about|around|roughly|approximately)\b")}
_REFERS = {"zh": re.compile(r"以[^,。!?;]{1,12}为准"),
           "en": re.compile(r"\b(?:exact|actual|final)\b[^.!?;]{0,40}\b(?:contract|agreement|statement|disclosure|screen|app)\b")}
_ROUGH_REACH = 12
"""Characters before a figure in which a word may call it rough."""
_REACH_BEFORE, _REACH_AFTER = {"zh": 16, "en": 50}, {"zh": 7, "en": 28}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A figure that contradicts the table."""

    span: tuple[int, int]
    """[from, to) in the utterance's text."""
    text: str
    source: str
    deferred: bool = False
    """True if it was called rough and the contract or the screen was named as what holds."""


@dataclass(slots=True)
class _Quantity:
    """One term that a figure can be held against."""

    label: str
    value: str
    words: re.Pattern[str]
    family: str
    figures: tuple[Figure, ...]


@dataclass(slots=True)
class _Subject:
    """A product, or a subject of the call's own facts, with its terms."""

    name: str
    source: str = ""
    terms: dict[str, _Quantity] = field(default_factory=dict)


class _Table:
    """The product table of one playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self.subjects = {product.id: _subject(product, playbook.lang) for product in playbook.products.values()}
        self.names: Lexicon[str] = Lexicon(((name, product.id) for product in playbook.products.values()
                                            for name in (product.name, *product.aliases)), playbook.lang)
        self.kin = _kin(playbook)
        """A word that means a kind of product rather than one (insurance) -> ids of all of that kind."""


def _kin(playbook: Playbook) -> dict[str, tuple[str, ...]]:
    names = {product.id: [fold(name, playbook.lang).text.strip() for name in (product.name, *product.aliases)]
             for product in playbook.products.values()}
    kin: dict[str, tuple[str, ...]] = {}
    for product in playbook.products.values():
        same_kind = tuple(other.id for other in playbook.products.values() if other.kind == product.kind)
        for word in names[product.id]:
            if any(word in name for other in same_kind if other != product.id for name in names[other]):
                kin[word] = same_kind
    return kin


_tables: PerPlaybook[_Table] = PerPlaybook(_Table)


class Misstatements:
    """Holds the agent's figures of one call against the table."""

    def __init__(self, playbook: Playbook, facts: CallFacts) -> None:
        self._lang: Language = playbook.lang
        table = _tables.of(playbook)
        self._subjects = dict(table.subjects)
        self._names = [table.names]
        self._kin = table.kin
        self._facts = facts
        self._products = table.names
        self._current = ""
        self._offer(playbook, facts)
        self._take_record()

    def hear(self, utterance: Utterance, folded: Folded) -> tuple[list[Wrong], bool]:
        """The wrong figures of an utterance, and whether it held a right one.  A customer's line only names products."""
        if self._facts.customer is not self._record:
            self._take_record()
        hits = [hit for names in self._names for hit in names.find(folded.text)]
        # A word inside a longer name, 基金 in 星天货币基金, names nothing else.
        named = sorted((hit.start, -hit.end, self._meant(folded.text[hit.start:hit.end], hit.value)) for hit in hits
                       if not any(other.start <= hit.start and hit.end <= other.end
                                  and other.end - other.start > hit.end - hit.start for other in hits))
        wrong: list[Wrong] = []
        right = False
        if utterance.channel == "agent":
            for figure in figures(folded.text, self._lang):
                if any(start <= figure.start and figure.end <= -end for start, end, _ in named):
                    continue  # a product's own name: 星稳180
                subject, others = self._subject_of(next(
                    (name for start, _, name in reversed(named) if start < figure.start),
                    named[0][2] if named else (self._current, ())))
                quantity = self._quantity(subject, figure, folded.text) if subject else None
                if subject is None or quantity is None or (not named and _another_fee(quantity, folded.text)):
                    continue
                if any(self._agrees(one, quantity, figure) for one in (subject, *others)):
                    right = True
                elif not excuse(folded.text, figure.start, figure.end, self._lang):
                    wrong.append(Wrong(folded.span(figure.start, figure.end), self._word(subject, quantity),
                                       subject.source, self._deferred(folded.text, figure)))
        if named:
            self._current = named[-1][2][0]
        return wrong, right

    def _meant(self, word: str, product: str) -> tuple[str, tuple[str, ...]]:
        """The product that a name means, and the others that it may mean as well."""
        kind = self._kin.get(word, ())
        return (self._current, ()) if self._current in kind else (product, kind)

    def _subject_of(self, meant: tuple[str, tuple[str, ...]]) -> tuple[_Subject | None, list[_Subject]]:
        product, others = meant
        return self._subjects.get(product), [self._subjects[one] for one in others if one in self._subjects]

    def _deferred(self, text: str, figure: Figure) -> bool:
        """Whether the speaker calls a figure rough and names what holds instead."""
        return bool(_ROUGH[self._lang].search(text[max(0, figure.start - _ROUGH_REACH):figure.start])
                    and _REFERS[self._lang].search(text, figure.end))

    def _take_record(self) -> None:
        """The customer's own figures are right, and what he holds is what the talk is about at first."""
        self._record = self._facts.customer
        self._own = tuple(figure for value in self._record.values() for figure in figures(value, self._lang))
        held = self._record.get("loan_product", "") or self._record.get("card_product", "")
        for hit in self._products.find(fold(held, self._lang).text):
            self._current = hit.value

    def _quantity(self, subject: _Subject, figure: Figure, text: str) -> _Quantity | None:
        """The term that the words beside a figure name; the nearest if several do."""
        begin = max(0, figure.start - _REACH_BEFORE[self._lang])
        before = re.split(r"[。!?;]|\.\s", text[begin:figure.start])[-1]
        after = re.split(r"[,。!?;.]", text[figure.end:figure.end + _REACH_AFTER[self._lang]])[0]
        best: tuple[tuple[int, int], _Quantity] | None = None
        for quantity in subject.terms.values():
            if not any(_comparable(one, figure) for one in quantity.figures):
                continue
            # Of words that end at the same place the longer says more: "early repayment fee" before "fee".
            distances = [(len(before) - match.end(), -len(match.group())) for match in quantity.words.finditer(before)]
            distances += [(match.start() + 4, -len(match.group())) for match in quantity.words.finditer(after)]
            if distances and (best is None or min(distances) < best[0]):
                best = (min(distances), quantity)
        return best[1] if best else None

    def _agrees(self, subject: _Subject, quantity: _Quantity, figure: Figure) -> bool:
        alike = [one for other in subject.terms.values() if other.family == quantity.family for one in other.figures]
        return any(same(one, figure) for one in (*alike, *self._own))

    def _word(self, subject: _Subject, quantity: _Quantity) -> str:
        if self._lang == "zh":
            return f"与产品表不符：{subject.name}的{quantity.label}是{quantity.value}，请更正。"
        return f"Not what the product table says: {subject.name}, {quantity.label} is {quantity.value}. Please correct it."

    def _offer(self, playbook: Playbook, facts: CallFacts) -> None:
        """Puts what holds for this call over the product table."""
        extra: list[tuple[str, str]] = []
        for name, terms in facts.offer.items():
            product_id = next((product.id for product in playbook.products.values()
                               if name in (product.id, product.name, *product.aliases)), "")
            base = self._subjects.get(product_id)
            subject = _Subject(base.name if base else name, base.source if base else "", dict(base.terms) if base else {})
            for term, value in terms.items():
                made = _quantity(term, term, str(value), (), self._lang)
                for key in [key for key, one in subject.terms.items() if one.family == made.family]:
                    del subject.terms[key]
                subject.terms[f"offer.{term}"] = made
            self._subjects[product_id or name] = subject
            if not product_id and len(name) > 1:
                extra.append((name, name))
            self._current = self._current or product_id or name
        if extra:
            self._names = [*self._names, Lexicon(extra, self._lang)]


def _subject(product: Product, lang: Language) -> _Subject:
    terms = {name: _quantity(name, term.label, term.value, _number(term), lang) for name, term in product.terms.items()}
    return _Subject(product.name, product.source, {name: one for name, one in terms.items() if one.figures})


def _quantity(name: str, label: str, value: str, number: tuple[Figure, ...], lang: Language) -> _Quantity:
    folded = fold(label, lang).text
    # By its name first: the label of a down payment, "最低首付", holds a word of the least amount.
    family = next((one for one in _FAMILIES if re.search(one.parts, name.lower())), None) or next(
        (one for one in _FAMILIES if any(re.search(words, folded) for words in one.words.values())), None)
    own = re.escape(re.split(r"[(,]", folded)[0].strip())
    pattern = re.compile("|".join(part for part in (family.words[lang] if family else "", own) if part), re.IGNORECASE)
    said = figures(fold(value, lang).text, lang)
    if family is not None and [one.kind for one in said] == ["number"]:
        said = (Figure(family.bare, said[0].value, said[0].text, said[0].start, said[0].end),)
    return _Quantity(label, value, pattern, family.name if family else name, (*said, *number))


def _number(term: Term) -> tuple[Figure, ...]:
    kind = _UNITS.get(term.unit)
    if kind is None or term.number is None:
        return ()
    value = format(Decimal(str(term.number)).normalize(), "f")
    return (Figure(kind, value, term.value, 0, 0),)


def _another_fee(quantity: _Quantity, text: str) -> bool:
    """True if a line speaks of a fee, and not of this one: of a card held, `the fee` need not be that for cash."""
    if quantity.family != "fee":
        return False
    kind = re.split(r"手续费|费率|管理费|收费|费|\bfee\b|\bcharge\b", quantity.label.lower())[0].strip()
    return bool(kind) and kind not in text


def _comparable(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind
