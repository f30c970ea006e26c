"""A training report as a file: the report in, JSON or a proposed file name out.  `report_pdf` makes the printed one."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import msgspec

from protocol.training import TrainingReport

FORMAT = "seatmate-training-report-1"


def file_name(report: TrainingReport, ending: str) -> str:
    """`loan_complaint-2026-11-20-lin.pdf`: scenario, day, trainee; nothing that a file system refuses."""
    parts = (report.scenario or "practice", report.at[:10], report.trainee)
    return "-".join(clean for part in parts if (clean := re.sub(r"[^\w.-]+", "_", part).strip("_."))) + f".{ending}"


def as_json(report: TrainingReport) -> str:
    """The whole report, readable, with the name of this format in front."""
    content = {"format": FORMAT, **{name: getattr(report, name) for name in report.__struct_fields__}}
    return json.dumps(msgspec.to_builtins(content), ensure_ascii=False, indent=2) + "\n"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file completely or not at all.

    Raises:
        OSError: the place can not be written.
    """
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def save_json(report: TrainingReport, path: Path) -> None:
    """Keep the report as JSON.

    Raises:
        OSError: the place can not be written.
    """
    write_whole(path, as_json(report).encode())
