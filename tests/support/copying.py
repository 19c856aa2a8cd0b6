"""Copies for tests: recipients of many scripts, and a copy held against a full render of the same page.

``python -m tests.support.copying`` holds 500 of them against it.
"""

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import pypdfium2
from pypdf import PdfReader

from editions.copies.addressing import address, line, plan
from editions.copying import BATCH, Batch, Shaped, compose, shape
from editions.describing import xmp_packet
from editions.model.copies import Planned
from editions.model.directory import Addressee
from editions.model.prepared import Places, PreparedStatement
from editions.rendering.html import to_css, to_html
from editions.rendering.pdf import to_pdf
from editions.surroundings import as_values
from tests.support.making import around, layout, with_body, words
from tests.support.pdf_tree import structure

#: Words of addresses, by their script: all of them samples.
_WORDS = {
    "Latin": "Ministry Office Commission SAMPLE Affairs Human Rights Foreign of the and Secretariat-General O’Hara & Sons No. 7a",
    "Azerbaijani": "Nazirlik Əliyev Şəfiqə küçəsi Ğ İnsan hüquqları Bakı ölkə üzrə müvəkkil ıİiI",
    "Cyrillic": "Министерство иностранных дел улица Пример город Ёлкино Щорса їжак Ґанок",
    "Greek": "Υπουργείο Εξωτερικών Δείγμα οδός Ωμέγα Αθήνα ΐΰ",
    "Arabic": "وزارة الخارجية شارع العيّنة المدينة لكم مكتب الأمين العام ٧",
    "Hebrew": "משרד החוץ רחוב דוגמה ירושלים 12 הנציב",
}
_COUNTRIES = ("", "CH", "AZ", "EG", "FR", "US")


def recipients(count: int, *, seed: int = 7) -> list[Addressee]:
    """Return *count* recipients with names and addresses of many scripts and lengths; the same for the same *seed*."""
    chance = random.Random(seed)  # noqa: S311 - for a sample
    return [_fitting(number, chance) for number in range(1, count + 1)]


#: Characters that go into a line of the window at least, and the lines of the window.
_LINE, _LINES = 32, 6


def _fitting(number: int, chance: random.Random) -> Addressee:
    """Return a recipient whose address goes into the window, the lines of a country among them."""
    while True:
        one = _recipient(number, chance)
        if 1 + sum(-(-len(line) // _LINE) for line in (one.name, *one.address)) <= _LINES:
            return one


def _recipient(number: int, chance: random.Random) -> Addressee:
    script = chance.choice(list(_WORDS))
    known = _WORDS[script].split()

    def some(most: int) -> str:
        return " ".join(chance.choice(known) for _ in range(chance.randint(1, most)))

    mixed = (f"{chance.choice(_WORDS['Latin'].split())} ({some(2)})",) if chance.random() < 0.2 else ()
    return Addressee(
        id=f"r{number}",
        name=some(9),
        address=(*mixed, *(some(4) for _ in range(chance.randint(0, 2)))),
        country=chance.choice(_COUNTRIES),
        copies=chance.choice((1, 1, 1, 2)),
        salutation=chance.choice(("", "Excellency,", "سعادة السفير،", some(3) + ",")),
        line=number + 1,
    )


@cache
def letter() -> PreparedStatement:
    """Return a sample of two pages."""
    return with_body(*(words(f"Paragraph {number} of a sample. " * 12) for number in range(8)))


def batch(
    addressees: Sequence[Addressee], *, text: PreparedStatement | None = None, look: str = "plain", print_file: bool = False
) -> Batch:
    """Return the copies of *text*, or of a sample, for *addressees*, as they are made in one go."""
    copies = tuple(plan(addressees, ["en"], "en"))
    return Batch(
        copies=copies,
        count=len(copies),
        texts={"en": text or letter()},
        annexes={},
        layout=layout(look),
        home="AZ",
        directory="recipients.csv",
        print_file=print_file,
    )


def shaped(made: Batch) -> Shaped:
    """Return *made*, set."""
    return shape(made, as_values(around()))


def copies(made: Batch) -> list[tuple[Planned, bytes]]:
    """Return all copies of *made* with their bytes."""
    return [(copy, prefix + tail) for copy, prefix, tail in compose(made, shaped(made))]


def full_render(made: Batch, copy: Planned) -> bytes:
    """Return *copy* as WeasyPrint sets it when it is the only one."""
    one, text = copy.addressee, made.texts[copy.language]
    number = text.copy_words["copy"].replace("{number}", str(copy.number)).replace("{count}", str(made.count))
    places = Places(
        addresses=(address(one, copy.language, made.home),),
        numbers=(line(number),) if made.layout.tokens.copies.number else (),
        salutations=(line(one.salutation),) if one.salutation else (),
    )
    alone = replace(text, places=places)
    claims = ("PDF/A-3a", "PDF/UA-1")
    html, css = to_html(alone, made.layout), to_css(alone, made.layout)
    return to_pdf(alone, made.layout, html, css, xmp_packet(text.metadata, claims), around())


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a reader has of a PDF: its text by two engines, its tags with their words, and its pages at 150 dpi."""

    text: tuple[str, ...]
    drawn: tuple[str, ...]
    tags: str
    pixels: tuple[bytes, ...]


def drawn(content: bytes) -> tuple[str, ...]:
    """Return what PDFium reads on each page of *content*, tagged or not."""
    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def looked(content: bytes) -> Looked:
    """Return what a reader has of the PDF *content*."""
    document = pypdfium2.PdfDocument(content)
    try:
        pixels = tuple(bytes(page.render(scale=150 / 72).buffer) for page in document)
    finally:
        document.close()
    text = tuple(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return Looked(text=text, drawn=drawn(content), tags=structure(content).outline(), pixels=pixels)


def main() -> None:
    """Hold 500 copies against a full render of each, and say how many differ."""
    addressees = recipients(500, seed=500)
    differing = []
    for start in range(0, len(addressees), BATCH):
        made = batch(addressees[start : start + BATCH])
        one_each = [(copy, content) for copy, content in copies(made) if copy.nth == 1]
        differing += [copy.addressee.id for copy, content in one_each if looked(content) != looked(full_render(made, copy))]
    print(f"{len(addressees)} recipients, {len(differing)} copies differ from a full render: {' '.join(differing)}")


if __name__ == "__main__":
    main()
