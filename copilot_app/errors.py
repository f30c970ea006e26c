"""What can go wrong on the agent's computer, each with a code, a sentence that says what to do next, and `retryable`.

Errors::

    ClientError
    ├── CaptureError             sound
    │   ├── NoDevice             `mic.none`, `line.none`: nothing that could be recorded
    │   ├── NoOutput             `output.none`: nothing that sound could be played into
    │   ├── DeviceRefused        `device.refused`: the system does not hand the device out
    │   ├── DeviceLost           `mic.lost`, `line.lost`: gone in mid-call (a warning: the call goes on)
    │   ├── SoundSystemMissing   `sound.library`: PortAudio is not installed
    │   ├── AudioUnreadable      `audio.unreadable`: a file that is not audio, or holds none
    │   └── NotTwoChannels       `audio.mono`: one channel where agent and customer are needed
    ├── CredentialError          the operating system's keyring
    │   ├── NoKeyring            `keyring.none`: there is none, or only one that would store in plain text
    │   ├── KeyringFailed        `keyring.failed`: locked or refused
    │   └── NotEnrolled          `enrol.none`: no key of this workstation yet
    ├── EnrolmentFailed          `enrol.code`, `enrol.refused`, `enrol.unreachable`
    ├── SettingsUnreadable       `settings.unreadable`
    ├── HandoverFailed           `call.number`, `call.running`, `call.not_ready`, `call.no_window`
    └── DemoFailed               `demo.server`, `demo.voice`, `demo.silent`
"""

from __future__ import annotations


class ClientError(Exception):
    """Base of all; `str()` is the English sentence, the window words `code` in the user's language."""

    code = "client"
    retryable = False

    def __init__(self, text: str, *, code: str = "", retryable: bool | None = None) -> None:
        super().__init__(text)
        if code:
            self.code = code
        if retryable is not None:
            self.retryable = retryable


class CaptureError(ClientError):
    """Sound can not be captured."""

    code = "capture"


class NoDevice(CaptureError):
    """There is no device for this channel."""

    code = "mic.none"


class NoOutput(CaptureError):
    """There is nothing to play into."""

    code = "output.none"


class DeviceRefused(CaptureError):
    """The device exists, but the system does not hand it out."""

    code = "device.refused"
    retryable = True


class DeviceLost(CaptureError):
    """The device went away in mid-call."""

    code = "mic.lost"
    retryable = True


class SoundSystemMissing(CaptureError):
    """PortAudio is not installed."""

    code = "sound.library"


class AudioUnreadable(CaptureError):
    """The file is not audio, or holds none."""

    code = "audio.unreadable"


class NotTwoChannels(CaptureError):
    """One channel where agent and customer are needed."""

    code = "audio.mono"


class CredentialError(ClientError):
    """The workstation's key can not be kept or read."""

    code = "keyring"


class NoKeyring(CredentialError):
    """There is no keyring that encrypts."""

    code = "keyring.none"


class KeyringFailed(CredentialError):
    """The keyring is locked or refused."""

    code = "keyring.failed"
    retryable = True


class NotEnrolled(CredentialError):
    """This workstation has no key yet."""

    code = "enrol.none"


class EnrolmentFailed(ClientError):
    """The server did not list this workstation's key."""

    code = "enrol.refused"


class SettingsUnreadable(ClientError):
    """The settings file holds something else than settings."""

    code = "settings.unreadable"


class HandoverFailed(ClientError):
    """A number could not be handed over to the window."""

    code = "call.number"


class DemoFailed(ClientError):
    """The demonstration could not be shown."""

    code = "demo.server"
