"""Private numbers: an utterance's text in, the text with them masked out, as long as before so that spans stay valid.

Masked are runs of seven digits and more (cards, identity cards, phones, accounts), shorter ones that were announced
or asked
for (验证码, CVV, "your card number?"), the parts of a number that comes in several utterances, its read-back by the
other side,
mail addresses, and names and postal addresses where the installation wants it.  Amounts, rates, terms, dates and order numbers
stay.

One object per call and channel.  A text that is masked already leads to the same state, so a call can be repeated
from its
stored lines.  Next: the pipeline stores the masked text only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.message import Language

from .addresses import find_addresses, find_mails
from .announcing import NUMBERS, SECRETS, Label, asked_for, find_labels, is_tail
from .classifying import classify, is_date, is_public, is_year
from .digits import Run, bare, bridge, find_runs, holds_digits, open_end, opens
from .names import find_names, name_parts

MIN_RUN = 7
"""Digits that make a private number by themselves."""
MIN_LABELLED = 4
"""Digits that do so after a word such as 卡号, or as a whole utterance."""
MIN_SECRET = 3
"""Digits that do so after CVV, a code or a password."""
CODE = 6
"""Digits of a code or password; after fewer the rest may follow."""
MIN_PART = 2
"""Digits that do so as part of a number that was asked for or has begun."""
KEPT = 3
"""Last digits that stay readable, of numbers that are no secret."""
MAX_REFERENCE = 14
"""Digits of the longest order number; more are masked whatever they are called."""
EXPECT_MS = 15_000
"""How long an announcing word or a question is remembered."""
CUT_MS = 8_000
"""How long after a part of a number the next one may follow."""
_NEAR = {"zh": 12, "en": 24}
"""Characters between two parts of a number in one utterance."""

_THOUSANDS = re.compile(r"(?<![¥￥$€£\d.])(?<!\d,)\d{1,3}(?:,\d{3})+"
                        r"(?![,.]?\d|\s*(?:元|块|美元|万|亿|人民币|dollars?|usd|bucks|euros?|pounds?))",
                        re.IGNORECASE)
_GROUPS = re.compile(r"\d{3}(?:,\d{3}){2,}(?<!000)")
"""Three groups of three and no round amount: said alone, a number that was read out in groups."""
_NARROW = str.maketrans({chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)})
"""Full-width digits, letters and marks to the plain ones, one for one."""
_WIDE = re.compile("[\uff01-\uff5e]")


@dataclass(frozen=True, slots=True)
class Found:
    """One private number or name."""

    entity: str
    span: tuple[int, int]
    """[from, to) in the text, what stays readable included."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text and what was masked in it."""

    text: str
    """As long as the text that came in; masked characters are `*`, of names `×`, for a star may have been a digit."""
    redactions: tuple[Found, ...]
    """In order of place."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One utterance, taken apart."""

    text: str
    at_ms: int
    runs: list[Run]
    labels: Sequence[Label]
    bare: bool

    def label(self, run: Run) -> str:
        """What was announced last before the run."""
        return next((label.entity for label in reversed(self.labels) if label.end <= run.start), "")


