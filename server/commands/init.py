"""`seatmate-server init [--state DIR]`: makes the keys and the database; changes nothing that is there already."""

from __future__ import annotations

import argparse

from protocol.enrolment import fingerprint
from server.auth import new_key_pair, server_keys
from server.proof.signing import new_signing_key
from server.storage.database import open_database
from server.storage.encryption import new_key
from server.storage.state import StateDirectory

from .state_option import add_state_option, state_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    add_state_option(parser)


def run(args: argparse.Namespace) -> int:
    """Set up, and say what to keep safe."""
    state = state_of(args)
    made = set_up(state)
    print(f"State directory: {state.path}" + ("" if made else " (was set up before; nothing was changed)"))
    print(f"Server key fingerprint: {fingerprint(server_keys(state).public)}")
    if made:
        print(f"Keep a safe copy of {state.server_key.name} and {state.data_key.name} apart from this machine: without "
              "them no workstation\nknows this server any more, and no stored call can be read.")
        print("Next: seatmate-server users add NAME --role agent, then seatmate-server invite --name WORKSTATION --user NAME")
    return 0


def set_up(state: StateDirectory) -> bool:
    """Make what is missing; True if anything was.

    Raises:
        StorageError: it can not be made there, or a key file exists without its partner's database.
    """
    state.create()
    made = False
    if not state.server_key.exists():
        state.write_key(state.server_key, new_key_pair().secret)
        made = True
    if not state.data_key.exists():
        # a fresh key for an existing database is noticed below: it can not open it
        state.write_key(state.data_key, new_key().hex())
        made = True
    if not state.proof_key.exists():
        # of a directory that was set up by an earlier version too: what it signs begins now
        state.write_key(state.proof_key, new_signing_key())
    open_database(state).close()
    return made
