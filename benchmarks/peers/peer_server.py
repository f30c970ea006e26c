"""One peer's server; runs in the peer's environment: `python -m benchmarks.peers.peer_server NAME MODEL PORT LANG`.

It ends when its standard input closes: then the program that measures is gone, however it went.
"""

from __future__ import annotations

import os
import sys
import threading

from .known import PEERS


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    """Serve until the input closes."""
    name, model, port, language = sys.argv[1:]
    threading.Thread(target=_end_with_input, daemon=True).start()
    peer = PEERS[name]
    peer.module.serve(model, int(port), language, peer.options)


if __name__ == "__main__":
    main()
