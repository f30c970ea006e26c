"""The agent's desktop client: captures both sides of a call, sends them to the server, shows what comes back.

The walk: `capture` -> `link` -> (wire) -> `link` -> `call_state` -> `lists` -> `panes`.  `__main__` is the front door,
`app` builds the objects and connects them.  Of our own packages it imports `protocol` only.
"""

__version__ = "0.1.0"
