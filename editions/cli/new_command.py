"""``editions new``: make a folder to start a statement from."""

import argparse
import sys
from pathlib import Path

from editions.cli.arguments import check_new_folder, day
from editions.importing import write_folder
from editions.model.parties import RecipientList, Signatory
from editions.model.prose import Paragraph, Words
from editions.model.statement import Text
from editions.problems import Exit
from editions.surroundings import surroundings
from editions.writing_source.front import statement_toml
from editions.writing_source.text import text_file

_PLACEHOLDER = "Here is a paragraph of the statement, to be written over. Leave an empty line between two paragraphs."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id", metavar="ID", help="the statement's id: the name of its folder in seeds/")
    parser.add_argument("--date", type=day, required=True, metavar="YYYY-MM-DD", help="the statement's date")
    parser.add_argument("--language", default="en", metavar="TAG", help="the language of its original (default: en)")
    parser.add_argument("--layout", default="plain", metavar="NAME", help="the layout (default: plain)")


def run(options: argparse.Namespace) -> int:
    """Write the folder, and return the exit status."""
    around = surroundings(Path())
    check_new_folder(options.id, options.language, options.layout, around)
    absent = 'To be added where they are given:\nplace = "…"\nreference = "…"\nkeywords = ["…"]'
    folder = around.seeds / options.id
    files = (
        statement_toml(options.date, language=options.language, layout=options.layout, date_from="", absent=absent),
        text_file(_placeholders(options.language)),
    )
    write_folder(folder, files)
    print(f"made {folder}: write over {options.language}.md, then `editions build {options.id}`", file=sys.stderr)
    return int(Exit.DONE)


def _placeholders(language: str) -> Text:
    paragraph = Paragraph(inlines=(Words(text=_PLACEHOLDER),))
    return Text(
        language=language,
        heading="HEADING, TO BE WRITTEN OVER",
        subject="and the line below it, with what the statement concerns",
        body=(paragraph, paragraph),
        signatories=(Signatory(name="Name of who signs", office="Office of who signs"),),
        recipients=RecipientList(lead="This statement is addressed to", names=("the first recipient", "the second recipient")),
    )
