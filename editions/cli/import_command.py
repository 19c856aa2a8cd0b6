"""``editions import``: make a statement's folder from a text as it was received."""

import argparse
import json
import sys
from pathlib import Path

from editions.cli.arguments import check_new_folder, day
from editions.importing import Origin, date_in, folder_files, slug, write_folder
from editions.model.statement import SourceFile
from editions.problems import Exit, Problem, Refusal, UsageRefusal
from editions.reading.encoding import decode
from editions.reading.plaintext import PlainText, read_plaintext
from editions.reading.recipients import read_names
from editions.surroundings import Surroundings, surroundings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a text (.txt), in UTF-8, in the customary order, or a Word document (.docx)"
    )
    parser.add_argument("--id", help="the statement's id (default: its date and subject)")
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="the statement's date (default: the one the text gives)")
    parser.add_argument("--date-from", metavar="TEXT", default="", help="where the date comes from, noted in the folder")
    parser.add_argument("--language", metavar="TAG", help="the text's language (default: as the words of a DOCX tell it, else en)")
    parser.add_argument("--layout", metavar="NAME", help="the layout (default: plain)")
    parser.add_argument("--onto", type=Path, metavar="FOLDER", help="bring what was changed in an edited DOCX into its source")
    parser.add_argument("--write", action="store_true", help="with --onto: write the changes, which else are only shown")
    parser.add_argument(
        "--changes", choices=("accept", "reject", "ask"), help="what becomes of tracked changes (default: nothing is taken)"
    )
    parser.add_argument("--leave-out", action="store_true", help="with --onto: go on without what has no place in a source")
    parser.add_argument("--base", default="", metavar="SOURCE", help="with --onto: what the DOCX was made from, if it no longer says")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    """Import, report, and return the exit status."""
    around = surroundings(Path())
    _check_together(options)
    if options.onto:
        from editions.cli.onto_command import run_onto

        return run_onto(options, around)
    if options.file.suffix.lower() == ".docx":
        from editions.cli.letter_command import run_letter

        return run_letter(options, around)
    received = _received(options.file, around)
    where = str(options.file)
    plain = read_plaintext(decode(received.content, where, around.limits.text_bytes), where, read_names(around.names))
    origin = _origin(options, plain)
    check_new_folder(origin.id, origin.language, origin.layout, around)
    folder = around.seeds / origin.id
    write_folder(folder, folder_files(plain, origin, received))
    _report(plain, where, folder, as_json=options.json)
    return int(Exit.DONE)


def _check_together(options: argparse.Namespace) -> None:
    """Refuse options that say nothing beside, or without, ``--onto``."""
    onto, alone = ("write", "leave_out", "base"), ("id", "date", "date_from", "layout")
    for name in (name for name in (alone if options.onto else onto) if getattr(options, name)):
        option = f"--{name.replace('_', '-')}"
        what = f"{option} says nothing beside --onto" if options.onto else f"{option} says nothing without --onto"
        raise UsageRefusal(Problem(option, what, "Leave it out." if options.onto else "Name the statement's folder with --onto."))


def _received(path: Path, around: Surroundings) -> SourceFile:
    if path.suffix != ".txt":
        remedy = "Save it as a Word document (.docx), or as plain text (.txt) in UTF-8."
        raise UsageRefusal(Problem(str(path), f'"{path.suffix}" cannot be imported', remedy))
    try:
        with path.open("rb") as stream:
            return SourceFile(name=path.name, content=stream.read(around.limits.text_bytes + 1))
    except OSError as error:
        raise UsageRefusal(Problem(str(path), f"cannot be read: {error.strerror}", "Mend the name or the permissions.")) from None


def _origin(options: argparse.Namespace, plain: PlainText) -> Origin:
    found = options.date or date_in(plain.heading, plain.subject)
    if found is None:
        raise Refusal(Problem(str(options.file), "the heading and the subject give no full date", "Give it with --date YYYY-MM-DD."))
    said = options.date_from or ("" if options.date else "From the heading or the subject.")
    identifier = options.id if options.id is not None else f"{found.isoformat()}-{slug(plain.subject or plain.heading)}"
    return Origin(
        id=identifier,
        day=found,
        date_from=said,
        language="en" if options.language is None else options.language,
        layout="plain" if options.layout is None else options.layout,
    )


def _report(plain: PlainText, where: str, folder: Path, *, as_json: bool) -> None:
    recipients = plain.recipients.names if plain.recipients else ()
    if as_json:
        removed = [{"line": item.line, "column": item.column, "what": item.what} for item in plain.removals]
        remarks = [{"line": remark.line, "what": remark.what} for remark in plain.remarks]
        print(json.dumps({"folder": str(folder), "removed": removed, "remarks": remarks, "recipients": recipients}, ensure_ascii=False))
        return
    for item in plain.removals:
        print(f"{where}:{item.line}:{item.column}: taken away: {item.what}", file=sys.stderr)
    for remark in plain.remarks:
        print(f"note: {remark}", file=sys.stderr)
    found = f"heading, {'subject, ' if plain.subject else ''}{len(plain.paragraphs)} paragraphs, signatory, {len(recipients)} recipients"
    print(f"made {folder}: {found}", file=sys.stderr)
