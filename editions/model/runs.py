"""Inlines laid flat: runs of one look, each footnote where it is called; the form in which two texts are compared.

Markdown nests "weight in a link in emphasis" in any order, Word knows none: laid flat, both say the same. What a
blank at the edge of stressed words looks like is nobody's concern, and so it has no look here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editions.model.prose import Emphasis, Footnote, FootnoteCall, Image, Inline, LineBreak, Link, Strong, Words


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Characters of one look; *link* is the address that they lead to, or empty."""

    text: str
    emphasis: bool = False
    strong: bool = False
    link: str = ""

    def looks_like(self, other: "Stretch") -> bool:
        """Return whether *other* has the same look and leads to the same address."""
        return (self.emphasis, self.strong, self.link) == (other.emphasis, other.strong, other.link)


@dataclass(frozen=True, kw_only=True)
class Break:
    """A line that ends here."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture."""

    image: Image


@dataclass(frozen=True, kw_only=True)
class Note:
    """A footnote, called here."""

    runs: tuple["Run", ...]


Run = Stretch | Break | Shown | Note


def laid_flat(inlines: Iterable[Inline], notes: Mapping[int, Footnote]) -> tuple[Run, ...]:
    """Return *inlines* laid flat, their footnotes, which are taken from *notes*, among them.

    Raises:
        KeyError: a footnote is called that *notes* do not have.
    """
    return settled(_flat(inlines, notes, Stretch(text="")))


def _flat(inlines: Iterable[Inline], notes: Mapping[int, Footnote], look: Stretch) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Words(text=text):
                yield replace(look, text=text)
            case Emphasis(children=children):
                yield from _flat(children, notes, replace(look, emphasis=True))
            case Strong(children=children):
                yield from _flat(children, notes, replace(look, strong=True))
            case Link(target=target, children=children):
                yield from _flat(children, notes, replace(look, link=target))
            case LineBreak():
                yield Break()
            case Image():
                yield Shown(image=inline)
            case FootnoteCall(number=number):
                yield Note(runs=laid_flat(notes[number].inlines, {}))


def settled(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return *runs* in the one form that all ways of writing the same have.

    Neighbours of one look are one; blanks at the edge of stressed words have no look; none stand at a line's edge.
    """
    found = _joined(runs)
    # Again, until nothing changes: a blank that lost its look may stand at the edge of other stressed words.
    while _has_loose_blanks(found) and (once := _settled_once(found)) != found:
        found = once
    return found


def _has_loose_blanks(runs: Sequence[Run]) -> bool:
    """Return whether a blank may stand at the edge of stressed words or of a line: in most rows, none does."""
    for number, run in enumerate(runs):
        if not isinstance(run, Stretch):
            continue
        stressed = run.emphasis or run.strong
        if run.text[0].isspace() and (stressed or number == 0 or isinstance(runs[number - 1], Break)):
            return True
        if run.text[-1].isspace() and (stressed or number == len(runs) - 1 or isinstance(runs[number + 1], Break)):
            return True
    return False


def _settled_once(found: tuple[Run, ...]) -> tuple[Run, ...]:
    for look in ("emphasis", "strong"):
        found = _joined(_unstressed(found, look))
    return _joined(_without_edges(found))


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if isinstance(run, Stretch) and not run.text:
            continue
        if isinstance(run, Stretch) and isinstance(before, Stretch) and before.looks_like(run):
            joined[-1] = replace(before, text=before.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _unstressed(runs: Sequence[Run], look: str) -> Iterator[Run]:
    """Yield *runs*, with the blanks at either edge of each row of runs that have *look* taken out of it."""
    for number, run in enumerate(runs):
        if not isinstance(run, Stretch) or not getattr(run, look):
            yield run
            continue
        begins = not _has(runs, number - 1, look)
        ends = not _has(runs, number + 1, look)
        words = run.text.lstrip() if begins else run.text
        before = run.text[: len(run.text) - len(words)]
        kept = words.rstrip() if ends else words
        plain = replace(run, emphasis=False) if look == "emphasis" else replace(run, strong=False)
        yield from (replace(plain, text=before), replace(run, text=kept), replace(plain, text=words[len(kept) :]))


def _has(runs: Sequence[Run], number: int, look: str) -> bool:
    return 0 <= number < len(runs) and bool(getattr(runs[number], look, False))


def _without_edges(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield *runs* without the blanks at the beginning and end of each line; a no-break blank is kept."""
    for number, run in enumerate(runs):
        if isinstance(run, Stretch):
            text = run.text
            if number == 0 or isinstance(runs[number - 1], Break):
                text = text.lstrip(" \t\n")
            if number == len(runs) - 1 or isinstance(runs[number + 1], Break):
                text = text.rstrip(" \t\n")
            run = replace(run, text=text)
        yield run


#: Links around weight around emphasis.
NESTING = ("link", "strong", "emphasis")


def folded(runs: Iterable[Run], notes: list[Footnote], nesting: tuple[str, ...] = NESTING) -> tuple[Inline, ...]:
    """Return *runs* as inlines, nested as *nesting* has it, outermost first. Their footnotes are added to *notes*, numbered on."""
    return tuple(_folded(settled(runs), notes, nesting))


def _folded(runs: Sequence[Run], notes: list[Footnote], looks: tuple[str, ...]) -> Iterator[Inline]:
    if not looks:
        yield from (_inline(run, notes) for run in runs)
        return
    start = 0
    while start < len(runs):
        value = getattr(runs[start], looks[0], None) or None
        end = start + 1
        while end < len(runs) and (getattr(runs[end], looks[0], None) or None) == value:
            end += 1
        children = tuple(_folded(runs[start:end], notes, looks[1:]))
        if value is None:
            yield from children
        elif looks[0] == "link":
            yield Link(target=str(value), children=children)
        else:
            yield Strong(children=children) if looks[0] == "strong" else Emphasis(children=children)
        start = end


def _inline(run: Run, notes: list[Footnote]) -> Inline:
    match run:
        case Stretch(text=text):
            return Words(text=text)
        case Break():
            return LineBreak()
        case Shown(image=image):
            return image
        case Note(runs=inner):
            number = len(notes) + 1
            notes.append(Footnote(number=number, inlines=folded(inner, [])))
            return FootnoteCall(number=number)


def said(runs: Iterable[Run]) -> str:
    """Return the characters of *runs* as they are read; a break is a newline, a picture its text, a note nothing."""
    return "".join(_said(run) for run in runs)


def _said(run: Run) -> str:
    match run:
        case Stretch(text=text):
            return text
        case Break():
            return "\n"
        case Shown(image=image):
            return image.alt
        case Note():
            return ""
