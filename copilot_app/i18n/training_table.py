"""Words of training mode for what the wire names by code: rubric lines, kinds, moods, ends, moments.

A code that is not listed is shown as it came, without underscores: a house may have ends and kinds of its own.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

LINES: dict[str, str] = {
    "greeting": QT_TRANSLATE_NOOP("Training", "Greeting"),
    "identification": QT_TRANSLATE_NOOP("Training", "Identification"),
    "need": QT_TRANSLATE_NOOP("Training", "Finding the need"),
    "knowledge": QT_TRANSLATE_NOOP("Training", "Knowledge"),
    "objection": QT_TRANSLATE_NOOP("Training", "Objections"),
    "disclosure": QT_TRANSLATE_NOOP("Training", "Disclosures"),
    "compliance": QT_TRANSLATE_NOOP("Training", "Compliance"),
    "empathy": QT_TRANSLATE_NOOP("Training", "Words of empathy"),
    "closing": QT_TRANSLATE_NOOP("Training", "Closing"),
    "pace": QT_TRANSLATE_NOOP("Training", "Pace"),
    "silence": QT_TRANSLATE_NOOP("Training", "Silence"),
    "interruptions": QT_TRANSLATE_NOOP("Training", "Interruptions"),
    "length": QT_TRANSLATE_NOOP("Training", "Length"),
}
SHORT: dict[str, str] = {
    "greeting": QT_TRANSLATE_NOOP("TrainingShort", "Greet"),
    "identification": QT_TRANSLATE_NOOP("TrainingShort", "Ident"),
    "need": QT_TRANSLATE_NOOP("TrainingShort", "Need"),
    "knowledge": QT_TRANSLATE_NOOP("TrainingShort", "Know"),
    "objection": QT_TRANSLATE_NOOP("TrainingShort", "Object"),
    "disclosure": QT_TRANSLATE_NOOP("TrainingShort", "Discl"),
    "compliance": QT_TRANSLATE_NOOP("TrainingShort", "Compl"),
    "empathy": QT_TRANSLATE_NOOP("TrainingShort", "Empath"),
    "closing": QT_TRANSLATE_NOOP("TrainingShort", "Close"),
    "pace": QT_TRANSLATE_NOOP("TrainingShort", "Pace"),
    "silence": QT_TRANSLATE_NOOP("TrainingShort", "Silent"),
    "interruptions": QT_TRANSLATE_NOOP("TrainingShort", "Interr"),
    "length": QT_TRANSLATE_NOOP("TrainingShort", "Length"),
}
"""Names of rubric lines for the heads of a narrow table."""
KINDS: dict[str, str] = {
    "sale": QT_TRANSLATE_NOOP("Training", "Sale"),
    "service": QT_TRANSLATE_NOOP("Training", "Service"),
    "complaint": QT_TRANSLATE_NOOP("Training", "Complaint"),
    "collection": QT_TRANSLATE_NOOP("Training", "Collection"),
    "fraud": QT_TRANSLATE_NOOP("Training", "Fraud attempt"),
    "vulnerable": QT_TRANSLATE_NOOP("Training", "Vulnerable customer"),
    "advice": QT_TRANSLATE_NOOP("Training", "Regulated advice"),
}
MOODS: dict[str, str] = {
    "calm": QT_TRANSLATE_NOOP("Training", "calm"),
    "pleased": QT_TRANSLATE_NOOP("Training", "pleased"),
    "unhappy": QT_TRANSLATE_NOOP("Training", "unhappy"),
    "anxious": QT_TRANSLATE_NOOP("Training", "anxious"),
    "angry": QT_TRANSLATE_NOOP("Training", "angry"),
}
DIFFICULTIES: dict[str, str] = {
    "easy": QT_TRANSLATE_NOOP("Training", "Easy"),
    "normal": QT_TRANSLATE_NOOP("Training", "Normal"),
    "hard": QT_TRANSLATE_NOOP("Training", "Hard"),
}
ASSISTANCE: dict[str, str] = {
    "shown": QT_TRANSLATE_NOOP("Training", "Help is shown"),
    "hint": QT_TRANSLATE_NOOP("Training", "Hint after 5 s"),
    "exam": QT_TRANSLATE_NOOP("Training", "Exam: help is off"),
}
OUTCOMES: dict[str, str] = {
    "success": QT_TRANSLATE_NOOP("Training", "Goal reached"),
    "failure": QT_TRANSLATE_NOOP("Training", "Goal missed"),
    "hung_up": QT_TRANSLATE_NOOP("Training", "The customer hung up"),
    "timeout": QT_TRANSLATE_NOOP("Training", "Time was up"),
    "left": QT_TRANSLATE_NOOP("Training", "Ended by the agent"),
    "ended": QT_TRANSLATE_NOOP("Training", "Ended by the agent"),
    "agent": QT_TRANSLATE_NOOP("Training", "Ended by the agent"),
    "open": QT_TRANSLATE_NOOP("Training", "Still open"),
    "interrupted": QT_TRANSLATE_NOOP("Training", "The call broke off"),
    "not_begun": QT_TRANSLATE_NOOP("Training", "Left before it had begun: not counted as an attempt"),
}
ENDS: dict[str, str] = {
    "bored": QT_TRANSLATE_NOOP("Training", "the customer lost patience"),
    "insulted": QT_TRANSLATE_NOOP("Training", "the customer felt insulted"),
    "silence": QT_TRANSLATE_NOOP("Training", "nothing was said for too long"),
    "out_of_role": QT_TRANSLATE_NOOP("Training", "the talk left the subject"),
    "too_long": QT_TRANSLATE_NOOP("Training", "the call took too long"),
    "closed_early": QT_TRANSLATE_NOOP("Training", "goodbye was said too early"),
    "unresolved": QT_TRANSLATE_NOOP("Training", "something stayed unanswered"),
}
MOMENTS: dict[str, str] = {
    "done": QT_TRANSLATE_NOOP("Training", "Done"),
    "missed": QT_TRANSLATE_NOOP("Training", "Missed"),
    "alert": QT_TRANSLATE_NOOP("Training", "Alert"),
    "objection": QT_TRANSLATE_NOOP("Training", "Objection"),
    "trap": QT_TRANSLATE_NOOP("Training", "Trap"),
    "interruption": QT_TRANSLATE_NOOP("Training", "Interruption"),
    "silence": QT_TRANSLATE_NOOP("Training", "Silence"),
    "mood": QT_TRANSLATE_NOOP("Training", "Customer's mood"),
    "end": QT_TRANSLATE_NOOP("Training", "End"),
}
MOMENT_ICONS: dict[str, tuple[str, str]] = {
    "done": ("done", "accent"), "missed": ("missed", "stop"), "alert": ("shield", "stop"), "objection": ("hand", "remind"),
    "trap": ("flag", "remind"), "interruption": ("pause", "remind"), "silence": ("mute", "ink_faint"),
    "mood": ("mood", "ink_faint"), "end": ("hangup", "ink_soft"),
}
"""Kind of a moment -> icon and colour token."""
CHECKS: dict[str, str] = {
    "scenario.range": QT_TRANSLATE_NOOP("Training", "This value is too small or too large."),
    "scenario.empty": QT_TRANSLATE_NOOP("Training", "This must not be empty."),
    "scenario.language": QT_TRANSLATE_NOOP("Training", "This is in another language than the scenario."),
    "scenario.unknown": QT_TRANSLATE_NOOP("Training", "This names something that is not there."),
    "scenario.contradiction": QT_TRANSLATE_NOOP("Training", "This contradicts the facts, the persona or the customer's record."),
    "scenario.id": QT_TRANSLATE_NOOP("Training", "This id is empty, used twice, or another than the scenario's."),
    "scenario.handling": QT_TRANSLATE_NOOP("Training", "A trap of this kind needs the words that count."),
    "scenario.unreachable": QT_TRANSLATE_NOOP("Training", "This can never be reached."),
    "scenario.unanswerable": QT_TRANSLATE_NOOP("Training", "Nothing counts as an answer to this."),
    "scenario.figure": QT_TRANSLATE_NOOP("Training", "There is no figure in this."),
    "scenario.good": QT_TRANSLATE_NOOP("Training", "The best answer does not count as an answer, or would be warned of."),
    "scenario.bad": QT_TRANSLATE_NOOP("Training", "The bad answer would not be noticed."),
    "scenario.no_wording": QT_TRANSLATE_NOOP("Training", "There are too few wordings of this."),
    "scenario.missing_fact": QT_TRANSLATE_NOOP("Training", "This needs a fact that is not there."),
    "scenario.unused": QT_TRANSLATE_NOOP("Training", "Nobody says this."),
    "scenario.long": QT_TRANSLATE_NOOP("Training", "This is too long for one breath."),
    "scenario.weights": QT_TRANSLATE_NOOP("Training", "The weights can not be so."),
    "playbook.invalid": QT_TRANSLATE_NOOP("Training", "This can not be read."),
}
"""What the check of a scenario finds; its own sentences are in English."""
PAPER = (
    QT_TRANSLATE_NOOP("ReportPdf", "Training report"), QT_TRANSLATE_NOOP("ReportPdf", "Page %1 of %2"),
    QT_TRANSLATE_NOOP("ReportPdf", "pass mark %1"), QT_TRANSLATE_NOOP("ReportPdf", "passed"),
    QT_TRANSLATE_NOOP("ReportPdf", "not passed"), QT_TRANSLATE_NOOP("ReportPdf", "not counted"),
    QT_TRANSLATE_NOOP("ReportPdf", "%1 of 100"),
    QT_TRANSLATE_NOOP("ReportPdf", "Goal: %1"), QT_TRANSLATE_NOOP("ReportPdf", "Line by line"),
    QT_TRANSLATE_NOOP("ReportPdf", "weight %1"), QT_TRANSLATE_NOOP("ReportPdf", "not in this call"),
    QT_TRANSLATE_NOOP("ReportPdf", "Mood of the simulated customer"), QT_TRANSLATE_NOOP("ReportPdf", "Time line"),
    QT_TRANSLATE_NOOP("ReportPdf", "Better next time"), QT_TRANSLATE_NOOP("ReportPdf", "Said"),
    QT_TRANSLATE_NOOP("ReportPdf", "Better"), QT_TRANSLATE_NOOP("ReportPdf", "Attempts at this scenario"),
    QT_TRANSLATE_NOOP("ReportPdf", "Nothing was found that should have been said otherwise."),
    QT_TRANSLATE_NOOP("ReportPdf", "Beside the best recorded handling"),
    QT_TRANSLATE_NOOP("ReportPdf", "Nobody has handled this scenario better yet."),
    QT_TRANSLATE_NOOP("ReportPdf", "Line"), QT_TRANSLATE_NOOP("ReportPdf", "This call"),
    QT_TRANSLATE_NOOP("ReportPdf", "Best"), QT_TRANSLATE_NOOP("ReportPdf", "Total"),
    QT_TRANSLATE_NOOP("ReportPdf", "What was said there"), QT_TRANSLATE_NOOP("ReportPdf", "The trainer"),
    QT_TRANSLATE_NOOP("ReportPdf", "Signed by %1, %2"), QT_TRANSLATE_NOOP("ReportPdf", "Not signed yet"),
)
"""What the printed report says around its contents."""


def words_for(table: dict[str, str], code: str) -> str:
    """The words of a code, or the code itself."""
    words = table.get(code)
    context = "TrainingShort" if table is SHORT else "Training"
    return QCoreApplication.translate(context, words) if words else code.replace("_", " ")


def check_words(code: str, text: str, field: str) -> str:
    """What a check found: its own sentence on an English screen, else the words of its code and the field."""
    source = CHECKS.get(code, "")
    words = QCoreApplication.translate("Training", source) if source else ""
    if not words or words == source:
        return text or code
    return f"{words} {field}".strip()


def end_words(code: str) -> str:
    """Why a customer left; empty for an end of the scenario's own, whose id tells a trainee nothing."""
    return words_for(ENDS, code) if code in ENDS else ""


def paper_words(text: str) -> str:
    """A sentence of `PAPER` in the language of the screen."""
    return QCoreApplication.translate("ReportPdf", text)
