"""Every label, number, date and order of an edition, settled once for all formats. Pure."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from editions.language import direction, is_known, known_labels, long_date, place_and_date
from editions.model.annexes import PreparedAnnex
from editions.model.fields import SPARE_TIME_STAMPS, Field, Fields, signature_field, time_stamp_field
from editions.model.layout import Layout
from editions.model.mark import edition_mark
from editions.model.parties import RecipientList
from editions.model.prepared import AnnexTable, Metadata, PageLabel, PreparedStatement
from editions.model.prose import Block, ListBlock, Paragraph, Quotation, Table, plain
from editions.model.statement import SourceFile, Statement, Text
from editions.problems import Problem, refuse_if

_Value = TypeVar("_Value")


def prepare(statement: Statement, language: str, layout: Layout) -> PreparedStatement:
    """Return the text of *statement* in *language*, ready to be written down in *layout*.

    Raises:
        Refusal: the layout has no label, or no name of the issuing body, in that language.
    """
    text = statement.text(language)
    refuse_if(_gaps(statement, text, layout))
    labels = _labels(layout, language)
    name_lines = tuple((_by_language(layout.body_names, language) or "").splitlines())
    body_name = " ".join(name_lines)
    day = long_date(statement.date, language)
    metadata = _metadata(statement, text, body_name)
    return PreparedStatement(
        metadata=metadata,
        direction=direction(language),
        body_name=name_lines,
        letterhead_lines=_by_language(layout.letterhead_lines, language) or (),
        reference=statement.reference,
        place_and_date=place_and_date(text.place, statement.date, language),
        heading=text.heading,
        subject=text.subject,
        body=_settled(_numbered(text.body) if layout.tokens.text.numbered else text.body),
        footnotes=text.footnotes,
        signatories=text.signatories,
        signed_together=len(text.signatories) * _room_to_sign(layout) <= _MOST_OF_A_PAGE * _height(layout),
        fields=_fields(text, layout),
        recipients=_with_colon(text.recipients, language),
        continuation=tuple(line for line in (body_name, f"{text.heading} · {day}") if line),
        page_label=_page_label(labels["page"]),
        mark_label=labels.get("edition_mark", "{mark}").replace("{mark}", metadata.mark),
        copy_words={**{key: word for key, word in known_labels()["en"].items() if key != "copy"}, **labels},
        annexes=_annexes(statement, language, labels, metadata.mark),
        pictures=statement.pictures,
        sources=statement.sources,
    )


#: The share of a page that signatures may take and still have text above them.
_MOST_OF_A_PAGE = 0.7


def _room_to_sign(layout: Layout) -> float:
    """Return the height, in millimetres, of ink, name and office."""
    return layout.tokens.signature.ink + 2 * layout.tokens.text.leading * 25.4 / 72


def _height(layout: Layout) -> float:
    """Return the height of a page's text, in millimetres."""
    return layout.tokens.paper[1] - layout.tokens.page.top - layout.tokens.page.bottom


def _gaps(statement: Statement, text: Text, layout: Layout) -> list[Problem]:
    language, where = text.language, layout.where
    problems = []
    if not is_known(language):
        return [Problem(text.file, f'"{language}" is not a language tag', 'A language is named as in BCP 47: "en", "az", "ru".')]
    labels = _labels(layout, language)
    if "page" not in labels:
        remedy = f'Add a line under [labels.{language}]: page = "… {{page}} … {{pages}} …"'
        problems.append(Problem(where, f'the layout cannot say "Page 1 of 3" in "{language}"', remedy))
    if statement.annexes:
        problems += _gaps_of_annexes(statement, language, labels, where)
    if layout.body_names and _by_language(layout.body_names, language) is None:
        problems.append(
            Problem(where, f'the layout does not name the issuing body in "{language}"', f'Add a line under [body_names]: {language} = "…"')
        )
    return problems


#: Labels that a statement with annexes needs, besides; others have English ones in their place.
_OF_ANNEXES = ("annex", "annexes", "annex_column", "title_column", "pages_column", "mark", "attached")


def _gaps_of_annexes(statement: Statement, language: str, labels: Mapping[str, str], where: str) -> Iterator[Problem]:
    english = known_labels()["en"]
    for key in _OF_ANNEXES:
        if key not in labels:
            remedy = f"Add a line under [labels.{language}]: {key} = …"
            yield Problem(where, f'the layout cannot say "{english[key]}" in "{language}"', remedy)
    for annex in statement.annexes:
        if not _by_language(annex.titles, language):
            what = f'the annex "{annex.file}" has no title in "{language}"'
            yield Problem(f"{statement.where}/statement.toml", what, f'Add a line: title.{language} = "…"', annex.line)


def _labels(layout: Layout, language: str) -> dict[str, str]:
    """Return the words that an edition adds in *language*: the layout's before those that the tool knows."""
    return {**(_by_language(known_labels(), language) or {}), **(_by_language(layout.labels, language) or {})}


def _by_language(values: Mapping[str, _Value], language: str) -> _Value | None:
    """Return the value for *language*, or for what it is a variety of: "az" serves "az-Latn"."""
    while language not in values and "-" in language:
        language = language.rpartition("-")[0]
    return values.get(language)


