"""The connection to the server: `Link` is its face, everything behind it runs on one network thread.

`link` (Qt signals out, methods in) -> `network` (the thread's asyncio program) -> `socket` (one connection), with two
pure bookkeepers: `resend` (which packet, which event) and `outgoing` (what waits, how much is under way).
`enrolling` makes this workstation's keys and lists them with the server.  The client's only owner of zmq.
"""

from .link import Link

__all__ = ["Link"]
