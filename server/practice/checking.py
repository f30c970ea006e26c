"""Can a scenario be played?  A typed scenario, its playbook and its lines in; what is wrong, each with line and
reason, out.

Names, words and facts here; ends in `end_checking`; whether good answers count and bad ones do not in
`answer_checking`. Next: `loading` refuses the playbook at the first problem, a trainer's form shows all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from protocol.training import RUBRIC
from server.assist.figures import figures, same
from server.content.lines import TomlLines
from server.content.playbook import Playbook

from .acts import ACTS, foreign
from .answer_checking import answer_problems
from .answers import spoken_figures
from .end_checking import end_problems
from .house_words import HOUSE
from .page import Page, Problem
from .scenario import Answer, PracticeScenario
from .wording import PLACEHOLDER

LEAST_WORDS = 3
LEAST_FURTHER = 2
LONGEST = {"zh": 120, "en": 60}
"""Characters (zh) or words (en) that a customer says at once."""
LOCKED = frozenset({"percent", "money", "digits"})
"""Kinds of figures that must be facts wherever the customer says them."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def problems_of(scenario: PracticeScenario, playbook: Playbook, lines: TomlLines) -> Iterator[Problem]:
    """Everything that is wrong with a scenario, in the order of the checks."""
    page = Page(scenario, playbook, lines)
    found = False
    for check in (_head, _persona, _facts, _entries, _names, _words, _numbers, end_problems):
        for problem in check(page):
            found = True
            yield problem
    if not found:
        # These read what was checked above.
        yield from answer_problems(page)


def _head(page: Page) -> Iterator[Problem]:
    one = page.scenario
    if one.lang != page.playbook.lang:
        yield page.problem("language", f"the scenario is in `{one.lang}`, the playbook in `{page.playbook.lang}`", "lang")
    for field, text in (("title", one.title), ("goal", one.goal)):
        if not text.strip():
            yield page.problem("empty", f"`{field}` must not be empty", field)
        elif _wrong_language(text, one.lang):
            yield page.problem("language", f"`{field}` is not in `{one.lang}`", field)
    for field, value, low, high in (("minutes", one.minutes, 1, 30), ("pass_mark", one.pass_mark, 0, 100),
                                    ("mood", one.mood, -1, 1)):
        if not low <= value <= high:
            yield page.problem("range", f"`{field}` is {value:g}; write {low} to {high}", field)
    if one.customer_id and one.customer_id not in page.playbook.customers:
        known = ", ".join(page.playbook.customers)
        yield page.problem("unknown", f"`customer_id` names no customer; known: {known}", "customer_id")


def _persona(page: Page) -> Iterator[Problem]:
    persona = page.scenario.persona
    customer = page.playbook.customers.get(page.scenario.customer_id)
    if not persona.name.strip():
        yield page.problem("empty", "the persona needs a `name`", "persona", "name")
    elif customer is not None and persona.name not in (customer.name, customer.title):
        yield page.problem("contradiction", f"the persona is called `{persona.name}`, the customer's record "
                           f"{page.scenario.customer_id} says `{customer.name}`, `{customer.title}`", "persona", "name")
    ranges = (("age", persona.age, 14, 110), ("patience", persona.patience, 0.05, 1), ("pitch", persona.voice.pitch, 0, 99),
              ("rate", persona.voice.rate, 80, 450), ("volume", persona.voice.volume, 0, 200))
    for field, value, low, high in ranges:
        if not low <= value <= high:
            yield page.problem("range", f"`{field}` of the persona is {value:g}; write {low} to {high}", "persona", field)
    if any(not word.strip() or not own.strip() for word, own in persona.dialect.items()):
        yield page.problem("empty", "`dialect` holds an empty word", "persona", "dialect")


def _facts(page: Page) -> Iterator[Problem]:
    one, lang = page.scenario, page.scenario.lang
    customer = page.playbook.customers.get(one.customer_id)
    for name, value in one.facts.items():
        if not value.strip():
            yield page.problem("empty", f"the fact `{name}` is empty", "facts", name)
        elif _wrong_language(value, lang):
            yield page.problem("language", f"the fact `{name}` is not in `{lang}`", "facts", name)
        recorded = customer.fields.get(name, "") if customer is not None else ""
        said, known = spoken_figures(value, lang), figures(recorded, lang)
        if known and not any(same(this, that) or this.value == that.value for this in said for that in known):
            yield page.problem("contradiction", f"the fact `{name}` says `{value}`, the customer's record says `{recorded}`",
                               "facts", name)
    age = spoken_figures(one.facts.get("age", ""), lang)
    if age and all(figure.value != str(one.persona.age) for figure in age):
        yield page.problem("contradiction", f"the fact `age` says `{one.facts['age']}`, the persona is {one.persona.age}",
                           "facts", "age")
    for name in one.identify:
        if name not in one.facts:
            yield page.problem("unknown", f"`identify` names the fact `{name}`, which is not in [facts]", "identify")


