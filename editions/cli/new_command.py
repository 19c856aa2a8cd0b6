"""``editions new``: make a folder to start a statement from."""

import argparse
import sys
from datetime import date
from pathlib import Path

from editions.fonts import families
from editions.importing import write_folder
from editions.language import is_known
from editions.layouts import load_layout
from editions.model.parties import RecipientList, Signatory
from editions.problems import Exit, Problem, UsageRefusal
from editions.surroundings import surroundings
from editions.writing_source import statement_toml, text_file

_PLACEHOLDER = "Here is a paragraph of the statement, to be written over. Leave an empty line between two paragraphs."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id", metavar="ID", help="the statement's id: the name of its folder in seeds/")
    parser.add_argument("--date", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD", help="the statement's date")
    parser.add_argument("--language", default="en", metavar="TAG", help="the language of its original (default: en)")
    parser.add_argument("--layout", default="plain", metavar="NAME", help="the layout (default: plain)")


def run(options: argparse.Namespace) -> int:
    """Write the folder, and return the exit status."""
    around = surroundings(Path())
    if not all(c.isalnum() or c in "-_." for c in options.id) or options.id.startswith("."):
        raise UsageRefusal(
            Problem(options.id, "an id is made of letters, digits, hyphens, underscores and dots", 'As in "2022-01-20-anniversary".')
        )
    if not is_known(options.language):
        raise UsageRefusal(Problem(options.language, "is not a language tag", 'A language is named as in BCP 47: "en", "az", "ru".'))
    load_layout(options.layout, around.layouts, families(around.fonts))
    absent = 'To be added where they are given:\nplace = "…"\nreference = "…"\nkeywords = ["…"]'
    folder = around.seeds / options.id
    files = (
        statement_toml(options.date, language=options.language, layout=options.layout, date_from="", absent=absent),
        text_file(
            options.language,
            "HEADING, TO BE WRITTEN OVER",
            "and the line below it, with what the statement concerns",
            Signatory(name="Name of who signs", office="Office of who signs"),
            RecipientList(lead="This statement is addressed to", names=("the first recipient", "the second recipient")),
            [_PLACEHOLDER, _PLACEHOLDER],
        ),
    )
    write_folder(folder, files)
    print(f"made {folder}: write over {options.language}.md, then `editions build {options.id}`", file=sys.stderr)
    return int(Exit.DONE)
