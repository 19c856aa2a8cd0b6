"""``editions import LETTER.docx``: make a statement's folder from a Word document, and tell what became of all that is in it."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.cli.arguments import check_language, check_new_folder
from editions.cli.reporting import plain, print_json, visible
from editions.cli.tracked import decide, pending_stop, settled_by, told_change
from editions.importing import Origin, date_in, slug, write_folder
from editions.importing_letters import day_of, letter_files
from editions.model.prose import Heading, Image, ListBlock, Quotation, Table, inline_runs, walk, walk_inlines
from editions.model.statement import SourceFile
from editions.model.word import Leftover, Tracked, WordDocument
from editions.problems import Exit, Problem, Refusal
from editions.reading.letters import Letter, read_letter, told
from editions.reading.recipients import read_names
from editions.reading.word.changes import changes
from editions.reading.word.document import bytes_of, read_word
from editions.surroundings import Surroundings


@dataclass(frozen=True, kw_only=True)
class _Imported:
    """A letter, and the folder that was made of it; *document* is the one that it was read from."""

    letter: Letter
    document: WordDocument
    folder: Path
    origin: Origin


def run_letter(options: argparse.Namespace, around: Surroundings) -> int:
    """Import a Word document, report, and return the exit status: 1 where its tracked changes are not settled."""
    where = str(options.file)
    if options.language is not None:
        check_language(options.language)
    received = SourceFile(name=options.file.name, content=bytes_of(options.file))
    document = read_word(received.content, where)
    accept, pending = decide(options.changes), list(changes(document))
    if pending and accept is None:
        return _pending(document, pending, where, as_json=options.json)
    final = settled_by(document, pending, accept or (lambda _: True))
    letter = read_letter(final, where, read_names(around.names), around.limits, language=options.language or "")
    origin = _origin(options, letter, document)
    check_new_folder(origin.id, origin.language, origin.layout, around)
    folder = around.seeds / origin.id
    write_folder(folder, letter_files(letter, origin, received))
    imported = _Imported(letter=letter, document=document, folder=folder, origin=origin)
    if options.json:
        print_json(_as_json(imported))
    else:
        _tell(imported, where)
    return int(Exit.DONE)


def _pending(document: WordDocument, pending: list[Tracked], where: str, *, as_json: bool) -> int:
    """Tell what the document waits for; nothing is made."""
    stop = pending_stop(where, len(pending))
    if as_json:
        print_json({"changes": _changes(pending), "comments": _comments(document), "problems": plain([stop])})
    else:
        for one in pending:
            print(told_change(one))
        for line in _told_comments(document):
            print(visible(line))
        print(stop, file=sys.stderr)
    return int(Exit.CHECK_FAILED)


def _origin(options: argparse.Namespace, letter: Letter, document: WordDocument) -> Origin:
    found, said = day_of(letter, date_in(letter.text.heading, letter.text.subject))
    day = options.date or found
    if day is None:
        made = document.core.get("created", "")[:10]
        own = f"; the document was made on {made}, which need not be it" if made else ""
        what = f"the heading and the subject give no full date{own}"
        raise Refusal(Problem(str(options.file), what, "Give it with --date YYYY-MM-DD."))
    identifier = options.id if options.id is not None else f"{day.isoformat()}-{slug(letter.text.subject or letter.text.heading)}"
    return Origin(
        id=identifier, day=day, date_from=options.date_from or ("" if options.date else said), language=letter.text.language,
        layout=options.layout if options.layout is not None else letter.layout or "plain",
    )  # fmt: skip


def _tell(imported: _Imported, where: str) -> None:
    letter = imported.letter
    for kind, leftovers in (("taken away", letter.cleaned), ("left out", letter.left_out)):
        for one in leftovers:
            print(visible(f"{where}: {kind}: {told(one)}"), file=sys.stderr)
    for line in _told_comments(imported.document):
        print(visible(f"{where}: left out: {line}"), file=sys.stderr)
    for picture in letter.unseen:
        print(visible(f'{where}: not shown: {picture.file}, which stands at "{picture.near}", has no alternative text'), file=sys.stderr)
        print(f"  Write ![what it shows]({picture.file}) there in {letter.text.language}.md.", file=sys.stderr)
    for what in letter.taken:
        print(visible(f"note: {where}: {what}"), file=sys.stderr)
    for remark in letter.remarks:
        print("\n".join(visible(line) for line in f"note: {remark}".splitlines()), file=sys.stderr)
    for line in _parts(letter, imported.origin):
        print(visible(line), file=sys.stderr)
    print(f"made {imported.folder}: {_counted(letter)}", file=sys.stderr)


def _parts(letter: Letter, origin: Origin) -> Iterator[str]:
    """Yield what was taken for the parts that a text has but once."""
    text = letter.text
    yield f"date: {origin.day.isoformat()}" + (f" ({origin.date_from.rstrip('.').lower()})" if origin.date_from else "")
    if text.place:
        yield f"place: {text.place}"
    yield f"heading: {text.heading}"
    if text.subject:
        yield f"subject: {text.subject}"
    for signatory in text.signatories:
        yield f"signatory: {signatory.name}" + (f", {signatory.office}" if signatory.office else "")
    if text.recipients:
        yield f"recipients: {text.recipients.lead} …"


def _counted(letter: Letter) -> str:
    """Return how many of each construct the text has."""
    blocks = list(walk(letter.text.body))
    images = sum(isinstance(one, Image) for _, inlines in inline_runs(letter.text.body) for one in walk_inlines(inlines))
    counts = [
        ("headings", sum(isinstance(block, Heading) for block in blocks)),
        ("paragraphs", sum(type(block).__name__ == "Paragraph" for block in blocks)),
        ("lists", sum(isinstance(block, ListBlock) for block in blocks)),
        ("quotations", sum(isinstance(block, Quotation) for block in blocks)),
        ("tables", sum(isinstance(block, Table) for block in blocks)),
        ("images", images),
        ("footnotes", len(letter.text.footnotes)),
        ("recipients", len(letter.text.recipients.names) if letter.text.recipients else 0),
    ]
    return ", ".join(f"{count} {name if count != 1 else name.removesuffix('s')}" for name, count in counts if count)


def _as_json(imported: _Imported) -> dict[str, object]:
    letter = imported.letter
    text = letter.text
    return {
        "folder": str(imported.folder),
        "date": imported.origin.day.isoformat(),
        "place": letter.text.place,
        "language": text.language,
        "heading": text.heading,
        "subject": text.subject,
        "signatories": [{"name": one.name, "office": one.office} for one in text.signatories],
        "recipients": list(text.recipients.names) if text.recipients else [],
        "cleaned": [_leftover(one) for one in letter.cleaned],
        "left_out": [_leftover(one) for one in letter.left_out],
        "not_shown": [{"file": one.file, "name": one.name, "near": one.near} for one in letter.unseen],
        "taken": list(letter.taken),
        "remarks": plain(letter.remarks),
        "comments": _comments(imported.document),
        "changes": _changes(changes(imported.document)),
    }


def _told_comments(document: WordDocument) -> Iterator[str]:
    for comment in document.comments:
        at = f' at "{comment.at}"' if comment.at else ""
        yield f"a comment by {comment.author or 'nobody named'}{at}: {comment.text}"


def _changes(found: Iterable[Tracked]) -> list[dict[str, str]]:
    return [{"kind": one.change.kind, "author": one.change.author, "time": one.change.time, "words": one.words} for one in found]


def _leftover(one: Leftover) -> dict[str, object]:
    return {"what": one.kind, "words": one.words, "count": one.count}


def _comments(document: WordDocument) -> list[dict[str, str]]:
    return [{"author": one.author, "time": one.time, "at": one.at, "text": one.text} for one in document.comments]
