"""Settings as frozen objects: every field with its default, unit and a description, from a TOML file and the command line.

In: `server.toml` of the state directory (sections `gateway`, `calls`, `speech`, `privacy`, `assistance`, `customers`,
`retention`, `experiment`, `supervision`, `dialling`).  Out: `Settings`.
Next: `app`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from .errors import SettingsError
from .supervision.house import ANSWERS, QUEUES, REASONS, Phrase, Queue, read_house


def _setting(default: Any, unit: str, description: str) -> Any:
    """A setting; a number has to be above 0, or 0 where that is the default."""
    return field(default=default, metadata={"unit": unit, "description": description})


@dataclass(frozen=True)
class GatewaySettings:
    """Sockets and clients."""

    bind: str = _setting("tcp://0.0.0.0:47800", "address", "Where the server listens; port 0 takes a free one.")
    public_endpoint: str = _setting("", "address", "tcp://host:port by which workstations reach the server; goes into "
                                    "enrolment codes. Empty: this machine's name and the bound port.")
    heartbeat_ms: int = _setting(2_000, "ms", "Interval of ZeroMQ heartbeats.")
    heartbeat_timeout_ms: int = _setting(6_000, "ms", "A connection without an answer for so long is closed.")
    client_timeout_s: float = _setting(10.0, "s", "A client that sends nothing for so long counts as gone.")
    key_check_s: float = _setting(0.4, "s", "How often the key table is read again; bounds how long a revoked key lives.")
    outbox_messages: int = _setting(2_000, "messages", "Unsent events a client may have; above it, it is cut and resumes.")
    audio_rate: float = _setting(1.5, "x real time", "Sound taken per call in the long run.")
    audio_burst_s: float = _setting(150.0, "s of both channels", "Sound taken at once, as after a reconnect.")
    errors_per_s: float = _setting(5.0, "1/s", "Error answers to one client; more are counted, not sent.")
    sign_in_attempts: int = _setting(5, "attempts/min", "Wrong passwords of one workstation before it has to wait.")
    lease_s: float = _setting(60.0, "s", "Told to the client: a session not renewed by a ping ends after it.")


@dataclass(frozen=True)
class CallSettings:
    """Live calls."""

    max_calls: int = _setting(1_000, "calls", "Live calls at once, whatever the load; the server refuses earlier when it "
                              "measures that a further call would make every call late.")
    max_calls_per_client: int = _setting(4, "calls", "Live calls of one client at once.")
    resume_s: float = _setting(600.0, "s", "How long a call waits for its client before it is closed as interrupted.")
    ask_again_s: float = _setting(0.5, "s", "How often missing packets are asked for.")
    tick_s: float = _setting(1.0, "s", "How often deadlines are looked at.")
    commit_silence_ms: int = _setting(2_000, "ms of sound", "Committed position may lag behind so much in silence.")
    commit_retry_s: float = _setting(1.0, "s", "Pause between attempts while the disk refuses.")
    end_timeout_s: float = _setting(15.0, "s", "After the end of a call, wait so long for packets still missing.")
    pause_limit_ms: int = _setting(120_000, "ms", "A recording pause ends by itself after so long.")


@dataclass(frozen=True)
class SpeechSettings:
    """Recognition."""

    model: str = _setting("", "name or directory", "Recogniser; empty: the first one found in the store, or the bundled one.")
    device: str = _setting("auto", "auto|cpu|cuda|cuda:N", "Where it runs.")
    engines: int = _setting(0, "engines", "Recognisers that share the work, each with a thread of its own. 0: one a GPU; "
                            "without a GPU, one for every four cores.")
    follow_languages: bool = _setting(True, "true|false", "Transcribe whoever speaks another language than the call's in "
                                      "that one, if the recogniser knows several.")
    vad_threads: int = _setting(2, "threads", "Worker threads for voice activity and the stages of a call.")


@dataclass(frozen=True)
class PrivacySettings:
    """What is masked beside numbers and mail addresses."""

    mask_addresses: bool = _setting(False, "true|false", "Mask streets, house numbers and rooms that are said in a call.")
    mask_names: bool = _setting(False, "true|false", "Mask names of persons that are said in a call.")
    pause_for_cards: bool = _setting(True, "true|false", "Pause recording and transcription by itself while card data "
                                     "are read out.")
    keep_sound: bool = _setting(False, "true|false", "Keep the sound of calls, encrypted, private numbers silenced, "
                                "from the recording notice on; a refusal deletes it.")
    transcribe_declined: bool = _setting(True, "true|false", "Go on transcribing when a customer refuses the "
                                         "recording; false: nothing is heard any more.")
    sound_mask: str = _setting("silence", "silence|tone", "What stands in kept sound for a private number.")
    trainers_draft_from: str = _setting("released", "released|calls|nothing", "Of which calls of the own team trainers may have "
                                        "a redacted practice scenario drafted: those that a supervisor has marked, or every one. "
                                        "They see date, topic, minutes and mood of them, never a word.")


@dataclass(frozen=True)
class AssistanceSettings:
    """Suggestions, and a language model on the premises that may write them."""

    engine: str = _setting("playbook", "playbook|openai|optimum", "Who writes suggestions: approved replies; an "
                           "OpenAI-compatible server in the house; an ONNX model in this process. Approved replies always stand "
                           "ready.")
    base_url: str = _setting("http://127.0.0.1:8000/v1", "address", "Of the OpenAI-compatible server. Its key is read from "
                             "llm.key in the state directory, never from here.")
    model: str = _setting("", "name or directory", "Name that the server offers; of the engine optimum the directory of "
                          "the model.")
    allowed_hosts: str = _setting("", "host names, comma-separated", "Model servers that are yours although their address is "
                                  "not private. Words of a call go there.")
    connect_s: float = _setting(0.5, "s", "Time to reach the model server.")
    read_s: float = _setting(2.0, "s", "Longest pause within an answer.")
    first_clause_s: float = _setting(1.5, "s", "Without an approved clause by then the playbook's reply is shown.")
    total_s: float = _setting(6.0, "s", "Time for a whole answer.")
    parallel: int = _setting(4, "answers", "Asked for at once, of all calls.")
    waiting: int = _setting(16, "answers", "May wait for their turn; with more the playbook answers at once.")
    most_tokens: int = _setting(120, "tokens", "Of one answer.")
    temperature: float = _setting(0.0, "0..2", "How freely the model words; 0: the same words every time.")
    translate_to: str = _setting("", "zh|en|empty", "Show what customers say in another language translated into this one, "
                                 "if there is a language model. Empty: no translations.")


@dataclass(frozen=True)
class CustomerSettings:
    """Where customers' records come from; the built-in table needs no setting."""

    crm: str = _setting("", "address", "Of the bank's CRM (https, or http in the house; customer-record.openapi.yaml). "
                        "Its token: `seatmate-server customers credential`. Empty: only the built-in table is asked.")
    crm_authority: str = _setting("", "file", "Certificate authority (PEM) that the CRM's certificate has to come from; "
                                  "empty: the system's own.")
    crm_connect_s: float = _setting(0.5, "s", "Time to reach the CRM.")
    crm_total_s: float = _setting(2.0, "s", "Time for a whole answer.")
    crm_kilobytes: int = _setting(256, "KiB", "Largest answer taken.")
    crm_failures: int = _setting(3, "failures in a row", "After so many the CRM is left alone for a while.")
    crm_pause_s: float = _setting(30.0, "s", "For so long.")
    country: str = _setting("86", "calling code", "Of phone numbers that are written without one.")