def _entries(page: Page) -> Iterator[Problem]:
    one = page.scenario
    asks = {ask.id for ask in one.ask}
    for table, entries in page.tables:
        seen: set[str] = set()
        for place, entry in enumerate(entries):
            if not entry.id.strip() or entry.id in seen:
                yield page.entry(table, place, "id", f"the id `{entry.id}` is empty or used twice", "id")
            seen.add(entry.id)
            after = getattr(entry, "after", "")
            if after and after not in asks:
                yield page.entry(table, place, "unknown", f"`after` names no ask: `{after}`; there are: "
                                 f"{', '.join(sorted(asks))}", "after")
    if not one.ask:
        yield page.problem("empty", "write at least one [[ask]]: what the customer wants to know", "ask")
    for place, ask in enumerate(one.ask):
        yield from _answer(page, "ask", place, ask.answer)
        if ask.line not in RUBRIC:
            yield page.entry("ask", place, "unknown", f"`line` is no line of the rubric: {', '.join(RUBRIC)}", "line")
    for place, objection in enumerate(one.objection):
        yield from _answer(page, "objection", place, objection.answer)
    for place, trap in enumerate(one.trap):
        if trap.right is not None:
            yield from _answer(page, "trap", place, trap.right)
        elif trap.kind == "other":
            yield page.entry("trap", place, "handling", "a trap of the kind `other` needs `right`")
        if trap.kind == "other" and not trap.wrong and not trap.alerts:
            yield page.entry("trap", place, "handling", "a trap of the kind `other` needs `wrong` or `alerts`")
    if one.need is not None:
        if one.need.after and one.need.after not in asks:
            yield page.problem("unknown", f"`after` of the need names no ask: `{one.need.after}`", "need", "after")
        if not one.need.acts and not one.need.words:
            yield page.problem("unreachable", "nothing brings the need out; write `acts` or `words`", "need")
        for act in one.need.acts:
            if act not in ACTS:
                yield page.problem("unknown", f"`{act}` is no act; known: {', '.join(ACTS)}", "need", "acts")


def _answer(page: Page, table: str, place: int, answer: Answer) -> Iterator[Problem]:
    playbook = page.playbook
    if not (answer.figures or answer.words or answer.items or answer.replies or answer.acts):
        yield page.entry(table, place, "unanswerable", "nothing counts as an answer; write `figures`, `words`, `items`, "
                         "`replies` or `acts`", "answer")
    for figure in answer.figures:
        if not page.facts.unknown(figure) and not figures(page.facts.fill(figure), page.scenario.lang):
            yield page.entry(table, place, "figure", f"`{figure}` holds no figure", "figures")
    if any(not group or any(not word.strip() for word in group) for group in answer.words):
        yield page.entry(table, place, "empty", "`words` holds an empty group or word", "words")
    items = {item.id for item in playbook.checklist}
    for field, names, known in (("items", answer.items, items), ("replies", answer.replies, playbook.replies),
                                ("acts", answer.acts, ACTS)):
        for name in names:
            if name not in known:
                yield page.entry(table, place, "unknown", f"`{field}` names `{name}`, which the playbook does not know", field)


def _names(page: Page) -> Iterator[Problem]:
    """Placeholders, and keys of words."""
    one = page.scenario
    used = {one.opening, *HOUSE[one.lang]}
    if one.need is not None:
        used.add(one.need.say)
    for table, entries in page.tables:
        for place, entry in enumerate(entries):
            for field in ("say", "reply", "taken"):
                key = getattr(entry, field, "")
                used.add(key)
                if key and key not in one.say and key not in HOUSE[one.lang]:
                    yield page.entry(table, place, "no_wording", f"`{field} = \"{key}\"` has no words; write [say.{key}]", field)
            for field in ("good", "bad"):
                text = getattr(entry, field, None)
                if text is not None:
                    yield from _agent_text(page, table, place, field, text)
            answer = getattr(entry, "answer", None) or getattr(entry, "right", None)
            for figure in answer.figures if isinstance(answer, Answer) else ():
                if name := page.facts.unknown(figure):
                    yield page.entry(table, place, "missing_fact", f"{{{name}}} is known neither as fact, product nor record",
                                     "figures")
    for field, key in (("opening", one.opening), *((("need", one.need.say),) if one.need else ())):
        if key not in one.say:
            yield page.problem("no_wording", f"there are no words for `{key}`; write [say.{key}]", field)
    for key in one.say:
        if key not in used:
            yield page.words(key, "unused", "nobody says this; name the key in an ask, objection, trap, tell, end or the need")


