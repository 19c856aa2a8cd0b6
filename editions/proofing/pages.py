"""The pages of an edition as the proof shows them: PDF and DOCX side by side, with the findings on them."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.checking.rules import Case
from editions.proofing.marks import Mark, Numbered, arranged, mark, on_page
from editions.proofing.pictures import Picture
from editions.proofing.setting import Setting


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page in the proof: its id, what it is called, its picture as an address, and the findings about it."""

    id: str
    name: str
    alt: str
    address: str
    pixels: tuple[int, int]
    findings: tuple[Numbered, ...]
    marks: tuple[Mark, ...]

    @property
    def unmarked(self) -> tuple[Numbered, ...]:
        """The findings about the page as a whole, or a place in it that is not known."""
        return tuple(one for one in self.findings if not one.finding.box)


@dataclass(frozen=True, kw_only=True)
class Spreads:
    """The pages of one language: those that both files have, in pairs, then the pages that only one has."""

    pairs: tuple[tuple[Page, Page], ...]
    rest: tuple[Page, ...]
    rest_of: str
    why_not: str

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages."""
        return (*(page for pair in self.pairs for page in pair), *self.rest)


def key(language: str) -> str:
    """Return what the ids of all that is in *language* bear: letters, digits and hyphens."""
    return "-".join(re.findall("[A-Za-z0-9]+", language))


def identifier(file_format: str, language: str, number: int) -> str:
    """Return the id of a page in the proof."""
    return "-".join(part for part in (file_format, key(language), str(number)) if part)


def shown_pages(case: Case, setting: Setting, pdf: Sequence[Picture], docx: Sequence[Picture]) -> Iterator[tuple[str, int, str]]:
    """Yield each page of the case that is shown: its file, its number, and its id in the proof."""
    yield from ((case.pdf_name, picture.number, identifier("pdf", case.language, picture.number)) for picture in pdf)
    if setting.content:
        yield from ((case.docx_name, picture.number, identifier("docx", case.language, picture.number)) for picture in docx)


def spreads(
    case: Case, setting: Setting, pdf: Sequence[Picture], docx: Sequence[Picture], numbered: Sequence[Numbered], suffix: str
) -> Spreads:
    """Return the pages of *case*; *suffix* tells its pages from those of another language."""
    labels = [page.label for page in case.pdf.pages] if case.pdf else []
    left = [_page(picture, "pdf", case.language, case.pdf_name, numbered, suffix, _label(labels, picture.number)) for picture in pdf]
    right = [_page(picture, "docx", case.language, case.docx_name, numbered, suffix, "") for picture in docx]
    both = min(len(left), len(right))
    return Spreads(
        pairs=tuple(zip(left[:both], right[:both], strict=True)),
        rest=(*left[both:], *right[both:]),
        rest_of="" if not left[both:] + right[both:] else "PDF" if len(left) > both else "DOCX",
        why_not=setting.why_not,
    )


def _label(labels: Sequence[str], number: int) -> str:
    label = labels[number - 1] if number <= len(labels) else ""
    return "" if label in ("", str(number)) else label


def _page(picture: Picture, file_format: str, language: str, file: str, numbered: Sequence[Numbered], suffix: str, label: str) -> Page:
    found = on_page(numbered, file, picture.number)
    size = (picture.width, picture.height)
    name = f"Page {picture.number} of the {file_format.upper()}{suffix}"
    return Page(
        id=identifier(file_format, language, picture.number),
        name=f"{name}, numbered {label}" if label else name,
        alt=name,
        address="data:image/webp;base64," + b64encode(picture.content).decode(),
        pixels=picture.pixels,
        findings=found,
        marks=arranged(made for one in found if (made := mark(one, size))),
    )