@dataclass(frozen=True)
class ExperimentSettings:
    """What is tried on a part of the calls, drawn by their ids; nobody in a call is told."""

    name: str = _setting("", "text", "Stored with every call that is drawn. Empty: nothing is tried.")
    percent: float = _setting(50.0, "% of calls", "Part of the calls that get what is tried; the others stay as they are.")
    salt: str = _setting("", "text", "Another salt draws the calls anew. Empty: the name.")
    playbook: str = _setting("", "name, name@version or directory", "The playbook that is tried, of one language; a published "
                             "version by its number. Empty: the same for all.")
    engine: str = _setting("", "playbook|openai|optimum", "The engine that is tried: that of [assistance], or `playbook` "
                           "where [assistance] names a language model. Empty: the same for all.")


@dataclass(frozen=True)
class SupervisionSettings:
    """The wall-board, notes and transfers; whom an agent may ask for help."""

    queues: tuple[Queue, ...] = _setting(QUEUES, "[[supervision.queues]]", "Whom an agent may call for help or hand a call to: "
                                         "id, title (zh, en) and the target time target_s of an answer.")
    reasons: tuple[Phrase, ...] = _setting(REASONS, "list of {zh, en}", "Ready reasons for raising a hand.")
    answers: tuple[Phrase, ...] = _setting(ANSWERS, "list of {zh, en}, 3 at most", "Ready answers to a supervisor's note, by "
                                           "one key each.")
    notes_per_minute: float = _setting(12.0, "1/min", "Notes of one supervisor to one call in the long run.")
    transfer_wait_s: float = _setting(300.0, "s", "A transfer that nobody answers has expired after so long.")
    board_s: float = _setting(0.5, "s", "How often changed rows of the wall-board are sent.")
    figures_s: float = _setting(5.0, "s", "How often the figures of the day are sent at most.")
    catch_up_s: float = _setting(60.0, "s", "How often the summary of an opened call is renewed when its topic stays.")
    listen_delay_s: float = _setting(0.1, "s", "How late supervisors who listen or whisper hear a call. 0.1 is as good as live "
                                     "and lets the first digits of a number be heard; from 2.5 on they are known and silent.")


