"""A playbook as objects: what the TOML files of one directory say, checked and typed.

Layout of a playbook directory (each `*.toml` may be split into several files of a folder of the same name)::

    playbook.toml      id, title, lang, version, jurisdiction, institution, fictional, packs, most_suggestions, paraphrases
    products/          [[product]]            intents.toml    [[intent]]
    knowledge/         [[article]]            checklist.toml  [[item]]
    replies/           [[reply]]              mood.toml       [[word]] [[coaching]]
    rules/             [[rule]]               customers.toml  [[customer]] (the demo's fictional records)
    scenarios/         one dialogue a file    phantoms.toml   phrases = [..] that recognisers invent in silence
    practice/          one simulated customer a file (`server.practice.scenario`)
    suggestions.toml   [[quiet]]
    skills.toml        tables of the calculators and forms (`server.content.skill_tables`)
    everyday.toml      [[same]] [[alike]] words that customers use (`server.content.everyday`)

A rule pack is a directory of `pack.toml` and topic files of [[rule]] and [[item]], see `server.content.packs`.
A class below names the fields of one table; unknown keys are refused when read.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from protocol.assist import CardKind, MoodName, Severity
from protocol.message import Channel, Language
from server.practice.scenario import PracticeScenario

from .everyday import Everyday
from .skill_tables import SkillTables


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a playbook file."""


class Term(_Entry, frozen=True, kw_only=True):
    """One figure or condition of a product."""

    label: str
    value: str
    """As shown and as it may be spoken: `3.65%`, `24个月`, `500,000元`."""
    number: float | None = None
    unit: str = ""
    """`percent`, `yuan`, `months`, `days`, `percent_per_year`, `usd` …"""


class Product(_Entry, frozen=True, kw_only=True):
    """A product of the signed, dated product table."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str
    """`loan`, `card`, `deposit`, `wealth`, `insurance`, `account`, `remittance`."""
    summary: str = ""
    terms: dict[str, Term]
    rows: tuple[str, ...] = ()
    """Names of the terms on its card, at most six, in this order; empty: the first six."""
    source: str = ""
    date: str = ""


class Article(_Entry, frozen=True, kw_only=True):
    """A small, intent-sized knowledge article; becomes a card."""

    id: str
    title: str
    kind: CardKind = "knowledge"
    intents: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """How customers ask for it, each in other words; it is found by them, they are never shown."""
    body: str = ""
    rows: dict[str, str] = {}
    """Label -> value, at most six; `{product.<id>.<term>}` is filled from the product table."""
    about: tuple[str, ...] = ()
    """Names of the product terms that it explains (`early_repayment_fee`), of any product; joins it to them in the graph."""
    follows: tuple[str, ...] = ()
    """Ids of articles that come before it, as one step before the next."""
    source: str = ""
    date: str = ""
    expires: str = ""
    """Last day for which it holds, ISO; later it falls behind others.  Empty: until it is replaced."""


class Reply(_Entry, frozen=True, kw_only=True):
    """An approved reply.  `{customer.<field>}`, `{product.<id>.<term>}`, `{slot.<name>}` are filled exactly."""

    id: str
    text: str
    intents: tuple[str, ...] = ()
    moods: tuple[MoodName, ...] = ()
    """Only at these moods; empty: at any."""
    products: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """Words of the customer that speak for it."""
    keywords_only: bool = False
    """True if it fits only a line that holds one of its keywords, however well the intent fits."""
    after: tuple[str, ...] = ()
    """Checklist items that must be done before it is offered."""
    topics: tuple[str, ...] = ()
    """Only while the talk is about one of these intents; empty: about anything."""
    closes: bool = False
    """Only to a line that ends the talk, until `polite_close` is done; to such a line nothing else is offered."""
    alerts: tuple[str, ...] = ()
    """Only after the agent broke one of these rules in this call: words to put it right."""
    house_figures: tuple[str, ...] = ()
    """Fixed figures of the house that the text states and its source supports: a hotline, a deadline (`3个工作日`).
    Every other figure must come from the product table, the record, the calculator or the customer's words."""
    priority: int = 0
    """Higher goes before lower among replies that fit, however well they fit."""
    rest_s: int = 0
    """Once shown, it rests for so long; the same words rest for 90 s in any case."""
    most_per_call: int = 0
    """Shown so often in a call at most; 0: as often as it fits."""
    source: str = ""


class Quiet(_Entry, frozen=True, kw_only=True):
    """When no suggestion is made, whatever fits: the do-not-trigger list.  Rules and cards go on."""

    intents: tuple[str, ...] = ()
    """To lines of these intents."""
    phrases: tuple[str, ...] = ()
    """To lines of the customer that hold one of these words."""
    after: tuple[str, ...] = ()
    """Once one of these checklist items is done."""
    why: str
    """For the next author."""


