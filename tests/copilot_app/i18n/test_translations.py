"""Both languages are complete, compiled from their sources, and switch while running; every code has its sentence."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

import copilot_app.i18n as package
from copilot_app import errors
from copilot_app.i18n import LANGUAGES, Translator
from copilot_app.i18n.build import collect, compile_sentences
from copilot_app.i18n.code_tables import CATEGORIES, CUES, OPERATIONS
from copilot_app.i18n.codes import category_words, cue_words, notice_words, operation_words, origin_words
from copilot_app.i18n.notice_table import NOTICES
from copilot_app.notices import Notice

FOLDER = Path(package.__file__).parent
NAMES = sorted(LANGUAGES.values())
CHINESE = re.compile("[\u4e00-\u9fff]")

ALERT_CATEGORIES = """guaranteed_return no_risk guaranteed_approval superlative deposit_confusion rate_omission misstatement
over_borrowing pressure threat insult impersonation third_party_disclosure credential_request off_channel privacy tipping_off
promise_beyond_authority missing_disclosure calling_hours aml_cue fraud_cue complaint regulator_mention vulnerable
do_not_call card_data human_request self_harm consent""".split()


def sentences(name: str) -> dict[tuple[str, str], list[str]]:
    root = ElementTree.parse(FOLDER / f"seatmate_{name}.ts").getroot()
    found: dict[tuple[str, str], list[str]] = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[context.findtext("name", ""), message.findtext("source", "")] = forms
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_unfinished(name: str) -> None:
    text = (FOLDER / f"seatmate_{name}.ts").read_text("utf-8")
    assert 'type="' not in text.replace('encoding="', ""), "unfinished, vanished or obsolete"
    assert all(all(forms) for forms in sentences(name).values())


@pytest.mark.parametrize("name", NAMES)
def test_the_sentences_are_those_of_the_sources(name: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"seatmate_{name}.ts"
    shutil.copy(FOLDER / fresh.name, fresh)
    collect(fresh)
    keys = sentences(name)
    root = ElementTree.parse(fresh).getroot()
    collected = {(context.findtext("name", ""), message.findtext("source", ""))
                 for context in root.iter("context") for message in context.iter("message")}
    assert collected == set(keys), "run `python -m copilot_app.i18n.build`"


@pytest.mark.parametrize("name", NAMES)
def test_the_compiled_sentences_are_those_of_the_ts_file(name: str, tmp_path: Path) -> None:
    compile_sentences(FOLDER / f"seatmate_{name}.ts", tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == (FOLDER / f"seatmate_{name}.qm").read_bytes()


def test_chinese_sentences_are_chinese_and_english_ones_english() -> None:
    for (_, source), forms in sentences("zh_CN").items():
        assert CHINESE.search(forms[0]) or not re.search("[A-Za-z]{2}", source) or "%" in source, source
    for forms in sentences("en").values():
        assert not any(CHINESE.search(form) for form in forms)


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_keeps_its_blanks(name: str) -> None:
    for (_, source), forms in sentences(name).items():
        blanks = sorted(re.findall(r"%\d|\{\w+\}", source))
        for form in forms:
            assert sorted(re.findall(r"%\d|\{\w+\}", form)) == blanks, source


def test_chinese_punctuation_is_full_width() -> None:
    for forms in sentences("zh_CN").values():
        assert not re.search("[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]", forms[0]), forms[0]


def test_languages_switch_while_running(translator: Translator) -> None:
    translator.use("zh")
    assert QCoreApplication.translate("StripPane", "Recording") == "录音中"
    translator.use("en")
    assert QCoreApplication.translate("StripPane", "Recording") == "Recording"
    assert QCoreApplication.translate("CardsPane", "%n card(s)", None, 1) == "1 card"


def test_a_missing_file_is_said(translator: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTranslator, "load", lambda *_: False)
    with pytest.raises(FileNotFoundError, match="install Seatmate again"):
        translator.use("zh")


def test_every_error_of_the_client_has_a_sentence() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ClientError)]
    assert len(kinds) > 5
    for kind in kinds:
        if kind is not errors.ClientError:
            assert kind.code in NOTICES or kind.code.partition(".")[0] in NOTICES, kind.code


def test_codes_fall_back_from_exact_to_family_to_the_senders_words(translator: Translator) -> None:
    assert notice_words(Notice("storage.full")).startswith("The server's disk is full")
    assert notice_words(Notice("storage.something_new")) == NOTICES["storage"]
    assert notice_words(Notice("zzz.new", "Do this next.")) == "Do this next."
    assert "zzz.new" in notice_words(Notice("zzz.new"))
    translator.use("zh")
    assert notice_words(Notice("storage.full")).startswith("服务器磁盘已满")


@pytest.mark.parametrize("category", ALERT_CATEGORIES)
def test_every_alert_category_has_words_in_both_languages(category: str, translator: Translator) -> None:
    assert category in CATEGORIES
    english = category_words(category)
    translator.use("zh")
    assert CHINESE.search(category_words(category)) and not CHINESE.search(english)


def test_unknown_categories_and_operations_are_shown_as_written(translator: Translator) -> None:
    assert category_words("house_rule_7") == "house rule 7"
    assert operation_words("swift_recall") == "swift recall"
    assert all(operation_words(operation) for operation in OPERATIONS)


def test_cues_are_worded(translator: Translator) -> None:
    assert cue_words("louder:6dB") == "6 dB louder"
    assert cue_words("faster:1.3x") == "1.3 times the pace"
    assert cue_words("higher:2.1st") == "voice 2.1 semitones higher"
    assert cue_words("said:complaint") == "said “complaint”"
    assert cue_words("unheard-of:1") == ""
    translator.use("zh")
    assert all(CHINESE.search(cue_words(f"{cue}:1.2x")) for cue in CUES)


def test_origins_of_figures_are_worded(translator: Translator) -> None:
    assert origin_words("customer.loan_balance") == "customer record"
    assert origin_words("product.harbor.apr") == "product table"
    assert origin_words("said:customer-48000") == "said by the customer"
    assert origin_words("elsewhere") == "playbook"
