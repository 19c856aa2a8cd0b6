"""Damages to a PDF by rote: pages, tags, operators, fonts, properties, bookmarks, links, attached files."""

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from editions.checking.rules import Case
from tests.support.cases import Damage, in_pdf
from tests.support.mutations import pdf_more as more

#: Of each long row of like things (elements, operators), so many are damaged, evenly spread.
_SPREAD = 14


def mutations(case: Case) -> Iterator[Damage]:
    """Yield the damages, each with a name that says what was done."""
    with pikepdf.open(io.BytesIO(case.pdf_bytes)) as pdf:
        plans = [
            *_pages(pdf),
            *_catalog(pdf),
            *_tags(pdf),
            *_operators(pdf),
            *_fonts(pdf),
            *_properties(pdf),
            *_bookmarks(pdf),
            *_files(pdf),
            *more.plans(pdf),
        ]
    for name, change in plans:
        yield Damage(name=f"PDF: {name}", rule="", apply=in_pdf(change))


Plan = tuple[str, Callable[[Pdf], None]]


def _spread(count: int) -> list[int]:
    """Return indexes evenly spread over *count* things."""
    return sorted({round(step * (count - 1) / (_SPREAD - 1)) for step in range(_SPREAD)}) if count > _SPREAD else list(range(count))


def _pages(pdf: Pdf) -> Iterator[Plan]:
    for index in range(len(pdf.pages)):
        for what, change in _PAGE_CHANGES.items():
            yield f"page {index + 1} {what}", partial(_at_page, index, change)


def _at_page(index: int, change: Callable[[Pdf, int], None], pdf: Pdf) -> None:
    change(pdf, index)


def _delete(pdf: Pdf, index: int) -> None:
    del pdf.pages[index]


def _double(pdf: Pdf, index: int) -> None:
    pdf.pages.append(pdf.pages[index])


def _rotate(pdf: Pdf, index: int) -> None:
    pdf.pages[index].rotate(90, relative=True)


def _narrow(pdf: Pdf, index: int) -> None:
    pdf.pages[index].obj["/MediaBox"] = Array([0, 0, 400, 842])


def _empty(pdf: Pdf, index: int) -> None:
    pdf.pages[index].obj["/Contents"] = pdf.make_stream(b"")


_PAGE_CHANGES = {"deleted": _delete, "doubled at the end": _double, "turned": _rotate, "cut at the right": _narrow, "emptied": _empty}


def _catalog(pdf: Pdf) -> Iterator[Plan]:
    for key in sorted(set(pdf.Root.keys()) - {"/Type", "/Pages"}):
        yield f"{key} taken out of the catalog", partial(_drop, key)


def _drop(key: str, pdf: Pdf) -> None:
    del pdf.Root[key]


def _elements(pdf: Pdf) -> list[tuple[Any, int]]:
    """Return every element below the Document, as its parent and its index there."""
    found: list[tuple[Any, int]] = []
    pending = [pdf.Root["/StructTreeRoot"]["/K"][0]]
    while pending:
        holder = pending.pop(0)
        kids = holder.get("/K")
        for index, kid in enumerate(kids if isinstance(kids, Array) else ()):
            if isinstance(kid, Dictionary) and "/S" in kid:
                found.append((holder, index))
                pending.append(kid)
    return found


def _tags(pdf: Pdf) -> Iterator[Plan]:
    places = _elements(pdf)
    for number in _spread(len(places)):
        holder, index = places[number]
        tag = str(holder["/K"][index]["/S"])[1:]
        yield f"element {number} ({tag}) taken out of the tree", partial(_at_element, number, _take_out)
        yield f"element {number} ({tag}) made a Quote", partial(_at_element, number, _retag)
        if index + 1 < len(holder["/K"]) and isinstance(holder["/K"][index + 1], Dictionary):
            yield f"element {number} ({tag}) changed places with the next", partial(_at_element, number, _swap)


def _at_element(number: int, change: Callable[[Any, int], None], pdf: Pdf) -> None:
    change(*_elements(pdf)[number])


def _take_out(holder: Any, index: int) -> None:
    del holder["/K"][index]