DIAL_CHOICES = "rules|warn|block"


@dataclass(frozen=True)
class DialSettings:
    """What is looked at before an outgoing call."""

    do_not_call: str = _setting("rules", DIAL_CHOICES, "A number whose owner asked not to be called. rules: as the playbook's "
                                "rules say, which is to block if they say nothing.")
    calling_hours: str = _setting("rules", DIAL_CHOICES, "Outside the calling hours, by the customer's clock where it is "
                                  "known. rules: to warn if they say nothing.")
    counts: str = _setting("rules", DIAL_CHOICES, "Too many calls to the number within a period. rules: to warn if they say "
                           "nothing.")
    release_minutes: int = _setting(30, "min", "So long a supervisor's release of a blocked number holds for one agent.")


@dataclass(frozen=True)
class RetentionSettings:
    """How long records are kept: 180 days to 10 years; `seatmate-server retention show` names the source of each default."""

    sound_days: int = _setting(180, "days", "Recorded sound.")
    calls_days: int = _setting(1825, "days", "Words of calls of no kind below, and everything that was shown in them.")
    insurance_days: int = _setting(3650, "days", "Calls about insurance, and their sound. The longest of a call's kinds counts.")
    wealth_days: int = _setting(2555, "days", "Calls about investments, their sound too.")
    loan_days: int = _setting(1825, "days", "Calls about loans.")
    complaint_days: int = _setting(1825, "days", "Calls with a complaint.")
    suspicion_days: int = _setting(3650, "days", "Calls with a sign of money laundering.")
    training_days: int = _setting(180, "days", "Calls of training mode.")
    exports_days: int = _setting(180, "days", "Files that were exported of calls or for a person.")
    customers_days: int = _setting(1095, "days", "Records of the built-in customer table, from their import.")
    consents_days: int = _setting(1095, "days", "Lines of the consent ledger.")
    audit_days: int = _setting(3650, "days", "Fields of the audit trail; its chain stays.")
    coaching_days: int = _setting(365, "days", "Coaching notes and bookmarks of supervisors.")
    grants_days: int = _setting(365, "days", "Rights given to supervisors, from their end.")


