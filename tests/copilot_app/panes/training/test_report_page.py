"""The report on the screen: words, evidence, times, comparison, next scenario, signature; files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from copilot_app.gallery_training import CALL, attempts, catalogue, report
from copilot_app.link_state import LinkState
from copilot_app.panes.parts import Words
from copilot_app.report_file import file_name, save_json
from copilot_app.training_state import ASK_AGAIN_TIMES
from protocol.call import WireError
from protocol.training import (
    AttemptsQuery,
    ClassOverview,
    ReportQuery,
    RubricLine,
    SignReport,
    Trainee,
    TrainingReport,
)


def said(widget: Any) -> str:
    return "\n".join(part.text() for part in widget.findChildren(Words) if part.isVisibleTo(widget))


def opened(room: Any, **changes: Any) -> TrainingReport:
    shown = report("en", **changes)
    room.state.show_attempts("")
    room.state.apply(attempts("en"))
    room.state.open_report(shown.call)
    room.state.apply(shown)
    QApplication.processEvents()
    return shown


def test_a_report_is_asked_for_and_shown(room: Any) -> None:
    page = room.window.report
    room.state.open_report(CALL)
    assert room.window.page == "report" and room.sent[-1] == ReportQuery(call=CALL)
    assert "being written" in page._empty.text()
    room.state.apply(report("en", call="another"))
    assert room.state.report is None
    opened(room)
    assert page._total.text() == "68 of 100 · not passed"
    assert page._verdict.text() == "Goal missed: something stayed unanswered"
    text = said(page)
    for words in ("Objections", "weight 2", "not in this call", "“That is the rule, everybody pays it.”", "Time line, 3 moments missed",
                  "Better, from “Early repayment, objection”", "the built-in good agent reached 94, this call 68.", "-68", "+4",
                  "Signed by Ms Wood", "A steady opening."):
        assert words in text, words


def test_a_report_is_never_painted_squeezed(room: Any) -> None:
    room.window.resize(1180, 820)
    room.window.show()
    room.state.show_attempts("")
    room.state.apply(attempts("en"))
    shown = report("en")
    room.state.open_report(shown.call)
    QApplication.processEvents()
    room.state.apply(shown)
    page = room.window.report
    assert page._scroll.widget().height() >= page._scroll.widget().minimumSizeHint().height()
    for part in (page.rubric, page.timeline, page.better, page.mood):
        assert part.height() >= part.minimumSizeHint().height() > 0


def test_no_feeling_of_the_trainee_stands_in_a_report(room: Any) -> None:
    assert not any("mood" in name or "emotion" in name for name in RubricLine.__struct_fields__)
    opened(room)
    assert room.window.report._mood_title.text() == "The simulated customer's mood"


def test_a_time_shows_its_place(room: Any) -> None:
    opened(room)
    page = room.window.report
    room.press("Show 01:06 on the time line")
    assert page.mood._marked_ms == 66_000
    tones = {at_ms: frame.property("tone") for at_ms, frame, _ in page.timeline._frames}
    assert tones[66_000] == "marked" and tones[184_000] == "stop_quiet"
    page.show_time(186_000)
    assert {at_ms: frame.property("tone") for at_ms, frame, _ in page.timeline._frames}[66_000] == "stop_quiet"


def test_the_curves_say_what_they_show(room: Any) -> None:
    opened(room)
    page = room.window.report
    assert "01:36 -0.7" in page.mood.accessibleName() and "42" in page.trend.accessibleName()
    image = page.mood.grab().toImage()
    accent = room.window.theme.colour("accent").rgb()
    assert sum(image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height())) > 200


def test_the_next_scenario_is_one_press_away(room: Any) -> None:
    room.state.apply(catalogue("en"))
    opened(room)
    assert "the weakest line" in room.window.report._next_words.text()
    room.press("Practise this next")
    assert room.window.page == "choice" and room.state.chosen == "safe_account"


def test_an_empty_report_and_one_without_a_better_handling(room: Any) -> None:
    opened(room, lines=(), moments=(), better=(), mood=(), attempts=(), best_total=-1.0, best_lines=(), best_words=(),
           next_scenario="", comment="", signed_by="", passed=True, total=100.0)
    page = room.window.report
    text = said(page)
    assert "passed" in page._total.text() and "Nobody has handled" in text and "Nothing was found" in text
    assert not page._next_card.isVisibleTo(room.window) and not page._signing.isVisibleTo(room.window)
    page.show_time(1_000)
    page.grab()


def test_a_report_that_is_still_being_made_is_asked_for_again(room: Any, qtbot: Any) -> None:
    room.state._again.setInterval(1)
    room.state.open_report(CALL)
    room.state.apply(WireError(code="training.running", retryable=True))
    qtbot.waitUntil(lambda: room.sent[-2:] == [ReportQuery(call=CALL)] * 2)
    assert room.state.error is None
    room.state._asked = ASK_AGAIN_TIMES
    room.state.apply(WireError(code="training.running", retryable=True))
    assert "still being made" in room.window.report._empty.text() and not room.state.waiting_for


def test_refusals_and_no_connection_are_said(room: Any) -> None:
    page = room.window.report
    room.state.apply(attempts("en").__class__())
    room.state.show_attempts("")
    room.state.apply(attempts("en").__class__())
    assert "No finished practice call yet" in page._empty.text()
    room.state.open_report("gone")
    room.state.apply(WireError(code="training.missing"))
    assert "nothing of this any more" in page._empty.text()
    room.state.error = None
    room.call.set_link(LinkState(phase="offline"))
    page.refresh()
    assert "no connection" in page._empty.text()


def test_people_are_called_by_their_names_and_an_end_of_the_scenarios_own_by_its_outcome(room: Any) -> None:
    page = room.window.report
    opened(room, trainee="u17", outcome="success", why="helped")
    assert page._verdict.text() == "Goal reached" and " · 陈璐 · " not in page._facts.text()
    assert " · Chen Lu · " in page._facts.text() and "u17" not in page._facts.text()
    room.become("trainer")
    room.trainer.apply(ClassOverview(trainees=(Trainee(user="u17", name="Lin Hart"),)))
    room.window._show_trainee("u17")
    room.state.open_report(CALL)
    room.state.apply(report("en", trainee="u17"))
    assert page._whose.text() == "Attempts of Lin Hart" and " · Lin Hart · " in page._facts.text()


def test_only_a_trainer_signs_and_only_anothers(room: Any) -> None:
    opened(room)
    page = room.window.report
    assert not page.sign.isVisibleTo(room.window)
    room.become("trainer")
    room.window._show_trainee("lin")
    assert room.sent[-1] == AttemptsQuery(trainee="lin") and "Attempts of lin" in page._whose.text()
    room.state.apply(attempts("en", "someone_else"))
    assert room.state.attempts is None
    room.state.apply(attempts("en", "lin"))
    page.attempts.setCurrentIndex(0)
    assert room.sent[-1] == ReportQuery(call=CALL)
    room.state.apply(report("en", comment="", signed_by=""))
    assert page.sign.isVisibleTo(room.window) and "Not signed yet" in page._signature.text()
    page.comment.setPlainText(" Well done. ")
    room.press("Sign the report")
    assert room.sent[-1] == SignReport(call=CALL, comment="Well done.")
    room.state.apply(report("en", comment="Well done.", signed_by="Wood"))
    assert "Signed by Wood" in page._signature.text()


def test_files_are_kept_whole_and_a_full_disk_is_said(room: Any, tmp_path: Path) -> None:
    shown = opened(room)
    page = room.window.report
    page._ask_path = lambda parent, title, proposed, kinds: str(tmp_path / proposed)
    room.press("Keep as JSON")
    kept = tmp_path / file_name(shown, "json")
    content = json.loads(kept.read_text("utf-8"))
    assert content["total"] == 68.4 and content["lines"][4]["quotes"] == ["That is the rule, everybody pays it."]
    room.press("Keep as PDF")
    assert (tmp_path / file_name(shown, "pdf")).read_bytes().startswith(b"%PDF-")
    page._ask_path = lambda *_: str(tmp_path / "not" / "there.json")
    room.press("Keep as JSON")
    assert "could not be kept" in page._done.text() and "Choose another place" in page._done.text()
    page._ask_path = lambda *_: ""
    room.press("Keep as PDF")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".pdf"]


def test_a_file_name_holds_nothing_dangerous(tmp_path: Path) -> None:
    name = file_name(report("en", scenario="../x y", trainee="a/b"), "json")
    assert name == "x_y-2026-11-20-a_b.json"
    save_json(report("zh"), tmp_path / name)
    assert "林晓" in (tmp_path / name).read_text("utf-8")
