"""What the customer of one call agrees to: notices, refusals and the ledger in; what may run, and what changed, out.

The stage between compliance and mood.  It judges no words itself: a rule with `declines` or `agrees` found the customer's
wish, a checklist item with `notice` the notice.  `pipeline` asks it whether the mood may be read; `kept_sound` whether sound
may be kept.  Next: `consent_lines` makes of its events what the ledger holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from protocol.assist import Alert, Checklist, Event
from protocol.consent import FORBIDDING, ConsentPurpose, ConsentState, ConsentTurn
from server.content.playbook import Playbook

from .utterance import Utterance

if TYPE_CHECKING:
    # the database's modules are not needed to judge words, and take a fifth of a second to import
    from server.privacy.consent import Standing

PURPOSES: tuple[ConsentPurpose, ...] = ("recording", "emotion", "calls")


class CallConsents:
    """The consents of one call."""

    def __init__(self, playbook: Playbook) -> None:
        self._rules: dict[str, tuple[ConsentPurpose, bool]] = {
            rule.id: (purpose, bool(rule.agrees)) for rule in playbook.rules.values()
            if (purpose := rule.agrees or rule.declines)}
        """Rule -> what its words decide about, and whether they agree to it."""
        self._notices = {item.id: item.notice for item in playbook.checklist if item.notice}
        self._required = tuple(dict.fromkeys(item.notice for item in playbook.checklist if item.notice and item.required))
        self._state: dict[ConsentPurpose, ConsentTurn] = {}
        self._told: set[ConsentPurpose] = set()
        self._decided: set[ConsentPurpose] = set()
        """Purposes about which the customer decided in this call: that outweighs the ledger."""
        self._begun = False

    def declined(self, purpose: ConsentPurpose) -> bool:
        """True if the customer refused it, in this call or before."""
        return self._state.get(purpose) in FORBIDDING

    def on(self, purpose: ConsentPurpose) -> bool:
        """True if it may run now."""
        return not self.declined(purpose) and self._state.get(purpose) != "waiting"

    @property
    def may_keep_sound(self) -> bool:
        """True if the customer was told of the recording, or agreed to it, and refused it nowhere."""
        return not self.declined("recording") and ("recording" in self._told or self._state.get("recording") == "given")

    def hear(self, utterance: Utterance, events: Iterable[Event]) -> list[Event]:
        """What follows from what compliance found in this line."""
        found = self.note(events)
        for event in events:
            decided = self._rules.get(event.rule) if isinstance(event, Alert) else None
            if decided and event.utterance in ("", utterance.id):
                found += self._decide(decided[0], agrees=decided[1], how="said")
        return found

    def note(self, events: Iterable[Event]) -> list[Event]:
        """Notices among these events, said or ticked by hand; what has to wait for its notice begins to."""
        found: list[Event] = []
        if not self._begun:
            self._begun = True
            if "emotion" in self._required and "emotion" not in self._state:
                self._state["emotion"] = "waiting"
                found.append(ConsentState(call="", purpose="emotion", state="waiting", on=False))
        for event in events:
            purpose = self._notices.get(event.item) if isinstance(event, Checklist) and event.state == "done" else None
            if purpose and purpose not in self._told:
                self._told.add(purpose)
                if self._state.get(purpose, "waiting") == "waiting":
                    self._state[purpose] = "told"
                by_hand = isinstance(event, Checklist) and event.by_hand
                found.append(ConsentState(call="", purpose=purpose, state="told", on=self.on(purpose),
                                          how="by_hand" if by_hand else "said"))
        return found

    def choose(self, purpose: ConsentPurpose, *, agrees: bool) -> list[Event]:
        """The agent enters what the customer wants; nothing if it is so already."""
        return self._decide(purpose, agrees=agrees, how="agent")

    def known(self, ledger: Iterable[Standing]) -> list[Event]:
        """What the customer decided on an earlier day, unless this call knows better."""
        found: list[Event] = []
        for one in ledger:
            purpose = next((name for name in PURPOSES if name == one.purpose), None)
            if purpose is None or purpose in self._decided:
                continue
            if one.state in FORBIDDING and not self.declined(purpose):
                state: ConsentTurn = "withdrawn" if one.state == "withdrawn" else "refused"
                self._state[purpose] = state
                found.append(ConsentState(call="", purpose=purpose, state=state, on=False, how="ledger", since=one.at[:10]))
            elif one.state == "given" and purpose not in self._state:
                self._state[purpose] = "given"
        return found

    def finish(self) -> list[Event]:
        """The call is over: required notices that were not said."""
        return [ConsentState(call="", purpose=purpose, state="not_told", on=self.on(purpose))
                for purpose in self._required if purpose and purpose not in self._told]

    def _decide(self, purpose: ConsentPurpose, *, agrees: bool, how: str) -> list[Event]:
        before = self._state.get(purpose)
        if agrees and before == "given" or not agrees and purpose in self._decided and self.declined(purpose):
            return []
        self._decided.add(purpose)
        state: ConsentTurn = "given" if agrees else "withdrawn" if before in ("given", "withdrawn") else "refused"
        self._state[purpose] = state
        return [ConsentState(call="", purpose=purpose, state=state, on=agrees,
                             how="said" if how == "said" else "agent")]
