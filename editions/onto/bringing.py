"""What an edited DOCX says, held against what it was made from, and brought together with what its source says now."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editions.comparing.aligning import LIKE, share
from editions.comparing.differences import Difference, compare
from editions.comparing.merging import Conflict, merge
from editions.comparing.nodes import Branch, Leaf, Node, blocks
from editions.comparing.parting import with_partings
from editions.comparing.units import Unit, units
from editions.language import place_and_day
from editions.model.layout import Layout
from editions.model.parties import RecipientList, Signatory
from editions.model.runs import said
from editions.model.statement import Statement
from editions.model.word import Comment, Tracked, WordDocument, paragraphs, words
from editions.onto import pictures
from editions.onto.base import Source, base_of, of_statement
from editions.onto.clashes import Clash, clashes
from editions.onto.unstyled import is_styled, styled_as
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
    was taken for something else; *looks* what was set by hand and is the layout's to say; *cleaned* what was taken away
    and says nothing.
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
    looks: tuple[str, ...] = ()
    cleaned: tuple[str, ...] = ()

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
    language = _language(document, statement, where, base)
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
    unstyled = not is_styled(document)
    if unstyled and layout:
        document = styled_as(document, _edition_of(statement, made_from, layout))
    shown = pictures.made_from(document, base)
    known = pictures.by_digest(statement, shown)
    returned = read_ours(document, made_from.text, known, reference=made_from.reference, date_line=made_from.place_and_date)
    before, now = units_of(made_from), pictures.marked(units_of(mine), statement, shown)
    then = units(returned.text, reference=returned.reference, place_and_date=returned.date_line)
    merged = merge(before, now, then)
    conflicts = tuple(one for one in merged if isinstance(one, Conflict))
    wanted = None if conflicts else _wanted(pictures.unmarked(one for one in merged if isinstance(one, Unit)), mine, where)
    unused = [
        f"{file} is shown no more: take it out of the folder, if nobody needs it"
        for file in pictures.unused(statement, mine.text, wanted.text if wanted else None)
    ]
    return Brought(
        mine=mine,
        wanted=wanted,
        edits=with_partings(compare(before, then)),
        since=with_partings(compare(before, now)),
        conflicts=tuple(clashes(conflicts, mine, before, now)),
        pictures=returned.pictures,
        pending=pending,
        lost=(*returned.lost, *_left(document)),
        looks=returned.looks,
        cleaned=tuple(_cleaned(document, returned)),
        taken=(
            *((_UNSTYLED,) if unstyled else ()),
            *returned.taken,
            *unused,
            *(_beside_the_text(document, returned, statement, made_from, layout) if layout else ()),
        ),
    )


def _likest(document: WordDocument, base: Statement) -> str:
    """Return the language of that text of *base* which has most words of *document*; empty where none has half of them."""
    said = Counter(word for paragraph in paragraphs(document.blocks) for word in words(paragraph.runs).casefold().split())
    shares = {
        text.language: share(said, Counter(word for unit in units(text) for word in unit.text.casefold().split())) for text in base.texts
    }
    language = max(shares, key=lambda one: shares[one])
    return language if shares[language] >= LIKE else ""


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


_SECTION = "a section break"
#: Leftovers that are no content, by how their names begin: what Word keeps for itself, and what is taken as it shows.
_HARMLESS = ("a bookmark", "a mark of", "a smart tag", _SECTION, "a field (", "a tracked change of how")


def _left(document: WordDocument) -> Iterator[str]:
    """Yield what the reader of Word documents could not carry, and is more than a mark."""
    for leftover in document.leftovers:
        if not leftover.kind.startswith(_HARMLESS):
            times = f" ({leftover.count} times)" if leftover.count > 1 else ""
            yield f'{leftover.kind}: "{leftover.words[:200]}"{times}' if leftover.words else f"{leftover.kind}{times}"


def _cleaned(document: WordDocument, returned: Returned) -> Iterator[str]:
    """Yield what was taken away and says nothing: Word's marks for itself, blanks and characters that nobody sees."""
    marks = (
        (leftover.kind, leftover.count)
        for leftover in document.leftovers
        # The layout may have some of its own.
        if leftover.kind.startswith(_HARMLESS) and leftover.kind != _SECTION
    )
    for kind, count in (*returned.cleaned, *marks):
        yield f"{kind} ({count} times)" if count > 1 else kind


