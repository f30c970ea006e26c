"""`seatmate-server invite --name WORKSTATION [--user U] [--role R]`: an enrolment code, good once and for ten minutes."""

from __future__ import annotations

import argparse
import json
import time
from typing import get_args

from protocol.enrolment import encode_code, fingerprint
from protocol.message import Role
from server.app import reachable
from server.auth import new_key_pair, server_keys
from server.errors import NotReady
from server.settings import load_settings
from server.storage.database import open_database
from server.storage.people import Invitation, People
from server.storage.state import StateDirectory

from .state_option import add_state_option, administrator, ready_state

LIFE_S = 600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    add_state_option(parser)
    parser.add_argument("--name", required=True, help="name of the workstation, as administrators will see it")
    parser.add_argument("--user", default="", help="bind it to this person, who then needs no password there; "
                                                   "a person that is not known is added")
    parser.add_argument("--role", default="agent", choices=get_args(Role), help="role of a person added here")
    parser.add_argument("--endpoint", default="", metavar="tcp://HOST:PORT",
                        help="address by which the workstation reaches the server")


def run(args: argparse.Namespace) -> int:
    """Print the code."""
    state = ready_state(args)
    keys = server_keys(state)
    endpoint = args.endpoint or endpoint_of(state)
    one_time = new_key_pair()
    code = encode_code(endpoint, keys.public, one_time.secret)
    database = open_database(state)
    try:
        people = People(database)
        people.drop_expired_invitations(time.time())
        people.invite(Invitation(one_time.public, args.name, args.user, time.time() + LIFE_S), args.role, administrator())
    finally:
        database.close()
    print(f"Enrolment code for {args.name} (good once, for {LIFE_S // 60} minutes; hand it over in person):\n\n{code}\n")
    print(f"On the workstation: seatmate enroll CODE\nServer: {endpoint}, fingerprint {fingerprint(keys.public)}")
    return 0


def endpoint_of(state: StateDirectory) -> str:
    """Where workstations reach the server: as set, else where it last ran, else where it would.

    Raises:
        NotReady: the file of the last run is damaged.
    """
    settings = load_settings(state.settings).gateway
    if settings.public_endpoint:
        return settings.public_endpoint
    if not state.endpoint.exists():
        return reachable(settings.bind)
    try:
        return str(json.loads(state.endpoint.read_text(encoding="utf-8"))["endpoint"])
    except (OSError, ValueError, KeyError, TypeError):
        raise NotReady(f"{state.endpoint} is damaged; name the server's address with --endpoint") from None
