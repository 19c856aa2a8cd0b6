"""What an edited DOCX says, held against what it was made from, and brought together with what its source says now."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from editions.comparing.differences import Difference, compare
from editions.comparing.merging import Conflict, merge
from editions.comparing.nodes import Branch, Leaf, Node, blocks
from editions.comparing.parting import with_partings
from editions.comparing.units import Unit, units
from editions.language import place_and_day
from editions.manifest import sha256
from editions.model.layout import Layout
from editions.model.parties import RecipientList, Signatory
from editions.model.runs import said
from editions.model.statement import Statement
from editions.model.word import Comment, Tracked, WordDocument
from editions.onto.base import Source, base_of, of_statement
from editions.onto.clashes import Clash, clashes
from editions.preparing import prepare, source_digest
from editions.problems import Problem, Refusal
from editions.reading.word.changes import changes, settled
from editions.reading.word.document import read_word
from editions.reading.word.inlines import NewPicture
from editions.reading.word.ours import Returned, is_ours, read_ours
from editions.rendering.docx import to_docx


@dataclass(frozen=True, kw_only=True)
class Pending:
    """What a document waits for: tracked changes, each with the words that it touches, and comments."""

    changes: tuple[Tracked, ...]
    comments: tuple[Comment, ...]


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What becomes of a source: *mine* is what it says now, *wanted* what it is to say with what was changed in Word.

    *edits* tell what became of each unit in Word, *since* what became of it in the source in the meantime; *conflicts*
    are where the two contradict each other, and then *wanted* is None. *lost* names what has no place in a source, *taken* what
    was taken for something else.
    """

    mine: Source
    wanted: Source | None
    edits: tuple[Difference, ...]
    since: tuple[Difference, ...]
    conflicts: tuple[Clash, ...]
    pictures: tuple[NewPicture, ...]
    pending: Pending
    lost: tuple[str, ...]
    taken: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the source says already what it is to say."""
        return self.wanted == self.mine


#: Says of a tracked change whether it is accepted.
Decide = Callable[[Tracked], bool]


def bring(
    content: bytes, statement: Statement, where: str, decide: Decide | None, base: Statement | None = None, layout: Layout | None = None
) -> Brought:
    """Return what becomes of *statement* with what was changed in the DOCX *content*, called *where*.

    *decide* says of each tracked change whether it is accepted; without it, a document that has any is not looked at
    further: nothing of it is wanted. *base* is what the DOCX was made from, where it does not carry that itself. With
    the *layout*, it is told what was changed that is the layout's.

    Raises:
        Refusal: it is no DOCX, no edition of *statement*, or says what no source can.
    """
    document = read_word(content, where)
    language = _language(document, statement, where)
    mine = of_statement(statement, language)
    made_from = _given(base, document, language, where) if base else base_of(document, statement, language, where)
    pending = Pending(changes=tuple(changes(document)), comments=document.comments)
    if pending.changes:
        if decide is None:
            return Brought(
                mine=mine, wanted=None, edits=(), since=(), conflicts=(), pictures=(), pending=pending, lost=(), taken=(),
            )  # fmt: skip
        decided = {part: is_accepted for change in pending.changes for is_accepted in (decide(change),) for part in change.parts}
        rest = all(decided.values())
        document = settled(document, lambda change: decided.get(change, rest))
    pictures = {**_in_folder(statement), **{sha256(picture.content): picture.file for picture in statement.pictures}}
    returned = read_ours(document, made_from.text, pictures, reference=made_from.reference, date_line=made_from.place_and_date)
    before, now = units_of(made_from), units_of(mine)
    then = units(returned.text, reference=returned.reference, place_and_date=returned.date_line)
    merged = merge(before, now, then)
    conflicts = tuple(one for one in merged if isinstance(one, Conflict))
    wanted = None if conflicts else _wanted([one for one in merged if isinstance(one, Unit)], mine, where)
    return Brought(
        mine=mine,
        wanted=wanted,
        edits=with_partings(compare(before, then)),
        since=with_partings(compare(before, now)),
        conflicts=tuple(clashes(conflicts, mine, before, now)),
        pictures=returned.pictures,
        pending=pending,
        lost=(*returned.lost, *_left(document)),
        taken=(*returned.taken, *(_beside_the_text(document, returned, statement, made_from, layout) if layout else ())),
    )


def _in_folder(statement: Statement) -> dict[str, str]:
    """Return the file of each picture that lies in the folder of *statement*, shown or not, by the SHA-256 of its bytes."""
    folder = Path(statement.where)
    return {sha256(path.read_bytes()): path.relative_to(folder).as_posix() for path in folder.glob("images/*") if path.is_file()}


def _given(base: Statement, document: WordDocument, language: str, where: str) -> Source:
    """Return the text of *base*, which somebody says that *document* was made from.

    Raises:
        Refusal: it was not.
    """
    # A redline, made from two, says of neither that it is its source.
    digest = document.custom.get("EditionsSource", "")
    if language not in (text.language for text in base.texts) or digest not in ("", source_digest(base.sources)):
        raise Refusal(Problem(where, f"the document was not made from {base.where}, as it is there", "Name another with --base."))
    return of_statement(base, language)


#: Leftovers that are no content, by how their names begin: what Word keeps for itself, and what is taken as it shows.
_HARMLESS = ("a bookmark", "a mark of", "a smart tag", "a section break", "a field (", "a tracked change of how", "a reading set above")


def _left(document: WordDocument) -> Iterator[str]:
    """Yield what the reader of Word documents could not carry, and is more than a mark."""
    for leftover in document.leftovers:
        if not leftover.kind.startswith(_HARMLESS):
            times = f" ({leftover.count} times)" if leftover.count > 1 else ""
            yield f'{leftover.kind}: "{leftover.words[:200]}"{times}' if leftover.words else f"{leftover.kind}{times}"


def _beside_the_text(document: WordDocument, returned: Returned, statement: Statement, made_from: Source, layout: Layout) -> Iterator[str]:
    """Yield what *document* says in its heads, its feet and its list of annexes, and the edition that it was did not."""
    was = replace(statement, texts=(made_from.text,), date=made_from.day, reference=made_from.reference)
    edition = read_word(to_docx(prepare(was, made_from.text.language, layout), layout), statement.where)
    before = read_ours(edition, made_from.text, {}, reference=made_from.reference, date_line=made_from.place_and_date)
    for what, now, then, whose in (
        ("a head or foot", _running(document), _running(edition), f'the layout "{layout.name}" says these'),
        ("the list of annexes", returned.annexes, before.annexes, "statement.toml says it"),
    ):
        for line in (line for line in now if line not in then):
            yield f'{what} says "{line}", which is not brought back: {whose}'


def _running(document: WordDocument) -> tuple[str, ...]:
    """Return the lines of heads and feet, without the numbers of pages, which are counted anew at each save."""
    return tuple(re.sub(r"\d+", "0", " ".join(line.split())) for _, line in document.running)


def _language(document: WordDocument, statement: Statement, where: str) -> str:
    """Return the language of *document*, an edition of *statement*."""
    if not is_ours(document):
        what = "the document is no edition: it does not say which statement it was made from"
        raise Refusal(Problem(where, what, "Without --onto, `editions import` makes a new folder of it."))
    identifier, language = document.custom["EditionsId"], document.custom.get("EditionsLanguage", "")
    if identifier != statement.id:
        what = f'the document is an edition of "{identifier}", not of "{statement.id}"'
        raise Refusal(Problem(where, what, f"Bring it onto seeds/{identifier}."))
    if language not in (text.language for text in statement.texts):
        raise Refusal(
            Problem(where, f'the statement has no text in "{language}", the language of the document', f"Add {language}.md first.")
        )
    return language


def units_of(source: Source) -> tuple[Unit, ...]:
    """Return the units of *source*."""
    return units(source.text, reference=source.reference, place_and_date=source.place_and_date)


def _wanted(merged: Sequence[Unit], mine: Source, where: str) -> Source:
    """Return the source that says what is *merged*.

    Raises:
        Refusal: the heading, the signatory, the text or the date is gone, or there are recipients without a sentence before them.
    """
    text = mine.text
    nodes = [unit.node for unit in merged if unit.role == "body"]
    is_same = nodes == [unit.node for unit in units_of(mine) if unit.role == "body"]
    body, notes = (text.body, text.footnotes) if is_same else blocks(nodes)
    heading = _line(merged, "heading")
    signatories = tuple(_signatory(unit.node) for unit in merged if unit.role == "signatory")
    lead, names = _line(merged, "recipients lead"), tuple(unit.text for unit in merged if unit.role == "recipient")
    date_line = _line(merged, "place and date")
    dated = (text.place, mine.day) if date_line == mine.place_and_date else place_and_day(date_line, text.language, mine.day)
    problems = [
        Problem(where, f"{what} in the document", remedy)
        for missing, what, remedy in (
            (not heading, "there is no heading", "A statement has one: put it back."),
            (not body, "there is no text", "A statement has some: put it back."),
            (not signatories, "there is no signatory", "A statement has one: put the name back, in the style Editions Signatory."),
            (bool(names) and not lead, "there is no sentence before the recipients", "Put it back, in the style Editions Recipient Lead."),
            (bool(lead) and not names, "there are no recipients after their sentence", "Put them back, or take the sentence away, too."),
            (dated is None, f'the line "{date_line}" says no date', "Write place and date as they were, or change statement.toml."),
        )
        if missing
    ]
    if problems or dated is None:
        raise Refusal(*problems)
    return Source(
        text=replace(
            text,
            heading=heading,
            subject=_line(merged, "subject"),
            place=dated[0],
            body=body,
            footnotes=notes,
            signatories=signatories,
            recipients=RecipientList(lead=lead, names=names) if names else None,
        ),
        day=dated[1],
        reference=_line(merged, "reference"),
    )


def _line(merged: Iterable[Unit], role: str) -> str:
    return next((unit.text for unit in merged if unit.role == role), "")


def _signatory(node: Node) -> Signatory:
    named = {part.shape.name: said(part.runs) for part in node.parts if isinstance(part, Leaf)} if isinstance(node, Branch) else {}
    return Signatory(name=named.get("name", ""), office=named.get("office", ""))
