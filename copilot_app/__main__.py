"""Front door: `seatmate`, `seatmate demo`, `seatmate devices`, `seatmate bridge`, `seatmate enroll CODE`, `seatmate call`.

Command line in; next: `app.run_live`, `demo.run_demo`, `devices_command.show_devices`, `bridge_command.bridge`,
`enrolment.enrol`, `handover.hand_over`.  Nothing that is not asked for is imported, so listing devices needs no window system.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import __version__
from .errors import ClientError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 it could not be done, 2 wrong command line."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.WARNING,
                        format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    commands = {None: _live, "demo": _demo, "devices": _devices, "enroll": _enroll, "call": _call,
                "bridge": _bridge}
    try:
        return commands[options.command](options)
    except ClientError as error:
        print(f"seatmate: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="seatmate", description="Seatmate (同席): help for an agent while the call runs.")
    parser.add_argument("--version", action="version", version=f"seatmate {__version__}")
    parser.add_argument("--verbose", action="store_true", help="write what happens to the terminal")
    parser.add_argument("--phone", default="", metavar="NUMBER", help="who is calling: the first call looks the number up")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    demo = commands.add_parser("demo", help="a live call on this machine: server, client, sound, assistance")
    demo.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the call and of the screen (zh)")
    demo.add_argument("--headless", action="store_true", help="without a window; chosen by itself where there is no display")
    demo.add_argument("--report", type=Path, metavar="FILE.json", help="write what happened, with every lag")
    demo.add_argument("--screenshot", type=Path, metavar="FILE.png", help="write pictures of the window")
    demo.add_argument("--audio", type=Path, metavar="FILE", help="play this call: left the customer, right the agent")
    demo.add_argument("--customer-audio", type=Path, metavar="FILE", help="the customer's side from a file of its own")
    demo.add_argument("--agent-audio", type=Path, metavar="FILE", help="the agent's side from a file of its own")
    demo.add_argument("--speed", type=float, default=1.0, metavar="X", help="1.0 is real time")
    demo.add_argument("--model", default="", metavar="NAME|DIR", help="recogniser; the bundled one if not given")
    demo.add_argument("--scenario", default="", metavar="NAME", help="one of the playbook's scenarios")
    demo.add_argument("--theme", choices=("system", "light", "dark"), default="system")
    demo.add_argument("--width", type=int, default=0, metavar="PX", help="width of the window")
    commands.add_parser("devices", help="sound devices, what each is good for, a five-second check")
    bridge = commands.add_parser("bridge", help="the line bridge, over which a supervisor is heard by the customer")
    bridge.add_argument("action", choices=("status", "check", "setup"),
                        help="how it stands; play a test tone; make one (Linux)")
    enroll = commands.add_parser("enroll", help="enrol this workstation with a server")
    enroll.add_argument("code", nargs="+", metavar="CODE", help="the code from the administrator")
    enroll.add_argument("--name", default="", help="what the administrator sees (the computer's name)")
    call = commands.add_parser("call", help="for softphones: tell the running window who is calling")
    actions = call.add_subparsers(dest="action", required=True, metavar="ACTION")
    for action, does in (("offer", "the line rings: the next call takes the number"),
                         ("start", "the line is open: start the call with this number")):
        one = actions.add_parser(action, help=does)
        one.add_argument("--phone", required=True, dest="number", metavar="NUMBER")
        one.add_argument("--outgoing", action="store_true", help="the agent calls; `offer` says whether the number may be called")
        one.add_argument("--matter", default="", metavar="REFERENCE", help="what the call is about: calls are counted by number "
                         "and matter")
    return parser


def _live(options: argparse.Namespace) -> int:
    if not _has_display():
        print("seatmate: There is no display; start it in a desktop session. `seatmate demo --headless` runs without one.",
              file=sys.stderr)
        return 1
    from .numbers import phone_number

    number = phone_number(options.phone)
    if options.phone and not number:
        print("seatmate: --phone is no phone number; give it as +8613800007315 or 010-5550123.", file=sys.stderr)
        return 2
    from .app import run_live
    from .settings import load_settings

    return run_live(load_settings(), number)


def _call(options: argparse.Namespace) -> int:
    from .handover import hand_over

    hand_over(options.number, start=options.action == "start", outgoing=options.outgoing, matter=options.matter)
    return 0


def _demo(options: argparse.Namespace) -> int:
    from .demo import DemoOptions, run_demo

    if (options.customer_audio is None) != (options.agent_audio is None):
        print("seatmate: --customer-audio and --agent-audio go together.", file=sys.stderr)
        return 2
    if not 0.1 <= options.speed <= 20:
        print("seatmate: --speed must lie between 0.1 and 20.", file=sys.stderr)
        return 2
    return run_demo(DemoOptions(
        lang=options.lang, headless=options.headless or not _has_display(), report=options.report,
        screenshot=options.screenshot, audio=options.audio, customer_audio=options.customer_audio,
        agent_audio=options.agent_audio, speed=options.speed, model=options.model, scenario=options.scenario,
        theme=options.theme, width=options.width, verbose=options.verbose))


def _devices(options: argparse.Namespace) -> int:
    from .devices_command import show_devices
    from .settings import load_settings

    return show_devices(load_settings())


def _bridge(options: argparse.Namespace) -> int:
    from .bridge_command import bridge

    return bridge(options.action)


def _enroll(options: argparse.Namespace) -> int:
    from .enrolment import enrol

    enrolled = enrol("".join(options.code), workstation=options.name)
    print(f"This workstation is enrolled as {enrolled.workstation!r}.\n"
          f"Its fingerprint is {enrolled.fingerprint}: compare it with the administrator's screen.\nStart with: seatmate")
    return 0


def _has_display() -> bool:
    """Only Linux can be without one; a chosen Qt platform counts."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
