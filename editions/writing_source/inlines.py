"""Inlines as Markdown: links around weight around emphasis, as the model folds them.

Whether a star begins or ends emphasis depends on its neighbours (CommonMark 0.31, 6.2). Where a letter outside and
punctuation inside keep it from either, the letter is written as a character reference; where stars of two looks that
meet would be paired wrongly, emphasis is written with underscores. Which form says what it should is read back.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from editions.model.prose import Emphasis, FootnoteCall, Image, Inline, LineBreak, Link, Paragraph, Strong, Words
from editions.model.runs import NESTING, Break, Note, Run, Shown, Stretch, folded, laid_flat, said, settled
from editions.problems import Problem, Refusal
from editions.reading.markdown import address, read_markdown
from editions.writing_source.escaping import BLANKS, escaped, is_letter, is_punctuation, line_start, reference

#: A blank that is not taken away from the edge of a line.
_BLANK = "&#32;"
_SIMPLE_TARGET = re.compile(r"[^\s<>()\\\x00-\x20\x7f]+")
#: An address that is its own words: written between < and >.
_BARE_ADDRESS = re.compile(r"https?://[A-Za-z0-9./?=#_~:+,;@!$'-]+")
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")

#: Gives the label of a footnote that is called.
Labels = Callable[[Note], str]


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A piece of a line: its source, and whether it is "words", a mark that "opens" or "closes", or an "atom"."""

    kind: str
    source: str


@dataclass(frozen=True, kw_only=True)
class _Form:
    """A way to write looks: how they nest, the mark of emphasis, and whether blanks inside its marks are references."""

    nesting: tuple[str, ...]
    emphasis: str
    blanks_named: bool


#: The plainest first.
_FORMS = tuple(
    _Form(nesting=nesting, emphasis=emphasis, blanks_named=blanks_named)
    for blanks_named in (False, True)
    for nesting in permutations(NESTING)
    for emphasis in "*_"
)


def written(runs: Iterable[Run], labels: Labels, defined: frozenset[str] = frozenset()) -> list[str]:
    """Return *runs* as the lines of a paragraph; all but the last end in a break's backslash.

    *defined* are the labels of addresses that the source has, in capitals.

    Raises:
        Refusal: Markdown has no form for an image or for a look.
    """
    wanted = settled(runs)
    names = [labels(run) for run in wanted if isinstance(run, Note)]
    for form in _FORMS:
        inlines = folded(wanted, [], form.nesting)
        lines = _lines(inlines, names, form, defined)
        # Where there is no look, there is but one form.
        if not any(isinstance(inline, Emphasis | Strong | Link | Image) for inline in inlines) or reads_as(lines, wanted, names):
            return lines
    raise _no_form(wanted)


def _no_form(wanted: Sequence[Run]) -> Refusal:
    """Return why *wanted* cannot be written."""
    for run in wanted:
        if isinstance(run, Shown) and not reads_as([_image(run.image)], [run], []):
            what = f'the image "{run.image.file}" has the text "{run.image.alt}", which Markdown cannot have between ![ and ]'
            return Refusal(Problem("", what, "Brackets stand there in pairs, and no marks of code or HTML: word it otherwise."))
        if isinstance(run, Stretch) and run.link != address(run.link):
            what = f'a link to "{run.link}", which Markdown does not keep as it is'
            return Refusal(Problem("", what, f'Write "{address(run.link)}".'))
    what = f'Markdown has no form for the looks of "{said(wanted)[:60]}"'
    return Refusal(Problem("", what, "Let each look begin and end at a blank: what stands beside the stars decides (CommonMark, 6.2)."))


def reads_as(lines: Sequence[str], wanted: Sequence[Run], labels: Sequence[str]) -> bool:
    """Return whether *lines*, a paragraph that calls footnotes by *labels*, are read as *wanted*."""
    definitions = "".join(f"\n\n[^{label}]: x" for label in dict.fromkeys(labels))
    body = read_markdown("\n".join(lines) + definitions, "")
    if len(body.blocks) != 1 or not isinstance(body.blocks[0], Paragraph):
        return False
    flat = laid_flat(body.blocks[0].inlines, {note.number: note for note in body.footnotes})
    unnamed = Note(runs=(Stretch(text="x"),))
    return flat == tuple(unnamed if isinstance(run, Note) else run for run in wanted)


def _lines(inlines: Sequence[Inline], labels: Sequence[str], form: _Form, defined: frozenset[str]) -> list[str]:
    """Return *inlines* as lines in *form*."""
    rows: list[list[_Piece]] = [[]]
    for piece in _pieces(inlines, iter(labels), form.emphasis):
        if piece.kind == "break":
            rows.append([])
        else:
            rows[-1].append(piece)
    lines = [_joined(row, defined, blanks_named=form.blanks_named) or _BLANK for row in rows]
    lines[0] = _edge(lines[0], 0)
    lines[-1] = _edge(lines[-1], -1)
    return [line_start(line, first=number == 0) + ("\\" if number < len(lines) - 1 else "") for number, line in enumerate(lines)]


