"""`seatmate demo`: a real server process and a real client on this machine, a call played through the capture path.

`showing` is the course of events; `server` starts and watches the server process, `sound` has the scenario spoken,
`narration` prints the call as it happens, `report` writes down what was painted and when.
"""

from .showing import DemoOptions, run_demo

__all__ = ["DemoOptions", "run_demo"]
