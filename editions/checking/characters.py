"""Whether the bundled fonts can draw what a statement says; asked before anything is set."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from editions.fonts import uncovered
from editions.model.layout import Layout, LineStyle
from editions.model.prose import inline_runs, plain
from editions.model.statement import Text
from editions.problems import Problem

#: Characters that are named one by one.
_SHOWN = 5


def check_characters(text: Text, layout: Layout, fonts: Path) -> Iterator[Problem]:
    """Yield a problem for each line of *text* with characters that no font of *layout* covers."""
    chains = _chains(layout)
    everything = "".join(words for _, words in _lines(text))
    missing = {character for chain in chains for character in uncovered(everything, fonts, chain)}
    for line, words in _lines(text) if missing else ():
        if found := [character for character in dict.fromkeys(words) if character in missing]:
            yield _problem(found, text.file, line)
    said = "".join((*layout.body_names.values(), *(line for lines in layout.letterhead_lines.values() for line in lines)))
    if found := list(dict.fromkeys(character for chain in chains for character in uncovered(said, fonts, chain))):
        yield _problem(found, layout.where, 0)


def _problem(characters: list[str], where: str, line: int) -> Problem:
    shown = ", ".join(f'"{character}" (U+{ord(character):04X})' for character in characters[:_SHOWN])
    more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
    return Problem(where, f"no font covers {shown}{more}", "Write it otherwise, or set it as an image.", line)


def _chains(layout: Layout) -> set[tuple[str, ...]]:
    """Return the fonts that are tried one after the other, for each style of *layout*."""
    tokens = layout.tokens
    styles = [value for field in fields(tokens) if isinstance(value := getattr(tokens, field.name), LineStyle)]
    return {(font, *tokens.text.fallback) for font in (tokens.text.font, *(style.font for style in styles))}


def _lines(text: Text) -> Iterator[tuple[int, str]]:
    """Yield each part of *text* with its line."""
    lines = dict(text.lines)
    yield lines.get("heading", 0), text.heading
    yield lines.get("subject", 0), text.subject
    yield lines.get("place", 0), text.place
    for signatory in text.signatories:
        yield lines.get("signatory.name", 0), signatory.name
        yield lines.get("signatory.office", 0), signatory.office
    if text.recipients:
        yield lines.get("recipients.lead", 0), text.recipients.lead
        for name in text.recipients.names:
            yield lines.get("recipients.names", 0), name
    for line, inlines in (*inline_runs(text.body), *((note.line, note.inlines) for note in text.footnotes)):
        for offset, part in enumerate(plain(inlines).split("\n")):
            yield line + offset, part
