"""The parts of an edition, found again in its PDF: by its tags, its page labels and the words of its source."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from editions.checking.lines import Line, lines_of
from editions.checking.rules import Case
from editions.model.evidence import Annotated, Content, Element, PageEvidence, PdfEvidence, Run
from editions.model.prepared import PreparedStatement

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6", "H")
#: Elements that hold lines of text: the innermost of them is a block. A Lbl is a block beside its item.
_BLOCKS = frozenset((*HEADINGS, "P", "Title", "Caption", "TH", "TD", "LBody", "Lbl", "Note", "BibEntry", "TOCI", "Figure", "Formula"))
#: An annex's page labels: "II-3".
_ANNEX_LABEL = re.compile(r"[IVXLCDM]+-\d+")


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """A block of text, a paragraph or a cell: its tag, those around it from the outside, its lines, and its words."""

    tag: str
    around: tuple[str, ...]
    element: Element
    lines: tuple[Line, ...]
    words: str
    language: str

    @property
    def page(self) -> int:
        """The page on which it begins; 0 where it paints nothing."""
        return self.lines[0].page if self.lines else 0

    @property
    def text(self) -> str:
        """Its words as a person reads them."""
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True, kw_only=True, eq=False)
class Parts:
    """What of a PDF is the statement, and what is an annex.

    *elements* stand directly in the statement, *annexes* are the Part elements behind it. *pages* are the
    statement's, *annex_pages* those that belong to an annex, each with the annex's index from 0.
    """

    elements: tuple[Element, ...]
    annexes: tuple[Element, ...]
    pages: tuple[PageEvidence, ...]
    annex_pages: tuple[tuple[int, PageEvidence], ...]
    blocks: tuple[Block, ...]

    def walk(self) -> Iterator[Element]:
        """Yield all elements of the statement, in reading order."""
        for element in self.elements:
            yield from element.walk()


# Rules are asked one after another of the same case: what they all look for is found once.
@lru_cache(maxsize=16)
def parts_of(case: Case) -> Parts:
    """Return the parts of the PDF of *case*; a file that is no edition of ours is all statement."""
    if case.pdf is None:
        return Parts(elements=(), annexes=(), pages=(), annex_pages=(), blocks=())
    pdf, top = case.pdf, case.pdf.tree.children if case.pdf.tree else ()
    numbers = _numbers(case)
    annexes = tuple(element for element in top if element.tag == "Part" and (numbers or _is_annex(pdf, element)))
    elements = tuple(element for element in top if element not in annexes)
    owners = _owners(pdf, annexes, numbers)
    first = min(owners, default=len(pdf.pages) + 1)
    pages = tuple(page for page in pdf.pages if page.number < first)
    if case.source and case.source.layout.tokens.annexes.two_sided and owners:
        pages = _without_blank_end(pages)
    return Parts(
        elements=elements,
        annexes=annexes,
        pages=pages,
        annex_pages=tuple((owners[page.number], page) for page in pdf.pages if page.number in owners),
        blocks=tuple(block for element in elements for block in _blocks(pdf, element, ())),
    )


def set_here(case: Case) -> tuple[tuple[Element, ...], tuple[PageEvidence, ...]]:
    """Return the elements and pages that are set from the source: the statement's, and those of annexes that are no PDF merged."""
    parts, prepared = parts_of(case), prepared_of(case)
    annexes = prepared.annexes.annexes if prepared and prepared.annexes else ()
    merged = {index for index, one in enumerate(annexes) if (one.annex.kind, one.annex.treatment) == ("pdf", "merge")}
    numbers = {one.number for one in annexes}
    elements = (*parts.elements, *(part for index, part in enumerate(parts.annexes) if index not in merged))
    # A cover, which has the number of its annex alone, is set here, too.
    pages = (*parts.pages, *(page for index, page in parts.annex_pages if index not in merged or page.label in numbers))
    return elements, pages


def blocks_of(pdf: PdfEvidence, element: Element) -> tuple[Block, ...]:
    """Return the blocks in *element*, in reading order."""
    return tuple(_blocks(pdf, element, ()))


def prepared_of(case: Case) -> PreparedStatement | None:
    """Return what the edition should say, where that is known."""
    return case.source.prepared if case.source else None


def squeezed(text: str) -> str:
    """Return *text* as it is compared: without blanks; sorted where it runs from right to left.

    PDFium gives such text in the order in which it is painted, which says nothing of the order of its words.
    """
    text = "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())
    if any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text if character > "\u0590"):
        return "".join(sorted(text))
    return text


def pages_of(element: Element) -> list[int]:
    """Return the pages on which *element* has content, each once, in reading order."""
    return list(dict.fromkeys(content.page for content in element.contents()))


def links_of(element: Element) -> Iterator[int]:
    """Yield the object numbers of the annotations directly in *element*."""
    yield from (kid.object_number for kid in element.kids if isinstance(kid, Annotated))


def _numbers(case: Case) -> tuple[str, ...]:
    prepared = prepared_of(case)
    return tuple(annex.number for annex in prepared.annexes.annexes) if prepared and prepared.annexes else ()


def _is_annex(pdf: PdfEvidence, part: Element) -> bool:
    """Return whether *part* is an annex of an edition whose source is not at hand: its pages are labelled so."""
    return any(_ANNEX_LABEL.fullmatch(pdf.pages[page - 1].label) for page in pages_of(part) if 0 < page <= len(pdf.pages))


def _owners(pdf: PdfEvidence, annexes: Sequence[Element], numbers: Sequence[str]) -> Mapping[int, int]:
    """Return the index of the annex of each page that belongs to one."""
    found = {page: index for index, part in enumerate(annexes) for page in pages_of(part)}
    for page in pdf.pages:
        number = page.label.partition("-")[0]
        if number in numbers and page.number not in found:
            found[page.number] = numbers.index(number)
        elif _ANNEX_LABEL.fullmatch(page.label):
            found.setdefault(page.number, 0)
    return found


def _without_blank_end(pages: tuple[PageEvidence, ...]) -> tuple[PageEvidence, ...]:
    return pages[:-1] if pages and not pages[-1].runs and not pages[-1].shapes else pages


def _blocks(pdf: PdfEvidence, element: Element, around: tuple[str, ...], language: str = "") -> Iterator[Block]:
    language = element.language or language
    if element.tag in _BLOCKS and not _holds_blocks(element):
        yield _block(pdf, element, around, language)
        return
    own = [kid for kid in element.kids if isinstance(kid, Content)]
    if own:
        yield _block(pdf, Element(tag=element.tag, kids=tuple(own)), around, language)
    for kid in element.children:
        yield from _blocks(pdf, kid, (*around, element.tag), language)


def _holds_blocks(element: Element) -> bool:
    return any(inner.tag in _BLOCKS and inner.tag != "Figure" for kid in element.children for inner in kid.walk())


def _block(pdf: PdfEvidence, element: Element, around: tuple[str, ...], language: str) -> Block:
    runs: tuple[tuple[PageEvidence, Run], ...] = pdf.runs_of(element)
    words = squeezed("".join(run.text for _, run in runs))
    return Block(tag=element.tag, around=around, element=element, lines=lines_of(runs), words=words, language=language)
