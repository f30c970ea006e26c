"""What a supervisor is refused, and why a mode ends: one code each, worded by the client.

    SupervisionRefused         code `supervision.right`: the role, the team or the grants do not allow it
    ├── own_call               nobody steps into the own call
    ├── reason                 a mode needs a reason
    ├── call_over              there is no such live call (any more)
    ├── taken                  somebody else speaks already; `params`: `name`
    ├── no_bridge, no_headset  the agent's client can not be heard that way
    ├── agent_gone             the agent's client is away or does not follow
    ├── right_ended            a grant was taken back or is over
    ├── talk                   a piece of voice that can not be right, or more of it than is spoken
    └── busy                   too many wishes in a short time
"""

from __future__ import annotations

from server.errors import ServerError

RIGHT = "supervision.right"
OWN_CALL = "supervision.own_call"
REASON = "supervision.reason"
CALL_OVER = "supervision.call_over"
TAKEN = "supervision.taken"
NO_BRIDGE = "supervision.no_bridge"
NO_HEADSET = "supervision.no_headset"
AGENT_GONE = "supervision.agent_gone"
RIGHT_ENDED = "supervision.right_ended"
TALK = "supervision.talk"
BUSY = "supervision.busy"
CLIENT_GONE = "client.gone"
"""Of the audit trail only: the supervisor's own client has left."""

_TEXTS = {
    RIGHT: "you may not do this with this call; ask the administrator for the right",
    OWN_CALL: "nobody supervises the own call; ask another supervisor",
    REASON: "say why you step into this call; the reason is shown to the agent and kept",
    CALL_OVER: "this call is over; open another one",
    TAKEN: "{name} speaks in this call already; wait until they leave, or listen",
    NO_BRIDGE: "the customer can not be reached through the agent's workstation; whisper or send a note instead",
    NO_HEADSET: "the agent's headset can not be reached; send a note instead",
    AGENT_GONE: "the agent's workstation is away or does not answer; try again when it is back",
    RIGHT_ENDED: "your right to this has ended; ask the administrator for a new one",
    TALK: "the voice does not arrive as it should; leave the mode and take it again, or update the program",
    BUSY: "too many wishes at once; wait a few seconds and try again",
}


class SupervisionRefused(ServerError):
    """A wish about somebody's call is refused."""

    code = RIGHT

    def __init__(self, code: str = RIGHT, *, params: dict[str, str] | None = None) -> None:
        super().__init__(_TEXTS[code].format(**(params or {"name": ""})), code=code, params=params)
        self.retryable = code in (TAKEN, AGENT_GONE, BUSY)
