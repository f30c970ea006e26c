"""Every code that client or server can put on the screen has a sentence of its own, which says what to do next."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import copilot_app
from copilot_app import errors
from copilot_app.i18n import Translator
from copilot_app.i18n.codes import notice_words
from copilot_app.i18n.notice_table import NOTICES
from copilot_app.notices import Notice

SOURCES = Path(copilot_app.__file__).parent
CODE = re.compile(r"[a-z]+(\.[a-z_]+)+")
SAYS_A_CODE = {"ConnectionEnded", "notify"}

CAPTURE = "line.silent mic.silent line.clipping mic.clipping line.lost mic.lost audio.narrowband capture.failed".split()
SERVER = """protocol.version protocol.hello protocol.direction wire.malformed auth.refused auth.revoked auth.user auth.too_many
auth.enrolment auth.enrol_only call.refused call.not_open call.not_yours call.too_many call.busy call.malformed calls.refused
audio.packet audio.number audio.rate assist.nothing storage.failed storage.full storage.busy storage.damaged storage.key
storage.unknown storage.twice server.failed server.not_ready server.closing settings.invalid asr.none asr.failed
asr.no_voice_activity llm.failed llm.down llm.slow llm.garbage llm.refused llm.settings outbox.full partials.slow partials.customer_only partials.none finals.greedy language.zh language.en
assistance.reduced playbook.invalid playbook.missing speech.failed speech.closed speech.no_recogniser
authoring.disk authoring.exists authoring.missing authoring.rights authoring.two_people playbook.draft
playbook.tampered practice scenario.invalid scenario.unknown training training.draft_changed training.language
training.missing training.no_report training.only training.rights training.running training.value tts.engine_failed tts.engine_missing
tts.voice_unknown compliance.no_paraphrases sound.failed
supervision.coaching supervision.coaching_length supervision.note_length supervision.note_rate supervision.queue supervision.scenario
supervision.transfer_none supervision.transfer_open supervision.watches
supervision.right supervision.own_call supervision.reason supervision.call_over supervision.taken supervision.no_bridge
supervision.no_headset supervision.agent_gone supervision.right_ended supervision.replaced supervision.talk supervision.busy
supervision.note_length supervision.note_rate supervision.queue supervision.transfer_open supervision.transfer_none
supervision.coaching supervision.scenario supervision.watches""".split()
"""Errors on the wire, what gives way in a pong, and reasons of a goodbye."""
NEXT = re.compile("请|自动|继续|照常|恢复|保留|完整|说完")


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.Assign) and any(isinstance(name, ast.Name) and name.id == "code" for name in part.targets):
                    yield ast.literal_eval(part.value)
        elif isinstance(node, ast.Call):
            found = [word.value for word in node.keywords if word.arg == "code"]
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            found += node.args[:1] if name in SAYS_A_CODE else []
            yield from (value.value for value in found if isinstance(value, ast.Constant) and isinstance(value.value, str))


def _client_codes() -> set[str]:
    found: set[str] = set(CAPTURE)
    for path in SOURCES.rglob("*.py"):
        found.update(_said(ast.parse(path.read_text(encoding="utf-8"))))
    found.update(kind.code for kind in vars(errors).values()
                 if isinstance(kind, type) and issubclass(kind, errors.ClientError))
    return found - {""}


def test_the_walk_finds_codes_of_every_kind() -> None:
    assert {"enrol.none", "keyring.failed", "server.keys", "link.bug", "asr.none", "line.none", "demo.voice"} <= _client_codes()


@pytest.mark.parametrize("code", sorted(_client_codes() | set(SERVER)))
def test_it_has_a_sentence_in_both_languages(code: str, translator: Translator) -> None:
    assert code in NOTICES
    english = notice_words(Notice(code))
    assert english == NOTICES[code] and english.endswith(".")
    translator.use("zh")
    chinese = notice_words(Notice(code))
    assert chinese != english and chinese.endswith("。")
    # What to do is a sentence of its own or needs nothing done.
    assert NEXT.search(chinese), chinese
