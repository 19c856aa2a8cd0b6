"""``editions diff``: show what changed from one statement to another."""

import argparse
import os
import sys
from pathlib import Path
from unicodedata import category

from editions.cli.arguments import moment
from editions.cli.reporting import plain, print_json
from editions.cli.telling import marks_for_output, told
from editions.problems import Exit, Problem, UsageRefusal
from editions.publishing import publish_file
from editions.redlining.changes import Changes, changes
from editions.redlining.plain import as_json
from editions.redlining.sides import read_side
from editions.surroundings import Surroundings, surroundings

_WHAT = "a statement's folder, file or id; or as it was at a git revision: seeds/ID@REVISION"


#: Categories of Unicode that are no part of a name: controls, halves of a character, what is not assigned, ends of a line.
_UNFIT = ("Cc", "Cs", "Cn", "Zl", "Zp")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("old", metavar="OLD", help=_WHAT)
    parser.add_argument("new", metavar="NEW", nargs="?", default="", help="the same, of what it became")
    parser.add_argument("--language", default="", metavar="TAG", help="only the text in this language (default: all)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page that shows the changes")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the new text with the changes marked, in its layout, for paper")
    parser.add_argument(
        "--docx", type=Path, metavar="FILE", help="write the new text for Word, in its layout, with the changes tracked; needs the next two"
    )
    parser.add_argument("--author", metavar="NAME", help="who made the tracked changes")
    parser.add_argument("--date", type=moment, metavar="DAY", help="when: YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    """Compare, show, and return the exit status, which is the same whether or not there are differences."""
    around = surroundings(Path())
    _check(options)
    _check_targets(options)
    found = changes(read_side(options.old, around), read_side(options.new, around), options.language)
    made = _written(found, options, around)
    remarks = dict.fromkeys((*found.old.remarks, *found.new.remarks))
    for remark in remarks:
        print(f"note: {remark}", file=sys.stderr)
    if options.json:
        print_json({**as_json(found), "made": made, "problems": [], "remarks": plain(remarks)})
    elif made:
        for path in made:
            print(f"made {path}", file=sys.stderr)
    else:
        for line in told(found, marks_for_output()):
            print(line)
    return int(Exit.DONE)


def _check(options: argparse.Namespace) -> None:
    """Look whether two statements are named, and tracked changes, which alone are signed, wherever an author or a date is.

    Raises:
        UsageRefusal: one is missing.
    """
    if not options.new:
        name, _, revisions = options.old.rpartition("@")
        one, _, other = revisions.partition("..")
        is_range = bool(name and one and other)
        remedy = f"Give two: editions diff {name}@{one} {name}@{other.lstrip('.')}" if is_range else "Give two: editions diff OLD NEW"
        raise UsageRefusal(Problem(options.old, "is one statement, and two are compared", remedy))
    if options.docx:
        return
    for option, given in (("--author", options.author is not None), ("--date", options.date is not None)):
        if given:
            raise UsageRefusal(Problem(option, "signs tracked changes, which --docx makes alone", "Add --docx FILE, or leave it away."))


def _check_targets(options: argparse.Namespace) -> None:
    """Refuse to write over a file of another kind: a slip of the hand would put a page into the place of a source.

    Raises:
        UsageRefusal: a file's name has not the ending of what is written into it, or it is what is compared.
    """
    for name in ("html", "pdf", "docx"):
        target: Path | None = getattr(options, name, None)
        if target and not target.is_dir() and target.suffix.lower() != f".{name}":
            raise UsageRefusal(Problem(str(target), f"a {name.upper()} is not written into a file of this name", f"Let it end in .{name}."))
        if target and target.is_file() and any(os.path.exists(one) and target.samefile(one) for one in (options.old, options.new)):  # noqa: PTH110
            raise UsageRefusal(Problem(str(target), "is what is compared", "Write the changes into another file."))


def _written(found: Changes, options: argparse.Namespace, around: Surroundings) -> list[str]:
    """Write the files that are asked for, and return their paths; none is written unless all can be made."""
    contents: list[tuple[Path, bytes]] = []
    if options.html:
        from editions.redlining.page import make_page

        contents.append((options.html, make_page(found)))
    if options.pdf:
        from editions.redlining.paper import make_pdf

        contents.append((options.pdf, make_pdf(found, options.language, around)))
    if options.docx:
        contents.append((options.docx, _docx(found, options, around)))
    return [str(publish_file(content, path)) for path, content in contents]


def _docx(found: Changes, options: argparse.Namespace, around: Surroundings) -> bytes:
    """Return the changes for Word, signed.

    Raises:
        UsageRefusal: it is not said who made them, or when: the file is the same each time, and so the clock is not asked.
    """
    from editions.redlining.word import Signed, make_docx

    author = (options.author or "").strip()
    if not any(one.isprintable() for one in author):
        raise UsageRefusal(Problem("--docx", "tracked changes have an author", 'Give one: --author "Protocol Office".'))
    if unfit := next((one for one in author if category(one) in _UNFIT), ""):
        what = f"a name cannot hold the character U+{ord(unfit):04X}"
        raise UsageRefusal(Problem("--author", what, 'Give a name as it is read: --author "Protocol Office".'))
    if options.date is None:
        raise UsageRefusal(Problem("--docx", "tracked changes have a date", "Give it: --date 2022-01-20, or --date $(date -u +%FT%TZ)."))
    return make_docx(found, options.language, Signed(author=author, time=options.date), around)