def _edge(line: str, place: int) -> str:
    """Return *line* with the blank at its beginning (*place* 0) or end (-1) as a reference, as a bare one is taken away."""
    if line[place] not in BLANKS:
        return line
    return line[:-1] + reference(line[-1]) if place else reference(line[0]) + line[1:]


def _pieces(inlines: Iterable[Inline], labels: Iterator[str], emphasis: str) -> Iterator[_Piece]:
    for inline in inlines:
        match inline:
            case Words(text=text):
                yield _Piece(kind="words", source=text)
            case Emphasis(children=children):
                yield _Piece(kind="opens", source=emphasis)
                yield from _pieces(children, labels, emphasis)
                yield _Piece(kind="closes", source=emphasis)
            case Strong(children=children):
                yield _Piece(kind="opens", source="**")
                yield from _pieces(children, labels, emphasis)
                yield _Piece(kind="closes", source="**")
            case Link(target=target, children=(Words(text=text),)) if text == target and _BARE_ADDRESS.fullmatch(target):
                yield _Piece(kind="atom", source=f"<{target}>")
            case Link(target=target, children=children):
                yield _Piece(kind="atom", source="[")
                yield from _pieces(children, labels, emphasis)
                yield _Piece(kind="atom", source=f"]{_target(target)}")
            case Image():
                yield _Piece(kind="atom", source=_image(inline))
            case FootnoteCall():
                yield _Piece(kind="atom", source=f"[^{next(labels)}]")
            case LineBreak():
                yield _Piece(kind="break", source="")


def _target(target: str) -> str:
    """Return *target* between the parentheses of a link or an image."""
    named = _ENTITY_LIKE.sub("&amp;", target)
    if _SIMPLE_TARGET.fullmatch(target) and target[0] != "<":
        return f"({named})"
    marked = re.sub(r"([\\<>])", r"\\\1", named)
    return f"(<{marked}>)"


def _image(image: Image) -> str:
    return f"![{image.alt}]{_target(image.file.replace('%', '%25'))}"


def _joined(row: Sequence[_Piece], defined: frozenset[str], *, blanks_named: bool) -> str:
    """Return the source of a line: its words escaped, its marks where they are taken for marks."""
    sources = [escaped(piece.source, defined) if piece.kind == "words" else piece.source for piece in row]
    for number, piece in enumerate(row):
        if piece.kind != "words":
            continue
        before, after = "".join(sources[:number]), "".join(sources[number + 1 :])
        if (before.endswith("]") and sources[number][0] in "(:[") or (before.endswith("[") and sources[number][0] == "^"):
            sources[number] = "\\" + sources[number]
        if after.startswith("[") and sources[number][-1] == "!" and not sources[number].endswith("\\!"):
            sources[number] = sources[number][:-1] + "\\!"
        if after.startswith("[") and sources[number][-1] == "]" and not sources[number].endswith("\\]"):
            sources[number] = sources[number][:-1] + "\\]"
        if blanks_named and number and row[number - 1].kind == "opens":
            sources[number] = _edge(sources[number], 0)
        if blanks_named and number + 1 < len(row) and row[number + 1].kind == "closes":
            sources[number] = _edge(sources[number], -1)
    for start, end in _rows_of_marks(row):
        _part_from_letters(row, sources, start, end)
    return "".join(sources)


def _rows_of_marks(row: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Yield where marks stand beside each other: the first, and the piece after the last."""
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end].kind in ("opens", "closes"):
            end += 1
        if end > start:
            yield start, end
        start = end + 1


def _part_from_letters(row: Sequence[_Piece], sources: list[str], start: int, end: int) -> None:
    """Write the letter beside the marks *start* to *end* as a reference, where it would keep them from being marks."""
    left = sources[start - 1][-1:] if start else ""
    right = sources[end][:1] if end < len(row) else ""
    opening = [piece.source for piece in row[start:end] if piece.kind == "opens"]
    closing = [piece.source for piece in row[start:end] if piece.kind == "closes"]
    if opening and is_letter(left) and (is_punctuation(right) or (opening[0] == "_" and not closing)):
        before = sources[start - 1][:-1]
        # A backslash that means itself before a letter would escape the reference.
        odd = (len(before) - len(before.rstrip("\\"))) % 2
        sources[start - 1] = before + "\\" * odd + reference(left)
    if closing and is_letter(right) and (is_punctuation(left) or (closing[-1] == "_" and not opening)):
        sources[end] = reference(right) + sources[end][1:]


def broken(runs: Iterable[Run]) -> bool:
    """Return whether a line ends within *runs*."""
    return any(isinstance(run, Break) for run in runs)