def _agent_text(page: Page, table: str, place: int, field: str, text: str) -> Iterator[Problem]:
    if not text.strip():
        yield page.entry(table, place, "empty", f"`{field}` must not be empty", field)
    elif _wrong_language(text, page.scenario.lang):
        yield page.entry(table, place, "language", f"`{field}` is not in `{page.scenario.lang}`", field)
    elif name := page.facts.unknown(text):
        yield page.entry(table, place, "missing_fact", f"{{{name}}} in `{field}` is known neither as fact, product nor record",
                         field)


def _words(page: Page) -> Iterator[Problem]:
    one = page.scenario
    known = {"persona.name", "identify", *(f"fact.{name}" for name in one.facts)}
    for key, words in one.say.items():
        for field, ways, least in (("words", words.words, LEAST_WORDS), ("upset", words.upset, LEAST_FURTHER),
                                   ("again", words.again, LEAST_FURTHER)):
            if (field == "words" or ways) and len({way.strip() for way in ways}) < least:
                yield page.words(key, "no_wording", f"`{field}` has {len(set(ways))} different wordings; write at least {least}")
            for way in ways:
                yield from _way(page, key, way, known)


def _way(page: Page, key: str, way: str, known: Iterable[str]) -> Iterator[Problem]:
    lang = page.scenario.lang
    if not way.strip():
        yield page.words(key, "no_wording", "holds an empty wording")
        return
    if _wrong_language(PLACEHOLDER.sub("", way), lang):
        yield page.words(key, "language", f"`{way[:40]}` is not in `{lang}`", way)
    if (len(way) if lang == "zh" else len(way.split())) > LONGEST[lang]:
        yield page.words(key, "long", f"`{way[:40]}…` is too long for one breath; at most {LONGEST[lang]}", way)
    for name in PLACEHOLDER.findall(way):
        if name not in known:
            yield page.words(key, "missing_fact", f"needs {{{name}}}, which [facts] does not hold", way)
    bare = PLACEHOLDER.sub("", way)
    for figure in figures(bare, lang):
        if figure.kind in LOCKED and not any(same(figure, fact) or figure.value == fact.value for fact in page.facts.figures):
            yield page.words(key, "contradiction", f"says `{figure.text}`, which no fact supports; write it under [facts]", way)


def _numbers(page: Page) -> Iterator[Problem]:
    """Weights and difficulties."""
    one = page.scenario
    for line, weight in one.weights.items():
        if line not in RUBRIC:
            yield page.problem("weights", f"`{line}` is no line of the rubric: {', '.join(RUBRIC)}", "weights", line)
        elif not 0 <= weight <= 100:
            yield page.problem("weights", f"the weight of `{line}` is {weight:g}; write 0 to 100", "weights", line)
    if not any(one.weights.get(line, 1.0) > 0 for line in RUBRIC):
        yield page.problem("weights", "all weights are 0; leave one line that counts", "weights")
    for difficulty, change in one.difficulty.items():
        where = f"[difficulty.{difficulty}]"
        for field, value, low, high in (("patience", change.patience, 0.05, 1.5), ("mood", change.mood, -1, 1),
                                        ("mood_speed", change.mood_speed, 0.1, 4)):
            if value is not None and not low <= value <= high:
                yield page.problem("range", f"`{field}` of {where} is {value:g}; write {low} to {high}",
                                   f"difficulty.{difficulty}", field)
        for field, names, entries in (("objections", change.objections, one.objection), ("traps", change.traps, one.trap)):
            for name in names or ():
                if name not in {entry.id for entry in entries}:
                    yield page.problem("unknown", f"`{field}` of {where} names `{name}`, which is not there",
                                       f"difficulty.{difficulty}", field)


def _wrong_language(text: str, lang: str) -> bool:
    if lang == "zh":
        return _HAN.search(text) is None and re.search(r"[A-Za-z]{3,}", text) is not None or foreign(text, "zh")
    return _HAN.search(text) is not None


__all__ = ["Problem", "problems_of"]