class IntentWords(_Entry, frozen=True, kw_only=True):
    """Words and patterns that show an intent, with the card and product it leads to."""

    id: str
    title: str
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    """Regular expressions, linear-time (no nested quantifiers)."""
    weight: float = 1.0


class ChecklistItem(_Entry, frozen=True, kw_only=True):
    """Something the agent should say or do; ticks itself on any of its phrases, sounds or patterns."""

    id: str
    title: str
    say: str = ""
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    due_ms: int | None = None
    """Call time by which it is due; then `remind`, and `missed` after `grace_ms`."""
    grace_ms: int = 20_000
    sounds: tuple[str, ...] = ()
    """Chinese phrases found by their sound as well: a recogniser writes other characters for them."""
    begin: str = ""
    """Words that begin it, shown until it is begun; `say` then ends it."""
    asks: tuple[str, ...] = ()
    """Patterns of the agent that begin it without ending it (asking for the last four digits): it is `due` then."""
    answers: tuple[str, ...] = ()
    """Patterns that end it only once it was begun by `asks` and the customer has said something."""
    intents: tuple[str, ...] = ()
    """Opened only by one of these customer intents, then due `due_ms` after it; empty: from the call's start."""
    opened_only: bool = False
    """True if it ticks only once it is open: its words serve other subjects too (an answer within three days)."""
    required_by: tuple[str, ...] = ()
    """Patterns of the agent that make it required though `required` is false (submitting an application)."""
    on_demand: bool = False
    """True if it stands on the list only once `required_by` or an intent asks for it; `due_ms` then counts from there."""
    direction: Literal["", "inbound", "outbound"] = ""
    """Only in calls of this direction; empty: in all."""
    notice: Literal["", "recording", "emotion"] = ""
    """What it tells the customer of: that and when it was said goes into the consent ledger.  A required notice of `emotion`
    is said before the mood is read."""
    wanted_at_end: bool = False
    """True if it is missed at the end of the call though it is not required and has no deadline."""
    category: str = "missing_disclosure"
    severity: Severity = "remind"
    required: bool = True
    """False: without a deadline it is never missed, with one it is missed without an alert."""
    source: str = ""
    """As the screen names it."""
    evidence: str = ""
    """For the compliance officer, never on the screen: `read` at the source, `to be confirmed`, `house choice`; of several
    sources each one."""


class RuleExample(_Entry, frozen=True, kw_only=True):
    """A line that must, or must not, fire the rule; run as a test."""

    text: str
    channel: Channel = "agent"
    before: str = ""
    """What the customer said before, for a rule with `after`."""


class Rule(_Entry, frozen=True, kw_only=True):
    """A compliance rule."""

    id: str
    version: str
    kind: Literal["forbidden", "cue", "window", "count", "gate", "consent"]
    category: str
    severity: Severity
    channel: Channel = "agent"
    phrases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Phrases written with alternatives, `(保证|肯定)(能|会|)批`: every combination is a phrase (`server.content.forms`)."""
    patterns: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    """Chinese phrases found by their sound as well: a recogniser writes other characters for them."""
    unless: tuple[str, ...] = ()
    """Patterns near the match (same sentence) that take it back, beside the built-in negation and question tests."""
    negatable: bool = True
    """False if a negation does not excuse it (an insult stays one)."""
    askable: bool = True
    """False if asking or reporting does not excuse it either (asking for a password is the breach)."""
    paraphrases: bool = True
    """False if only its words count: then no classifier looks for its meaning (`server.compliance.paraphrases`)."""
    text: str
    """What to do or say instead, one line."""
    correction: tuple[str, ...] = ()
    """Patterns of the agent's later speech that clear the alert as corrected."""
    operation: str = ""
    """Of a gate: the risky operation."""
    declines: Literal["", "recording", "emotion", "calls"] = ""
    """Of a consent or a cue: what the customer's words turn off; `calls` (a wish not to be called) holds for later calls."""
    agrees: Literal["", "recording", "emotion", "calls"] = ""
    """Of a consent: what the customer's words turn on again; they count only while it is refused."""
    known: Literal["", "calls"] = ""
    """Of a consent, without phrases: warns at a call's start if this was refused on an earlier day; as `inform` when the
    customer calls."""
    after: tuple[str, ...] = ()
    """Only once the call has had an alert of one of these categories (a transfer after a sign of fraud)."""
    window: tuple[str, str] | None = None
    """Of a window: times between which calls are allowed, by the customer's clock as far as it is known."""
    dialling: Literal["", "warn", "block"] = ""
    """Of what is looked at before a number is dialled (`known`, a window, a count with a period): whether the client starts the
    call at all.  Empty: a wish not to be called blocks, all else warns.  The installation's settings go before it."""
    limit: int | None = None
    """Of a count: in one call so many are too many; with `period_hours`, so many calls to one number are allowed."""
    period_hours: int | None = None
    """Of a count: counts calls to the same number within so many hours, each in which the rule's words were said."""
    counts: Literal["calls", "talks"] = "calls"
    """Of a count with a period: `calls` that were placed (once its words were said, every further call to the number and
    matter counts, answered or not), or `talks`: calls in which the customer answered the rule's words."""
    private: bool = False
    jurisdiction: str = ""
    effective: str = ""
    expires: str = ""
    source: str = ""
    """As the screen names it."""
    evidence: str = ""
    """For the compliance officer, never on the screen: `read` at the source, `to be confirmed`, `house choice`; of several
    sources each one."""
    sign_off: str = ""
    positive: tuple[RuleExample, ...] = ()
    negative: tuple[RuleExample, ...] = ()


