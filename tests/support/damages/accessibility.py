"""Tags, alternative texts, languages, the order of reading, bookmarks, links, contrast."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from editions.checking.rules import Case
from tests.support.cases import Damage, case_in, everything_case, in_pdf
from tests.support.damages.trees import all_retagged, document, element, emptied, first_of_all, retagged, said, swapped, taken_out
from tests.support.making import SAMPLE
from tests.support.operators import at_text, behind, coloured, moved


@cache
def annex_in_azerbaijani() -> Case:
    """Return the sample's edition, whose first annex is said to be in Azerbaijani."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / SAMPLE.name
        shutil.copytree(SAMPLE, folder)
        toml = folder / "statement.toml"
        toml.write_text(toml.read_text("utf-8").replace('language = "en"', 'language = "az"'), "utf-8")
        return case_in(folder, "en")


def _flattened(number: int) -> Callable[[Case], Case]:
    """Return what makes paragraphs of a list, the way a text looks that was pasted from elsewhere."""

    def change(pdf: pikepdf.Pdf) -> None:
        listing = element(pdf, "L", number)
        pending = [kid for item in listing["/K"] for kid in item["/K"]]
        while pending:
            inner = pending.pop()
            if isinstance(inner, Dictionary) and "/S" in inner:
                inner["/S"] = Name.Span
                kids = inner.get("/K", Array())
                pending.extend(list(kids) if isinstance(kids, Array) else [kids])
        listing["/S"] = Name.Div
        for item in listing["/K"]:
            item["/S"] = Name.P

    return in_pdf(change)


def _scope(value: str | None) -> Callable[[Case], Case]:
    def change(pdf: pikepdf.Pdf) -> None:
        attributes = element(pdf, "TH")["/A"]
        if value is None:
            del attributes["/Scope"]
        else:
            attributes["/Scope"] = Name(f"/{value}")

    return in_pdf(change)


def _language(value: str | None) -> Callable[[Case], Case]:
    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.Root["/Lang"]
        else:
            pdf.Root["/Lang"] = String(value)

    return in_pdf(change)


def _without_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _without_annex_language(pdf: pikepdf.Pdf) -> None:
    for part in document(pdf)["/K"]:
        for item in (part, *part["/K"]) if part["/S"] == "/Part" else ():
            if isinstance(item, Dictionary) and "/Lang" in item:
                del item["/Lang"]


def _exchange_alternatives(pdf: pikepdf.Pdf) -> None:
    one, other = element(pdf, "Figure", 0), element(pdf, "Figure", 1)
    one["/Alt"], other["/Alt"] = other["/Alt"], one["/Alt"]


def _marks(pdf: pikepdf.Pdf) -> Iterator[Any]:
    pending = [pdf.Root["/Outlines"]["/First"]]
    while pending:
        item = pending.pop()
        yield item
        pending += [item[key] for key in ("/Next", "/First") if key in item]


def _bookmark(title: str, **changes: Any) -> Callable[[Case], Case]:
    """Return what changes entries of the bookmark that begins with *title*; a number stands for a page (from 1)."""

    def change(pdf: pikepdf.Pdf) -> None:
        [item] = [mark for mark in _marks(pdf) if str(mark["/Title"]).startswith(title)]
        for key, value in changes.items():
            item[f"/{key}"] = Array([pdf.pages[value - 1].obj, Name.Fit]) if isinstance(value, int) else String(value)

    return in_pdf(change)


