"""What speaks against calling a number: the ledger, the counts, the clock where the customer is; and does that block the call?

In: a number, what about, who calls and when.  Out: a `DialAnswer`.  What blocks is chosen by the installation (`[dialling]` of
the settings), else by the playbook's rules (`dialling` of a rule), else a wish not to be called blocks and all else warns.  A
supervisor's release takes the block away for a while.  Next: `dialling` answers clients, `opening` asks when a call begins.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from protocol.consent import FORBIDDING, ConsentPurpose
from protocol.dialling import DialAnswer, DialCheck
from protocol.message import Language
from server.compliance.calling_hours import clocks
from server.compliance.evaluator import Compliance
from server.content.playbook import Playbook, Rule
from server.customers.phones import normalised
from server.customers.whereabouts import Whereabouts, whereabouts
from server.privacy.consent import ConsentLedger
from server.settings import DialSettings
from server.storage import contacts
from server.storage.customers import CustomerRecords
from server.storage.database import Database
from server.storage.releases import Release, ReleaseRecords

from .utterance import CallFacts

LONGEST = 64
"""Characters of a number or a matter."""


class NumberCheck:
    """What the ledger, the counts and the rules of one server say of a number."""

    def __init__(self, database: Database, ledger: ConsentLedger, playbook_of: Callable[[Language], Playbook],
                 settings: DialSettings | None = None, country: str = "86") -> None:
        self._database = database
        self._ledger = ledger
        self._playbook_of = playbook_of
        self._settings = settings or DialSettings()
        self._country = country
        self._releases = ReleaseRecords(database)
        self._customers = CustomerRecords(database)

    def check(self, message: DialCheck, now: str, agent: str = "") -> DialAnswer:
        """What speaks against this agent's calling a number at this time (ISO 8601 with offset).

        Raises:
            StorageError: the counts could not be read.
        """
        phone, matter = message.phone[:LONGEST], message.matter[:LONGEST]
        moment = local(now)
        refused = next((one for one in self._ledger.of_person(phone, "")
                        if one.purpose == "calls" and one.state in FORBIDDING), None)
        playbook = self._playbook_of(message.lang)
        compliance = Compliance(playbook, CallFacts(call="", lang=message.lang, direction="outbound", started_at=moment))
        where = self.where(phone, "")
        compliance.place(where)
        periods_h = {rule.id: rule.period_hours for rule in playbook.rules.values() if rule.period_hours is not None}
        mark = contacts.number_mark(self._database, self.number(phone), "", matter)
        compliance.history(contacts.earlier(self._database, mark, periods_h, now))
        purposes: list[ConsentPurpose] = ["calls"] if refused else []
        against = compliance.before_dialling(purposes)
        blocking = [text for rule, text in against if self._blocks(rule)]
        if refused and not any(rule.known for rule, _ in against) and self._settings.do_not_call != "warn":
            # no rule of the playbook has a sentence for it; the client has
            blocking.append("")
        release = self._releases.standing(self.number(phone), agent, now) if blocking and agent else None
        hours = any(rule.kind == "window" for rule in playbook.rules.values())
        shown = sorted({f"{clock:%H:%M}" for clock in clocks(datetime.fromisoformat(moment), where)}) if hours else []
        return DialAnswer(
            phone=message.phone,
            warnings=tuple(dict.fromkeys(text for text in (*blocking, *(text for _, text in against)) if text)),
            refused_since=refused.at[:10] if refused else "", blocked=bool(blocking) and release is None,
            released_by=release.by if release else "", released_until=release.until if release else "",
            clock="–".join(shown), clock_from=where.known_from if shown else "house")

    def where(self, phone: str, customer_id: str) -> Whereabouts:
        """Where the customer of a number (as it is dialled) or id may be: by the one record of the built-in table, by the number.

        Raises:
            StorageError: the table could not be read.
        """
        number = self.number(phone) if phone else ""
        record = self._customers.get(customer_id) if customer_id else None
        if record is None and number:
            sharing = self._customers.by_phone(number)
            record = sharing[0] if len(sharing) == 1 else None
        return whereabouts({field.key: field.value for field in record.fields} if record is not None else {}, number)

    def number(self, phone: str) -> str:
        """A number in international form; as it is, if it can not be one."""
        return normalised(phone, self._country) or phone

    def release(self, message: DialCheck, agent: str, by: str, reason: str, actor: str) -> Release:
        """Let an agent's call through; who may is checked before.

        Raises:
            StorageError: it was not kept.
        """
        return self._releases.give(self.number(message.phone[:LONGEST]), agent, by, reason, self._settings.release_minutes, actor)

    def _blocks(self, rule: Rule) -> bool:
        chosen = (self._settings.do_not_call if rule.known else self._settings.calling_hours if rule.kind == "window"
                  else self._settings.counts)
        if chosen == "rules":
            chosen = rule.dialling or ("block" if rule.known else "warn")
        return chosen == "block"


def local(moment: str) -> str:
    """A moment in UTC by the clock of this machine; one with another offset, or unreadable, as it is."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    in_utc = read.utcoffset() is not None and not read.utcoffset()
    return read.astimezone().isoformat(timespec="milliseconds") if in_utc else moment
