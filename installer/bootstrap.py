"""Sets Seatmate up from a bare checkout and runs it; the standard library is all it needs.

    python3 installer/bootstrap.py demo   [options of `seatmate demo`]
    python3 installer/bootstrap.py test   [options of pytest]
    python3 installer/bootstrap.py client | server

In come the words of the command line, out goes the exit status of what was run.  Next: `environment`,
`system_packages`, `checks`.  This file keeps to grammar that an old Python can read, so that the old Python can
say what is missing instead of stopping at a syntax error.
"""

import os
import shutil
import subprocess
import sys
from typing import List, Optional, Tuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
NEWER_NAMES = ("python3.13", "python3.12", "python3.11", "python3.14")

TOO_OLD = """Seatmate needs Python 3.11 or newer; this is Python {found} ({path}), and no newer one was found beside it.
Next step:
  Debian 12+, Ubuntu 24.04+   sudo apt-get install python3 python3-venv
  Ubuntu 22.04                sudo apt-get install python3.11 python3.11-venv
  Fedora                      sudo dnf install python3.12
  macOS, Windows              install it from www.python.org
then run this command again with that Python, for example: python3.11 installer/bootstrap.py demo"""

USAGE = """usage: python3 installer/bootstrap.py COMMAND [OPTIONS]

  demo    a live call on this machine: server, client, audio, assistance (options go to `seatmate demo`)
  test    the test suite: ruff, import rules, types, then pytest (options go to pytest)
  client  install the desktop client
  server  install the inference server (--gpu: with the libraries for an NVIDIA GPU)

Each creates .venv in the checkout when it is missing, and says what it installs."""


def newer_python() -> Optional[str]:
    """Path of a Python on this machine that is new enough, or None."""
    for name in NEWER_NAMES:
        path = shutil.which(name)
        if path and subprocess.call([path, "-c", "import venv"], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def check_version(version: Tuple[int, ...], argv: List[str]) -> Optional[int]:
    """Go on only under a Python that is new enough: hand over to a newer one where there is one, else say what to do.

    Returns the exit status to leave with, or None to go on.
    """
    if version[:2] >= OLDEST:
        return None
    path = newer_python()
    if path is None:
        found = ".".join(str(part) for part in version[:3])
        print(TOO_OLD.format(found=found, path=sys.executable or "python"), file=sys.stderr)
        return 2
    print("This Python is older than 3.11; going on with " + path)
    sys.stdout.flush()
    return subprocess.call([path, os.path.abspath(__file__), *argv])


def main(argv: List[str]) -> int:
    """Run one command; the exit status is returned."""
    status = check_version(tuple(sys.version_info[:3]), argv)
    if status is not None:
        return status
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(USAGE)
        return 0 if argv else 2
    sys.path.insert(0, ROOT)
    from installer.commands import run

    return run(argv[0], argv[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on; what is installed stays installed.", file=sys.stderr)
        sys.exit(130)