def _numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with the paragraphs that stand at the top numbered from 1."""
    numbered, count = [], 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += 1
            block = replace(block, number=f"{count}.")
        numbered.append(block)
    return tuple(numbered)


def _settled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with the column widths of every table settled."""
    return tuple(_settled_block(block) for block in blocks)


def _settled_block(block: Block) -> Block:
    match block:
        case Table():
            return replace(block, widths=_widths(block))
        case Quotation(blocks=inner):
            return replace(block, blocks=_settled(inner))
        case ListBlock(items=items):
            return replace(block, items=tuple(_settled(item) for item in items))
        case _:
            return block


#: Characters beyond which a longer cell does not widen its column: it turns over instead.
_WIDEST_CELL = 45


def _widths(table: Table) -> tuple[float, ...]:
    """Return the columns' shares of the width: by their longest cells, none too narrow for its longest word."""
    wanted = []
    for column in zip(table.header, *table.rows, strict=True):
        words = [plain(cell) for cell in column]
        longest_word = max((len(word) for cell in words for word in cell.split()), default=1)
        wanted.append(max(min(max(map(len, words)), _WIDEST_CELL), longest_word) + 3)
    return tuple(width / sum(wanted) for width in wanted)


def _fields(text: Text, layout: Layout) -> Fields:
    """Return the fields for those who sign *text*; their words are English where its language has none for them."""
    labels, language = _labels(layout, text.language), ""
    if "signature" not in labels or "time_stamp" not in labels:
        labels, language = known_labels()["en"], "en"
    signatures = [
        Field(name=signature_field(number), words=labels["signature"].replace("{name}", signatory.name))
        for number, signatory in enumerate(text.signatories, 1)
    ]
    stamps = [
        Field(name=time_stamp_field(number), words=labels["time_stamp"].replace("{number}", str(number)))
        for number in range(1, len(signatures) + SPARE_TIME_STAMPS + 1)
    ]
    return Fields(signatures=tuple(signatures), time_stamps=tuple(stamps), language=language)


def _with_colon(recipients: RecipientList | None, language: str) -> RecipientList | None:
    """Return *recipients* with a colon after the lead, unless it ends in a mark of its own."""
    if recipients is None or not recipients.lead or recipients.lead[-1] in ":.,;!?…،؛":
        return recipients
    colon = "\u00a0:" if language.startswith("fr") else ":"
    return replace(recipients, lead=recipients.lead + colon)


def _annexes(statement: Statement, language: str, labels: Mapping[str, str], mark: str) -> AnnexTable | None:
    if not statement.annexes:
        return None
    prepared = []
    for count, annex in enumerate(statement.annexes, 1):
        number = roman(count)
        # What we set ourselves is in the statement's language unless it says otherwise; a stranger's file says its own.
        own = "" if annex.kind in ("pdf", "docx") and annex.treatment == "merge" else statement.original
        prepared.append(
            PreparedAnnex(
                annex=annex,
                number=number,
                label=labels["annex"].replace("{number}", number),
                title=_by_language(annex.titles, language) or "",
                language=annex.language or own,
                body=_settled(annex.body),
            )
        )
    return AnnexTable(
        heading=labels["annexes"],
        columns=(labels["annex_column"], labels["title_column"], labels["pages_column"]),
        annexes=tuple(prepared),
        mark=f"{labels['mark']} · {mark}",
        attached=labels["attached"],
    )


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Return *number*, from 1 to 399, in Roman numerals."""
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral


def _page_label(label: str) -> PageLabel:
    before, _, rest = label.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return PageLabel(before=before, between=between, after=after)


def _metadata(statement: Statement, text: Text, body_name: str) -> Metadata:
    first = text.signatories[0]
    return Metadata(
        identifier=statement.id,
        title=" ".join(part for part in (text.heading, text.subject) if part),
        author=body_name or first.office or first.name,
        subject=text.subject or text.heading,
        language=text.language,
        date=statement.date,
        keywords=statement.keywords,
        source_digest=source_digest(statement.sources),
        mark=edition_mark(_content_digest(statement, text.language)),
    )


def _content_digest(statement: Statement, language: str) -> bytes:
    """Return the SHA-256 of all that an edition in *language* says and shows: sources, pictures, annexes."""
    digest = hashlib.sha256(f"{source_digest(statement.sources)}:{statement.id}:{language}".encode())
    shown = [(picture.file, picture.content) for picture in statement.pictures]
    for name, content in sorted((*shown, *((annex.file, annex.content) for annex in statement.annexes))):
        digest.update(f":{len(name.encode())}:{name}:".encode() + hashlib.sha256(content).digest())
    return digest.digest()


def source_digest(sources: tuple[SourceFile, ...]) -> str:
    """Return the SHA-256, in hexadecimal, of the names and contents of *sources*, in order of name."""
    digest = hashlib.sha256()
    for source in sorted(sources, key=lambda source: source.name):
        digest.update(f"{len(source.name.encode())}:{source.name}:{len(source.content)}:".encode())
        digest.update(source.content)
    return digest.hexdigest()