def _retag(holder: Any, index: int) -> None:
    holder["/K"][index]["/S"] = Name.BlockQuote if str(holder["/K"][index]["/S"]) != "/BlockQuote" else Name.P


def _swap(holder: Any, index: int) -> None:
    kids = list(holder["/K"])
    kids[index], kids[index + 1] = kids[index + 1], kids[index]
    holder["/K"] = Array(kids)


_SHOW = re.compile(rb"\[<([0-9a-f]{4})")


def _operators(pdf: Pdf) -> Iterator[Plan]:
    for index, page in enumerate(pdf.pages):
        shown = [number for number, one in enumerate(pikepdf.parse_content_stream(page)) if str(one.operator) in ("TJ", "Tj")]
        for number in _spread(len(shown))[::3]:
            yield f"text {number} of page {index + 1} not shown", partial(_at_operator, index, shown[number], unshown)
            yield f"text {number} of page {index + 1} in white", partial(_at_operator, index, shown[number], white)
            yield f"text {number} of page {index + 1} without its first letter", partial(_at_operator, index, shown[number], shortened)
            yield f"text {number} of page {index + 1} moved by 20 points", partial(_at_operator, index, shown[number], moved)


def _at_operator(index: int, number: int, change: Callable[[Any], list[Any]], pdf: Pdf) -> None:
    page = pdf.pages[index]
    operators = list(pikepdf.parse_content_stream(page))
    operators[number : number + 1] = change(operators[number])
    page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(operators))


def _operator(operands: list[Any], name: str) -> Any:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(name))


def unshown(one: Any) -> list[Any]:
    """Return nothing in the place of the operator *one*, which shows text."""
    del one
    return []


def white(one: Any) -> list[Any]:
    """Return the operator *one* so that its text is white."""
    return [_operator([1, 1, 1], "rg"), one, _operator([0, 0, 0], "rg")]


def moved(one: Any) -> list[Any]:
    """Return the operator *one* with its text 20 units to the right."""
    return [_operator([20, 0], "Td"), one]


def shortened(one: Any) -> list[Any]:
    """Return the operator without the glyph that is shown first."""
    if str(one.operator) == "Tj":
        return [_operator([String(bytes(one.operands[0])[2:])], "Tj")]
    items = list(one.operands[0])
    first = next(place for place, item in enumerate(items) if isinstance(item, String))
    items[first] = String(bytes(items[first])[2:])
    return [_operator([Array(items)], "TJ")]


def _fonts(pdf: Pdf) -> Iterator[Plan]:
    for number in range(len(_all_fonts(pdf))):
        for what, change in _FONT_CHANGES.items():
            yield f"font {number} {what}", partial(_at_font, number, change)


def _all_fonts(pdf: Pdf) -> list[Any]:
    seen: dict[tuple[int, int], Any] = {}
    for page in pdf.pages:
        for font in page.obj["/Resources"].get("/Font", Dictionary()).values():
            seen.setdefault(font.objgen, font)
    return [font for font in seen.values() if "/DescendantFonts" in font]


def _at_font(number: int, change: Callable[[Any], None], pdf: Pdf) -> None:
    change(_all_fonts(pdf)[number])


def _drop_unicode(font: Any) -> None:
    del font["/ToUnicode"]


def _drop_widths(font: Any) -> None:
    del font["/DescendantFonts"][0]["/W"]


def _drop_program(font: Any) -> None:
    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def _rename(font: Any) -> None:
    font["/BaseFont"] = font["/DescendantFonts"][0]["/BaseFont"] = Name("/ABCDEF+Comic")


_FONT_CHANGES = {"without Unicode": _drop_unicode, "without widths": _drop_widths, "not embedded": _drop_program, "renamed": _rename}


def _properties(pdf: Pdf) -> Iterator[Plan]:
    for key in sorted(pdf.trailer["/Info"].keys()):
        yield f"Info {key[1:]} taken away", partial(_drop_info, key)
        yield f"Info {key[1:]} exchanged", partial(_set_info, key)
    packet = pdf.Root["/Metadata"].read_bytes()
    for name in dict.fromkeys(re.findall(rb"<((?:dc|xmp|pdf|pdfaid|pdfuaid):\w+)[ >]", packet)):
        yield f"XMP {name.decode()} exchanged", partial(_set_xmp, name)
        yield f"XMP {name.decode()} taken away", partial(_drop_xmp, name)