def _edition_of(statement: Statement, made_from: Source, layout: Layout) -> WordDocument:
    """Return the document that was made of *made_from*, the source of *statement* then; without it, as read anew."""
    was = replace(statement, texts=(made_from.text,), date=made_from.day, reference=made_from.reference)
    return read_word(to_docx(prepare(was, made_from.text.language, layout), layout), statement.where)


def _beside_the_text(document: WordDocument, returned: Returned, statement: Statement, made_from: Source, layout: Layout) -> Iterator[str]:
    """Yield what *document* says in its heads, its feet and its list of annexes, and the edition that it was did not."""
    edition = _edition_of(statement, made_from, layout)
    before = read_ours(edition, made_from.text, {}, reference=made_from.reference, date_line=made_from.place_and_date)
    if (more := _sections(document) - _sections(edition)) > 0:
        yield f"{'a section break is' if more == 1 else f'{more} section breaks are'} not brought back: the layout divides the pages"
    yield from _not_ours(
        "a head or foot", _running(document), _running(edition), f'the layout "{layout.name}" says these', _without_numbers
    )
    if _annexes(dict(document.sources).get("statement.toml", "")) in (None, _annexes(_toml_of(statement))):
        yield from _not_ours("the list of annexes", returned.annexes, before.annexes, "statement.toml says it")
    elif returned.annexes:
        yield "the annexes in statement.toml have changed since the document was made: its list of them is not looked at"


def _not_ours(what: str, now: Sequence[str], then: Sequence[str], whose: str, key: Callable[[str], str] = str) -> Iterator[str]:
    """Yield what the lines of *what* say *now*, and did not *then*, what they no longer say, and whether their order changed.

    Lines of one *key* say the same.
    """
    keys_now, keys_then = [key(line) for line in now], [key(line) for line in then]
    for line in (line for line, one in zip(now, keys_now, strict=True) if one not in keys_then):
        yield f'{what} says "{line}", which is not brought back: {whose}'
    for line in (line for line, one in zip(then, keys_then, strict=True) if one not in keys_now):
        yield f'{what} no longer says "{line}", which is not brought back: {whose}'
    if sorted(keys_now) == sorted(keys_then) and keys_now != keys_then:
        yield f"{what} is in another order, which is not brought back: {whose}"


def _sections(document: WordDocument) -> int:
    return sum(leftover.count for leftover in document.leftovers if leftover.kind == _SECTION)


def _toml_of(statement: Statement) -> str:
    return next((source.content.decode("utf-8-sig") for source in statement.sources if source.name == "statement.toml"), "")


def _annexes(content: str) -> object:
    """Return what *content*, a statement.toml, declares of annexes; None where there is no such file or it is none."""
    try:
        return tomllib.loads(content).get("annexes", []) if content else None
    except tomllib.TOMLDecodeError:
        return None


def _running(document: WordDocument) -> tuple[str, ...]:
    """Return the lines of heads and feet."""
    return tuple(" ".join(line.split()) for _, line in document.running)


def _without_numbers(line: str) -> str:
    """Return *line* without what its numbers are: those of pages are counted anew at each save."""
    return re.sub(r"\d+", "0", line)


def _language(document: WordDocument, statement: Statement, where: str, base: Statement | None) -> str:
    """Return the language of *document*, an edition of *statement*; of one that does not say so, that of the text of *base* like it."""
    if not is_ours(document):
        if base is not None and (language := _likest(document, base)):
            return language
        what = "the document is no edition: it does not say which statement it was made from"
        if base is not None:
            what = f"the document does not say what it was made from, and says nothing like {base.where}"
        remedy = "If Google Docs made it of one, name that with --base seeds/ID; without --onto, a new folder is made of it."
        raise Refusal(Problem(where, what, remedy))
    identifier, language = document.custom["EditionsId"], document.custom.get("EditionsLanguage", "")
    if identifier != statement.id:
        what = f'the document is an edition of "{identifier}", not of "{statement.id}"'
        raise Refusal(Problem(where, what, f"Bring it onto seeds/{identifier}."))
    if language not in (text.language for text in statement.texts):
        raise Refusal(
            Problem(where, f'the statement has no text in "{language}", the language of the document', f"Add {language}.md first.")
        )
    return language


#: What is told of a document like that.
_UNSTYLED = "the document has none of the edition's styles any more: each paragraph was known by its words; how it looks is not told"


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