def _without_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def _without_last_bookmark(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root["/Outlines"]["/First"]
    before = first["/Last"]["/Prev"]
    del before["/Next"]
    first["/Last"] = before


def _flat_bookmarks(pdf: pikepdf.Pdf) -> None:
    """Set the bookmarks under the first beside it."""
    first = pdf.Root["/Outlines"]["/First"]
    inner, last, after = first["/First"], first["/Last"], first.get("/Next")
    for key in ("/First", "/Last", "/Count"):
        del first[key]
    first["/Next"] = inner
    if after is not None:
        last["/Next"] = after
    else:
        pdf.Root["/Outlines"]["/Last"] = last


def _link(**changes: Any) -> Callable[[Case], Case]:
    """Return what changes entries of the first link; None takes one away."""

    def change(pdf: pikepdf.Pdf) -> None:
        link = next(item for page in pdf.pages for item in page.obj.get("/Annots", ()) if item["/Subtype"] == "/Link")
        for key, value in changes.items():
            if value is None:
                del link[f"/{key}"]
            else:
                link[f"/{key}"] = Array(value) if isinstance(value, list) else String(value)

    return in_pdf(change)


def _address(value: str) -> Callable[[Case], Case]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Annots"][0]["/A"]["/URI"] = String(value)

    return in_pdf(change)


def _without_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _link_without_words(pdf: pikepdf.Pdf) -> None:
    link = element(pdf, "Link")
    link["/K"] = Array([kid for kid in link["/K"] if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"])


_SAMPLES = (
    ("the file has no tags", "not-tagged", in_pdf(_without_tree)),
    ("the main heading is a paragraph", "one-heading", retagged("H1", "P")),
    ("a paragraph is a second main heading", "one-heading", retagged("P", "H1", 7)),
    ("the subject is a second main heading", "one-heading", retagged("P", "H1", 2)),
    ("a heading is two levels deeper", "heading-levels", retagged("H2", "H3")),
    ("the main heading is of the second level", "heading-levels", retagged("H1", "H2")),
    ("the last heading is four levels deeper", "heading-levels", retagged("H2", "H6", 1)),
    ("a heading has lost its words", "heading-empty", emptied("H2")),
    ("a paragraph is a heading", "tags-as-written", retagged("P", "H2", 6)),
    ("a paragraph is a quotation", "tags-as-written", retagged("P", "BlockQuote", 6)),
    ("a paragraph is out of the tree", "tags-as-written", taken_out("P", 6)),
    ("an item of the list is a paragraph", "list-built", retagged("LI", "P", 3)),
    ("an item has no body", "list-built", retagged("LBody", "Span", 3)),
    ("the list of recipients is a division", "list-built", retagged("L", "Div")),
    ("a header cell has no scope", "table-headers", _scope(None)),
    ("a header cell has an unknown scope", "table-headers", _scope("Table")),
    ("all header cells are plain cells", "table-headers", all_retagged("TH", "TD")),
    ("a row has lost a cell", "table-rows", taken_out("TD", 2)),
    ("a cell is a paragraph", "table-rows", retagged("TD", "P", 2)),
    ("the document does not say its language", "language-missing", _language(None)),
    ("the document's language is none", "language-missing", _language("English (UK)")),
    ("the document's language is empty", "language-missing", _language("")),
    ("the document is said to be French", "language-wrong", _language("fr")),
    ("the document is said to be American", "language-wrong", _language("en-US")),
    ("a paragraph's language is none", "language-unknown", said("P", "/Lang", "xq", 6)),
    ("an English text is said to be Russian", "language-passage", lambda case: replace(_language("ru")(case), source=None)),
    ("a paragraph is said to be Arabic", "language-passage", said("P", "/Lang", "ar", 6)),
    ("two paragraphs are read in the wrong order", "order-up", swapped("P", 4, 5)),
    ("the date is read after the subject", "order-up", swapped("P", 2, 3)),
    ("two recipients are read in the wrong order", "order-up", swapped("LI", 2, 3)),
    ("a line has slid down the page", "order-up", at_text("From the late 1980s", moved(down=200))),
    ("the last recipient is read first", "order-up", swapped("LI", 0, 18)),
    ("a paragraph of page 2 is read first", "order-pages", first_of_all("P", 14)),
    ("two cells of a row are read in the wrong order", "order-across", swapped("TD", 0, 1)),
    ("two header cells are read in the wrong order", "order-across", swapped("TH", 0, 2)),
    ("there are no bookmarks", "bookmarks", in_pdf(_without_bookmarks)),
    ("the last bookmark of the statement is lost", "bookmarks", in_pdf(_without_last_bookmark)),
    ("a bookmark has lost a letter", "bookmarks", _bookmark("STATEMENT", Title="STATMENT")),
    ("a bookmark says something else", "bookmarks", _bookmark("This Statement", Title="Recipients")),
    ("a bookmark opens the wrong page", "bookmarks", _bookmark("This Statement", Dest=1)),
    ("the bookmark of the heading opens page 2", "bookmarks", _bookmark("STATEMENT", Dest=2)),
    ("bookmarks are not nested", "bookmark-depth", in_pdf(_flat_bookmarks)),
    ("the bookmark of an annex says something else", "bookmark-annex", _bookmark("Annex II", Title="Dates")),
    ("the bookmark of an annex opens another", "bookmark-annex", _bookmark("Annex II", Dest=3)),
    ("a link has no text", "link-text", _link(Contents=None)),
    ("a link's text is blank", "link-text", _link(Contents=" ")),
    ("a link's text is the name of a place", "link-text", _link(Contents="annex-1")),
    ("a link is tagged as a span", "link-not-tagged", retagged("Link", "Span")),
    ("a link has no words", "link-not-tagged", in_pdf(_link_without_words)),
    ("a link leads nowhere", "link-dead", _link(Dest=None)),
    ("a link leads to a place that is not there", "link-dead", _link(Dest="annex-9")),
    ("a link leads to the other annex", "link-dead", _link(Dest="annex-2")),
    ("a link lies beside its words", "link-displaced", _link(Rect=[100, 500, 130, 512])),
    ("the links are lost", "link-lost", in_pdf(_without_links)),
    ("a paragraph is pale", "contrast", at_text("32 years have", coloured(0.7, 0.7, 0.7))),
    ("a line is yellow", "contrast", at_text("closer to the path", coloured(1, 0.9, 0))),
    ("a line is white", "contrast", at_text("closer to the path", coloured(1, 1, 1))),
    ("the heading is pale, if less so", "contrast", at_text("STATEMENT", coloured(0.63, 0.63, 0.63))),
    ("the header is pale", "contrast", at_text("STATEMENT", coloured(0.55, 0.55, 0.55), artifact=True)),
    ("a line is black on dark blue", "contrast", at_text("closer to the path", behind(0, 0.1, 0.4))),
)

_OF_EVERYTHING = (
    ("a heading of the second level is of the fourth", "heading-levels", retagged("H3", "H5")),
    ("a heading of the first level has lost its words", "heading-empty", emptied("H2")),
    ("a table is a division", "tags-as-written", retagged("Table", "Div")),
    ("a quotation is a division", "tags-as-written", retagged("BlockQuote", "Div")),
    ("a heading is a paragraph", "tags-as-written", retagged("H4", "P")),
    ("an image is out of the tree", "tags-as-written", taken_out("Figure")),
    ("a list is a division", "tags-as-written", retagged("L", "Div")),
    ("a numbered list is paragraphs", "list-not-tagged", _flattened(2)),
    ("a list with bullets is paragraphs", "list-not-tagged", _flattened(0)),
    ("a footnote is a paragraph", "note-tagged", retagged("Note", "P")),
    ("a footnote is out of the tree", "note-tagged", taken_out("Note", 1)),
    ("an image has no text", "alt-text", said("Figure", "/Alt", None)),
    ("an image's text is empty", "alt-text", said("Figure", "/Alt", "")),
    ("an image's text is a file's name", "alt-text", said("Figure", "/Alt", "chart.png")),
    ("an image's text is a camera's name for it", "alt-text", said("Figure", "/Alt", "IMG_2034")),
    ("an image's text is that it is one", "alt-text", said("Figure", "/Alt", "Image.")),
    ("an image's text is another", "alt-as-written", said("Figure", "/Alt", "Five bars, each higher than the one before")),
    ("two images have changed their texts", "alt-as-written", in_pdf(_exchange_alternatives)),
    ("an image is tagged as a span", "image-not-tagged", retagged("Figure", "Span")),
    ("an image's element is empty", "image-not-tagged", emptied("Figure")),
    ("a header cell of the table has no scope", "table-headers", _scope(None)),
    ("a link's text is a bare address", "link-text", _link(Contents="https://example.org/a?b=c&d=e")),
    ("a link's address is another", "link-lost", _address("https://example.com/")),
    ("a link's address is secretly another", "link-lost", _address("https://example.org/a?b=c&d=f")),
    ("a link has no address", "link-dead", _link(A=None)),
)

_OF_AN_ANNEX = (("an annex in another language does not say so", "language-annex", in_pdf(_without_annex_language)),)

DAMAGES = (
    *(Damage(name=name, rule=rule, apply=apply) for name, rule, apply in _SAMPLES),
    *(Damage(name=name, rule=rule, apply=apply, base=everything_case) for name, rule, apply in _OF_EVERYTHING),
    *(Damage(name=name, rule=rule, apply=apply, base=annex_in_azerbaijani) for name, rule, apply in _OF_AN_ANNEX),
)
