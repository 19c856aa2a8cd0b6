"""The way of a stranger's PDF: opened, cleaned, drawn flat, put on the layout's paper, compared."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf
from PIL import Image

from editions.assembly.intake.choosing import keep
from editions.assembly.intake.cleaning import clean, counted, taken_out
from editions.assembly.intake.comparing import ink_free, rough
from editions.assembly.intake.confirming import Expected, confirm, seen_too
from editions.assembly.intake.content import Marks, read_marks
from editions.assembly.intake.destinations import settle
from editions.assembly.intake.fields import draw_fields
from editions.assembly.intake.fitting import Fit, Frame, Sheet, check_sizes, fit, frame, move_annotation, place, window
from editions.assembly.intake.flattening import WITHOUT_LOOK, Drawn, Key, flatten
from editions.assembly.intake.layers import settle_layers
from editions.assembly.intake.neighbours import lead_to_neighbours
from editions.assembly.intake.opening import open_pdf
from editions.assembly.intake.trees import annotations_in_tree, normalise, own_doubt
from editions.assembly.intake.unfit import choose
from editions.model.annexes import Leaf, Leaves, Place, Removal
from editions.seeing import Seen


def take_in(content: bytes, request: dict[str, Any]) -> Leaves:
    """Return the pages of the PDF *content* that *request* asks for, in normal form.

    Raises:
        Unfit: the file cannot be merged.
    """
    pdf, _ = open_pdf(content, request)
    doubt = own_doubt(pdf)
    before = seen_too(content, pdf)
    chosen = choose(len(pdf.pages), request["pages"])
    for index in chosen:
        if annotations := taken_out(pdf.pages[index].obj):
            before.take_out(index, annotations)
    elsewhere = keep(pdf, chosen)
    lead_to_neighbours(pdf, request.get("neighbours", {}))
    numbers = [index + 1 for index in chosen]
    removals = clean(pdf, numbers, elsewhere)
    sheet = _sheet(request["sheet"])
    fields = draw_fields(pdf)
    frames = [frame(page.obj) for page in pdf.pages]
    check_sizes(chosen, frames)
    pictures = [rough(before, index, seen.size) for index, seen in zip(chosen, frames, strict=True)]
    puts = [_put(picture, seen.size, sheet) for picture, seen in zip(pictures, frames, strict=True)]
    _describe_links(pdf, before, chosen)
    removals += _place_pages(pdf, numbers, frames, [put for put, _ in puts])
    cleaned = _saved(pdf)
    plain = {removal.page: removal.what for removal in removals if removal.what.endswith(WITHOUT_LOOK)}
    after = Seen(cleaned)
    pages = zip(chosen, pictures, frames, puts, fields, strict=True)
    expected = (
        Expected(index=index, picture=picture, size=seen.size, window=window(seen, put), fields=own, left_out=plain.get(index + 1, ""))
        for index, picture, seen, (put, _), own in pages
    )
    confirm(before, after, expected)
    after.close()
    before.close()
    leaves = tuple(
        Leaf(width=put.width, height=put.height, turned=seen.turned, place=place, number=number)
        for number, (put, place), seen in zip(numbers, puts, frames, strict=True)
    )
    return Leaves(content=cleaned, leaves=leaves, removals=counted(removals), doubt=doubt)


def _sheet(request: dict[str, Any]) -> Sheet:
    return Sheet(**{**request, "mark": tuple(request["mark"]), "margin": tuple(request["margin"])})


def _describe_links(pdf: Pdf, before: Seen, chosen: list[int]) -> None:
    """Give every link that says nothing of itself the words that it stands on, and let it be printed.

    PDF/UA-1, 7.18.5, asks for the words (/Contents), PDF/A-3, 6.3.2, for the flag.
    """
    for page, index in zip(pdf.pages, chosen, strict=True):
        for annotation in page.obj.get("/Annots", Array()):
            if annotation.get("/Subtype") != "/Link":
                continue
            annotation["/F"] = _PRINT
            if not str(annotation.get("/Contents", "")).strip():
                sides = [float(side) for side in annotation["/Rect"]]
                box = (min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2]))
                words = before.words_in(index, box) or _address(annotation)
                if words:
                    annotation["/Contents"] = pikepdf.String(words)


#: The flag of an annotation that is printed, and nothing else (ISO 32000-1, table 165).
_PRINT = 4


def _address(annotation: Any) -> str:
    action = annotation.get("/A")
    return str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""


def _put(picture: Image.Image, size: tuple[float, float], sheet: Sheet) -> tuple[Fit, Place | None]:
    """Return where a page goes, and where its mark has room: smaller, if there is none else."""
    put = fit(size, sheet)
    place = ink_free(picture, size, put, _candidates(put, sheet))
    if place is None and sheet.fit:
        put = fit(size, sheet, strip=sheet.strip)
        place = next(_candidates(put, sheet), None)
    return put, place


def _candidates(put: Fit, sheet: Sheet) -> Iterator[Place]:
    """Yield the places for a mark: at the foot, then at the head; outside, then inside, then in the middle."""
    width, height = sheet.mark
    side, edge = sheet.margin
    for bottom in (edge, put.height - edge - height):
        for align in (1.0, 0.0, 0.5):
            left = side + align * (put.width - 2 * side - width)
            if left < 0 or bottom < 0 or left + width > put.width or bottom + height > put.height:
                # The page is smaller than its mark.
                continue
            yield Place(left=left, bottom=bottom, width=width, height=height, align=align)


def _place_pages(pdf: Pdf, numbers: list[int], frames: list[Frame], puts: list[Fit]) -> list[Removal]:
    tagged = annotations_in_tree(pdf)
    drawn: dict[Key, tuple[Any, int]] = {}
    moved = {}
    removals = []
    for number, page, seen, put in zip(numbers, pdf.pages, frames, puts, strict=True):
        marks: Marks = read_marks(pdf, page)
        flat: Drawn = flatten(pdf, page.obj, tagged=tagged, next_mark=marks.next_mark)
        removals += [Removal(what=what, page=number) for what in flat.left_out]
        drawn.update({key: (page.obj, mark) for key, mark in flat.marks.items()})
        moved[page.obj.objgen] = place(pdf, page.obj, seen, put, drawn=flat.operators, marks=marks)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            move_annotation(annotation, moved[page.obj.objgen])
    removals += settle(pdf, moved, numbers)
    normalise(pdf, drawn)
    settle_layers(pdf)
    for key in set(pdf.Root.keys()) - set(_KEPT):
        del pdf.Root[key]
    return removals


#: What of the catalog goes into the whole.
_KEPT = ("/Type", "/Pages", "/StructTreeRoot", "/Names", "/EdBookmarks", "/OCProperties", "/Lang")


def _saved(pdf: Pdf) -> bytes:
    for key in set(pdf.trailer.keys()) - {"/Root", "/Size"}:
        del pdf.trailer[key]
    out = io.BytesIO()
    pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True, fix_metadata_version=False)
    return out.getvalue()
