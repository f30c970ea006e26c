"""The body of a printed training report: the report in, the HTML that `report_pdf` sets out and pages."""

from __future__ import annotations

from html import escape

from protocol.training import NOT_BEGUN, RubricLine, TrainingReport

from .i18n.training_table import ASSISTANCE, DIFFICULTIES, LINES, MOMENTS, OUTCOMES, end_words, paper_words, words_for
from .panes.pane import clock
from .panes.training.curves import score_token
from .panes.training.page import score_words, time_words
from .theme.tokens import LIGHT

_STYLE = f"""
h1 {{ font-size: 18px; margin: 0 0 2px 0; }} h2 {{ font-size: 12px; margin: 14px 0 4px 0; }}
h3 {{ font-size: 8px; font-weight: normal; color: {LIGHT.ink_faint}; margin: 6px 0 2px 0; }}
.soft {{ color: {LIGHT.ink_soft}; }} .faint {{ color: {LIGHT.ink_faint}; font-size: 8px; }}
.good {{ color: {LIGHT.accent}; }} .bad {{ color: {LIGHT.stop}; }} td {{ padding: 2px 6px 2px 0; }}
"""

def report_html(report: TrainingReport, width: int) -> str:
    """HTML in the subset that Qt sets.

    Args:
        width: of the text, in points.
    """
    parts = [_head(report), f"<h2>{paper_words('Line by line')}</h2>", _rubric(report),
             f"<h2>{paper_words('Mood of the simulated customer')}</h2>",
             f'<p><img src="plot:mood" width="{width}"></p>',
             f"<h2>{paper_words('Time line')}</h2>", _timeline(report),
             f"<h2>{paper_words('Better next time')}</h2>", _better(report, width)]
    if report.attempts:
        parts += [f"<h2>{paper_words('Attempts at this scenario')}</h2>", f'<p><img src="plot:attempts" width="{width}"></p>']
    parts += [_comparison(report), _foot(report)]
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _head(report: TrainingReport) -> str:
    passed = paper_words("passed") if report.passed else paper_words("not passed")
    if report.outcome == NOT_BEGUN:
        passed = paper_words("not counted")
    end = words_for(OUTCOMES, report.outcome) if report.outcome else ""
    why = end_words(report.why)
    facts = (report.trainee, time_words(report.at), clock(report.duration_ms), words_for(DIFFICULTIES, report.difficulty),
             words_for(ASSISTANCE, report.assistance), paper_words("pass mark %1").replace("%1", str(round(report.pass_mark))))
    lines = [f"<h1>{escape(report.title or report.scenario)}</h1>",
             f'<p class="faint">{escape(" · ".join(part for part in facts if part))}</p>',
             f'<p class="{"good" if report.passed else "bad"}">'
             f'<b>{paper_words("%1 of 100").replace("%1", score_words(report.total))}'
             f" · {escape(passed)}</b></p>",
             f"<p>{escape(' · '.join(part for part in (end, why) if part))}</p>"]
    if report.goal:
        lines.append(f'<p class="soft">{paper_words("Goal: %1").replace("%1", escape(report.goal))}</p>')
    return "".join(lines)


def _bar(line: RubricLine, pass_mark: float) -> str:
    """Two cells of a table: filled, and the rest."""
    if line.score < 0:
        return ""
    full = max(1, min(100, round(line.score)))
    colour = getattr(LIGHT, score_token(line.score, pass_mark))
    rest = f'<td width="{100 - full}%" bgcolor="{LIGHT.line}" style="font-size:4px;padding:0">&nbsp;</td>' if full < 100 else ""
    return (f'<table width="120" cellspacing="0" cellpadding="0"><tr><td width="{full}%" bgcolor="{colour}" '
            f'style="font-size:4px;padding:0">&nbsp;</td>{rest}</tr></table>')


