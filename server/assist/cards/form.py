"""A card with inputs, put together line by line in the playbook's language.

In comes what was entered (`given`) and what the skill asks for; out comes a `Drawn`.  A result is taken in only while
every input is good: one wrong entry, and the card shows no figure but the inputs.  Used by the skills' `draw`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from protocol.assist import (
    Card,
    CardAction,
    CardBlocks,
    CardChoice,
    CardField,
    CardKind,
    CardRow,
    CardStep,
    CardTable,
    FieldKind,
)
from protocol.message import Language
from server.assist.cards.entering import EntryError, bound, choice, day, number
from server.assist.cards.sheet import Drawn
from server.assist.loans import money, percent

MOST_AMOUNT = Decimal("9999999999.99")
"""Where the product table sets no limit: what is more is a slip."""
_UNITS: dict[Language, dict[str, str]] = {"zh": {"amount": "元", "percent": "%", "months": "个月"},
                                          "en": {"amount": "$", "percent": "%", "months": "months"}}


class Form:
    """One card under construction."""

    def __init__(self, given: Mapping[str, str], lang: Language) -> None:
        self._given = given
        self.lang: Language = lang
        self._rows: list[CardRow] = []
        self._steps: list[CardStep] = []
        self._actions: list[CardAction] = []
        self._table: CardTable | None = None
        self._figures: dict[str, str] = {}
        self.good = True
        """False from the first input on that is missing or wrong."""
        self.warning = ""
        self.body = ""

    def amount(self, name: str, label: str, lowest: Decimal | None = None, highest: Decimal | None = None, *,
               needed: bool = True, zero: bool = False, missing: str = "", unit: str = "") -> Decimal | None:
        """An amount of money, more than 0 unless `zero`; None if it is missing or wrong.

        Args:
            missing: what to say beside the field while it is empty.
            unit: a currency other than the playbook's.
        """
        lowest = Decimal(0) if zero and lowest is None else lowest
        highest = MOST_AMOUNT if highest is None else highest
        return self._number(name, label, "amount", unit or _UNITS[self.lang]["amount"], lowest, highest, needed=needed,
                             positive=not zero, missing=missing)

    def percent(self, name: str, label: str, highest: Decimal = Decimal(100), *, needed: bool = True,
                missing: str = "") -> Decimal | None:
        """A rate in percent, 0 or more."""
        return self._number(name, label, "percent", "%", Decimal(0), highest, needed=needed, missing=missing)

    def months(self, name: str, label: str, lowest: int, highest: int, *, needed: bool = True) -> int | None:
        """A number of months."""
        value = self._number(name, label, "whole", _UNITS[self.lang]["months"], Decimal(lowest), Decimal(highest),
                             needed=needed)
        return None if value is None else int(value)

    def date(self, name: str, label: str, earliest: date | None = None, latest: date | None = None) -> date | None:
        """A day."""
        text = self._given.get(name, "").strip()
        problem, value = "", None
        if text:
            try:
                value = day(text, self.lang, earliest, latest)
            except EntryError as error:
                problem = str(error)
        self._field(name, label, "date", "" if value is None else value.isoformat(), problem,
                    lowest=earliest.isoformat() if earliest else "", highest=latest.isoformat() if latest else "")
        self.good = self.good and value is not None
        return value

    def choice(self, name: str, label: str, choices: Sequence[tuple[str, str]], *, needed: bool = True) -> str | None:
        """One of (value, label) pairs."""
        text = self._given.get(name, "")
        problem, value = "", None
        if text:
            try:
                value = choice(text, self.lang, tuple(one for one, _ in choices))
            except EntryError as error:
                problem = str(error)
        self._field(name, label, "choice", dict(choices).get(value or "", ""), problem,
                    choices=tuple(CardChoice(value=one, label=words) for one, words in choices))
        self.good = self.good and not problem and (value is not None or not needed)
        return value

    def result(self, label: str, value: Decimal | str, figure: str = "", *, strong: bool = False) -> None:
        """A line that was worked out; left out while an input is wrong.

        Args:
            value: an amount in the playbook's currency, or a text.
            figure: its name for placeholders and the number lock, `<calculator>.<field>`.
        """
        if self.good:
            text = money(value, self.lang) if isinstance(value, Decimal) else value
            self._rows.append(CardRow(label=label, value=text, strong=strong))
            if figure:
                self._figures[figure] = text

    def note(self, label: str, value: str) -> None:
        """A line that holds whatever the inputs are."""
        self._rows.append(CardRow(label=label, value=value))

    def step(self, name: str, text: str, *, done: bool = False, tick: bool = False) -> bool:
        """A step; True if it is done, by itself or by the agent's tick."""
        ticked = done or (tick and self._given.get(name) == "1")
        self._steps.append(CardStep(name=name, text=text, done=ticked, tick=tick and not done))
        return ticked

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A small table, worked out; left out while an input is wrong."""
        if self.good:
            self._table = CardTable(heads=tuple(heads), rows=tuple(tuple(row) for row in rows))

    def action(self, field: str, value: str, label: str, *, primary: bool = False) -> None:
        """A button that enters a value into a field that is not shown."""
        self._actions.append(CardAction(name=f"{field}:{value}", label=label, primary=primary))

    def drawn(self, kind: CardKind, card: str, title: str, *, source: str = "", dated: str = "") -> Drawn:
        """The card."""
        blocks = CardBlocks(steps=tuple(self._steps), table=self._table, warning=self.warning, actions=tuple(self._actions))
        made = Card(call="", kind=kind, id=card, title=title, rows=tuple(self._rows), body=self.body if self.good else "",
                    source=source, date=dated, blocks=None if blocks == CardBlocks() else blocks)
        return Drawn(made, self._figures if self.good else {})

    def _number(self, name: str, label: str, kind: FieldKind, unit: str, lowest: Decimal | None, highest: Decimal | None, *,
                needed: bool, positive: bool = False, missing: str = "") -> Decimal | None:
        text = self._given.get(name, "").strip()
        problem, value = "", None
        if text:
            try:
                value = number(text, kind, self.lang, lowest, highest, positive=positive)
            except EntryError as error:
                problem = str(error)
        elif needed:
            problem = missing
        words = "" if value is None else self._words(value, kind, unit)
        self._field(name, label, kind, words, problem, unit=unit, lowest="" if lowest is None else bound(lowest),
                    highest="" if highest is None or highest == MOST_AMOUNT else bound(highest))
        self.good = self.good and not problem and (value is not None or not needed)
        return value

    def _words(self, value: Decimal, kind: FieldKind, unit: str) -> str:
        """A value as it was understood."""
        if kind == "percent":
            return percent(value)
        if kind == "amount" and unit == _UNITS[self.lang]["amount"]:
            return money(value, self.lang)
        joint = "" if kind == "whole" and self.lang == "zh" else " "
        return f"{value:,f}{joint}{unit}"

    def _field(self, name: str, label: str, kind: FieldKind, words: str, problem: str, *, unit: str = "", lowest: str = "",
               highest: str = "", choices: tuple[CardChoice, ...] = ()) -> None:
        self._rows.append(CardRow(label=label, value=words, input=CardField(
            name=name, kind=kind, value=self._given.get(name, ""), unit=unit, lowest=lowest, highest=highest,
            choices=choices, problem=problem)))