class Redactor:
    """Masks the utterances of one channel of one call, in their order."""

    def __init__(self, lang: Language, *, addresses: bool = False, names: bool = False) -> None:
        """`addresses`: postal addresses are masked too; `names`: names of persons."""
        self._lang: Language = lang
        self._addresses = addresses
        self._names = names
        self._known_names: Sequence[str] = ()
        self._expected = ""
        self._expected_until_ms = -1
        self._cut_entity = ""
        self._cut_until_ms = -1
        self._least_part = MIN_PART
        self._echo_entity = ""
        self._echo_until_ms = -1
        self._first_part = ""
        self._first_part_until_ms = -1

    def mask(self, text: str, at_ms: int = 0, behind: str = "") -> Masked:
        """The text with private numbers masked.

        Args:
            text: one utterance, normalised or as spoken.
            at_ms: call time of the utterance's end.
            behind: what was said right behind it, if it was cut off there: the number at its end may go on.
        """
        line = self._read(text, at_ms)
        across = self._across(line, behind)
        found = [one for one in self._find(line) if not any(_overlap(one[0], part) for part, _ in across)] + across
        self._remember(line, found)
        self._least_part = MIN_PART
        if across:
            # The next utterance begins in the middle of it, be it by one digit.
            self._cut_entity, self._cut_until_ms, self._least_part = across[-1][0].entity, at_ms + CUT_MS, 1
        return _masked(text, found, self._named(line.text))

    def mask_partial(self, text: str, at_ms: int = 0) -> str:
        """The text of an utterance that is still being said; changes nothing.

        Digits at its end are masked whatever they are, for they may be the first of a card, and nothing of a private
        number stays readable before it is known where it ends.
        """
        line = self._read(text, at_ms, growing=True)
        found = [(one, one.span[1]) for one, _ in self._find(line)]
        found += [(Found("account", (run.start, run.end)), run.end) for run in line.runs
                  if open_end(line.text, run, self._lang, words=3) and not is_tail(line.text, run.start)]
        return _masked(text, found, self._named(line.text, growing=True)).text

    def undecided_from(self, text: str, at_ms: int = 0) -> int:
        """Where the first number of a growing text begins that is masked only because it may go on; else its length."""
        line = self._read(text, at_ms, growing=True)
        found = [one.span for one, _ in self._find(line)]
        return min((run.start for run in line.runs
                    if open_end(line.text, run, self._lang, words=3) and not is_tail(line.text, run.start)
                    and not any(one < run.end and run.start < end for one, end in found)), default=len(text))

    def know(self, name: str) -> None:
        """The customer's name as recorded: masked wherever it is said, if names are."""
        self._known_names = name_parts(name)

    def overhear(self, text: str, at_ms: int = 0, found: Sequence[Found] = ()) -> None:
        """Hears the other channel: what it asks for is masked in the answer, a number it gave is masked when read back.

        Args:
            text: the other channel's utterance, masked.
            at_ms: call time of its end.
            found: what was masked in it.
        """
        text = _narrow(text)
        wanted = asked_for(text)
        if wanted:
            self._expected, self._expected_until_ms = wanted, at_ms + EXPECT_MS
            if wanted != self._cut_entity:
                self._cut_entity = ""
        runs = find_runs(text, self._lang) if not found and holds_digits(text, MIN_SECRET) else []
        if len(runs) == 1 and len(runs[0].digits) == MIN_SECRET and opens(text, runs[0], self._lang):
            self._first_part, self._first_part_until_ms = runs[0].digits, at_ms + EXPECT_MS
        numbers = [one.entity for one in found if one.entity in (*NUMBERS, *SECRETS)]
        if numbers or "**" in text:
            self._echo_entity, self._echo_until_ms = numbers[-1] if numbers else "account", at_ms + EXPECT_MS
            if self._cut_entity:
                self._cut_until_ms = at_ms + CUT_MS

    def _read(self, text: str, at_ms: int, *, growing: bool = False) -> _Line:
        text = _narrow(text)
        labels = find_labels(text)
        if "," in text:
            text = _THOUSANDS.sub(lambda match: self._groups(match, labels, at_ms, growing), text)
        runs = bridge(text, find_runs(text, self._lang), self._lang) if holds_digits(text, 1) else []
        return _Line(text, at_ms, runs, labels, bare(text, runs, self._lang))

    def _groups(self, match: re.Match[str], labels: Sequence[Label], at_ms: int, growing: bool) -> str:
        """Groups of a card that a recogniser wrote as if they were thousands, with spaces; an amount as it is."""
        own = next((label.entity for label in reversed(labels) if label.end <= match.start()), "")
        alone = not re.search(r"[^\W\d_]{3}", match.string) and _GROUPS.fullmatch(match.group()) is not None
        # No amount begins with a nought, and what stands at the end of a growing text may go on.
        unlike = match.group()[0] == "0" or growing and not match.string[match.end():].strip(" ,.")
        private = own in (*NUMBERS, *SECRETS, "weak") or not own and (
            self._awaits(at_ms) or self._expected != "kept" and (alone or unlike))
        return match.group().replace(",", " ") if private else match.group()

    def _awaits(self, at_ms: int) -> bool:
        """True if a number was asked for, has begun, or may be read back."""
        return (self._expected in (*NUMBERS, *SECRETS) and at_ms <= self._expected_until_ms
                or bool(self._cut_entity) and at_ms <= self._cut_until_ms
                or bool(self._echo_entity) and at_ms <= self._echo_until_ms)

    def _named(self, text: str, *, growing: bool = False) -> list[Found]:
        """What is private and no number."""
        mails = [Found("email", span) for span in find_mails(text)]
        places = find_addresses(text, self._lang, growing=growing) if self._addresses else []
        names = find_names(text, self._lang, self._known_names) if self._names else []
        return mails + [Found("address", span) for span in places] + [Found("name", span) for span in names]

    def _find(self, line: _Line) -> list[tuple[Found, int]]:
        """Private numbers, each with the place from which on it stays readable."""
        found: list[tuple[Found, int]] = []
        last: Run | None = None
        short: list[Run] = []
        for run in line.runs:
            entity, kept = self._entity(line, run)
            if not entity and last is not None and self._near(line, last, run):
                entity, kept = found[-1][0].entity, 0
            if kept and _may_go_on(entity, run, self._lang) and open_end(line.text, run, self._lang):
                kept = 0
            if entity:
                for one in short:
                    if self._near(line, one, run) and len(run.digits) >= MIN_RUN and not _is_year(line.text, one):
                        found.append((Found(entity, (one.start, one.end)), one.end))
                if kept and last is not None and self._near(line, last, run) and len(run.digits) < MIN_RUN:
                    kept = 0
                found.append((Found(entity, (run.start, run.end)), _kept_from(run, kept)))
                last, short = run, []
            else:
                short.append(run)
        return found

    def _across(self, line: _Line, behind: str) -> list[tuple[Found, int]]:
        """Private numbers as far as they stand in the line, if one of them goes on in what was said behind it."""
        last = line.runs[-1] if line.runs and behind else None
        if last is None or not open_end(line.text, last, self._lang):
            return []
        said = line.text.rstrip(" ,.?!;:\uff0c\u3002\uff1f\uff01\uff1b\uff1a\u3001\u2026")
        found = self._find(self._read(said + ("" if self._lang == "zh" else " ") + behind, line.at_ms))
        if not any(one.span[0] < last.end and one.span[1] > len(said) for one, _ in found):
            return []
        return [(Found(one.entity, (one.span[0], min(one.span[1], last.end))), min(until, last.end))
                for one, until in found if one.span[0] < last.end]

    def _near(self, line: _Line, one: Run, two: Run) -> bool:
        """True if two runs are parts of one number: little stands between them, and no word that announces another."""
        gap = line.text[one.end:two.start]
        return (len(gap) <= _NEAR[self._lang] and not any(one.end < label.end <= two.start for label in line.labels)
                and min(len(one.digits), len(two.digits)) >= MIN_PART)

    def _entity(self, line: _Line, run: Run) -> tuple[str, int]:
        """What the run is, empty if it may be read, and how many of its last digits stay readable."""
        count, own = len(run.digits), line.label(run)
        asked = self._expected if line.at_ms <= self._expected_until_ms else ""
        near = own if own and own != "weak" else asked or own
        if "**" in line.text[run.start:run.end]:
            return classify(run.digits, near, self._lang), KEPT
        if is_tail(line.text, run.start) and count <= 6:
            return "", 0
        if near in SECRETS and MIN_SECRET <= count <= 8:
            return near, 0
        if near == "kept" and count <= MAX_REFERENCE:
            return "", 0
        if self._goes_on(line, run):
            return self._cut_entity, 0
        # Ten digits after "call me at" are somebody's own, whatever they begin with.
        # and so are three ("call me at three one one …") before which nothing but that was said.
        hotline = own not in NUMBERS or own == "phone" and (
            self._lang == "zh" or count != 10 and not (count == MIN_SECRET and open_end(line.text, run, self._lang)))
        if hotline and not line.bare and is_public(run.digits, self._lang):
            return "", 0
        if self._read_back(line, run):
            return self._echo_entity or "account", 0
        if own not in NUMBERS and asked in NUMBERS and count >= MIN_PART and (line.bare or count >= MIN_LABELLED):
            return classify(run.digits, near, self._lang), KEPT if count >= MIN_RUN and asked != "ssn" else 0
        return self._by_itself(line, run, near)

    def _by_itself(self, line: _Line, run: Run, near: str) -> tuple[str, int]:
        """A run that nothing before its utterance explains."""
        count, open_ended = len(run.digits), open_end(line.text, run, self._lang)
        if near in NUMBERS:
            least = MIN_PART if open_ended else MIN_LABELLED
        elif near == "weak" and open_ended:
            least = MIN_SECRET
        elif line.bare and not _is_year(line.text, run) and not is_public(run.digits, self._lang):
            least = MIN_LABELLED
        else:
            least = MIN_RUN
        if count < least or near not in NUMBERS and (is_date(run.digits) or _are_years(line.text, run)):
            return "", 0
        entity = classify(run.digits, near, self._lang)
        return entity, KEPT if count >= MIN_RUN and entity != "ssn" else 0

    def _goes_on(self, line: _Line, run: Run) -> bool:
        """True for the next part of a number that the utterance before left open."""
        return (bool(self._cut_entity) and line.at_ms <= self._cut_until_ms
                and (line.bare or len(run.digits) >= self._least_part and opens(line.text, run, self._lang)))

    def _read_back(self, line: _Line, run: Run) -> bool:
        """True if the run may repeat what the other side has just said."""
        if line.bare and run.digits == self._first_part and line.at_ms <= self._first_part_until_ms:
            return True
        if not self._echo_entity or line.at_ms > self._echo_until_ms:
            return False
        least = MIN_LABELLED if opens(line.text, run, self._lang) else MIN_RUN
        return len(run.digits) >= (MIN_PART if line.bare else least)

    def _remember(self, line: _Line, found: list[tuple[Found, int]]) -> None:
        entities = [one.entity for one, _ in found]
        if line.at_ms > self._expected_until_ms or self._expected in SECRETS and self._expected in entities:
            self._expected = ""
        last_label = next((label for label in reversed(line.labels) if label.entity != "weak"), None)
        if last_label and not any(run.start >= last_label.end and len(run.digits) >= MIN_SECRET for run in line.runs):
            self._expected, self._expected_until_ms = last_label.entity, line.at_ms + EXPECT_MS
        last = line.runs[-1] if line.runs else None
        ends = last is not None and open_end(line.text, last, self._lang) and not is_tail(line.text, last.start)
        label = line.label(last) if last is not None else ""
        entity = next((one.entity for one, _ in found if one.span[1] == last.end), "") if last is not None else ""
        if ends and last is not None and entity in ("otp", "password") and len(last.digits) < CODE:
            self._cut_entity, self._cut_until_ms = entity, line.at_ms + CUT_MS
            return
        if ends and last is not None and label not in ("kept", *SECRETS):
            if entity in NUMBERS or not entity and len(last.digits) >= MIN_SECRET and label in NUMBERS:
                self._cut_entity, self._cut_until_ms = entity or label, line.at_ms + CUT_MS
                if self._expected in NUMBERS:
                    self._expected_until_ms = line.at_ms + EXPECT_MS
                return
            if not entity and len(last.digits) >= MIN_SECRET and line.bare and self._expected != "kept":
                self._cut_entity, self._cut_until_ms = "account", line.at_ms + CUT_MS
                return
        if re.search(r"\w", line.text) and (line.runs or len(line.text) > _NEAR[self._lang]):
            self._cut_entity = ""


