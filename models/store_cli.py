"""`seatmate-server models …`: arguments in, text and an exit status out (0 done, 1 a model error, 2 wrong usage)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models import embed, store
from models.catalogue import CATALOGUE, find
from models.classify import classifier
from models.errors import ModelError

_NAMES = ", ".join(CATALOGUE)


def run(argv: Sequence[str]) -> int:
    """Run one command: `list | pull NAME [--mirror URL] | import DIR [--name N] | verify [NAME] | remove NAME`."""
    parser = _parser()
    try:
        arguments = parser.parse_args(list(argv))
    except SystemExit as exit_request:
        return int(exit_request.code or 0)
    try:
        return int(arguments.command(arguments))
    except ModelError as error:
        print(f"{error} [{error.code}]", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What has arrived is kept; pull again to go on.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="seatmate-server models", description="Speech models on this machine.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="models on this machine, and those that can be pulled")
    listing.set_defaults(command=_list)
    pulling = commands.add_parser("pull", help="fetch a model from the hub or from a mirror")
    pulling.add_argument("name", help=f"one of {_NAMES}")
    pulling.add_argument(
        "--mirror", metavar="URL", help="http(s) address of a directory with a directory for each model"
    )
    pulling.set_defaults(command=_pull)
    importing = commands.add_parser("import", help="take a Whisper model in CTranslate2 form into the store")
    importing.add_argument("directory", type=Path)
    importing.add_argument("--name", help="its name in the store (default: the directory's)")
    importing.set_defaults(command=_import)
    verifying = commands.add_parser("verify", help="compare models with their manifests")
    verifying.add_argument("name", nargs="?", help="default: all")
    verifying.set_defaults(command=_verify)
    removing = commands.add_parser("remove", help="delete a model from the store")
    removing.add_argument("name")
    removing.set_defaults(command=_remove)
    return parser


def _list(arguments: argparse.Namespace) -> int:
    print(f"Store: {store.store_dir()}")
    installed = {model.name: model for model in store.installed()}
    for model in installed.values():
        size = f"{model.manifest.total_bytes / 1e6:.0f} MB" if model.manifest else "no manifest: can not be loaded"
        licence = model.manifest.licence if model.manifest else ""
        where = "bundled" if model.bundled else "in the store"
        print(f"  {model.name:28} {where:14} {size:>9}  {licence}")
    found = embed.installed()
    print("Embedding models (find articles by meaning; the first is used):" if found else
          "Embedding models: none; articles are found by their words. See docs/playbooks.md.")
    for model in found:
        size = f"{model.manifest.total_bytes / 1e6:.0f} MB" if model.manifest else "no manifest: can not be loaded"
        print(f"  {model.name:28} {'in the store':14} {size:>9}  {model.manifest.licence if model.manifest else ''}")
    print("Can be pulled:")
    for entry in CATALOGUE.values():
        if entry.name not in installed:
            print(f"  {entry.name:28} {'':14} {entry.about_bytes / 1e6:>6.0f} MB  {entry.licence:5} {entry.note}")
    return 0


def _pull(arguments: argparse.Namespace) -> int:
    from models.download import pull

    entry = find(arguments.name)
    if entry:
        size, source = f"{entry.about_bytes / 1e6:.0f} MB", arguments.mirror or entry.repository
        print(f"{entry.name}: licence {entry.licence}, about {size}, from {source}")
    return _done("Pulled", pull(arguments.name, arguments.mirror))


def _import(arguments: argparse.Namespace) -> int:
    from models.importing import import_directory

    if embed.looks_like_one(arguments.directory):
        return _done("Imported", embed.import_embedder(arguments.directory, arguments.name))
    return _done("Imported", import_directory(arguments.directory, arguments.name))


def _done(what: str, directory: Path) -> int:
    manifest = store.read_manifest(directory)
    assert manifest is not None
    print(f"{what} {manifest.name}: {manifest.total_bytes / 1e6:.0f} MB in {directory}")
    print(f"Licence: {manifest.licence or 'not stated'}. Source: {manifest.source}")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    if arguments.name:
        directories = [store.locate(arguments.name)]
    else:
        directories = [model.directory for model in store.installed()]
        if not directories:
            print("There is no model on this machine. Fetch one: seatmate-server models pull whisper-small")
        directories += sorted(filter(classifier.is_classifier, store.BUNDLED_DIR.glob("*")))
        directories += [model.directory for model in embed.installed()]
    failed = 0
    for directory in directories:
        try:
            check = (embed.verify if embed.is_embedder(directory) else
                     classifier.verify if classifier.is_classifier(directory) else store.verify)
            manifest = check(directory)
        except ModelError as error:
            failed = 1
            print(f"{directory.name}: {error} [{error.code}]", file=sys.stderr)
        else:
            print(f"{directory.name}: {'whole' if manifest else 'no manifest; its files are there'}")
    return failed


def _remove(arguments: argparse.Namespace) -> int:
    print(f"Removed {store.remove(arguments.name)}")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
