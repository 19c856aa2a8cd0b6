"""What two files say and what they should say, brought into rows of one table.

Not as ``editions.comparing.aligning`` does it: here nothing moves and nothing is alike, for the files should say the same,
in the same order; and where they do not, what stands in one place is shown in one row, whatever it says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from editions.model.proof import Compared

#: What a paragraph is, and its words.
Wanted = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a file should say, and what it says, paragraph by paragraph."""

    wanted: tuple[Wanted, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Place:
    """What a file says in the place of one paragraph, and what it says after it that nobody wanted."""

    said: str | None
    after: tuple[str, ...] = ()


def bare(text: str) -> str:
    """Return *text* without blanks."""
    return "".join(text.split())


def rows(pdf: Told | None, docx: Told | None) -> tuple[Compared, ...]:
    """Return a row for each paragraph that the PDF or the DOCX should say, or says unasked; None stands for a file that is not there."""
    left, right = pdf or docx, docx or pdf
    if left is None or right is None:
        return ()
    return tuple(replace(row, pdf=row.pdf if pdf else None, docx=row.docx if docx else None) for row in _together(left, right))


def _together(pdf: Told, docx: Told) -> Iterator[Compared]:
    (before_pdf, in_pdf), (before_docx, in_docx) = _placed(pdf), _placed(docx)
    yield from _strays(before_pdf, before_docx)
    ours, theirs = [bare(text) for _, text in pdf.wanted], [bare(text) for _, text in docx.wanted]
    for kind, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        left = list(zip(pdf.wanted[first:last], in_pdf[first:last], strict=True))
        right = list(zip(docx.wanted[start:end], in_docx[start:end], strict=True))
        if kind == "equal" or _roles(left) == _roles(right):
            for ((_, drawn), one), ((role, text), other) in zip(left, right, strict=True):
                yield Compared(role=role, source=text, pdf=_as(text, drawn, one.said), docx=_as(text, text, other.said))
                yield from _strays(one.after, other.after)
            continue
        for (role, text), place in left:
            yield Compared(role=role, source=text, pdf=_as(text, text, place.said), docx=None, alone="PDF")
            yield from _strays(place.after, ())
        for (role, text), place in right:
            yield Compared(role=role, source=text, pdf=None, docx=_as(text, text, place.said), alone="DOCX")
            yield from _strays((), place.after)


def _roles(side: Sequence[tuple[Wanted, _Place]]) -> list[str]:
    return [role for (role, _), _ in side]


def _as(text: str, wanted: str, said: str | None) -> str | None:
    """Return *said*; but *text* where it is what was *wanted*, or differs from that in blanks alone: a PDF has blanks of one kind."""
    return text if said is not None and bare(said) == bare(wanted) else said


def _strays(pdf: Sequence[str], docx: Sequence[str]) -> Iterator[Compared]:
    yield from (Compared(role="Added", source=None, pdf=one, docx=other) for one, other in zip_longest(pdf, docx))


def _placed(told: Told) -> tuple[tuple[str, ...], list[_Place]]:
    """Return what is said before all that is wanted, and a place for each that is."""
    wanted, found = [bare(text) for _, text in told.wanted], [bare(text) for text in told.found]
    places: list[_Place] = []
    before: tuple[str, ...] = ()
    for _, first, last, start, end in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        here = told.found[start:end]
        places += [_Place(said=text) for text, _ in zip_longest(here[: last - first], range(first, last))]
        more = here[last - first :]
        if more and places:
            places[-1] = _Place(said=places[-1].said, after=places[-1].after + more)
        else:
            before += more
    return before, places
