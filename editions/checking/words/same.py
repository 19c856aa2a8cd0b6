"""The words: the PDF, the DOCX and the source say the same, and nothing is hidden from the eye or from the ear."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from editions.checking.copied import is_own, own_marks
from editions.checking.evidence.glyphs import shown
from editions.checking.once import once
from editions.checking.rules import Case, Hit, rule
from editions.checking.words.saying import docx as from_docx
from editions.checking.words.saying import pdf as from_pdf
from editions.checking.words.saying import source
from editions.checking.words.saying.comparing import Difference, differences
from editions.checking.words.saying.said import Said, as_drawn, as_written
from editions.checking.words.saying.statement import annex_ranges

_words = partial(rule, family="words")
_PROMISE = "docs/promises.md, The same words"
#: What the rules of their own look after.
_APART = ("recipients", "signatory")


@_words("words-pdf", "The PDF says what the source says, paragraph by paragraph.", needs=("pdf", "source"), clause=_PROMISE)
def _words_pdf(case: Case) -> Iterator[Hit]:
    """Compared in the order of the tags, as a screen reader speaks them: letterhead, reference, date, heading and
    subject; the text with headings, list numbers, quotations, cells and footnotes; the table of annexes.

    Blanks count, of whichever kind. A hyphen at the end of a line is no part of the word if the layout set it
    there. In lines from right to left, an opening bracket is not told from a closing one.
    """
    yield from (_in_pdf(case, one) for one in _of_pdf(case) if one.kind == "words" and one.area not in _APART)


@_words("words-docx", "The DOCX says what the source says, paragraph by paragraph.", needs=("docx", "source"), clause=_PROMISE)
def _words_docx(case: Case) -> Iterator[Hit]:
    """Compared character by character, no-break blanks included. Hidden runs and tracked deletions are not said.

    Numbers of lists and paragraphs are counted by Word when it opens the file: here, as it would count them. Head and
    foot of the pages are said where they are on a page; the page's number is "{page}", that of all pages "{pages}".
    """
    yield from (_in_docx(case, one) for one in _of_docx(case) if one.kind == "words" and one.area not in _APART)


@_words("recipients", "Every recipient of the source is in the edition, in the same order.", needs=("source",), clause=_PROMISE)
def _recipients(case: Case) -> Iterator[Hit]:
    """Order is protocol: a body named after another that it should precede is an error, as is one left out."""
    yield from _area(case, "recipients")


@_words("signatory", "The edition is signed by whom the source names, with the office held.", needs=("source",), clause=_PROMISE)
def _signatory(case: Case) -> Iterator[Hit]:
    """Name and office, letter by letter, in the PDF and in the DOCX."""
    yield from _area(case, "signatory")


@_words(
    "words-role",
    "What the source calls a heading, an item or a cell is one in the edition.",
    family="words",
    needs=("source",),
    clause=_PROMISE,
)
def _role(case: Case) -> Iterator[Hit]:
    """A heading that became a paragraph looks the same on paper, and is lost to those who listen or navigate.

    In a PDF the tag says what a paragraph is, in a DOCX its style.
    """
    yield from (_in_pdf(case, one) for one in _of_pdf(case) if one.kind == "role")
    yield from (_in_docx(case, one) for one in _of_docx(case) if one.kind == "role")


def _area(case: Case, area: str) -> Iterator[Hit]:
    yield from (_in_pdf(case, one) for one in _of_pdf(case) if one.kind == "words" and one.area == area)
    yield from (_in_docx(case, one) for one in _of_docx(case) if one.kind == "words" and one.area == area)


def _of_pdf(case: Case) -> tuple[Difference, ...]:
    return tuple(differences(*said_in_pdf(case), "the PDF"))


def _of_docx(case: Case) -> tuple[Difference, ...]:
    return tuple(differences(*said_in_docx(case), "the DOCX"))


@once
def said_in_pdf(case: Case) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Return what the PDF of *case* should say, and what it says; nothing of either where it is not there, or has no source."""
    if case.pdf is None or case.source is None:
        return (), ()
    ready = case.source.prepared
    ranges = annex_ranges(case.pdf, ready, two_sided=case.source.layout.tokens.annexes.two_sided)
    wanted = tuple(replace(one, text=as_drawn(one.text)) for one in source.in_pdf(ready, ranges))
    said = from_pdf.said_in(case.pdf, shown(case.pdf_bytes), [one.text for one in wanted], rtl=ready.direction == "rtl")
    own = own_marks(case)
    return wanted, tuple(one for one in said if not is_own(one.element, own))


@once
def said_in_docx(case: Case) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Return what the DOCX of *case* should say, and what it says; nothing of either where it is not there, or has no source."""
    if case.docx is None or case.source is None:
        return (), ()
    wanted = tuple(replace(one, text=as_written(one.text)) for one in source.in_docx(case.source.prepared))
    return wanted, tuple(replace(one, text=as_written(one.text)) for one in from_docx.said_in(case.docx))


def _in_pdf(case: Case, one: Difference) -> Hit:
    page, box = from_pdf.place(case.pdf, one.found) if case.pdf and one.found else (0, None)
    return Hit(message=one.message, page=page, box=box, file=case.pdf_name)


def _in_docx(case: Case, one: Difference) -> Hit:
    passage = one.found.passage if one.found else None
    # A number is no letter of its paragraph: Word counts it.
    first, last = one.letters if one.found and one.found.kind != "number" else (0, 0)
    return Hit(message=one.message, file=case.docx_name, passage=replace(passage, first=first, last=last) if passage else None)


RULES = (_words_pdf, _words_docx, _recipients, _signatory, _role)
