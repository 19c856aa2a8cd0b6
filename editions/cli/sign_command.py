"""``editions sign``: sign a published edition with a key, and stamp the time."""

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from editions.cli.reporting import print_json, visible
from editions.problems import Exit, Problem, SigningRefusal, UsageRefusal
from editions.sealing import LEVELS, Sealed, Wish, refresh, seal
from editions.surroundings import surroundings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("given", metavar="SEED|FILE", help="a statement whose edition is built, or the PDF in its folder")
    parser.add_argument("--key", metavar="KEY", help="a PKCS#12 or PEM file, or a token's key: pkcs11:token=…;object=…?module-path=…")
    parser.add_argument("--cert", type=Path, metavar="FILE", help="the certificates, where they are not with the key")
    parser.add_argument("--tsa", default="", metavar="URL", help="the service that stamps the time (default: that of settings.toml)")
    parser.add_argument("--level", choices=LEVELS, default="", help="how long it can be verified (default: as long as can be)")
    parser.add_argument("--as", dest="signatory", default="", metavar="NAME", help="who signs, of several (default: whose turn it is)")
    parser.add_argument("--language", default="", metavar="LANG", help="the text that is signed (default: each)")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why, as the stamp says it")
    parser.add_argument("--refresh", action="store_true", help="add a time stamp to what is signed, before the last one ends")
    parser.add_argument("--secret-env", metavar="NAME", help="the environment variable that holds the passphrase or PIN")
    parser.add_argument("--secret-file", type=Path, metavar="FILE", help="the file whose first line is the passphrase or PIN")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the editions lie (default: build/)")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    """Sign, report, and return the exit status."""
    # Before any program is started, which would be handed it.
    held = os.environ.pop(options.secret_env, None) if options.secret_env else None
    around = surroundings(Path(), options.out)
    wish = Wish(
        given=options.given,
        language=options.language,
        key=options.key or "",
        cert=options.cert,
        tsa=options.tsa,
        level=options.level,
        signatory=options.signatory,
        reason=options.reason,
    )
    if options.refresh:
        made = refresh(wish, around)
    elif not options.key:
        raise UsageRefusal(Problem("--key", "there is no key to sign with", "Give a .p12 or .pem file, or the address of a token's key."))
    else:
        made = seal(wish, around, lambda words: _secret(words, options, held))
    _tell(made, options)
    return int(Exit.DONE)


def _tell(made: tuple[Sealed, ...], options: argparse.Namespace) -> None:
    if options.json:
        fields = ("signer", "field", "level", "notes")
        print_json({"signed": [{"file": str(one.path), **{name: getattr(one, name) for name in fields}} for one in made]})
        return
    for one in made:
        print(visible(f"{one.path}: {'stamped' if options.refresh else 'signed'} by {one.signer}, at {one.level}, in {one.field}"))
        for note in one.notes:
            print(f"  {note}", file=sys.stderr)


def _secret(words: str, options: argparse.Namespace, held: str | None) -> str:
    """Return what opens the key, from where the *options* say, or from the one who is asked for it with *words*.

    *held* is what the environment variable held.

    Raises:
        SigningRefusal: it is not there, and nobody can be asked.
    """
    if options.secret_env:
        if held is None:
            raise SigningRefusal(Problem(f"--secret-env {options.secret_env}", "there is no such environment variable", "Set it."))
        return held
    if options.secret_file:
        try:
            return str(options.secret_file.read_text("utf-8").partition("\n")[0].rstrip("\r"))
        except (OSError, UnicodeDecodeError) as error:
            raise SigningRefusal(Problem(str(options.secret_file), f"cannot be read: {error}", "Mend the path.")) from None
    if not sys.stdin.isatty():
        raise SigningRefusal(Problem(words, "nobody can be asked for it here", "Give --secret-file, or --secret-env."))
    try:
        return getpass(f"{words}: ")
    except EOFError:
        raise SigningRefusal(Problem(words, "was not given", "Try again.")) from None
