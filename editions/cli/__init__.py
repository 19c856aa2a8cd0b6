"""The command line: one verb a module, each imported only when it is called."""

import argparse
import errno
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from editions import __version__
from editions.cli.reporting import plain, print_json, visible_lines
from editions.problems import Exit, Problem, Refusal, UsageRefusal

_VERBS = {
    "build": "make the PDF and DOCX editions of statements",
    "check": "hold editions against their sources and the rules; or any PDF or DOCX",
    "import": "make a statement's folder from a text as it was received",
    "recipients": "check the office's directory, and tell who in it the recipients of statements are",
    "copies": "make a copy of an edition for each recipient, addressed, and the list by which they are sent",
    "sign": "sign a published edition, and stamp the time",
    "diff": "show what changed from one statement to another, word by word",
    "verify": "tell who signed a PDF, who vouches for that, and what was done to it since",
    "archive": "keep editions for good, find them again, and look over what is kept",
    "new": "make a folder to start a statement from",
    "doctor": "tell what this computer has and lacks",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Set a page and end: what the collector of cycles would look through again and again is all in use.
    gc.set_threshold(100_000, 50, 50)
    options = argparse.Namespace()
    try:
        # What a command imports may take longer than somebody waits who called it by mistake.
        _parser(given).parse_args(given, options)
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except Refusal as refusal:
        print(visible_lines(refusal), file=sys.stderr)
        if "--json" in given:
            print_json({"problems": plain(refusal.problems)})
        return int(refusal.status)
    except KeyboardInterrupt:
        print("stopped; what was published before stays", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return int(Exit.DONE)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return _not_said(error)
    finally:
        if arguments is None:
            # The process ends here: to take apart what it holds costs a fifth of a check, and frees nothing sooner.
            gc.freeze()


def _not_said(error: OSError) -> int:
    """Say that what was to be said found no room, and close standard output: Python would try once more at its end."""
    print(f"standard output: {error.strerror}; what was published stands\n  Make room where it goes, and ask again.", file=sys.stderr)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(Exit.SOURCE)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse what was given, as every other problem is told."""
        raise UsageRefusal(Problem(self.prog, message, f"`{self.prog} --help` tells what it takes."))


def _parser(given: list[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="editions", description="One source for an official statement: PDF, DOCX and the proof that they agree.")
    parser.add_argument("--version", action="version", version=f"editions {__version__}")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for verb, summary in _VERBS.items():
        sub = verbs.add_parser(verb, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if verb in given[:1]:
            module = import_module(f"editions.cli.{verb}_command")
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    return parser
