"""Whether the bundled fonts can draw what an edition says, and its properties can hold it; asked before anything is set."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from editions.fonts import uncovered
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.model.prose import Inline, inline_runs, plain
from editions.model.statement import Statement, Text
from editions.problems import Problem

#: Characters that are named one by one.
_SHOWN = 5
#: What XML cannot hold, in which properties are written (XML 1.0, 2.2).
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Words that are drawn, with the file and the line on which they stand (0: none).
_Line = tuple[str, int, str]


def check_characters(statement: Statement, prepared: PreparedStatement, layout: Layout, fonts: Path) -> Iterator[Problem]:
    """Yield a problem for each line with characters that no font of *layout* covers, or that no property can hold.

    The lines are those of the text that *prepared* was made from, of statement.toml, of the annexes
    that are set here, and what the layout adds in the text's language.
    """
    text = statement.text(prepared.metadata.language)
    lines = [*_lines(text), *_head(statement, text), *_annexes(statement, prepared)]
    added = _added(text, prepared, layout)
    everything = added + "".join(words for _, _, words in lines)
    missing = {character for chain in font_chains(layout) for character in uncovered(everything, fonts, chain)}
    for where, line, words in (*lines, (layout.where, 0, added)) if missing else ():
        if found := [character for character in dict.fromkeys(words) if character in missing]:
            yield _problem(found, where, line)
    yield from _unwritable(statement)


def _problem(characters: list[str], where: str, line: int) -> Problem:
    shown = ", ".join(f'"{character}" (U+{ord(character):04X})' for character in characters[:_SHOWN])
    more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
    return Problem(where, f"no font covers {shown}{more}", "Write it otherwise, or set it as an image.", line)


def font_chains(layout: Layout) -> set[tuple[str, ...]]:
    """Return the fonts that are tried one after the other, for each style of *layout*."""
    tokens = layout.tokens
    return {(font, *tokens.text.fallback) for font in (tokens.text.font, *(style.font for style in tokens.line_styles))}


def _lines(text: Text) -> Iterator[_Line]:
    """Yield each part of *text*."""
    lines = dict(text.lines)
    parts = [("heading", text.heading), ("subject", text.subject)]
    for signatory in text.signatories:
        parts += [("signatory.name", signatory.name), ("signatory.office", signatory.office)]
    if text.recipients:
        parts += [("recipients.lead", text.recipients.lead), *(("recipients.names", name) for name in text.recipients.names)]
    for part, words in parts:
        yield text.file, lines.get(part, 0), words
    yield from _prose(text.file, (*inline_runs(text.body), *((note.line, note.inlines) for note in text.footnotes)))


def _prose(where: str, runs: Iterable[tuple[int, tuple[Inline, ...]]]) -> Iterator[_Line]:
    for line, inlines in runs:
        for offset, part in enumerate(plain(inlines).split("\n")):
            yield where, line + offset, part


def _head(statement: Statement, text: Text) -> Iterator[_Line]:
    """Yield what statement.toml gives to be printed; a place may be the text's own."""
    own = dict(text.lines).get("place", 0)
    yield (text.file, own, text.place) if own else (_header(statement), 0, text.place)
    yield _header(statement), 0, statement.reference


def _annexes(statement: Statement, prepared: PreparedStatement) -> Iterator[_Line]:
    """Yield the titles of the annexes, the names of those that are attached, and the words of those that are text."""
    for entry in prepared.annexes.annexes if prepared.annexes else ():
        annex = entry.annex
        yield _header(statement), annex.line, entry.title
        if annex.treatment == "attach":
            yield _header(statement), annex.line, annex.file.rpartition("/")[2]
        yield from _prose(
            f"{statement.where}/{annex.file}", (*inline_runs(annex.body), *((note.line, note.inlines) for note in annex.footnotes))
        )


def _added(text: Text, prepared: PreparedStatement, layout: Layout) -> str:
    """Return what the layout adds: its letterhead in all languages, and its words and the date in that of *text*."""
    label, table = prepared.page_label, prepared.annexes
    letterhead = (*layout.body_names.values(), *(line for lines in layout.letterhead_lines.values() for line in lines))
    words = (label.before, label.between, label.after, prepared.place_and_date.removeprefix(text.place))
    labels = (table.heading, *table.columns, table.mark, table.attached, *(entry.label for entry in table.annexes)) if table else ()
    return "".join((*letterhead, *words, *labels))


def _header(statement: Statement) -> str:
    return f"{statement.where}/statement.toml"


def _unwritable(statement: Statement) -> Iterator[Problem]:
    for where, name, said in ((statement.where, "id", statement.id), (_header(statement), "keywords", "".join(statement.keywords))):
        if found := dict.fromkeys(_UNWRITABLE.findall(said)):
            shown = ", ".join(f"U+{ord(character):04X}" for character in found)
            yield Problem(where, f'"{name}" holds {shown}, which the properties of a file cannot hold', "Take it away.")