def _drop_info(key: str, pdf: Pdf) -> None:
    del pdf.trailer["/Info"][key]


def _set_info(key: str, pdf: Pdf) -> None:
    pdf.trailer["/Info"][key] = String("D:20010203040506Z" if key.endswith("Date") else "Another")


def _put_packet(pdf: Pdf, packet: bytes) -> None:
    stream = pdf.make_stream(packet)
    stream["/Type"], stream["/Subtype"] = Name.Metadata, Name.XML
    pdf.Root["/Metadata"] = stream


def _set_xmp(name: bytes, pdf: Pdf) -> None:
    packet = pdf.Root["/Metadata"].read_bytes()
    changed = re.sub(rb"(<" + name + rb"[^>]*>(?:\s*<[^/][^>]*>)*)([^<]+)", rb"\g<1>2001", packet, count=1)
    assert changed != packet, name
    _put_packet(pdf, changed)


def _drop_xmp(name: bytes, pdf: Pdf) -> None:
    packet = pdf.Root["/Metadata"].read_bytes()
    _put_packet(pdf, re.sub(rb"<" + name + rb"[ >].*?</" + name + rb">", b"", packet, count=1, flags=re.DOTALL))


def _outline(pdf: Pdf) -> list[Any]:
    found, pending = [], [pdf.Root["/Outlines"].get("/First")]
    while pending:
        item = pending.pop()
        if isinstance(item, Dictionary):
            found.append(item)
            pending += [item.get("/Next"), item.get("/First")]
    return found


def _bookmarks(pdf: Pdf) -> Iterator[Plan]:
    for number in range(len(_outline(pdf))):
        yield f"bookmark {number} renamed", partial(_rename_bookmark, number)
        yield f"bookmark {number} leads elsewhere", partial(_mislead, number)
    # Fields have damages of their own (tests/support/damages/fields.py).
    links = [
        (index, place)
        for index, page in enumerate(pdf.pages)
        for place, item in enumerate(page.obj.get("/Annots", Array()))
        if item.get("/Subtype") == "/Link"
    ]
    for index, place in links:
        yield f"link {place} of page {index + 1} taken away", partial(_drop_link, index, place)
        yield f"link {place} of page {index + 1} without words", partial(_silence_link, index, place)


def _rename_bookmark(number: int, pdf: Pdf) -> None:
    _outline(pdf)[number]["/Title"] = String("Another")


def _mislead(number: int, pdf: Pdf) -> None:
    item = _outline(pdf)[number]
    page = pdf.pages[-1] if _leads_to(item) != pdf.pages[-1].obj.objgen else pdf.pages[0]
    item["/Dest"] = Array([page.obj, Name.Fit])


def _leads_to(item: Any) -> Any:
    target = item.get("/Dest")
    return target[0].objgen if isinstance(target, Array) else None


def _drop_link(index: int, place: int, pdf: Pdf) -> None:
    del pdf.pages[index].obj["/Annots"][place]


def _silence_link(index: int, place: int, pdf: Pdf) -> None:
    del pdf.pages[index].obj["/Annots"][place]["/Contents"]


def _files(pdf: Pdf) -> Iterator[Plan]:
    for name in list(pdf.attachments):
        yield f"attached file {name} changed", partial(_alter_file, name)
        yield f"attached file {name} taken away", partial(_drop_file, name)


def _specification(pdf: Pdf, name: str) -> Any:
    return pikepdf.NameTree(pdf.Root["/Names"]["/EmbeddedFiles"])[name]


def _alter_file(name: str, pdf: Pdf) -> None:
    stream = _specification(pdf, name)["/EF"]["/F"]
    stream.write(stream.read_bytes() + b" ")


def _drop_file(name: str, pdf: Pdf) -> None:
    number = _specification(pdf, name).objgen
    tree = pikepdf.NameTree(pdf.Root["/Names"]["/EmbeddedFiles"])
    del tree[name]
    pdf.Root["/AF"] = Array([file for file in pdf.Root["/AF"] if file.objgen != number])
