"""The person's settings: one frozen object, kept as JSON in the platform's configuration directory.

The workstation's secret key is not among them; it lives in the keyring (`credentials`).  Each field names its title and
unit, from which the settings page is made.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from .errors import SettingsUnreadable

FILE_NAME = "settings.json"


def _setting(default: Any, title: str, *, unit: str = "", choices: tuple[str, ...] = (),
             range_: tuple[float, float] | None = None) -> Any:
    return field(default=default, metadata={"title": title, "unit": unit, "choices": choices, "range": range_})


@dataclass(frozen=True)
class Settings:
    """Everything a person can choose; a change makes a new object."""

    lang: str = _setting("system", "Language", choices=("system", "zh", "en"))
    """Language of the screen; `system` follows the operating system."""
    theme: str = _setting("system", "Theme", choices=("system", "light", "dark"))
    always_on_top: bool = _setting(True, "Keep the window above others")
    font_scale: float = _setting(1.0, "Text size", unit="times the system's", range_=(0.8, 2.0))
    agent_device: str = _setting("", "Microphone")
    """Id of a `capture.devices.SoundDevice`; empty for the best one."""
    customer_device: str = _setting("", "Customer line")
    headset_output: str = _setting("", "Headset")
    """Id of a `capture.outputs.SoundOutput` in which the agent hears a supervisor; empty for the best one."""
    bridge_output: str = _setting("", "Line bridge")
    """Id of the output whose far side the softphone uses as its microphone; empty: the customer can not be reached."""
    bridge_checked: str = _setting("", "Line bridge that passed the check")
    """The id of `bridge_output` when the check heard its tone."""
    duck_db: float = _setting(-12.0, "Customer while a supervisor speaks", unit="dB", range_=(-30.0, 0.0))
    supervisor_microphone: str = _setting("", "Supervisor's microphone")
    supervisor_output: str = _setting("", "Supervisor's output")
    listen_mono: bool = _setting(False, "Both sides in both ears")
    call_lang: str = _setting("zh", "Language of calls", choices=("zh", "en"))
    endpoint: str = _setting("", "Server address")
    """`tcp://host:port`, from the enrolment code."""
    server_public_key: str = _setting("", "Server key")
    """Z85, 40 characters, from the enrolment code."""
    workstation: str = _setting("", "Name of this workstation")
    user: str = _setting("", "Sign-in name")
    """The person who signed in last with a password; empty if the workstation's key is bound to one person."""
    board_views: str = _setting("", "Saved views of the wall-board")
    """JSON, see `board_views`."""
    observe_reasons: str = _setting("", "Last reasons for stepping into a call")
    """JSON, see `board_views`."""
    geometry: str = _setting("", "Window position")
    """Base64 of the window's saved geometry."""

    @property
    def enrolled(self) -> bool:
        """True once a server is known."""
        return bool(self.endpoint and self.server_public_key)


def settings_path() -> Path:
    """Where the settings lie: `seatmate/settings.json` in the platform's configuration directory."""
    from PySide6.QtCore import QStandardPaths

    root = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(root) / "seatmate" / FILE_NAME


def load_settings(path: Path | None = None) -> Settings:
    """The stored settings; defaults for what is not stored.  Unknown fields of a newer program are passed over.

    Raises:
        SettingsUnreadable: the file is there but holds no settings, or a value that is not allowed.
    """
    path = path or settings_path()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise SettingsUnreadable(f"The settings file {path} can not be read ({error}); delete it to start afresh.") from error
    if not isinstance(stored, dict):
        raise SettingsUnreadable(f"The settings file {path} holds no settings; delete it to start afresh.")
    known = {one.name: one for one in fields(Settings)}
    for name, value in stored.items():
        if name in known and (problem := _problem(known[name], value)):
            raise SettingsUnreadable(f"The setting {name!r} in {path} {problem}; correct or delete it.")
    return replace(Settings(), **{name: value for name, value in stored.items() if name in known})


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write them so that a crash leaves either the old file or the new one.

    Raises:
        OSError: the directory can not be written.
    """
    path = path or settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    os.replace(draft, path)


def _problem(setting: Any, value: Any) -> str:
    """What is wrong with a stored value; empty if nothing is."""
    default = setting.default
    if isinstance(default, bool) or isinstance(value, bool):
        right = isinstance(default, bool) and isinstance(value, bool)
    elif isinstance(default, float):
        right = isinstance(value, (int, float))
    else:
        right = isinstance(value, type(default))
    if not right:
        return f"must be {'true or false' if isinstance(default, bool) else 'a number' if isinstance(default, float) else 'text'}"
    choices, bounds = setting.metadata["choices"], setting.metadata["range"]
    if choices and value not in choices:
        return f"must be one of {', '.join(choices)}"
    if bounds and not bounds[0] <= value <= bounds[1]:
        return f"must lie between {bounds[0]} and {bounds[1]}"
    return ""
