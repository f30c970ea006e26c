"""The rules that span a playbook's entries and files: known names, placeholders, lengths, patterns, dates.

In comes the converted `Playbook` with the origin of every entry; out comes nothing, or a `PlaybookError`.
Next: `server.content.loading` hands the playbook out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from .article_checking import check_entries
from .errors import PlaybookError
from .filling import Filling, words_of
from .forms import FormError, phrases_of
from .lines import TomlLines
from .names import AGENT_CATEGORIES, CATEGORIES, CUSTOMER_CATEGORIES, INTENTS, PRODUCT_KINDS
from .ordinary import share_of_ordinary
from .patterns import UnsafePattern, compile_pattern
from .playbook import Article, ChecklistItem, Pack, Playbook, Product, Reply, Rule, Scenario

MAX_ROWS = 6
"""Lines of a card."""
MAX_ORDINARY = 0.25
"""Share of ordinary lines from which a rule's phrase or pattern is refused."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LETTERS = re.compile(r"\w", re.UNICODE)
_CHARACTERS = re.compile(r"[\u4e00-\u9fff]{2,}")


class Origins:
    """Where every entry of a playbook was read: file and lines."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], tuple[Path, TomlLines, tuple[int, int]]] = {}

    def place(self, table: str, key: str, file: Path, lines: TomlLines, span: tuple[int, int]) -> None:
        """Remembers an entry by its table and index (later also by its id)."""
        self._places[table, key] = (file, lines, span)

    def name(self, table: str, key: str, entry_id: str) -> None:
        """Lets the entry be found by its id too."""
        self._places[table, f"id:{entry_id}"] = self._places[table, key]

    def find(self, table: str, entry_id: str) -> tuple[Path, tuple[int, int]] | None:
        """File, first and last line of an entry, None if it is not there."""
        found = self._places.get((table, f"id:{entry_id}"))
        return None if found is None else (found[0], found[2])

    def error(self, table: str, key: str, message: str, field: str = "", needle: str = "") -> PlaybookError:
        """The error to raise about an entry; the line is that of `field`, or the one that holds `needle`."""
        file, lines, span = self._places.get((table, f"id:{key}")) or self._places[table, key]
        line = lines.key(span, field) if field else span[0]
        if needle:
            line = lines.text((line, span[1]), needle)
        return PlaybookError(file, line, message)


def check(playbook: Playbook, origins: Origins) -> None:
    """Refuses a playbook whose parts do not fit together.

    Raises:
        PlaybookError: the first error found.
    """
    filling = Filling(playbook)
    _head(playbook, origins)
    for product in playbook.products.values():
        _product(product, origins)
    for article in playbook.articles.values():
        _article(article, playbook, filling, origins)
    for reply in playbook.replies.values():
        _reply(reply, playbook, filling, origins)
    for intent in playbook.intents.values():
        _known("intent", intent.id, "id", (intent.id,), INTENTS, origins)
        _phrases("intent", intent.id, "phrases", intent.phrases, origins)
        _patterns("intent", intent.id, "patterns", intent.patterns, origins)
    for item in playbook.checklist:
        _item(item, origins)
    for rule in playbook.rules.values():
        _rule(rule, playbook, origins)
    for pack in playbook.packs.values():
        _dates("pack", pack.id, pack, origins)
    for index, word in enumerate(playbook.mood_words):
        _phrases("word", str(index), "phrase", (word.phrase,), origins)
    for scenario in playbook.scenarios.values():
        _scenario(scenario, playbook, origins)
    for customer in playbook.customers.values():
        for field in (*customer.private, *customer.labels):
            if field not in customer.fields and field != "name":
                raise origins.error("customer", customer.id, f"`{field}` is no field of this customer", "private", field)
        _date("customer", customer.id, "verified", customer.verified, origins)
    check_entries(playbook, origins)


def _head(playbook: Playbook, origins: Origins) -> None:
    for field in ("id", "title", "version"):
        if not getattr(playbook, field).strip():
            raise origins.error("playbook", "", f"`{field}` must not be empty", field)


def _product(product: Product, origins: Origins) -> None:
    _known("product", product.id, "kind", (product.kind,), PRODUCT_KINDS, origins)
    _known("product", product.id, "rows", product.rows, tuple(product.terms), origins)
    _phrases("product", product.id, "aliases", (product.name, *product.aliases), origins)
    _date("product", product.id, "date", product.date, origins)
    if not product.terms:
        raise origins.error("product", product.id, "has no terms; write at least one under [product.terms]")
    if len(product.rows) > MAX_ROWS:
        raise origins.error("product", product.id, f"`rows` names {len(product.rows)} terms, a card shows {MAX_ROWS}",
                            "rows")
    for name, term in product.terms.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise origins.error("product", product.id,
                                f"the term `{name}` may only hold small letters, digits and `_`", name)
        if not term.value.strip() or not term.label.strip():
            raise origins.error("product", product.id, f"the term `{name}` needs a label and a value", name)


def _article(article: Article, playbook: Playbook, filling: Filling, origins: Origins) -> None:
    _known("article", article.id, "intents", article.intents, INTENTS, origins)
    _known("article", article.id, "products", article.products, tuple(playbook.products), origins)
    _date("article", article.id, "date", article.date, origins)
    _date("article", article.id, "expires", article.expires, origins)
    if len(article.rows) > MAX_ROWS:
        raise origins.error("article", article.id, f"has {len(article.rows)} rows, a card shows {MAX_ROWS}", "rows")
    if not article.rows and not article.body.strip():
        raise origins.error("article", article.id, "needs a body or rows")
    for text in (article.title, article.body, *article.rows.values()):
        problem = filling.problem(text)
        if problem:
            raise origins.error("article", article.id, problem, needle=text.splitlines()[0][:40] if text else "")


def _reply(reply: Reply, playbook: Playbook, filling: Filling, origins: Origins) -> None:
    _known("reply", reply.id, "intents", reply.intents, INTENTS, origins)
    _known("reply", reply.id, "products", reply.products, tuple(playbook.products), origins)
    _known("reply", reply.id, "after", reply.after, tuple(item.id for item in playbook.checklist), origins)
    _known("reply", reply.id, "topics", reply.topics, INTENTS, origins)
    _known("reply", reply.id, "alerts", reply.alerts, tuple(playbook.rules), origins)
    if reply.keywords_only and not reply.keywords:
        raise origins.error("reply", reply.id, "`keywords_only` needs `keywords`", "keywords_only")
    if not reply.text.strip():
        raise origins.error("reply", reply.id, "`text` must not be empty", "text")
    problem = filling.problem(reply.text)
    if problem:
        raise origins.error("reply", reply.id, problem, "text")
    longest = filling.longest(reply.text)
    count, limit, unit = words_of(longest, playbook.lang)
    if count > limit:
        raise origins.error("reply", reply.id, f"is {count} {unit} long once filled ({longest!r}), the limit is {limit}",
                            "text")


def _item(item: ChecklistItem, origins: Origins) -> None:
    _known("item", item.id, "intents", item.intents, INTENTS, origins)
    _known("item", item.id, "category", (item.category,), AGENT_CATEGORIES, origins)
    _phrases("item", item.id, "phrases", item.phrases, origins)
    _sounds("item", item.id, item.sounds, origins)
    for field in ("patterns", "asks", "answers", "required_by"):
        _patterns("item", item.id, field, getattr(item, field), origins)
    if item.answers and not item.asks:
        raise origins.error("item", item.id, "`answers` end what `asks` began; write `asks` too", "answers")
    if item.on_demand and not item.required_by:
        raise origins.error("item", item.id, "`on_demand` needs `required_by` that asks for it", "on_demand")
    if item.opened_only and not item.intents:
        raise origins.error("item", item.id, "`opened_only` needs `intents` that open it", "opened_only")
    if not item.phrases and not item.patterns:
        raise origins.error("item", item.id, "needs phrases or patterns that tick it")
    if (item.due_ms is not None and item.due_ms < 0) or item.grace_ms < 0:
        raise origins.error("item", item.id, "`due_ms` and `grace_ms` must not be negative", "due_ms")


def _rule(rule: Rule, playbook: Playbook, origins: Origins) -> None:
    expected = CUSTOMER_CATEGORIES if rule.channel == "customer" else AGENT_CATEGORIES
    if rule.category not in CATEGORIES:
        raise origins.error("rule", rule.id, f"unknown category `{rule.category}`; expected one of: "
                            + ", ".join(expected), "category")
    if rule.category not in expected:
        raise origins.error("rule", rule.id, f"the category `{rule.category}` does not belong to the channel "
                            f"`{rule.channel}`", "category")
    _phrases("rule", rule.id, "phrases", rule.phrases, origins)
    _sounds("rule", rule.id, rule.sounds, origins)
    for form in rule.forms:
        try:
            _phrases("rule", rule.id, "forms", phrases_of(form), origins, form)
        except FormError as error:
            raise origins.error("rule", rule.id, f"the form {form!r} {error}", "forms", form) from None
    for field in ("patterns", "unless", "correction"):
        _patterns("rule", rule.id, field, getattr(rule, field), origins)
    _no_catch_all(rule, playbook, origins)
    wordless = rule.kind == "window" or bool(rule.known)
    if not wordless and not (rule.phrases or rule.patterns or rule.forms):
        raise origins.error("rule", rule.id, f"a rule of kind `{rule.kind}` needs phrases or patterns", "kind")
    if rule.kind == "window" and not (rule.window and all(_CLOCK.fullmatch(clock) for clock in rule.window)):
        raise origins.error("rule", rule.id, 'a rule of kind `window` needs window = ["08:00", "21:00"]', "window")
    if rule.kind == "count" and (rule.limit is None or rule.limit < 1):
        raise origins.error("rule", rule.id, "a rule of kind `count` needs `limit`, 1 or more", "limit")
    if rule.period_hours is not None and (rule.kind != "count" or rule.period_hours < 1):
        raise origins.error("rule", rule.id, "`period_hours` belongs to a rule of kind `count` and is 1 or more",
                            "period_hours")
    if rule.dialling and not (rule.kind == "window" or rule.known or rule.period_hours is not None):
        raise origins.error("rule", rule.id, "`dialling` belongs to a rule that is looked at before a number is dialled: a "
                            "window, a count with `period_hours`, or one with `known`", "dialling")
    if rule.counts == "talks" and rule.period_hours is None:
        raise origins.error("rule", rule.id, '`counts = "talks"` needs `period_hours`', "counts")
    _consent(rule, origins)
    _known("rule", rule.id, "after", rule.after, CATEGORIES, origins)
    if rule.kind == "gate" and not rule.operation:
        raise origins.error("rule", rule.id, "a rule of kind `gate` needs `operation`", "kind")
    if not rule.text.strip():
        raise origins.error("rule", rule.id, "`text` must say what to do or say instead", "text")
    _dates("rule", rule.id, rule, origins)


def _consent(rule: Rule, origins: Origins) -> None:
    turns = [rule.declines, rule.agrees, rule.known]
    if sum(map(bool, turns)) != (1 if rule.kind == "consent" else bool(rule.declines)) or \
            any(turns) and (rule.channel != "customer" or rule.kind not in ("consent", "cue")):
        raise origins.error("rule", rule.id, 'a rule of kind `consent` belongs to the channel `customer` and needs one of '
                            'declines or agrees = "recording", "emotion" or "calls", or known = "calls"; of other rules only a '
                            'cue of the customer may have `declines`', "kind")


def _no_catch_all(rule: Rule, playbook: Playbook, origins: Origins) -> None:
    """Refuses words that are in every other line: a rule of them would warn of everything."""
    for field in ("phrases", "patterns"):
        for words in getattr(rule, field):
            share = share_of_ordinary(words, field == "patterns", playbook.lang)
            if share >= MAX_ORDINARY:
                raise origins.error("rule", rule.id, f"{words!r} in `{field}` would match almost everything: "
                                    f"{100 * share:.0f} % of ordinary lines", field, words)


def _dates(table: str, key: str, entry: Rule | Pack, origins: Origins) -> None:
    _date(table, key, "effective", entry.effective, origins)
    _date(table, key, "expires", entry.expires, origins)
    if entry.effective and entry.expires and entry.expires < entry.effective:
        raise origins.error(table, key, f"`expires` {entry.expires} lies before `effective` {entry.effective}", "expires")


def _scenario(scenario: Scenario, playbook: Playbook, origins: Origins) -> None:
    if scenario.lang != playbook.lang:
        raise origins.error("scenario", scenario.id, f"is in `{scenario.lang}`, the playbook in `{playbook.lang}`", "lang")
    if scenario.customer_id:
        _known("scenario", scenario.id, "customer_id", (scenario.customer_id,), tuple(playbook.customers), origins)
    if not scenario.line or any(not line.text.strip() for line in scenario.line):
        raise origins.error("scenario", scenario.id, "needs at least one [[line]], each with a text", "line")
    for line in scenario.line:
        for name, low, high in (("pause_ms", 0, 60_000), ("overlap_ms", 0, 10_000), ("rate", 80, 450), ("pitch", 0, 99),
                                ("volume", 0, 200)):
            value = getattr(line, name)
            if value is not None and not low <= value <= high:
                raise origins.error("scenario", scenario.id, f"`{name}` must be between {low} and {high}",
                                    needle=f"{name} = {value}")


def _known(table: str, key: str, field: str, names: Iterable[str], expected: tuple[str, ...], origins: Origins) -> None:
    for name in names:
        if name not in expected:
            raise origins.error(table, key, f"`{field}`: `{name}` is not known; expected one of: {', '.join(expected)}",
                                field, name)


def _phrases(table: str, key: str, field: str, phrases: tuple[str, ...], origins: Origins, needle: str = "") -> None:
    for phrase in phrases:
        if len(_LETTERS.findall(phrase)) < 2:
            raise origins.error(table, key, f"the phrase {phrase!r} in `{field}` would match almost everything; "
                                "it needs two letters or characters at least", field, needle or phrase)


def _sounds(table: str, key: str, phrases: tuple[str, ...], origins: Origins) -> None:
    for phrase in phrases:
        if not _CHARACTERS.fullmatch(phrase):
            raise origins.error(table, key, f"the phrase {phrase!r} in `sounds` must be two Chinese characters or more "
                                "and nothing else", "sounds", phrase)


def _patterns(table: str, key: str, field: str, patterns: tuple[str, ...], origins: Origins) -> None:
    for pattern in patterns:
        try:
            compile_pattern(pattern)
        except UnsafePattern as error:
            raise origins.error(table, key, f"the pattern {pattern!r} in `{field}` {error}", field, pattern) from None


def _date(table: str, key: str, field: str, value: str, origins: Origins) -> None:
    if not value:
        return
    try:
        date.fromisoformat(value)
    except ValueError:
        raise origins.error(table, key, f"`{field}` must be a date such as 2026-11-01, not {value!r}", field) from None