@dataclass(frozen=True)
class Settings:
    """Everything that can be set."""

    gateway: GatewaySettings = GatewaySettings()
    calls: CallSettings = CallSettings()
    speech: SpeechSettings = SpeechSettings()
    privacy: PrivacySettings = PrivacySettings()
    assistance: AssistanceSettings = AssistanceSettings()
    customers: CustomerSettings = CustomerSettings()
    retention: RetentionSettings = RetentionSettings()
    experiment: ExperimentSettings = ExperimentSettings()
    supervision: SupervisionSettings = SupervisionSettings()
    dialling: DialSettings = DialSettings()
    packs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Playbook -> rule packs that are in force beside its own."""
    playbooks: tuple[str, ...] = ("zh_finance", "en_finance")
    """Names of playbooks or directories; a call uses the first of its language, else the first."""
    drafts: bool = False
    """True if a directory that nobody published may be used; a published version and the samples that ship need it not."""


def load_settings(file: Path, base: Settings | None = None) -> Settings:
    """Settings of a TOML file over `base`; a missing file changes nothing.

    Raises:
        SettingsError: not TOML, an unknown section or key, a value of the wrong type or out of range.
    """
    settings = base or Settings()
    if not file.exists():
        return settings
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}; correct the file or remove it to use the defaults") from error
    for section, values in content.items():
        if section == "playbooks":
            if not isinstance(values, list) or not values or not all(isinstance(name, str) for name in values):
                raise SettingsError(f"{file}: playbooks must be a list of names such as [\"zh_finance\"]")
            settings = replace(settings, playbooks=tuple(values))
            continue
        if section == "packs":
            settings = replace(settings, packs=_packs(values, file))
            continue
        if section == "drafts":
            if not isinstance(values, bool):
                raise SettingsError(f"{file}: drafts must be true or false")
            settings = replace(settings, drafts=values)
            continue
        if section not in ("gateway", "calls", "speech", "privacy", "assistance", "customers", "retention",
                           "experiment", "supervision", "dialling") or not isinstance(values, dict):
            raise SettingsError(f"{file}: unknown section [{section}]; known are gateway, calls, speech, "
                                "privacy, assistance, customers, retention, experiment, supervision, dialling, packs and "
                                "playbooks")
        if section == "supervision":
            values = read_house(values, f"{file}: [{section}]")
        changed = apply(getattr(settings, section), values, f"{file}: [{section}]")
        settings = replace(settings, **{section: changed})
    return settings


def _packs(values: Any, file: Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(values, dict) or not all(
            isinstance(names, list) and all(isinstance(name, str) for name in names) for names in values.values()):
        raise SettingsError(f'{file}: [packs] must name lists of rule packs by playbook, such as en_finance = ["eu_finance"]')
    return {playbook: tuple(names) for playbook, names in values.items()}


def apply(section: Any, values: dict[str, Any], where: str) -> Any:
    """A settings object with some values changed.

    Raises:
        SettingsError: an unknown key, a wrong type, a number that is not positive.
    """
    known = {one.name: one for one in fields(section)}
    types = get_type_hints(type(section))
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"{where}: unknown key {name!r}; known are {', '.join(sorted(known))}")
        checked[name] = _check(known[name], types[name], value, where)
    return replace(section, **checked)


def describe() -> list[tuple[str, Any, str, str]]:
    """(section.key, default, unit, description) of every setting, for `--help` and the documentation."""
    return [(f"{section}.{one.name}", one.default, one.metadata["unit"], one.metadata["description"])
            for section, kind in (("gateway", GatewaySettings), ("calls", CallSettings), ("speech", SpeechSettings),
                                  ("privacy", PrivacySettings), ("assistance", AssistanceSettings),
                                  ("customers", CustomerSettings), ("retention", RetentionSettings),
                                  ("experiment", ExperimentSettings), ("supervision", SupervisionSettings),
                                  ("dialling", DialSettings))
            for one in fields(kind)]


def _check(one: Field[Any], kind: Any, value: Any, where: str) -> Any:
    if isinstance(one.default, tuple):
        # checked as it was read
        return value
    wanted = "true or false" if kind is bool else "a number" if kind in (int, float) else "text"
    expected = f"{where}: {one.name} must be {wanted} ({one.metadata['unit']})"
    if kind is bool and isinstance(value, bool):
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, kind):
        raise SettingsError(f"{expected}, not {value!r}")
    if kind in (int, float) and not (value > 0 or value == one.default == 0):
        raise SettingsError(f"{expected} above 0, not {value!r}")
    if one.metadata["unit"] == DIAL_CHOICES and value not in DIAL_CHOICES.split("|"):
        raise SettingsError(f"{expected}, not {value!r}")
    return value