class Pack(_Entry, frozen=True, kw_only=True):
    """A rule pack: rules and checklist items of one jurisdiction, in files by topic, that playbooks include by its id."""

    id: str
    title: str
    lang: Language
    version: str
    jurisdiction: str
    effective: str = ""
    """First day, ISO; that of every rule of the pack that names none."""
    expires: str = ""
    """Last day for which it was reviewed.  Later it is flagged, and its rules still warn: silence would be worse."""
    sign_off: str = ""
    """Who signed it off, and when; empty: nobody yet."""
    notice: str = ""


class MoodWord(_Entry, frozen=True, kw_only=True):
    """A customer's word that speaks for a mood."""

    phrase: str
    mood: MoodName
    weight: float = 1.0
    """0: shows nothing, and keeps a shorter word within it from counting (怎么办理 is no 怎么办)."""


class Coaching(_Entry, frozen=True, kw_only=True):
    """One sentence to the agent for a mood."""

    mood: MoodName
    text: str


class CustomerData(_Entry, frozen=True, kw_only=True):
    """A fictional customer of the demo."""

    id: str
    name: str
    title: str = ""
    """How to address: `李女士`, `Mr Grant`."""
    fields: dict[str, str] = {}
    """Field -> value: `loan_balance`, `card_tail` …; labels stand in `labels`."""
    labels: dict[str, str] = {}
    private: tuple[str, ...] = ()
    """Fields masked for agents."""
    verified: str = ""
    """ISO date of the record."""


class Line(_Entry, frozen=True, kw_only=True):
    """One line of a scripted dialogue."""

    channel: Channel
    text: str
    pause_ms: int = 500
    rate: int | None = None
    pitch: int | None = None
    volume: int | None = None
    overlap_ms: int = 0


class Voice(_Entry, frozen=True, kw_only=True):
    """A synthetic voice of a dialogue."""

    variant: str = ""
    pitch: int = 50
    rate: int = 175
    volume: int = 100


class Scenario(_Entry, frozen=True, kw_only=True):
    """A scripted dialogue: the demo's sound is made from it."""

    id: str
    title: str
    lang: Language
    customer_id: str = ""
    voices: dict[str, Voice] = {}
    line: tuple[Line, ...] = ()


class Playbook(_Entry, frozen=True, kw_only=True):
    """One published whole."""

    id: str
    title: str
    lang: Language
    version: str
    jurisdiction: str = ""
    institution: str = ""
    fictional: bool = True
    packs: dict[str, Pack] = {}
    """Rule packs it includes; `packs = ["cn_finance"]` in the file."""
    products: dict[str, Product] = {}
    articles: dict[str, Article] = {}
    replies: dict[str, Reply] = {}
    intents: dict[str, IntentWords] = {}
    checklist: tuple[ChecklistItem, ...] = ()
    rules: dict[str, Rule] = {}
    mood_words: tuple[MoodWord, ...] = ()
    coaching: dict[str, tuple[str, ...]] = {}
    customers: dict[str, CustomerData] = {}
    scenarios: dict[str, Scenario] = {}
    practice: dict[str, PracticeScenario] = {}
    """Simulated customers of training mode."""
    phantoms: tuple[str, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    most_suggestions: int = 0
    """In one call; 0: no limit."""
    paraphrases: bool = True
    """False switches the classifier for paraphrases off for every rule."""
    skills: SkillTables = SkillTables()
    """What calculators and forms count with."""
    everyday: Everyday = Everyday()
    """Words that customers use for those of the house."""