def _may_go_on(entity: str, run: Run, lang: Language) -> bool:
    """True if numbers of this kind are longer than the run: its last digits are not the number's last."""
    least = {"card": 16, "id_card": 18, "phone": 11 if lang == "zh" else 10}
    return len(run.digits) < least.get(entity, 0)


def _overlap(one: Found, other: Found) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _narrow(text: str) -> str:
    """The text with plain digits, letters and marks; looked for first, for most texts are plain already."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def _masked(shown: str, found: Sequence[tuple[Found, int]], named: Sequence[Found]) -> Masked:
    """The text as it came in with everything masked; a name goes before the number in it."""
    numbers = [(one, until) for one, until in found
               if not any(_overlap(one, other) for other in named)]
    if not numbers and not named:
        return Masked(shown, ())
    letters = list(shown)
    for one, until in [*numbers, *((one, one.span[1]) for one in named)]:
        letters[one.span[0]:until] = ("×" if one.entity == "name" else "*") * (until - one.span[0])
    every = sorted({*(one for one, _ in numbers), *named}, key=lambda one: one.span)
    return Masked("".join(letters), tuple(every))


def _kept_from(run: Run, kept: int) -> int:
    """Where the readable end of a run begins; its end if nothing stays."""
    if not kept or len(run.digits) <= kept or run.digits.endswith("X"):
        return run.end
    begin = run.begins[-kept]
    # A piece that says several digits ("forty two") may begin before the first digit that stays.
    return begin if run.begins.count(begin) <= 1 else run.end


def _is_year(text: str, run: Run) -> bool:
    """True for a year as people say one: 1998, 二零二六, "nineteen ninety eight", not "one nine nine eight"."""
    said = text[run.start:run.end]
    written = not said[0].isascii() or said[0].isdigit()
    return is_year(run.digits) and (written or said.lower().startswith(("nineteen", "twenty")))


def _are_years(text: str, run: Run) -> bool:
    """True for two years with something between them: 2020-2026."""
    return bool(re.fullmatch(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d", text[run.start:run.end]))