def _rubric(report: TrainingReport) -> str:
    rows = []
    for line in report.lines:
        times = (*line.at_ms, *(-1 for _ in line.quotes))
        quotes = "".join(f'<br><span class="faint">{clock(at_ms) + " " if at_ms >= 0 else ""}“{escape(quote)}”</span>'
                         for quote, at_ms in zip(line.quotes, times, strict=False))
        score = score_words(line.score) if line.score >= 0 else paper_words("not in this call")
        weight = paper_words("weight %1").replace("%1", f"{line.weight:g}")
        rows.append(f'<tr><td width="20%"><b>{escape(words_for(LINES, line.line))}</b><br>'
                    f'<span class="faint">{escape(weight)}</span></td>'
                    f'<td width="26%">{_bar(line, report.pass_mark)}</td><td width="10%">{escape(score)}</td>'
                    f'<td width="44%">{escape(line.why)}{quotes}</td></tr>')
    return f'<table width="100%" cellspacing="0" style="margin-bottom:8px">{"".join(rows)}</table>'


def _timeline(report: TrainingReport) -> str:
    rows = []
    for moment in sorted(report.moments, key=lambda one: one.at_ms):
        bad = ' class="bad"' if moment.kind == "missed" else ""
        rows.append(f'<tr><td width="10%" class="faint">{clock(moment.at_ms)}</td>'
                    f'<td width="18%"{bad}>{escape(words_for(MOMENTS, moment.kind))}</td>'
                    f'<td width="54%">{escape(moment.text)}</td>'
                    f'<td width="18%" class="faint">{escape(words_for(LINES, moment.line)) if moment.line else ""}</td></tr>')
    return f'<table width="100%" cellspacing="0" style="margin-bottom:8px">{"".join(rows)}</table>'


def _better(report: TrainingReport, width: int) -> str:
    if not report.better:
        return f"<p>{paper_words('Nothing was found that should have been said otherwise.')}</p>"
    rows = [f'<tr><td width="10%"></td><td width="45%" class="faint">{paper_words("Said")}</td>'
            f'<td width="45%" class="faint">{paper_words("Better")}</td></tr>']
    for line in report.better:
        source = f'<br><span class="faint">{escape(line.source)}</span>' if line.source else ""
        why = f'<br><span class="faint">{escape(line.why)}</span>' if line.why else ""
        rows.append(f'<tr><td class="faint">{clock(line.at_ms)}</td><td class="soft">{escape(line.said or "–")}{why}</td>'
                    f"<td>{escape(line.better)}{source}</td></tr>")
    return f'<table width="{width}" cellspacing="0" style="margin-bottom:8px">{"".join(rows)}</table>'


def _comparison(report: TrainingReport) -> str:
    title = f"<h2>{paper_words('Beside the best recorded handling')}</h2>"
    if report.best_total < 0:
        return title + f"<p>{paper_words('Nobody has handled this scenario better yet.')}</p>"
    own = {line.line: line.score for line in report.lines}
    rows = [f'<tr><td class="faint" width="50%">{paper_words("Line")}</td>'
            f'<td class="faint" width="25%">{paper_words("This call")}</td>'
            f'<td class="faint" width="25%">{paper_words("Best")}</td></tr>']
    rows += [f"<tr><td>{escape(words_for(LINES, name))}</td><td>{score_words(own.get(name, -1.0))}</td>"
             f"<td>{score_words(best)}</td></tr>" for name, best in report.best_lines]
    rows.append(f"<tr><td><b>{paper_words('Total')}</b></td><td><b>{score_words(report.total)}</b></td>"
                f"<td><b>{score_words(report.best_total)}</b></td></tr>")
    said = "".join(f'<p class="soft">{escape(words)}</p>' for words in report.best_words)
    if said:
        said = f'<h3>{paper_words("What was said there")}</h3>' + said
    return title + f'<table width="100%" cellspacing="0" style="margin-bottom:8px">{"".join(rows)}</table>' + said


def _foot(report: TrainingReport) -> str:
    lines = [f"<h2>{paper_words('The trainer')}</h2>"]
    if report.comment:
        lines.append(f"<p>{escape(report.comment)}</p>")
    at = escape(time_words(report.signed_at))
    signed = paper_words("Signed by %1, %2").replace("%1", escape(report.signed_by)).replace("%2", at)
    lines.append(f'<p class="faint">{signed if report.signed_by else paper_words("Not signed yet")}</p>')
    return "".join(lines)
