"""What can go wrong on the server, as one tree; every error says what to do next.

    ServerError                code `server.failed`
    ├── SettingsError          code `settings.invalid`: a settings file or option; names the key and what is expected
    ├── NotReady               code `server.not_ready`: `init` was not run, a port is taken
    ├── AuthError              code `auth.refused`
    │   ├── KeyRevoked         code `auth.revoked`: this workstation's key is no longer listed
    │   ├── SignInFailed       code `auth.user`: unknown user or wrong password
    │   ├── TooManyAttempts    code `auth.too_many`, retryable
    │   └── EnrolmentRefused   code `auth.enrolment`: the code was used, has expired, or the key is no key
    ├── VersionMismatch        code `protocol.version`: client and server speak different versions
    └── CallRefused            code `call.refused` or closer: another's call, too many calls, a malformed packet
        ├── NothingFound       code `assist.nothing`: no article answers what the agent typed
        ├── LanguageHeard      code `language.zh`, `language.en`: no refusal; another language than the call's is spoken
        └── ServerFull         code `calls.refused`, retryable: one more call would make all late

The other trees (`server.storage`, `server.speech.errors`, `models.errors`, `protocol.wire`) carry the same three things:
`code`, a sentence, `retryable`.  `wire_error` turns any of them into the message that a client receives.
"""

from __future__ import annotations

from protocol.call import WireError


class ServerError(Exception):
    """Base of the tree; never raised itself."""

    code = "server.failed"
    retryable = False

    def __init__(self, text: str, *, code: str = "", params: dict[str, str] | None = None) -> None:
        super().__init__(text)
        if code:
            self.code = code
        self.params = params or {}
        """Values for the client's own wording of the code."""


class SettingsError(ServerError):
    """A settings file or an option can not be used."""

    code = "settings.invalid"


class NotReady(ServerError):
    """The server can not start here yet."""

    code = "server.not_ready"


class AuthError(ServerError):
    """A workstation or a person is refused."""

    code = "auth.refused"


class KeyRevoked(AuthError):
    """The workstation's key is no longer listed."""

    code = "auth.revoked"


class SignInFailed(AuthError):
    """Unknown user or wrong password; the two are not told apart."""

    code = "auth.user"


class TooManyAttempts(AuthError):
    """Wrong passwords too often."""

    code = "auth.too_many"
    retryable = True


class EnrolmentRefused(AuthError):
    """The one-time key or the workstation's key is not acceptable."""

    code = "auth.enrolment"


class VersionMismatch(ServerError):
    """Client and server speak different versions of the protocol."""

    code = "protocol.version"


class CallRefused(ServerError):
    """A call, or a message about it, is refused."""

    code = "call.refused"


class NothingFound(CallRefused):
    """No article of the knowledge answers what the agent typed."""

    code = "assist.nothing"


class LanguageHeard(CallRefused):
    """Somebody speaks another language than was expected: nothing fails, but not everything understands it."""

    def __init__(self, channel: str, lang: str) -> None:
        super().__init__(f"the {channel} speaks {lang}; these words are transcribed in it, rules and suggestions stay as they "
                         "are", code=f"language.{lang}")


class ServerFull(CallRefused):
    """One more call would make every call late; `params`: `calls` that fit (empty if not known), `retry_s`."""

    code = "calls.refused"
    retryable = True


def wire_error(error: Exception, call: str = "") -> WireError:
    """The message that tells a client; an error without a code is a bug, of which the client learns no detail."""
    code = getattr(error, "code", None)
    if not isinstance(code, str):
        return WireError(code="server.failed", text="The server failed on this; the administrator finds it in its log.",
                         call=call)
    return WireError(code=code, text=str(error), params=getattr(error, "params", {}),
                     retryable=bool(getattr(error, "retryable", False)), call=call)
